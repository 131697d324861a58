// Search in the browser: typed, gone through by keys, opened at the very place; and in the palette.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const script = "INT. KÜCHE - NACHT\n\nFrau Müller wetzt ein Messer.\n\n" +
    "MARIE\nDas Messer ist stumpf, Franz.\n\nEXT. MARKTPLATZ - TAG\n\nEs regnet.\n\n" +
    "FRANZ\nKein Messer schneidet Regen.\n";

let server;
let browser;
let tab;
let project;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    const preview = await (await fetch(`${server.url}/api/v1/imports?name=Messer.fountain`, {
        method: "POST", headers: { "content-type": "application/octet-stream" }, body: script })).json();
    const made = await (await fetch(`${server.url}/api/v1/imports/${preview.id}/confirm`, {
        method: "POST", headers: { "content-type": "application/json" },
        body: JSON.stringify({ ink: true }) })).json();
    project = made.id;
    tab = await openPage(browser, server.url, desktop);
    for (let tries = 0; tries < 100; ++tries) {  // Until the search has read it.
        const { results } = await (await fetch(`${server.url}/api/v1/search?q=stumpf`)).json();
        if (results.length === 1) break;
        await new Promise((done) => setTimeout(done, 50));
    }
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("what is found follows the typing, with quotes and counts", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/search`);
    assert.match(await page.locator(".empty").innerText(), /every word/);
    await page.keyboard.type("mueller");
    await page.locator(".search-one").first().waitFor();
    assert.equal(await page.locator(".search-group h2").first().innerText(), "Script 1");
    assert.equal(await page.locator(".search-quote mark").first().innerText(), "Müller");
    assert.equal(new URL(page.url()).searchParams.get("q"), "mueller");
    await page.fill("[name=q]", "xyzzy");
    await page.getByText("Nothing has these words").waitFor();
});

test("arrows go through what was found, Enter opens the very place", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/search?q=messer&project=${project}`);
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const title = await page.evaluate(() => document.activeElement?.textContent);
    assert.equal(title, "EXT. MARKTPLATZ - TAG");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/write\?/);
    await page.locator("[data-editor][data-ready]").waitFor();
    await page.waitForFunction(() => document.querySelector("[data-editor]").shadowRoot
        .getSelection?.()?.toString().startsWith("Messer schneidet") ?? false);
});

test("filters keep to a project, a speaker and a kind", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/search?q=messer&project=${project}`);
    await page.selectOption("[name=speaker]", { label: "Franz" });
    await page.waitForURL(/speaker=/);
    assert.deepEqual(await page.locator(".search-title").allInnerTexts(), ["EXT. MARKTPLATZ - TAG"]);
    await page.selectOption("[name=speaker]", "");
    await page.waitForURL((url) => !url.searchParams.has("speaker"));
    await page.getByRole("link", { name: "Projects", exact: true }).click();
    assert.deepEqual(await page.locator(".search-title").allInnerTexts(), ["Messer"]);
});

test("the palette shows what texts say behind its commands", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("stumpf");
    const found = page.locator(".palette-item", { hasText: "Das Messer ist stumpf" });
    await found.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/search\\?q=stumpf&project=${project}`));
    expectNothingWrong(tab);
});

test("on a phone nothing scrolls sideways", async () => {
    const small = await openPage(browser, server.url, phone);
    await small.page.goto(`${server.url}/search?q=messer`);
    await small.page.locator(".search-one").first().waitFor();
    const wide = await small.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false);
    await small.close();
});
