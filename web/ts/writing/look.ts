// How the text on the screen looks: each line in its column of the page, ending where the page's
// line ends, with marks dimmed and emphasis shown. Only what is visible is looked at.
import { RangeSetBuilder, type EditorState } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate }
    from "@codemirror/view";
import type { SourceElement, SourceSpan, SourceView } from "../engine.ts";
import { make } from "../lib/dom.ts";
import { t, tOr } from "../lib/i18n.ts";
import { waitingKind, type Waiting } from "./kinds.ts";
import { hasMode, isPlain } from "./modes.ts";
import { Session, sessionOf } from "./session.ts";

class LineEnd extends WidgetType {
    override toDOM(): HTMLElement {
        return document.createElement("br");
    }
    override eq(): boolean {
        return true;
    }
    override get lineBreaks(): number {
        return 1;
    }
}

// "(CONT'D)" behind a cue: printed, and not in the text.
class Added extends WidgetType {
    constructor(readonly words: string) {
        super();
    }
    override toDOM(): HTMLElement {
        return make("span", { class: "is-added", title: t("write.added") }, ` ${this.words}`);
    }
    override eq({ words }: Added): boolean {
        return words === this.words;
    }
    override ignoreEvent(): boolean {
        return false;
    }
}

const lineEnd = Decoration.widget({ widget: new LineEnd(), side: -3 });
const markClasses: Record<SourceSpan["kind"], string> = {
    text: "", mark: "is-mark", note: "is-note", boneyard: "is-boneyard" };
const marks = new Map<string, Decoration>();

function markOf({ kind, style }: SourceSpan): Decoration | null {
    const classes = [markClasses[kind], (style & 1) !== 0 ? "is-bold" : "",
                     (style & 2) !== 0 ? "is-italic" : "", (style & 4) !== 0 ? "is-underlined" : ""];
    const name = classes.filter((one) => one !== "").join(" ");
    if (name === "") return null;
    let mark = marks.get(name);
    if (mark === undefined) marks.set(name, mark = Decoration.mark({ class: name }));
    return mark;
}

// Where an element has its place: that of its kind, or the name of what is never printed.
export function placeOf(element: SourceElement): string {
    const unprinted = ["page_break", "synopsis", "note", "boneyard"];
    return unprinted.includes(element.type) ? element.type : element.slot;
}

// What the elements of prose are called there.
const inProse: Record<string, string> = {
    action: "paragraph", section: "chapter", centered: "break" };
let prose = false;

export function setProse(on: boolean): void {
    prose = on;
}

export const isProse = (): boolean => prose;

export function nameOfPlace(place: string): string {
    const plain = place.replace(/^(left|right)_/, "");
    const name = prose ? inProse[plain] ?? plain : plain;
    return tOr(`element.${name}`, name);
}

type Piece = { from: number; to: number; deco: Decoration };

function lineClass(place: string, first: boolean, element?: SourceElement): string {
    const level = element !== undefined && place === "section" ? ` is-level-${element.level}` : "";
    return `at-${place}${level}${first ? " is-first" : ""}`;
}

// What a caret line is told apart by: the name of its element stands in the margin.
function lineDeco(classes: string, name: string, here: boolean, number = ""): Decoration {
    const attributes: Record<string, string> = { class: here ? `${classes} is-here` : classes };
    if (here) attributes["data-name"] = name;
    if (number !== "") attributes["data-number"] = number;
    return Decoration.line({ attributes });
}

class Look {
    decorations: DecorationSet;

    constructor(view: EditorView) {
        this.decorations = this.build(view);
    }

    update(update: ViewUpdate): void {
        if (update.docChanged) sessionOf(update.state).apply(update.changes, update.state.doc);
        const refreshed = update.transactions.some((one) => one.effects.length > 0);
        if (update.docChanged || update.viewportChanged || update.selectionSet || refreshed) {
            this.decorations = this.build(update.view);
        }
    }

    private build(view: EditorView): DecorationSet {
        if (isPlain(view.state)) return Decoration.none;
        const session = sessionOf(view.state);
        const pieces: Piece[] = [];
        for (const { from, to } of view.visibleRanges) {
            const shown = session.script.view(from, to);
            const waiting = view.state.field(waitingKind, false) ?? null;
            addLines(pieces, view.state, shown, from, to, waiting, session);
            for (const element of shown.elements) {
                addInside(pieces, element, from, to);
                if (element.goesOn) addContinued(pieces, element, view.state, session);
            }
        }
        pieces.sort((a, b) => a.from - b.from || a.deco.startSide - b.deco.startSide || b.to - a.to);
        const builder = new RangeSetBuilder<Decoration>();
        for (const { from, to, deco } of pieces) builder.add(from, to, deco);
        return builder.finish();
    }
}

// As pages print them: those of the text; counted where it has none.
function numbersOf(session: Session): Map<number, string> {
    const scenes = session.scenes();
    const counted = scenes.every(({ number }) => number === "");
    return new Map(scenes.map(({ from, number }, index) =>
        [from, counted ? String(index + 1) : number]));
}

function addLines(pieces: Piece[], state: EditorState, shown: SourceView, from: number, to: number,
                  waiting: Waiting | null, session: Session): void {
    const [titleFrom, titleTo] = shown.title;
    const caret = state.doc.lineAt(state.selection.main.head).from;
    const spoken = session.format === "manuscript" ? "action" : "";
    const numbers = hasMode(state, "numbers") ? numbersOf(session) : new Map<number, string>();
    let next = 0;
    for (let at = from; at <= to;) {
        const line = state.doc.lineAt(at);
        at = line.to + 1;
        while (next < shown.elements.length && (shown.elements[next]?.to ?? 0) < line.from) ++next;
        const element = shown.elements[next];
        const here = line.from === caret;
        let deco: Decoration;
        if (waiting !== null && waiting.at === line.from) {
            deco = lineDeco(lineClass(waiting.kind, true), nameOfPlace(waiting.kind), here);
        } else if (titleTo > titleFrom && line.from < titleTo) {
            deco = lineDeco("at-title", t("element.title_page"), here);
        } else if (element !== undefined && element.from <= line.from && line.length > 0) {
            const place = placeOf(element);
            const number = place === "scene_heading" ? numbers.get(element.from) ?? "" : "";
            deco = lineDeco(lineClass(place, element.from === line.from, element),
                nameOfPlace(place), here, number);
        } else {
            deco = lineDeco(line.length === 0 ? "at-blank" : `at-action ${spoken}`,
                nameOfPlace("action"), here);
        }
        pieces.push({ from: line.from, to: line.from, deco });
    }
}

function addInside(pieces: Piece[], element: SourceElement, from: number, to: number): void {
    for (const span of element.spans) {
        if (span.to <= from || span.from >= to) continue;
        const deco = markOf(span);
        if (deco !== null) pieces.push({ from: span.from, to: span.to, deco });
    }
    for (const at of element.breaks) {
        if (at >= from && at <= to) pieces.push({ from: at, to: at, deco: lineEnd });
    }
}

// Behind the name, before a caret that says that two speak at once.
function addContinued(pieces: Piece[], { spans, from }: SourceElement, state: EditorState,
                      session: Session): void {
    const name = spans.filter(({ kind }) => kind === "text").at(-1);
    const at = Math.min(name?.to ?? from, state.doc.lineAt(from).to);
    const widget = new Added(session.layout.cue_continued);
    pieces.push({ from: at, to: at, deco: Decoration.widget({ widget, side: 1 }) });
}

export const look = ViewPlugin.fromClass(Look, { decorations: (plugin) => plugin.decorations });
