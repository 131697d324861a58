// Writers who change one script over live connections as editors do, with lines that break and a
// server that is killed: at the end all have one text, with every change that was confirmed in it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writer } from "./writer.mjs";

const program = process.env.FABULA_PROGRAM ?? path.resolve("build/fabula");
const minutes = Number(process.env.MINUTES ?? 10);
const count = Number(process.env.WRITERS ?? 50);
const killEvery = 60_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fabula-writers-"));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const url = `http://127.0.0.1:${port}`;
let server;

async function start() {
    server = spawn(program, ["serve", "--data", path.join(folder, "data"), "--port", String(port)],
        { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, LOG_LEVEL: "error" } });
    for (let tries = 0; tries < 400; ++tries) {
        if (await fetch(`${url}/health`).then(({ ok }) => ok, () => false)) return;
        await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("the server did not start");
}

function kill() {
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGKILL");
    return ended;
}

async function ask(address, body) {
    const answer = await fetch(url + address, body === undefined ? {} : {
        method: "POST", headers: { "content-type": "application/json" },
        body: JSON.stringify(body) });
    assert.ok(answer.ok, `${address}: ${answer.status}`);
    return answer;
}

await start();
const project = await (await ask("/api/v1/projects", { title: "Many hands" })).json();
const list = await (await ask(`/api/v1/scripts?project_id=${project.id}`)).json();
const script = list.scripts[0].id;
const readText = async () => (await ask(`/api/v1/scripts/${script}/text`)).text();

const writers = [];
for (let i = 0; i < count; ++i) writers.push(new Writer(url, script, i));
await Promise.all(writers.map((writer) => writer.open()));
const end = Date.now() + minutes * 60_000;
const work = writers.map((writer) => writer.writeUntil(end));
let kills = 0;
while (Date.now() + killEvery / 2 < end) {
    await new Promise((done) => setTimeout(done, Math.min(killEvery, end - Date.now())));
    if (Date.now() >= end) break;
    await kill();
    ++kills;
    await start();
    console.error(`killed ${kills} times, version ${Math.max(...writers.map((w) => w.version))}`);
}
await Promise.all(work);
await Promise.all(writers.map((writer) => writer.settle()));

const text = await readText();
let marks = 0;
for (const writer of writers) {
    assert.equal(writer.text, text, `writer ${writer.name} has another text`);
    for (const mark of writer.confirmed) {
        assert.equal(text.split(mark).length - 1, 1, `${mark} is there once`);
        ++marks;
    }
    writer.close();
}
await kill();
fs.rmSync(folder, { recursive: true, force: true });
console.log(`${count} writers, ${minutes} minutes, ${kills} kills, ` +
    `${writers.reduce((sum, { broken }) => sum + broken, 0)} broken lines: ` +
    `${marks} confirmed words, each there once, one text of ${text.length} units everywhere`);
console.log("1 passed, 0 failed");
