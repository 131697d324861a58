// The Board in the browser: cards by keyboard and by drag, as an outline and in columns; beats.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;
let project;
let script;

const nodes = async () =>
    (await server.call("GET", `/nodes?limit=200&project_id=${project}`)).nodes;
const text = async () => (await fetch(`${server.url}/api/v1/scripts/${script}/text`)).text();

// "One(A, B*)": what stands below what, the written with a star.
async function tree() {
    const all = await nodes();
    const below = (parent) => all.filter((node) => node.parent_id === parent)
        .sort((a, b) => a.position - b.position)
        .map((node) => {
            const inner = below(node.id);
            const star = node.state === "attached" ? "*" : "";
            return `${node.title}${star}${inner === "" ? "" : `(${inner})`}`;
        }).join(", ");
    return below(null);
}

async function expectTree(wanted) {
    for (let tries = 0; tries < 60 && await tree() !== wanted; ++tries) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await tree(), wanted);
    await tab.page.waitForLoadState("networkidle");
}

const row = (title) => tab.page.locator(`[data-node][data-title="${title}"]`);
const focused = () => tab.page.evaluate(() =>
    document.activeElement.closest("[data-node]")?.dataset.title ?? "");

async function expectFocus(title) {
    await tab.page.waitForFunction((wanted) =>
        document.activeElement.closest("[data-node]")?.dataset.title === wanted, title);
}

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    project = (await server.call("POST", "/projects", { title: "Ferry" })).id;
    script = (await server.call("GET", `/scripts?project_id=${project}`)).scripts[0].id;
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("cards are begun one after the other, Enter by Enter", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/board`);
    await page.click("[data-act=new-section]");
    await page.keyboard.type("One");
    await page.keyboard.press("Enter");
    await expectFocus("One");
    await page.keyboard.press("Enter");
    for (const title of ["INT. HALL - DAY", "The quay", "Storm"]) {
        await page.locator(".plan-field").waitFor();
        await page.keyboard.type(title);
        await page.keyboard.press("Enter");
        await row(title).waitFor();
    }
    await page.locator(".plan-field").waitFor();
    await page.keyboard.press("Escape");
    await expectTree("One(INT. HALL - DAY, The quay, Storm)");
    await expectFocus("Storm");
});

test("a card is moved, indented and taken out again by keys, and each step is undone", async () => {
    const { page } = tab;
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Two");
    await page.keyboard.press("Enter");
    await expectFocus("Two");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(), "Storm");
    await page.keyboard.press("Alt+ArrowUp");
    await expectTree("One(INT. HALL - DAY, Storm, The quay), Two");
    await expectFocus("Storm");
    await page.keyboard.press("Alt+ArrowDown");
    await expectTree("One(INT. HALL - DAY, The quay, Storm), Two");
    await expectFocus("Storm");
    await page.keyboard.press("Alt+ArrowDown");
    await expectTree("One(INT. HALL - DAY, The quay), Two(Storm)");
    await expectFocus("Storm");
    await page.keyboard.press("Shift+ArrowLeft");
    await expectTree("Storm, One(INT. HALL - DAY, The quay), Two");
    await expectFocus("Storm");
    await page.keyboard.press("Shift+ArrowRight");
    await expectTree("One(Storm, INT. HALL - DAY, The quay), Two");
    for (const before of ["Storm, One(INT. HALL - DAY, The quay), Two",
                          "One(INT. HALL - DAY, The quay), Two(Storm)"]) {
        await page.keyboard.press("Control+z");
        await expectTree(before);
    }
});

test("a card is renamed in place and moved by name", async () => {
    const { page } = tab;
    await row("Storm").focus();
    await page.keyboard.press("F2");
    await page.keyboard.type("EXT. SEA - NIGHT");
    await page.keyboard.press("Enter");
    await expectTree("One(INT. HALL - DAY, The quay), Two(EXT. SEA - NIGHT)");
    await expectFocus("EXT. SEA - NIGHT");
    await page.keyboard.press("m");
    await page.selectOption("dialog [name=parent_id]", { label: "One" });
    await page.fill("dialog [name=position]", "1");
    await page.keyboard.press("Enter");
    await expectTree("One(EXT. SEA - NIGHT, INT. HALL - DAY, The quay), Two");
});

test("whoever goes to another card while a move is on its way stays there", async () => {
    const { page } = tab;
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const move = "**/api/v1/nodes/*/move";
    await page.route(move, async (route) => { await held; await route.continue(); });
    await row("EXT. SEA - NIGHT").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await row("One").focus();
    release();
    await row("INT. HALL - DAY").and(page.locator('[data-position="1"]')).waitFor();
    await page.unroute(move);
    assert.equal(await focused(), "One");
    await page.keyboard.press("Control+z");
    await expectTree("One(EXT. SEA - NIGHT, INT. HALL - DAY, The quay), Two");
});

test("who begins a card while the page is read anew keeps the field and its words", async () => {
    const { page } = tab;
    const board = `**/p/${project}/board*`;
    let asked;
    let release;
    const reading = new Promise((resolve) => { asked = resolve; });
    const held = new Promise((resolve) => { release = resolve; });
    await page.route(board, async (route) => { asked(); await held; await route.continue(); },
                     { times: 1 });
    const { id } = await server.call("POST", "/nodes",
                                     { project_id: project, title: "Late", level: 1 });
    await reading;
    await row("The quay").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Gulls");
    release();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.inputValue(".plan-field"), "Gulls");
    assert.equal(await row("Late").count(), 0);
    await page.keyboard.press("Escape");
    await row("Late").waitFor();
    await server.call("DELETE", `/nodes/${id}`);
    await row("Late").waitFor({ state: "detached" });
    await expectTree("One(EXT. SEA - NIGHT, INT. HALL - DAY, The quay), Two");
});

test("a planned card is written into the script, and stands in ink", async () => {
    const { page } = tab;
    await row("INT. HALL - DAY").focus();
    await page.keyboard.press("w");
    await expectTree("One*(EXT. SEA - NIGHT, INT. HALL - DAY*, The quay), Two");
    assert.equal(await text(), "# One\n\nINT. HALL - DAY\n\n");
    await page.locator(".is-scene:not(.is-planned)").waitFor();
    assert.equal(await page.locator(".is-planned .chip-pencil").count(), 3);
});

test("what a card says and how long it is to be is kept, and shown beside what it is", async () => {
    const { page } = tab;
    await row("The quay").focus();
    await page.keyboard.press("Space");
    await page.fill("dialog [name=synopsis]", "The ferry does not come.");
    await page.fill("dialog [name=planned_eighths]", "12");
    await page.locator("dialog").getByRole("button", { name: "Save" }).click();
    await row("The quay").getByText("The ferry does not come.").waitFor();
    assert.equal(await row("The quay").locator("td.plan-pencil").innerText(), "1 4/8");
    assert.equal(await row("INT. HALL - DAY").locator("td.num").last().innerText(), "1/8");
});

test("cards are dragged", async () => {
    const { page } = tab;
    await row("EXT. SEA - NIGHT").dragTo(row("Two"));
    await expectTree("One*(INT. HALL - DAY*, The quay), Two(EXT. SEA - NIGHT)");
    await row("The quay").dragTo(row("INT. HALL - DAY"), { targetPosition: { x: 200, y: 3 } });
    await expectTree("One*(The quay, INT. HALL - DAY*), Two(EXT. SEA - NIGHT)");
});

test("a deleted card takes its text along, and Undo brings both back", async () => {
    const { page } = tab;
    await row("INT. HALL - DAY").focus();
    await page.keyboard.press("Delete");
    await expectTree("One*(The quay), Two(EXT. SEA - NIGHT)");
    assert.equal(await text(), "# One\n\n");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await expectTree("One*(The quay, INT. HALL - DAY*), Two(EXT. SEA - NIGHT)");
    assert.match(await text(), /INT\. HALL - DAY/);
});

test("what another does is seen, and who moves a card that is gone elsewhere is told", async () => {
    const { page } = tab;
    await server.call("POST", "/nodes", { project_id: project, title: "Three", level: 1 });
    await row("Three").waitFor();
    // This page is not told: its line is silent while the other acts.
    await page.evaluate(() => {
        document.querySelector('[data-title="The quay"]').dataset.rev = "0";
    });
    await row("The quay").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByText("Somebody changed this card meanwhile").waitFor();
    assert.equal(await tree(), "One*(The quay, INT. HALL - DAY*), Two(EXT. SEA - NIGHT), Three");
    tab.wrong = tab.wrong.filter((line) => !line.includes("412"));
});

test("columns hold the same cards, moved by keys and by drag", async () => {
    const { page } = tab;
    await page.getByRole("link", { name: "Columns" }).click();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".plan-column").count(), 3);
    await row("The quay").locator("[data-focus]").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expectTree("One*(INT. HALL - DAY*, The quay), Two(EXT. SEA - NIGHT), Three");
    await expectFocus("The quay");
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "Two");
    await row("The quay").dragTo(page.locator(".plan-column").nth(2), {
        targetPosition: { x: 100, y: 200 } });
    await expectTree("One*(INT. HALL - DAY*), Two(EXT. SEA - NIGHT), Three(The quay)");
});

test("beats come from a template with their shares, and are changed", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/board`);
    await page.waitForLoadState("networkidle");
    await page.locator(".plan-beats summary").click();
    await page.selectOption("#beat-set", "save-the-cat");
    await page.getByRole("button", { name: "Add these beats" }).click();
    await page.locator(".beat").nth(14).waitFor();
    assert.equal(await page.locator(".beat").count(), 15);
    await page.locator("[data-act=edit-beat]").nth(1).click();
    await page.fill("dialog [name=label]", "What it is about");
    await page.fill("dialog [name=pct_to]", "12");
    await page.locator("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByText("What it is about").waitFor();
    const { beats } = await server.call("GET", `/beats?project_id=${project}`);
    assert.equal(beats[1].pct_to, 12);
    expectNothingWrong(tab);
});

test("an empty story begins with a structure", async () => {
    const { page } = tab;
    const { id } = await server.call("POST", "/projects", { title: "Series", kind: "series" });
    await page.goto(`${server.url}/p/${id}/board`);
    await page.waitForLoadState("networkidle");
    assert.equal(await page.inputValue("#structure"), "series-traditional");
    await page.selectOption("#structure", "kishotenketsu");
    await page.getByRole("button", { name: "Lay it out" }).click();
    await page.locator(".plan-row").first().waitFor();
    assert.ok(await page.locator(".plan-row.is-planned").count() >= 4);
    expectNothingWrong(tab);
});

test("a letter behind g goes to a lens, and does nothing to the card", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/board`);
    await page.waitForLoadState("networkidle");
    await row("Two").focus();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForURL(/\/cast/);
});

test("further lenses are under More", async () => {
    const { page } = tab;
    assert.equal(await page.locator(".lenses > .lens").count(), 6);
    await page.locator(".lens-more summary").click();
    await page.locator(".lens-sheet").getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
});

test("on a phone a card is opened with a finger and moved by name", async () => {
    const hand = await openPage(browser, server.url, phone);
    const { page } = hand;
    await page.goto(`${server.url}/p/${project}/board`);
    await page.waitForLoadState("networkidle");
    const card = page.locator('[data-title="The quay"]');
    await card.locator("[data-act=open-card]").tap();
    await page.locator("dialog").getByRole("button", { name: "Move to…" }).tap();
    await page.selectOption("dialog [name=parent_id]", { label: "One" });
    await page.locator("dialog").getByRole("button", { name: "Move", exact: true }).tap();
    await expectTree("One*(INT. HALL - DAY*, The quay), Two(EXT. SEA - NIGHT), Three");
    expectNothingWrong(hand);
    await hand.close();
});
