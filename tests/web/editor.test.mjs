// The page where a script is written: columns and edges of the printed page, keys, completion,
// scenes beside the text.
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

async function call(path, body, method = "POST") {
    const answer = await fetch(server.url + path, body === undefined ? {} : {
        method, headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
}

// The writing page of a new project whose script is `text`. `also` is done to the script before.
async function write(text = "", options = desktop, also = async () => undefined) {
    const project = await (await call("/api/v1/projects", { title: "Writing" })).json();
    const list = await (await call(`/api/v1/scripts?project_id=${project.id}`)).json();
    const script = list.scripts[0].id;
    if (text !== "") {
        await call(`/api/v1/scripts/${script}/changes`, { client_id: crypto.randomUUID(),
            client_seq: 1, version: list.scripts[0].version, changes: [[0, ...text.split("\n")]] });
    }
    await also(script);
    const tab = await openPage(browser, server.url, options);
    await tab.page.goto(`${server.url}/p/${project.id}/write`);
    await tab.page.waitForSelector("[data-editor][data-ready]");
    return { ...tab, keys: tab.page.keyboard, saved: async () =>
        (await call(`/api/v1/scripts/${script}/text`)).text() };
}

const inEditor = (tab, question) => tab.page.evaluate(
    `(() => { const root = document.querySelector("[data-editor]").shadowRoot;
      return (${question})(root); })()`);
const lines = (tab) => inEditor(tab, `(root) => [...root.querySelectorAll(".cm-line")]
    .map((line) => line.textContent)`);
const text = async (tab) => (await lines(tab)).join("\n");
const offers = (tab) => inEditor(tab, `(root) => [...root.querySelectorAll("[role=option]")]
    .map((item) => item.textContent)`);
const element = (tab) => tab.page.textContent("[data-element]");

async function eventually(question, expected) {
    let found;
    for (let tries = 0; tries < 200; ++tries) {
        found = await question();
        try {
            assert.deepEqual(found, expected);
            return;
        } catch {
            await new Promise((done) => setTimeout(done, 50));
        }
    }
    assert.deepEqual(found, expected);
}

test("a scene is typed with Enter and Tab alone, and Fountain has its marks and blank lines",
    async () => {
        const tab = await write();
        const { keys } = tab;
        await keys.type("int. kitchen - day");
        await keys.press("Enter");
        await keys.type("Anna waits.");
        await keys.press("Enter");
        await keys.press("Tab");
        await eventually(() => element(tab), "Character");
        await keys.type("anna");
        await keys.press("Enter");
        await keys.type("Where have you been?");
        await keys.press("Enter");
        await keys.type("ben");
        await keys.press("Enter");
        await keys.type("Out.");
        await keys.press("Tab");
        await keys.type("beat");
        await keys.press("Enter");
        await keys.type("Far out.");
        await keys.press("Enter");
        await keys.press("Enter");
        await keys.type("He sits.");
        await keys.press("Control+Enter");
        await keys.type("garden");
        await keys.press("Enter");
        await eventually(() => text(tab), "int. kitchen - day\n\nAnna waits.\n\nANNA\n" +
            "Where have you been?\n\nBEN\nOut.\n(beat)\nFar out.\n\nHe sits.\n\n.garden\n\n");
        await eventually(() => tab.page.locator(".strip-tick").count(), 2);
        expectNothingWrong(tab);
        await tab.close();
    });

test("Tab goes through the kinds of a line and gives the words back as they were", async () => {
    const tab = await write("INT. HALL - DAY\n\nanna\n");
    await tab.page.waitForTimeout(100);
    await tab.keys.press("Control+End");
    await tab.keys.press("ArrowUp");
    await tab.keys.press("End");
    await tab.keys.press("Shift+Tab");
    await eventually(() => text(tab), "INT. HALL - DAY\n\n.anna\n");
    await tab.keys.press("Shift+Tab");
    await eventually(() => text(tab), "INT. HALL - DAY\n\n> ANNA\n");
    await tab.keys.press("Shift+Tab");
    await eventually(() => text(tab), "INT. HALL - DAY\n\nANNA\n");
    assert.equal(await element(tab), "Character");
    await tab.keys.press("Shift+Tab");
    await eventually(() => text(tab), "INT. HALL - DAY\n\nanna\n");
    await tab.close();
});

test("lines end where those of the printed page end, and marks are dimmed", async () => {
    const speech = "I told you that I would be late, and you said that you would be asleep *long* " +
        "before I came.";
    const tab = await write(`INT. HALL - DAY\n\nANNA\n${speech}\n`);
    const found = await inEditor(tab, `(root) => {
        const line = [...root.querySelectorAll(".cm-line")].find((one) => one.matches(".at-dialogue"));
        const parts = [""];
        const walk = (node) => {
            if (node.nodeName === "BR") parts.push("");
            else if (node.nodeType === Node.TEXT_NODE) parts[parts.length - 1] += node.data;
            else node.childNodes.forEach(walk);
        };
        walk(line);
        return { parts, marks: [...line.querySelectorAll(".is-mark")].map((one) => one.textContent) };
    }`);
    assert.deepEqual(found.parts, ["I told you that I would be late, ", "and you said that you would be ",
        "asleep *long* before I came."]);
    assert.deepEqual(found.marks, ["*", "*"]);
    expectNothingWrong(tab);
    await tab.close();
});

test("the edges of pages stand in the text with numbers, and follow the writing", async () => {
    const paragraph = "Rain falls on the roof.\n\n";
    const tab = await write(`INT. HALL - DAY\n\n${paragraph.repeat(60)}`);
    const edges = () => inEditor(tab, `(root) => [...root.querySelectorAll(".edge-number")]
        .map((one) => one.textContent)`);
    await tab.page.evaluate(() => scrollTo(0, 700));
    await eventually(edges, ["2.", "3."]);
    await tab.keys.press("Control+End");
    await tab.keys.type("/page");
    await tab.keys.press("Enter");
    await tab.keys.press("Enter");
    await tab.keys.type("Behind it.");
    await eventually(async () => (await tab.page.textContent("[data-place]")), "Page 4 of 4");
    expectNothingWrong(tab);
    await tab.close();
});

test("names, places and times are offered where they belong", async () => {
    const tab = await write("INT. KITCHEN - NIGHT\n\nANNA\nYes.\n\nBEN\nNo.\n\n");
    const { keys } = tab;
    await keys.press("Control+End");
    await keys.type("@A");
    await eventually(() => offers(tab), ["ANNA"]);
    await keys.press("Tab");
    await eventually(() => text(tab), "INT. KITCHEN - NIGHT\n\nANNA\nYes.\n\nBEN\nNo.\n\n@ANNA");
    await keys.press("Enter");
    await keys.type("Then go.");
    await keys.press("Control+Enter");
    await keys.type("INT. k");
    await eventually(() => offers(tab), ["KITCHEN"]);
    await keys.press("Enter");
    await keys.type(" - da");
    await eventually(() => offers(tab), ["DAY", "DAWN"]);
    await keys.press("Enter");
    await keys.press("Enter");
    await keys.type("She calls @b");
    await eventually(() => offers(tab), ["BEN"]);
    await keys.press("Escape");
    await keys.press("Backspace");
    await keys.press("Backspace");
    await keys.type("him.");
    await keys.press("Enter");
    await keys.type("/not");
    await eventually(() => offers(tab), ["Note"]);
    await keys.press("Enter");
    await keys.type("ask");
    await eventually(async () => (await lines(tab)).slice(-7),
        ["Then go.", "", "INT. KITCHEN - DAY", "", "She calls him.", "", "[[ask]]"]);
    expectNothingWrong(tab);
    await tab.close();
});

test("scenes beside the text lead to their place, carry a synopsis and can be moved", async () => {
    const tab = await write("# One\n\nINT. A - DAY\n\nFirst.\n\nINT. B - DAY\n\nSecond.\n");
    const titles = () => tab.page.locator("[data-navigator] .outline-title").allTextContents();
    const strip = () => tab.page.locator(".strip-tick").evaluateAll((all) =>
        all.map((tick) => tick.getAttribute("aria-label")));
    await eventually(strip, ["1 INT. A - DAY", "2 INT. B - DAY"]);
    await eventually(titles, ["INT. A - DAY", "INT. B - DAY"]);
    await tab.page.click("[data-navigator] li:nth-child(3) a");
    await eventually(() => tab.page.textContent("[data-inspector] h3"), "INT. B - DAY");
    await tab.page.fill(".synopsis-field", "All is told.");
    await tab.page.press(".synopsis-field", "Tab");
    await eventually(() => text(tab), "# One\n\nINT. A - DAY\n\nFirst.\n\nINT. B - DAY\n\n" +
        "= All is told.\n\nSecond.\n");
    await tab.page.focus("[data-navigator] li:nth-child(3) a");
    await tab.page.keyboard.press("Alt+ArrowUp");
    const moved = "# One\n\nINT. B - DAY\n\n= All is told.\n\nSecond.\n\nINT. A - DAY\n\nFirst.\n\n";
    await eventually(() => text(tab), moved);
    await eventually(titles, ["INT. B - DAY", "INT. A - DAY"]);
    await eventually(tab.saved, moved);
    await eventually(strip, ["1 INT. B - DAY", "2 INT. A - DAY"]);
    expectNothingWrong(tab);
    await tab.close();
});

test("plain text shows nothing but the text, and is remembered", async () => {
    const tab = await write("INT. HALL - DAY\n\n**Rain** falls.\n");
    const decorated = () => inEditor(tab, `(root) => root.querySelectorAll(".is-mark").length`);
    await eventually(decorated, 2);
    await tab.page.click("[data-act=view-menu]");
    await tab.page.getByRole("menuitemcheckbox", { name: "Plain text" }).click();
    await eventually(decorated, 0);
    await tab.page.reload();
    await tab.page.waitForSelector("[data-editor][data-ready]");
    assert.equal(await decorated(), 0);
    expectNothingWrong(tab);
    await tab.close();
});

test("a browser that asks for German gets the page in German, in the server's words and its own",
    async () => {
        const tab = await write("INT. KÜCHE - TAG\n\nRegen.\n", { ...desktop, locale: "de-DE" });
        assert.equal(await tab.page.getAttribute("html", "lang"), "de");
        assert.equal((await tab.page.textContent("[data-act=view-menu]")).trim(), "Ansicht");
        await eventually(() => element(tab), "Szenenüberschrift");
        assert.equal(await tab.page.textContent("[data-place]"), "Seite 1 von 1");
        expectNothingWrong(tab);
        await tab.close();
    });

test("a script in a format of one's own is laid out as that format says", async () => {
    const tab = await write("Rain falls on the roof of the house.\n", desktop, async (script) => {
        const format = await (await call("/api/v1/formats", { definition: { title: "Narrow",
            format: "screenplay", elements: { action: { left: 3, right: 5 } } } })).json();
        await call(`/api/v1/scripts/${script}`, { format_id: format.id }, "PATCH");
    });
    const found = await inEditor(tab, `(root) => {
        const line = root.querySelector(".at-action");
        return [getComputedStyle(line).paddingInlineStart, line.querySelectorAll("br").length];
    }`);
    assert.deepEqual(found, ["288px", 1]);
    expectNothingWrong(tab);
    await tab.close();
});

test("Escape and then Tab leave the text", async () => {
    const tab = await write("INT. HALL - DAY\n\nRain.\n");
    const inside = () => tab.page.evaluate(() =>
        document.activeElement === document.querySelector("[data-editor]"));
    assert.equal(await inside(), true);
    await tab.keys.press("Escape");
    await tab.keys.press("Tab");
    assert.equal(await inside(), false);
    assert.equal(await text(tab), "INT. HALL - DAY\n\nRain.\n");
    await tab.close();
});

test("the panes beside the text close and open", async () => {
    const tab = await write("INT. HALL - DAY\n\nRain.\n");
    const shown = () => tab.page.isVisible("[data-navigator]");
    assert.equal(await shown(), true);
    await tab.page.click("[data-act=toggle-nav]");
    assert.equal(await shown(), false);
    await tab.page.click("[data-act=toggle-nav]");
    assert.equal(await shown(), true);
    await tab.close();
});
