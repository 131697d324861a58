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
async function openWriting(script) {
    const tab = await openPage(browser, server.url, desktop);
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
        .map((line) => line.textContent).join("\n"));

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

test("a server that is gone for a while gets what was typed meanwhile", async () => {
    const script = await newScript();
    const tab = await openWriting(script);
    await tab.page.route("**/changes*", (route) => route.abort());
    await tab.page.keyboard.type("Nobody answers.");
    await eventually(async () => (await chip(tab)).includes("kept on this device"),
        "the chip does not say where the words are");
    await tab.page.keyboard.type(" I go on.");
    await tab.page.unroute("**/changes*");
    await eventually(async () => await script.text() === "Nobody answers. I go on.",
        "the words did not arrive");
    await eventually(async () => (await chip(tab)) === "Saved", "the chip does not say so");
    await tab.close();
});
