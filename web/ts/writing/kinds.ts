// The kind that an empty line is to have, until what is typed there says so itself.
import { StateEffect, StateField } from "@codemirror/state";
import type { Slot } from "../engine.ts";

export interface Waiting {
    at: number;  // Where its line begins.
    kind: Slot;
}

export const setWaiting = StateEffect.define<Waiting | null>();

export const waitingKind = StateField.define<Waiting | null>({
    create: () => null,
    update(waiting, transaction) {
        for (const effect of transaction.effects) {
            if (effect.is(setWaiting)) return effect.value;
        }
        if (waiting === null) return null;
        const at = transaction.changes.mapPos(waiting.at, -1);
        const line = transaction.state.doc.lineAt(Math.min(at, transaction.state.doc.length));
        const { head } = transaction.state.selection.main;
        const left = line.from !== at || head < line.from || head > line.to;
        return left ? null : { at, kind: waiting.kind };
    },
});
