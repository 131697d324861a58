// What can be done with a whole script on the writing page: numbers, title page, find and replace,
// the side bin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;

before(async () => { [server, browser] = await Promise.all([startServer(), launch()]); });
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function call(path, body) {
    const answer = await fetch(server.url + path, body === undefined ? {} : {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
}

// The writing page of a new project whose script is `text`.
async function write(text) {
    const project = await (await call("/api/v1/projects", { title: "Writing" })).json();
    const list = await (await call(`/api/v1/scripts?project_id=${project.id}`)).json();
    const script = list.scripts[0];
    await call(`/api/v1/scripts/${script.id}/changes`, { client_id: crypto.randomUUID(),
        client_seq: 1, version: script.version, changes: [[0, ...text.split("\n")]] });
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.goto(`${server.url}/p/${project.id}/write`);
    await tab.page.waitForSelector("[data-editor][data-ready]");
    return { ...tab, choose: async (name) => {
        await tab.page.click("[data-act=script-menu]");
        await tab.page.getByRole("menuitem", { name, exact: true }).click();
    } };
}

const text = (tab) => tab.page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".cm-line")]
        .map((line) => line.textContent).join("\n"));

async function becomes(tab, expected) {
    for (let tries = 0; tries < 100 && await text(tab) !== expected; ++tries) {
        await new Promise((done) => setTimeout(done, 50));
    }
    assert.equal(await text(tab), expected);
}

test("scenes are numbered, later ones get letters, and each act is one undo", async () => {
    const tab = await write("INT. A\n\nx\n\nINT. B #2#\n\nx\n\nINT. C\n\nx\n\nINT. D\n\nx\n");
    await tab.choose("Number scenes; keep the numbers there are");
    await becomes(tab, "INT. A #A2#\n\nx\n\nINT. B #2#\n\nx\n\nINT. C #2A#\n\nx\n\nINT. D #2B#\n\nx\n");
    await tab.choose("Number all scenes anew");
    await becomes(tab, "INT. A #1#\n\nx\n\nINT. B #2#\n\nx\n\nINT. C #3#\n\nx\n\nINT. D #4#\n\nx\n");
    await tab.choose("Remove scene numbers");
    await becomes(tab, "INT. A\n\nx\n\nINT. B\n\nx\n\nINT. C\n\nx\n\nINT. D\n\nx\n");
    await tab.page.locator("[data-editor]").click({ position: { x: 400, y: 300 } });
    await tab.page.keyboard.press("Control+z");
    await becomes(tab, "INT. A #1#\n\nx\n\nINT. B #2#\n\nx\n\nINT. C #3#\n\nx\n\nINT. D #4#\n\nx\n");
    expectNothingWrong(tab);
    await tab.close();
});

test("the title page is a form, and what it does not know stays", async () => {
    const tab = await write("Title: Rain\nFormat: screenplay\n\nINT. A\n\nx\n");
    await tab.choose("Title page");
    await tab.page.fill("[name=Author]", "Anna");
    await tab.page.fill("[name=Contact]", "The house\nby the sea");
    await tab.page.click(".title-form .button-ink");
    await becomes(tab, "Title: Rain\nFormat: screenplay\nAuthor: Anna\nContact:\n    The house\n" +
        "    by the sea\n\nINT. A\n\nx\n");
    expectNothingWrong(tab);
    await tab.close();
});

test("hits are listed before they are replaced, and all come back with one undo", async () => {
    const tab = await write("INT. STRASSE\n\nDie Straße ist leer.\n\nANNA\nStraßen gibt es.\n");
    await tab.page.click("[data-act=find-text]");
    await tab.page.fill(".find-form [type=search]", "strasse");
    assert.equal(await tab.page.locator(".find-hit").count(), 3);
    await tab.page.getByLabel("Whole words").check();
    assert.equal(await tab.page.locator(".find-hit").count(), 2);
    await tab.page.getByLabel("Whole words").uncheck();
    await tab.page.getByLabel("In dialogue only").check();
    assert.deepEqual(await tab.page.locator(".find-hit").allTextContents(), ["Straßen gibt es."]);
    await tab.page.getByLabel("In dialogue only").uncheck();
    await tab.page.getByLabel("Replace with").fill("Gasse");
    await tab.page.getByRole("button", { name: "Replace 3 places" }).click();
    await becomes(tab, "INT. Gasse\n\nDie Gasse ist leer.\n\nANNA\nGassen gibt es.\n");
    await tab.page.keyboard.press("Escape");
    await tab.page.keyboard.press("Control+z");
    await becomes(tab, "INT. STRASSE\n\nDie Straße ist leer.\n\nANNA\nStraßen gibt es.\n");
    expectNothingWrong(tab);
    await tab.close();
});

test("a fragment that is put aside stays on the device and can be put back", async () => {
    const tab = await write("INT. A\n\nKeep this.\n\nCut this.");
    await tab.page.keyboard.press("Control+End");
    await tab.page.keyboard.press("Shift+Home");
    await tab.choose("Put the selection aside");
    await becomes(tab, "INT. A\n\nKeep this.\n\n");
    await tab.page.reload();
    await tab.page.waitForSelector("[data-editor][data-ready]");
    await tab.page.keyboard.press("Control+End");
    await tab.page.getByRole("button", { name: "Put back" }).click();
    await becomes(tab, "INT. A\n\nKeep this.\n\nCut this.");
    expectNothingWrong(tab);
    await tab.close();
});

test("a speaker who goes on has (CONT'D) behind the name by itself, dimmed, until that is switched off",
    async () => {
        const words = "INT. A\n\nANNA\nYes.\n\nShe waits.\n\nANNA\nNo.\n\nBEN\nWhy?\n";
        const tab = await write(words);
        const added = () => tab.page.evaluate(() => {
            const root = document.querySelector("[data-editor]").shadowRoot;
            return [...root.querySelectorAll(".cm-line")].flatMap((line) => {
                const one = line.querySelector(".is-added");
                return one === null ? [] : [[line.textContent, getComputedStyle(one).color ===
                    getComputedStyle(line).color ? "as the text" : "dimmed"].join(", ")];
            });
        });
        const toggle = async () => {
            await tab.page.click("[data-act=view-menu]");
            await tab.page.getByRole("menuitemcheckbox", { name: "(CONT'D) by itself" }).click();
        };
        assert.deepEqual(await added(), ["ANNA (CONT'D), dimmed"]);
        await toggle();
        assert.deepEqual(await added(), []);
        await tab.page.reload();
        await tab.page.waitForSelector("[data-editor][data-ready]");
        assert.deepEqual(await added(), []);
        await toggle();
        assert.deepEqual(await added(), ["ANNA (CONT'D), dimmed"]);
        // One that another word makes needless goes at once, and none of it is in the text.
        await tab.page.locator("[data-editor] .cm-content").focus();
        await tab.page.keyboard.press("Control+Home");
        for (let i = 0; i < 7; ++i) await tab.page.keyboard.press("ArrowDown");
        await tab.page.keyboard.press("End");
        await tab.page.keyboard.type(" (V.O.)");
        assert.deepEqual(await added(), []);
        assert.equal(await text(tab), words.replace("ANNA\nNo", "ANNA (V.O.)\nNo"));
        expectNothingWrong(tab);
        await tab.close();
    });
