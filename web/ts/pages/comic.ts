// Comic reader: one page, a spread, or a strip that scrolls.
import { all, get } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { keep, recall } from "../lib/memory.ts";
import { startWorkbench } from "../comic/workbench.ts";
import { startStoryboardButton } from "../parts/storyboard_start.ts";
import { setGoTo } from "../parts/strip.ts";

type Mode = "page" | "spread" | "scroll";

const modes: Mode[] = ["page", "spread", "scroll"];
const pages = (): HTMLElement[] => all(".comic-page");

let mode: Mode = "page";
let at = 1;

// A spread shows page 1 alone, then 2-3, 4-5: as a book lies open.
function firstOfSpread(number: number): number {
    return number <= 1 ? 1 : number - (number % 2);
}

function show(number: number): void {
    const count = pages().length;
    at = Math.min(count, Math.max(1, number));
    if (mode === "spread") at = firstOfSpread(at);
    const last = mode === "spread" && at > 1 ? at + 1 : at;
    for (const page of pages()) {
        const own = Number(page.dataset["number"]);
        page.toggleAttribute("data-shown", own >= at && own <= last);
    }
    mark();
    get("[data-turn='-1']").toggleAttribute("disabled", at <= 1);
    get("[data-turn='1']").toggleAttribute("disabled", last >= count);
    if (mode !== "scroll") scrollTo({ top: 0 });
}

function mark(): void {
    get("[data-comic-at]").textContent = String(at);
    for (const thumb of all<HTMLAnchorElement>(".comic-thumb")) {
        const is = thumb.dataset["to"] === String(at);
        if (!is) {
            thumb.removeAttribute("aria-current");
            continue;
        }
        thumb.setAttribute("aria-current", "page");
        const list = thumb.closest(".comic-list");
        if (list !== null) list.scrollTop = thumb.offsetTop - list.clientHeight / 2;
    }
    history.replaceState(history.state, "", `#comic-${at}`);
}

function goTo(number: number): void {
    if (mode === "scroll") {
        document.getElementById(`comic-${number}`)?.scrollIntoView({ block: "start" });
        at = number;
        mark();
    } else {
        show(number);
    }
}

function turn(by: number): void {
    const size = mode === "spread" && (by > 0 ? at > 1 : at > 2) ? 2 : 1;
    goTo(Math.min(pages().length, Math.max(1, at + by * size)));
}

function setMode(next: Mode): void {
    mode = next;
    keep("comic-mode", next);
    get("[data-comic]").dataset["mode"] = next;
    for (const link of all("[data-mode-of]")) {
        if (link.dataset["modeOf"] === next) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
    }
    if (next !== "scroll") show(at);
    else goTo(at);
}

function followScrolling(): void {
    addEventListener("scroll", () => requestAnimationFrame(() => {
        if (mode !== "scroll") return;
        const page = pages().reverse()
            .find((one) => one.getBoundingClientRect().top < innerHeight / 2);
        const number = Number(page?.dataset["number"] ?? "1");
        if (number === at) return;
        at = number;
        mark();
    }), { passive: true });
}

// Space scrolls a tall page first and turns it at its end.
function space(back: boolean): void {
    const room = document.documentElement.scrollHeight - innerHeight;
    const ended = back ? scrollY <= 1 : scrollY >= room - 1;
    if (mode === "scroll" || !ended) {
        scrollBy({ top: (back ? -1 : 1) * innerHeight * 0.85, behavior: "instant" });
    } else {
        turn(back ? -1 : 1);
    }
}

function bindKeys(): void {
    const modeNames: Record<Mode, TextKey> = {
        page: "keys.comic_page", spread: "keys.comic_spread", scroll: "keys.comic_scroll" };
    bind({ key: "ArrowRight", name: t("keys.next_page"), group: "here", act: () => turn(1) },
         { key: "ArrowLeft", name: t("keys.previous_page"), group: "here", act: () => turn(-1) },
         { key: " ", name: t("keys.next_page"), group: "here",
           act: ({ shiftKey }) => space(shiftKey) },
         { key: "Home", name: t("keys.first"), group: "here", act: () => goTo(1) },
         { key: "End", name: t("keys.last"), group: "here", act: () => goTo(pages().length) },
         { key: "f", name: t("keys.fit"), group: "here",
           act: () => { get("[data-comic]").classList.toggle("is-wide"); } },
         ...modes.map((one, index) => ({
             key: String(index + 1), name: t(modeNames[one]), group: "here" as const,
             act: () => setMode(one) })));
}

export function start(): void {
    startStoryboardButton();
    if (pages().length === 0) return;
    const asked = new URL(location.href).searchParams.get("mode") as Mode | null;
    const hash = /^#comic-(\d+)$/.exec(location.hash)?.[1];
    at = Number(hash ?? "1");
    get("[data-comic]").classList.add("is-reading");
    setMode(asked !== null && modes.includes(asked) ? asked : recall<Mode>("comic-mode", "page"));
    for (const link of all<HTMLAnchorElement>("[data-mode-of]")) {
        link.addEventListener("click", (event) => {
            event.preventDefault();
            setMode(link.dataset["modeOf"] as Mode);
        });
    }
    get(".comic-list").addEventListener("click", (event) => {
        const thumb = event.target instanceof Element
            ? event.target.closest<HTMLElement>(".comic-thumb") : null;
        if (thumb === null) return;
        event.preventDefault();
        goTo(Number(thumb.dataset["to"]));
    });
    for (const button of all("[data-turn]")) {
        button.addEventListener("click", () => turn(Number(button.dataset["turn"])));
    }
    setGoTo((id) => {
        const page = pages().find(({ dataset }) => dataset["scenes"]?.split(" ").includes(id));
        if (page !== undefined) goTo(Number(page.dataset["number"]));
    });
    followScrolling();
    bindKeys();
    startWorkbench();
}
