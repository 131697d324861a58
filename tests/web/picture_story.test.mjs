// A story in pictures in the browser: pasted, understood, made, done again, approved, taken along; with
// the keyboard, on a phone, in German.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { desktop, download, expectNothingWrong, launch, openPage, phone, started }
    from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const story =
    "The lamp of the old lighthouse went out at midnight. Marta climbed the stairs with a match in " +
    "her hand.\n\n\"Who is there?\" cried Marta. Only the storm answered.\n\nBelow, in the harbour, " +
    "Jonas saw the dark lighthouse. Jonas ran to the boat. \"Marta needs oil for the lamp!\" shouted " +
    "Jonas into the storm.\n\nWhen the lamp burned again, Marta laughed. \"The storm has lost,\" said " +
    "Marta.";

let server;
let browser;
let tab;
let address;

const pictures = (page) => page.locator("[data-scene-index]");

async function allThere(page) {
    await page.locator("[data-standing]", { hasText: /All \d+ pictures are there/ }).waitFor();
}

before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    tab = await openPage(browser, server.url, desktop);
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

test("from the desk a pasted story shows what was understood before anything is made", async () => {
    const { page } = tab;
    await page.goto(server.url);
    await page.getByRole("link", { name: "A story in pictures" }).click();
    await started(page);
    await page.getByLabel("The story").fill("Too short");
    assert.equal(await page.locator("[data-understood]").isVisible(), false);
    await page.getByLabel("The story").fill(story);
    const understood = page.locator("[data-understood]");
    await understood.getByText("Marta, Jonas").waitFor();
    await understood.getByText("lighthouse, harbour").waitFor();
    assert.match(await understood.innerText(), /67\s*words/i);
    assert.equal(await page.getByLabel("Number of pictures").inputValue(), "3");
    assert.equal(await understood.locator("[data-cut] li").count(), 3);
    await page.getByLabel("Number of pictures").fill("4");
    await understood.locator("[data-cut] li").nth(3).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
});

test("the pictures arrive, are approved, and leave as a ZIP", async () => {
    const { page } = tab;
    await page.getByRole("button", { name: "Make the pictures" }).click();
    await page.waitForURL(/\/p\/[^/]+\/picture-story$/);
    address = page.url();
    await allThere(page);
    assert.equal(await pictures(page).count(), 4);
    await page.locator(".frame-picture img").nth(3).waitFor();
    assert.equal(await page.locator("[data-act=download-story]").isVisible(), false);
    const first = pictures(page).first();
    await first.getByRole("button", { name: "Approve" }).press("Enter");
    await first.locator("[data-approved]").waitFor();
    assert.equal(await first.locator("[data-rough]").isVisible(), false);
    await page.locator("[data-standing]", { hasText: "1 approved" }).waitFor();
    const { name, bytes } = await download(page, "[data-act=download-story]");
    assert.match(name, /\.zip$/);
    assert.equal(bytes.subarray(0, 2).toString(), "PK");
    assert.ok(bytes.includes("images/scene_001.png"));
    assert.ok(!bytes.includes("images/scene_002.png"));
});

test("a picture is done again with other words, an approved one only when that is taken back",
     async () => {
    const { page } = tab;
    const first = pictures(page).first();
    assert.equal(await first.getByRole("button", { name: "Do again" }).count(), 0);
    await first.getByRole("button", { name: "Take approval back" }).click();
    await first.getByRole("button", { name: "Do again" }).waitFor();
    const second = pictures(page).nth(1);
    const before = await second.locator("img").getAttribute("src");
    await second.getByRole("button", { name: "Do again" }).click();
    const dialog = page.locator("dialog");
    await dialog.getByLabel("What the picture shows").fill("Marta stands in the kitchen at noon.");
    assert.deepEqual(await seriousFindings(page), []);
    await dialog.getByRole("button", { name: "Do again" }).click();
    await second.getByText("Marta stands in the kitchen at noon.").waitFor();
    await page.waitForFunction((old) =>
        document.querySelector("[data-scene-index='1'] img")?.getAttribute("src") !== old, before);
});

test("all are approved with one undo, and the session is deleted with one", async () => {
    const { page } = tab;
    await allThere(page);
    await page.getByRole("button", { name: "Approve all" }).click();
    await page.locator("[data-standing]", { hasText: "4 approved" }).waitFor();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator("[data-standing]", { hasText: "0 approved" }).waitFor();
    await page.getByRole("button", { name: "Delete picture story" }).click();
    await page.locator("[data-session]").waitFor({ state: "hidden" });
    await page.locator(".toast", { hasText: "bin" }).getByRole("button", { name: "Undo" }).click();
    await page.locator("[data-session]").waitFor();
});

test("light, dark and phone have no serious finding and nothing runs off the side", async () => {
    for (const options of [{ ...desktop, colorScheme: "dark" }, phone]) {
        const other = await openPage(browser, server.url, options);
        for (const at of [address, `${server.url}/picture-story`]) {
            await other.page.goto(at);
            await started(other.page);
            assert.deepEqual(await seriousFindings(other.page), []);
            assert.ok(await other.page.evaluate(() =>
                document.documentElement.scrollWidth <= document.documentElement.clientWidth));
        }
        expectNothingWrong(other);
        await other.close();
    }
});

test("it is there in German, and from a project's own menu", async () => {
    const german = await openPage(browser, server.url, { ...desktop, locale: "de-DE" });
    await german.page.goto(address);
    await german.page.getByRole("heading", { name: "Bildgeschichte" }).waitFor();
    await german.page.locator("[data-standing]", { hasText: "Alle 4 Bilder sind da" }).waitFor();
    expectNothingWrong(german);
    await german.close();
    const { page } = tab;
    await page.goto(server.url);
    await started(page);
    await page.locator(".project-more summary").first().click();
    await page.getByRole("link", { name: "Picture story", exact: true }).first().click();
    await page.getByRole("heading", { name: "Picture story" }).waitFor();
    expectNothingWrong(tab);
});
