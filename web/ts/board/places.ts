// Where a card goes by keyboard, by drag and by name.
import { allCards, findCard, holds, scenesIn, siblingsOf, type Card, type Place } from "./cards.ts";

// What holds scenes, in the order of the outline; "" is the top.
function containers(): string[] {
    return ["", ...allCards().filter(({ kind }) => kind === "section").map(({ id }) => id)];
}

// One place up or down: a scene at the end of its section goes on into the next one.
export function stepped(card: Card, by: 1 | -1): Place | null {
    const siblings = siblingsOf(card).filter(({ kind }) => kind === card.kind);
    const next = siblings[siblings.findIndex(({ id }) => id === card.id) + by];
    if (next !== undefined) return { parent: card.parent, position: next.position };
    if (card.kind === "section") return null;
    const list = containers();
    const into = list[list.indexOf(card.parent) + by];
    if (into === undefined) return null;
    return { parent: into, position: by === 1 ? 1 : scenesIn(into) + 1 };
}

// A section into the one before it; a scene into the first section that follows beside it.
export function indented(card: Card): Place | null {
    const siblings = siblingsOf(card);
    const at = siblings.findIndex(({ id }) => id === card.id);
    const sections = siblings.filter(({ kind }) => kind === "section");
    const into = card.kind === "scene" ? sections[0] : siblings[at - 1];
    if (into === undefined || into.kind !== "section") return null;
    const below = allCards().filter(({ parent }) => parent === into.id);
    return { parent: into.id, position: card.kind === "scene" ? 1 : below.length + 1 };
}

// Out of what it stands in: a section behind it, a scene to the end of the scenes beside it.
export function outdented(card: Card): Place | null {
    const parent = findCard(card.parent);
    if (parent === null) return null;
    const position = card.kind === "section" ? parent.position + 1 : scenesIn(parent.parent) + 1;
    return { parent: parent.parent, position };
}

// Beside another card, or into it; nothing where it cannot stand there.
export function dropped(card: Card, onto: Card, where: "before" | "behind" | "into"): Place | null {
    if (holds(card, onto)) return null;
    if (where === "into" || (card.kind === "scene" && onto.kind === "section")) {
        if (onto.kind !== "section") return null;
        return { parent: onto.id, position: card.kind === "scene" ? 1
            : allCards().filter(({ parent }) => parent === onto.id).length + 1 };
    }
    if (card.kind !== onto.kind) return null;
    const behind = where === "behind" ? 1 : 0;
    const closesUp = card.parent === onto.parent && card.position < onto.position ? 1 : 0;
    return { parent: onto.parent, position: onto.position + behind - closesUp };
}

// The last place of its kind below a section, or at the top.
export function lastIn(card: Card, parent: string): Place {
    const others = allCards().filter((other) => other.parent === parent && other.id !== card.id);
    const scenes = others.filter(({ kind }) => kind === "scene").length;
    return { parent, position: (card.kind === "scene" ? scenes : others.length) + 1 };
}
