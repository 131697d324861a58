// From a topic to a finished comic with nothing but the built-in rules: five steps, a balloon that is
// lettered, CBZ and PDF on disk; and somebody's own pictures as art of the panels.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone,
         started } from "./support/browser.mjs";
import { expectCbz, expectPdf, projectOf } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";

const pictures = path.join(process.env.FABULA_MATERIAL ?? "", "pictures", "max-und-moritz");
const art = process.env.FABULA_MATERIAL !== undefined && fs.existsSync(pictures)
    ? fs.readdirSync(pictures).filter((name) => /^1-\d+\.jpg$/.test(name)).sort() : [];

let server;
let browser;
let tab;
let project = "";  // Its address.

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const step = () => tab.page.textContent(".lesson-step[aria-current]");
const call = (method, address, body) => server.call(method, address, body);

async function until(read, wanted) {
    const end = Date.now() + 20_000;
    let now = await read();
    while (!wanted(now) && Date.now() < end) {
        await new Promise((done) => { setTimeout(done, 100); });
        now = await read();
    }
    assert.ok(wanted(now), JSON.stringify(now));
}

test("the desk leads to the first step, and a topic without a story says so", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await page.click("a[href='/comics/new']");
    await page.waitForURL(/\/comics\/new/);
    await started(page);
    assert.match(await step(), /Topic or script/);
    assert.equal(await page.locator(".lesson-story").count(), 12);
    await page.fill("[data-topic-form] [name=topic]", "The history of the steam engine");
    await page.click("[data-topic-form] button[type=submit]");
    await page.waitForSelector("[data-topic-problem]:not([hidden])");
    assert.match(await page.textContent("[data-topic-problem]"), /No lesson story fits/);
    assert.deepEqual(await seriousFindings(page), []);
    tab.wrong = tab.wrong.filter((line) => !line.includes(": 422 for "));
    expectNothingWrong(tab);
});

test("a topic becomes six scenes that say what they teach, and take words back", async () => {
    const { page } = tab;
    await page.fill("[data-topic-form] [name=topic]", "What to do about stranger danger");
    await page.click("[data-topic-form] button[type=submit]");
    await page.waitForURL(/\/p\/[^/]+\/lesson\/scenes/);
    await started(page);
    project = `${server.url}/p/${projectOf(page)}`;
    assert.equal(await page.locator(".lesson-scene").count(), 6);
    assert.match(await page.textContent(".lesson-scene >> nth=2"), /The friendly driver/);
    assert.match(await page.textContent(".lesson-scene >> nth=2"), /less of a stranger/);
    assert.equal(await page.locator("a.lesson-step").count(), 3);
    assert.deepEqual(await seriousFindings(page), []);
    await page.fill("[data-feedback='2']", "Let Tom hold a kite.");
    await page.click("[data-scenes-form] button[type=submit]");
    await page.waitForURL(/\/lesson\/cast/);
    const { scenes } = await call("GET", `/comics/${projectOf(page)}/scenes`);
    assert.equal(scenes[1].feedback, "Let Tom hold a kite.");
    expectNothingWrong(tab);
});

test("four pictures at most are chosen, and who is chosen plays", async () => {
    const { page } = tab;
    await started(page);
    assert.equal(await page.locator("[data-type]:checked").count(), 3);
    await page.selectOption("[data-count=girl_young]", "4");
    assert.equal(await page.locator("[data-cast-form] button[type=submit]").isDisabled(), true);
    await page.selectOption("[data-count=girl_young]", "1");
    await page.uncheck("[data-type=parent_mom]");
    await page.check("[data-type=parent_dad]");
    assert.deepEqual(await seriousFindings(page), []);
    await page.click("[data-cast-form] button[type=submit]");
    await page.waitForURL(/\/lesson\/panels/);
    await page.goto(`${project}/lesson/cast`);
    const names = await page.locator(".lesson-people .person-name").allTextContents();
    assert.deepEqual(names, ["Dad", "Mia", "Tom", "Driver"]);
    expectNothingWrong(tab);
});

test("the panels arrive while one watches", async () => {
    const { page } = tab;
    await page.goto(`${project}/lesson/panels`);
    await started(page);
    await page.click("[data-act=draw-panels]");
    await page.waitForSelector("a.button-ink[href$='/lesson/read']", { timeout: 240_000 });
    const count = await page.locator(".lesson-panels > li").count();
    assert.ok(count >= 12, `${count} panels`);
    assert.equal(await page.locator(".lesson-panels img").count(), count);
    assert.deepEqual(await seriousFindings(page), []);
    expectNothingWrong(tab);
});

test("the last step leads to the reader, where a balloon is lettered, and to the files", async () => {
    const { page } = tab;
    await page.goto(`${project}/lesson`);
    assert.match(page.url(), /\/lesson\/read/);
    assert.equal(await page.locator(".lesson-taught > li").count(), 6);
    assert.deepEqual(await seriousFindings(page), []);
    await page.click("a[href$='/comic']:not(.lens)");
    await page.waitForURL(/\/comic(\?|$)/);
    await started(page);
    const { shots } = await call("GET", `/shots?project_id=${projectOf(page)}`);
    const shot = shots.find(({ dialogue }) => dialogue.length > 0);
    await page.locator(`[data-panel="${shot.id}"]`).click();
    await page.locator("[data-bench-tab=lettering]").click();
    await page.locator(".balloon-hit").first().waitFor();
    const read = async () => (await call("GET", `/shots/${shot.id}/lettering`)).balloons;
    const at = (await read()).findIndex(({ balloon }) => balloon.source === "line");
    const field = page.locator(`.balloons > li[data-index="${at}"]`).getByRole("textbox");
    await field.fill("The word is pancake moon.");
    await field.press("Tab");
    await until(read, (balloons) => balloons[at].text === "The word is pancake moon.");
    expectNothingWrong(tab);
    await expectPdf(page, project, "comic");
    await expectCbz(page, project);
});

test("one's own pictures become the art of the panels and stay when one goes back",
     { skip: art.length === 0 }, async () => {
    const { page } = tab;
    const id = project.split("/").at(-1);
    const { data } = await call("GET", `/comics/${id}/status`);
    const own = data.comic_panels.slice(0, Math.min(3, art.length));
    for (const [index, panel] of own.entries()) {
        const answer = await fetch(`${server.url}/api/v1/shots/${panel.shot_id}/upload-image`, {
            method: "POST", headers: { "content-type": "image/jpeg" },
            body: fs.readFileSync(path.join(pictures, art[index])) });
        assert.equal(answer.status, 201);
    }
    const before = (await call("GET", `/comics/${id}/status`)).data.comic_panels.slice(0, own.length);
    await page.goto(`${project}/lesson/scenes`);
    await started(page);
    await page.click("[data-scenes-form] button[type=submit]");
    await page.waitForURL(/\/lesson\/cast/);
    await started(page);
    await page.click("[data-cast-form] button[type=submit]");
    await page.waitForURL(/\/lesson\/panels/);
    await started(page);
    await page.click("[data-act=draw-panels]");
    await page.waitForSelector("a.button-ink[href$='/lesson/read'], .lesson-taught",
                               { timeout: 240_000 });
    const now = (await call("GET", `/comics/${id}/status`)).data.comic_panels.slice(0, own.length);
    assert.deepEqual(now.map(({ image_url: url }) => url), before.map(({ image_url: url }) => url));
    assert.deepEqual(now.map(({ state }) => state), own.map(() => "ink"));
    await expectCbz(page, project);
    expectNothingWrong(tab);
});

test("the steps fit a phone and speak German", async () => {
    const small = await openPage(browser, server.url, { ...phone, locale: "de-DE" });
    for (const name of ["topic", "scenes", "cast", "panels", "read"]) {
        await small.page.goto(`${project}/lesson/${name}`);
        assert.equal(await small.page.textContent("h1"), "Lerncomic");
        const wide = await small.page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
        assert.deepEqual(await seriousFindings(small.page), []);
    }
    expectNothingWrong(small);
    await small.close();
});

test("a script of one's own is made a comic from its comic lens", async () => {
    const { page } = tab;
    const script = await call("POST", "/scripts", { title: "Tea" });
    await call("PUT", `/scripts/${script.id}`,
               { text: "INT. KITCHEN - DAY\n\nMarie waits.\n\nMARIE\nTea?\n" });
    await page.goto(`${server.url}/p/${script.project_id}/comic`);
    await page.click("a[href$='/lesson']");
    await page.waitForURL(/\/lesson\/topic/);
    await started(page);
    await page.click("[data-act=take-project]");
    await page.waitForURL(/\/lesson\/scenes/);
    assert.equal(await page.locator(".lesson-scene").count(), 1);
    expectNothingWrong(tab);
});
