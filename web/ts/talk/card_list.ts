// Threads as a list of cards that is drawn anew while somebody reads or writes in it.
import { find } from "../lib/dom.ts";
import { cardOf, type CardActs, type CardState } from "./card.ts";
import { type Thread, type Threads } from "./threads.ts";

export class CardList {
    private readonly cards = new Map<string, { key: string; card: HTMLElement }>();

    constructor(private readonly list: HTMLElement, private readonly threads: Threads,
                private readonly acts: CardActs) {}

    show(threads: readonly Thread[], stateOf: (thread: Thread) => CardState): void {
        const focused = this.focusedIn();
        const cards = threads.map((thread) => this.cardFor(thread, stateOf(thread)));
        const shown = new Set<Element>(cards);
        for (const card of [...this.list.children]) if (!shown.has(card)) card.remove();
        cards.forEach((card, at) => {
            const there = this.list.children[at] ?? null;
            if (there !== card) this.list.insertBefore(card, there);
        });
        this.refocus(focused);
    }

    card(id: string): HTMLElement | null {
        return find(`[data-card="${CSS.escape(id)}"]`, this.list);
    }

    // The answer to a thread, where it is open.
    field(id: string | null): HTMLTextAreaElement | null {
        return id === null ? null : this.card(id)?.querySelector("textarea") ?? null;
    }

    // The card that stands there where nothing of it has changed, so that a click or the caret in it
    // is not lost while others speak.
    private cardFor(thread: Thread, state: CardState): HTMLElement {
        const read = state.active ? { ...thread, unread_count: 0 } : thread;
        const { version: _version, from: _from, to: _to, ...said } = read;
        const mine = thread.comments.some(({ id }) => id === state.editing);
        const key = JSON.stringify([said, state.active, state.gone, state.stale,
            mine ? state.editing : ""]);
        const known = this.cards.get(thread.id);
        if (known?.key === key) return known.card;
        const card = cardOf(this.threads, read, state, this.acts);
        known?.card.replaceWith(card);
        this.cards.set(thread.id, { key, card });
        return card;
    }

    // What of the list has the focus, to be found again when it is drawn anew.
    private focusedIn(): { card: string; field: boolean; at: number } | null {
        const element = document.activeElement;
        const card = element?.closest<HTMLElement>("[data-card]");
        if (element == null || card == null || !this.list.contains(card)) return null;
        const field = element instanceof HTMLTextAreaElement;
        return { card: card.dataset["card"] ?? "", field, at: field ? element.selectionStart : 0 };
    }

    private refocus(focused: ReturnType<CardList["focusedIn"]>): void {
        if (focused === null || this.list.contains(document.activeElement)) return;
        const field = focused.field ? this.field(focused.card) : null;
        if (field !== null) {
            field.focus();
            field.setSelectionRange(focused.at, focused.at);
            return;
        }
        this.card(focused.card)?.querySelector<HTMLElement>("button")?.focus();
    }
}
