// The Strip, and which scene one is in: the same in every lens, kept in the address.
import { all, find, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

export interface SceneTick {
    id: string;
    number: string;
    title: string;
    synopsis: string;
    length: string;
}

type Handler = (id: string) => void;

// The scene that the address named when the page was opened; null where it named none.
export const askedScene = new URL(location.href).searchParams.get("at");

let chosen = "";
let goTo: Handler | null = null;
const watchers = new Set<Handler>();

const ticks = (): HTMLAnchorElement[] => all<HTMLAnchorElement>("[data-strip] .strip-tick");
const idOf = (tick: Element): string => (tick as HTMLElement).dataset["scene"] ?? "";

export function sceneTicks(): SceneTick[] {
    return ticks().map((tick) => {
        const number = find(".strip-number", tick)?.textContent ?? "";
        return { id: idOf(tick), number, synopsis: tick.dataset["synopsis"] ?? "",
                 title: (tick.getAttribute("aria-label") ?? "").slice(number.length).trim(),
                 length: tick.dataset["length"] ?? "" };
    });
}

export function currentScene(): string {
    return chosen;
}

export function onScene(watch: Handler): void {
    watchers.add(watch);
}

// How this lens goes to a scene without loading a page.
export function setGoTo(handler: Handler): void {
    goTo = handler;
}

export function goToScene(id: string): void {
    setScene(id);
    goTo?.(id);
}

// Marks the scene in the Strip, the lists and the address of every lens.
export function setScene(id: string): void {
    if (id === "" || id === chosen) return;
    chosen = id;
    for (const element of all("a[data-scene], tr[data-scene], .board-scene, .shots-scene")) {
        if (idOf(element) === id) element.setAttribute("aria-current", "true");
        else element.removeAttribute("aria-current");
    }
    for (const link of all<HTMLAnchorElement>("a[data-lens]")) link.search = `?at=${id}`;
    for (const link of all<HTMLAnchorElement>("a[data-keep-at]")) withAt(link, id);
    const here = new URL(location.href);
    here.searchParams.set("at", id);
    history.replaceState(history.state, "", here);
    watchers.forEach((watch) => watch(id));
}

function withAt(link: HTMLAnchorElement, id: string): void {
    const query = new URLSearchParams(link.search);
    query.set("at", id);
    link.search = query.toString();
}

export function stepScene(by: number): void {
    const list = ticks();
    const at = list.findIndex((tick) => idOf(tick) === chosen);
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
    if (next !== undefined) goToScene(idOf(next));
}

function moveFocus(event: KeyboardEvent): void {
    const list = ticks();
    const at = list.indexOf(event.target as HTMLAnchorElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: list.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = list[Math.min(list.length - 1, Math.max(0, to))];
    list.forEach((tick) => { tick.tabIndex = tick === next ? 0 : -1; });
    next?.focus();
}

function showTip(tip: HTMLElement, tick: HTMLAnchorElement): void {
    const scene = sceneTicks().find(({ id }) => id === idOf(tick));
    if (scene === undefined) return;
    tip.replaceChildren(
        make("span", { class: "slug" }, `${scene.number} ${scene.title}`),
        make("span", { class: "small" }, scene.synopsis),
        make("span", { class: "small faint" }, t("strip.pages", { length: scene.length })));
    tip.hidden = false;
    const box = tick.getBoundingClientRect();
    const left = Math.min(innerWidth - tip.offsetWidth - 8, Math.max(8, box.left));
    tip.style.left = `${left}px`;
    tip.style.top = `${box.bottom + 8}px`;
}

function startTips(strip: HTMLElement): void {
    const tip = make("div", { class: "strip-tip", hidden: true, "aria-hidden": "true" });
    document.body.append(tip);
    const hide = (): void => { tip.hidden = true; };
    for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
        strip.addEventListener(enter ?? "", (event) => {
            const tick = (event.target as Element).closest<HTMLAnchorElement>(".strip-tick");
            const kept = event.type === "focusin" && tick?.matches(":focus-visible") !== true;
            if (tick !== null && !kept) showTip(tip, tick);
        });
        strip.addEventListener(leave ?? "", hide);
    }
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    addEventListener("scroll", hide, { passive: true });
}

// Gives the ticks their widths, and the one that Tab reaches.
export function dressStrip(): void {
    const first = ticks().find((tick) => tick.hasAttribute("aria-current"));
    for (const item of all<HTMLElement>("[data-strip] .strip-scene")) {
        item.style.flexGrow = item.dataset["eighths"] ?? "1";
    }
    ticks().forEach((tick, index) => {
        tick.tabIndex = tick === first || (first === undefined && index === 0) ? 0 : -1;
    });
}

export function startStrip(): void {
    const strip = find("[data-strip]");
    const first = ticks().find((tick) => tick.hasAttribute("aria-current"));
    if (strip === null) return;
    dressStrip();
    strip.addEventListener("keydown", moveFocus);
    strip.addEventListener("click", (event) => {
        const tick = (event.target as Element).closest(".strip-tick");
        if (tick === null || goTo === null || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        goToScene(idOf(tick));
    });
    startTips(strip);
    const start = first ?? ticks()[0];
    setScene(askedScene ?? (start === undefined ? "" : idOf(start)));
}
