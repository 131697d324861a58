// What is done with cards. Each act is asked of the server, then the page is read again; what undoes
// it is kept for Ctrl+Z.
import { api, apiWithRev, Problem, type Values } from "../lib/api.ts";
import { all, find, get, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { dressStrip } from "../parts/strip.ts";
import { report, toast } from "../parts/toast.ts";
import { currentCard, findCard, focusCard, holds, shownCards, type Card, type Place }
    from "./cards.ts";

type Work = () => Promise<string>;  // Answers the id of the card that has the focus behind it.

const undoKept = 200;
const undos: Work[] = [];
const refreshed = new Set<() => void>();
let last: Promise<void> = Promise.resolve();
let waiting = 0;  // Acts that are not done yet.

export function onRefresh(act: () => void): void {
    refreshed.add(act);
}

const focusedId = (): string => currentCard()?.id ?? "";

const isTyping = (): boolean => find(".plan-field:not([data-done])") !== null;
let soon = 0;

// When nobody types, drags a card or has a dialog open.
export function refreshSoon(): void {
    clearTimeout(soon);
    soon = window.setTimeout(() => {
        if (isTyping() || find(".is-held, dialog[open]") !== null) return refreshSoon();
        void refresh().catch(() => undefined);
    }, 400);
}

// Reads the page again and takes its parts over; what is open or folded stays so. The focus goes to
// the card `focus`, but whoever has gone from the card `left` to another one meanwhile stays there.
// Who has begun to type a title while the page was on its way keeps the field; it is read later.
export async function refresh(focus = focusedId(), left = focusedId()): Promise<void> {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.ok) throw new Problem(response.status, {});
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    if (isTyping()) return refreshSoon();
    const went = focusedId();
    for (const part of all("[data-plan-part]")) {
        const name = part.dataset["planPart"] ?? "";
        const other = find(`[data-plan-part="${name}"]`, fresh);
        if (other === null) continue;
        const open = find<HTMLDetailsElement>("details", part)?.open ?? false;
        part.replaceChildren(...document.adoptNode(other).childNodes);
        const details = find<HTMLDetailsElement>("details", part);
        if (details !== null) details.open = open;
    }
    const strip = find("[data-strip]");
    const ticks = find("[data-strip] .strip-list", fresh);
    if (strip !== null && ticks !== null) get(".strip-list", strip).replaceWith(ticks);
    dressStrip();
    for (const element of all("[data-needs-script]")) element.hidden = false;
    refreshed.forEach((act) => act());
    focusCard((went === left ? null : findCard(went)) ?? findCard(focus));
}

// At once where no act is on its way; else when the page shows what the others did.
export function whenSettled(act: () => void): void {
    if (waiting === 0) act();
    else void last.then(() => whenSettled(act));
}

// One after the other: what is asked while another act is on its way waits for it.
function enqueue(work: Work, undo: ((id: string) => Work) | null): Promise<void> {
    waiting += 1;
    const asked = focusedId();
    const run = async (): Promise<void> => {
        try {
            const id = await saving(work());
            if (undo !== null) {
                undos.push(undo(id));
                if (undos.length > undoKept) undos.shift();
            }
            await refresh(id, asked);
        } catch (error) {
            if (!(error instanceof Problem) || error.status !== 412) return report(error);
            await refresh();
            toast(t("board.changed_meanwhile"), { failed: true });
        } finally {
            waiting -= 1;
        }
    };
    const next = last.then(run, run);
    last = next;
    return next;
}

export function undoLast(): void {
    whenSettled(() => {
        const work = undos.pop();
        if (work === undefined) toast(t("board.nothing_to_undo"));
        else void enqueue(work, null);
    });
}

const placeValues = ({ parent, position }: Place): Values =>
    ({ position, ...(parent === "" ? {} : { parent_id: parent }) });

async function put(id: string, place: Place, rev: number | null): Promise<string> {
    await apiWithRev("move_node", { node_id: id, ...placeValues(place) }, rev);
    return id;
}

export function moveCard(card: Card, place: Place): void {
    const before = { parent: card.parent, position: card.position };
    if (before.parent === place.parent && before.position === place.position) return;
    void enqueue(() => put(card.id, place, card.rev), () => () => put(card.id, before, null));
}

export function addCard(title: string, level: "scene" | "section", place: Place,
                        levelNumber?: number): Promise<void> {
    const values: Values = { project_id: projectId, title, node_number: place.position, kind: level,
        ...(place.parent === "" ? {} : { parent_id: place.parent }),
        ...(levelNumber === undefined ? {} : { level: levelNumber }) };
    return enqueue(async () => (await api<{ id: string }>("create_node", values)).id,
        (id) => async () => {
            await api("delete_node", { node_id: id });
            return "";
        });
}

export function changeCard(card: Card, values: Values): Promise<void> {
    const before: Values = {};
    const known: Values = { title: card.title, synopsis: card.synopsis };
    for (const name of Object.keys(values)) {
        if (name in known) before[name] = known[name] ?? "";
    }
    const patch = async (changes: Values, rev: number | null): Promise<string> => {
        await apiWithRev("update_node", { node_id: card.id, ...changes }, rev);
        return card.id;
    };
    const undo = (): Work => () => patch(before, null);
    return enqueue(() => patch(values, card.rev), Object.keys(before).length > 0 ? undo : null);
}

export function writeCard(card: Card): void {
    void enqueue(async () => {
        await api("write_node", { node_id: card.id, all: false });
        return card.id;
    }, null);
}

// Into the bin; a toast and Ctrl+Z bring it back.
function binCard(card: Card, next: Card | null): void {
    const back: Work = async () => {
        await api("restore_node", { node_id: card.id });
        return card.id;
    };
    void enqueue(async () => {
        await apiWithRev("delete_node", { node_id: card.id }, card.rev);
        toast(t("project.binned", { title: card.title }),
              { act: { name: t("common.undo"), run: () => {
                  const at = undos.indexOf(back);
                  if (at >= 0) undos.splice(at, 1);
                  void enqueue(back, null);
              } } });
        return next?.id ?? "";
    }, () => back);
}

// The focus goes to the card behind it.
export function binNow(card: Card): void {
    const cards = shownCards();
    const at = cards.findIndex(({ id }) => id === card.id);
    const next = cards.slice(at + 1).find((other) => !holds(card, other)) ?? cards[at - 1] ?? null;
    binCard(card, next);
}

export function beginWith(template: string): void {
    void enqueue(async () => {
        await api("initialize_project", { project_id: projectId, template_id: template });
        return "";
    }, null);
}

// An act of the beats: the page is read again behind it.
export function beatAct(work: () => Promise<unknown>): Promise<void> {
    return enqueue(async () => {
        await work();
        return "";
    }, null);
}
