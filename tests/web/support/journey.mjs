// Steps that several journeys share.
import assert from "node:assert/strict";
import { download } from "./browser.mjs";
import { isJpeg, isPdf, isPng, readZip } from "./formats.mjs";

// Whole feature films are drawn here too.
const drawnWithin = 8 * 60_000;
const madeWithin = 4 * 60_000;

export const projectOf = (page) => /\/p\/([^/?#]+)/.exec(page.url())?.[1] ?? "";

// From the desk through the preview; returns the address of the project.
export async function importFile(page, url, file) {
    await page.goto(url);
    await page.setInputFiles(".bring-file", file);
    await page.waitForURL(/\/import\//);
    await page.click("[data-act=confirm-import]");
    await page.waitForURL(/\/p\/[^/]+$/);
    return `${url}/p/${projectOf(page)}`;
}

// Starts the drawing and watches frames arrive until all are there.
export async function drawStoryboard(page, project) {
    await page.goto(`${project}/storyboard`);
    if (await page.locator("[data-act=draw-storyboard]").count() > 0) {
        await page.click("[data-act=draw-storyboard]");
        await page.waitForSelector("[data-progress]");
    }
    await page.waitForSelector("[data-storyboard-start] a.button-ink", { timeout: drawnWithin });
    const shots = await page.locator(".frame").count();
    const frames = await page.locator(".frame img").count();
    assert.ok(shots > 0, "the storyboard has shots");
    assert.equal(frames, shots, "every shot has its frame");
    return shots;
}

// Makes a format on the exports page and returns the file that its row offers.
export async function makeExport(page, project, format) {
    await page.goto(`${project}/exports?format=${format}`);
    const before = await page.locator("[data-export]").count();
    await page.click("[data-make]");
    await page.waitForFunction((count) =>
        document.querySelectorAll("[data-export]").length > count, before);
    const row = "[data-export-rows] > tr:first-child";
    await page.waitForSelector(`${row} a.button[download]`, { timeout: madeWithin });
    return download(page, `${row} a.button[download]`);
}

export async function expectPdf(page, project, format) {
    const { name, bytes } = await makeExport(page, project, format);
    assert.match(name, /\.pdf$/);
    assert.ok(isPdf(bytes), `${name} is a whole PDF`);
}

export async function expectCbz(page, project) {
    const { name, bytes } = await makeExport(page, project, "cbz");
    assert.match(name, /\.cbz$/);
    const entries = readZip(bytes);
    const info = entries.find((entry) => entry.name === "ComicInfo.xml");
    assert.ok(info !== undefined, "ComicInfo.xml is at the root");
    const pictures = entries.filter((entry) => entry !== info);
    assert.ok(pictures.length > 0, "the comic has pages");
    for (const picture of pictures) {
        assert.ok(isPng(picture.bytes) || isJpeg(picture.bytes), `${picture.name} is a picture`);
        assert.ok(!picture.name.includes("/"), `${picture.name} lies flat`);
    }
    const names = pictures.map((picture) => picture.name);
    assert.deepEqual(names, [...names].sort(), "the names sort as the pages follow");
    assert.match(info.bytes.toString(), new RegExp(`<PageCount>${pictures.length}</PageCount>`));
    return { pictures: pictures.length, info: info.bytes.toString() };
}
