// Ways in: an account of one's own, a second factor set up and asked for, a password that was lost,
// a second house.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { desktop, launch, openPage } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "a quiet harbour";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

let server;
let browser;
let host;
let eve;
let key = "";
let recovery = "";

before(async () => {
    [server, browser] = await Promise.all([
        startServer(["--public-names", "studio.example"]), launch()]);
    host = (await openPage(browser, server.url, desktop)).page;
    eve = (await openPage(browser, server.url, desktop)).page;
    const code = fs.readFileSync(path.join(server.folder, "data", "setup-code"), "utf8").trim();
    await host.goto(`${server.url}/setup`);
    await fill(host, { code, name: "Ada", login: "ada", password, house: "Harbour House" });
    await host.click("button[type=submit]");
    await host.waitForURL(`${server.url}/`);
});

after(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0, "the server ends well");
});

async function fill(page, values) {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
}

async function signIn(page, login, word) {
    await page.goto(`${server.url}/login`);
    await fill(page, { login, password: word });
    await page.click("button[type=submit]");
}

// RFC 6238 by another hand.
function codeNow() {
    const bits = [...key].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
    const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const hash = crypto.createHmac("sha1", secret).update(counter).digest();
    const at = hash[19] & 15;
    return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("nobody signs up until the host opens the house", async () => {
    await eve.goto(`${server.url}/signup`);
    assert.match(await eve.textContent("main"), /without an invitation/);
    await host.goto(`${server.url}/people`);
    await host.selectOption("[data-sign-up]", "open");
    await host.waitForSelector(".toast");
    await eve.goto(`${server.url}/login`);
    await eve.click('a[href="/signup"]');
    await fill(eve, { name: "Eve", login: "eve@example.org", password });
    await eve.click("button[type=submit]");
    await eve.waitForURL(`${server.url}/`);
    await eve.goto(`${server.url}/people`);
    assert.match(await eve.textContent("main"), /Eve/);
    assert.doesNotMatch(await eve.textContent("main"), /Ada/);
});

test("a second factor is set up with the code of an app", async () => {
    await eve.goto(`${server.url}/me`);
    await eve.fill('[data-form="begin_second_factor"] [name=password]', password);
    await eve.click('[data-form="begin_second_factor"] button');
    await eve.waitForSelector("[data-qr] svg path");
    key = (await eve.textContent("[data-factor-key]")).replaceAll(" ", "");
    assert.match(key, /^[A-Z2-7]{32}$/);
    await eve.fill('[data-form="confirm_second_factor"] [name=code]', codeNow());
    await eve.click('[data-form="confirm_second_factor"] button');
    await eve.waitForSelector("[data-codes] li");
    const codes = await eve.locator("[data-codes] code").allTextContents();
    assert.equal(codes.length, 10);
    [recovery] = codes;
});

test("signing in asks for a code, and a recovery code does", async () => {
    await eve.click('[data-act="sign-out"]');
    await eve.waitForURL(/\/login/);
    await signIn(eve, "eve@example.org", password);
    await eve.waitForSelector("[data-code]:not([hidden])");
    assert.match(await eve.textContent("[data-refused]"), /code that your app shows/);
    await eve.fill("[name=code]", "000000");
    await eve.click("button[type=submit]");
    await eve.waitForFunction(() =>
        /not the code/.test(document.querySelector("[data-refused]").textContent));
    await eve.fill("[name=code]", recovery.toLowerCase());
    await eve.click("button[type=submit]");
    await eve.waitForURL(`${server.url}/`);
    await eve.goto(`${server.url}/me`);
    assert.match(await eve.textContent("#second-factor"), /Recovery codes left: 9/);
});

test("a second house has its own people, and one goes from one to the other", async () => {
    await eve.click("#houses summary");
    await eve.fill('[data-form="create_organization"] [name=name]', "The Lighthouse");
    await eve.click('[data-form="create_organization"] button');
    await eve.waitForURL(`${server.url}/`);
    await eve.goto(`${server.url}/people`);
    assert.match(await eve.textContent("main"), /The Lighthouse/);
    await eve.goto(`${server.url}/me`);
    assert.equal(await eve.locator("[data-house]").count(), 2);
    await eve.click('[data-act="choose-house"]');
    await eve.waitForURL(`${server.url}/`);
    await eve.goto(`${server.url}/people`);
    assert.doesNotMatch(await eve.textContent("main"), /The Lighthouse/);
});

test("a lost password is replaced by a link, once", async () => {
    await host.goto(`${server.url}/people`);
    await host.click('form[data-form="invite"] button');
    await host.waitForSelector("[data-link-box]:not([hidden])");
    const link = await host.inputValue("[data-link-box] [data-link]");
    const page = (await openPage(browser, server.url, desktop)).page;
    await page.goto(link);
    await fill(page, { name: "Ed", login: "ed", password });
    await page.click("button[type=submit]");
    await page.waitForURL(`${server.url}/`);
    await host.reload();
    await host.locator("[data-user]", { hasText: "Ed" })
        .locator('[data-act="reset-password"]').click();
    await host.waitForSelector("[data-reset-box]:not([hidden])");
    const reset = await host.inputValue("[data-reset-link]");
    await page.goto(reset);
    await page.fill("[name=password]", "a louder harbour");
    await page.click("button[type=submit]");
    await page.waitForURL(/\/login/);
    await signIn(page, "ed", "a louder harbour");
    await page.waitForURL(`${server.url}/`);
    await page.goto(reset);
    assert.match(await page.textContent("main"), /was used/);
});
