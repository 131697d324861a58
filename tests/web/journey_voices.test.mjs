// From a play to its voices: one change of somebody shows wherever they are, a take is recorded, and
// each voice gets a sheet with only its lines. The play lies outside, in FABULA_MATERIAL.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { importFile } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";

const material = process.env.FABULA_MATERIAL ?? "";
const skip = material === "" || !fs.existsSync(material)
    ? "FABULA_MATERIAL names no folder with stories" : false;

let server;
let browser;
let tab;
let project;
let id;

before(async () => {
    if (skip !== false) return;
    [server, browser] = await Promise.all([startServer(), launch([
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        "--autoplay-policy=no-user-gesture-required"])]);
    tab = await openPage(browser, server.url, desktop);
    project = await importFile(tab.page, server.url, path.join(material, "plays/earnest.md"));
    id = project.split("/").at(-1);
    await server.call("PATCH", `/projects/${id}`, { kind: "audio" });
});

after(async () => {
    await browser?.close();
    if (server !== undefined) assert.equal(await server.stop(), 0, "the server ends well");
});

// Every line of somebody as their voice sheet has it, looked at in another tab.
async function sheetOf(name) {
    const page = await tab.page.context().newPage();
    await page.goto(`${project}/cues?mode=voices`);
    const sheet = page.locator(".voice-sheet").filter({
        has: page.getByRole("heading", { name: new RegExp(`^${name}\\b`) }) });
    const found = { count: await sheet.count(), text: await sheet.allInnerTexts(),
                    numbers: await sheet.locator(".voice-number").allInnerTexts() };
    await page.close();
    return found;
}

test("one change of somebody shows wherever they are, and is taken back as one", { skip },
     async () => {
    const { page } = tab;
    await page.goto(`${project}/cast`);
    await page.getByRole("link", { name: "Miss Prism" }).click();
    await page.getByRole("heading", { level: 1, name: "Miss Prism" }).waitFor();
    await page.locator("[data-act=rename]").waitFor();  // The keys act from here on.
    const lines = Number(await page.locator("#spoken ~ .count").innerText());
    assert.ok(lines > 20);
    await page.keyboard.press("F2");
    await page.fill("dialog [name=name]", "Letitia");
    await page.keyboard.press("Enter");
    await page.locator(".rename-place").first().waitFor();
    await page.getByRole("button", { name: "Rename to Letitia" }).click();
    await page.getByRole("heading", { level: 1, name: "Letitia" }).waitFor();
    assert.equal(Number(await page.locator("#spoken ~ .count").innerText()), lines);
    assert.equal((await sheetOf("Letitia")).count, 1);
    assert.equal((await sheetOf("Miss Prism")).count, 0);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { level: 1, name: "Miss Prism" }).waitFor();
    assert.equal((await sheetOf("Miss Prism")).count, 1);
    assert.equal((await sheetOf("Letitia")).count, 0);
    expectNothingWrong(tab);
});

test("each voice gets a sheet with only its lines, numbered", { skip }, async () => {
    const merriman = await sheetOf("Merriman");
    assert.equal(merriman.count, 1);
    assert.match(merriman.text[0], /Shall I lay tea here as usual, Miss\?/);
    assert.doesNotMatch(merriman.text[0], /To lose one parent/);
    const bracknell = await sheetOf("Lady Bracknell");
    assert.match(bracknell.text[0], /To lose one parent, Mr\. Worthing/);
    assert.ok(bracknell.numbers.length > 80);
    assert.deepEqual(bracknell.numbers, bracknell.numbers.map((_, at) => String(at + 1)));
    expectNothingWrong(tab);
});

test("a take is recorded where the story stands", { skip }, async () => {
    const { page } = tab;
    await page.goto(`${project}/play`);
    await page.locator("[data-sound-count]").filter({ hasText: /\d/ }).waitFor();
    await page.locator(".play-go").nth(2).click();
    await page.locator("[data-play-act=record]").click();
    await page.locator("[data-play-act=record].is-recording").waitFor();
    await page.waitForTimeout(1200);
    await page.locator("[data-play-act=record]").click();
    await page.locator(".sound-lane[data-type=take]").waitFor();
    await page.locator(".sound-lane[data-type=take] .sound-block").click();
    const dialog = page.locator("dialog.sound-dialog");
    await dialog.locator("[name=character_id]").selectOption("Lane");
    await dialog.locator("[name=label]").fill("Lane, first try");
    await dialog.locator("[name=starred]").check();
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    assert.match((await sheetOf("Lane")).text[0], /★ Lane, first try/);
    await page.goto(`${project}/cues`);
    assert.match(await page.locator(".cue-table tbody").innerText(), /Lane, first try/);
    expectNothingWrong(tab);
});
