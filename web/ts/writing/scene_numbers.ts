// Scene numbers in the text, "#12A#" behind a heading. Every act on them is one undo.
import type { ChangeSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { OutlineNode } from "../engine.ts";
import { sessionOf } from "./session.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// "A", …, "Z", "AA", "AB", …
function letterOf(index: number): string {
    const rest = index % letters.length;
    const more = Math.floor(index / letters.length);
    return (more === 0 ? "" : letterOf(more - 1)) + (letters[rest] ?? "");
}

// Numbers of scenes as they are, and new ones where there is none: a scene behind 12 is 12A, one
// before the first numbered scene A1. Where nothing is numbered they are counted.
export function lockedNumbers(numbers: readonly string[]): string[] {
    if (numbers.every((number) => number === "")) {
        return numbers.map((_, index) => String(index + 1));
    }
    const taken = new Set(numbers);
    const first = numbers.find((number) => number !== "") ?? "1";
    let last = "";
    return numbers.map((number) => {
        if (number !== "") return last = number;
        for (let i = 0; ; ++i) {
            const made = last === "" ? letterOf(i) + first : /[A-Z]$/.test(last)
                ? `${last}${i + 1}` : last + letterOf(i);
            if (taken.has(made)) continue;
            taken.add(made);
            return made;
        }
    });
}

function written(view: EditorView, node: OutlineNode, number: string): ChangeSpec | null {
    const text = view.state.sliceDoc(node.from, node.to);
    const old = /\s*#[\p{L}\p{N}.-]+#\s*$/u.exec(text)?.[0] ?? /\s*$/.exec(text)?.[0] ?? "";
    const insert = number === "" ? "" : ` #${number}#`;
    return old === insert ? null : { from: node.to - old.length, to: node.to, insert };
}

function write(view: EditorView, numbers: (scenes: OutlineNode[]) => string[]): void {
    const scenes = sessionOf(view.state).scenes();
    const made = numbers(scenes);
    const changes = scenes.map((node, index) => written(view, node, made[index] ?? ""))
        .filter((change) => change !== null);
    view.dispatch({ changes, userEvent: "input.numbers" });
}

export const numberScenes = (view: EditorView): void =>
    write(view, (scenes) => lockedNumbers(scenes.map(({ number }) => number)));

export const renumberScenes = (view: EditorView): void =>
    write(view, (scenes) => scenes.map((_, index) => String(index + 1)));

export const removeNumbers = (view: EditorView): void =>
    write(view, (scenes) => scenes.map(() => ""));
