// One's keys: made on the page, shown once, used by a program, revoked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let page;
let key = "";

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    page = (await openPage(browser, server.url, desktop)).page;
});

after(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0, "the server ends well");
});

const ask = (address, init = {}) =>
    fetch(`${server.url}${address}`, { ...init, headers: { "x-api-key": key, ...init.headers } });

test("a key is made on the page and shown once", async () => {
    await page.goto(`${server.url}/me`);
    await page.fill('form[data-form="create_key"] [name="name"]', "Nightly copy");
    await page.selectOption('form[data-form="create_key"] [name="scope"]', "read");
    await page.click('form[data-form="create_key"] button');
    await page.waitForSelector("#keys [data-link-box]:not([hidden])");
    key = await page.inputValue("#keys [data-link]");
    assert.match(key, /^fab_[0-9a-f]{64}$/);
    await page.reload();
    const shown = await page.content();
    assert.equal(shown.includes(key), false);
    assert.match(shown, /Nightly copy/);
    assert.match(shown, /never used/);
});

test("a program reads with it and may not write", async () => {
    const list = await ask("/api/v1/projects");
    assert.equal(list.status, 200);
    const [project] = (await list.json()).projects;
    const refused = await ask(`/api/v1/projects/${project.id}`, {
        method: "PATCH", body: '{"title":"x"}', headers: { "content-type": "application/json" } });
    assert.equal(refused.status, 403);
    await page.reload();
    assert.match(await page.textContent("#keys [data-key]"), /last used/);
});

test("a revoked key opens nothing", async () => {
    await page.click('[data-act="revoke-key"]');
    await page.waitForSelector("#keys [data-key]", { state: "detached" });
    assert.equal((await ask("/api/v1/projects")).status, 401);
});
