// Names behind an @ in the texts of a story, stubs for those that nobody bears yet, and where texts
// name somebody.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, expectNothingWrong, launch, openPage, phone } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let tab;
let project;
let anna;

const call = (method, path, body) => server.call(method, path, body);

async function castNames() {
    const { characters } = await call("GET", `/characters?project_id=${project}`);
    return characters.map(({ name }) => name).sort();
}

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
    const script = await call("POST", "/scripts", { title: "Harbour",
        text: "INT. HALL - DAY\n\nAnna waits for Franz.\n\nANNA\nStill nothing.\n\n" +
            "FRANZ\nI am here, Anna.\n" });
    project = script.project_id;
    const { characters } = await call("GET", `/characters?project_id=${project}`);
    anna = characters.find(({ name }) => name === "Anna");
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const wants = () => tab.page.locator("[name=wants]");
const list = () => tab.page.getByRole("listbox", { name: /People, places/ });
const savedWants = async () => (await call("GET", `/characters/${anna.id}`)).wants;

test("behind an @ somebody of the cast is chosen by keyboard and stands there as a plain name",
     async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/cast/${anna.id}`);
    await wants().click();
    await wants().pressSequentially("To find @fr");
    await list().waitFor();
    assert.equal(await list().getByRole("option").first().innerText(), "Franz character");
    const chosen = await list().locator("[aria-selected=true]").getAttribute("id");
    assert.equal(await wants().getAttribute("aria-activedescendant"), chosen);
    await page.keyboard.press("Enter");
    assert.equal(await wants().inputValue(), "To find Franz ");
    assert.equal(await list().isVisible(), false);
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.querySelector("[data-status]")
        ?.textContent?.includes("Saved"));
    assert.equal(await savedWants(), "To find Franz");
});

test("escape closes the list and leaves the words, and an address is no name", async () => {
    const { page } = tab;
    await wants().fill("");
    await wants().pressSequentially("@an");
    await list().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await list().isVisible(), false);
    assert.equal(await wants().inputValue(), "@an");
    await wants().fill("");
    await wants().pressSequentially("anna@fr");
    assert.equal(await list().isVisible(), false);
});

test("a name that nobody bears becomes a character without leaving the line", async () => {
    const { page } = tab;
    await wants().fill("");
    await wants().pressSequentially("Trusts @Marie");
    const stub = list().getByRole("option", { name: "Create Marie as a character here" });
    await stub.waitFor();
    assert.equal(await list().locator("[aria-selected=true]").count(), 0);
    await stub.click();
    assert.equal(await wants().inputValue(), "Trusts Marie ");
    await page.locator(".toast", { hasText: "Marie is created" }).waitFor();
    assert.deepEqual(await castNames(), ["Anna", "Franz", "Marie"]);
    await wants().pressSequentially("and @Mar");
    await list().getByRole("option", { name: /^Marie/ }).first().waitFor();
    await page.keyboard.press("Escape");
});

test("or an entry of the world, which is offered from then on", async () => {
    const { page } = tab;
    await wants().fill("");
    await wants().pressSequentially("Fears @Lantern");
    await list().getByRole("option", { name: "Create Lantern as an entry of the world" }).click();
    await page.locator(".toast", { hasText: "Lantern is created" }).waitFor();
    const world = await call("GET", `/projects/${project}/world`);
    const { items } = await call("GET", `/worlds/${world.id}/items?limit=200`);
    assert.ok(items.some(({ name }) => name === "Lantern"));
});

test("a card of the board knows the names too", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/board`);
    await page.locator("[data-node]").first().focus();
    await page.keyboard.press("Space");
    const synopsis = page.locator("dialog [name=synopsis]");
    await synopsis.pressSequentially("@Ann");
    await list().waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await synopsis.inputValue(), "Anna ");
    assert.equal(await page.locator("dialog").isVisible(), true);
});

test("the page of somebody quotes every text that names them, at the words", async () => {
    const { page } = tab;
    await page.goto(`${server.url}/p/${project}/cast/${anna.id}`);
    // The search reads what was written a moment later.
    for (let tries = 0; tries < 100; ++tries) {
        const { results } = await call("GET", `/characters/${anna.id}/mentions`);
        if (results.some(({ kind }) => kind === "scene")) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await page.reload();
    const mentioned = page.locator("#mentioned-in");
    assert.equal(await mentioned.locator("mark").first().innerText(), "Anna");
    assert.match(await mentioned.locator(".search-quote").first().innerText(),
        /Anna waits for Franz\./);
    await mentioned.getByRole("link", { name: "INT. HALL - DAY" }).click();
    await page.waitForURL(/\/write\?at=.+&find=Anna/);
    expectNothingWrong(tab);
});

test("a name in a text shows who it is, at focus and pointer, until Escape", async () => {
    const { page } = tab;
    const { characters } = await call("GET", `/characters?project_id=${project}`);
    const franz = characters.find(({ name }) => name === "Franz");
    await call("PATCH", `/characters/${franz.id}`, { description: "The ferryman." });
    await page.goto(`${server.url}/p/${project}/cast/${anna.id}`);
    const name = page.locator("#mentioned-in a.mention", { hasText: "Franz" }).first();
    await name.waitFor();
    assert.equal(await name.getAttribute("href"), `/p/${project}/cast/${franz.id}`);
    const card = page.getByRole("tooltip");
    await name.focus();
    await card.waitFor();
    assert.match(await card.innerText(), /^Franz character\s+The ferryman\.$/);
    assert.equal(await name.getAttribute("aria-describedby"), await card.getAttribute("id"));
    assert.deepEqual(await seriousFindings(page), []);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    await name.hover();
    await card.waitFor();
    await card.hover();
    await page.waitForTimeout(500);
    assert.equal(await card.isVisible(), true);
    await page.mouse.move(5, 5);
    await card.waitFor({ state: "detached" });
    expectNothingWrong(tab);
});

test("on a phone the list and the mentions can be reached, and nothing is wrong with them",
     async () => {
    const small = await openPage(browser, server.url, phone);
    await small.page.goto(`${server.url}/p/${project}/cast/${anna.id}`);
    await small.page.locator("[name=hides]").click();
    await small.page.locator("[name=hides]").pressSequentially("@fr");
    const option = small.page.locator(".name-list").getByRole("option", { name: /^Franz/ });
    await option.waitFor();
    assert.ok((await option.boundingBox()).height >= 44);
    assert.deepEqual(await seriousFindings(small.page), []);
    await option.tap();
    assert.equal(await small.page.locator("[name=hides]").inputValue(), "Franz ");
    expectNothingWrong(small);
});
