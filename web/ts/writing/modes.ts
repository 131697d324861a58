// How one writes: plain text without any decoration, the page alone, the caret kept in the middle,
// other scenes dimmed. Remembered on this device.
import { StateEffect, StateField, type EditorState, type Extension, type Text }
    from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { keep, recall } from "../lib/memory.ts";
import { sessionOf } from "./session.ts";

export const modeNames = ["plain", "focus", "typewriter", "dim", "numbers", "announce", "typed"] as const;
export type Mode = (typeof modeNames)[number];
type Modes = Partial<Record<Mode, boolean>>;

const setModes = StateEffect.define<Modes>();

const modeField = StateField.define<Modes>({
    create: () => recall<Modes>("writing", {}),
    update: (modes, { effects }) =>
        effects.reduce((now, effect) => effect.is(setModes) ? effect.value : now, modes),
});

export function hasMode(state: EditorState, mode: Mode): boolean {
    return state.field(modeField, false)?.[mode] ?? false;
}

// What was chosen before there is an editor.
export const keptMode = (mode: Mode): boolean => recall<Modes>("writing", {})[mode] ?? false;

export const isPlain = Object.assign(
    (state: EditorState): boolean => hasMode(state, "plain"), { field: modeField });

export function setMode(view: EditorView, mode: Mode, on: boolean): void {
    const modes = { ...view.state.field(modeField), [mode]: on };
    keep("writing", modes);
    view.dispatch({ effects: setModes.of(modes) });
    showModes(view);
}

export function toggleMode(view: EditorView, mode: Mode): void {
    setMode(view, mode, !hasMode(view.state, mode));
}

// What the page around the text shows of the modes.
export function showModes(view: EditorView): void {
    const { state } = view;
    document.body.classList.toggle("is-focused", hasMode(state, "focus"));
    const host = (view.root as ShadowRoot).host as HTMLElement;
    for (const mode of modeNames) host.classList.toggle(`is-${mode}`, hasMode(state, mode));
}

// The caret's line stays in the middle of the window.
const typewriter = EditorView.updateListener.of(({ view, docChanged, selectionSet, transactions }) => {
    if (!(docChanged || selectionSet) || !hasMode(view.state, "typewriter")) return;
    if (transactions.some((one) => one.isUserEvent("select.pointer"))) return;
    const { head } = view.state.selection.main;
    requestAnimationFrame(() => {
        const at = view.coordsAtPos(head);
        if (at !== null) scrollBy({ top: (at.top + at.bottom) / 2 - innerHeight / 2 });
    });
});

const dimmed = Decoration.line({ class: "is-dimmed" });

// Lines outside of the scene that the caret is in, of those near the screen.
function dimOthers(view: EditorView): DecorationSet {
    if (!hasMode(view.state, "dim") || isPlain(view.state)) return Decoration.none;
    const node = sessionOf(view.state).nodeAt(view.state.selection.main.head);
    if (node === null) return Decoration.none;
    const { doc } = view.state;
    const ranges = view.visibleRanges.flatMap(({ from, to }) => linesOf(doc, from, to))
        .filter((at) => at < node.from || at > node.end).map((at) => dimmed.range(at));
    return Decoration.set(ranges);
}

function linesOf(doc: Text, from: number, to: number): number[] {
    const starts: number[] = [];
    for (let at = from; at <= to;) {
        const line = doc.lineAt(at);
        starts.push(line.from);
        at = line.to + 1;
    }
    return starts;
}

export const modes: Extension = [modeField, typewriter, EditorView.decorations.of(dimOthers)];
