// Scripts to write in, tabs that have them open, and what one sees there.
import assert from "node:assert/strict";
import { desktop, openPage } from "./browser.mjs";

export async function call(url, path, body, method = body === undefined ? "GET" : "POST") {
    const answer = await fetch(url + path, body === undefined ? { method } : {
        method, headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
}

// A project of its own with an empty script: the address of its page, and how to read its text.
export async function newScript({ url }) {
    const project = await (await call(url, "/api/v1/projects", { title: "Writing" })).json();
    const list = await (await call(url, `/api/v1/scripts?project_id=${project.id}`)).json();
    const id = list.scripts[0].id;
    return { id, page: `${url}/p/${project.id}/write`, project: project.id,
             text: async () => (await call(url, `/api/v1/scripts/${id}/text`)).text() };
}

// In plain text Enter is a line break and nothing else.
export async function openWriting(browser, server, script, prepare = async () => {}) {
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.context().addInitScript(() => {
        localStorage.setItem("fabula.writing", '{"plain":true}');
    });
    await prepare(tab);
    await goWriting(tab, script);
    return tab;
}

export async function goWriting(tab, script) {
    await tab.page.goto(script.page);
    await tab.page.waitForSelector("[data-editor][data-ready]");
}

export const chip = (tab) => tab.page.textContent("[data-status]");

// The lines of the editor that are on the screen, without the names of others.
export const shown = (tab) => tab.page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".cm-line")]
        .map((line) => {
            const words = line.cloneNode(true);
            words.querySelectorAll(".other-caret").forEach((caret) => caret.remove());
            return words.textContent;
        }).join("\n"));

// `question` may fail while there is nobody to ask.
export async function eventually(question, what, seconds = 20) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
        if (await Promise.resolve().then(question).catch(() => false)) return;
        await new Promise((done) => setTimeout(done, 50));
    }
    assert.fail(what);
}

// Live connections pass until they are cut, and again when they are mended.
export async function breakable({ page }) {
    const lines = new Set();
    let cut = false;
    await page.routeWebSocket("**/api/v1/live", (line) => {
        if (cut) return void line.close();
        line.connectToServer();
        lines.add(line);
    });
    const drop = async () => {
        for (const line of lines) await line.close();
        lines.clear();
    };
    return {
        // The line breaks; the next one holds.
        drop,
        cut: async () => {
            cut = true;
            await page.route("**/changes*", (route) => route.abort());
            await drop();
        },
        mend: async () => {
            cut = false;
            await page.unroute("**/changes*");
        },
    };
}
