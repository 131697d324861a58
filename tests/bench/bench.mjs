// The table of `make bench`: each row beside its peer and the figure to reach, medians of several
// rounds. A row that could not be measured says why. Started by tests/bench/run.sh.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { ask, load, median, memoryOf, sleep, startFabula, startNginx, timeCommand }
    from "./server.mjs";
import { measureFar, measureTogether } from "./together.mjs";
import { measureScrolling } from "./scrolling.mjs";
import { measureTyping } from "./typing.mjs";

const [build, work] = process.argv.slice(2).map((folder) => path.resolve(folder));
const program = path.join(build, "fabula");
const material = process.env.FABULA_MATERIAL;
const feature = material && path.join(material, "final-draft/vikings/source.fountain");
const script = feature && fs.existsSync(feature) ? feature : "data/demo/out-of-service.fountain";
const scriptName = script === feature ? "feature script (vikings)" : "demo film";
const rounds = 3;
const rows = [];

const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const perSecond = (value) => `${Math.round(value).toLocaleString("en-US")}/s`;
const megabytes = (value) => `${value.toFixed(1)} MB`;
const times = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;

function row(work_, ours, toReach = "", beside = "", ratio = "") {
    rows.push([work_, ours, toReach, beside, ratio]);
    console.error(`${work_}: ${ours}${beside ? `; ${beside}` : ""}`);
}

// A part of the table that may be impossible here must not take the rest with it.
async function part(name, measure) {
    try {
        await measure();
    } catch (error) {
        row(name, `not measured: ${error.message.split("\n")[0].slice(0, 160)}`);
    }
}

function run(flags, options = {}) {
    const ran = spawnSync(program, flags, { encoding: "utf8", ...options });
    if (ran.status !== 0) throw new Error(`fabula ${flags[0]}: ${ran.stderr.trim()}`);
    return ran.stdout.trim();
}

function freshFolder(name) {
    const folder = path.join(work, name);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    return folder;
}

// A Fountain text of so many scenes, like one another as scenes of a long series are.
function manyScenes(count) {
    const parts = ["Title: Ten Thousand Doors\n\n"];
    for (let scene = 1; scene <= count; ++scene) {
        const who = `WALKER ${scene % 40}`;
        parts.push(`INT. ROOM ${scene % 300} - ${scene % 2 ? "DAY" : "NIGHT"}\n\n`,
            `A door opens. ${who} comes in and counts to ${scene}.\n\n`,
            `${who}\nThis is door number ${scene}.\n\n`);
    }
    return parts.join("");
}

async function startUp() {
    const folder = freshFolder("start");
    const text = path.join(folder, "doors.fountain");
    fs.writeFileSync(text, manyScenes(10000));
    const data = path.join(folder, "data");
    run(["import", text, "--data", data]);
    const answers = [];
    const memory = [];
    for (let round = 0; round < 7; ++round) {
        const server = await startFabula(program, data);
        answers.push(server.first_answer_ms);
        await sleep(200);
        memory.push(memoryOf(server.child.pid).resident);
        await server.stop();
    }
    row("start to first answer, 10,000 scenes", ms(median(answers)), "≤ 50 ms");
    row("memory after that start, resident", megabytes(median(memory)), "≤ 40 MB");
}

// wrk's script for PATCHes of one project after another, each with a title of its own.
function writeScript(folder, ids) {
    const file = path.join(folder, "write.lua");
    fs.writeFileSync(file, `
        local ids = {${ids.map((id) => `"${id}"`).join(", ")}}
        local count = 0
        wrk.headers["Content-Type"] = "application/json"
        request = function()
            count = count + 1
            return wrk.format("PATCH", "/api/v1/projects/" .. ids[count % #ids + 1], nil,
                '{"title": "Title ' .. count .. '"}')
        end`);
    return file;
}

async function overHttp() {
    const folder = freshFolder("http");
    const server = await startFabula(program, path.join(folder, "data"));
    const ids = [];
    for (let index = 0; index < 64; ++index) {
        const project = await ask(server.port, "POST", "/api/v1/projects",
            { title: `Project ${index}` });
        ids.push(project.id);
    }
    const target = `/api/v1/projects/${ids[0]}`;
    const size = JSON.stringify(await ask(server.port, "GET", target)).length;
    const idle = memoryOf(server.child.pid);
    const nginx = await startNginx(path.join(folder, "nginx"), size);
    const reads = [];
    const served = [];
    const writes = [];
    const commits = [];
    const patch = writeScript(folder, ids);
    for (let round = 0; round < rounds; ++round) {
        served.push(load(nginx.port, "/file").rate);
        reads.push(load(server.port, target));
        writes.push(load(server.port, "/", { script: patch }));
        const raw = freshFolder("raw");
        commits.push(Number(spawnSync(path.join(build, "tests/sqlite_bench"), [raw, "3"],
            { encoding: "utf8" }).stdout));
    }
    const loaded = memoryOf(server.child.pid);
    await nginx.stop();
    await server.stop();

    const readRate = median(reads.map((read) => read.rate));
    const writeRate = median(writes.map((write) => write.rate));
    row(`read of one record over HTTP, 64 clients (${size} bytes)`,
        `${perSecond(readRate)}, p99 ${ms(median(reads.map((read) => read.p99_ms)))}`,
        "≥ 0.5 × nginx", `nginx, file of that size: ${perSecond(median(served))}`,
        times(readRate / median(served)));
    row("durable write over HTTP, 64 clients",
        `${perSecond(writeRate)}, p99 ${ms(median(writes.map((write) => write.p99_ms)))}`,
        "≥ 5,000/s, > SQLite", `raw SQLite, one by one: ${perSecond(median(commits))}`,
        times(writeRate / median(commits)));
    row("memory idle, resident (own)", `${megabytes(idle.resident)} (${megabytes(idle.own)})`);
    row("memory after that load, resident (own)",
        `${megabytes(loaded.resident)} (${megabytes(loaded.own)})`);
}

function fountainJs(text) {
    const { Fountain } = createRequire(path.join(work, "package.json"))("fountain-js");
    const samples = [];
    for (let round = 0; round < 9; ++round) {
        const start = performance.now();
        new Fountain().parse(text, true);
        samples.push(performance.now() - start);
    }
    return median(samples);
}

function afterwriting(folder) {
    const flags = [path.join(work, "node_modules/afterwriting/awc.js"), "--source", script,
        "--pdf", path.join(folder, "peer.pdf"), "--overwrite"];
    return timeCommand(process.execPath, flags, 5);
}

function peer(measure) {
    try {
        return measure();
    } catch (error) {
        return error.message.split("\n")[0].slice(0, 80);
    }
}

function engine() {
    const folder = freshFolder("engine");
    const ran = spawnSync(path.join(build, "tests/engine_bench"), [script], { encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`engine_bench: ${ran.stderr}`);
    const ours = JSON.parse(ran.stdout);
    const parsed = peer(() => fountainJs(fs.readFileSync(script, "utf8")));
    const kilobytes = Math.round(ours.bytes / 1000);
    row(`Fountain parse, ${scriptName}, ${kilobytes} kB, in process`, ms(ours.parse), "",
        typeof parsed === "number" ? `fountain-js: ${ms(parsed)}` : `fountain-js: ${parsed}`,
        typeof parsed === "number" ? times(parsed / ours.parse) : "");
    row("pagination, in process", ms(ours.paginate));
    row("parse and pagination", ms(ours.parse + ours.paginate), "≤ 3 ms", "best peer: 23 ms");
    row("a keystroke: what changed read and paged again", ms(ours.keystroke), "≤ 0.3 ms");
    row("script PDF, in process", ms(ours.pdf));
    row("Final Draft file read, in process", ms(ours.fdx_in), "≤ 5 ms", "best peer: 3 ms");
    row("edits written into it", ms(ours.fdx_out), "≤ 5 ms");
    row("Final Draft file written new", ms(ours.fdx_new), "≤ 5 ms", "best peer: 0.5 ms");
    const pdf = path.join(folder, "ours.pdf");
    const whole = timeCommand(program, ["convert", script, pdf], 9);
    const theirs = peer(() => afterwriting(folder));
    row("script PDF, whole process", ms(whole), "≤ 15 ms",
        typeof theirs === "number" ? `afterwriting: ${ms(theirs)}` : `afterwriting: ${theirs}`,
        typeof theirs === "number" ? times(theirs / whole) : "");
    const theirSize = peer(() => `${Math.round(fs.statSync(path.join(folder, "peer.pdf")).size / 1000)} kB`);
    row("script PDF, size", `${Math.round(fs.statSync(pdf).size / 1000)} kB`, "≤ 300 kB",
        `afterwriting: ${theirSize}`);
}

// Counts page pictures in the CBZ by its central directory's names.
function pagesIn(cbz) {
    const listed = fs.readFileSync(cbz).toString("latin1").match(/PK\x01\x02/g) ?? [];
    return listed.length - 1; // ComicInfo.xml is the other.
}

// A script whose comic has at least 24 pages, found by lengthening it.
async function comic() {
    const folder = freshFolder("comic");
    const text = path.join(folder, "comic.fountain");
    const data = path.join(folder, "data");
    for (let scenes = 24; scenes <= 96; scenes += 12) {
        fs.writeFileSync(text, manyScenes(scenes));
        fs.rmSync(data, { recursive: true, force: true });
        const id = run(["import", text, "--data", data]).split("\n")[0];
        const start = performance.now();
        run(["export", id, "--data", data, "--format", "cbz", "-o", path.join(folder, "a.cbz")]);
        const first = performance.now() - start;
        const pages = pagesIn(path.join(folder, "a.cbz"));
        if (pages < 24) continue;
        const again = performance.now();
        run(["export", id, "--data", data, "--format", "comic", "-o", path.join(folder, "a.pdf")]);
        const pdf = performance.now() - again;
        row(`comic of ${pages} pages: frames drawn, CBZ and PDF`, ms(first + pdf), "≤ 3,000 ms",
            `CBZ with frames ${ms(first)}, PDF ${ms(pdf)}`);
        return;
    }
    throw new Error("no comic of 24 pages came out");
}

async function writingTogether() {
    const people = { writers: 50, readers: 200, stuck: 2, seconds: 8 };
    const server = await startFabula(program, path.join(freshFolder("together"), "data"));
    const project = await ask(server.port, "POST", "/api/v1/projects", { title: "Together" });
    const list = await ask(server.port, "GET", `/api/v1/scripts?project_id=${project.id}`);
    const { count, median: half, p99 } = await measureTogether(
        `http://127.0.0.1:${server.port}`, list.scripts[0].id, people);
    row("keystroke to the other writer, p99", ms(p99), "≤ 20 ms",
        `median ${ms(half)} of ${count} (50 write, 200 listen, 2 are stuck)`);
    const other = await ask(server.port, "POST", "/api/v1/projects", { title: "From afar" });
    const { scripts } = await ask(server.port, "GET", `/api/v1/scripts?project_id=${other.id}`);
    const far = await measureFar(`http://127.0.0.1:${server.port}`, scripts[0].id,
        { near: 49, lag: 40, seconds: 8 });
    row("a writer 40 ms away among 49 near: change to its answer, p99", ms(far.p99), "≤ 150 ms",
        `median ${ms(far.median)} of ${far.count}`);
    await server.stop();
}

// The script of so many scenes has 120 pages.
async function typing() {
    const folder = freshFolder("typing");
    const text = path.join(folder, "doors.fountain");
    fs.writeFileSync(text, manyScenes(840));
    const data = path.join(folder, "data");
    const project = run(["import", text, "--data", data]).split("\n")[0];
    const server = await startFabula(program, data);
    const { scripts } = await ask(server.port, "GET", `/api/v1/scripts?project_id=${project}`);
    const { nodes } = await ask(server.port, "GET",
        `/api/v1/nodes?project_id=${project}&limit=200`);
    const typed = await measureTyping(`http://127.0.0.1:${server.port}`, { project,
        script: scripts[0].id, at: nodes.at(-1).id, keys: 300, others: 2 });
    row("keystroke to paint in the editor, 120 pages, 3 write, p95", ms(typed.p95), "≤ 40 ms",
        `median ${ms(typed.median)} of ${typed.count}, from Chromium's trace`);
    await server.stop();
}

// The documented series template makes 911 nodes; the peer is a request for each of them, as the
// system that named the template made them.
async function outline() {
    const server = await startFabula(program, path.join(freshFolder("outline"), "data"));
    const together = [];
    let made;
    for (let round = 0; round < 15; ++round) {
        const project = await ask(server.port, "POST", "/api/v1/projects",
            { title: `Series ${round}`, kind: "series" });
        const start = performance.now();
        made = await ask(server.port, "POST", "/api/v1/initialize-project",
            { project_id: project.id, template_id: "series-traditional" });
        together.push(performance.now() - start);
    }
    const project = await ask(server.port, "POST", "/api/v1/projects", { title: "One by one" });
    const start = performance.now();
    for (let number = 1; number <= made.count; ++number) {
        await ask(server.port, "POST", "/api/v1/nodes",
            { project_id: project.id, level: 1, title: `Act ${number}` });
    }
    const single = performance.now() - start;
    await server.stop();
    row(`${made.count} nodes from a template, one request, on disk`, ms(median(together)),
        "≤ 20 ms", `one request per node: ${ms(single)}`, times(single / median(together)));
}

function searching() {
    const folder = freshFolder("search");
    const ran = spawnSync(path.join(build, "tests/search_bench"), [folder, "100000"],
        { encoding: "utf8" });
    const [passages, made, p50, p95, plainMade, plainP50, plainP95] =
        ran.stdout.trim().split(" ").map(Number);
    row(`search over ${passages} passages, the best of each of 8 kinds, p95 (p50)`,
        `${ms(p95)} (${ms(p50)})`, "≤ 10 ms",
        `FTS5 alone, best 20 of all: ${ms(plainP95)} (${ms(plainP50)})`, times(plainP95 / p95));
    row("their index made", ms(made), "", `FTS5 alone: ${ms(plainMade)}`, times(plainMade / made));
}

// 300 cards, 1,000 shots and 5,000 entries, each on its page.
async function scrolling() {
    const server = await startFabula(program, path.join(freshFolder("scrolling"), "data"));
    const post = (target, body) => ask(server.port, "POST", `/api/v1${target}`, body);
    const url = `http://127.0.0.1:${server.port}`;
    const { id: script, project_id: project } = await post("/scripts", { title: "Doors" });
    await ask(server.port, "PUT", `/api/v1/scripts/${script}`, { text: manyScenes(300) });
    const { nodes } = await ask(server.port, "GET", `/api/v1/nodes?project_id=${project}&limit=200`);
    for (let scene = 0; scene < 100; ++scene) {
        await post("/shots/rows", { scene_id: nodes[scene].id, shots: Array.from({ length: 10 },
            (_, i) => ({ description: `What is seen of door ${scene}, ${i}`, framing: "CU" })) });
    }
    const { id: world } = await post("/worlds", { name: "Doors" });
    const sheet = ["Name,Description", ...Array.from({ length: 5000 }, (_, i) =>
        `Door ${i},It leads to door ${(i * 7) % 5000}.`)].join("\n");
    const taken = await fetch(`${url}/api/v1/spreadsheets/entries?world_id=${world}`, {
        method: "POST", headers: { "content-type": "application/octet-stream" }, body: sheet });
    if (!taken.ok) throw new Error(`entries: ${taken.status}`);
    for (const [name, address, ready] of [
        ["300 cards of the Board", `/p/${project}/board`, "[data-node]"],
        ["1,000 shots", `/p/${project}/shots`, "tr[data-shot]"],
        ["5,000 entries of a world", `/w/${world}`, ".place"]]) {
        const { median: middle, p95, count } = await measureScrolling(url + address, ready);
        row(`scrolling ${name}: between two frames, p95`, ms(p95), "≤ 33 ms",
            `median ${ms(middle)} of ${count}, from Chromium's trace`);
    }
    await server.stop();
}

await part("start to first answer", startUp);
await part("search", searching);
await part("over HTTP", overHttp);
await part("outline", outline);
await part("writing together", writingTogether);
await part("typing", typing);
await part("scrolling", scrolling);
await part("engine", engine);
await part("comic", comic);

const cpu = os.cpus()[0].model;
const table = [
    `${os.cpus().length} cores, ${cpu}; medians; load before: ${os.loadavg()[0].toFixed(1)}`,
    "",
    "| work | Fabula | to reach | beside | ratio |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
].join("\n");
console.log(table);
fs.writeFileSync(path.join(work, "table.md"), `${table}\n`);
if (rows.some((cells) => cells[1].startsWith("not measured"))) process.exitCode = 1;
