// From a script to something that can be shot, with a play and pictures that nobody here made; they
// lie outside, in FABULA_MATERIAL.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { expectPdf, importFile } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";
import { tone } from "./support/sounds.mjs";
import { until } from "./support/wait.mjs";

const material = process.env.FABULA_MATERIAL ?? "";
const skip = material === "" || !fs.existsSync(material)
    ? "FABULA_MATERIAL names no folder with stories" : false;
const perScene = 15;
const sceneCount = 4;
const all = perScene * sceneCount;

let server;
let browser;
let tab;
let project;
let id;
let scenes;

const call = (method, path_, body) => server.call(method, path_, body);
const shots = async () =>
    (await call("GET", `/shots?project_id=${id}&limit=200`)).shots;

before(async () => {
    if (skip !== false) return;
    [server, browser] = await Promise.all([startServer(), launch([
        "--autoplay-policy=no-user-gesture-required"])]);
    tab = await openPage(browser, server.url, desktop);
    project = await importFile(tab.page, server.url,
                               path.join(material, "plays/buechner-woyzeck.tei.xml"));
    id = project.split("/").at(-1);
    await tab.page.goto(`${project}/shots`);
    scenes = await tab.page.locator(".shots-scene").evaluateAll((sections) =>
        sections.map((section) => section.dataset.scene));
});

after(async () => {
    await browser?.close();
    if (server !== undefined) assert.equal(await server.stop(), 0, "the server ends well");
});

test("selected lines of the play become a shot that stays with them", { skip }, async () => {
    const { page } = tab;
    await page.goto(`${project}/write?at=${scenes[0]}`);
    await page.waitForSelector("[data-editor][data-ready]");
    const line = page.locator(".cm-line", { hasText: /\w{4}/ }).nth(4);
    await line.click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    const shown = await line.innerText();
    await page.click("[data-act=script-menu]");
    await page.getByRole("menuitem", { name: "Make a shot of these lines" }).click();
    await page.locator(".toast", { hasText: "shows these lines" }).waitFor();
    const made = await shots();
    assert.equal(made.length, 1);
    assert.ok(made[0].to > made[0].from);
    const { scripts } = await call("GET", `/projects/${id}/scripts`);
    const text = await (await fetch(`${server.url}/api/v1/scripts/${scripts[0].id}/text`)).text();
    const covered = text.slice(made[0].from, made[0].to);
    assert.equal(covered.toUpperCase(), shown.toUpperCase());  // Headings stand in capitals.
    await call("DELETE", `/shots/${made[0].id}`);
    expectNothingWrong(tab);
});

test("sixty shots of four scenes are typed without the mouse", { skip }, async () => {
    const { page } = tab;
    await page.goto(`${project}/shots`);
    await page.locator("[data-columns] label").first().waitFor({ state: "attached" });
    // The scene that the keys are in is said by the address.
    await until(async () => {
        const at = new URL(page.url()).searchParams.get("at");
        if (at === scenes[0]) return true;
        await page.keyboard.press("Alt+PageDown");
        return false;
    }, true);
    for (let scene = 0; scene < sceneCount; scene += 1) {
        if (scene > 0) await page.keyboard.press("Alt+PageDown");
        assert.equal(new URL(page.url()).searchParams.get("at"), scenes[scene]);
        const rows = page.locator(`#scene-${scenes[scene]} tbody tr`);
        for (let i = 0; i < perScene; i += 1) {
            await page.keyboard.press("Control+Enter");
            await rows.nth(i).waitFor();
            await page.waitForFunction(([section, row]) =>
                document.activeElement?.closest("tr") ===
                    document.querySelectorAll(`#scene-${section} tbody tr`)[row],
                [scenes[scene], i]);
            await page.keyboard.type(`What is seen, ${scene + 1}/${i + 1}`);
            for (const value of ["CU", "Low Angle", "Pan", "50mm", "Wind", ""]) {
                await page.keyboard.press("Tab");
                if (value !== "") await page.keyboard.type(value);
            }
            await page.keyboard.press("Tab");
            await page.keyboard.type("0:04");
            await page.keyboard.press("Enter");
        }
    }
    await until(async () => (await shots()).filter((shot) =>
        shot.framing === "CU" && shot.camera_angle === "Low Angle" && shot.lens === "50mm" &&
        shot.camera_movement === "Pan" && shot.sound_notes === "Wind" &&
        shot.duration_ms === 4000).length, all);
    assert.deepEqual((await shots()).map(({ description }) => description),
                     Array.from({ length: all }, (_, i) => "What is seen, " +
                         `${Math.floor(i / perScene) + 1}/${i % perScene + 1}`));
    expectNothingWrong(tab);
});

test("frames take a picture, a pasted one and a sketch, and a sound", { skip }, async () => {
    const { page } = tab;
    const pictures = fs.readdirSync(path.join(material, "pictures/max-und-moritz"))
        .filter((name) => /\.(png|jpe?g)$/.test(name))
        .map((name) => path.join(material, "pictures/max-und-moritz", name));
    await page.goto(`${project}/storyboard`);
    await page.locator(".frame-acts:not([hidden])").first().waitFor({ state: "attached" });
    const frame = (at) => page.locator("[data-shot]").nth(at);
    const choose = async (act, file) => {
        const choosing = page.waitForEvent("filechooser");
        await page.evaluate(() => {});  // By its answer the browser has heard that it is waited for.
        await act();
        await (await choosing).setFiles(file);
    };
    await frame(0).focus();
    await choose(() => page.keyboard.press("i"), pictures[0]);
    await frame(0).locator("img").waitFor();
    await frame(1).focus();
    await page.evaluate(async (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "pasted.png"));
        const pasted = new File([new Uint8Array(bytes)], "pasted", { type: "image/png" });
        data.items.clear();
        data.items.add(pasted);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: data, bubbles: true, cancelable: true }));
    }, [...fs.readFileSync(pictures.find((name) => name.endsWith(".png")))]);
    await frame(1).locator("img").waitFor();
    await frame(2).focus();
    await page.keyboard.press("d");
    await page.locator(".sketch-page").waitFor();
    const box = await page.locator(".sketch-page").boundingBox();
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 9 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Done" }).click();
    await frame(2).locator("img").waitFor();
    await frame(0).hover();
    await choose(() => frame(0).locator("[data-act=bring-sound]").click(),
                 { name: "wind.wav", mimeType: "audio/wav", buffer: tone(3000) });
    await frame(0).locator(".frame-sounds").waitFor();
    assert.equal(await page.locator(".frame img").count(), 3);
    expectNothingWrong(tab);
});

test("the whole is played in time", { skip }, async () => {
    const { page } = tab;
    await page.goto(`${project}/play?at=${scenes[0]}`);
    await page.locator("[data-sound-count]").filter({ hasText: /\d/ }).waitFor();
    await page.keyboard.press("Space");
    await page.locator("[data-part]").nth(1).and(page.locator("[aria-current=true]")).waitFor();
    await page.keyboard.press("k");
    expectNothingWrong(tab);
});

test("shot list, boards and sheets are printed", { skip }, async () => {
    for (const format of ["shot_list", "storyboard", "cast_sheets"]) {
        await expectPdf(tab.page, project, format);
    }
    expectNothingWrong(tab);
});

test("on the day a thumb ticks what is made", { skip }, async () => {
    const hand = await openPage(browser, server.url, phone);
    await hand.page.goto(`${project}/shots`);
    await hand.page.locator("[data-act=got-it]").first().tap();
    await until(async () => (await shots())[0].status, "taken");
    expectNothingWrong(hand);
    await hand.close();
});
