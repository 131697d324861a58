// Shots in the browser: typed down a table without the mouse, filled, pasted, moved, binned, undone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { jobDone, until } from "./support/wait.mjs";

const text = "INT. BAR - DAY\n\nMarie pours.\n\nEXT. YARD - NIGHT\n\nRain.\n";

// 2 × 2 pixels, red.
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AA"
    + "RAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==", "base64");

let server;
let browser;
let tab;
let project;
let script;
let scenes;

const call = (method, path, body) => server.call(method, path, body);
const shots = async (scene = 0) =>
    (await call("GET", `/shots?scene_id=${scenes[scene].id}`)).shots;
const cell = (row, field, scene = 0) => tab.page.locator(".shots-scene").nth(scene)
    .locator("tbody tr").nth(row).locator(`[data-field=${field}]`);

// As they are kept and as they stand on the page, which are the same in the end.
const numbers = async () => {
    const kept = (await shots()).map((shot) => shot.shot_number);
    const shown = await tab.page.locator(".shots-scene").first().locator("[data-field=shot_number]")
        .allInnerTexts();
    return kept.join() === shown.join() ? kept : [];
};

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    script = await call("POST", "/scripts", { title: "Bar" });
    project = script.project_id;
    await call("PUT", `/scripts/${script.id}`, { text });
    scenes = (await call("GET", `/nodes?project_id=${project}`)).nodes;
    await tab.page.goto(`${server.url}/p/${project}/shots`);
    await tab.page.locator("[data-columns] label").first().waitFor({ state: "attached" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("ten shots are typed without the mouse", async () => {
    const { page } = tab;
    for (let i = 0; i < 10; i += 1) {
        await page.keyboard.press("Control+Enter");
        await cell(i, "description").waitFor();
        await page.waitForFunction((row) => document.activeElement?.closest("tr")
            === document.querySelectorAll("tbody tr")[row], i);
        await page.keyboard.type(`Hands ${i}`);
        await page.keyboard.press("Tab");
        await page.keyboard.type("CU");
        await page.keyboard.press("Tab");
        await page.keyboard.type("Low Angle");
        await page.keyboard.press("Enter");
    }
    await until(async () => (await shots()).map(({ description, framing, camera_angle: angle }) =>
        `${description} ${framing} ${angle}`),
                Array.from({ length: 10 }, (_, i) => `Hands ${i} CU Low Angle`));
    assert.deepEqual(await numbers(),
                     ["1A", "1B", "1C", "1D", "1E", "1F", "1G", "1H", "1I", "1J"]);
    expectNothingWrong(tab);
});

test("a cell is filled down, and one Undo takes it all back", async () => {
    const { page } = tab;
    await cell(0, "lens").click();
    await page.keyboard.type("35mm");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+d");
    const lenses = async () => (await shots()).map(({ lens }) => lens).join(" ").trim();
    await until(lenses, "35mm 35mm 35mm 35mm 35mm");
    await page.keyboard.press("Control+z");
    await until(lenses, "35mm");
    await until(() => cell(3, "lens").innerText(), "");
});

test("a block from a spreadsheet is pasted, and makes the rows that are missing", async () => {
    const { page } = tab;
    await cell(9, "duration").click();
    await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData("text/plain", "0:04\tready\n5\tplanned\n1:30\ttaken\n");
        document.activeElement?.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await until(async () => (await shots()).slice(9).map(({ duration, status }) =>
        `${duration} ${status}`), ["0:04 ready", "0:05 planned", "1:30 taken"]);
    await until(() => page.locator("[data-shot-time]").innerText(), "1:39");
    expectNothingWrong(tab);
});

test("what the server refuses is said, and the cell stays as it was", async () => {
    const { page } = tab;
    await cell(1, "shot_number").click();
    await page.keyboard.type("1A");
    await page.keyboard.press("Enter");
    await page.locator(".toast.is-failed").waitFor();
    assert.match(await page.locator(".toast.is-failed").innerText(), /There is a shot 1A already/);
    assert.equal(await cell(1, "shot_number").innerText(), "1B");
    await page.locator(".toast.is-failed").getByRole("button").last().click();
    tab.wrong.length = 0;
});

test("shots are moved by keys, binned with Undo, and copied as a block", async () => {
    const { page } = tab;
    await cell(0, "description").click();
    await page.keyboard.press("Alt+ArrowDown");
    await until(async () => (await numbers()).slice(0, 3), ["1B", "1A", "1C"]);
    await page.keyboard.press("Control+z");
    await until(async () => (await numbers()).slice(0, 3), ["1A", "1B", "1C"]);
    await cell(0, "description").click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+Backspace");
    await until(async () => (await numbers())[0], "1C");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await until(async () => (await numbers()).slice(0, 3), ["1A", "1B", "1C"]);
    await cell(0, "description").click();
    await page.keyboard.press("Shift+ArrowRight");
    const copied = await page.evaluate(() => {
        const data = new DataTransfer();
        document.activeElement?.dispatchEvent(
            new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
        return data.getData("text/plain");
    });
    assert.equal(copied, "Hands 0\tCU");
    expectNothingWrong(tab);
});

test("columns can be hidden, and stay so", async () => {
    const { page } = tab;
    await page.locator("summary", { hasText: "Columns" }).click();
    await page.getByLabel("Lens").uncheck();
    await page.reload();
    assert.equal(await cell(0, "lens").isVisible(), false);
    assert.equal(await cell(0, "framing").isVisible(), true);
});

test("selected lines of the script make a shot that shows them, and Undo takes it back", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/write`);
    await page.waitForSelector("[data-editor][data-ready]");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nThunder.");
    await page.keyboard.press("Shift+Home");
    await until(() => page.textContent("[data-status]"), "Saved");
    await page.click("[data-act=script-menu]");
    await page.getByRole("menuitem", { name: "Make a shot of these lines" }).click();
    await page.locator(".toast", { hasText: "Shot 2A shows these lines." }).waitFor();
    const [made] = await shots(1);
    assert.equal(made.description, "Thunder.");
    const now = await (await fetch(`${server.url}/api/v1/scripts/${script.id}/text`)).text();
    assert.equal(now.slice(made.from, made.to), "Thunder.");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await until(async () => (await shots(1)).length, 0);
    expectNothingWrong(tab);
});

test("one's own picture stands in a frame, and the drawn one stays as a version", async () => {
    const { page } = tab;
    const { id: job } = await call("POST", `/projects/${project}/storyboard`);
    await jobDone(server, job);
    await page.goto(`${server.url}/p/${project}/storyboard`);
    const image = page.locator(".frame-picture img").first();
    await image.waitFor();
    const drawn = await image.getAttribute("src");
    // The keys act from here on.
    await page.locator(".frame-acts:not([hidden])").first().waitFor({ state: "attached" });
    await page.locator("[data-shot]").first().focus();
    const choosing = page.waitForEvent("filechooser");
    await page.evaluate(() => {});  // By its answer the browser has heard that it is waited for.
    await page.keyboard.press("i");
    const chooser = await choosing;
    await chooser.setFiles({ name: "hands.png", mimeType: "image/png", buffer: picture });
    await page.locator(".toast", { hasText: "The picture is in the frame." }).waitFor();
    await until(async () => await image.getAttribute("src") !== drawn, true);
    await page.locator("[data-shot]").first().focus();
    await page.keyboard.press("v");
    await until(() => page.locator(".frame-version").count(), 2);
    await page.locator(".frame-version").first().click();
    await until(() => image.getAttribute("src"), drawn);
    expectNothingWrong(tab);
});

test("on a phone a thumb ticks what is made", async () => {
    const hand = await openPage(browser, server.url, phone);
    await hand.page.goto(`${server.url}/p/${project}/shots`);
    await hand.page.locator("[data-act=got-it]").first().click();
    await until(async () => (await shots())[0].status, "taken");
    await hand.page.locator("[data-act=got-it][aria-pressed=true]").first().waitFor();
    assert.equal(await hand.page.locator("[data-act=got-it][aria-pressed=false]").count(), 10);
    expectNothingWrong(hand);
    await hand.close();
});
