// The engine in the browser gives the bytes that the program gives, for every case of Fountain.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const program = process.env.FABULA_PROGRAM ?? path.resolve("build/fabula");
// A case whose name begins with one of these is read in that format.
const formats = ["manuscript", "multicam", "stage", "audio", "comic"];
const casesFolder = path.resolve("tests/screenplay/cases/fountain");

let server;
let browser;
let folder;

before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "fabula-engine-"));
    [server, browser] = await Promise.all([startServer(), launch()]);
});

after(async () => {
    await browser?.close();
    await server?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
});

// A page in which `engine` is the engine.
async function openEngine() {
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.goto(server.url);
    await tab.page.evaluate(async () => {
        const manifest = await (await fetch("/assets/manifest.json")).json();
        const { loadEngine } = await import(`/assets/${manifest["engine.js"]}`);
        globalThis.engine = await loadEngine();
    });
    return tab;
}

// Stored text: no byte-order mark, line feeds alone. Null where the bytes are not UTF-8.
function storedText(bytes) {
    const text = bytes.toString("utf8");
    if (!Buffer.from(text).equals(bytes) || text.includes("\0")) return null;
    return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

function converted(file, ending, format) {
    const out = path.join(folder, `out.${ending}`);
    execFileSync(program, ["convert", file, out, "--format", format], { stdio: "ignore" });
    return fs.readFileSync(out, "utf8");
}

test("every case of Fountain gives the same elements and pages in browser and program", async () => {
    const tab = await openEngine();
    const files = fs.readdirSync(casesFolder).filter((name) => name.endsWith(".fountain"));
    let compared = 0;
    for (const name of files) {
        const file = path.join(casesFolder, name);
        const text = storedText(fs.readFileSync(file));
        if (text === null || text.trim() === "") continue;
        const format = formats.find((known) => name.startsWith(`${known}_`)) ?? "screenplay";
        const own = await tab.page.evaluate(([source, wanted]) => {
            const script = globalThis.engine.open(source, { format: wanted });
            const answers = [script.elementsText(), script.pagesText()];
            script.close();
            return answers;
        }, [text, format]);
        assert.equal(own[0], converted(file, "elements.json", format), name);
        assert.equal(own[1], converted(file, "pages.json", format), name);
        compared += 1;
    }
    assert.ok(compared >= 90, `${compared} cases compared`);
    expectNothingWrong(tab);
    await tab.close();
});

test("a script that is typed letter by letter ends as the one that is opened whole", async () => {
    const tab = await openEngine();
    const [typed, whole, kept] = await tab.page.evaluate(() => {
        const text = "INT. KÜCHE - TAG\n\nRegen. 😀\n\nANNA\n(leise)\nJa.\n\nBEN ^\nNein.\n\n".repeat(8);
        const script = globalThis.engine.open("");
        for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
            script.apply(at, at, String.fromCodePoint(text.codePointAt(at)));
        }
        const inside = script.apply(text.indexOf("😀") + 1, text.length, "x");
        const other = globalThis.engine.open(text);
        return [script.elementsText() + script.pagesText(),
                other.elementsText() + other.pagesText(), inside];
    });
    assert.equal(typed, whole);
    assert.equal(kept, false);
    expectNothingWrong(tab);
    await tab.close();
});

test("the browser knows where pages begin, and what the keys of a format give", async () => {
    const tab = await openEngine();
    const [starts, change, format] = await tab.page.evaluate(() => {
        const script = globalThis.engine.open("One.\n\n=== 7 ===\n\nTwo.\n");
        script.apply(0, 3, "Three");
        return [script.pageStarts(), script.lastChange(),
                globalThis.engine.format("screenplay").elements.character.enter];
    });
    assert.deepEqual(starts, [{ label: "1", element: 0, offset: 0 },
                              { label: "7", element: 1, offset: 0 }]);
    assert.deepEqual(change, { first: 0, removed: 1, inserted: 1 });
    assert.equal(format, "dialogue");
    await tab.close();
});
