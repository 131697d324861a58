// Spreadsheets in the browser: taken along, changed elsewhere, brought back after a look, taken back.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, download, expectNothingWrong, launch, openPage, phone }
    from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const text = "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed.\n\nEXT. YARD - NIGHT\n\nRain.\n";

let server;
let browser;
let tab;
let project;
let scenes;

const call = (method, where, body) => server.call(method, where, body);
const shown = async () => (await call("GET", `/shots?project_id=${project}`)).shots
    .map(({ shot_number: number, description, framing }) => `${number} ${description} ${framing}`);

async function openSheet(page, lens) {
    await page.goto(`${server.url}/p/${project}/${lens}`);
    await page.click("[data-act=spreadsheet]");
    await page.locator(".sheet-dialog").waitFor();
}

function file(name, content) {
    const where = path.join(server.folder, name);
    fs.writeFileSync(where, content);
    return where;
}

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const script = await call("POST", "/scripts", { title: "Bar" });
    project = script.project_id;
    await call("PUT", `/scripts/${script.id}`, { text });
    scenes = (await call("GET", `/nodes?project_id=${project}`)).nodes;
    await call("POST", "/shots", { scene_id: scenes[0].id, description: "Hands", framing: "CU" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a shot list is downloaded, changed, looked at, taken in and taken back", async () => {
    const { page } = tab;
    await openSheet(page, "shots");
    const { name, bytes } = await download(page, ".spreadsheet a[href*=csv]");
    assert.equal(name, "Bar – shots.csv");
    const changed = bytes.toString("utf8").replace("Hands", "Her hands").trimEnd()
        + "\r\n2,,2A,WS,,,,Rain on slates\r\n,,,,,,,Puddle\r\n9,,9A,,,,,Nowhere\r\n";
    await page.setInputFiles(".spreadsheet input[type=file]", file("changed.csv", changed));
    await page.locator(".sheet-rows").waitFor();
    assert.deepEqual(await page.locator(".sheet-rows tbody tr").evaluateAll((rows) => rows.map(
        (row) => [...row.cells].map((cell) => cell.innerText.replace(/\n+/g, " | ")))), [
        ["2", "1A", "Changed", "Description: Hands Her hands"],
        ["3", "2A", "New", "Scene: 2 | Shot: 2A | Size: WS | Description: Rain on slates"],
        ["4", "", "New", "Scene: 2 | Description: Puddle"],
        ["5", "9A", "Left out", "Scene: there is no \"9\"."],
    ]);
    assert.deepEqual(await shown(), ["1A Hands CU"]);
    assert.deepEqual(await seriousFindings(page), []);
    await Promise.all([page.waitForNavigation(), page.click(".sheet-plan .button-ink")]);
    assert.deepEqual(await shown(), ["1A Her hands CU", "2A Rain on slates WS", "2B Puddle "]);
    await Promise.all([page.waitForNavigation(), page.click(".toast .button:not(.button-icon)")]);
    assert.deepEqual(await shown(), ["1A Hands CU"]);
    expectNothingWrong(tab);
});

test("an Excel workbook of the cast goes out and comes in unchanged", async () => {
    const { page } = tab;
    await call("POST", "/characters", { project_id: project, name: "Marie", aliases: ["Mary"] });
    await openSheet(page, "cast");
    const { name, bytes } = await download(page, ".spreadsheet a[href*=xlsx]");
    assert.equal(name, "Bar – cast.xlsx");
    await page.setInputFiles(".spreadsheet input[type=file]", file("cast.xlsx", bytes));
    await page.locator(".sheet-summary").waitFor();
    assert.equal(await page.locator(".sheet-summary").innerText(),
                 "Nothing new, none changed, 1 as they are.");
    assert.equal(await page.locator(".sheet-plan .button-ink").count(), 0);
    expectNothingWrong(tab);
});

test("a file that is no spreadsheet is refused in the dialog with its reason", async () => {
    const { page } = tab;
    await openSheet(page, "shots");
    await page.setInputFiles(".spreadsheet input[type=file]", file("letter.txt", "Dear Marie\n"));
    const reason = page.locator(".sheet-plan .is-failed");
    await reason.waitFor();
    assert.match(await reason.innerText(), /^The first row names no column that is known here\./);
    tab.wrong.length = 0;  // The refusal itself.
});

test("the dialog fits a phone, in German too", async () => {
    const small = await openPage(browser, server.url, { ...phone, locale: "de-DE" });
    await openSheet(small.page, "cast");
    assert.equal(await small.page.locator(".sheet-dialog h2").innerText(), "Tabelle");
    const width = await small.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${width}`);
    await small.page.setInputFiles(".spreadsheet input[type=file]",
                                   file("figuren.csv", "Name;Rolle\nMARIE;Hauptfigur\nBob;\n"));
    await small.page.locator(".sheet-rows tbody tr").nth(1).waitFor();
    assert.deepEqual(await small.page.locator(".sheet-rows tbody tr").evaluateAll(
        (rows) => rows.map((row) => `${row.cells[1].innerText} ${row.cells[2].innerText}`)),
        ["MARIE Geändert", "Bob Neu"]);
    assert.deepEqual(await seriousFindings(small.page), []);
    expectNothingWrong(small);
    await small.close();
});
