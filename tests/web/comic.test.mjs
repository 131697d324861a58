// The comic in the browser: panels chosen and set by hand, and taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone,
         started } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { jobDone, until } from "./support/wait.mjs";

const text = "INT. KITCHEN - DAY\n\nMARIE (30) and BOB (50) wait.\n\nMARIE\nTea?\n\nBOB\nNever.\n\n"
    + "EXT. YARD - NIGHT\n\nMarie waits.\n";

let server;
let browser;
let tab;
let project;
let shots;

const call = (method, path, body) => server.call(method, path, body);
const frame = (shot) => call("GET", `/shots/${shot.id}/frame`);
const row = (label) => tab.page.locator(".bench").getByRole("combobox", { name: label, exact: true });

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const script = await call("POST", "/scripts", { title: "Tea" });
    project = script.project_id;
    await call("PUT", `/scripts/${script.id}`, { text });
    for (const name of ["Marie", "Bob"]) {
        await call("POST", "/characters", { project_id: project, name });
    }
    await jobDone(server, (await call("POST", `/projects/${project}/storyboard`, {})).id);
    ({ shots } = await call("GET", `/shots?project_id=${project}`));
    await tab.page.goto(`${server.url}/p/${project}/comic`);
    await started(tab.page);
    await tab.page.locator(".panel-hit").first().waitFor();
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a panel is chosen with a click, and its frame set by hand at once", async () => {
    const { page } = tab;
    const [shot] = shots;
    const picture = page.locator("#comic-1 img");
    const before = await picture.getAttribute("src");
    await page.locator(`[data-panel="${shot.id}"]`).click();
    await row("Set").selectOption("forest");
    await until(async () => (await frame(shot)).set, "forest");
    await row("Weather").selectOption("snow");
    await until(async () => (await frame(shot)).spec.weather, "snow");
    await page.waitForFunction((src) =>
        document.querySelector("#comic-1 img").getAttribute("src") !== src, before);
    await row("Shot size").selectOption("CU");
    await until(async () => (await call("GET", `/shots/${shot.id}`)).framing, "CU");
    expectNothingWrong(tab);
});

test("each choice is one step back and forth, by key or button", async () => {
    const { page } = tab;
    const [shot] = shots;
    await page.keyboard.press("Control+z");
    await until(async () => (await call("GET", `/shots/${shot.id}`)).framing, shot.framing);
    await page.locator("[data-bench-undo]").click();
    await until(async () => (await frame(shot)).hand.weather, null);
    await page.locator("[data-bench-redo]").click();
    await until(async () => (await frame(shot)).hand.weather, "snow");
    await page.getByRole("button", { name: "Back to the rules" }).click();
    await until(async () => (await frame(shot)).set, "kitchen");
    expectNothingWrong(tab);
});

test("two quick choices both count", async () => {
    const { page } = tab;
    const [shot] = shots;
    await page.evaluate(() => {
        const pick = (name, value) => {
            const select = document.querySelector(`.bench select[aria-label="${name}"]`);
            select.value = value;
            select.dispatchEvent(new Event("change"));
        };
        pick("Hour", "night");
        pick("Weather", "rain");
    });
    await until(async () => {
        const { hand } = await frame(shot);
        return [hand.time, hand.weather];
    }, ["night", "rain"]);
    expectNothingWrong(tab);
});

test("a look chosen in one panel holds in the others", async () => {
    const { page } = tab;
    const shot = shots.find(({ character_names: names }) => names.length > 0);
    const name = shot.character_names[0];
    const marie = shots.filter((one) => one.character_names.includes(name));
    await page.locator(`[data-panel="${shot.id}"]`).click();
    const person = page.locator(".hand-people > li").filter({ hasText: name }).first();
    await person.locator("summary", { hasText: "Look" }).click();
    await row("Hair").selectOption("braids");
    for (const one of marie) {
        await until(async () => (await frame(one)).spec.figures
            .find((figure) => figure.name === name).look.hair, "braids");
    }
    for (const job of (await call("GET", "/jobs")).jobs) await jobDone(server, job.id);
    expectNothingWrong(tab);
});

test("panels are reached and left by keyboard", async () => {
    const { page } = tab;
    await page.keyboard.press("Escape");
    await page.locator(".bench").waitFor({ state: "hidden" });
    await page.locator(`[data-panel="${shots[0].id}"]`).focus();
    await page.keyboard.press("Enter");
    await page.locator(".bench").waitFor();
    await row("Angle").focus();
    await page.keyboard.press("Escape");
    await page.locator(".bench").waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.panel), shots[0].id);
    expectNothingWrong(tab);
});

test("a frame of the storyboard is set by hand beside its picture", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/storyboard`);
    await started(page);
    const [shot] = shots;
    await page.locator(`#shot-${shot.id}`).focus();
    await page.keyboard.press("e");
    await page.locator("dialog .hand-row").first().waitFor();
    const picture = page.locator(".hand-picture img");
    const before = await picture.getAttribute("src");
    await page.getByRole("combobox", { name: "Set", exact: true }).selectOption("beach");
    await page.waitForFunction((src) =>
        document.querySelector(".hand-picture img").getAttribute("src") !== src, before);
    assert.equal((await frame(shot)).set, "beach");
    assert.deepEqual(await seriousFindings(page), []);
    expectNothingWrong(tab);
});

test("the workbench can be used on a phone, and by who cannot see it", async () => {
    const small = await openPage(browser, server.url, phone);
    await small.page.goto(`${server.url}/p/${project}/comic`);
    await started(small.page);
    await small.page.locator(`[data-panel="${shots[0].id}"]`).click();
    await small.page.locator(".bench .hand-row").first().waitFor();
    assert.deepEqual(await seriousFindings(small.page), []);
    const wide = await small.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(wide, 390);
    expectNothingWrong(small);
    await small.close();
});

const balloons = async (shot) =>
    (await call("GET", `/shots/${shot.id}/lettering`)).balloons;
const spoken = () => shots.find(({ dialogue }) => dialogue.length > 0);

async function openLettering() {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/comic`);
    await started(page);
    await page.locator(`[data-panel="${spoken().id}"]`).click();
    await page.locator("[data-bench-tab=lettering]").click();
    await page.locator(".balloon-hit").first().waitFor();
}

test("a balloon is dragged, and one step back stands where it was", async () => {
    const { page } = tab;
    await openLettering();
    const shot = spoken();
    const before = await balloons(shot);
    const at = before.findIndex(({ balloon }) => balloon.source === "line");
    const hit = page.locator(`[data-handle="body ${at}"]`);
    const box = await hit.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 2 + 50, { steps: 4 });
    await page.mouse.up();
    await until(async () => (await balloons(shot))[at].automatic, false);
    const moved = (await balloons(shot))[at];
    assert.ok(moved.y > before[at].y + 5, `${moved.y} below ${before[at].y}`);
    await page.keyboard.press("Control+z");
    await until(() => balloons(shot), before);
    expectNothingWrong(tab);
});

test("balloon and tail are moved with the arrows alone", async () => {
    const { page } = tab;
    const shot = spoken();
    const before = await balloons(shot);
    const at = before.findIndex((one) => one.tail_x !== null);
    await page.locator(`[data-handle="body ${at}"]`).focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowDown");
    await until(async () => (await balloons(shot))[at].balloon.y !== null, true);
    await page.waitForFunction((name) =>
        document.activeElement?.dataset.handle === name, `body ${at}`);
    await page.locator(`[data-handle="tail ${at}"]`).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await until(async () => (await balloons(shot))[at].balloon.tail, "point");
    assert.match(page.url(), /comic/);
    await page.getByRole("button", { name: "All by the rules again" }).click();
    await until(() => balloons(shot), before);
    expectNothingWrong(tab);
});

test("words are changed, split and joined, and a sound effect is added", async () => {
    const { page } = tab;
    const shot = spoken();
    const before = await balloons(shot);
    const at = before.findIndex(({ balloon }) => balloon.source === "line");
    const item = page.locator(`.balloons > li[data-index="${at}"]`);
    await item.getByRole("textbox").fill("Tea? Now?");
    await item.getByRole("textbox").press("Tab");
    await until(async () => (await balloons(shot))[at].text, "Tea? Now?");
    await item.getByRole("button", { name: "Split at the caret" }).click();
    await until(async () => (await balloons(shot)).slice(at, at + 2).map(({ text: one }) => one),
                ["Tea?", "Now?"]);
    await item.getByRole("button", { name: "Join with the next" }).click();
    await until(async () => (await balloons(shot))[at].text, "Tea?\nNow?");
    await item.getByRole("combobox", { name: "Kind" }).selectOption("whisper");
    await until(async () => (await balloons(shot))[at].kind, "whisper");
    await page.getByRole("button", { name: "Add a sound effect" }).click();
    await until(async () => (await balloons(shot)).at(-1).kind, "sound_effect");
    assert.deepEqual(await seriousFindings(page), []);
    await page.getByRole("button", { name: "All by the rules again" }).click();
    await until(() => balloons(shot), before);
    expectNothingWrong(tab);
});

test("the lettering is translated beside the words as they were written", async () => {
    const { page } = tab;
    const shot = spoken();
    const at = (await balloons(shot)).findIndex(({ balloon }) => balloon.source === "line");
    await page.locator("[data-comic-language]").selectOption("de");
    const field = page.locator(`.balloons > li[data-index="${at}"] textarea`);
    await page.waitForFunction(() => document.querySelector(".balloons textarea")?.value === "");
    await field.fill("Tee?");
    await field.press("Tab");
    await until(async () => (await balloons(shot))[at].balloon.translations,
                [{ language: "de", text: "Tee?" }]);
    await page.waitForFunction(() =>
        document.querySelector("#comic-1 img").getAttribute("src").includes("language=de"));
    assert.notEqual((await balloons(shot))[at].text, "Tee?");
    expectNothingWrong(tab);
});
