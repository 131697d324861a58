// The journey without a mouse: bring, confirm, draw, read, export.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

// Tab until the wanted element has the focus, as a person would.
async function tabTo(page, selector, most = 60) {
    for (let step = 0; step < most; ++step) {
        const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted),
                                          selector);
        if (there) return;
        await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reached ${selector}`);
}

async function hasVisibleFocus(page) {
    return page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
}

test("the first Tab offers to skip to the page", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

test("text is written, previewed and kept by keyboard", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await tabTo(page, "[data-act=write]");
    assert.equal(await hasVisibleFocus(page), true);
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("EXT. BEACH - NIGHT\n\nThe sea.\n\nMINA\nHello, sea.\n\n" +
                                   "INT. BUS - DAY\n\nTOMAS\nThank you, skipper.\n");
    await tabTo(page, ".paste button[type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/import\//);
    await tabTo(page, "#title");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("By Keyboard");
    await tabTo(page, "[data-act=confirm-import]");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/p\/[^/]+$/);
    assert.equal(await page.textContent("h1"), "By Keyboard");
});

test("g and a letter go from lens to lens", async () => {
    const { page } = tab;
    for (const [letter, place] of [["s", "script"], ["f", "storyboard"], ["m", "comic"],
                                   ["x", "exports"], ["p", ""]]) {
        await page.keyboard.press("g");
        await page.keyboard.press(letter);
        await page.waitForURL(new RegExp(`/p/[^/?]+${place === "" ? "" : `/${place}`}(\\?|$)`));
        await page.waitForSelector("[data-key='mod+K']:visible");
    }
});

test("the storyboard is started and the comic read by keyboard", async () => {
    const { page } = tab;
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await page.waitForURL(/\/storyboard/);
    await tabTo(page, "[data-act=draw-storyboard]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-storyboard-start] a.button-ink");
    await tabTo(page, "[data-storyboard-start] a.button-ink");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/comic/);
    await page.waitForSelector(".comic-page[data-shown]");
});

test("the palette finds a scene by a word and goes there", async () => {
    const { page } = tab;
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.waitForURL(/\/script/);
    await page.waitForSelector("[data-key='mod+K']:visible");
    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog.palette[open]");
    await page.keyboard.type("#2");
    await page.waitForSelector(".palette-item[aria-selected=true] .number:text('2')");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
        document.querySelector(".strip-tick[aria-current] .strip-number")?.textContent === "2");
    assert.equal(await page.locator("dialog[open]").count(), 0);
});

test("the Strip is walked with arrows", async () => {
    const { page } = tab;
    await tabTo(page, ".strip-tick");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
        document.querySelector(".strip-tick[aria-current] .strip-number")?.textContent === "1");
});

test("? lists the keys, and single letters can be switched off", async () => {
    const { page } = tab;
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open] .keys");
    await page.uncheck("#letters");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    const address = page.url();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.waitForTimeout(300);
    assert.equal(page.url(), address);
    await page.keyboard.press("F1");
    await page.check("#letters");
    await page.keyboard.press("Escape");
});

test("F6 goes round the regions and nothing keeps the focus", async () => {
    const { page } = tab;
    const seen = new Set();
    for (let step = 0; step < 8; ++step) {
        await page.keyboard.press("F6");
        seen.add(await page.evaluate(() =>
            document.activeElement.closest(".rail, .bar, .strip, .pane, main")?.className ?? ""));
    }
    assert.ok(seen.size >= 4, [...seen].join(" | "));
});

test("an export is made and found by keyboard", async () => {
    const { page } = tab;
    await page.keyboard.press("g");
    await page.keyboard.press("x");
    await page.waitForURL(/\/exports/);
    await tabTo(page, "input[name=format]:checked");
    await tabTo(page, "[data-make]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-export-rows] a.button[download]");
    await tabTo(page, "[data-export-rows] a[download]");
    expectNothingWrong(tab);
});
