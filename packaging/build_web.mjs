// Makes what browsers load, from web/ into OUT:
//   web/ts/*.ts, web/css/*.css   one bundle each, minified, its content's hash in its name; what
//                                they share or import from folders below goes into chunks
//   web/icons/**                 as it is, with the hash in its name
//   ../fonts/NAME.woff2          in a style sheet: from the font packages (fonts below)
// manifest.json maps the plain name to the hashed one ("main.js" -> "main-3K2PJ7QA.js"). Beside
// each text stand its compressed forms (.br, .gz).
//   fabula_engine.wasm           in a script: the file that --engine names, else of the build
//   node packaging/build_web.mjs OUT [--engine FILE] [--watch]
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.resolve(process.argv[2] ?? "build/web");
const watch = process.argv.includes("--watch");
const engine = process.argv.includes("--engine")
    ? process.argv[process.argv.indexOf("--engine") + 1]
    : path.join(out, "../wasm/fabula_engine.wasm");

const fontPackages = [
    "atkinson-hyperlegible-next",
    "courier-prime",
    "literata",
    "sofia-sans-extra-condensed",
];

async function loadEsbuild() {
    try {
        return await import("esbuild");
    } catch {
        console.error("esbuild is not installed: run `npm ci` in the checkout, or use `make`.");
        process.exit(1);
    }
}

// Where the font file of that name is.
function fontPath(name) {
    const owner = fontPackages.find((prefix) => name.startsWith(`${prefix}-`));
    if (owner === undefined) throw new Error(`no font package holds ${name}`);
    return path.join(root, "node_modules/@fontsource", owner, "files", name);
}

const fontPlugin = {
    name: "fonts",
    setup(build) {
        build.onResolve({ filter: /^\.\.\/fonts\// }, (asked) => ({
            path: fontPath(path.basename(asked.path)),
        }));
    },
};

const enginePlugin = {
    name: "engine",
    setup(build) {
        build.onResolve({ filter: /^fabula_engine\.wasm$/ }, () => ({ path: path.resolve(engine) }));
    },
};

function entryPoints() {
    const found = {};
    for (const [folder, ending] of [["ts", ".ts"], ["css", ".css"]]) {
        for (const name of fs.readdirSync(path.join(root, "web", folder))) {
            if (!name.endsWith(ending) || name.endsWith(".d.ts")) continue;
            found[`${path.basename(name, ending)}${ending === ".ts" ? "" : ".css"}`] =
                path.join(root, "web", folder, name);
        }
    }
    return Object.entries(found).map(([name, input]) => ({
        out: name.replace(/\.css$/, ""),
        in: input,
    }));
}

function filesBelow(folder) {
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const full = path.join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(full) : [full];
    });
}

// Copies what no style sheet or script asks for by a relative path; returns its manifest entries.
function copyIcons() {
    const manifest = {};
    for (const file of filesBelow(path.join(root, "web/icons"))) {
        const name = `icons/${path.relative(path.join(root, "web/icons"), file)}`;
        const bytes = fs.readFileSync(file);
        const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
        const { dir, name: stem, ext } = path.parse(name);
        const hashed = path.join(dir, `${stem}-${hash}${ext}`);
        fs.mkdirSync(path.dirname(path.join(out, hashed)), { recursive: true });
        fs.writeFileSync(path.join(out, hashed), bytes);
        manifest[name] = hashed;
    }
    return manifest;
}

function compress(file) {
    if (!/\.(js|css|svg|json|html|txt|wasm|webmanifest)$/.test(file)) return;
    const bytes = fs.readFileSync(file);
    const brotli = zlib.brotliCompressSync(bytes, {
        params: {
            [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
            [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
    });
    const gzip = zlib.gzipSync(bytes, { level: 9 });
    if (brotli.length < bytes.length) fs.writeFileSync(`${file}.br`, brotli);
    if (gzip.length < bytes.length) fs.writeFileSync(`${file}.gz`, gzip);
}

// "main.js" for the bundle of web/ts/main.ts, and the like.
function manifestOf(metafile) {
    const manifest = {};
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
        const name = path.relative(out, path.resolve(root, output));
        if (entryPoint !== undefined) {
            manifest[path.basename(entryPoint).replace(/\.ts$/, ".js")] = name;
        } else if (/\.(woff2|wasm)$/.test(name)) {
            manifest[name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = name;
        }
    }
    return manifest;
}

// The manifest is written last: the build takes it for the sign that all else is there.
function finish(result) {
    if (result.errors.length > 0) return;
    const manifest = { ...manifestOf(result.metafile), ...copyIcons() };
    const kept = new Set(Object.keys(result.metafile.outputs)
        .map((output) => path.resolve(root, output))
        .concat(Object.values(manifest).map((name) => path.join(out, name))));
    for (const file of filesBelow(out)) {
        if (!kept.has(file)) fs.rmSync(file);
    }
    if (!watch) kept.forEach(compress);
    const sorted = Object.fromEntries(Object.entries(manifest).sort());
    fs.writeFileSync(path.join(out, "manifest.json"), `${JSON.stringify(sorted, null, 1)}\n`);
}

const esbuild = await loadEsbuild();
const options = {
    absWorkingDir: root,
    entryPoints: entryPoints(),
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: !watch,
    sourcemap: watch ? "inline" : false,
    target: ["es2022", "chrome110", "firefox115", "safari16.4"],
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".svg": "file", ".wasm": "file" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    plugins: [fontPlugin, enginePlugin, {
        name: "finish",
        setup: (build) => build.onEnd(finish),
    }],
};
fs.mkdirSync(out, { recursive: true });
if (watch) {
    const context = await esbuild.context(options);
    await context.watch();
} else {
    await esbuild.build(options).catch(() => process.exit(1));
}
