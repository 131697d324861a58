// Suggestions: two people in two browsers, of whom one may only read, and somebody with a review
// link; what is suggested stands in the text, and becomes a change or not.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { call, newScript, openMember, openOwner, startHouse } from "./support/house.mjs";
import { eventually, goWriting } from "./support/writing.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const text = "INT. KITCHEN - NIGHT\n\nAnna waits by the door.\n\nEXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let anna;
let vera;

before(async () => {
    [server, browser] = await Promise.all([startHouse(), launch()]);
    anna = await openOwner(browser, server);
    vera = await openMember(browser, server, anna, "viewer", "Vera");
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

// What the text shows as going and as coming, with who suggests it.
const suggested = (tab) => tab.page.evaluate(() => {
    const root = document.querySelector("[data-editor]").shadowRoot;
    // A caret of somebody else parts the words that it stands in.
    const read = (selector) => {
        const words = new Map();
        for (const one of root.querySelectorAll(selector)) {
            const id = one.closest("[data-thread]").dataset.thread;
            words.set(id, (words.get(id) ?? "") + one.textContent);
        }
        return [...words.values()].join("|");
    };
    return [read("del.suggest-go"), read(".suggest-come ins"),
            read(".suggest-by [aria-hidden]")].join(" > ");
});
const isSuggested = (tab, what) =>
    eventually(async () => await suggested(tab) === what, `"${what}" is not shown`);
// The text without what is only suggested.
const written = (tab) => tab.page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".cm-line")]
        .map((line) => {
            const words = line.cloneNode(true);
            words.querySelectorAll(".suggest-come, .other-caret").forEach((one) => one.remove());
            return words.textContent;
        }).join("\n"));

async function selectWord(tab, line, word) {
    const { page } = tab;
    await page.locator("[data-editor] .cm-content").focus();
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < line; ++i) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < word; ++i) await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("Control+Shift+ArrowRight");
}

// With the keyboard alone.
async function suggest(tab, words) {
    await tab.page.keyboard.press("Control+Shift+Comma");
    await tab.page.locator(".suggest-field").waitFor();
    await tab.page.keyboard.press("Control+a");
    await tab.page.keyboard.type(words);
    await tab.page.keyboard.press("Control+Enter");
    await tab.page.waitForSelector(".talk-card[data-card].is-active");
}

async function openTalk(tab) {
    await tab.page.getByRole("tab", { name: /Comments/ }).click();
}

test("who may only read suggests other words, who writes accepts them and can undo that",
    async () => {
        const script = await newScript(anna, server, text);
        await goWriting(anna, script);
        await goWriting(vera, script);
        await selectWord(vera, 2, 0);
        await suggest(vera, "Somebody");
        await isSuggested(vera, "Anna > Somebody > Vera");
        await isSuggested(anna, "Anna > Somebody > Vera");
        assert.equal(await script.text(), text);
        assert.equal(await vera.page.getByRole("button", { name: "Accept" }).count(), 0);
        assert.equal(await vera.page.getByRole("button", { name: "Withdraw" }).count(), 1);

        await openTalk(anna);
        await anna.page.locator(".talk-head").click();
        assert.equal(await anna.page.locator(".talk-head del").textContent(), "Anna");
        assert.equal(await anna.page.locator(".talk-head ins").textContent(), "Somebody");
        await anna.page.locator(".talk-head").focus();
        await anna.page.keyboard.press("a");
        const accepted = text.replace("Anna", "Somebody");
        await eventually(async () => await script.text() === accepted, "it is not in the text");
        await eventually(async () => await written(vera) === accepted, "the other does not see it");
        await isSuggested(anna, " >  > ");

        await anna.page.locator("[data-editor] .cm-content").focus();
        await anna.page.keyboard.press("Control+z");
        await eventually(async () => await script.text() === text, "undo does not take it back");
        await isSuggested(anna, "Anna > Somebody > Vera");
        await isSuggested(vera, "Anna > Somebody > Vera");
        expectNothingWrong(anna);
        expectNothingWrong(vera);
    });

test("one whose words have changed says so on both pages and cannot be accepted", async () => {
    const script = await newScript(anna, server, text);
    await goWriting(anna, script);
    await goWriting(vera, script);
    await selectWord(vera, 2, 1);
    await suggest(vera, "stands");
    await isSuggested(anna, "waits > stands > Vera");
    await openTalk(anna);
    await anna.page.locator(".talk-head").click();
    assert.equal(await anna.page.getByRole("button", { name: "Accept", exact: true }).count(), 1);
    await anna.page.locator("[data-editor] .cm-content").focus();
    await anna.page.keyboard.press("Control+Home");
    await anna.page.keyboard.press("ArrowDown");
    await anna.page.keyboard.press("ArrowDown");
    for (let i = 0; i < 7; ++i) await anna.page.keyboard.press("ArrowRight");
    await anna.page.keyboard.type("xx");
    for (const tab of [anna, vera]) {
        await eventually(async () => /Other words stand there/.test(
            await tab.page.textContent("[data-threads]")), "it does not say so");
        await isSuggested(tab, " >  > ");
    }
    assert.equal(await anna.page.getByRole("button", { name: "Accept", exact: true }).count(), 0);
    await anna.page.keyboard.press("Control+z");
    await isSuggested(vera, "waits > stands > Vera");
    // Refused, it is gone from the text and stays among the resolved.
    await anna.page.getByRole("button", { name: "Refuse", exact: true }).click();
    await isSuggested(vera, " >  > ");
    await vera.page.selectOption("[data-thread-filter]", "resolved");
    await eventually(async () => /refused/.test(await vera.page.textContent("[data-threads]")),
        "its end is not told");
    assert.equal(await script.text(), text);
});

test("all are accepted with one click, and one undo takes them back", async () => {
    const script = await newScript(anna, server, text);
    await goWriting(vera, script);
    await selectWord(vera, 2, 0);
    await suggest(vera, "Ben");
    await selectWord(vera, 6, 0);
    await suggest(vera, "Snow");
    await goWriting(anna, script);
    await isSuggested(anna, "Anna|Rain > Ben|Snow > Vera|Vera");
    await openTalk(anna);
    await anna.page.getByRole("button", { name: "Accept all suggestions" }).click();
    const whole = text.replace("Anna", "Ben").replace("Rain", "Snow");
    await eventually(async () => await script.text() === whole, "they are not in the text");
    await eventually(async () => await written(anna) === whole, "the page does not show it");
    await anna.page.locator("[data-editor] .cm-content").focus();
    await anna.page.keyboard.press("Control+z");
    await eventually(async () => await script.text() === text, "one undo does not take it back");
    await isSuggested(vera, "Anna|Rain > Ben|Snow > Vera|Vera");
});

test("somebody with a review link suggests other words for what they read", async () => {
    const script = await newScript(anna, server, text.replace("waits", "*waits*"));
    const { path: link } = await call(anna, server, "POST",
        `/api/v1/scripts/${script.id}/review-links`, {});
    const rita = await openPage(browser, server.url, desktop);
    await rita.page.goto(server.url + link);
    await rita.page.waitForSelector("[data-review][data-ready]");
    await rita.page.evaluate(() => {
        const runs = [...document.querySelectorAll("text.sheet-run")];
        const first = runs.find((run) => run.textContent === "Anna ").firstChild;
        const last = runs.find((run) => run.textContent === "waits").firstChild;
        getSelection().setBaseAndExtent(first, 0, last, 5);
    });
    await rita.page.click("[data-act=review-comment]");
    await rita.page.getByRole("button", { name: "Suggest other words instead" }).click();
    const field = rita.page.locator(".suggest-field");
    await field.waitFor();
    assert.match(await field.inputValue(), /^Anna \*?waits$/);
    await field.fill("Rita stands");
    await rita.page.fill("[name=reviewer]", "Rita");
    await rita.page.getByRole("button", { name: "Suggest", exact: true }).click();
    await rita.page.locator("[data-card] ins").waitFor();
    assert.equal(await rita.page.locator("[data-card] ins").textContent(), "Rita stands");
    await goWriting(anna, script);
    await eventually(async () => / > Rita stands > Rita$/.test(await suggested(anna)),
        "it is not shown to who writes");
    expectNothingWrong(rita);
    await rita.close();
});

for (const [name, options] of [["light", { ...desktop, colorScheme: "light" }],
                               ["dark", { ...desktop, colorScheme: "dark" }],
                               ["phone", phone]]) {
    test(`suggestions have no serious finding: ${name}`, async () => {
        const script = await newScript(anna, server, text);
        for (const [from, to, proposed] of [[22, 32, "Ben stands"], [66, 71, "Snow.\n\nWind."]]) {
            await call(anna, server, "POST", "/api/v1/threads", { object_kind: "script",
                object_id: script.id, from, to, proposed, body: "Better so?" });
        }
        const tab = await openPage(browser, server.url, options);
        await tab.page.context().addCookies(await anna.page.context().cookies());
        await goWriting(tab, script);
        if (name === "phone") await tab.page.locator("[data-act=toggle-insp]").click();
        await openTalk(tab);
        await tab.page.locator(".talk-head").first().click();
        await tab.page.locator(".talk-card.is-active").waitFor();
        if (process.env.FABULA_PICTURES !== undefined) {
            await tab.page.screenshot({
                path: path.join(process.env.FABULA_PICTURES, `suggestions-${name}.png`) });
        }
        await tab.page.evaluate(axe);
        const { violations } = await tab.page.evaluate(() => window.axe.run(document, {
            preload: false }));
        assert.deepEqual(violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`), []);
        assert.equal(await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
        expectNothingWrong(tab);
        await tab.close();
    });
}
