// Frames by a model in the browser: what is sent is shown before, pictures arrive in pencil and are
// approved, and what went wrong is mended piece by piece.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startImageServer } from "./support/image_server.mjs";
import { startServer } from "./support/server.mjs";
import { jobEnded } from "./support/wait.mjs";

let images;
let server;
let browser;
let tab;
let project;
let picture;
let say;

const usual = () => ({ body: { created: 1, data: [{ b64_json: picture }] } });

before(async () => {
    say = usual;
    images = await startImageServer((body, nth) => say(body, nth));
    [server, browser] = await Promise.all([
        startServer(["--net-allow", images.at]), launch()]);
    tab = await openPage(browser, server.url, desktop);
    project = (await server.call("GET", "/projects")).projects[0].id;
    await jobEnded(server, (await server.call("POST", `/projects/${project}/storyboard`)).id);
    const { shots } = await server.call("GET", `/shots?project_id=${project}&limit=1`);
    const bytes = await fetch(`${server.url}/api/v1/assets/${shots[0].image_id}/file`);
    picture = Buffer.from(await bytes.arrayBuffer()).toString("base64");
});

after(async () => {
    await browser?.close();
    await server?.stop();
    await images?.stop();
});

test("without a provider the dialog says where to choose one", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/storyboard`);
    await page.locator("[data-act=render-all]").click();
    await page.getByText("No provider of pictures is chosen yet").waitFor();
    assert.equal(await page.getByRole("link", { name: "Choose a provider" }).getAttribute("href"),
                 "/providers");
    await page.keyboard.press("Escape");
});

test("one frame is made by a model after its words were read and changed", async () => {
    const { page } = tab;
    await server.call("POST", "/providers", {
        kind: "openai_compatible", base_url: `http://${images.at}`, image_model: "paint-1" });
    const frame = page.locator("[data-shot]").first();
    await frame.hover();
    await frame.locator("[data-act=render-frame]").click();
    const dialog = page.locator("dialog.render");
    await dialog.getByText("paint-1").waitFor();
    assert.match(await dialog.innerText(), /127\.0\.0\.1/);
    assert.equal(images.asked.length, 0);
    const words = await dialog.locator("textarea").inputValue();
    assert.match(words, /without any text/);
    await dialog.locator("textarea").fill(`${words}\nMade of paper.`);
    await dialog.getByRole("button", { name: "Send" }).click();
    await frame.and(page.locator(".is-pencil")).waitFor();
    await page.getByText("The pictures are made.").waitFor();
    assert.equal(images.asked.length, 1);
    assert.match(images.asked[0].prompt, /Made of paper\./);
    assert.equal(await frame.locator(".frame-rough").count(), 0);
});

test("the picture is approved, and taken back with Undo", async () => {
    const { page } = tab;
    const frame = page.locator("[data-shot]").first();
    await frame.focus();
    await page.keyboard.press("y");
    await page.getByText("Approved: 1").waitFor();
    assert.equal(await frame.and(page.locator(".is-pencil")).count(), 0);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await frame.and(page.locator(".is-pencil")).waitFor();
    await page.locator("[data-act=approve-all]").click();
    await frame.and(page.locator(":not(.is-pencil)")).waitFor();
    const { shots } = await server.call("GET", `/shots?project_id=${project}&limit=1`);
    assert.equal(shots[0].state, "ink");
});

test("a limit pauses the job until the hour that was named, and the page says so", async () => {
    const { page } = tab;
    say = (_, nth) => nth <= 3 ? usual()
        : { status: 429, body: { error: { message: "Slow down", type: "requests" } } };
    await page.locator("[data-act=render-all]").click();
    await page.locator("dialog.render").getByRole("button", { name: "Send" }).click();
    await page.locator("[data-render-progress] .notice").waitFor();
    await page.locator("[data-render-progress]").getByRole("link", { name: "Jobs" }).click();
    const row = page.locator("[data-job]").first();
    await row.getByText("Paused").waitFor();
    await row.getByText("It goes on by itself").waitFor();
    say = usual;
    await row.getByRole("button", { name: "Go on now" }).click();
    await row.and(page.locator("[data-state=done]")).waitFor();
    const { shots } = await server.call("GET", `/shots?project_id=${project}&limit=200`);
    assert.ok(shots.every(({ state }) => state === "pencil" || state === "ink"));
});

test("a piece that was refused is left out or tried again by itself", async () => {
    const { page } = tab;
    say = () => ({ status: 400, body: { error: { message: "Not allowed",
                                                 code: "moderation_blocked" } } });
    const { shots } = await server.call("GET", `/shots?project_id=${project}&limit=2`);
    const job = await server.call("POST", `/projects/${project}/render`,
                                  { shot_ids: shots.map(({ id }) => id) });
    await jobEnded(server, job.id);
    await page.goto(`${server.url}/jobs`);
    const row = page.locator(`[data-job="${job.id}"]`);
    assert.equal(await row.locator("[data-item]").count(), 2);
    await row.locator("[data-act=skip-item]").first().click();
    await row.locator("[data-item]").nth(1).waitFor({ state: "detached" });
    say = usual;
    await row.locator("[data-act=retry-item]").click();
    await row.and(page.locator("[data-state=done]")).waitFor();
    expectNothingWrong(tab);
});
