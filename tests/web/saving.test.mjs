// Words are on the server or still on the device, whatever happens in between: the server is
// killed, its disk is full, the machine sleeps, the tab is frozen, the person has two tabs, the data went
// back to an older copy.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { breakable, call, chip, eventually, goWriting, newScript, openWriting, shown }
    from "./support/writing.mjs";

let server;
let browser;

before(async () => { [server, browser] = await Promise.all([startServer(), launch()]); });
after(async () => {
    await browser?.close();
    await server?.stop(true);
});

const saved = async (tab) => /^(Saved|Sent \d+ changes?)$/.test(await chip(tab));
const keptHere = async (tab) => (await chip(tab)).includes("kept on this device");
const unsentEntries = (tab) => tab.page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("fabula.unsent.")).length);

test("a server that is killed in the middle of a word loses no letter of it", async () => {
    const script = await newScript(server);
    const tab = await openWriting(browser, server, script);
    const line = "The ferry leaves at nine, with or without her.";
    const typing = tab.page.keyboard.type(`${line}\n${line}`, { delay: 40 });
    await eventually(async () => (await script.text()).length > 10, "nothing arrived");
    await server.kill();
    await eventually(() => keptHere(tab), "the chip does not say where the words are");
    await typing;
    assert.equal(await unsentEntries(tab), 1);
    server = await server.again();
    await eventually(async () => await script.text() === `${line}\n${line}`,
        "the words did not arrive");
    await eventually(() => saved(tab), "the chip does not say so");
    assert.equal(await unsentEntries(tab), 0);
    await tab.close();
});

test("where the server is gone and nothing is unsent the chip says so, and goes on saying it",
    async () => {
        const script = await newScript(server);
        const tab = await openWriting(browser, server, script, ({ page }) =>
            page.addInitScript(() => {
                window.lines = 0;
                window.WebSocket = class extends WebSocket {
                    constructor(...address) {
                        super(...address);
                        ++window.lines;
                    }
                };
            }));
        const lines = () => tab.page.evaluate(() => window.lines);
        await tab.page.keyboard.type("All of it.");
        await eventually(async () => await script.text() === "All of it." && await saved(tab),
            "the text did not arrive");
        await tab.page.evaluate(() => {
            const line = document.querySelector("[data-status]").firstElementChild;
            window.said = [line.textContent];
            new MutationObserver(() => { window.said.push(line.textContent); })
                .observe(line, { childList: true, characterData: true, subtree: true });
        });
        await server.kill();
        await eventually(async () => await chip(tab) === "Offline", "the chip says nothing");
        // Each further line that it tries to open fails, and so does each question.
        const tried = await lines();
        await eventually(async () => await lines() >= tried + 3, "it does not try again", 30);
        assert.deepEqual(await tab.page.evaluate(() => window.said), ["Saved", "Offline"]);
        server = await server.again();
        await eventually(() => saved(tab), "the chip does not say that the server is back", 30);
        assert.deepEqual(await tab.page.evaluate(() => window.said), ["Saved", "Offline", "Saved"]);
        await tab.close();
    });

// A disk of its own that can be filled; null where this machine does not let one have it.
function smallDisk() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fabula-disk-"));
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m", "tmpfs", folder]);
    if (mounted.status !== 0) {
        fs.rmdirSync(folder);
        return null;
    }
    const filler = path.join(folder, "filler");
    return {
        folder,
        fill: () => {
            const file = fs.openSync(filler, "w");
            const part = Buffer.alloc(1 << 12);
            try {
                for (;;) fs.writeSync(file, part);
            } catch (error) {
                assert.equal(error.code, "ENOSPC");
            }
            fs.closeSync(file);
        },
        free: () => fs.rmSync(filler),
        end: () => {
            spawnSync("umount", ["-l", folder]);
            fs.rmdirSync(folder);
        },
    };
}

test("words typed while the server's disk is full arrive when it has room", async (t) => {
    const disk = smallDisk();
    if (disk === null) return t.skip("SKIPPED: no disk of one's own can be mounted here");
    const crowded = await startServer([], { folder: disk.folder });
    t.after(async () => {
        await crowded.stop();
        disk.end();
    });
    const script = await newScript(crowded);
    const tab = await openWriting(browser, crowded, script);
    await tab.page.keyboard.type("Before.");
    await eventually(async () => await script.text() === "Before.", "the text did not arrive");
    await eventually(() => saved(tab), "the chip does not say so");
    disk.fill();
    // Space that the database has for itself already is used first: more than that.
    const lines = `${"Every word of this must be there in the end. ".repeat(40)}\n`.repeat(50);
    await tab.page.keyboard.insertText(lines);
    await eventually(() => keptHere(tab), "the chip does not say where the words are", 60);
    await tab.page.keyboard.insertText("And this.");
    await tab.page.waitForSelector("[data-needs]:not([hidden])");
    assert.match(await tab.page.textContent("[data-needs]"), /The disk is full/);
    assert.equal(await script.text(), "Before.");
    assert.equal(await unsentEntries(tab), 1);
    disk.free();
    await eventually(async () => await script.text() === `Before.${lines}And this.`,
        "the words did not arrive", 60);
    await eventually(() => saved(tab), "the chip does not say so");
    await tab.page.waitForSelector("[data-needs]", { state: "hidden" });
    await tab.close();
});

test("a machine that slept finds out that its line is dead, and goes on", async () => {
    const script = await newScript(server);
    let swallow = false;
    const tab = await openWriting(browser, server, script, async ({ page }) => {
        await page.clock.install();
        // After a night the other end is gone, and nobody has said so.
        await page.routeWebSocket("**/api/v1/live", (line) => {
            const far = line.connectToServer();
            let dead = swallow;
            line.onMessage((words) => { if (!(dead ||= swallow)) far.send(words); });
            far.onMessage((words) => { if (!(dead ||= swallow)) line.send(words); });
        });
    });
    await tab.page.keyboard.type("In the evening.");
    await tab.page.clock.runFor(1000);
    await eventually(async () => await script.text() === "In the evening.", "it did not arrive");
    swallow = true;
    await call(server.url, `/api/v1/scripts/${script.id}/changes`, { client_id: "another",
        client_seq: 1, version: (await (await call(server.url, `/api/v1/scripts/${script.id}`))
            .json()).version, changes: [15, [0, " By night."]] });
    await tab.page.clock.fastForward("08:00:00");
    await tab.page.keyboard.type("In the morning. ");
    swallow = false;
    const whole = /^(?=.*In the morning\. )(?=.*By night\.)(?=.*In the evening\.).{41}$/;
    await eventually(async () => {
        await tab.page.clock.runFor(1000);
        return whole.test(await script.text());
    }, "the words did not arrive", 40);
    await eventually(async () => {
        await tab.page.clock.runFor(1000);
        return await shown(tab) === await script.text() && await saved(tab);
    }, "the page does not show the text of the server as saved");
    await tab.close();
});

// As many changes as a busy two days bring, each a letter at the end, from several at once.
async function writeMany(script, count) {
    const { version } = await (await call(server.url, `/api/v1/scripts/${script.id}`)).json();
    const { length } = await script.text();
    const people = 12;
    // A change that is asked for again is made once.
    const send = (body) => call(server.url, `/api/v1/scripts/${script.id}/changes`, body)
        .catch((error) => error instanceof TypeError ? send(body) : Promise.reject(error));
    await Promise.all(Array.from({ length: people }, async (_, who) => {
        let known = version;
        for (let seq = 1; seq <= count / people; ++seq) {
            const answer = await send({ client_id: `busy-${who}`, client_seq: seq,
                version: known, changes: [length + known - version, [0, "w"]] });
            known = (await answer.json()).version;
        }
    }));
}

test("a tab that was frozen for days and is far behind keeps its words", async () => {
    const script = await newScript(server);
    const line = {};
    const tab = await openWriting(browser, server, script, async (made) => {
        Object.assign(line, await breakable(made));
    });
    await tab.page.keyboard.type("Monday.");
    await eventually(async () => await script.text() === "Monday.", "it did not arrive");
    await line.cut();
    await tab.page.keyboard.type(" Unsent.");
    await eventually(() => keptHere(tab), "the chip does not say where the words are");
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    await writeMany(script, 600);
    await server.kill();
    server = await server.again();
    await line.mend();
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await tab.page.keyboard.type(" Wednesday.");
    const whole = new RegExp(`^Monday\\.(?=.* Unsent\\. Wednesday\\.).{${600 + 19}}$`);
    await eventually(async () => whole.test(await script.text()), "the words did not arrive", 40);
    await eventually(async () => await shown(tab) === await script.text() && await saved(tab),
        "the page does not show the text of the server as saved");
    await tab.close();
});

test("two tabs of one person keep their words apart and send all of them", async () => {
    const script = await newScript(server);
    const first = await openWriting(browser, server, script);
    const context = first.page.context();
    const second = { ...first, page: await context.newPage() };
    await goWriting(second, script);
    await first.page.keyboard.type("One.\n");
    await eventually(async () => await shown(second) === "One.\n", "the other tab does not see it");
    await context.setOffline(true);
    await first.page.keyboard.type("From the first.\n");
    await second.page.keyboard.press("Control+Home");
    await second.page.keyboard.type("From the second.\n");
    await eventually(async () => await keptHere(first) && await keptHere(second),
        "the chips do not say where the words are");
    assert.equal(await unsentEntries(first), 2);
    await second.page.close();
    await context.setOffline(false);
    // The tab that lives sends its own words; those of the closed one are sent by the next.
    const third = { ...first, page: await context.newPage() };
    await goWriting(third, script);
    const whole = "From the second.\nOne.\nFrom the first.\n";
    await eventually(async () => await script.text() === whole, "the words did not arrive");
    await eventually(async () => await shown(first) === whole && await shown(third) === whole,
        "the tabs show different texts");
    assert.equal(await unsentEntries(first), 0);
    await first.close();
});

test("a server on an older copy of its data shows the words that it lost", async () => {
    const copy = fs.mkdtempSync(path.join(os.tmpdir(), "fabula-copy-"));
    const older = await startServer([], { folder: copy });
    const script = await newScript(older);
    const tab = await openWriting(browser, older, script);
    await tab.page.keyboard.type("Yesterday.");
    await eventually(async () => await script.text() === "Yesterday.", "it did not arrive");
    await older.stop();
    fs.cpSync(path.join(copy, "data"), path.join(copy, "backup"), { recursive: true,
        filter: (file) => !file.endsWith(".sock") });
    let running = await older.again();
    await eventually(() => saved(tab), "the tab does not come back");
    await tab.page.keyboard.type(" Today.");
    await eventually(async () => await script.text() === "Yesterday. Today.", "it did not arrive");
    await running.stop();
    fs.rmSync(path.join(copy, "data"), { recursive: true });
    fs.renameSync(path.join(copy, "backup"), path.join(copy, "data"));
    running = await running.again();
    await tab.page.waitForSelector("[data-kept]:not([hidden])");
    assert.equal(await tab.page.textContent("[data-kept] pre"), "Yesterday. Today.");
    assert.equal(await shown(tab), "Yesterday.");
    // They are there again when the page is opened again, until they are not needed.
    await tab.page.reload();
    await tab.page.waitForSelector("[data-editor][data-ready]");
    assert.equal(await tab.page.textContent("[data-kept] pre"), "Yesterday. Today.");
    await tab.page.click("[data-kept] .button-quiet");
    await tab.page.reload();
    await tab.page.waitForSelector("[data-editor][data-ready]");
    await tab.page.waitForSelector("[data-kept]", { state: "hidden" });
    await tab.close();
    await running.stop();
    fs.rmSync(copy, { recursive: true });
});

test("what earlier pages left is sent, and what cannot be read is shown", async () => {
    const script = await newScript(server);
    const tab = await openWriting(browser, server, script, async ({ page }) => {
        await page.goto(server.url);
        await page.evaluate((id) => {
            const keep = (client, entry) =>
                localStorage.setItem(`fabula.unsent.${id}.${client}`, entry);
            // As entries were before changes had tags.
            keep("old", JSON.stringify({ client: "old", seq: 0, version: 1, sent: null,
                next: [[0, "Older words."]] }));
            keep("odd", JSON.stringify({ client: "odd", next: { text: "Odd words." } }));
            keep("torn", '{"client":"torn","next":[{"changes":[[0,"Torn');
            keep("wrong", JSON.stringify({ client: "wrong", seq: 0, version: 1, sent: null,
                next: [{ changes: [700, [0, "Out of place."]], tag: null }], count: 1 }));
        }, script.id);
    });
    await eventually(async () => await script.text() === "Older words.", "they did not arrive");
    const kept = await tab.page.locator("[data-kept] pre").allTextContents();
    assert.equal(kept.length, 3);
    for (const words of ["Odd words.", "Torn", "Out of place."]) {
        assert.ok(kept.some((one) => one.includes(words)), words);
    }
    assert.equal(await unsentEntries(tab), 0);
    await tab.page.reload();
    await tab.page.waitForSelector("[data-editor][data-ready]");
    assert.equal(await tab.page.locator("[data-kept] pre").count(), 3);
    await tab.close();
});

test("a device without room says that words are on the page alone and holds it", async () => {
    const script = await newScript(server);
    let line;
    const tab = await openWriting(browser, server, script, async (made) => {
        line = await breakable(made);
    });
    await tab.page.evaluate(() => {
        let size = 1 << 20;
        for (let key = 0; size > 0; ++key) {
            try {
                localStorage.setItem(`filler${key}`, "x".repeat(size));
            } catch {
                size = Math.floor(size / 2);
            }
        }
    });
    await line.cut();
    await tab.page.keyboard.type("Only here.");
    await tab.page.waitForSelector("[data-needs]:not([hidden])");
    assert.match(await tab.page.textContent("[data-needs]"), /on this page alone/);
    let asked = 0;
    tab.page.on("dialog", (dialog) => { ++asked; void dialog.accept(); });
    await line.mend();
    await eventually(async () => await script.text() === "Only here.", "it did not arrive");
    await line.cut();
    await tab.page.keyboard.type(" More.");
    await tab.page.waitForSelector("[data-needs]:not([hidden])");
    await tab.page.close({ runBeforeUnload: true });
    await eventually(() => asked === 1, "the browser did not ask");
    await tab.close();
});
