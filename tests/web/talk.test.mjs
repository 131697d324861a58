// Comments on the text: two people in two browsers speak about words that are being written.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { newScript as newScriptOf, openMember, openOwner, startHouse } from "./support/house.mjs";
import { eventually, goWriting } from "./support/writing.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const text = "INT. KITCHEN - NIGHT\n\nAnna waits by the door.\n\nEXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let anna;
let ed;

before(async () => {
    [server, browser] = await Promise.all([startHouse(), launch()]);
    anna = await openOwner(browser, server);
    ed = await openMember(browser, server, anna, "editor", "Ed Ward");
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const newScript = () => newScriptOf(anna, server, text);
const open = goWriting;

// The words that are marked in the editor, in their order.
const marked = (tab) => tab.page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".talk-mark")]
        .map((mark) => mark.textContent).join("|"));
const isMarked = (tab, words) =>
    eventually(async () => await marked(tab) === words, `"${words}" is not marked`);

// Selects the line that has the words: with the keyboard alone.
async function selectLine(tab, line) {
    const { page } = tab;
    await page.locator("[data-editor] .cm-content").focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < line; ++i) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
}

async function comment(tab, line, body) {
    await selectLine(tab, line);
    await tab.page.keyboard.press("Control+Shift+Period");
    await tab.page.keyboard.type(body);
    await tab.page.keyboard.press("Control+Enter");
    await tab.page.waitForSelector(".talk-card[data-card].is-active");
}

const badge = (tab) => tab.page.locator("[data-unread]").textContent();

test("a comment reaches the other, who is named in it and answers", async () => {
    const script = await newScript();
    await Promise.all([open(anna, script), open(ed, script)]);
    await selectLine(anna, 2);
    await anna.page.keyboard.press("Control+Shift+Period");
    await anna.page.keyboard.type("Which door, @ed");
    await anna.page.getByRole("option", { name: "Ed Ward" }).waitFor();
    await anna.page.keyboard.press("Enter");
    await anna.page.keyboard.type("and why?");
    await anna.page.keyboard.press("Control+Enter");
    await isMarked(anna, "Anna waits by the door.");
    await isMarked(ed, "Anna waits by the door.");
    await eventually(async () => await badge(ed) === "1 new", "nothing is unread");

    await ed.page.getByRole("tab", { name: /Comments/ }).click();
    await ed.page.locator(".talk-head").click();
    assert.equal(await ed.page.locator(".talk-body").textContent(), "Which door, @Ed Ward and why?");
    assert.equal(await ed.page.locator(".talk-mention").textContent(), "@Ed Ward");
    await eventually(() => ed.page.locator("[data-unread]").isHidden(), "it stays unread");
    await ed.page.getByLabel("Answer").fill("The back door.");
    await ed.page.getByRole("button", { name: "Send the answer" }).click();
    await anna.page.getByText("The back door.").waitFor();
    assert.equal(await anna.page.locator(".talk-by b").last().textContent(), "Ed Ward");
    expectNothingWrong(anna);
    expectNothingWrong(ed);
});

test("the mark follows what the other writes; deleted words are quoted and come back", async () => {
    const script = await newScript();
    await Promise.all([open(anna, script), open(ed, script)]);
    await comment(anna, 2, "Too slow.");
    await isMarked(ed, "Anna waits by the door.");
    await ed.page.locator("[data-editor] .cm-content").focus();
    await ed.page.keyboard.press("Control+Home");
    await ed.page.keyboard.type("FADE IN:\n\n");
    await selectLine(ed, 4);
    await ed.page.keyboard.press("ArrowLeft");
    await ed.page.keyboard.type("Poor ");
    await isMarked(anna, "Anna waits by the door.");
    await selectLine(ed, 4);
    await ed.page.keyboard.press("Delete");
    await isMarked(anna, "");
    await anna.page.locator(".talk-fact.is-gone").waitFor();
    assert.equal(await anna.page.locator(".talk-quote").textContent(), "Anna waits by the door.");
    await ed.page.keyboard.press("Control+z");
    await isMarked(anna, "Anna waits by the door.");
    await anna.page.reload();
    await anna.page.waitForSelector("[data-editor][data-ready]");
    await isMarked(anna, "Anna waits by the door.");
    expectNothingWrong(anna);
    expectNothingWrong(ed);
});

test("threads are walked, resolved, filtered, deleted and restored with the keyboard", async () => {
    const script = await newScript();
    await open(anna, script);
    await comment(anna, 6, "Second.");
    await comment(anna, 2, "First.");
    const { page } = anna;
    const active = () => page.locator(".talk-card.is-active .talk-body").textContent();
    await page.locator(".talk-card.is-active .talk-head").focus();
    await page.keyboard.press("n");
    assert.equal(await active(), "Second.");
    await page.keyboard.press("p");
    assert.equal(await active(), "First.");
    await page.getByRole("button", { name: "Resolve" }).press("Enter");
    await page.locator(".talk-card.is-resolved.is-active").waitFor();
    await page.keyboard.press("n");
    await eventually(async () => await page.locator("[data-card]").count() === 1, "it is still listed");
    await isMarked(anna, "Rain.");
    await page.getByRole("button", { name: "Delete" }).press("Enter");
    await eventually(async () => await page.locator("[data-card]").count() === 0, "it is not deleted");
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await isMarked(anna, "Rain.");
    await page.selectOption("[data-thread-filter]", "all");
    assert.equal(await page.locator("[data-card]").count(), 2);
    expectNothingWrong(anna);
});

test("words of a comment that could not be sent are there again", async () => {
    const script = await newScript();
    await open(anna, script);
    const { page } = anna;
    await page.route("**/api/v1/threads", (route) => route.abort());
    await selectLine(anna, 2);
    await page.keyboard.press("Control+Shift+Period");
    await page.keyboard.type("Do not lose me.");
    await page.keyboard.press("Control+Enter");
    await page.locator(".toast.is-failed").waitFor();
    assert.equal(await page.locator("[data-new-thread] textarea").inputValue(), "Do not lose me.");
    await page.unroute("**/api/v1/threads");
    await page.reload();
    await page.waitForSelector("[data-editor][data-ready]");
    await selectLine(anna, 2);
    await page.keyboard.press("Control+Shift+Period");
    assert.equal(await page.locator("[data-new-thread] textarea").inputValue(), "Do not lose me.");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-card]").waitFor();
    anna.wrong.length = 0;  // The request that was cut off.
});

test("a comment whose answer is lost on the way is there once when it is sent again", async () => {
    const script = await newScript();
    await open(anna, script);
    await anna.page.route("**/api/v1/threads", async (route) => {
        await route.fetch();
        await route.abort();
    }, { times: 1 });
    await selectLine(anna, 2);
    await anna.page.keyboard.press("Control+Shift+Period");
    await anna.page.keyboard.type("Once.");
    await anna.page.keyboard.press("Control+Enter");
    await anna.page.locator(".toast").waitFor();
    await anna.page.locator("[data-new-thread] textarea").focus();
    await anna.page.keyboard.press("Control+Enter");
    await anna.page.locator("[data-new-thread] textarea").waitFor({ state: "detached" });
    assert.equal(await anna.page.locator("[data-card]").count(), 1);
    // The same words on other words are another comment.
    await selectLine(anna, 6);
    await anna.page.keyboard.press("Control+Shift+Period");
    await anna.page.keyboard.type("Once.");
    await anna.page.keyboard.press("Control+Enter");
    await anna.page.locator("[data-card]").nth(1).waitFor();
    anna.wrong.length = 0;  // The request that was cut off.
});

for (const [name, options] of [["light", { ...desktop, colorScheme: "light" }],
                               ["dark", { ...desktop, colorScheme: "dark" }],
                               ["phone", phone]]) {
    test(`the comments have no serious finding: ${name}`, async () => {
        const script = await newScript();
        await open(anna, script);
        await comment(anna, 2, "Who is she waiting for, @Ed Ward?");
        await comment(anna, 6, "How much rain?");
        await anna.page.goto(server.url);  // Her caret is not to be seen by the other tab.
        const tab = await openPage(browser, server.url, options);
        await tab.page.context().addCookies(await anna.page.context().cookies());
        await open(tab, script);
        if (name === "phone") {
            await tab.page.locator("[data-act=toggle-insp]").click();
        }
        await tab.page.getByRole("tab", { name: /Comments/ }).click();
        await tab.page.locator(".talk-head").first().click();
        await tab.page.locator(".talk-card.is-active").waitFor();
        await tab.page.evaluate(axe);
        const { violations } = await tab.page.evaluate(() => window.axe.run(document, {
            preload: false }));
        assert.deepEqual(violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`), []);
        const over = await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0);
        if (process.env.FABULA_PICTURES !== undefined) {
            await tab.page.screenshot({ path: path.join(process.env.FABULA_PICTURES, `talk-${name}.png`) });
        }
        expectNothingWrong(tab);
        await tab.close();
    });
}
