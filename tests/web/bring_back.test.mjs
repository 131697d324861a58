// A partner's changed file in the browser: shown beside the script, taken scene by scene, undone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { jobDone } from "./support/wait.mjs";

const hall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\nANNA\nIt is late.\n\n";
const yard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const quay = "EXT. QUAY - DAWN\n\nThe ferry lands at last.\n\n";
const cave = "INT. CAVE - NIGHT\n\nDark. Water drips.\n\n";
const sung = hall.replace("waits", "sings");

let server;
let browser;
let tab;
let script;

const call = (method, path, body) => server.call(method, path, body);

const textNow = async () =>
    (await fetch(`${server.url}/api/v1/scripts/${script.id}/text`)).text();

// Each shot with its picture and scene, as they are attached now.
async function attached() {
    const { nodes } = await call("GET", `/nodes?project_id=${script.project_id}`);
    const all = await Promise.all(nodes.map(async ({ id, title }) =>
        (await call("GET", `/shots?scene_id=${id}`)).shots.map((shot) =>
            `${title} ${shot.id} ${shot.image_id}`)));
    return all.flat().sort();
}

const bringOn = async (page, name, text) => {
    await page.setInputFiles(".bring-file", { name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.waitForURL(/\/bring-back\//);
    await page.waitForSelector("[data-act=apply-import]:visible, .notice");
};

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    script = await call("POST", "/scripts", { title: "Harbour", text: hall + yard + quay });
    await jobDone(server, (await call("POST", `/projects/${script.project_id}/storyboard`)).id);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a changed Fountain file is taken scene by scene, and every shot keeps its picture", async () => {
    const { page } = tab;
    const held = await attached();
    assert.ok(held.length >= 3 && held.every((line) => !line.endsWith("null")), held.join("\n"));
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(page, "partner.fountain", sung + cave + quay);

    const hallPair = page.locator("[data-change=changed]");
    assert.equal(await hallPair.locator(".bring-back-old del").innerText(), "waits");
    assert.equal(await hallPair.locator(".bring-back-new ins").innerText(), "sings");
    assert.match(await hallPair.innerText(), /\d shots?, \d with a picture: stay with the scene/);
    assert.match(await page.locator("[data-change=come]").innerText(), /CAVE/);
    const yardPair = page.locator("[data-change=gone]");
    assert.match(await yardPair.innerText(), /wait with the scene until it comes back/);

    await yardPair.getByText("Keep ours").click();
    await page.locator("[data-change=come]").getByText("Leave out").click();
    assert.equal(await page.textContent("[data-chosen]"), "1 scene taken, 2 kept");
    await page.reload();
    assert.equal(await page.textContent("[data-chosen]"), "1 scene taken, 2 kept");
    await page.click("[data-act=apply-import]");
    await page.waitForURL(/\/history/);
    await page.locator(".toast").waitFor();
    assert.equal(await textNow(), sung + yard + quay);
    assert.deepEqual(await attached(), held);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/from=/);
    await page.locator(".toast").waitFor();
    assert.equal(await textNow(), hall + yard + quay);
    assert.deepEqual(await attached(), held);
    expectNothingWrong(tab);
});

test("a changed Final Draft file comes back by keyboard alone", async () => {
    const { page } = tab;
    const held = await attached();
    const { id } = await call("POST", `/projects/${script.project_id}/exports`, { format: "fdx" });
    const job = await jobDone(server, id);
    const made = await (await fetch(`${server.url}/api/v1/exports/${job.result.export_id}/file`)).text();
    const changed = made.replace("Rain on the roofs.", "Snow on the roofs.")
        .replace("The ferry lands at last.", "The ferry turns back.");
    assert.notEqual(changed, made);
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(page, "partner.fdx", changed);
    const choices = () => page.locator("[data-scene-pair]").evaluateAll((list) =>
        list.map((pair) => `${pair.querySelector("h2").textContent} ${pair.dataset.choice}`));
    assert.deepEqual(await choices(), ["EXT. YARD - NIGHT take", "EXT. QUAY - DAWN take"]);
    await page.keyboard.press("n");
    await page.keyboard.press("r");
    await page.keyboard.press("a");
    assert.deepEqual(await choices(), ["EXT. YARD - NIGHT keep", "EXT. QUAY - DAWN take"]);
    await page.locator("[data-act=apply-import]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/history/);
    assert.match(await textNow(), /Rain on the roofs\.[^]*The ferry turns back\./);
    assert.deepEqual(await attached(), held);
    expectNothingWrong(tab);
});

test("a script that moved on meanwhile is compared again, and choices stay", async () => {
    const { page } = tab;
    const now = await textNow();
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(page, "late.fountain", now.replace("waits", "hums").replace("Rain", "Hail"));
    await page.locator("[data-scene-pair]").first().getByText("Keep ours").click();
    await call("PUT", `/scripts/${script.id}`, { text: now + "Waves.\n" });
    await page.click("[data-act=apply-import]");
    await page.locator(".toast.is-failed").waitFor();
    assert.equal(await textNow(), now + "Waves.\n");
    await page.getByRole("button", { name: "Compare again" }).click();
    await page.waitForFunction(() => document.querySelectorAll("[data-scene-pair]").length === 3);
    assert.equal(await page.textContent("[data-chosen]"), "2 scenes taken, 1 kept");
    await page.locator("[data-scene-pair]").last().getByText("Keep ours").click();
    await page.click("[data-act=apply-import]");
    await page.waitForURL(/\/history/);
    assert.equal(await textNow(), now.replace("Rain", "Hail") + "Waves.\n");
});

test("a file of another format says so and leads on; one that says the same does too", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(page, "novel.fountain", "Format: Manuscript\n\n# One\n\nIt rained.\n");
    assert.match(await page.innerText("main"), /another format/);
    await page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(page, "same.fountain", await textNow());
    assert.match(await page.innerText("main"), /says the same/);
});

test("on a phone the sides stand below each other and nothing scrolls sideways", async () => {
    const small = await openPage(browser, server.url, phone);
    await small.page.goto(`${server.url}/p/${script.project_id}/history`);
    await bringOn(small.page, "phone.fountain", sung + cave);
    const over = await small.page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0);
    const small44 = await small.page.evaluate(() =>
        [...document.querySelectorAll(".bring-back-choice label, .import-foot .button")]
            .filter((element) => element.getBoundingClientRect().height < 44).length);
    assert.equal(small44, 0);
    expectNothingWrong(small);
    await small.close();
});
