// Writing in the browser: words are on the server or on the device, and two who write at once end
// with one text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;

before(async () => { [server, browser] = await Promise.all([startServer(), launch()]); });
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function call(path, body) {
    const answer = await fetch(server.url + path, body === undefined ? {} : {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
}

// A project of its own with an empty script, and the address of its text.
async function newScript() {
    const project = await (await call("/api/v1/projects", { title: "Writing" })).json();
    const list = await (await call(`/api/v1/scripts?project_id=${project.id}`)).json();
    const script = list.scripts[0].id;
    return { page: `${server.url}/p/${project.id}/write`, project: project.id,
             text: async () => (await call(`/api/v1/scripts/${script}/text`)).text() };
}

// In plain text Enter is a line break and nothing else.
async function openWriting(script, prepare = async () => {}) {
    const tab = await openPage(browser, server.url, desktop);
    await prepare(tab);
    await tab.page.context().addInitScript(() => {
        localStorage.setItem("fabula.writing", '{"plain":true}');
    });
    await open(tab, script);
    return tab;
}

async function open(tab, script) {
    await tab.page.goto(script.page);
    await tab.page.waitForSelector("[data-editor][data-ready]");
}

const chip = (tab) => tab.page.textContent("[data-status]");
const shown = (tab) => tab.page.evaluate(() =>
    [...document.querySelector("[data-editor]").shadowRoot.querySelectorAll(".cm-line")]
        .map((line) => {
            const words = line.cloneNode(true);
            words.querySelectorAll(".other-caret").forEach((caret) => caret.remove());
            return words.textContent;
        }).join("\n"));

async function eventually(question, what) {
    for (let tries = 0; tries < 400; ++tries) {
        if (await question()) return;
        await new Promise((done) => setTimeout(done, 50));
    }
    assert.fail(what);
}

test("what is typed is on the server, and its scenes are there", async () => {
    const script = await newScript();
    const tab = await openWriting(script);
    await tab.page.keyboard.type("INT. KITCHEN - NIGHT\n\nAnna waits.\n");
    await eventually(async () => await script.text() === "INT. KITCHEN - NIGHT\n\nAnna waits.\n",
        "the text did not arrive");
    await eventually(async () => (await chip(tab)) === "Saved", "the chip does not say so");
    const { nodes } = await (await call(`/api/v1/nodes?project_id=${script.project}`)).json();
    assert.deepEqual(nodes.map(({ title }) => title), ["INT. KITCHEN - NIGHT"]);
    expectNothingWrong(tab);
    await tab.close();
});

test("two who write at once end with one text, each with an undo of their own", async () => {
    const script = await newScript();
    const [anna, ben] = await Promise.all([openWriting(script), openWriting(script)]);
    await anna.page.keyboard.type("Here.\n");
    await eventually(async () => await shown(ben) === "Here.\n", "the other does not see it");
    await ben.page.keyboard.press("Control+End");
    await Promise.all([
        (async () => {
            await anna.page.keyboard.press("Control+Home");
            await anna.page.keyboard.type("Anna writes at the top. ", { delay: 15 });
        })(),
        ben.page.keyboard.type("Ben writes below.", { delay: 15 }),
    ]);
    const whole = "Anna writes at the top. Here.\nBen writes below.";
    await eventually(async () => await script.text() === whole, "the server has another text");
    await eventually(async () => await shown(anna) === whole && await shown(ben) === whole,
        "the two see different texts");
    await anna.page.keyboard.press("Control+z");
    await eventually(async () => (await script.text()).includes("Ben writes below."), "Ben lost words");
    await eventually(async () => !(await shown(ben)).includes("Anna writes at the top. "),
        "the undo did not arrive");
    expectNothingWrong(anna);
    expectNothingWrong(ben);
    await Promise.all([anna.close(), ben.close()]);
});

test("words typed without a network stay on the device and arrive later", async () => {
    const script = await newScript();
    const tab = await openWriting(script);
    await tab.page.keyboard.type("Before.\n");
    await eventually(async () => await script.text() === "Before.\n", "the text did not arrive");
    await tab.page.context().setOffline(true);
    await tab.page.keyboard.type("In the tunnel.\n");
    await eventually(async () => (await chip(tab)).includes("kept on this device"),
        "the chip does not say where the words are");
    assert.equal(await script.text(), "Before.\n");
    await tab.page.close();
    await tab.page.context().setOffline(false);

    const later = { ...tab, page: await tab.page.context().newPage() };
    await open(later, script);
    await eventually(async () => await script.text() === "Before.\nIn the tunnel.\n",
        "the words did not arrive");
    await eventually(async () => await shown(later) === "Before.\nIn the tunnel.\n",
        "the words are not shown");
    await tab.close();
});

// Live connections pass until they are cut, and again when they are mended.
async function breakable({ page }) {
    const lines = new Set();
    let cut = false;
    await page.routeWebSocket("**/api/v1/live", (line) => {
        if (cut) return void line.close();
        line.connectToServer();
        lines.add(line);
    });
    return {
        cut: async () => {
            cut = true;
            await page.route("**/changes*", (route) => route.abort());
            for (const line of lines) await line.close();
            lines.clear();
        },
        mend: async () => {
            cut = false;
            await page.unroute("**/changes*");
        },
    };
}

test("a server that is gone for a while gets what was typed meanwhile", async () => {
    const script = await newScript();
    let line;
    const tab = await openWriting(script, async (made) => { line = await breakable(made); });
    await line.cut();
    await tab.page.keyboard.type("Nobody answers.");
    await eventually(async () => (await chip(tab)).includes("kept on this device"),
        "the chip does not say where the words are");
    await tab.page.keyboard.type(" I go on.");
    await line.mend();
    await eventually(async () => await script.text() === "Nobody answers. I go on.",
        "the words did not arrive");
    await eventually(async () => /Saved|Sent \d+ changes/.test(await chip(tab)),
        "the chip does not say so");
    await tab.close();
});

test("whoever is here is shown with a caret and a name, and can be followed", async () => {
    const script = await newScript();
    const [anna, ben] = await Promise.all([openWriting(script), openWriting(script)]);
    await anna.page.waitForSelector("[data-people] .person");
    await ben.page.keyboard.type("Here I am.");
    const carets = (tab) => tab.page.evaluate(() => {
        const { shadowRoot } = document.querySelector("[data-editor]");
        return [...shadowRoot.querySelectorAll(".other-caret")].map((caret) =>
            [caret.textContent, caret.parentElement.textContent.indexOf(caret.textContent)]);
    });
    await eventually(async () => (await carets(anna))[0]?.[1] === "Here I am.".length,
        "the caret is not behind the words");
    await anna.page.click(".person");
    assert.equal(await anna.page.getAttribute(".person", "aria-pressed"), "true");
    await ben.close();
    await anna.page.waitForSelector("[data-people]", { state: "hidden" });
    assert.deepEqual(await carets(anna), []);
    expectNothingWrong(anna);
    await anna.close();
});

test("a text that is not the server's is shown beside the server's", async () => {
    const script = await newScript();
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.clock.install();
    await tab.page.route("**/text", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `Wrong. ${await answer.text()}` });
    }, { times: 1 });
    await open(tab, script);
    assert.equal(await shown(tab), "Wrong. ");
    await tab.page.clock.runFor(31_000);
    await tab.page.waitForSelector("[data-kept]:not([hidden])");
    assert.equal(await tab.page.textContent("[data-kept] pre"), "Wrong. ");
    assert.ok(!(await shown(tab)).includes("Wrong."), "the server's text is shown");
    await tab.close();
});
