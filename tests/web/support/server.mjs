// The program under test, serving a data folder of its own on a free port.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const program = process.env.FABULA_PROGRAM ?? path.resolve("build/fabula");
const startsWithin = 20_000;
const endsWithin = 12_000;

// `folder` holds the data; without one it is made here, and removed when the server is stopped.
export async function startServer(flags = [], { port = 0, folder = null } = {}) {
    const home = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), "fabula-web-"));
    const child = spawn(program, ["serve", "--data", path.join(home, "data"),
                                  "--port", String(port), ...flags],
                        { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PORT: "" } });
    let said = "";
    child.stderr.on("data", (bytes) => { said += bytes; });
    const url = await new Promise((found, failed) => {
        let printed = "";
        const timer = setTimeout(() => {
            failed(new Error(`no address within ${startsWithin} ms: ${said}`));
        }, startsWithin);
        child.stdout.on("data", (bytes) => {
            printed += bytes;
            const address = /http:\/\/[^\s/]+/.exec(printed)?.[0];
            if (address === undefined || !printed.includes("\n")) return;
            clearTimeout(timer);
            found(address);
        });
        child.once("exit", (code) => {
            clearTimeout(timer);
            failed(new Error(`the program ended with ${code}: ${said}`));
        });
        child.once("error", failed);
    });
    return {
        url, folder: home, log: () => said,
        // Asks the API as the person at the desk; answers the record, or fails the test.
        call: async (method, path, body) => {
            const answer = await fetch(`${url}/api/v1${path}`, {
                method,
                headers: { "content-type": "application/json" },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
            assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
            return answer.status === 204 ? null : answer.json();
        },
        // Another process on the same data at the same address, after kill() or stop(false).
        again: () => startServer(flags, { port: new URL(url).port, folder: home }),
        kill: () => end(child, "SIGKILL"),
        stop: async (remove = folder === null) => {
            const code = await end(child, "SIGTERM");
            if (remove) fs.rmSync(home, { recursive: true, force: true });
            return code;
        },
    };
}

async function end(child, signal) {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), endsWithin);
    const code = await ended;
    clearTimeout(timer);
    return code;
}
