// The calls of the pages are rows of the server's route table, by name, method and path.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { startServer } from "./support/server.mjs";

let server;

before(async () => { server = await startServer(); });
after(async () => { await server?.stop(); });

function callsOfPages() {
    const text = fs.readFileSync(new URL("../../web/ts/lib/routes.ts", import.meta.url), "utf8");
    return [...text.matchAll(/^ {4}(\w+): "(\w+) ([^"]+)"/gm)]
        .map(([, name, method, path]) => ({ name, method: method.toLowerCase(), path }));
}

test("every call of the pages is in /openapi.json", async () => {
    const answer = await fetch(`${server.url}/openapi.json`);
    const { paths } = await answer.json();
    const calls = callsOfPages();
    assert.ok(calls.length > 10);
    const missing = calls.filter(({ name, method, path }) =>
        paths[path]?.[method]?.operationId !== name);
    assert.deepEqual(missing, []);
});

test("every asset of a page is kept for a year and comes compressed", async () => {
    const page = await (await fetch(server.url)).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"#]+)"/g)].map(([, url]) => url);
    assert.ok(assets.length >= 3);
    for (const url of new Set(assets)) {
        const answer = await fetch(server.url + url);
        assert.equal(answer.status, 200, url);
        assert.match(answer.headers.get("cache-control"), /immutable/, url);
        if (/\.(js|css|svg)$/.test(url)) {
            assert.match(answer.headers.get("vary") ?? "", /accept-encoding/i, url);
        }
    }
});
