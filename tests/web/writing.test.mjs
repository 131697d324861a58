// Writing in the browser: words are on the server or on the device, and two who write at once end
// with one text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage } from "./support/browser.mjs";
import { drawStoryboard } from "./support/journey.mjs";
import { startServer } from "./support/server.mjs";
import { breakable, call, chip, eventually, goWriting, newScript, openWriting, shown }
    from "./support/writing.mjs";

let server;
let browser;

before(async () => { [server, browser] = await Promise.all([startServer(), launch()]); });
after(async () => {
    await browser?.close();
    await server?.stop();
});

const openTwo = (script) => Promise.all(
    [openWriting(browser, server, script), openWriting(browser, server, script)]);

test("what is typed is on the server, and its scenes are there", async () => {
    const script = await newScript(server);
    const tab = await openWriting(browser, server, script);
    await tab.page.keyboard.type("INT. KITCHEN - NIGHT\n\nAnna waits.\n");
    await eventually(async () => await script.text() === "INT. KITCHEN - NIGHT\n\nAnna waits.\n",
        "the text did not arrive");
    await eventually(async () => (await chip(tab)) === "Saved", "the chip does not say so");
    const answer = await call(server.url, `/api/v1/nodes?project_id=${script.project}`);
    const { nodes } = await answer.json();
    assert.deepEqual(nodes.map(({ title }) => title), ["INT. KITCHEN - NIGHT"]);
    expectNothingWrong(tab);
    await tab.close();
});

test("two who write at once end with one text, each with an undo of their own", async () => {
    const script = await newScript(server);
    const [anna, ben] = await openTwo(script);
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
    await eventually(async () => (await script.text()).includes("Ben writes below."),
        "Ben lost words");
    await eventually(async () => !(await shown(ben)).includes("Anna writes at the top. "),
        "the undo did not arrive");
    expectNothingWrong(anna);
    expectNothingWrong(ben);
    await Promise.all([anna.close(), ben.close()]);
});

test("words typed without a network stay on the device and arrive later", async () => {
    const script = await newScript(server);
    const tab = await openWriting(browser, server, script);
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
    await goWriting(later, script);
    await eventually(async () => await script.text() === "Before.\nIn the tunnel.\n",
        "the words did not arrive");
    await eventually(async () => await shown(later) === "Before.\nIn the tunnel.\n",
        "the words are not shown");
    await tab.close();
});

test("a server that is gone for a while gets what was typed meanwhile", async () => {
    const script = await newScript(server);
    let line;
    const tab = await openWriting(browser, server, script, async (made) => {
        line = await breakable(made);
    });
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
    const script = await newScript(server);
    const [anna, ben] = await openTwo(script);
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
    const script = await newScript(server);
    const tab = await openPage(browser, server.url, desktop);
    await tab.page.clock.install();
    await tab.page.route("**/text", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `Wrong. ${await answer.text()}` });
    }, { times: 1 });
    await goWriting(tab, script);
    assert.equal(await shown(tab), "Wrong. ");
    await tab.page.clock.runFor(31_000);
    await tab.page.waitForSelector("[data-kept]:not([hidden])");
    assert.equal(await tab.page.textContent("[data-kept] pre"), "Wrong. ");
    assert.ok(!(await shown(tab)).includes("Wrong."), "the server's text is shown");
    await tab.close();
});

test("the list of scenes shows who else is in which", async () => {
    const script = await newScript(server);
    const [anna, ben] = await openTwo(script);
    await anna.page.keyboard.type("INT. KITCHEN\n\nSteam.\n\nEXT. HARBOUR\n\nRain.");
    await eventually(async () => (await shown(ben)).endsWith("Rain."), "it did not arrive");
    const places = () => anna.page.evaluate(() =>
        [...document.querySelectorAll("[data-navigator] [data-index]")].map((item) =>
            item.querySelector(".outline-people .person-dot")?.textContent ?? ""));
    await ben.page.keyboard.press("Control+End");
    await eventually(async () => /^,\w+$/.test((await places()).join()),
        "Ben is not in the second");
    await ben.page.keyboard.press("Control+Home");
    await eventually(async () => /^\w+,$/.test((await places()).join()), "Ben is not in the first");
    await ben.close();
    await eventually(async () => (await places()).join() === ",", "Ben is still there");
    expectNothingWrong(anna);
    await anna.close();
});

test("the card of a scene leads to its shots", async () => {
    const { projects } = await (await call(server.url, "/api/v1/projects")).json();
    const demo = projects.find(({ title }) => title === "Out of Service").id;
    const tab = await openPage(browser, server.url, desktop);
    await drawStoryboard(tab.page, `${server.url}/p/${demo}`);
    const { nodes } = await (await call(server.url, `/api/v1/nodes?project_id=${demo}`)).json();
    const scene = nodes[1].id;
    const { shots } = await (await call(server.url,
        `/api/v1/shots?project_id=${demo}&scene_id=${scene}`)).json();
    assert.ok(shots.length > 0);
    await goWriting(tab, { page: `${server.url}/p/${demo}/write?at=${scene}` });
    const link = tab.page.locator(`.inspect-facts a[href$="storyboard?at=${scene}"]`);
    await eventually(async () => await link.textContent() === String(shots.length),
        "the number of shots is not there");
    expectNothingWrong(tab);
    await tab.close();
});
