// Frames drawn by hand: pencil, ink, eraser, arrow; over a picture; kept where the line is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const text = "INT. BAR - DAY\n\nMarie pours.\n\nEXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let tab;
let project;
let shots;

const call = (method, path, body) => server.call(method, path, body);

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const script = await call("POST", "/scripts", { title: "Bar" });
    project = script.project_id;
    await call("PUT", `/scripts/${script.id}`, { text });
    const { nodes } = await call("GET", `/nodes?project_id=${project}`);
    shots = [];
    for (const [node, description] of [[0, "Hands on a glass"], [0, "The bar"], [1, "Rain"]]) {
        shots.push(await call("POST", "/shots", { scene_id: nodes[node].id, description }));
    }
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const frame = (at) => tab.page.locator(`#shot-${shots[at].id}`);

async function openPen(at) {
    await tab.page.goto(`${server.url}/p/${project}/storyboard`);
    await frame(at).locator(".frame-acts").waitFor();
    await frame(at).focus();
    await tab.page.keyboard.press("d");
    await tab.page.locator(".sketch .sketch-page").waitFor();
}

// Points in shares of the page: [[0.1, 0.5], …].
async function stroke(points) {
    const { page } = tab;
    const box = await page.locator(".sketch-page").boundingBox();
    const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.move(...at(points[0]));
    await page.mouse.down();
    for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 12 });
    await page.mouse.up();
}

const pictures = async (at) =>
    (await call("GET", `/shots/${shots[at].id}/pictures`)).pictures;

async function finish(at, count) {
    await tab.page.getByRole("button", { name: "Done" }).click();
    await tab.page.locator(".toast", { hasText: "The picture is in the frame." }).last().waitFor();
    const stored = await pictures(at);
    assert.equal(stored.length, count);
    return stored.find(({ starred }) => starred).asset_id;
}

// The colours at these places of a stored picture: "white", "blue", "black" or the bytes.
const colours = (asset, places) => tab.page.evaluate(async ([file, at]) => {
    const picture = await createImageBitmap(await (await fetch(file)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0);
    const known = { "255,255,255": "white", "111,168,199": "blue", "20,24,26": "black" };
    return at.map(([x, y]) => {
        const [r, g, b] = context.getImageData(Math.round(x * picture.width),
                                               Math.round(y * picture.height), 1, 1).data;
        return known[`${r},${g},${b}`] ?? `${r},${g},${b}`;
    });
}, [`/api/v1/assets/${asset}/file`, places]);

test("pencil, ink, eraser and arrow make a picture that is the frame's newest version", async () => {
    const { page } = tab;
    await openPen(0);
    await stroke([[0.1, 0.2], [0.9, 0.2]]);
    await page.keyboard.press("i");
    await stroke([[0.1, 0.5], [0.9, 0.5]]);
    await page.keyboard.press("e");
    await page.keyboard.press("3");
    await stroke([[0.5, 0.1], [0.5, 0.6]]);
    await page.keyboard.press("a");
    await stroke([[0.2, 0.8], [0.8, 0.8]]);
    const asset = await finish(0, 1);
    assert.deepEqual(await colours(asset, [[0.3, 0.2], [0.3, 0.5], [0.5, 0.2], [0.5, 0.5],
                                           [0.3, 0.8], [0.05, 0.05]]),
                     ["blue", "black", "white", "white", "black", "white"]);
    await frame(0).locator(`img[src*="${asset}"]`).waitFor();
    expectNothingWrong(tab);
});

test("strokes are undone and redone, and the page is cleared and brought back", async () => {
    const { page } = tab;
    await openPen(1);
    const undo = page.getByRole("button", { name: "Undo the last stroke" });
    assert.equal(await undo.isDisabled(), true);
    await page.keyboard.press("i");
    await stroke([[0.1, 0.3], [0.9, 0.3]]);
    await stroke([[0.1, 0.6], [0.9, 0.6]]);
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "Clear the page" }).click();
    await undo.click();
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+z");
    await stroke([[0.1, 0.9], [0.9, 0.9]]);
    const asset = await finish(1, 1);
    assert.deepEqual(await colours(asset, [[0.5, 0.3], [0.5, 0.6], [0.5, 0.9]]),
                     ["black", "white", "black"]);
    expectNothingWrong(tab);
});

test("a stored sketch is opened again stroke by stroke", async () => {
    const { page } = tab;
    await openPen(1);
    await page.getByRole("button", { name: "Undo the last stroke" }).click();
    const asset = await finish(1, 2);
    assert.deepEqual(await colours(asset, [[0.5, 0.3], [0.5, 0.9]]), ["black", "white"]);
    expectNothingWrong(tab);
});

test("a sketch is kept on the device until the server has it", async () => {
    const { page } = tab;
    await openPen(2);
    await stroke([[0.1, 0.4], [0.9, 0.4]]);
    await page.reload();
    await frame(2).getByRole("button", { name: "Sketch kept on this device" }).click();
    await page.locator(".sketch-page").waitFor();
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Done" }).click();
    await page.locator(".toast.is-failed").waitFor();
    assert.equal((await pictures(2)).length, 0);
    await page.context().setOffline(false);
    await frame(2).getByRole("button", { name: "Sketch kept on this device" }).click();
    await page.locator(".sketch-page").waitFor();
    const asset = await finish(2, 1);
    assert.deepEqual(await colours(asset, [[0.5, 0.4]]), ["blue"]);
    assert.equal(await frame(2).locator(".frame-kept").count(), 0);
    expectNothingWrong(tab);
});

test("what is thrown away comes back by Undo", async () => {
    const { page } = tab;
    await openPen(0);
    await page.keyboard.press("i");
    await stroke([[0.1, 0.95], [0.9, 0.95]]);
    await page.getByRole("button", { name: "Throw away" }).click();
    await page.locator(".toast", { hasText: "thrown away" }).getByRole("button", { name: "Undo" })
        .click();
    await page.locator(".sketch-page").waitFor();
    const asset = await finish(0, 2);
    assert.deepEqual(await colours(asset, [[0.5, 0.95], [0.3, 0.5]]), ["black", "black"]);
    expectNothingWrong(tab);
});

test("a picture is traced without becoming part of the sketch, or drawn upon", async () => {
    const { page } = tab;
    const red = await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(1600, 900);
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.fillStyle = "#c01020";
        context.fillRect(0, 0, 1600, 900);
        const bytes = await (await canvas.convertToBlob()).arrayBuffer();
        return [...new Uint8Array(bytes)];
    });
    const answer = await fetch(`${server.url}/api/v1/shots/${shots[2].id}/upload-image?use=view`, {
        method: "POST", headers: { "content-type": "application/octet-stream" },
        body: Buffer.from(red) });
    assert.equal(answer.status, 201);
    await openPen(2);
    await page.keyboard.press("i");
    await stroke([[0.1, 0.4], [0.9, 0.4]]);
    const upon = await finish(2, 3);
    assert.deepEqual(await colours(upon, [[0.5, 0.4], [0.5, 0.7]]), ["black", "192,16,32"]);
    await openPen(2);
    await page.getByLabel("Beneath it").selectOption("The picture, pale to trace");
    const traced = await finish(2, 4);
    assert.deepEqual(await colours(traced, [[0.5, 0.4], [0.5, 0.7]]), ["black", "white"]);
    expectNothingWrong(tab);
});

test("the pen can be used by everyone, on a phone and in German too", async () => {
    await openPen(0);
    assert.deepEqual(await seriousFindings(tab.page), []);
    await tab.page.keyboard.press("Escape");
    await tab.page.locator(".sketch").waitFor({ state: "detached" });
    assert.equal((await pictures(0)).length, 2);
    const hand = await openPage(browser, server.url, { ...phone, locale: "de-DE" });
    await hand.page.goto(`${server.url}/p/${project}/storyboard`);
    await hand.page.locator(`#shot-${shots[0].id} [data-act=draw-frame]`).tap();
    await hand.page.locator(".sketch-page").waitFor();
    assert.deepEqual(await seriousFindings(hand.page), []);
    for (const button of await hand.page.locator(".sketch button").all()) {
        assert.ok((await button.boundingBox()).height >= 32);
    }
    const { width, scrolls } = await hand.page.evaluate(() => ({
        width: document.querySelector(".sketch-page").getBoundingClientRect().width,
        scrolls: document.querySelector(".sketch").scrollWidth > innerWidth }));
    assert.ok(width > 340);
    assert.equal(scrolls, false);
    expectNothingWrong(hand);
    await hand.close();
});
