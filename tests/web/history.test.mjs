// A script's past in the browser: named, compared, brought back with Undo; the bin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const hall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\n";
const yard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const quay = "EXT. QUAY - DAWN\n\nThe ferry lands.\n";

let server;
let browser;
let tab;
let script;

const call = (method, path, body) => server.call(method, path, body);

async function textNow() {
    return (await fetch(`${server.url}/api/v1/scripts/${script.id}/text`)).text();
}

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    script = await call("POST", "/scripts", { title: "Harbour", text: hall + yard + quay });
    await call("PUT", `/scripts/${script.id}`,
               { text: "INT. HALL - DAY\n\nAnna sings for the ferry.\n\n" + quay });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("the history shows what the last session did, word by word", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    const changed = page.locator(".history-scene.is-changed");
    assert.equal(await changed.locator("del").innerText(), "waits");
    assert.equal(await changed.locator("ins").innerText(), "sings");
    assert.match(await page.locator(".history-scene.is-gone").innerText(), /YARD/);
    await page.getByRole("link", { name: "Side by side" }).click();
    assert.equal(await page.locator(".history-side").first().locator("p").count(), 2);
});

test("a scene is brought back, and undone again", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    const before = await textNow();
    await page.locator(".history-scene.is-gone").getByRole("button").click();
    await page.locator(".toast").waitFor();
    assert.equal(await textNow(), "INT. HALL - DAY\n\nAnna sings for the ferry.\n\n" + yard + quay);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/from=/);
    await page.locator(".toast").waitFor();
    assert.equal(await textNow(), before);
});

test("a version gets a name, and a whole version is brought back", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/history?from=1`);
    await page.getByLabel("Name the text as it is now").fill("Second thoughts");
    await page.getByRole("button", { name: "Name it" }).click();
    await page.getByRole("link", { name: "Second thoughts" }).waitFor();
    await page.locator("[data-act=restore-version]").click();
    await page.locator(".toast").waitFor();
    assert.equal(await textNow(), hall + yard + quay);
});

test("a script begins at the desk, is deleted, put back and deleted for good", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await page.getByRole("textbox", { name: "Title" }).fill("Kelp");
    await page.getByRole("button", { name: "Begin" }).click();
    await page.waitForURL(/\/write/);
    await page.waitForSelector("[data-editor][data-ready]");
    const project = /\/p\/([^/]+)\/write/.exec(page.url())[1];
    await call("DELETE", `/projects/${project}`);
    await page.goto(`${server.url}/bin`);
    const entry = page.locator(`[data-entry="${project}"]`);
    assert.match(await entry.innerText(), /Kelp/);
    await entry.getByRole("button", { name: "Put back" }).click();
    await entry.waitFor({ state: "detached" });
    await call("DELETE", `/projects/${project}`);
    await page.reload();
    await entry.getByRole("button", { name: "Delete for good" }).click();
    await page.locator("dialog").getByRole("button", { name: "Delete for good" }).click();
    await entry.waitFor({ state: "detached" });
    assert.deepEqual((await call("GET", "/bin")).entries, []);
    expectNothingWrong(tab);
});

test("the pages fit a phone", async () => {
    const small = await openPage(browser, server.url, phone);
    for (const path of [`/p/${script.project_id}/history?from=1&mode=side`, "/bin"]) {
        await small.page.goto(server.url + path);
        const wide = await small.page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
    }
    expectNothingWrong(small);
    await small.close();
});
