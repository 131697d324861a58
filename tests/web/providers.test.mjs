// Connections to models in the browser: made, tested, chosen, changed, deleted and brought back.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone, started } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let ollama;
let server;
let browser;
let tab;

const listen = (answer) => new Promise((ready) => {
    const made = http.createServer(answer);
    made.listen(0, "127.0.0.1", () => ready(made));
});

before(async () => {
    ollama = await listen((request, response) => {
        response.setHeader("content-type", "application/json");
        if (request.url !== "/api/tags") response.statusCode = 404;
        response.end(JSON.stringify({ models: [{ name: "small:latest" }, { name: "large" }] }));
    });
    [server, browser] = await Promise.all(
        [startServer(["--net-allow", `localhost:${ollama.address().port}`]), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    await server?.stop();
    ollama?.close();
});

const row = (page) => page.locator("[data-connection]");
const reloaded = async (page, act) => {
    await Promise.all([page.waitForEvent("load"), act()]);
    await started(page);
};

async function add(page, kind, values) {
    await page.click("[data-act=add-provider]");
    await page.selectOption("dialog [name=kind]", kind);
    for (const [name, value] of Object.entries(values)) await page.fill(`dialog [name=${name}]`, value);
}

test("a model of one's own machine is connected, tested and asked", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/providers`);
    await started(page);
    assert.match(await page.locator(".empty").innerText(), /There is no connection yet/);
    assert.match(await page.locator(".provider-task").first().innerText(),
                 /Nothing leaves this server/);
    const address = `http://localhost:${ollama.address().port}`;
    await add(page, "ollama", { base_url: address, text_model: "small" });
    assert.match(await page.locator("dialog").innerText(),
                 new RegExp(`FABULA_NET_ALLOW=localhost:${ollama.address().port}`));
    assert.equal(await page.locator("dialog [name=image_model]").isVisible(), false);
    await reloaded(page, () => page.click("dialog [type=submit]"));
    assert.match(await row(page).innerText(), /Ollama[\s\S]*on this machine[\s\S]*small/);
    await page.click("[data-act=test-provider]");
    await page.waitForFunction(() =>
        document.querySelector("[data-result]").textContent.startsWith("It works."));
    assert.equal(await page.locator("[data-result]").innerText(),
                 "It works. It offers 2 models.");
    assert.match(await page.locator(".provider-task").first().innerText(), /go to localhost\./);
    await reloaded(page, () => page.selectOption("[data-choose=text]", ""));
    assert.match(await page.locator(".provider-task").first().innerText(),
                 /Nothing leaves this server/);
    expectNothingWrong(tab);
});

test("a connection offers the models of its server, is changed, deleted and brought back", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/providers`);
    await started(page);
    await page.click("[data-act=edit-provider]");
    await page.waitForSelector("#text-models option[value=large]", { state: "attached" });
    await page.fill("dialog [name=text_model]", "large");
    await reloaded(page, () => page.click("dialog [type=submit]"));
    assert.match(await row(page).innerText(), /large/);
    await page.click("[data-act=delete-provider]");
    await page.waitForSelector("[data-connection]", { state: "hidden" });
    await reloaded(page, () => page.click(".toast button:text('Undo')"));
    assert.equal(await row(page).count(), 1);
    expectNothingWrong(tab);
});

test("a project chooses another model than the house", async () => {
    const { page } = tab;
    await page.goto(server.url);
    const project = await page.locator(".look h3 a").first().getAttribute("href");
    await page.goto(`${server.url}${project.replace(/[?#].*$/, "")}/settings`);
    await started(page);
    const task = page.locator(".provider-task").first();
    assert.match(await task.innerText(), /Nothing leaves this server/);
    await page.selectOption("[data-choose=text]", { label: "Ollama · large" });
    await task.filter({ hasText: "go to localhost." }).waitFor();
    await started(page);
    await page.selectOption("[data-choose=text]", "");
    await task.filter({ hasText: "Nothing leaves this server" }).waitFor();
    expectNothingWrong(tab);
});

test("what is wrong is said at its field, and what a test finds in words", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/providers`);
    await started(page);
    await add(page, "openai", {});
    assert.equal(await page.inputValue("dialog [name=text_model]"), "gpt-5");
    assert.equal(await page.getAttribute("dialog [data-key-page]", "href"),
                 "https://platform.openai.com/api-keys");
    await page.click("dialog [type=submit]");
    await page.waitForFunction(() =>
        document.querySelector("dialog [name=key]").validationMessage.includes("is needed"));
    tab.wrong = tab.wrong.filter((line) => !line.includes(": 422 for "));
    await page.selectOption("dialog [name=kind]", "a1111");
    await page.fill("dialog [name=base_url]", "http://127.0.0.1:9");
    await reloaded(page, () => page.click("dialog [type=submit]"));
    const found = row(page).filter({ hasText: "AUTOMATIC1111" });
    await found.locator("[data-act=test-provider]").click();
    await page.waitForSelector("[data-result].is-failed");
    assert.match(await found.locator("[data-result]").innerText(),
                 /The server’s settings let nobody ask there\..*net-allow/);
    expectNothingWrong(tab);
});

test("the page and its dialog have no serious finding, in both themes and on a phone", async () => {
    for (const look of [{ ...desktop, colorScheme: "light" }, { ...desktop, colorScheme: "dark" },
                        { ...phone, colorScheme: "light" }]) {
        const looked = await openPage(browser, server.url, look);
        await looked.page.goto(`${server.url}/providers`);
        await started(looked.page);
        assert.deepEqual(await seriousFindings(looked.page), []);
        await looked.page.click("[data-act=add-provider]");
        await looked.page.waitForSelector("dialog[open]");
        assert.deepEqual(await seriousFindings(looked.page), []);
        const wide = await looked.page.evaluate(() =>
            document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(wide, false);
        expectNothingWrong(looked);
        await looked.close();
    }
});
