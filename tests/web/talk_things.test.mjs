// Comments on things that are no text: a frame of the storyboard, somebody of the cast, a card.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { expectNothingWrong, launch } from "./support/browser.mjs";
import { call, newScript, openMember, openOwner, startHouse } from "./support/house.mjs";
import { eventually } from "./support/writing.mjs";

const text = "INT. KITCHEN - NIGHT\n\nAnna waits by the door.\n\nANNA\nListen.\n";

let server;
let browser;
let anna;
let ed;
let project;
let character;

const ask = (method, path, data) => call(anna, server, method, `/api/v1${path}`, data);

before(async () => {
    [server, browser] = await Promise.all([startHouse(), launch()]);
    anna = await openOwner(browser, server);
    ed = await openMember(browser, server, anna, "viewer", "Ed Ward");
    ({ project } = await newScript(anna, server, text));
    const { nodes } = await ask("GET", `/nodes?project_id=${project}`);
    await ask("POST", "/shots", { scene_id: nodes[0].id, description: "The door" });
    character = await ask("POST", "/characters", { project_id: project, name: "Anna" });
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

const count = (tab) => tab.page.locator("[data-said]").first();

test("who may only read comments on a frame, and who draws it answers and resolves", async () => {
    for (const tab of [anna, ed]) {
        await tab.page.goto(`${server.url}/p/${project}/storyboard`);
        await tab.page.locator("[data-act=talk-frame]").first().waitFor();
    }
    await ed.page.locator("[data-act=talk-frame]").first().click();
    await ed.page.getByLabel("What is to be said about it?").fill("Nearer, @Ann");
    await ed.page.getByRole("option").first().click();
    await ed.page.keyboard.type("please.");
    await ed.page.getByRole("button", { name: "Comment", exact: true }).click();
    await ed.page.locator(".talk-body", { hasText: "please." }).waitFor();
    assert.deepEqual(await seriousFindings(ed.page), []);

    await eventually(async () => await count(anna).textContent() === "1", "Anna sees no number");
    assert.match(await anna.page.locator("[data-act=talk-frame]").first().getAttribute("aria-label"),
                 /^1 comment, 1 new$/);
    await anna.page.locator("[data-act=talk-frame]").first().click();
    await anna.page.getByLabel("Answer").fill("A close-up then.");
    await anna.page.getByRole("button", { name: "Send the answer" }).click();
    await ed.page.locator(".talk-body", { hasText: "A close-up then." }).waitFor();
    await anna.page.getByRole("button", { name: "Resolve" }).click();
    await anna.page.locator(".talk-resolved").waitFor();
    await eventually(async () => await ed.page.locator(".talk-resolved").isVisible(),
                     "it is open there still");
    await anna.page.keyboard.press("Escape");
    await ed.page.keyboard.press("Escape");
    await eventually(async () => await count(ed).textContent() === "", "it is counted still");
    expectNothingWrong(anna);
    expectNothingWrong(ed);
});

test("comments on somebody of the cast stand on their page, and words begun are kept", async () => {
    for (const tab of [anna, ed]) {
        await tab.page.goto(`${server.url}/p/${project}/cast/${character.id}`);
        await tab.page.getByLabel("What is to be said about it?").waitFor();
    }
    await anna.page.getByLabel("What is to be said about it?").fill("Is she the elder?");
    await anna.page.reload();
    await anna.page.getByLabel("What is to be said about it?").waitFor();
    assert.equal(await anna.page.getByLabel("What is to be said about it?").inputValue(),
                 "Is she the elder?");
    await anna.page.getByRole("button", { name: "Comment", exact: true }).click();
    await ed.page.locator(".talk-body", { hasText: "Is she the elder?" }).waitFor();
    await ed.page.getByLabel("Answer").fill("By a year.");
    await ed.page.getByRole("button", { name: "Send the answer" }).click();
    await anna.page.locator(".talk-body", { hasText: "By a year." }).waitFor();
    assert.equal(await ed.page.getByRole("button", { name: "Resolve" }).count(), 0);
    assert.deepEqual(await seriousFindings(anna.page), []);
    expectNothingWrong(anna);
    expectNothingWrong(ed);
});

test("comments on a card stand in its dialog", async () => {
    const { page } = anna;
    const openCard = async () => {
        await page.goto(`${server.url}/p/${project}/board`);
        await page.locator("[data-act=open-card]").first().click();
        await page.getByLabel("What is to be said about it?").waitFor();
    };
    await openCard();
    await page.getByLabel("What is to be said about it?").fill("Must it be night?");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.locator(".talk-body", { hasText: "Must it be night?" }).waitFor();
    await openCard();
    await page.locator(".talk-body", { hasText: "Must it be night?" }).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    expectNothingWrong(anna);
});
