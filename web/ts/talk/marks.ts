// Where threads stand in the text that is being written: marks that move with it.
import { RangeSet, StateEffect, StateField, type ChangeSet, type EditorState, type Range }
    from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { t } from "../lib/i18n.ts";

// A thread in the text as it is here. Where its words are gone, both ends are their place.
export interface Spot {
    id: string;     // Empty: of a thread that is still being written.
    quote: string;
    from: number;
    to: number;
    resolved: boolean;
}

interface Marks {
    spots: readonly Spot[];
    active: string | null;
    shown: DecorationSet;
}

export const setSpots = StateEffect.define<readonly Spot[]>();
export const setActive = StateEffect.define<string | null>();

export const isGone = ({ from, to }: Spot): boolean => from === to;

// As the server moves them: what is written at the edges is not spoken of.
function moved(spot: Spot, changes: ChangeSet): Spot {
    const to = changes.mapPos(spot.to, -1);
    const from = spot.from === spot.to ? to : Math.min(to, changes.mapPos(spot.from, 1));
    return from === spot.from && to === spot.to ? spot : { ...spot, from, to };
}

// Words that come back where they were deleted, as by undo, are spoken of again.
function takenUp(spot: Spot, changes: ChangeSet): Spot {
    const { from: place, quote } = spot;
    if (!isGone(spot) || quote === "") return moved(spot, changes);
    let back: Spot | null = null;
    changes.iterChanges((fromA, toA, fromB, _toB, inserted) => {
        if (back !== null || place < fromA || place > toA || inserted.length < quote.length) return;
        const at = inserted.toString().indexOf(quote);
        if (at >= 0) back = { ...spot, from: fromB + at, to: fromB + at + quote.length };
    });
    return back ?? moved(spot, changes);
}

function draw(spots: readonly Spot[], active: string | null): DecorationSet {
    const ranges: Range<Decoration>[] = [];
    for (const spot of spots) {
        const isActive = spot.id === active;
        if (isGone(spot) || (spot.resolved && !isActive)) continue;
        ranges.push(Decoration.mark({
            class: isActive ? "talk-mark is-active" : "talk-mark",
            attributes: { "data-thread": spot.id, title: t("talk.mark") },
        }).range(spot.from, spot.to));
    }
    return RangeSet.of(ranges, true);
}

export const marksField = StateField.define<Marks>({
    create: () => ({ spots: [], active: null, shown: Decoration.none }),
    update(marks, { changes, docChanged, effects }) {
        let { spots, active } = marks;
        let drawn = !docChanged;
        if (docChanged) {
            const before = spots;
            spots = before.map((spot) => takenUp(spot, changes));
            drawn = before.every((spot, at) => isGone(spot) === isGone(spots[at] ?? spot));
        }
        let shown = docChanged && drawn ? marks.shown.map(changes) : marks.shown;
        for (const effect of effects) {
            if (effect.is(setSpots)) spots = effect.value;
            if (effect.is(setActive)) active = effect.value;
        }
        if (!drawn || active !== marks.active || effects.some((one) => one.is(setSpots))) {
            shown = draw(spots, active);
        }
        return spots === marks.spots && shown === marks.shown && active === marks.active
            ? marks : { spots, active, shown };
    },
    provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});

export const spotsOf = (state: EditorState): readonly Spot[] => state.field(marksField).spots;
export const activeOf = (state: EditorState): string | null => state.field(marksField).active;

// The thread whose words the place is in; the shortest where several are.
export function spotAt(state: EditorState, place: number): Spot | null {
    let found: Spot | null = null;
    for (const spot of spotsOf(state)) {
        if (isGone(spot) || spot.resolved || place < spot.from || place > spot.to) continue;
        if (found === null || spot.to - spot.from < found.to - found.from) found = spot;
    }
    return found;
}
