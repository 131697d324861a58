// From a keystroke in one editor to the other: writers in one script, readers who only listen, and
// readers who have stopped reading.
//   node together.mjs listen URL SCRIPT READERS STUCK     holds lines open until its input ends
import { spawn } from "node:child_process";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { Writer } from "../soak/writer.mjs";

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function spread(milliseconds) {
    const sorted = [...milliseconds].sort((a, b) => a - b);
    const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
    return { count: sorted.length, median: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function listen(url, script, readers, stuck) {
    const lines = [];
    for (let i = 0; i < readers + stuck; ++i) {
        const line = new WebSocket(`${url.replace("http", "ws")}/api/v1/live`);
        await new Promise((done, failed) => { line.onopen = done; line.onerror = failed; });
        const { version } = await (await fetch(`${url}/api/v1/scripts/${script}`)).json();
        line.send(JSON.stringify({ type: "script.open", script_id: script,
            client_id: `reader-${i}`, version }));
        if (i >= readers) line.pause();
        lines.push(line);
    }
    console.log("open");
    for await (const _ of process.stdin) { /* Until it ends. */ }
    process.exit(0);
}

// Milliseconds of each word, at each other writer.
export async function measureTogether(url, script, { writers, readers, stuck, seconds }) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "listen", url, script,
        String(readers), String(stuck)], { stdio: ["pipe", "pipe", "inherit"] });
    for await (const line of readline.createInterface({ input: child.stdout })) {
        if (line === "open") break;
    }
    const typed = new Map();
    const latencies = [];
    const everybody = [];
    for (let i = 0; i < writers; ++i) {
        const writer = new Writer(url, script, i, { pause: 500, breaks: false });
        writer.onTyped = (word) => typed.set(word, performance.now());
        writer.onForeign = ({ changes }) => {
            const now = performance.now();
            for (const [word] of JSON.stringify(changes).matchAll(/<[^>]+>/g)) {
                if (typed.has(word)) latencies.push(now - typed.get(word));
            }
        };
        everybody.push(writer);
    }
    await Promise.all(everybody.map((writer) => writer.open()));
    await sleep(500);
    const end = Date.now() + seconds * 1000;
    await Promise.all(everybody.map((writer) => writer.writeUntil(end)));
    await Promise.all(everybody.map((writer) => writer.settle()));
    everybody.forEach((writer) => writer.close());
    child.stdin.end();
    return spread(latencies);
}

// Milliseconds from sending a change to its confirmation, for the one writer who is `lag` away.
export async function measureFar(url, script, { near, lag, seconds }) {
    const others = Array.from({ length: near }, (_, i) =>
        new Writer(url, script, i, { pause: 500, breaks: false }));
    const far = new Writer(url, script, near, { pause: 100, breaks: false, lag });
    const everybody = [...others, far];
    await Promise.all(everybody.map((writer) => writer.open()));
    const end = Date.now() + seconds * 1000;
    await Promise.all(everybody.map((writer) => writer.writeUntil(end)));
    await Promise.all(everybody.map((writer) => writer.settle()));
    everybody.forEach((writer) => writer.close());
    return spread(far.answers);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [url, script, readers, stuck] = process.argv.slice(3);
    await listen(url, script, Number(readers), Number(stuck));
}
