// Review links: made on the writing page, opened by somebody without an account, who reads the
// pages and comments; taken back, they lead nowhere.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const text = "Title: The Quay\n\nINT. KITCHEN - NIGHT\n\nAnna *waits* by the door.\n\n" +
    "EXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let owner;
let link = "";

async function call(method, target, data) {
    const answer = await owner.page.context().request.fetch(server.url + target, {
        method, headers: { origin: server.url }, ...(data === undefined ? {} : { data }) });
    assert.ok(answer.ok(), `${target}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
}

before(async () => {
    [server, browser] = await Promise.all([
        startServer(["--public-names", "studio.example"]), launch()]);
    owner = await openPage(browser, server.url, desktop);
    const file = path.join(server.folder, "data", "setup-code");
    await call("POST", "/api/v1/setup", { code: fs.readFileSync(file, "utf8").trim(),
        name: "Anna", login: "anna", password: "a quiet harbour", house: "Harbour House" });
    const script = await call("POST", "/api/v1/scripts", { title: "The Quay", text });
    await owner.page.goto(`${server.url}/p/${script.project_id}/write`);
    await owner.page.waitForSelector("[data-editor][data-ready]");
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

async function openDialog() {
    await owner.page.click("[data-act=script-menu]");
    await owner.page.getByRole("menuitem", { name: "Review links" }).click();
}

async function read(options = desktop) {
    const tab = await openPage(browser, server.url, options);
    await tab.page.goto(link);
    await tab.page.waitForSelector("[data-review][data-ready]");
    return tab;
}

test("an editor makes a link and copies it", async () => {
    await openDialog();
    await owner.page.getByLabel("Whom it is for").fill("Rita");
    await owner.page.getByRole("button", { name: "Make a link" }).click();
    link = await owner.page.locator("[data-review-path]").inputValue();
    assert.match(link, /\/r\/[0-9a-f]{64}$/);
    await owner.page.locator(".review-link", { hasText: "Rita" }).waitFor();
    await owner.page.keyboard.press("Escape");
    expectNothingWrong(owner);
});

test("somebody without an account reads the pages, selects words and comments", async () => {
    const tab = await read();
    const { page } = tab;
    assert.equal(await page.locator(".review-sheet").count(), 2);
    await page.getByText("The Quay").first().waitFor();
    // The words of a line, as a pointer or a reader selects them.
    await page.evaluate(() => {
        const runs = [...document.querySelectorAll("text[data-from]")];
        const first = runs.find((run) => run.textContent === "waits").firstChild;
        const last = runs.find((run) => run.textContent.startsWith(" by the door")).firstChild;
        getSelection().setBaseAndExtent(first, 0, last, 12);
    });
    await page.getByRole("button", { name: "Comment on the selection" }).click();
    assert.equal(await page.locator("[data-new-thread] .talk-quote").textContent(),
        "waits  by the door");
    await page.getByLabel("Your name").fill("Rita");
    await page.getByLabel("What is to be said about these words?").fill("Waits for whom?");
    await page.keyboard.press("Control+Enter");
    await page.locator(".talk-card[data-card]").waitFor();
    assert.equal(await page.locator(".talk-card[data-card] .talk-quote").textContent(),
        "waits* by the door");
    assert.ok(await page.locator(".sheet-mark.is-active").count() >= 2);
    await owner.page.getByRole("tab", { name: /Comments/ }).click();
    await owner.page.getByText("Waits for whom?").waitFor();
    await owner.page.getByText("Rita (by review link)").waitFor();
    expectNothingWrong(tab);
    await tab.close();
});

test("a scene is commented on with the keyboard, under the name that was given before", async () => {
    const tab = await read();
    const { page } = tab;
    await page.getByRole("button", { name: /Comment on EXT. YARD - NIGHT/ }).press("Enter");
    await page.getByLabel("Your name").fill("Rita");
    await page.getByLabel("What is to be said about these words?").fill("Which yard?");
    await page.getByRole("button", { name: "Comment", exact: true }).press("Enter");
    await page.locator("[data-card]", { hasText: "Which yard?" }).waitFor();
    await page.reload();
    await page.waitForSelector("[data-review][data-ready]");
    assert.equal(await page.locator("[data-card]").count(), 2);
    await page.getByRole("button", { name: /Comment on EXT. YARD - NIGHT/ }).click();
    assert.equal(await page.getByLabel("Your name").inputValue(), "Rita");
    expectNothingWrong(tab);
    await tab.close();
});

for (const [name, options] of [["light", { ...desktop, colorScheme: "light" }],
                               ["dark", { ...desktop, colorScheme: "dark" }],
                               ["phone", phone]]) {
    test(`the page of a link has no serious finding: ${name}`, async () => {
        const tab = await read(options);
        await tab.page.locator("[data-card] .talk-head").first().click();
        await tab.page.evaluate(axe);
        const { violations } = await tab.page.evaluate(() => window.axe.run(document, {
            preload: false }));
        assert.deepEqual(violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`), []);
        const over = await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0);
        if (process.env.FABULA_PICTURES !== undefined) {
            await tab.page.screenshot({
                path: path.join(process.env.FABULA_PICTURES, `review-${name}.png`) });
        }
        expectNothingWrong(tab);
        await tab.close();
    });
}

test("a link that is taken back leads nowhere", async () => {
    await openDialog();
    await owner.page.locator(".review-link", { hasText: "last used" }).waitFor();
    await owner.page.getByRole("button", { name: "Take back" }).click();
    await owner.page.locator(".review-link").waitFor({ state: "detached" });
    const tab = await openPage(browser, server.url, desktop);
    const answer = await tab.page.goto(link);
    assert.equal(answer.status(), 404);
    assert.match(await tab.page.textContent("main"), /leads nowhere/);
    assert.doesNotMatch(await tab.page.content(), /Quay/);
    await tab.close();
});
