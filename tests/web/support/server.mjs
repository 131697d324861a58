// The program under test, serving a data folder of its own on a free port.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const program = process.env.FABULA_PROGRAM ?? path.resolve("build/fabula");
const startsWithin = 20_000;
const endsWithin = 12_000;

export async function startServer(flags = []) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fabula-web-"));
    const child = spawn(program, ["serve", "--data", path.join(folder, "data"), "--port", "0", ...flags],
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
    return { url, folder, log: () => said, stop: () => stop(child, folder) };
}

async function stop(child, folder) {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), endsWithin);
    const code = child.exitCode ?? await ended;
    clearTimeout(timer);
    fs.rmSync(folder, { recursive: true, force: true });
    return code;
}
