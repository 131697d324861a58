// The cards as the page shows them: each element with data-node, in the order of the outline.
import { all, find } from "../lib/dom.ts";

export interface Card {
    id: string;
    kind: string;      // "section" or "scene".
    parent: string;    // "": at the top.
    position: number;  // 1…n among its siblings: scenes, then sections.
    count: number;     // Of siblings, itself among them.
    rev: number;
    title: string;
    synopsis: string;
    planned: string;   // Its own planned length; "" for none.
    isPlanned: boolean;
    element: HTMLElement;
}

// Where a card is put; no parent: the top.
export interface Place {
    parent: string;
    position: number;
}

export const mayEdit = (): boolean => find("[data-plan][data-may-edit]") !== null;
export const countsWords = (): boolean => find("[data-plan]")?.dataset["unit"] === "words";

export function cardOf(element: Element | null): Card | null {
    const at = element?.closest<HTMLElement>("[data-node]") ?? null;
    if (at === null) return null;
    const data = at.dataset;
    return {
        id: data["node"] ?? "", kind: data["kind"] ?? "", parent: data["parent"] ?? "",
        position: Number(data["position"]), count: Number(data["count"]),
        rev: Number(data["rev"]), title: data["title"] ?? "", synopsis: data["synopsis"] ?? "",
        planned: data["planned"] ?? "", isPlanned: "isPlanned" in data, element: at };
}

export function allCards(): Card[] {
    return all("[data-node]").map((element) => cardOf(element) as Card);
}

export function findCard(id: string): Card | null {
    return id === "" ? null : cardOf(document.getElementById(`card-${id}`));
}

export function currentCard(): Card | null {
    return cardOf(document.activeElement);
}

// What takes the focus for a card: the row itself, or the button in it.
export function focusOf(card: Card): HTMLElement {
    return find("[data-focus]", card.element) ?? card.element;
}

const isShown = (card: Card): boolean => card.element.checkVisibility();

export function shownCards(): Card[] {
    return allCards().filter(isShown);
}

// One card is reached with Tab; arrows reach the others.
export function focusCard(card: Card | null): void {
    if (card === null) return;
    for (const other of allCards()) focusOf(other).tabIndex = -1;
    const target = focusOf(card);
    target.tabIndex = 0;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function siblingsOf(card: Card): Card[] {
    return allCards().filter(({ parent }) => parent === card.parent)
        .sort((a, b) => a.position - b.position);
}

export function scenesIn(parent: string): number {
    return allCards().filter((card) => card.parent === parent && card.kind === "scene").length;
}

export function holds(card: Card, other: Card): boolean {
    for (let at: Card | null = other; at !== null; at = findCard(at.parent)) {
        if (at.id === card.id) return true;
    }
    return false;
}
