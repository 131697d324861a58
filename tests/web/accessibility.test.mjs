// Each page in both themes and on a phone: no serious finding of axe, no sideways scrolling,
// targets large enough for a thumb, nothing in the console.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { prepareDemo, screens } from "./support/screens.mjs";
import { startServer } from "./support/server.mjs";

const names = ["desk", "import", "project", "board", "columns", "settings", "script", "write",
               "shots", "storyboard", "play", "cues", "voices", "comic", "lesson_new",
               "lesson_scenes", "lesson_cast", "lesson_panels", "lesson_read", "cast",
               "character", "world", "entry", "worlds", "statistics", "exports", "history",
               "bringBack", "formats", "providers", "search", "bin", "jobs", "people", "docs",
               "problem"];

let server;
let browser;
let addresses;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    const tab = await openPage(browser, server.url, desktop);
    addresses = screens(server.url, await prepareDemo(tab.page, server.url));
    await tab.close();
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

// The page that is not there answers 404, as it should.
function expectClean(tab, name) {
    tab.wrong = tab.wrong.filter((line) => name !== "problem" || !line.includes(": 404 for "));
    expectNothingWrong(tab);
}

for (const colorScheme of ["light", "dark"]) {
    for (const name of names) {
        test(`${name} in the ${colorScheme} theme has no serious finding`, async () => {
            const tab = await openPage(browser, server.url, { ...desktop, colorScheme });
            await tab.page.goto(addresses[name]);
            await tab.page.waitForTimeout(300);
            assert.deepEqual(await seriousFindings(tab.page), []);
            expectClean(tab, name);
            await tab.close();
        });
    }
}

const smallTargets = () => {
    const isInline = (element) => getComputedStyle(element).display === "inline";
    const wanted = "a[href], button, summary, select, input:not([type=file])";
    return [...document.querySelectorAll(wanted)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => !isInline(element))
        // A label stands for its field; the Strip has the list of scenes as its second way.
        .filter((element) => element.closest("label, .strip, .skip, .reader-only") === null)
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
};

for (const name of names) {
    test(`${name} fits a phone without scrolling sideways`, async () => {
        const tab = await openPage(browser, server.url, phone);
        await tab.page.goto(addresses[name]);
        await tab.page.waitForTimeout(300);
        const over = await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0);
        assert.deepEqual(await seriousFindings(tab.page), []);
        if (name !== "docs") assert.deepEqual(await tab.page.evaluate(smallTargets), []);
        expectClean(tab, name);
        await tab.close();
    });
}

test("pages reflow at 320 pixels", async () => {
    const tab = await openPage(browser, server.url, { viewport: { width: 320, height: 640 } });
    for (const name of names) {
        await tab.page.goto(addresses[name]);
        await tab.page.waitForTimeout(150);
        const over = await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, name);
    }
    await tab.close();
});

// 1440 x 900 at 200 %.
test("pages keep everything within reach at twice the size", async () => {
    const tab = await openPage(browser, server.url,
                               { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
    for (const name of names) {
        await tab.page.goto(addresses[name]);
        await tab.page.waitForTimeout(150);
        const over = await tab.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, name);
    }
    await tab.close();
});

test("pages can be read without scripts", async () => {
    const context = await browser.newContext({ ...desktop, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(addresses.project);
    assert.equal(await page.locator(".scenes tbody tr").count(), 12);
    await page.goto(addresses.script);
    assert.ok(await page.locator(".sheet img").count() >= 8);
    await page.goto(addresses.storyboard);
    assert.ok(await page.locator(".frame img").count() > 20);
    await page.goto(addresses.comic);
    assert.ok(await page.locator(".comic-page img").count() > 3);
    await context.close();
});

test("the theme can be fixed and stays", async () => {
    const tab = await openPage(browser, server.url, { ...desktop, colorScheme: "light" });
    const { page } = tab;
    await page.goto(addresses.desk);
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? "system");
    assert.equal(await theme(), "system");
    await page.click(".rail [data-act=theme]");
    await page.click(".rail [data-act=theme]");
    assert.equal(await theme(), "dark");
    await page.goto(addresses.script);
    assert.equal(await theme(), "dark");
    expectNothingWrong(tab);
    await tab.close();
});
