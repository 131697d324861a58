// The main job with stories that nobody here wrote; they lie outside, in FABULA_MATERIAL.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { drawStoryboard, expectCbz, expectPdf, importFile } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";

const material = process.env.FABULA_MATERIAL ?? "";
const skip = material === "" || !fs.existsSync(material)
    ? "FABULA_MATERIAL names no folder with stories" : false;
const files = [
    "prose/misdecoded-latin1.txt",
    "prose/misdecoded-macroman.txt",
    "prose/windows-1252.txt",
    "prose/utf16-bom.txt",
    "prose/alice.md",
    "final-draft/vikings/source.fountain",
];

let server;
let browser;

before(async () => {
    if (skip !== false) return;
    [server, browser] = await Promise.all([startServer(), launch()]);
});

after(async () => {
    await browser?.close();
    if (server !== undefined) assert.equal(await server.stop(), 0, "the server ends well");
});

for (const file of files) {
    test(`${file} becomes script, storyboard, comic, PDF and CBZ`, { skip }, async () => {
        const tab = await openPage(browser, server.url, desktop);
        const project = await importFile(tab.page, server.url, path.join(material, file));
        assert.ok(await tab.page.locator(".scenes tbody tr[data-scene]").count() > 0);
        await drawStoryboard(tab.page, project);
        await expectPdf(tab.page, project, "pdf");
        await expectPdf(tab.page, project, "comic");
        await expectCbz(tab.page, project);
        expectNothingWrong(tab);
        await tab.close();
    });
}

test("text that was decoded twice is put right before one's eyes", { skip }, async () => {
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.goto(server.url);
    await tab.page.setInputFiles(".bring-file", path.join(material, "prose/misdecoded-latin1.txt"));
    await tab.page.waitForURL(/\/import\//);
    assert.ok(await tab.page.locator(".repairs li").count() > 0);
    await tab.page.waitForSelector(".import-page svg text");
    const text = await tab.page.textContent("main");
    assert.match(text, /[äöüß]/);
    assert.doesNotMatch(text, /Ã[¤¶¼Ÿ]/);
    expectNothingWrong(tab);
    await tab.close();
});
