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
    typedContinued?: boolean; // "(CONT'D)" only where it is typed.
    file?: FormatFile; // A format file of one's own, in place of the built-in one.
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

export const elementTypes = ["scene_heading", "action", "character", "parenthetical", "dialogue",
    "lyric", "transition", "centered", "page_break", "section", "synopsis", "note",
    "boneyard"] as const;
export type ElementType = (typeof elementTypes)[number];

// Places on the page, as the files of formats name them.
export const slots = ["scene_heading", "shot", "action", "character", "parenthetical", "dialogue",
    "lyric", "transition", "centered", "section", "new_act", "end_of_act", "cold_opening",
    "left_character", "left_parenthetical", "left_dialogue", "right_character",
    "right_parenthetical", "right_dialogue"] as const;
export type Slot = (typeof slots)[number];

// A stretch of an element's source, UTF-16 units of the text.
export interface SourceSpan {
    from: number;
    to: number;
    kind: "text" | "mark" | "note" | "boneyard";
    style: number; // 1 bold, 2 italic, 4 underlined.
}

export interface SourceElement {
    index: number;
    type: ElementType;
    slot: Slot;
    forced: boolean;
    shot: boolean;
    dual: "" | "left" | "right";
    goesOn: boolean; // Of a cue: the page adds PageLayout.cue_continued.
    level: number;
    from: number;
    to: number;
    spans: SourceSpan[];
    breaks: number[]; // Where lines of the page begin inside a line of the text.
}

export interface SourceView {
    title: [number, number];
    elements: SourceElement[];
}

// Where a page begins, and what stands there of its own: "(MORE)" above, "ANNA (CONT'D)" below.
export interface PageEdge {
    label: string;
    unit: number;
    more: string;
    cue: string;
}

export interface OutlineNode {
    scene: boolean;
    level: number;
    element: number;
    from: number; // Of the heading.
    to: number;
    end: number; // Of all that stands below it before the next node.
    title: string;
    number: string;
    place: string;
    time: string;
    synopsis: string;
    speakers: string[];
    words: number;
    length: string; // "1 2/8" pages; empty where the format has none.
    eighths?: number;
    page: number;
    forced: boolean;
}

export interface ScriptOutline {
    nodes: OutlineNode[];
    pages: number;
    seconds: number;
}

// Inches from the left edge of the paper.
export interface SlotLayout {
    left: number;
    right: number;
    first_indent: number;
    align: 0 | 1 | 2; // Left, centre, right.
    space_before: number;
    line_spacing: number;
    style: number;
    upper_case: boolean;
    printed: boolean;
    columns: number;
}

export interface PageLayout {
    width: number;
    height: number;
    top: number;
    cell_points: number;
    leading_points: number;
    header_right: number;
    number_left: number;
    number_right: number;
    more_left: number;
    cue_continued: string; // "(CONT'D)"
    joins_lines: boolean;
    slots: Record<Slot, SlotLayout>;
}

// Elements [first, first + removed) have become [first, first + inserted).
export interface ElementChange {
    first: number;
    removed: number;
    inserted: number;
}

// What an editor reads of templates/screenplay/*.json.
export interface FormatFile {
    elements: Partial<Record<Slot, { name?: string; enter?: Slot; tab?: Slot }>>;
    cycle?: Slot[];
    lists?: {
        heading_prefixes?: string[];
        times_of_day?: string[];
        extensions?: string[];
        transitions?: string[];
    };
}

interface Exports {
    memory: WebAssembly.Memory;
    _initialize(): void;
    fabula_alloc(size: number): number;
    fabula_free(memory: number): void;
    fabula_answer(): number;
    fabula_answer_size(): number;
    fabula_open(text: number, size: number, format: number, flags: number): number;
    fabula_open_as(text: number, size: number, format: number, flags: number, file: number,
                   fileSize: number): number;
    fabula_close(script: number): void;
    fabula_apply(script: number, from: number, to: number, text: number, size: number): number;
    fabula_elements(script: number): void;
    fabula_pages(script: number): void;
    fabula_page_starts(script: number): void;
    fabula_last_change(script: number): void;
    fabula_view(script: number, from: number, to: number): void;
    fabula_edges(script: number): void;
    fabula_outline(script: number): void;
    fabula_layout(script: number): void;
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
    return paper | (options.sceneNumbers ? 4 : 0) | (options.sceneContinued ? 8 : 0) |
        (options.typedContinued ? 16 : 0);
}

export class Engine {
    readonly #exports: Exports;

    constructor(exports: Exports) {
        this.#exports = exports;
        exports._initialize();
    }

    open(text: string, options: ScriptOptions = {}): OpenScript {
        const format = formats.indexOf(options.format ?? "screenplay");
        const flags = flagsOf(options);
        const script = this.#withText(text, (memory, size) => options.file === undefined
            ? this.#exports.fabula_open(memory, size, format, flags)
            : this.#withText(JSON.stringify(options.file), (file, length) =>
                this.#exports.fabula_open_as(memory, size, format, flags, file, length)));
        return new OpenScript(this.#exports, script, this.#withText.bind(this));
    }

    // The file of a built-in format: keys, lists, columns.
    format(name: ScriptFormat): FormatFile {
        this.#exports.fabula_format(formats.indexOf(name));
        return JSON.parse(answerOf(this.#exports)) as FormatFile;
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

const spanKinds = ["text", "mark", "note", "boneyard"] as const;

// Reads the numbers of fabula_view.
function readView(numbers: Uint32Array): SourceView {
    let at = 0;
    const next = (): number => numbers[at++] ?? 0;
    const view: SourceView = { title: [next(), next()], elements: [] };
    for (let count = next(); count > 0; --count) {
        const index = next();
        const type = elementTypes[next()] ?? "action";
        const slot = slots[next()] ?? "action";
        const flags = next();
        const element: SourceElement = {
            index, type, slot, forced: (flags & 1) !== 0, shot: (flags & 2) !== 0,
            dual: (flags & 4) !== 0 ? "left" : (flags & 8) !== 0 ? "right" : "",
            goesOn: (flags & 16) !== 0,
            level: next(), from: next(), to: next(), spans: [], breaks: [] };
        const spans = next();
        const breaks = next();
        for (let i = 0; i < spans; ++i) {
            const [from, to, kind] = [next(), next(), next()];
            element.spans.push({ from, to, kind: spanKinds[kind & 15] ?? "text", style: kind >> 4 });
        }
        for (let i = 0; i < breaks; ++i) element.breaks.push(next());
        view.elements.push(element);
    }
    return view;
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

    // The elements that touch UTF-16 units [from, to].
    view(from: number, to: number): SourceView {
        this.#exports.fabula_view(this.#script, from, to);
        const start = this.#exports.fabula_answer();
        const size = this.#exports.fabula_answer_size();
        return readView(new Uint32Array(this.#exports.memory.buffer.slice(start, start + size)));
    }

    edges(): PageEdge[] {
        this.#exports.fabula_edges(this.#script);
        const edges = JSON.parse(answerOf(this.#exports)) as [string, number, string, string][];
        return edges.map(([label, unit, more, cue]) => ({ label, unit, more, cue }));
    }

    outline(): ScriptOutline {
        this.#exports.fabula_outline(this.#script);
        return JSON.parse(answerOf(this.#exports)) as ScriptOutline;
    }

    layout(): PageLayout {
        this.#exports.fabula_layout(this.#script);
        return JSON.parse(answerOf(this.#exports)) as PageLayout;
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
