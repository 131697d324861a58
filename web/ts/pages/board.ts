// Board: the cards of a story as an outline or in columns, with its beats above them.
import { find, get, onAct } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { beginWith, onRefresh, refreshSoon } from "../board/acts.ts";
import { showBeats, startBeats } from "../board/beats.ts";
import { openCard } from "../board/card_dialog.ts";
import { allCards, cardOf, currentCard, findCard, focusCard, focusOf, mayEdit, type Card }
    from "../board/cards.ts";
import { startDrag } from "../board/drag.ts";
import { showFolded, startKeys } from "../board/keyboard.ts";
import { newCard, newSection } from "../board/new_card.ts";
import { startStoryNames } from "../parts/story_names.ts";
import { setGoTo, setScene } from "../parts/strip.ts";

const folded = new Set<string>();
let used: Card | null = null;

// The one card that Tab reaches.
function offerFirst(): void {
    const cards = allCards();
    const card = cards.find(({ id }) => id === used?.id) ?? cards[0];
    if (card !== undefined) focusOf(card).tabIndex = 0;
}

function keepFolded(): void {
    for (const card of allCards()) {
        if (folded.has(card.id)) card.element.setAttribute("aria-expanded", "false");
    }
    showFolded();
}

function followFocus(): void {
    get("[data-plan]").addEventListener("focusin", () => {
        const card = currentCard();
        if (card === null || card.id === used?.id) return;
        used = card;
        if (card.kind === "scene" && !card.isPlanned) setScene(card.id);
    });
    new MutationObserver((changes) => {
        for (const { target } of changes) {
            const card = cardOf(target as Element);
            if (card === null) continue;
            const closed = card.element.getAttribute("aria-expanded") === "false";
            if (closed) folded.add(card.id);
            else folded.delete(card.id);
        }
    }).observe(get("[data-plan]"), { attributes: true, attributeFilter: ["aria-expanded"],
                                     subtree: true });
}

// What others do is seen soon.
function followOthers(): void {
    onEvent(({ type }) => {
        if (["outline.changed", "script.changed", "reset"].includes(type)) refreshSoon();
    });
}

export function start(): void {
    startStoryNames();
    startKeys();
    startDrag();
    startBeats();
    followFocus();
    followOthers();
    offerFirst();
    onRefresh(() => { showBeats(); keepFolded(); offerFirst(); });
    setGoTo((id) => focusCard(findCard(id)));
    onAct("open-card", (target) => {
        const card = cardOf(target);
        if (card !== null) openCard(card);
    });
    onAct("new-card", () => newCard(used));
    onAct("new-section", newSection);
    // The cursor stands in the first card; a finger asks for it, since that brings the keyboard.
    const fine = matchMedia("(pointer: fine)").matches;
    if (find(".plan-empty") !== null && mayEdit() && fine) newCard(null);
    document.addEventListener("dblclick", (event) => {
        const card = cardOf(event.target as Element);
        if (card !== null && mayEdit()) openCard(card);
    });
    document.addEventListener("submit", (event) => {
        const form = (event.target as Element).closest<HTMLFormElement>("[data-begin]");
        if (form === null) return;
        event.preventDefault();
        beginWith(get<HTMLSelectElement>("[name=template_id]", form).value);
    });
}
