// A change made on an older text is mapped over what it missed, so nobody has to be first: who sits
// far away writes like everybody else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Writer } from "../soak/writer.mjs";
import { startServer } from "./support/server.mjs";
import { newScript } from "./support/writing.mjs";

let server;

before(async () => { server = await startServer(); });
after(async () => { await server?.stop(); });

test("a writer on a slow line gets through among many who are near", async () => {
    const script = await newScript(server);
    const near = Array.from({ length: 24 }, (_, i) =>
        new Writer(server.url, script.id, i, { pause: 60, breaks: false }));
    // Whenever a change from there arrives, several of the others have come before it.
    const far = new Writer(server.url, script.id, 24, { pause: 60, breaks: false, lag: 120 });
    const everybody = [...near, far];
    await Promise.all(everybody.map((writer) => writer.open()));
    const end = Date.now() + 3000;
    await Promise.all(everybody.map((writer) => writer.writeUntil(end)));
    const through = far.confirmed.length;
    assert.ok(through >= far.words / 2, `${through} of ${far.words} words came through in time`);
    await Promise.all(everybody.map((writer) => writer.settle()));
    const text = await script.text();
    for (const writer of everybody) {
        assert.equal(writer.text, text, `${writer.name} has another text`);
        assert.equal(writer.confirmed.length, writer.words);
        for (const word of writer.confirmed) assert.equal(text.split(word).length, 2, word);
        writer.close();
    }
});
