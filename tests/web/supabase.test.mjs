// A Supabase account: linked on the page, used by a program with its access token, unlinked. The
// project is a server of this test that signs with Node's own cryptography.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import http from "node:http";
import { after, before, test } from "node:test";
import { seriousFindings } from "./support/axe.mjs";
import { launch } from "./support/browser.mjs";
import { openOwner } from "./support/house.mjs";
import { startServer } from "./support/server.mjs";

const subject = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

let keys = [makeKey("one")];
let fetched = 0;
let project;
let issuer;
let server;
let browser;
let page;

function makeKey(kid) {
    const pair = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = { ...pair.publicKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
    return { kid, jwk, privateKey: pair.privateKey };
}

const coded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function makeToken(key, claims = {}) {
    const seconds = Math.floor(Date.now() / 1000);
    const text = `${coded({ alg: "ES256", kid: key.kid, typ: "JWT" })}.${coded({
        iss: issuer, aud: "authenticated", role: "authenticated", sub: subject, iat: seconds,
        exp: seconds + 3600, email: "mara@example.org", is_anonymous: false, ...claims })}`;
    const signature = crypto.sign("sha256", Buffer.from(text),
                                  { key: key.privateKey, dsaEncoding: "ieee-p1363" });
    return `${text}.${signature.toString("base64url")}`;
}

before(async () => {
    project = http.createServer((request, answer) => {
        fetched += 1;
        assert.equal(request.url, "/auth/v1/.well-known/jwks.json");
        answer.setHeader("content-type", "application/json");
        answer.end(JSON.stringify({ keys: keys.map((key) => key.jwk) }));
    });
    await new Promise((listening) => { project.listen(0, "127.0.0.1", listening); });
    const at = `localhost:${project.address().port}`;
    issuer = `http://${at}/auth/v1`;
    [server, browser] = await Promise.all([
        startServer(["--public-names", "studio.example", "--supabase-url", `http://${at}`,
                     "--net-allow", at]),
        launch()]);
    page = (await openOwner(browser, server)).page;
});

after(async () => {
    await browser?.close();
    project?.close();
    assert.equal(await server?.stop(), 0, "the server ends well");
});

const ask = (token, address = "/api/v1/me") =>
    fetch(`${server.url}${address}`, { headers: { authorization: `Bearer ${token}` } });

const form = 'form[data-form="link_supabase"]';

test("a token that is none is told at its field", async () => {
    await page.goto(`${server.url}/me`);
    await page.fill(`${form} [name="token"]`, "no token");
    await page.fill(`${form} [name="password"]`, "a quiet harbour");
    const told = page.waitForResponse((answer) => answer.url().endsWith("/me/supabase"));
    await page.click(`${form} button`);
    const message = () => page.locator(`${form} [name="token"]`).evaluate(
        (field) => field.validationMessage);
    assert.equal((await told).status(), 422);
    await page.waitForFunction((at) => document.querySelector(at).validationMessage !== "",
                               `${form} [name="token"]`);
    assert.match(await message(), /no access token of the Supabase project/);
});

test("the account is linked on the page, and its tokens act in one's name", async () => {
    assert.equal((await ask(makeToken(keys[0]))).status, 403);
    await page.fill(`${form} [name="token"]`, makeToken(keys[0]));
    await page.fill(`${form} [name="password"]`, "a quiet harbour");
    await page.click(`${form} button`);
    await page.waitForSelector('[data-act="unlink-supabase"]');
    assert.match(await page.textContent("#supabase"), /mara@example\.org/);
    const me = await ask(makeToken(keys[0]));
    assert.equal(me.status, 200);
    assert.equal((await me.json()).name, "Anna");
    assert.equal((await ask(makeToken(keys[0], { exp: 1000 }))).status, 401);
    assert.equal((await ask(makeToken(makeKey("one")))).status, 401);
});

test("keys are fetched once, not for every token", async () => {
    const before = fetched;
    for (let turn = 0; turn < 5; turn += 1) await ask(makeToken(keys[0]));
    assert.equal(fetched, before);
});

test("the section keeps nobody out, light or dark, linked or not", async () => {
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.reload();  // Colours fade into each other.
        assert.deepEqual(await seriousFindings(page), []);
    }
});

test("an account that is unlinked opens nothing", async () => {
    await page.click('[data-act="unlink-supabase"]');
    await page.waitForSelector(form);
    assert.equal((await ask(makeToken(keys[0]))).status, 403);
    assert.deepEqual(await seriousFindings(page), []);
});
