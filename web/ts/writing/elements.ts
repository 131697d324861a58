// Changing what a line is: marks and blank lines are written so that Fountain reads it that way,
// and taken away where they are no longer needed. Words are never changed, except that a name or a
// transition becomes capitals, and comes back as it was typed.
import { EditorSelection, type EditorState, type Line, type TransactionSpec }
    from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Slot } from "../engine.ts";
import { setWaiting, waitingKind } from "./kinds.ts";
import { placeOf } from "./look.ts";
import { sessionOf } from "./session.ts";

export type Kind = Slot | "synopsis" | "note" | "page_break";

const further: Kind[] = ["shot", "lyric", "centered", "section", "synopsis", "note", "page_break"];

// The kinds that a line can be given, those of the format's cycle first.
export function kindsOf(state: EditorState): Kind[] {
    const { cycle = [] } = sessionOf(state).file;
    return [...cycle, ...further.filter((kind) => !cycle.includes(kind as Slot))];
}

// What the caret's line is: as it is read, or as it waits to be.
export function kindHere(state: EditorState): Kind {
    const line = state.doc.lineAt(state.selection.main.head);
    const waiting = state.field(waitingKind, false);
    if (waiting?.at === line.from) return waiting.kind;
    if (line.length === 0) return "action";
    const element = sessionOf(state).elementAt(line.from);
    if (element === null) return "action";
    return placeOf(element).replace(/^(left|right)_/, "") as Kind;
}

const upper = (text: string): string =>
    [...text].map((letter) => letter === "ß" ? letter : letter.toLocaleUpperCase()).join("");

// The words of a line without what makes it its kind.
function bareText(text: string, kind: Kind): string {
    const line = text.trim();
    switch (kind) {
        case "scene_heading": return line.replace(/^\.(?=[^.])/, "");
        case "action": return line.replace(/^!/, "");
        case "shot": return line.replace(/^!!\s*/, "");
        case "character": return line.replace(/^@/, "").replace(/\s*\^$/, "");
        case "parenthetical": return line.replace(/^\(/, "").replace(/\)$/, "");
        case "lyric": return line.replace(/^~\s*/, "");
        case "transition": return line.replace(/^>\s*/, "");
        case "section": return line.replace(/^#+\s*/, "");
        case "synopsis": return line.replace(/^=\s*/, "");
        case "note": return line.replace(/^\[\[\s*/, "").replace(/\s*\]\]$/, "");
        case "page_break": return "";
        case "dialogue": return line;
        default: return line.replace(/^>\s*/, "").replace(/\s*<$/, "");
    }
}

// [before the words, behind them].
const wraps: Partial<Record<Kind, [string, string]>> = {
    parenthetical: ["(", ")"], lyric: ["~", ""], centered: ["> ", " <"], section: ["# ", ""],
    synopsis: ["= ", ""], note: ["[[", "]]"], shot: ["!!", ""], page_break: ["===", ""],
    new_act: ["> ", " <"], end_of_act: ["> ", " <"], cold_opening: ["> ", " <"],
};
const forcing: Partial<Record<Kind, string>> =
    { scene_heading: ".", action: "!", character: "@", transition: "> " };
const speech: Kind[] = ["parenthetical", "dialogue"];
const inCapitals: Kind[] = ["character", "transition"];

// How the last line looked before its words became capitals.
let before = { shaped: "", typed: "" };

function shape(state: EditorState, text: string, was: Kind, kind: Kind, below: string): string {
    let bare = text === before.shaped ? before.typed : bareText(text, was);
    const wrap = wraps[kind];
    if (wrap !== undefined) return wrap[0] + bare + wrap[1];
    const typed = bare;
    if (inCapitals.includes(kind)) bare = upper(bare);
    const mark = forcing[kind];
    if (mark === undefined || bare === "") return bare;
    const under = kind === "character" ? "x" : kind === "action" ? below : "";
    const natural = sessionOf(state).slotOf(bare, "", under) === kind;
    const shaped = natural ? bare : mark + bare;
    if (typed !== bare) before = { shaped, typed };
    return shaped;
}

const lineText = (state: EditorState, number: number): string =>
    number < 1 || number > state.doc.lines ? "" : state.doc.line(number).text;

// The line above that is not blank belongs to a speech, so that this one can.
function belowSpeech(state: EditorState, line: Line): boolean {
    let number = line.number - 1;
    while (number > 0 && lineText(state, number).trim() === "") --number;
    if (number === 0) return false;
    const above = state.doc.line(number);
    const waiting = state.field(waitingKind, false);
    if (waiting?.at === above.from) return true;
    const element = sessionOf(state).elementAt(above.from);
    const looksLikeCue = line.number - number <= 2 && element?.type === "action" &&
        sessionOf(state).slotOf(above.text, "", "x") === "character";
    return element !== null && (looksLikeCue ||
        /character|parenthetical|dialogue|lyric/.test(element.slot));
}

// The change that makes the caret's line this kind.
export function restate(state: EditorState, kind: Kind): TransactionSpec {
    const line = state.doc.lineAt(state.selection.main.head);
    const was = kindHere(state);
    const shaped = shape(state, line.text, was, kind, lineText(state, line.number + 1));
    let from = line.from;
    let lead = "";
    if (speech.includes(kind)) {
        let above = line.number - 1;
        while (above > 1 && lineText(state, above).trim() === "") --above;
        if (above >= 1 && above < line.number - 1) from = state.doc.line(above).to + 1;
    } else if (lineText(state, line.number - 1).trim() !== "") {
        lead = "\n";
    }
    const alone = ["scene_heading", "transition", "page_break"].includes(kind);
    const tail = alone && lineText(state, line.number + 1).trim() !== "" ? "\n" : "";
    const start = from + lead.length;
    const close = wraps[kind]?.[1].length ?? 0;
    const caret = start + Math.max(0, shaped.length - close);
    const empty = shaped === "";
    const unread = kind === "character" && lineText(state, line.number + 1).trim() === "";
    return {
        changes: { from, to: line.to, insert: lead + shaped + tail },
        selection: EditorSelection.cursor(caret),
        effects: setWaiting.of(empty || unread ? { at: start, kind: kind as Slot } : null),
        scrollIntoView: true,
        userEvent: "input.element",
    };
}

export function setKind(view: EditorView, kind: Kind): void {
    view.dispatch(restate(view.state, kind));
    view.focus();
}

function cycled(state: EditorState, by: number): Kind {
    const { cycle = [] } = sessionOf(state).file;
    const line = state.doc.lineAt(state.selection.main.head);
    const can = cycle.filter((kind) => !speech.includes(kind) || belowSpeech(state, line));
    const at = can.indexOf(kindHere(state) as Slot);
    if (can.length === 0) return "action";
    return can[(Math.max(at, 0) + by + can.length) % can.length] ?? "action";
}

// Tab behind a name or a speech begins a parenthetical; else it changes the kind of the line.
export function stepKind(view: EditorView, by: number): boolean {
    const { state } = view;
    if (state.readOnly || sessionOf(state).onTitlePage(state.selection.main.head)) return false;
    const { main } = state.selection;
    const line = state.doc.lineAt(main.head);
    const kind = kindHere(state);
    const atEnd = main.empty && main.head === line.to && line.text.trim() !== "";
    if (by > 0 && atEnd && (kind === "character" || kind === "dialogue")) {
        view.dispatch({
            changes: { from: line.to, insert: "\n()" },
            selection: EditorSelection.cursor(line.to + 2),
            effects: setWaiting.of(null), scrollIntoView: true, userEvent: "input.element" });
        return true;
    }
    view.dispatch(restate(state, cycled(state, by)));
    return true;
}

function insert(view: EditorView, at: number, text: string, kind: Slot | null): boolean {
    const caret = at + text.length;
    view.dispatch({
        changes: { from: at, insert: text },
        selection: EditorSelection.cursor(caret),
        effects: setWaiting.of(kind === null ? null : { at: caret, kind }),
        scrollIntoView: true, userEvent: "input.type" });
    return true;
}

function enterOnBlank(view: EditorView, line: Line): boolean {
    const { state } = view;
    if (state.field(waitingKind, false)?.at !== line.from) return insert(view, line.to, "\n", null);
    // Nothing was said: the line is action again, apart from what stands above. Who is used to
    // two Enters between paragraphs has what they want already.
    const close = lineText(state, line.number - 1).trim() !== "";
    if (close) return insert(view, line.to, "\n", null);
    view.dispatch({ effects: setWaiting.of(null) });
    return true;
}

// Enter gives the element that naturally follows, with the blank lines that Fountain needs.
export function enter(view: EditorView): boolean {
    let { state } = view;
    const { main } = state.selection;
    const session = sessionOf(state);
    if (!main.empty || session.onTitlePage(main.head)) return false;
    let line = state.doc.lineAt(main.head);
    if (line.text.trim() === "") return enterOnBlank(view, line);
    const kind = kindHere(state);
    const behind = line.text.slice(main.head - line.from).trim();
    const ends = behind === "" || (kind === "parenthetical" && behind === ")");
    if (!ends) {
        const apart = kind === "action" && main.head > line.from;
        return insert(view, main.head, apart ? "\n\n" : "\n", null);
    }
    if (state.field(waitingKind, false)?.at === line.from) {
        view.dispatch(restate(state, kind));
        state = view.state;
        line = state.doc.lineAt(state.selection.main.head);
    }
    if (kind === "lyric") return insert(view, line.to, "\n~", null);
    if (session.format === "manuscript") return insert(view, line.to, "\n\n", null);
    const next = session.file.elements[kind as Slot]?.enter ?? "action";
    const goesOn = speech.includes(next as Kind) &&
        (kind === "character" || kind === "parenthetical" || kind === "dialogue");
    const below = lineText(state, line.number + 1).trim();
    if (goesOn) return insert(view, line.to, "\n", below === "" ? next : null);
    const inSpeech = (kind === "dialogue" || kind === "parenthetical") && below !== "";
    if (inSpeech) return insert(view, line.to, "\n", "dialogue");
    return insert(view, line.to, "\n\n", next);
}

// A heading below the paragraph or the speech that the caret is in.
export function newScene(view: EditorView): boolean {
    const { state } = view;
    let number = state.doc.lineAt(state.selection.main.head).number;
    while (number < state.doc.lines && lineText(state, number + 1).trim() !== "") ++number;
    const line = state.doc.line(number);
    const lead = line.text.trim() === "" ?
        (lineText(state, number - 1).trim() === "" ? "" : "\n") : "\n\n";
    return insert(view, line.to, lead, "scene_heading");
}

// To the heading of the next scene (1) or of this one and those before (-1).
export function stepToScene(view: EditorView, by: 1 | -1): boolean {
    const { head } = view.state.selection.main;
    const starts = sessionOf(view.state).scenes().map(({ from }) => from);
    const to = by > 0 ? starts.find((from) => from > head)
        : starts.filter((from) => from < head).pop();
    if (to === undefined) return true;
    goTo(view, to);
    return true;
}

export function goTo(view: EditorView, place: number): void {
    const line = view.state.doc.lineAt(Math.min(place, view.state.doc.length));
    const scroll = (view.constructor as typeof EditorView)
        .scrollIntoView(line.from, { y: "start", yMargin: 130 });
    view.dispatch({ selection: EditorSelection.cursor(line.to), effects: scroll });
    view.focus();
}

// The speech at the caret is said together with the one above it, or alone again.
export function toggleDual(view: EditorView): void {
    const { doc, selection } = view.state;
    let line = doc.lineAt(selection.main.head);
    while (line.number > 1 && line.text.trim() !== "" &&
        sessionOf(view.state).elementAt(line.from)?.type !== "character") {
        line = doc.line(line.number - 1);
    }
    if (sessionOf(view.state).elementAt(line.from)?.type !== "character") return;
    const mark = /\s*\^\s*$/.exec(line.text);
    const from = mark === null ? line.to : line.from + mark.index;
    view.dispatch({ changes: { from, to: line.to, insert: mark === null ? " ^" : "" },
        userEvent: "input.dual" });
    view.focus();
}
