// The script engine in the browser: the same code as on the server, so that both see the same
// elements and pages. A bundle of its own, loaded by what needs it:
//   const engine = await loadEngine();
//   const script = engine.open(text, { format: "screenplay" });
//   script.apply(from, to, "Rain."); script.pageStarts();
import modulePath from "fabula_engine.wasm";

const formats = ["screenplay", "manuscript", "multicam", "stage", "audio", "comic"] as const;
export type ScriptFormat = (typeof formats)[number];

export interface ScriptOptions {
    format?: ScriptFormat;
    paper?: "letter" | "a4"; // Without it the one that the title page names, else Letter.
    sceneNumbers?: boolean;
    sceneContinued?: boolean; // "(CONTINUED)" where a scene goes on.
}

export interface ScriptElement {
    type: string;
    text: string;
    range: [number, number]; // UTF-16 units of the text.
    scene_number?: string;
    level?: number;
    dual?: "left" | "right";
}

export interface ScriptDocument {
    title_page: Record<string, string>;
    elements: ScriptElement[];
}

export interface ScriptPage {
    number: number;
    elements: { type: string; text: string; continued: boolean }[];
}

// Where a page begins: an element, and how many bytes of its text stand above.
export interface PageStart {
    label: string;
    element: number;
    offset: number;
}

// Elements [first, first + removed) have become [first, first + inserted).
export interface ElementChange {
    first: number;
    removed: number;
    inserted: number;
}

interface Exports {
    memory: WebAssembly.Memory;
    _initialize(): void;
    fabula_alloc(size: number): number;
    fabula_free(memory: number): void;
    fabula_answer(): number;
    fabula_answer_size(): number;
    fabula_open(text: number, size: number, format: number, flags: number): number;
    fabula_close(script: number): void;
    fabula_apply(script: number, from: number, to: number, text: number, size: number): number;
    fabula_elements(script: number): void;
    fabula_pages(script: number): void;
    fabula_page_starts(script: number): void;
    fabula_last_change(script: number): void;
    fabula_format(format: number): void;
}

// What the C library asks of a system. The engine has none: it neither reads nor writes files.
const noSystem = 52;
const system = {
    wasi_snapshot_preview1: {
        fd_close: () => noSystem,
        fd_seek: () => noSystem,
        fd_write: () => noSystem,
    },
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function flagsOf(options: ScriptOptions): number {
    const paper = options.paper === undefined ? 0 : options.paper === "letter" ? 1 : 2;
    return paper | (options.sceneNumbers ? 4 : 0) | (options.sceneContinued ? 8 : 0);
}

export class Engine {
    readonly #exports: Exports;

    constructor(exports: Exports) {
        this.#exports = exports;
        exports._initialize();
    }

    open(text: string, options: ScriptOptions = {}): OpenScript {
        const format = formats.indexOf(options.format ?? "screenplay");
        const script = this.#withText(text, (memory, size) =>
            this.#exports.fabula_open(memory, size, format, flagsOf(options)));
        return new OpenScript(this.#exports, script, this.#withText.bind(this));
    }

    // The file of a built-in format: keys, lists, columns.
    format(name: ScriptFormat): unknown {
        this.#exports.fabula_format(formats.indexOf(name));
        return JSON.parse(answerOf(this.#exports));
    }

    #withText(text: string, use: (memory: number, size: number) => number): number {
        const most = text.length * 3;
        const memory = this.#exports.fabula_alloc(most);
        try {
            const room = new Uint8Array(this.#exports.memory.buffer, memory, most);
            return use(memory, encoder.encodeInto(text, room).written);
        } finally {
            this.#exports.fabula_free(memory);
        }
    }
}

function answerOf(exports: Exports): string {
    const bytes = new Uint8Array(exports.memory.buffer, exports.fabula_answer(),
        exports.fabula_answer_size());
    return decoder.decode(bytes);
}

// A script under the pen. Its memory is its own: close() it.
export class OpenScript {
    readonly #exports: Exports;
    readonly #script: number;
    readonly #withText: (text: string, use: (memory: number, size: number) => number) => number;

    constructor(exports: Exports, script: number,
                withText: (text: string, use: (memory: number, size: number) => number) => number) {
        this.#exports = exports;
        this.#script = script;
        this.#withText = withText;
    }

    // Replaces UTF-16 units [from, to). False where that is none of the text, and nothing happens.
    apply(from: number, to: number, insert: string): boolean {
        return this.#withText(insert, (memory, size) =>
            this.#exports.fabula_apply(this.#script, from, to, memory, size)) === 1;
    }

    lastChange(): ElementChange {
        this.#exports.fabula_last_change(this.#script);
        const [first, removed, inserted] = JSON.parse(answerOf(this.#exports)) as number[];
        return { first: first ?? 0, removed: removed ?? 0, inserted: inserted ?? 0 };
    }

    // The bytes that `fabula convert` writes as .elements.json and .pages.json.
    elementsText(): string {
        this.#exports.fabula_elements(this.#script);
        return answerOf(this.#exports);
    }

    pagesText(): string {
        this.#exports.fabula_pages(this.#script);
        return answerOf(this.#exports);
    }

    document(): ScriptDocument {
        return JSON.parse(this.elementsText()) as ScriptDocument;
    }

    pages(): ScriptPage[] {
        return (JSON.parse(this.pagesText()) as { pages: ScriptPage[] }).pages;
    }

    pageStarts(): PageStart[] {
        this.#exports.fabula_page_starts(this.#script);
        const starts = JSON.parse(answerOf(this.#exports)) as [string, number, number][];
        return starts.map(([label, element, offset]) => ({ label, element, offset }));
    }

    close(): void {
        this.#exports.fabula_close(this.#script);
    }
}

export async function loadEngine(): Promise<Engine> {
    const file = fetch(new URL(modulePath, import.meta.url));
    const { instance } = await WebAssembly.instantiateStreaming(file, system);
    return new Engine(instance.exports as unknown as Exports);
}
