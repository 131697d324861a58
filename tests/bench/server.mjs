// A server of ours and peers of it, as the benchmark starts, asks and measures them.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
}

export async function freePort() {
    const server = net.createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

// The answer's body; JSON where it is that. Throws where the status says failure.
export function ask(port, method, target, body) {
    return new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const headers = text === undefined ? {} : {
            "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text),
        };
        const request = http.request({ port, host: "127.0.0.1", method, path: target, headers,
            agent: false }, (answer) => {
            const chunks = [];
            answer.on("data", (chunk) => chunks.push(chunk));
            answer.on("end", () => {
                const whole = Buffer.concat(chunks).toString();
                if (answer.statusCode >= 400) {
                    reject(new Error(`${method} ${target}: ${answer.statusCode} ${whole}`));
                } else {
                    resolve(whole.startsWith("{") ? JSON.parse(whole) : whole);
                }
            });
        });
        request.on("error", reject);
        request.end(text);
    });
}

// Starts `fabula serve` and waits for its first answer to /health.
// Returns {port, child, first_answer_ms, stop()}.
export async function startFabula(program, data) {
    const port = await freePort();
    const start = performance.now();
    const child = spawn(program, ["serve", "--data", data, "--port", String(port)],
        { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk) => { said += chunk; });
    for (;;) {
        if (child.exitCode !== null) throw new Error(`fabula serve ended: ${said}`);
        try {
            await ask(port, "GET", "/health");
            break;
        } catch {
            if (performance.now() - start > 20000) throw new Error(`no answer: ${said}`);
            await sleep(0.5);
        }
    }
    const first_answer_ms = performance.now() - start;
    const stop = () => new Promise((resolve) => {
        child.on("exit", resolve);
        child.kill("SIGTERM");
    });
    return { port, child, first_answer_ms, stop };
}

// nginx serving one file of `bytes` bytes at /file.
export async function startNginx(folder, bytes) {
    const port = await freePort();
    fs.mkdirSync(path.join(folder, "logs"), { recursive: true });
    fs.writeFileSync(path.join(folder, "file"), "x".repeat(bytes));
    fs.writeFileSync(path.join(folder, "nginx.conf"), `
        worker_processes 2; daemon off; pid ${folder}/pid; error_log ${folder}/logs/error.log;
        events { worker_connections 1024; }
        http {
            access_log off; keepalive_requests 1000000; default_type application/json;
            client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
            fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi;
            scgi_temp_path ${folder}/scgi;
            server { listen 127.0.0.1:${port}; root ${folder}; }
        }`);
    const user = process.getuid() === 0 ? ["-g", "user root;"] : [];
    const child = spawn("nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf"), ...user],
        { stdio: "ignore" });
    await sleep(300);
    return { port, stop: () => new Promise((resolve) => {
        child.on("exit", resolve);
        child.kill("SIGTERM");
    }) };
}

// Requests per second and the 99th percentile of the answer time, from wrk. Throws where an answer
// was no success: a fast refusal is no result.
export function load(port, target, { clients = 64, seconds = 3, script } = {}) {
    const flags = ["-t", "1", "-c", String(clients), "-d", `${seconds}s`, "--latency"];
    if (script) flags.push("-s", script);
    const ran = spawnSync("wrk", [...flags, `http://127.0.0.1:${port}${target}`],
        { encoding: "utf8" });
    const out = ran.stdout ?? "";
    const failed = /Non-2xx or 3xx responses: (\d+)/.exec(out);
    if (failed) throw new Error(`${target}: ${failed[1]} answers were failures`);
    const rate = /Requests\/sec:\s+([\d.]+)/.exec(out);
    const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(out);
    if (!rate || !p99) throw new Error(`wrk said: ${out} ${ran.stderr ?? ran.error}`);
    const unit = { us: 0.001, ms: 1, s: 1000 }[p99[2]];
    return { rate: Number(rate[1]), p99_ms: Number(p99[1]) * unit };
}

// Resident and private memory of a process in MB.
export function memoryOf(pid) {
    const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024;
    return { resident: field("VmRSS"), own: field("RssAnon") };
}

// Milliseconds of whole runs of a command, the first one left out.
export function timeCommand(program, flags, rounds = 7) {
    const times = [];
    for (let round = 0; round <= rounds; ++round) {
        const start = performance.now();
        const ran = spawnSync(program, flags, { encoding: "utf8" });
        if (ran.status !== 0) throw new Error(`${program} ${flags.join(" ")}: ${ran.stderr}`);
        if (round > 0) times.push(performance.now() - start);
    }
    return median(times);
}
