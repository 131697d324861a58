// The desk in the browser: projects found, put away, copied and begun; the settings of one.
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

const titles = () => tab.page.locator("[data-project-row]").evaluateAll((rows) =>
    rows.map((row) => row.dataset.title));
const menu = async (title, name) => {
    const row = tab.page.locator(`[data-project-row][data-title="${title}"]`);
    await row.locator(".project-more summary").click();
    await row.locator(".project-sheet").getByText(name, { exact: true }).click();
};
const project = async (title) => (await server.call("GET", "/projects?limit=200")).projects
    .find((one) => one.title === title);

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const { projects } = await server.call("GET", "/projects");
    await server.call("DELETE", `/projects/${projects[0].id}`);
    await server.call("POST", "/projects", { title: "beta", genre: "Noir" });
    await server.call("POST", "/projects", { title: "Alpha", kind: "book" });
    await server.call("POST", "/projects", { title: "Gamma", logline: "Ein Löwe am Hafen" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("projects are searched, sorted and narrowed by kind", async () => {
    const { page } = tab;
    await page.goto(server.url);
    assert.deepEqual(await titles(), ["Gamma", "Alpha", "beta"]);
    await page.selectOption("[data-wish] [name=sort]", "title");
    await page.waitForURL(/sort=title/);
    assert.deepEqual(await titles(), ["Alpha", "beta", "Gamma"]);
    await page.fill("[data-filter]", "löwe haf");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=l/);
    assert.deepEqual(await titles(), ["Gamma"]);
    await page.goto(`${server.url}/?kind=book`);
    assert.deepEqual(await titles(), ["Alpha"]);
    await page.goto(`${server.url}/?q=nothing`);
    await page.getByText("No project fits.").waitFor();
});

test("a project is archived with Undo, copied, and put into the bin with Undo", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await page.waitForLoadState("networkidle");
    await menu("beta", "Archive");
    await page.locator(".toast").waitFor();
    assert.deepEqual(await titles(), ["Gamma", "Alpha"]);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator('[data-title="beta"]').waitFor();
    await page.waitForLoadState("networkidle");
    await menu("beta", "Duplicate");
    await page.waitForURL(/\/p\//);
    await page.goto(server.url);
    assert.deepEqual(await titles(), ["beta (copy)", "Gamma", "Alpha", "beta"]);
    await page.waitForLoadState("networkidle");
    await menu("beta (copy)", "Put into the bin");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator('[data-title="beta (copy)"]').waitFor();
    assert.equal((await project("beta (copy)")).genre, "Noir");
});

test("more projects than a part shows are reached, and found again by search", async () => {
    const { page } = tab;
    for (let number = 1; number <= 24; ++number) {
        await server.call("POST", "/projects", { title: `Story ${number}` });
    }
    await page.goto(server.url);
    assert.equal((await titles()).length, 24);
    await page.getByRole("button", { name: "Further projects" }).click();
    await page.waitForURL(/after=/);
    assert.deepEqual(await titles(), ["beta (copy)", "Gamma", "Alpha", "beta"]);
});

test("settings are kept field by field", async () => {
    const { page } = tab;
    const { id } = await project("Gamma");
    await page.goto(`${server.url}/p/${id}/settings`);
    await page.waitForLoadState("networkidle");
    await page.selectOption("[name=kind]", "series");
    await page.fill("[name=genre]", "Drama");
    await page.fill("[name=max_duration_seconds]", "45");
    await page.selectOption("[name=beat_template]", "season-lite-5");
    await page.check("[name=time_lock]");
    await page.check("[name=is_template]");
    await page.waitForFunction(async (url) => (await (await fetch(url)).json()).is_template,
                               `/api/v1/projects/${id}`);
    const now = await server.call("GET", `/projects/${id}`);
    assert.deepEqual([now.kind, now.genre, now.max_duration_seconds, now.beat_template,
                      now.time_lock], ["series", "Drama", 2700, "season-lite-5", true]);
    await page.setInputFiles("[data-upload-cover]",
                             { name: "cover.png", mimeType: "image/png", buffer: picture });
    await page.locator("[data-cover]").waitFor();
    assert.equal(await page.inputValue("[name=max_duration_seconds]"), "45");
    assert.equal(await page.inputValue("[name=kind]"), "series");
});

test("a project begins from a template", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/?show=templates`);
    assert.deepEqual(await titles(), ["Gamma"]);
    await page.goto(server.url);
    await page.waitForLoadState("networkidle");
    await page.fill("#new-title", "Season two");
    await page.selectOption("#new-from", { label: "Gamma" });
    await page.locator("[data-new-script]").getByRole("button").click();
    await page.waitForURL(/\/write/);
    const made = await project("Season two");
    assert.equal(made.kind, "series");
    assert.equal(made.genre, "Drama");
    assert.equal(made.is_template, false);
    expectNothingWrong(tab);
});
