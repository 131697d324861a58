// The cast in the browser: speakers taken in, what is known of somebody, pictures, a new name
// everywhere, and the way back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const text = "INT. BAR - DAY\n\nMARIE pours. Bob watches Marie.\n\nMARIE\nClosed.\n\n"
    + "EXT. YARD - NIGHT\n\nRain.\n\nBOB\nMarie?\n";
// 2 × 2 pixels, red.
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AA"
    + "RAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==", "base64");

let server;
let browser;
let tab;
let script;

const call = (method, path, body) => server.call(method, path, body);

const textNow = async () =>
    (await fetch(`${server.url}/api/v1/scripts/${script.id}/text`)).text();
const cast = async () =>
    (await call("GET", `/characters?project_id=${script.project_id}`)).characters;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    script = await call("POST", "/scripts", { title: "Bar" });
    await call("PUT", `/scripts/${script.id}`, { text });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("whoever speaks in the script is offered and taken in", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/cast`);
    assert.match(await page.locator(".found h2").innerText(), /^2 names speak/);
    await page.getByRole("button", { name: "Add them" }).click();
    await page.locator(".person-name").first().waitFor();
    assert.deepEqual(await page.locator(".person-name").allInnerTexts(), ["Marie", "Bob"]);
    assert.equal(await page.locator(".found").count(), 0);
});

test("somebody who says nothing is added by hand and put into the bin with Undo", async () => {
    const { page } = tab;
    await page.keyboard.press("c");
    await page.fill("dialog [name=name]", "The Dog");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "The Dog" }).waitFor();
    await page.click("[data-act=bin-character]");
    await page.locator(".toast").waitFor();
    assert.equal((await cast()).length, 2);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { level: 1, name: "The Dog" }).waitFor();
    assert.equal((await cast()).length, 3);
});

test("what is written of somebody is kept when the field is left", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/cast`);
    await page.click("text=Marie");
    await page.fill("[name=wants]", "To close.");
    await page.fill("[name=traits]", "tired, kind ,");
    await page.selectOption("[name=role]", "protagonist");
    await page.locator("[name=role]").press("Tab");
    await page.waitForFunction(async (id) => {
        const { characters } = await (await fetch(`/api/v1/characters?project_id=${id}`)).json();
        return characters[0].role === "protagonist";
    }, script.project_id);
    const [marie] = await cast();
    assert.equal(marie.wants, "To close.");
    assert.deepEqual(marie.traits, ["tired", "kind"]);
    await page.reload();
    assert.equal(await page.inputValue("[name=wants]"), "To close.");
});

test("a portrait stands for them everywhere, and comes back after it was taken away", async () => {
    const { page } = tab;
    await page.setInputFiles("[data-upload=portrait]",
                             { name: "marie.png", mimeType: "image/png", buffer: picture });
    await page.locator("[data-picture]").waitFor();
    assert.match(await page.locator("[data-portrait]").getAttribute("src"), /\/assets\//);
    await page.getByRole("button", { name: "Take away" }).click();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator("[data-picture]").waitFor();
    assert.match((await cast())[0].image_url, /\/assets\//);
});

test("every line they say leads to its scene", async () => {
    const { page } = tab;
    assert.equal(await page.locator(".spoken-line p").innerText(), "Closed.");
    assert.equal(await page.locator(".presence-scene.is-speaking").count(), 1);
    await page.locator(".spoken a").click();
    await page.waitForURL(/\/script\?at=/);
    await page.goBack();
    await page.waitForLoadState("networkidle");
});

test("a new name is looked at, given everywhere but where it is left, and taken back", async () => {
    const { page } = tab;
    await page.keyboard.press("F2");
    await page.fill("dialog [name=name]", "Anna");
    await page.keyboard.press("Enter");
    await page.locator(".rename-place").first().waitFor();
    assert.equal(await page.locator(".rename-place").count(), 4);
    await page.locator(".rename-place").last().getByRole("checkbox").uncheck();
    await page.getByRole("button", { name: "Rename to Anna" }).click();
    await page.getByRole("heading", { level: 1, name: "Anna" }).waitFor();
    assert.equal(await textNow(), "INT. BAR - DAY\n\nANNA pours. Bob watches Anna.\n\nANNA\nClosed."
        + "\n\nEXT. YARD - NIGHT\n\nRain.\n\nBOB\nMarie?\n");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { level: 1, name: "Marie" }).waitFor();
    assert.equal(await textNow(), text);
});

test("what one is to another is said on both pages", async () => {
    const { page } = tab;
    await page.fill("[name=kind]", "sister of");
    await page.selectOption("[name=to_id]", { label: "Bob" });
    await page.locator("[data-new-bond]").getByRole("button").click();
    await page.locator("[data-bond]").waitFor();
    await page.locator("[data-bond] a").click();
    await page.getByRole("heading", { level: 1, name: "Bob" }).waitFor();
    assert.match(await page.locator("[data-bond]").innerText(), /Marie: sister of Bob/);
    expectNothingWrong(tab);
});
