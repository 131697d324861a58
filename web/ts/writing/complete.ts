// The list of what can complete the line: a listbox at the caret, which Enter and Tab take from
// only where something is marked in it.
import { EditorSelection, Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { enter, kindHere } from "./elements.ts";
import { isPlain } from "./modes.ts";
import { findOffers, type Offers } from "./offers.ts";

const setOffers = StateEffect.define<Offers | null>();

function offersField(): StateField<Offers | null> {
    return StateField.define<Offers | null>({
        create: () => null,
        update(offers, transaction) {
            for (const effect of transaction.effects) {
                if (effect.is(setOffers)) return effect.value;
            }
            return transaction.docChanged || transaction.selection !== undefined ? null : offers;
        },
        provide: (field) => [
            showTooltip.computeN([field], (state) => {
                const offers = state.field(field);
                return offers === null ? [] : [tooltipOf(offers)];
            }),
            EditorView.contentAttributes.compute([field], (state): Record<string, string> => {
                const offers = state.field(field);
                if (offers === null) return { "aria-autocomplete": "list" };
                return { "aria-autocomplete": "list", "aria-controls": "offers",
                    ...(offers.chosen < 0 ? {} : {
                        "aria-activedescendant": `offer-${offers.chosen}` }) };
            }),
        ],
    });
}

const field = offersField();

function tooltipOf(offers: Offers): Tooltip {
    return { pos: offers.from, above: false, strictSide: false, arrow: false, create: (view) => {
        const list = make("ul", { class: "offers", role: "listbox", id: "offers",
            "aria-label": t("write.offers") });
        offers.list.forEach(({ text }, index) => {
            const item = make("li", { role: "option", id: `offer-${index}`,
                "aria-selected": String(index === offers.chosen) }, text);
            item.addEventListener("mousedown", (event) => {
                event.preventDefault();
                take(view, index);
            });
            list.append(item);
        });
        return { dom: list };
    } };
}

function take(view: EditorView, index: number): boolean {
    const offers = view.state.field(field);
    const offer = offers?.list[index];
    if (offers === null || offer === undefined) return false;
    const to = view.state.selection.main.head;
    if (offer.act !== undefined) {
        offer.act(view, offers.from, to);
        return true;
    }
    view.dispatch({
        changes: { from: offers.from, to, insert: offer.text },
        selection: EditorSelection.cursor(offers.from + offer.text.length),
        effects: setOffers.of(null), scrollIntoView: true, userEvent: "input.complete" });
    lookAgain(view);
    return true;
}

function lookAgain(view: EditorView): void {
    const offers = findOffers(view.state);
    // What was just taken may end with a word that goes on: "INT. " asks for a place.
    if (offers !== null) view.dispatch({ effects: setOffers.of({ ...offers, chosen: -1 }) });
}

function move(view: EditorView, by: number): boolean {
    const offers = view.state.field(field);
    if (offers === null) return false;
    const count = offers.list.length;
    const chosen = offers.chosen < 0 ? (by > 0 ? 0 : count - 1) : (offers.chosen + by + count) % count;
    view.dispatch({ effects: setOffers.of({ ...offers, chosen }) });
    return true;
}

function takeChosen(view: EditorView, goesOn: boolean): boolean {
    const offers = view.state.field(field);
    if (offers === null || offers.chosen < 0) return false;
    const cue = kindHere(view.state) === "character";
    const acts = offers.list[offers.chosen]?.act !== undefined;
    if (!take(view, offers.chosen)) return false;
    if (goesOn && cue && !acts) {
        view.dispatch({ effects: setOffers.of(null) });
        enter(view);
    }
    return true;
}

function close(view: EditorView): boolean {
    if (view.state.field(field) === null) return false;
    view.dispatch({ effects: setOffers.of(null) });
    return true;
}

// Looks after what was typed or begun by a key, never after the words of others.
const follow = EditorView.updateListener.of(({ view, transactions, state }) => {
    const typed = transactions.some((one) => one.isUserEvent("input.type") ||
        one.isUserEvent("input.element") || one.isUserEvent("delete.backward"));
    if (!typed || isPlain(state)) return;
    queueMicrotask(() => {
        if (view.state !== state || !view.hasFocus) return;
        const offers = findOffers(state);
        if (offers !== null) view.dispatch({ effects: setOffers.of(offers) });
    });
});

export const completion: Extension = [
    field,
    follow,
    Prec.highest(keymap.of([
        { key: "ArrowDown", run: (view) => move(view, 1) },
        { key: "ArrowUp", run: (view) => move(view, -1) },
        { key: "Enter", run: (view) => takeChosen(view, true) },
        { key: "Tab", run: (view) => takeChosen(view, false) },
        { key: "Escape", run: close },
    ])),
];
