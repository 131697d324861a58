// Learning comics whose scenes a text model writes, seen from the page; and panels that are being
// drawn when the server is killed.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, started } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const scene = (name, says = "Where does it go?") => ({
    title: `Stop ${name}`, heading: "EXT. HARBOUR - DAY",
    beats: [{ who: "", text: `Ada sits on the pier at stop ${name}.` }, { who: "Ada", text: says }],
    learning_point: `Steam pushes number ${name}.`, visual_elements: ["a kettle"] });
const lesson = { title: "The Kettle", characters: [{ name: "Ada", description: "girl, red coat" }],
                 scenes: ["1", "2", "3", "4", "5", "6"].map((name) => scene(name)) };

let model;   // A server that speaks as OpenAI's API does.
let says;    // What it answers next.
let server;
let browser;
let tab;

function startModel() {
    const made = http.createServer((request, response) => {
        request.resume().on("end", () => {
            response.setHeader("content-type", "application/json");
            response.end(JSON.stringify({ id: "chatcmpl-1", object: "chat.completion", model: "small",
                choices: [{ index: 0, finish_reason: "stop",
                            message: { role: "assistant", content: says } }],
                usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }));
        });
    });
    return new Promise((done) => { made.listen(0, "127.0.0.1", () => done(made)); });
}

before(async () => {
    model = await startModel();
    const at = `127.0.0.1:${model.address().port}`;
    [server, browser] = await Promise.all([startServer(["--net-allow", at]), launch()]);
    tab = await openPage(browser, server.url, desktop);
    await server.call("POST", "/providers", { kind: "openai_compatible", base_url: `http://${at}`,
                                              text_model: "small" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
    model?.close();
});

test("the page says who is asked, and what fails is said there and asked for again", async () => {
    const { page } = tab;
    says = "I would rather tell a joke.";
    await page.goto(`${server.url}/comics/new`);
    await started(page);
    assert.match(await page.textContent("[data-topic-form]"), /goes to 127\.0\.0\.1 \(small\)/);
    await page.fill("[data-topic-form] [name=topic]", "How the steam engine changed the world");
    await page.click("[data-topic-form] button[type=submit]");
    await page.waitForSelector(".lesson-failed [data-act=retry-work]:visible");
    assert.equal(await page.locator(".lesson-scene").count(), 0);
    assert.deepEqual(await seriousFindings(page), []);
    says = JSON.stringify(lesson);
    await page.click("[data-act=retry-work]");
    await page.waitForSelector(".lesson-scene.is-pencil");
    assert.equal(await page.locator(".lesson-scene.is-pencil").count(), 6);
    assert.equal(await page.textContent(".bar-place"), "The Kettle");
    assert.deepEqual(await seriousFindings(page), []);
    expectNothingWrong(tab);
});

test("words on a scene have it written anew, and going on approves the scenes", async () => {
    const { page } = tab;
    await started(page);
    says = JSON.stringify(scene("two", "May I blow the whistle?"));
    await page.fill("[data-feedback='2']", "Add a whistle.");
    await page.click("[data-scenes-form] button[type=submit]");
    await page.waitForFunction(() =>
        document.querySelector("[data-scene-card='2']")?.textContent.includes("blow the whistle"));
    assert.match(await page.textContent("[data-scene-card='3']"), /Steam pushes number 3\./);
    await page.waitForSelector("[data-scenes-form] button[type=submit]:visible");
    await page.click("[data-scenes-form] button[type=submit]");
    await page.waitForURL(/\/lesson\/cast/);
    await page.goto(page.url().replace("/cast", "/scenes"));
    assert.equal(await page.locator(".lesson-scene.is-pencil").count(), 0);
    expectNothingWrong(tab);
});

test("panels that are being drawn when the server is killed come once each", async () => {
    const begun = await server.call("POST", "/comics/scenes/generate", { story_id: "half-a-kite" });
    await server.call("POST", `/comics/${begun.job_id}/characters/select`,
                      { characters: [{ character_type: "girl_young" }] });
    const { comic_panels: planned } =
        await server.call("POST", `/comics/${begun.job_id}/generate`, {});
    await server.kill();
    server = await server.again();
    let status;
    const end = Date.now() + 120_000;
    do {
        await new Promise((done) => { setTimeout(done, 100); });
        status = await server.call("GET", `/comics/${begun.job_id}/status`);
    } while (status.status === "processing" && Date.now() < end);
    assert.equal(status.step, "completed");
    const panels = status.data.comic_panels;
    assert.deepEqual(panels.map(({ shot_id: id }) => id), planned.map(({ shot_id: id }) => id));
    assert.equal(new Set(panels.map(({ image_url: url }) => url)).size, planned.length);
    assert.ok(panels.every(({ image_url: url }) => url !== null));
});
