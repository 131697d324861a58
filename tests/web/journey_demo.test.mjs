// The main job with what is there at the first start: demo, storyboard, comic, PDF and CBZ on disk.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { drawStoryboard, expectCbz, expectPdf, makeExport } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;
let project = "";

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0, "the server ends well");
});

test("the first page offers a way in and the demo", async () => {
    const { page } = tab;
    await page.goto(server.url);
    assert.equal(await page.locator(".bring-button").first().isVisible(), true);
    await page.click(".look h3 a");
    await page.waitForURL(/\/p\//);
    project = page.url().replace(/[?#].*$/, "");
    assert.equal(await page.textContent("h1"), "Out of Service");
});

test("the project shows its scenes, cast and places", async () => {
    const { page } = tab;
    await page.goto(project);
    assert.equal(await page.locator(".scenes tbody tr").count(), 12);
    assert.equal(await page.locator(".person").count(), 5);
    assert.equal(await page.locator(".place").count(), 8);
    assert.equal(await page.locator(".strip-tick").count(), 12);
    const slugs = await page.locator(".scene-what .slug").allTextContents();
    assert.equal(slugs[0], "EXT. BUS DEPOT - NIGHT");
    assert.equal(slugs[8], "EXT. BEACH - NIGHT");
});

test("the script stands on real pages whose text can be read", async () => {
    const { page } = tab;
    await page.goto(`${project}/script`);
    await page.waitForSelector("#page-1 svg text");
    const text = await page.textContent("#page-1 svg:not(.sheet-blank)");
    assert.match(text, /FADE IN:/);
    assert.match(text, /Last one, old girl\. Nobody cries\./);
    const sheets = await page.locator(".sheets > .sheet:not([data-number=''])").count();
    assert.ok(sheets >= 7 && sheets <= 9, `${sheets} pages`);
});

test("a scene chosen in one lens is kept in the next", async () => {
    const { page } = tab;
    await page.goto(`${project}/script`);
    await page.click(".strip-scene:nth-child(9) .strip-tick");
    await page.waitForURL(/at=/);
    const scene = new URL(page.url()).searchParams.get("at");
    await page.click("a.lens[href*='/storyboard']");
    await page.waitForURL(/\/storyboard\?at=/);
    assert.equal(new URL(page.url()).searchParams.get("at"), scene);
    assert.equal(await page.getAttribute(".strip-tick[aria-current]", "data-scene"), scene);
});

test("the storyboard is drawn while one watches", async () => {
    const shots = await drawStoryboard(tab.page, project);
    assert.ok(shots >= 24, `${shots} shots`);
    assert.equal(await tab.page.locator(".frame-rough").count(), shots);
});

test("the comic is read by page, spread and strip", async () => {
    const { page } = tab;
    await page.goto(`${project}/comic`);
    await page.waitForSelector(".comic-page[data-shown] img");
    assert.equal(await page.locator(".comic-page[data-shown]").count(), 1);
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.textContent("[data-comic-at]"), "2");
    await page.click("[data-mode-of=spread]");
    assert.equal(await page.locator(".comic-page[data-shown]").count(), 2);
    await page.click("[data-mode-of=scroll]");
    const pages = await page.locator(".comic-page").count();
    assert.equal(await page.locator(".comic-page:visible").count(), pages);
    const broken = await page.evaluate(async () => {
        const images = [...document.querySelectorAll(".comic-page img")];
        for (const image of images) image.loading = "eager";
        await Promise.all(images.map((image) => image.decode()));
        return images.filter((image) => image.naturalWidth === 0).length;
    });
    assert.equal(broken, 0);
});

test("script, storyboard and comic leave as PDF", async () => {
    for (const format of ["pdf", "storyboard", "comic"]) {
        await expectPdf(tab.page, project, format);
    }
});

test("the comic leaves as CBZ that names its title and language", async () => {
    const { info } = await expectCbz(tab.page, project);
    assert.match(info, /<Title>Out of Service<\/Title>/);
    assert.match(info, /<LanguageISO>en<\/LanguageISO>/);
});

test("the script leaves as the very bytes that it came as", async () => {
    const { name, bytes } = await makeExport(tab.page, project, "fountain");
    assert.match(name, /\.fountain$/);
    const demo = new URL("../../data/demo/out-of-service.fountain", import.meta.url);
    assert.ok(bytes.equals(fs.readFileSync(demo)));
});

test("the jobs page lists what was made", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/jobs`);
    assert.ok(await page.locator(".job[data-state=done]").count() >= 6);
    assert.equal(await page.locator(".job[data-state=failed]").count(), 0);
});

test("a project goes into the bin and comes back with Undo", async () => {
    const { page } = tab;
    await page.goto(project);
    await page.click("[data-act=bin-project]");
    await page.waitForSelector(".toast .button:not(.button-icon)");
    const id = project.split("/p/")[1];
    assert.equal(await page.locator(`[data-project-row="${id}"]`).count(), 0);
    await page.click(".toast .button:not(.button-icon)");
    await page.waitForSelector(`[data-project-row="${id}"]`);
});

test("nothing was logged as an error and no other host was asked", () => {
    expectNothingWrong(tab);
});
