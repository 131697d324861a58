// The import preview: doubts decided one by one or all at once, and what bad files are told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const doubtful = `INT. KITCHEN - NIGHT
Anna stands at the window.

ANNA
Is that the sea?

int beach - day

BEN
That is the freezer.
`;

async function bring(page, name, text) {
    await page.goto(server.url);
    await page.setInputFiles(".bring-file",
        { name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

test("a preview shows scenes, names and places before anything is kept", async () => {
    const { page, close } = await openPage(browser, server.url, desktop);
    await bring(page, "kitchen.fountain", doubtful);
    await page.waitForURL(/\/import\//);
    assert.ok(await page.locator(".understood-scenes li").count() >= 1);
    const names = (await page.locator(".understood").first().textContent()).toLowerCase();
    assert.ok(names.includes("anna"));
    await page.goto(server.url);
    assert.equal(await page.locator("[data-project-row]").count(), 1, "only the demo");
    await close();
});

test("doubts are accepted all at once and left out of the count of open ones", async () => {
    const { page, close } = await openPage(browser, server.url, desktop);
    await bring(page, "kitchen.fountain", doubtful);
    await page.waitForURL(/\/import\//);
    const doubts = await page.locator("[data-doubt]").count();
    assert.ok(doubts > 0, "the file has doubts");
    await page.locator("[data-undecided]", { hasText: String(doubts) }).waitFor();
    await page.click("[data-all=accept]");
    assert.equal(await page.locator("[data-doubt][data-decided=accept]").count(), doubts);
    assert.match(await page.textContent("[data-undecided]"), /Every doubt is decided/);
    await page.fill("#title", "The Freezer");
    await page.click("[data-act=confirm-import]");
    await page.waitForURL(/\/p\/[^/]+$/);
    assert.equal(await page.textContent("h1"), "The Freezer");
    await close();
});

test("typed text goes the way of a file", async () => {
    const { page, close } = await openPage(browser, server.url, desktop);
    await page.goto(server.url);
    await page.click("[data-act=write]");
    await page.fill(".paste-field", "EXT. BEACH - DAY\n\nThe sea.\n\nMINA\nHello.\n");
    await page.click(".paste button[type=submit]");
    await page.waitForURL(/\/import\//);
    assert.equal(await page.locator(".understood-scenes li").count(), 1);
    await close();
});

test("a file that cannot be read is told why, beside its name", async () => {
    const { page, close } = await openPage(browser, server.url, desktop);
    await bring(page, "empty.fountain", "");
    await page.waitForSelector(".upload.is-failed");
    const said = await page.textContent(".upload.is-failed .upload-state");
    assert.ok(said.trim().length > 10, said);
    assert.match(page.url(), /\/$/);
    await close();
});

test("a preview can be thrown away", async () => {
    const { page, close } = await openPage(browser, server.url, desktop);
    await bring(page, "kitchen.fountain", doubtful);
    await page.waitForURL(/\/import\//);
    const address = page.url();
    await page.click("[data-act=discard-import]");
    await page.waitForURL(`${server.url}/`);
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404);
    assert.equal(await page.locator("main .button-ink").first().isVisible(), true);
    await close();
});
