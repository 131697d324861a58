// What can be done with a scene as a whole: moving it, its synopsis, its notes, its colour.
import { Annotation } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { OutlineNode } from "../engine.ts";
import { sessionOf } from "./session.ts";

// UTF-16 units [from, to) of the text before stand at `at` behind the change.
export interface Moved {
    from: number;
    to: number;
    at: number;
}
export const moved = Annotation.define<Moved>();

const colors: Record<string, string> = {
    red: "cherry", orange: "goldenrod", purple: "pink", magenta: "pink", brown: "tan", cyan: "blue",
    blue: "blue", pink: "pink", yellow: "yellow", green: "green", goldenrod: "goldenrod",
    buff: "buff", salmon: "salmon", cherry: "cherry", tan: "tan",
};

// The page colour that a note like [[COLOR green]] gives a scene; empty: none.
export function colorOf(view: EditorView, node: OutlineNode): string {
    const text = view.state.sliceDoc(node.from, node.end);
    const name = /\[\[\s*colou?r:?\s+(\w+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
    return colors[name] ?? "";
}

export interface SceneNote {
    text: string;
    at: number;
}

export function notesOf(view: EditorView, node: OutlineNode): SceneNote[] {
    const text = view.state.sliceDoc(node.from, node.end);
    return [...text.matchAll(/\[\[([\s\S]*?)\]\]/g)]
        .map((found) => ({ text: (found[1] ?? "").trim(), at: node.from + found.index }))
        .filter((note) => note.text !== "" && !/^colou?r\b/i.test(note.text));
}

// Writes the synopsis of a scene or a section: in place of the lines that it has, else below its
// heading.
export function setSynopsis(view: EditorView, node: OutlineNode, text: string): void {
    const { doc } = view.state;
    const body = view.state.sliceDoc(node.to, node.end);
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const written = lines.map((line) => `= ${line}`).join("\n");
    const found = /^=(?!==).*(?:\n=(?!==).*)*/m.exec(body);
    if (found === null) {
        if (written === "") return;
        const next = doc.sliceString(node.to, node.to + 2) === "\n\n" ? "" : "\n";
        view.dispatch({ changes: { from: node.to, insert: `\n\n${written}${next}` },
            userEvent: "input.synopsis" });
        return;
    }
    const from = node.to + found.index;
    const to = from + found[0].length;
    const blank = written === "" && doc.sliceString(to, to + 1) === "\n" ? 1 : 0;
    if (doc.sliceString(from, to) === written) return;
    view.dispatch({ changes: { from, to: to + blank, insert: written },
        userEvent: "input.synopsis" });
}

const endsApart = (text: string): string =>
    text.endsWith("\n\n") ? text : text.endsWith("\n") ? `${text}\n` : `${text}\n\n`;

// Swaps a scene with the scene next to it, across the lines of sections between them.
export function moveScene(view: EditorView, index: number, by: 1 | -1): boolean {
    const { nodes } = sessionOf(view.state).outline();
    const node = nodes[index];
    if (node === undefined || !node.scene || view.state.readOnly) return false;
    const end = nodes[index + 1]?.from ?? view.state.doc.length;
    const other = nodes[index + by];
    if (other === undefined) return false;
    const to = by < 0 ? other.from : nodes[index + 2]?.from ?? view.state.doc.length;
    const text = view.state.sliceDoc(node.from, end);
    const atEnd = to === view.state.doc.length && by > 0;
    const last = view.state.sliceDoc(Math.max(0, to - 2), to);
    const lead = !atEnd || last === "\n\n" ? "" : last.endsWith("\n") ? "\n" : "\n\n";
    const insert = atEnd ? lead + text.replace(/\n+$/, "\n") : endsApart(text);
    const at = by < 0 ? to : to - (end - node.from) + lead.length;
    view.dispatch({
        changes: [{ from: node.from, to: end }, { from: to, insert }],
        selection: { anchor: at },
        // Blank lines at its end may become others.
        annotations: moved.of({
            from: node.from, to: node.from + text.replace(/\n+$/, "").length, at }),
        scrollIntoView: true,
        userEvent: "move.scene",
    });
    return true;
}
