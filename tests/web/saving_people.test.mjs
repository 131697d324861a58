// Words are on the server or still on the device where several people use a house that is reached
// by plain HTTP from other machines: browsers give such a page no locks and no random ids.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, download, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { breakable, chip, eventually, goWriting, shown } from "./support/writing.mjs";

const password = "a quiet harbour";
const name = "studio.example";

let server;
let url;
let browser;
let owner;

before(async () => {
    server = await startServer(["--public-names", name]);
    url = server.url.replace(/127\.0\.0\.1|localhost/, name);
    browser = await launch([`--host-resolver-rules=MAP ${name} 127.0.0.1`]);
    owner = (await openPage(browser, url, desktop)).page;
    await owner.goto(`${url}/setup`);
    await fill(owner, { code: fs.readFileSync(path.join(server.folder, "data", "setup-code"),
        "utf8").trim(), name: "Ada", login: "ada", password, house: "Harbour House" });
    await owner.click("button[type=submit]");
    await owner.waitForURL((at) => at.pathname !== "/setup");
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

async function fill(page, values) {
    for (const [field, value] of Object.entries(values)) {
        await page.fill(`[name="${field}"]`, value);
    }
}

// Asks as whoever has signed in on the page.
const ask = (page, method, address, body) => page.evaluate(async ([how, where, what]) => {
    const answer = await fetch(where, what === undefined ? { method: how } : { method: how,
        headers: { "content-type": "application/json" }, body: JSON.stringify(what) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${text}`);
    return text.startsWith("{") ? JSON.parse(text) : text;
}, [method, address, body]);

async function newScript() {
    const { id } = await ask(owner, "POST", "/api/v1/projects", { title: "The Ferry" });
    const { scripts } = await ask(owner, "GET", `/api/v1/scripts?project_id=${id}`);
    return { page: `${url}/p/${id}/write`, project: id, id: scripts[0].id,
             text: () => ask(owner, "GET", `/api/v1/scripts/${scripts[0].id}/text`) };
}

// An editor of the house with a browser of their own, who has the script open.
async function newEditor(login, script, prepare = async () => {}) {
    const { link } = await invite("editor");
    const tab = await openPage(browser, url, desktop);
    await tab.page.context().addInitScript(() => {
        localStorage.setItem("fabula.writing", '{"plain":true}');
    });
    await prepare(tab);
    await tab.page.goto(link);
    await fill(tab.page, { name: login, login, password });
    await tab.page.click("button[type=submit]");
    await tab.page.waitForURL(`${url}/`);
    await goWriting(tab, script);
    return tab;
}

async function invite(role) {
    await owner.goto(`${url}/people`);
    await owner.selectOption('form [name="role"]', role);
    await owner.click('form[data-form="invite"] button');
    await owner.waitForSelector("[data-link-box]:not([hidden])");
    return { link: await owner.inputValue("[data-link]") };
}

async function setRole(login, role) {
    await owner.goto(`${url}/people`);
    await owner.locator("[data-user]", { hasText: login }).locator("[data-role]")
        .selectOption(role);
    await owner.waitForSelector(".toast");
}

const comesBack = (tab) => tab.page.evaluate(() => dispatchEvent(new Event("focus")));

test("a page by plain HTTP from another machine saves, and keeps what it cannot send", async () => {
    const script = await newScript();
    const tab = await newEditor("lan", script);
    assert.deepEqual(await tab.page.evaluate(() =>
        [isSecureContext, "locks" in navigator, "randomUUID" in crypto]), [false, false, false]);
    await tab.page.keyboard.type("Here.\n");
    await eventually(async () => await script.text() === "Here.\n", "the text did not arrive");
    const context = tab.page.context();
    await context.setOffline(true);
    await tab.page.keyboard.type("Kept.\n");
    await eventually(async () => (await chip(tab)).includes("kept on this device"),
        "the chip does not say where the words are");
    await tab.page.close();
    await context.setOffline(false);
    const later = { ...tab, page: await context.newPage() };
    await goWriting(later, script);
    await eventually(async () => await script.text() === "Here.\nKept.\n", "they did not arrive");
    assert.equal(await shown(later), "Here.\nKept.\n");
    await tab.close();
});

test("a tab that was taken for gone does not send twice what another sent for it", async () => {
    const script = await newScript();
    const line = {};
    const tab = await newEditor("two", script, async (made) => {
        await made.page.clock.install();
        Object.assign(line, await breakable(made));
    });
    const run = async () => { await tab.page.clock.runFor(1000); return true; };
    await line.cut();
    await tab.page.keyboard.type("Written in the tunnel.");
    await eventually(async () => await run() && (await chip(tab)).includes("kept on this device"),
        "the chip does not say where the words are");
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    const second = { ...tab, page: await tab.page.context().newPage() };
    await second.page.goto(url);
    // It has had no turn for longer than a living tab would wait: the next tab sends for it.
    await second.page.evaluate(() => {
        for (const key of Object.keys(localStorage)) {
            if (key.startsWith("fabula.writing.")) localStorage.setItem(key, "1");
        }
    });
    await goWriting(second, script);
    await eventually(async () => await script.text() === "Written in the tunnel.",
        "the words did not arrive");
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await tab.page.clock.fastForward("10:00");
    await tab.page.keyboard.type(" And after it.");
    await line.mend();
    await eventually(async () => await run() &&
        await script.text() === "Written in the tunnel. And after it.", "the text is another", 40);
    await eventually(async () => await run() &&
        await shown(tab) === await script.text() && await shown(second) === await script.text(),
        "the tabs show other texts");
    await tab.close();
});

test("a session that ends while one types is opened again in place, and the words go on",
    async () => {
        const script = await newScript();
        const line = {};
        const tab = await newEditor("eve", script, async (made) => {
            Object.assign(line, await breakable(made));
        });
        const { page } = tab;
        await page.keyboard.type("Before.");
        await eventually(async () => await script.text() === "Before.", "it did not arrive");
        await page.context().clearCookies();
        await line.drop();
        await page.keyboard.type(" Meanwhile.");
        await page.waitForSelector("[data-needs]:not([hidden])");
        await eventually(async () => await chip(tab) === "Sign in to save", "it says nothing");
        await page.keyboard.type(" Still.");
        assert.equal(await script.text(), "Before.");
        assert.equal(await shown(tab), "Before. Meanwhile. Still.");
        await page.click("[data-needs] .button-ink");
        await fill(page, { login: "eve", password: "not this one" });
        await page.click("dialog [type=submit]");
        await page.waitForSelector("dialog [role=alert]:not([hidden])");
        await fill(page, { password });
        await page.click("dialog [type=submit]");
        await eventually(async () => await script.text() === "Before. Meanwhile. Still.",
            "the words did not arrive");
        await page.waitForSelector("[data-needs]", { state: "hidden" });
        await page.keyboard.type(" On.");
        await eventually(async () => await script.text() === "Before. Meanwhile. Still. On.",
            "writing does not go on");
        await tab.close();
    });

test("a session that is ended elsewhere loses its live line at once", async () => {
    const script = await newScript();
    let ended = false;
    const tab = await newEditor("flo", script, async ({ page }) => {
        page.on("websocket", (line) => line.on("close", () => { ended = true; }));
    });
    const other = await openPage(browser, url, desktop);
    await other.page.goto(`${url}/login`);
    await fill(other.page, { login: "flo", password });
    await other.page.click("button[type=submit]");
    await other.page.waitForURL(`${url}/`);
    await tab.page.keyboard.type("Before.");
    await eventually(async () => await script.text() === "Before.", "it did not arrive");
    ended = false;
    // Long before the server would look by itself.
    await ask(other.page, "DELETE", "/api/v1/me/sessions");
    await eventually(() => ended, "the line stays open", 10);
    await tab.page.keyboard.type(" After.");
    await eventually(async () => await chip(tab) === "Sign in to save", "it says nothing");
    assert.equal(await script.text(), "Before.");
    await other.close();
    await tab.close();
});

test("who may only read from now on keeps the words, sees them, and sends them when allowed",
    async () => {
        const script = await newScript();
        const tab = await newEditor("tom", script);
        const { page } = tab;
        await page.keyboard.type("As an editor.");
        await eventually(async () => await script.text() === "As an editor.", "it did not arrive");
        await setRole("tom", "viewer");
        await page.keyboard.type(" As a viewer.");
        await page.waitForSelector("[data-needs]:not([hidden])");
        await eventually(async () => await chip(tab) === "You can read only now",
            "the chip says nothing");
        const { bytes } = await download(page, "[data-needs] .button");
        assert.equal(bytes.toString(), "As an editor. As a viewer.");
        await page.locator(".cm-content").click();
        await page.keyboard.press("Control+End");
        await page.keyboard.type(" And more.");

        await page.reload();
        await page.waitForSelector("[data-editor][data-ready]");
        assert.equal(await page.textContent("[data-kept] pre"), " As a viewer.\n…\n And more.");
        assert.equal(await shown(tab), "As an editor.");
        await page.locator(".cm-content").click();
        await page.keyboard.type("Nothing comes of this.");
        assert.equal(await shown(tab), "As an editor.");
        assert.equal(await page.locator('[data-act="script-menu"]').count(), 0);
        assert.equal(await script.text(), "As an editor.");

        await setRole("tom", "editor");
        await page.reload();
        await eventually(async () => await script.text() === "As an editor. As a viewer. And more.",
            "the words did not arrive");
        await tab.close();
    });

test("a page that stays open sends its words when the right to write comes back", async () => {
    const script = await newScript();
    const tab = await newEditor("uma", script);
    await setRole("uma", "viewer");
    await tab.page.keyboard.type("Patience.");
    await eventually(async () => await chip(tab) === "You can read only now", "it says nothing");
    await setRole("uma", "editor");
    await comesBack(tab);
    await eventually(async () => await script.text() === "Patience.", "it did not arrive");
    await eventually(async () => /Saved|Sent/.test(await chip(tab)), "the chip does not say so");
    await tab.close();
});

test("words for a script that is gone stay on the device until it is back", async () => {
    const script = await newScript();
    const tab = await newEditor("vic", script);
    await ask(owner, "DELETE", `/api/v1/projects/${script.project}`);
    await tab.page.keyboard.type("Where is it?");
    await eventually(async () => await chip(tab) === "The script is gone", "it says nothing");
    const { bytes } = await download(tab.page, "[data-needs] .button");
    assert.equal(bytes.toString(), "Where is it?");
    await ask(owner, "POST", `/api/v1/projects/${script.project}/restore`);
    await comesBack(tab);
    await eventually(async () => await script.text() === "Where is it?", "it did not arrive");
    await tab.close();
});
