// Cards dragged: onto another's upper or lower half, or into a section.
import { all, find } from "../lib/dom.ts";
import { moveCard } from "./acts.ts";
import { cardOf, mayEdit, type Card } from "./cards.ts";
import { dropped, lastIn } from "./places.ts";

type Where = "before" | "behind" | "into";

let held: Card | null = null;

function whereOn(card: Card, event: DragEvent): Where {
    const box = card.element.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? "before" : "behind";
}

function clear(): void {
    for (const element of all("[data-drop-at]")) delete element.dataset["dropAt"];
}

function over(event: DragEvent): void {
    if (held === null) return;
    clear();
    const onto = cardOf(event.target as Element);
    if (onto === null) {
        const column = (event.target as Element).closest<HTMLElement>("[data-column]");
        if (column === null) return;
        column.dataset["dropAt"] = "into";
        return event.preventDefault();
    }
    const where = whereOn(onto, event);
    if (onto.id === held.id || dropped(held, onto, where) === null) return;
    event.preventDefault();
    const into = held.kind === "scene" && onto.kind === "section";
    onto.element.dataset["dropAt"] = into ? "into" : where;
}

function drop(event: DragEvent): void {
    const card = held;
    const onto = cardOf(event.target as Element);
    clear();
    if (card === null) return;
    event.preventDefault();
    if (onto === null) {
        const column = (event.target as Element).closest<HTMLElement>("[data-column]");
        const parent = column?.dataset["column"] ?? null;
        if (parent !== null && card.kind === "scene") moveCard(card, lastIn(card, parent));
        return;
    }
    const place = onto.id === card.id ? null : dropped(card, onto, whereOn(onto, event));
    if (place !== null) moveCard(card, place);
}

export function startDrag(): void {
    const plan = find("[data-plan]");
    if (plan === null || !mayEdit()) return;
    plan.addEventListener("dragstart", (event) => {
        held = cardOf(event.target as Element);
        if (held === null) return;
        event.dataTransfer?.setData("text/plain", held.title);
        held.element.classList.add("is-held");
    });
    plan.addEventListener("dragend", () => {
        held?.element.classList.remove("is-held");
        held = null;
        clear();
    });
    plan.addEventListener("dragover", over);
    plan.addEventListener("drop", drop);
}
