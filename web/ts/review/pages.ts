// The pages of a script as drawings in the page, each stretch knowing its place in the text.
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

interface Run {
    x: number;      // Points.
    text: string;
    style?: number;  // Bits: 1 bold, 2 italic, 4 underlined.
    from?: number;  // UTF-16 units of the text.
    to?: number;
    whole?: boolean;  // The place is that of the whole element.
}

interface Line {
    y: number;
    heading?: boolean;
    runs: Run[];
}

export interface Page {
    number: number;
    label: string;
    width: number;
    height: number;
    lines: Line[];
}

export interface Range {
    from: number;
    to: number;
}

const space = "http://www.w3.org/2000/svg";
const cell = 7.2;     // Points of a character of 12-point Courier.
const above = 9;      // Points of a mark above the baseline, and below it.
const below = 3;

function svg<K extends keyof SVGElementTagNameMap>(
    tag: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
    const element = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) {
        element.setAttribute(name, String(value));
    }
    return element;
}

function textOf(run: Run, y: number): SVGTextElement {
    const { x, text, style = 0, from, to, whole } = run;
    const names = ["bold", "italic", "underlined"].filter((_, bit) => (style & (1 << bit)) !== 0);
    const element = svg("text", { x, y, class: ["sheet-run", ...names].join(" ") });
    element.setAttribute("xml:space", "preserve");
    if (from !== undefined && to !== undefined) {
        element.dataset["from"] = String(from);
        element.dataset["to"] = String(to);
        if (whole === true) element.dataset["whole"] = "";
    }
    element.textContent = text;
    return element;
}

// `comment` is absent where one may only read.
export function drawPage(page: Page, comment?: (range: Range) => void): HTMLElement {
    const drawing = svg("svg", { viewBox: `0 0 ${page.width} ${page.height}`, role: "group",
        "aria-label": page.number === 0 ? t("review.title_page")
            : t("write.page", { page: page.label }) });
    drawing.append(svg("g", { class: "sheet-marks" }));
    const sheet = make("li", { class: "review-sheet" });
    for (const { y, heading, runs } of page.lines) {
        for (const run of runs) drawing.append(textOf(run, y));
        const [first] = runs;
        const last = runs.filter(({ to }) => to !== undefined).at(-1);
        if (heading !== true || comment === undefined || first?.from === undefined) continue;
        const range = { from: first.from, to: last?.to ?? first.from + 1 };
        const button = make("button", { class: "review-scene", type: "button",
            "aria-label": t("review.comment_on", { words: runs.map(({ text }) => text).join("") }),
        }, "+");
        button.style.insetBlockStart = `${((y - above) / page.height) * 100}%`;
        button.addEventListener("click", () => comment(range));
        sheet.append(button);
    }
    sheet.prepend(drawing);
    return sheet;
}

// The place of a point of the selection in the text; null outside of the script's words.
function placeOf(node: Node, offset: number, atEnd: boolean): number | null {
    const element = node instanceof Element ? node : node.parentElement;
    const run = element?.closest<SVGTextElement>("text");
    const { from, to, whole } = run?.dataset ?? {};
    if (from === undefined || to === undefined) return null;
    if (whole !== undefined) return Number(atEnd ? to : from);
    return Math.min(Number(to), Number(from) + (node instanceof Text ? offset : 0));
}

// What is selected in the pages; null: nothing, or no words of the script.
export function selectedRange(pages: HTMLElement): Range | null {
    const selection = getSelection();
    if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(pages)) return null;
    const runs = [...pages.querySelectorAll<SVGTextElement>("text[data-from]")]
        .filter((run) => range.intersectsNode(run));
    const [first, last] = [runs[0], runs.at(-1)];
    if (first === undefined || last === undefined) return null;
    const from = placeOf(range.startContainer, range.startOffset, false) ??
        Number(first.dataset["from"]);
    const to = placeOf(range.endContainer, range.endOffset, true) ?? Number(last.dataset["to"]);
    return from < to ? { from, to } : null;
}

// Marks behind the words of a thread; `opened` when one is clicked.
export function markRange(pages: HTMLElement, { from, to }: Range, name: string, active: boolean,
                          opened: () => void): void {
    for (const run of pages.querySelectorAll<SVGTextElement>("text[data-from]")) {
        const [begin, end] = [Number(run.dataset["from"]), Number(run.dataset["to"])];
        if (end <= from || begin >= to) continue;
        const whole = run.dataset["whole"] !== undefined;
        const length = run.textContent?.length ?? 0;
        const start = whole ? 0 : Math.max(0, from - begin);
        const stop = whole ? length : Math.min(length, to - begin);
        const mark = svg("rect", { x: Number(run.getAttribute("x")) + start * cell,
            y: Number(run.getAttribute("y")) - above, width: Math.max(1, stop - start) * cell,
            height: above + below, class: active ? "sheet-mark is-active" : "sheet-mark" });
        mark.dataset["thread"] = name;
        mark.addEventListener("click", opened);
        run.parentElement?.querySelector(".sheet-marks")?.append(mark);
    }
}

export function clearMarks(pages: HTMLElement): void {
    for (const marks of pages.querySelectorAll(".sheet-marks")) marks.replaceChildren();
}

// The words of a range, as they are printed.
export function wordsOf(pages: HTMLElement, { from, to }: Range): string {
    let words = "";
    for (const run of pages.querySelectorAll<SVGTextElement>("text[data-from]")) {
        const [begin, end] = [Number(run.dataset["from"]), Number(run.dataset["to"])];
        if (end <= from || begin >= to) continue;
        const text = run.textContent ?? "";
        words += run.dataset["whole"] !== undefined ? text
            : text.slice(Math.max(0, from - begin), to - begin);
        words += " ";
    }
    return words.trim();
}
