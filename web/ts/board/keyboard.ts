// The keys of the cards: arrows go, Alt and Shift with them move.
import { find } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { awaitsSecond, bind, lettersAct } from "../lib/keys.ts";
import { toast } from "../parts/toast.ts";
import { binNow, moveCard, undoLast, whenSettled, writeCard } from "./acts.ts";
import { openCard, openMove } from "./card_dialog.ts";
import { cardOf, findCard, focusCard, mayEdit, shownCards, type Card, type Place }
    from "./cards.ts";
import { newCardBehind, newSectionBehind, rename } from "./new_card.ts";
import { indented, outdented, stepped } from "./places.ts";

function go(card: Card, by: number): void {
    const cards = shownCards();
    const at = cards.findIndex(({ id }) => id === card.id);
    focusCard(cards[Math.min(cards.length - 1, Math.max(0, at + by))] ?? null);
}

// Left and right: folds in the outline, the next column beside.
function goSideways(card: Card, by: 1 | -1): void {
    const column = card.element.closest("[data-column]");
    if (column === null) return fold(card, by);
    const other = by === 1 ? column.nextElementSibling : column.previousElementSibling;
    const first = other === null ? null : find("[data-node]", other);
    if (first !== null) focusCard(cardOf(first));
}

function fold(card: Card, by: 1 | -1): void {
    const open = card.element.getAttribute("aria-expanded");
    if (by === -1 && open !== "true") return focusCard(findCard(card.parent));
    if (open === null) return;
    if (by === 1 && open === "true") return go(card, 1);
    card.element.setAttribute("aria-expanded", String(by === 1));
    showFolded();
}

// Rows below what is folded are not shown.
export function showFolded(): void {
    let below = 0;
    for (const row of document.querySelectorAll<HTMLElement>("tr[data-node]")) {
        const level = Number(row.getAttribute("aria-level"));
        if (below > 0 && level > below) {
            row.hidden = true;
            continue;
        }
        row.hidden = false;
        below = row.getAttribute("aria-expanded") === "false" ? level : 0;
    }
}

function to(card: Card, place: Place | null): void {
    if (place === null) return toast(t("board.no_place"));
    moveCard(card, place);
}

type Act = (card: Card) => void;

const reading: Record<string, Act> = {
    ArrowDown: (card) => go(card, 1),
    ArrowUp: (card) => go(card, -1),
    ArrowRight: (card) => goSideways(card, 1),
    ArrowLeft: (card) => goSideways(card, -1),
    Home: (card) => go(card, -Infinity),
    End: (card) => go(card, Infinity),
    j: (card) => go(card, 1),
    k: (card) => go(card, -1),
    " ": (card) => openCard(card),
};

const editing: Record<string, Act> = {
    "Alt+ArrowUp": (card) => to(card, stepped(card, -1)),
    "Alt+ArrowDown": (card) => to(card, stepped(card, 1)),
    "Shift+ArrowRight": (card) => to(card, indented(card)),
    "Shift+ArrowLeft": (card) => to(card, outdented(card)),
    Enter: (card) => newCardBehind(card),
    c: (card) => newCardBehind(card),
    "Shift+Enter": (card) => newSectionBehind(card),
    F2: (card) => rename(card),
    m: (card) => openMove(card),
    w: (card) => { if (card.isPlanned) writeCard(card); },
    Delete: (card) => binNow(card),
};

function nameOf(event: KeyboardEvent): string {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey) return `Alt+${key}`;
    return event.shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    const target = event.target as HTMLElement;
    const card = cardOf(target);
    // Fields and the button of a row keep their own keys.
    if (card === null || !(target === card.element || "focus" in target.dataset)) return;
    const name = nameOf(event);
    if (name.length === 1 && name !== " " && (awaitsSecond() || !lettersAct())) return;
    const read = reading[name];
    const edit = mayEdit() ? editing[name] : undefined;
    if (read === undefined && edit === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (read !== undefined) return read(card);
    whenSettled(() => {
        const now = findCard(card.id);
        if (now !== null) edit?.(now);
    });
}

export function startKeys(): void {
    document.querySelector("[data-plan]")?.addEventListener("keydown",
        (event) => onKey(event as KeyboardEvent));
    const list = (key: string, name: string): void =>
        bind({ key, name, group: "here" });
    list("ArrowDown", t("board.key_go"));
    list(" ", t("board.key_open"));
    if (!mayEdit()) return;
    list("Enter", t("board.key_new"));
    list("shift+Enter", t("board.key_section"));
    list("F2", t("board.key_rename"));
    list("alt+ArrowUp", t("board.key_move"));
    list("shift+ArrowRight", t("board.key_indent"));
    list("m", t("board.move_to"));
    list("w", t("board.write"));
    list("Delete", t("board.bin"));
    bind({ key: "mod+z", name: t("common.undo"), group: "here", act: undoLast });
}
