// The activity log in the browser: sentences that lead to their things, filters, before and after.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;
let project;
let shot;

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const script = await server.call("POST", "/scripts",
        { title: "Harbour", text: "INT. HALL - DAY\n\nAnna waits.\n" });
    project = `${server.url}/p/${script.project_id}`;
    const { nodes } = await server.call("GET", `/nodes?project_id=${script.project_id}`);
    shot = await server.call("POST", "/shots", { scene_id: nodes[0].id, duration: "4" });
    await server.call("PATCH", `/shots/${shot.id}`, { duration: "6" });
    await server.call("PATCH", `/projects/${script.project_id}`,
        { logline: "A ferry is late.", genre: "Drama" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const sentences = () => tab.page.locator(".activity-what > p:first-child").allInnerTexts();

test("what was done stands there newest first, and leads to where it was done", async () => {
    const { page } = tab;
    await page.goto(project);
    await page.locator(".home-acts").getByRole("link", { name: "Activity" }).click();
    assert.deepEqual(await sentences(), [
        "Changed the project Harbour: the logline, the genre",
        "Changed the length of shot 1A from 4 s to 6 s",
        "Added shot 1A",
        "Added the project Harbour",
    ]);
    await page.getByRole("link", { name: "shot 1A" }).first().click();
    await page.waitForURL(new RegExp(`/shots\\?at=.+#shot-${shot.id}$`));
});

test("what changed is opened by keyboard, with both values", async () => {
    const { page } = tab;
    await page.goto(`${project}/activity`);
    await page.locator(".activity-more summary").first().focus();
    await page.keyboard.press("Enter");
    const rows = page.locator(".activity-more[open] dd");
    assert.equal(await rows.locator("ins").first().innerText(), "A ferry is late.");
    assert.equal(await rows.locator("del").count(), 0);
});

test("the list is narrowed to one kind of thing, and says where a thing lies in the bin", async () => {
    const { page } = tab;
    await server.call("DELETE", `/shots/${shot.id}`);
    await page.goto(`${project}/activity`);
    await page.getByLabel("About").selectOption("shot");
    await page.getByRole("button", { name: "Show" }).click();
    assert.deepEqual(await sentences(), [
        "Deleted shot 1A (lies in the bin)",
        "Changed the length of shot 1A from 4 s to 6 s (lies in the bin)",
        "Added shot 1A (lies in the bin)",
    ]);
    expectNothingWrong(tab);
});
