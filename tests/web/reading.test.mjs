// The writing page of somebody who may only read: nothing that they do changes a word, what others
// write is shown with their carets, and they can speak about it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectNothingWrong, launch } from "./support/browser.mjs";
import { newScript, openMember, openOwner, startHouse } from "./support/house.mjs";
import { chip, eventually, goWriting, shown } from "./support/writing.mjs";

const text = "INT. KITCHEN - NIGHT\n\nAnna waits by the door.\n\nEXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let anna;
let vera;
let script;

before(async () => {
    [server, browser] = await Promise.all([startHouse(), launch()]);
    anna = await openOwner(browser, server);
    vera = await openMember(browser, server, anna, "viewer", "Vera");
    script = await newScript(anna, server, text);
    await goWriting(vera, script);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const caretsIn = ({ page }) => page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".other-name")]
        .map((name) => name.textContent));

test("the page says that it is for reading and offers nothing that writes", async () => {
    const { page } = vera;
    assert.equal(await page.textContent(".toolbar .chip"), "Read only");
    for (const act of ["element-menu", "script-menu"]) {
        assert.equal(await page.locator(`[data-act="${act}"]`).count(), 0, act);
    }
    assert.equal(await page.locator(".cm-content").getAttribute("aria-readonly"), "true");
    await page.keyboard.press("Control+f");
    assert.equal(await page.locator("[data-find] input[type=search]").count(), 1);
    assert.equal(await page.locator("[data-find] input[type=text]").count(), 0);
    await page.keyboard.press("Escape");
});

test("no key changes a word", async () => {
    const { page } = vera;
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Mine.\n/[[*");
    for (const key of ["Enter", "Backspace", "Delete", "Control+Enter", "Control+Backspace",
                       "Control+a", "Delete", "Control+x", "Control+v", "Control+z",
                       "Control+Shift+z", "Alt+ArrowUp", "Shift+Alt+ArrowDown"]) {
        await page.keyboard.press(key);
    }
    await page.evaluate(() => document.execCommand("insertText", false, "Pasted."));
    assert.equal(await shown(vera), text);
    const scenes = page.locator("[data-navigator] .outline-scene");
    await scenes.first().focus();
    await page.keyboard.press("Alt+ArrowDown");
    assert.match(await scenes.first().textContent(), /KITCHEN/);
    assert.equal(await page.locator(".synopsis-field").getAttribute("readonly"), "");
    assert.equal(await shown(vera), text);
    assert.equal(await script.text(), text);
    assert.equal(await chip(vera), "Saved");
});

test("Tab leaves the text, since it changes nothing here", async () => {
    const { page } = vera;
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.matches("[data-editor]")), false);
});

test("what another writes arrives with their caret", async () => {
    await goWriting(anna, script);
    await anna.page.keyboard.press("Control+Home");
    await anna.page.keyboard.type("Dawn.\n\n");
    await eventually(async () => await shown(vera) === `Dawn.\n\n${text}`, "it does not arrive");
    await eventually(async () => (await caretsIn(vera)).includes("Anna"), "the caret is not shown");
    // One's own undo has nothing to undo.
    await vera.page.locator(".cm-content").focus();
    await vera.page.keyboard.press("Control+z");
    assert.equal(await shown(vera), `Dawn.\n\n${text}`);
    await eventually(async () => (await caretsIn(anna)).includes("Vera"),
        "who reads is not shown to who writes");
});

test("who reads comments on words, and who writes sees it", async () => {
    const { page } = vera;
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("Control+Shift+Period");
    await page.keyboard.type("Earlier?");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".talk-card[data-card].is-active");
    await anna.page.getByRole("tab", { name: "Comments" }).click();
    await eventually(async () =>
        (await anna.page.textContent("[data-threads]")).includes("Earlier?"), "it does not arrive");
    expectNothingWrong(vera);
    expectNothingWrong(anna);
});
