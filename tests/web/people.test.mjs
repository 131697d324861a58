// A house that others can reach, from its one-time code to two people in it: set up, first project,
// invitation, a second browser that joins, a role reduced, signing out.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "a quiet harbour";

let server;
let browser;
let owner;
let second;
let project = "";
let link = "";

before(async () => {
    [server, browser] = await Promise.all([
        startServer(["--public-names", "studio.example"]), launch()]);
    owner = (await openPage(browser, server.url, desktop)).page;
    second = (await openPage(browser, server.url, desktop)).page;
});

after(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0, "the server ends well");
});

async function fill(page, values) {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
}

test("every address leads to the setup, and a wrong code keeps what was typed", async () => {
    await owner.goto(`${server.url}/jobs`);
    assert.equal(new URL(owner.url()).pathname, "/setup");
    await fill(owner, { code: "AAAAA-AAAAA", name: "Ada", login: "ada", password,
                        house: "Harbour House", first_project: "The Ferry" });
    await owner.click("button[type=submit]");
    await owner.waitForSelector("[data-refused]:not([hidden])");
    assert.match(await owner.textContent("[data-refused]"), /This is not the code/);
    assert.equal(await owner.inputValue("[name=house]"), "Harbour House");
    // What the browser says of where it is comes first.
    assert.equal(await owner.inputValue("select[name=language]"), "en");
    assert.equal(await owner.isChecked("[name=paper][value=letter]"), true);
    await owner.getByLabel("A4").check();
});

test("the code opens the house and its first project", async () => {
    const file = path.join(server.folder, "data", "setup-code");
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    await owner.fill("[name=code]", fs.readFileSync(file, "utf8").trim().toLowerCase());
    await owner.click("button[type=submit]");
    await owner.waitForURL(/\/p\/[^/]+\/write/);
    project = /\/p\/([^/]+)/.exec(owner.url())[1];
    assert.equal(fs.existsSync(file), false, "the code is spent");
    const begun = await owner.evaluate(async (id) =>
        (await fetch(`/api/v1/projects/${id}`)).json(), project);
    assert.deepEqual([begun.language, begun.paper], ["en", "a4"]);
});

test("whoever has not signed in is led to the sign-in and back", async () => {
    await second.goto(`${server.url}/p/${project}`);
    assert.equal(new URL(second.url()).pathname, "/login");
    await fill(second, { login: "ada", password: "not this one" });
    await second.click("button[type=submit]");
    await second.waitForSelector("[data-refused]:not([hidden])");
    assert.match(await second.textContent("[data-refused]"), /do not go together/);
});

test("an invitation brings in a second person", async () => {
    await owner.goto(`${server.url}/people`);
    await owner.selectOption('form [name="role"]', "editor");
    await owner.click('form[data-form="invite"] button');
    await owner.waitForSelector("[data-link-box]:not([hidden])");
    link = await owner.inputValue("[data-link]");
    await second.goto(link);
    assert.match(await second.textContent("main"), /Harbour House/);
    await fill(second, { name: "Ed", login: "ed", password });
    await second.click("button[type=submit]");
    await second.waitForURL(`${server.url}/`);
    assert.match(await second.textContent("main"), /The Ferry/);
    await second.goto(link);
    assert.match(await second.textContent("main"), /used already/);
});

test("an owner changes what new projects begin with, and nobody else is offered it", async () => {
    await owner.goto(`${server.url}/people`);
    await owner.fill("[data-house] [name=language]", "de-AT");
    await owner.selectOption("[data-house] [name=paper]", "letter");
    await owner.fill("[data-house] [name=name]", "");
    await owner.locator("[data-house] [name=paper]").focus();
    await owner.locator(".toast, :invalid").first().waitFor();
    await owner.fill("[data-house] [name=name]", "Pier House");
    await owner.locator("[data-house] [name=paper]").focus();
    await owner.waitForFunction(async () => {
        const { organizations } = await (await fetch("/api/v1/organizations")).json();
        return organizations.some(({ name, language, paper }) =>
            name === "Pier House" && language === "de-AT" && paper === "letter");
    });
    await owner.reload();
    assert.equal(await owner.inputValue("[data-house] [name=language]"), "de-AT");
    await second.goto(`${server.url}/people`);
    assert.equal(await second.locator("[data-house]").count(), 0);
});

test("a role that is reduced holds at the next write", async () => {
    const rename = (page) => page.evaluate(async (id) => {
        const answer = await fetch(`/api/v1/projects/${id}`, {
            method: "PATCH", headers: { "content-type": "application/json" },
            body: JSON.stringify({ title: "The Late Ferry" }) });
        return { status: answer.status, detail: (await answer.json()).detail };
    }, project);
    assert.equal((await rename(second)).status, 200);
    await owner.goto(`${server.url}/people`);
    await owner.locator("[data-user]", { hasText: "Ed" }).locator("[data-role]")
        .selectOption("viewer");
    await owner.waitForSelector(".toast");
    const refused = await rename(second);
    assert.equal(refused.status, 403);
    assert.match(refused.detail, /Only an editor or a higher role may do this/);
});

test("signing out ends what the cookie opened", async () => {
    await second.goto(`${server.url}/me`);
    assert.equal(await second.textContent("h1"), "Ed");
    await second.click('[data-act="sign-out"]');
    await second.waitForURL(/\/login/);
    await second.goto(`${server.url}/p/${project}`);
    assert.equal(new URL(second.url()).pathname, "/login");
});
