// Play in the browser: the story in time, its sounds heard at their places, brought and cut.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, download, expectNothingWrong, launch, openPage,
         phone } from "./support/browser.mjs";
import { tone } from "./support/sounds.mjs";
import { startServer } from "./support/server.mjs";
import { until } from "./support/wait.mjs";

const text = "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed until tomorrow morning.\n\n" +
    "EXT. YARD - NIGHT\n\nRain on the barrels.\n\nBOB\nSince when?\n";

let server;
let browser;
let tab;
let project;
let scenes;

const call = (method, path, body) => server.call(method, path, body);
const sounds = async () => (await call("GET", `/projects/${project}/audio`)).audio;
const now = () => tab.page.locator("[data-now]").innerText();
const at = () => tab.page.locator("[data-playhead]").evaluate(({ value }) => Number(value));

const open = async () => {
    await tab.page.goto(`${server.url}/p/${project}/play`);
    await tab.page.locator("[data-sound-count]").filter({ hasText: /\d/ }).waitFor();
};

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch([
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        "--autoplay-policy=no-user-gesture-required"])]);
    tab = await openPage(browser, server.url, desktop);
    const script = await call("POST", "/scripts", { title: "Bar" });
    project = script.project_id;
    await call("PUT", `/scripts/${script.id}`, { text });
    scenes = (await call("GET", `/nodes?project_id=${project}`)).nodes;
    await open();
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a script without shots plays line by line, and nothing begins by itself", async () => {
    const { page } = tab;
    assert.equal(await page.locator("[data-part]").count(), 4);
    assert.equal(await now(), "0:00");
    assert.equal(await page.locator("[data-line]").innerText(), "Marie pours.");
    await page.keyboard.press("Space");
    await page.locator("[data-part]").nth(1).and(page.locator("[aria-current=true]")).waitFor();
    assert.match(await page.locator("[data-caption]").innerText(), /MARIE.*Closed until tomorrow/);
    await page.keyboard.press("k");
    const stopped = await at();
    assert.ok(stopped > 1000);
    await page.waitForTimeout(200);
    assert.equal(await at(), stopped);
    expectNothingWrong(tab);
});

test("keys go by scene and by frame, run back and faster, switch captions and sound", async () => {
    const { page } = tab;
    await page.keyboard.press("ArrowRight");
    const second = await at();
    assert.equal(await page.locator(".play-scene.is-current .slug-small").innerText(),
                 "EXT. YARD - NIGHT");
    await page.keyboard.press(".");
    assert.equal(await at(), Math.round(second + 1000 / 24));
    await page.keyboard.press(",");
    assert.equal(await at(), second);
    await page.keyboard.press("j");
    await until(async () => await at() < second - 200, true);
    await page.keyboard.press("k");
    const before = await at();
    await page.keyboard.press("l");
    await page.keyboard.press("l");
    await until(async () => await at() > before + 200, true);
    await page.keyboard.press("k");
    const pressed = (act) => page.locator(`[data-play-act=${act}]`).getAttribute("aria-pressed");
    await page.keyboard.press("m");
    assert.equal(await pressed("mute"), "true");
    await page.keyboard.press("m");
    await page.keyboard.press("c");
    assert.equal(await pressed("captions"), "false");
    assert.equal(await page.locator("[data-caption]").innerText(), "");
    await page.keyboard.press("c");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await at(), 0);
    expectNothingWrong(tab);
});

test("a sound is added where the story stands, drawn, and heard at its place", async () => {
    const { page } = tab;
    await page.setInputFiles("[data-sound-file]", { name: "door.wav", mimeType: "audio/wav",
                                                    buffer: tone(3000) });
    await page.locator("[data-lanes] .sound-lane").waitFor();
    assert.match(await page.locator(".sound-name").innerText(), /Effect · door\.wav/);
    const [sound] = await sounds();
    assert.equal(sound.scene_id, scenes[0].id);
    assert.equal(sound.duration_ms, 3000);
    const drawn = await page.locator(".sound-lane canvas").evaluate((canvas) =>
        canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
            .some((value) => value > 0));
    assert.ok(drawn);
    await page.evaluate(() => {
        const seen = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = function play() {
            document.body.dataset.played = new URL(this.src).pathname;
            HTMLMediaElement.prototype.play = seen;
            return seen.call(this);
        };
    });
    await page.keyboard.press("Space");
    await until(() => page.evaluate(() => document.body.dataset.played), sound.file_url);
    await page.keyboard.press("k");
    expectNothingWrong(tab);
});

test("a sound is cut by number and by handle, and Undo takes it back", async () => {
    const { page } = tab;
    await page.locator(".sound-block").click();
    const dialog = page.locator("dialog.sound-dialog");
    await dialog.locator("[name=label]").fill("The door");
    await dialog.locator("[name=fade_in_ms]").fill("0.25");
    await dialog.locator("[name=gain_db]").fill("-3");
    await dialog.locator("[data-handle=start_ms]").focus();
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await dialog.locator("[name=start_ms]").inputValue(), "1");
    const box = await dialog.locator(".cutter").boundingBox();
    await page.mouse.move(box.x + box.width - 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const fade = await dialog.locator("[data-handle=fade_out_ms]").boundingBox();
    await page.mouse.move(fade.x + fade.width / 2, fade.y + fade.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 4, { steps: 4 });
    await page.mouse.up();
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    const [cut] = await sounds();
    assert.equal(cut.label, "The door");
    assert.equal(cut.start_ms, 1000);
    assert.ok(Math.abs(cut.end_ms - 2250) < 30, `${cut.end_ms}`);
    assert.equal(cut.fade_in_ms, 250);
    assert.ok(Math.abs(cut.fade_out_ms - 450) < 30, `${cut.fade_out_ms}`);
    assert.equal(cut.gain_db, -3);
    await page.locator(".toast button").first().click();
    await until(async () => {
        const [back] = await sounds();
        return [back.label, back.start_ms, back.end_ms, back.gain_db];
    }, ["", 0, null, 0]);
    expectNothingWrong(tab);
});

test("fades longer than the sound are refused at their field", async () => {
    const { page } = tab;
    await page.locator(".sound-block").click();
    const dialog = page.locator("dialog.sound-dialog");
    await dialog.locator("[name=fade_out_ms]").fill("9");
    await dialog.locator("button[type=submit]").click();
    await until(() => dialog.locator("[name=fade_out_ms]").evaluate((field) =>
        field.validationMessage), "The fades are longer than what is heard.");
    await page.keyboard.press("Escape");
    tab.wrong.length = 0;  // The refusal is what was asked for.
});

test("a sound put into the bin comes back by Undo", async () => {
    const { page } = tab;
    await page.locator(".sound-block").click();
    await page.locator("dialog.sound-dialog .button-quiet", { hasText: "bin" }).click();
    await page.locator(".sound-lane").waitFor({ state: "detached" });
    assert.equal((await sounds()).length, 0);
    await page.locator(".toast", { hasText: "is in the bin" }).getByText("Undo").click();
    await page.locator(".sound-lane").waitFor();
    assert.equal((await sounds()).length, 1);
    expectNothingWrong(tab);
});

test("what is no sound says so and stays listed", async () => {
    const { page } = tab;
    await page.setInputFiles("[data-sound-file]", { name: "door.mp3", mimeType: "audio/mpeg",
                                                    buffer: Buffer.from("no sound at all") });
    await page.locator(".upload.is-failed").waitFor();
    assert.match(await page.locator(".upload.is-failed").innerText(), /none of them/);
    await page.locator(".upload.is-failed button").click();
    assert.equal((await sounds()).length, 1);
    tab.wrong.length = 0;
});

test("a take is recorded, and the browser tells its length and loudness", async () => {
    const { page } = tab;
    await page.locator("[data-play-act=record]").click();
    await page.locator("[data-play-act=record].is-recording").waitFor();
    await page.waitForTimeout(1500);
    await page.locator("[data-play-act=record]").click();
    await page.locator(".sound-lane[data-type=take]").waitFor();
    const take = (await sounds()).find(({ type }) => type === "take");
    assert.match(take.file_name, /^take-.*\.webm$/);
    await until(async () => {
        const { duration_ms: length, waveform_data: peaks } =
            await call("GET", `/shots/audio/${take.id}`);
        return length > 500 && peaks.length === 600;
    }, true);
    expectNothingWrong(tab);
});

test("an upload goes on where it stopped when the server was killed", async () => {
    const { page } = tab;
    const big = tone(150_000, 48_000);  // 14 MB: several pieces.
    let killed = false;
    let begun = 0;
    page.on("request", (request) => { begun += request.url().includes("offset=0&") ? 1 : 0; });
    await page.route("**/api/v1/uploads/*?offset=4000000*", async (route) => {
        if (!killed) {
            killed = true;
            await server.kill();
            server = await server.again();
        }
        await route.continue();
    });
    await page.setInputFiles("[data-sound-file]", { name: "long.wav", mimeType: "audio/wav",
                                                    buffer: big });
    await until(async () => {
        const all = await fetch(`${server.url}/api/v1/projects/${project}/audio`)
            .then((answer) => answer.json()).catch(() => ({ audio: [] }));
        return all.audio.some(({ file_name: name, duration_ms: length }) =>
            name === "long.wav" && length === 150_000);
    }, true);
    assert.ok(killed);
    assert.equal(begun, 1);
    await page.unroute("**/api/v1/uploads/*?offset=4000000*");
    tab.wrong.length = 0;  // Lost connections are what was asked for.
});

test("what was left unfinished is shown, and goes on when the file is chosen again", async () => {
    const { page } = tab;
    const rain = tone(60_000, 48_000);
    await page.route("**/api/v1/uploads/*?offset=2000000*", (route) => route.abort());
    await page.setInputFiles("[data-sound-file]", { name: "rain.wav", mimeType: "audio/wav",
                                                    buffer: rain });
    await page.locator(".upload-state", { hasText: "2 MB of 5.76 MB" }).waitFor();
    await page.unroute("**/api/v1/uploads/*?offset=2000000*");
    await open();
    await page.locator(".upload-state", { hasText: "Choose the file again" }).waitFor();
    const sent = [];
    page.on("request", (request) => {
        const offset = /offset=(\d+)/.exec(request.url());
        if (offset !== null) sent.push(Number(offset[1]));
    });
    await page.setInputFiles("[data-sound-file]", { name: "rain.wav", mimeType: "audio/wav",
                                                    buffer: rain });
    await until(async () => (await sounds()).filter(({ file_name: name }) =>
        name === "rain.wav").length, 1);
    assert.deepEqual(sent, [2_000_000, 4_000_000]);
    const rained = (await sounds()).find(({ file_name: name }) => name === "rain.wav");
    await call("DELETE", `/shots/audio/${rained.id}`);
    tab.wrong.length = 0;  // Lost connections are what was asked for.
    await open();
});

test("a part of a file is answered as a part, and what lies beyond it is not", async () => {
    const [sound] = await sounds();
    const part = (range, more = {}) =>
        fetch(server.url + sound.file_url, { headers: { range, ...more } });
    const whole = await fetch(server.url + sound.file_url);
    const size = Number(whole.headers.get("content-length"));
    assert.equal(whole.headers.get("accept-ranges"), "bytes");
    assert.equal(whole.headers.get("content-type"), "audio/wav");
    assert.equal(whole.headers.get("x-content-type-options"), "nosniff");
    const bytes = Buffer.from(await whole.arrayBuffer());
    const middle = await part("bytes=100-199");
    assert.equal(middle.status, 206);
    assert.equal(middle.headers.get("content-range"), `bytes 100-199/${size}`);
    assert.deepEqual(Buffer.from(await middle.arrayBuffer()), bytes.subarray(100, 200));
    const last = await part("bytes=-10");
    assert.deepEqual(Buffer.from(await last.arrayBuffer()), bytes.subarray(-10));
    assert.equal((await part(`bytes=${size}-`)).status, 416);
    assert.equal((await part("bytes=0-9", { "if-range": whole.headers.get("etag") })).status, 206);
    assert.equal((await part("bytes=0-9", { "if-range": "\"other\"" })).status, 200);
});

test("shots are played for as long as they are, and carry their sounds", async () => {
    const { page } = tab;
    const first = await call("POST", "/shots", { scene_id: scenes[0].id, duration: "4",
                                                 description: "Hands at the tap" });
    await call("POST", "/shots", { scene_id: scenes[0].id, duration: "6" });
    const door = (await sounds()).find(({ file_name: name }) => name === "door.wav");
    await call("PATCH", `/shots/audio/${door.id}`, { shot_id: first.id, offset_ms: 500 });
    await open();
    const times = await page.locator("[data-play-scene]").first().locator("[data-part]")
        .evaluateAll((parts) => parts.map(({ dataset }) => `${dataset.start}+${dataset.length}`));
    assert.deepEqual(times, ["0+4000", "4000+6000"]);
    assert.equal(await page.locator(`[data-sound="${door.id}"] .sound-times`).innerText(),
                 "0:00.5 – 0:03.5");
    await page.locator(".play-go").nth(1).click();
    assert.equal(await now(), "0:04");
    expectNothingWrong(tab);
});

test("cue sheet and voice sheets list what is heard and said", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/cues`);
    await page.waitForLoadState("networkidle");
    const cues = await page.locator(".cue-table tbody tr").allInnerTexts();
    assert.equal(cues.length, 2);  // A take that nobody chose is no cue.
    assert.match(cues[1], /0:00\.5\s+0:03\.5\s+0:03\.0\s+Effect\s+door\.wav\s+1A/);
    const file = await download(page, "[data-act=save-csv]");
    assert.match(file.bytes.toString(),
                 /"1","2","0:00\.5","0:03\.5","0:03\.0","Effect","door\.wav","1A"/);
    await page.goto(`${server.url}/p/${project}/cues?mode=voices`);
    assert.match(await page.locator(".voice-sheet").first().innerText(),
                 /Marie[\s\S]*Closed until tomorrow morning/i);
    expectNothingWrong(tab);
});

test("an audio drama has Play among its views, and its sound lines are cues", async () => {
    const { page } = tab;
    const script = await call("POST", "/scripts", { title: "Waves" });
    await call("PATCH", `/projects/${script.project_id}`, { kind: "audio" });
    await call("PUT", `/scripts/${script.id}`, { text:
        "INT. LIGHTHOUSE - NIGHT\n\nSOUND: Waves, close.\n\nANNA\nListen.\n\n" +
        "MUSIK: A slow waltz.\n" });
    await page.goto(`${server.url}/p/${script.project_id}/play`);
    assert.equal(await page.locator(".lenses > a", { hasText: "Play" })
        .getAttribute("aria-current"), "page");
    await page.goto(`${server.url}/p/${script.project_id}/cues`);
    assert.deepEqual((await page.locator(".cue-table tbody tr").allInnerTexts())
        .map((row) => row.trim().split(/\s*\t\s*/).filter((cell) => cell !== "")),
                     [["1", "0:00.0", "SOUND", "Waves, close."],
                      ["2", "0:02.4", "MUSIK", "A slow waltz."]]);
    expectNothingWrong(tab);
});

test("a sound is laid under a shot on the storyboard, and Undo takes it away", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/storyboard`);
    await page.waitForLoadState("networkidle");
    const count = (await sounds()).length;
    const card = page.locator("[data-shot]").nth(1);
    await card.hover();
    const choosing = page.waitForEvent("filechooser");
    await page.evaluate(() => {});  // By its answer the browser has heard that it is waited for.
    await card.locator("[data-act=bring-sound]").click();
    const chooser = await choosing;
    await chooser.setFiles({ name: "tap.wav", mimeType: "audio/wav", buffer: tone(700) });
    await page.locator(".toast", { hasText: "lies under shot 1B" }).waitFor();
    assert.equal((await sounds()).filter(({ file_name: name, shot_id: shot }) =>
        name === "tap.wav" && shot !== null).length, 1);
    assert.equal(await card.locator(".frame-sounds").innerText(), "1 sound");
    await page.locator(".toast").getByText("Undo").click();
    await until(async () => (await sounds()).length, count);
    await card.locator(".frame-sounds").waitFor({ state: "detached" });
    expectNothingWrong(tab);
});

test("on a phone nothing is wider than the screen, and the controls are large enough", async () => {
    const small = await openPage(browser, server.url, phone);
    await small.page.goto(`${server.url}/p/${project}/play`);
    await small.page.locator("[data-play-act=toggle]").waitFor();
    const wide = await small.page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    const { height } = await small.page.locator("[data-play-act=toggle]").boundingBox();
    assert.ok(height >= 44, `${height}`);
    expectNothingWrong(small);
    await small.close();
});
