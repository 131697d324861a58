// Worlds in the browser: begun by name, filled, pinned on a map, linked; a project's own places.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

// 2 × 2 pixels, red.
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AA"
    + "RAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==", "base64");

let server;
let browser;
let tab;
let world;

const get = (path) => server.call("GET", path);

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a world begins with its name and has the usual categories", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/worlds`);
    await page.fill("[data-new-world] [name=name]", "Marsh");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Marsh" }).waitFor();
    world = new URL(page.url()).pathname.split("/").pop();
    assert.equal(await page.locator(".world-tree li").count(), 10);
});

test("entries are added by name, say what they lie in, and stand on its map", async () => {
    const { page } = tab;
    for (const name of ["Marshland", "Reed"]) {
        await page.goto(`${server.url}/w/${world}`);
        await page.fill("[data-new-item] [name=name]", name);
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name }).waitFor();
    }
    await page.waitForLoadState("networkidle");
    await page.fill("[name=description]", "A town on stilts.");
    await page.selectOption("[name=parent_id]", { label: "Marshland" });
    await page.locator("[name=parent_id]").press("Tab");
    await page.waitForFunction(async (id) => {
        const { items } = await (await fetch(`/api/v1/worlds/${id}/items`)).json();
        return items.find(({ name }) => name === "Reed").parent_id !== null;
    }, world);
    const { items } = await get(`/worlds/${world}/items`);
    const reed = items.find(({ name }) => name === "Reed");
    assert.equal(reed.description, "A town on stilts.");
    await fetch(`${server.url}/api/v1/world-items/${reed.id}`, { method: "PATCH",
        headers: { "content-type": "application/json" }, body: JSON.stringify({ x: 0.5, y: 0.25 }) });
    await page.goto(`${server.url}/w/${world}/e/${reed.parent_id}`);
    await page.setInputFiles("[data-upload=map]",
                             { name: "map.png", mimeType: "image/png", buffer: picture });
    await page.locator("[data-map]").waitFor();
    assert.equal(await page.locator(".world-pin").innerText(), "Reed");
    await page.locator(".world-pin").click();
    await page.getByRole("heading", { level: 1, name: "Reed" }).waitFor();
});

test("facts and links are added, and what was taken into the bin comes back", async () => {
    const { page } = tab;
    await page.waitForLoadState("networkidle");
    await page.fill("[data-new-field] [name=field]", "Souls");
    await page.selectOption("[data-new-field] [name=type]", "number");
    await page.fill("[data-new-field] [name=value]", "412");
    await page.locator("[data-new-field]").getByRole("button").click();
    await page.locator("[data-act=remove-field]").waitFor();
    await page.fill("[data-new-bond] [name=kind]", "capital of");
    await page.selectOption("[data-new-bond] [name=to_id]", { label: "Marshland" });
    await page.locator("[data-new-bond]").getByRole("button").click();
    await page.locator("[data-bond]").waitFor();
    const { items } = await get(`/worlds/${world}/items`);
    const reed = items.find(({ name }) => name === "Reed");
    assert.deepEqual(reed.custom_fields, [{ name: "Souls", type: "number", value: 412 }]);
    await page.waitForLoadState("networkidle");
    await page.click("[data-act=bin-entry]");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { level: 1, name: "Reed" }).waitFor();
});

test("the places of a project stand in its own world and lead to their scenes", async () => {
    const { page } = tab;
    const { projects } = await get("/projects");
    await page.goto(`${server.url}/p/${projects[0].id}/world`);
    await page.locator(".place a").first().click();
    await page.locator("#appears").waitFor();
    await page.locator("[aria-labelledby=appears] a").first().click();
    await page.waitForURL(/\/script\?at=/);
    expectNothingWrong(tab);
});

test("places that headings name are offered as entries, and lead to their scenes then", async () => {
    const { page } = tab;
    const script = await server.call("POST", "/scripts", { title: "Ferry" });
    await server.call("PUT", `/scripts/${script.id}`, {
        text: "EXT. HARBOUR - NIGHT\n\nFog.\n\nINT. FERRY - NIGHT\n\nHum.\n\n" +
              "EXT. HARBOUR - DAY\n\nSun.\n" });
    await page.goto(`${server.url}/p/${script.project_id}/world`);
    assert.equal(await page.locator(".found h2").innerText(),
                 "2 places in headings have no entry yet");
    assert.deepEqual((await page.locator(".found label").allInnerTexts()).map((text) =>
        text.replace(/\s+/g, " ").trim()), ["HARBOUR 2", "FERRY 1"]);
    await page.getByRole("checkbox", { name: "FERRY" }).uncheck();
    await page.locator(".found").getByRole("button", { name: "Add them" }).click();
    await page.locator(".found h2", { hasText: "One place in a heading has no entry yet" })
        .waitFor();
    await page.locator(".place").getByRole("link", { name: "HARBOUR" }).click();
    await page.locator("#appears").waitFor();
    assert.equal(await page.locator("[aria-labelledby=appears] a").count(), 2);
    expectNothingWrong(tab);
});
