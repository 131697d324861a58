// The keys of writing. Ctrl+Alt is never bound: it writes @ and [ on many keyboards.
import { insertNewline } from "@codemirror/commands";
import { EditorView, keymap } from "@codemirror/view";
import { EditorSelection, Prec, type Extension } from "@codemirror/state";
import { enter, newScene, stepKind, stepToScene } from "./elements.ts";
import { waitingKind } from "./kinds.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { isPlain, toggleMode } from "./modes.ts";

const inCapitals = ["character", "transition"];
const pairs: Record<string, [string, string]> = { "[": ["[", "]]"], "*": ["/", " */"] };

// Capitals where a name or a transition is awaited; the other bracket of a note or a cut.
const typing = EditorView.inputHandler.of((view, from, to, text) => {
    const { state } = view;
    if (view.composing || isPlain(state)) return false;
    const line = state.doc.lineAt(from);
    const waiting = state.field(waitingKind);
    const awaited = waiting !== null && waiting.at === line.from && !line.text.startsWith("@");
    if (awaited && inCapitals.includes(waiting.kind) && text.length === 1 && text !== "ß") {
        const capital = text.toLocaleUpperCase();
        if (capital === text) return false;
        view.dispatch({ changes: { from, to, insert: capital },
            selection: EditorSelection.cursor(from + capital.length),
            userEvent: "input.type", scrollIntoView: true });
        return true;
    }
    const pair = pairs[text];
    if (pair === undefined || from !== to || state.sliceDoc(from - 1, from) !== pair[0]) return false;
    if (state.sliceDoc(from, line.to).trim() !== "") return false;
    view.dispatch({ changes: { from, insert: text + pair[1] },
        selection: EditorSelection.cursor(from + 1), userEvent: "input.type" });
    return true;
});

export const writingKeys: Extension = [
    Prec.high(keymap.of([
        { key: "Enter", run: (view) => !isPlain(view.state) && enter(view), shift: insertNewline },
        { key: "Tab", run: (view) => !isPlain(view.state) && stepKind(view, 1),
          shift: (view) => !isPlain(view.state) && stepKind(view, -1) },
        { key: "Mod-Enter", run: newScene },
        { key: "Alt-PageDown", run: (view) => stepToScene(view, 1) },
        { key: "Alt-PageUp", run: (view) => stepToScene(view, -1) },
        { key: "Mod-Shift-f", run: (view) => { toggleMode(view, "focus"); return true; } },
    ])),
    typing,
];

// In the list of keys of this screen. The editor itself acts on them.
export function listWritingKeys(readOnly: boolean): void {
    const list = (key: string, name: string): void => bind({ key, name, group: "here" });
    list("alt+PageDown", t("keys.next_scene"));
    list("alt+PageUp", t("keys.previous_scene"));
    list("mod+shift+f", t("mode.focus"));
    if (readOnly) return;
    list("Enter", t("keys.next_element"));
    list("Tab", t("keys.other_element"));
    list("shift+Tab", t("keys.element_back"));
    list("/", t("keys.element_menu"));
    list("@", t("keys.mention"));
    list("shift+Enter", t("keys.plain_line"));
    list("alt+ArrowUp", t("keys.move_line"));
    list("alt+ArrowDown", t("keys.move_line_down"));
    list("mod+z", t("common.undo"));
    list("mod+shift+z", t("keys.redo"));
    list("Escape Tab", t("keys.leave_text"));
}
