// Where threads stand in the text that is being written: marks that move with it.
import { RangeSet, StateEffect, StateField, type ChangeSet, type EditorState, type Range,
    type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

// A thread in the text as it is here. Where its words are gone, both ends are their place.
export interface Spot {
    id: string;     // Empty: of a thread that is still being written.
    quote: string;
    from: number;
    to: number;
    resolved: boolean;
    proposed: string | null;  // Of a suggestion.
    author: string;
    stale: boolean;  // Of a suggestion: other words stand there now.
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

// Whether a suggestion's words still stand there.
function checked(spot: Spot, doc: Text): Spot {
    if (spot.proposed === null) return spot;
    const stale = isGone(spot) || doc.sliceString(spot.from, spot.to) !== spot.quote;
    return stale === spot.stale ? spot : { ...spot, stale };
}

// The words that are to come, behind those that are to go, with the name of who suggests them.
class Proposed extends WidgetType {
    constructor(readonly id: string, readonly words: string, readonly author: string,
                readonly active: boolean) {
        super();
    }

    override eq({ id, words, author, active }: Proposed): boolean {
        return id === this.id && words === this.words && author === this.author &&
            active === this.active;
    }

    override get lineBreaks(): number {
        return this.words.split("\n").length - 1;
    }

    override toDOM(): HTMLElement {
        const by = t("suggest.by", { name: this.author });
        const shown = make("span", { class: this.active ? "suggest-come is-active" : "suggest-come",
            "data-thread": this.id, title: by });
        if (this.words !== "") shown.append(make("ins", {}, this.words));
        shown.append(make("span", { class: "suggest-by" },
            make("span", { class: "reader-only" }, by),
            make("span", { "aria-hidden": "true" }, this.author)));
        return shown;
    }

    override ignoreEvent(): boolean {
        return false;
    }
}

function suggested(spot: Spot, active: boolean): Range<Decoration>[] {
    return [
        Decoration.mark({ tagName: "del", class: active ? "suggest-go is-active" : "suggest-go",
            attributes: { "data-thread": spot.id } }).range(spot.from, spot.to),
        Decoration.widget({ widget: new Proposed(spot.id, spot.proposed ?? "", spot.author, active),
            side: 1 }).range(spot.to),
    ];
}

function draw(spots: readonly Spot[], active: string | null): DecorationSet {
    const ranges: Range<Decoration>[] = [];
    for (const spot of spots) {
        const isActive = spot.id === active;
        if (isGone(spot) || (spot.resolved && !isActive)) continue;
        if (spot.proposed !== null && !spot.resolved && !spot.stale) {
            ranges.push(...suggested(spot, isActive));
            continue;
        }
        ranges.push(Decoration.mark({
            class: isActive ? "talk-mark is-active" : "talk-mark",
            attributes: { "data-thread": spot.id, title: t("talk.mark") },
        }).range(spot.from, spot.to));
    }
    return RangeSet.of(ranges, true);
}

export const marksField = StateField.define<Marks>({
    create: () => ({ spots: [], active: null, shown: Decoration.none }),
    update(marks, { changes, docChanged, effects, newDoc }) {
        let { spots, active } = marks;
        let drawn = !docChanged;
        if (docChanged) {
            const before = spots;
            spots = before.map((spot) => checked(takenUp(spot, changes), newDoc));
            drawn = before.every((spot, at) => isGone(spot) === isGone(spots[at] ?? spot) &&
                spot.stale === (spots[at] ?? spot).stale);
        }
        let shown = docChanged && drawn ? marks.shown.map(changes) : marks.shown;
        for (const effect of effects) {
            if (effect.is(setSpots)) spots = effect.value.map((spot) => checked(spot, newDoc));
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
