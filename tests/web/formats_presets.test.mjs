// Script formats and print presets in the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, download, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;
let script;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const made = await fetch(`${server.url}/api/v1/scripts`, {
        method: "POST", headers: { "content-type": "application/json" },
        body: JSON.stringify({ title: "Ferry",
            text: "# Act one\n\nINT. HALL - DAY\n\nAnna waits. [[Longer?]]\n\nANNA\nIt is late.\n" }),
    });
    script = await made.json();
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const own = (page) => page.locator("[data-format]");

test("a built-in format is copied, downloaded, changed and brought back", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/formats`);
    assert.equal(await own(page).count(), 0);
    await page.locator("[data-built-in=stage] [data-act=copy-format]").click();
    await page.waitForSelector("[data-format]");
    assert.equal(await own(page).locator("h3").innerText(), "Stage play (copy)");
    const { name, bytes } = await download(page, "[data-format] a[download]");
    assert.equal(name, "Stage play (copy).json");
    const file = bytes.toString().replace("Stage play (copy)", "House play");
    await page.setInputFiles("[data-replace-format]", {
        name: "house.json", mimeType: "application/json", buffer: Buffer.from(file) });
    await page.waitForSelector("[data-format] h3:text('House play')");
    assert.equal(await own(page).count(), 1);
    expectNothingWrong(tab);
});

test("a file that is wrong says where, and keeps what was there", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/formats`);
    const bring = (text) => page.setInputFiles("[data-upload-format]", {
        name: "odd.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await bring("{\n  \"title\": \"Odd\",\n  \"format\": \"stage\",\n" +
                "  \"elements\": {\"action\": {\"right\": 99}}\n}\n");
    const box = page.locator("[data-format-problem]");
    await box.waitFor();
    assert.match(await box.innerText(), /odd\.json is not a format file/);
    assert.match(await box.innerText(), /Line 4: elements\.action\.right must lie between/);
    await bring("{\n  \"title\": ");
    await page.waitForFunction(() =>
        document.querySelector("[data-problem-text]").textContent.includes("line 2"));
    assert.equal(await own(page).count(), 1);
    tab.wrong = tab.wrong.filter((line) => !line.includes(": 422 for "));
    expectNothingWrong(tab);
});

test("a script is begun in a format of one's own by keyboard, and the format then stays", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/formats`);
    await own(page).getByRole("button", { name: "Begin a script" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("The House");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/write/);
    await page.waitForSelector("[data-editor][data-ready]");
    assert.equal(await page.getAttribute("[data-editor]", "data-format"), "stage");
    await page.goto(`${server.url}/formats`);
    assert.match(await own(page).innerText(), /scripts: 1/);
    assert.equal(await own(page).getByRole("button", { name: "Delete" }).count(), 0);
});

test("a format that no script has is deleted, and comes back by Undo", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/formats`);
    await page.locator("[data-built-in=audio] [data-act=copy-format]").click();
    await page.waitForSelector("[data-format] h3:text('Audio drama (copy)')");
    await page.locator("[data-title='Audio drama (copy)'] [data-act=delete-format]").click();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/#format-/);
    await page.waitForSelector("[data-format] h3:text('Audio drama (copy)')");
    assert.equal(await own(page).count(), 2);
});

const switches = (page) => page.evaluate(() => ({
    notes: document.querySelector("[name=notes]").checked,
    numbers: document.querySelector("[name=scene_numbers]").value,
    watermark: document.querySelector("[name=watermark]").value,
    paper: document.querySelector("[name=paper]:checked").value,
}));

test("print switches are kept under a name and come back on the exports page", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/exports`);
    await page.waitForSelector("[data-preset]");
    await page.check("[name=notes]");
    await page.selectOption("[name=scene_numbers]", "left");
    await page.fill("[name=watermark]", "For Ed");
    await page.getByLabel("A4").check();
    await page.click("[data-keep-preset]");
    await page.fill("dialog [name=name]", "Ed's copy");
    await page.click("dialog button[type=submit]");
    await page.locator(".toast").waitFor();
    await page.reload();
    await page.waitForSelector("[data-preset] option:text(\"Ed's copy\")", { state: "attached" });
    assert.equal((await switches(page)).notes, false);
    await page.selectOption("[data-preset]", { label: "Ed's copy" });
    assert.deepEqual(await switches(page),
                     { notes: true, numbers: "left", watermark: "For Ed", paper: "a4" });
    await page.click("[data-make]");
    await page.waitForSelector("[data-export-rows] a.button[download]");
    const { bytes } = await download(page, "[data-export-rows] a.button[download]");
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    expectNothingWrong(tab);
});

test("Print in the editor offers the same presets and opens the pages", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/write`);
    await page.waitForSelector("[data-editor][data-ready]");
    await page.keyboard.press("Control+p");
    await page.waitForSelector("dialog[open] [data-preset] option:text(\"Ed's copy\")",
                               { state: "attached" });
    await page.selectOption("dialog [data-preset]", { label: "Ed's copy" });
    const [asked] = await Promise.all([
        page.context().waitForEvent("request", (request) => request.url().includes("/pdf?")),
        page.click("dialog button[type=submit]")]);
    const query = new URL(asked.url()).searchParams;
    assert.equal(query.get("watermark"), "For Ed");
    assert.equal(query.get("scene_numbers"), "left");
    assert.equal(query.get("paper"), "a4");
    const answer = await fetch(asked.url());
    assert.equal(answer.headers.get("content-type"), "application/pdf");
});

test("a preset is deleted and comes back by Undo", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/exports`);
    await page.waitForSelector("[data-preset] option:text(\"Ed's copy\")", { state: "attached" });
    await page.selectOption("[data-preset]", { label: "Ed's copy" });
    await page.click("[data-drop-preset]");
    await page.waitForFunction(() => document.querySelectorAll("[data-preset] option").length === 1);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.waitForSelector("[data-preset] option:text(\"Ed's copy\")", { state: "attached" });
});
