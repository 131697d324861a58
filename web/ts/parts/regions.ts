// F6 goes round the regions of the window; Ctrl . closes and opens the side panes.
import { all, find } from "../lib/dom.ts";
import { keep, recall } from "../lib/memory.ts";

const page = document.body.dataset["page"] ?? "";

export function nextRegion(): void {
    const regions = all(".bar, [data-strip], [data-pane=nav], main, [data-pane=insp], .rail")
        .filter((region) => region.getClientRects().length > 0);
    const at = regions.findIndex((region) => region !== find("main") &&
        region.contains(document.activeElement));
    const inMain = at < 0 && (find("main")?.contains(document.activeElement) ?? false);
    const from = inMain ? regions.findIndex((region) => region.tagName === "MAIN") : at;
    const next = regions[(from + 1) % regions.length];
    const target = next?.matches("[tabindex]") === true ? next
        : next?.querySelector<HTMLElement>("a[tabindex='0'], a:not([tabindex='-1']), button");
    target?.focus();
}

type Panes = "" | "no-insp" | "no-nav no-insp" | "no-nav";

function apply(panes: Panes): void {
    document.body.dataset["panes"] = panes;
    for (const name of ["nav", "insp"]) {
        find(`[data-act=toggle-${name}]`)
            ?.setAttribute("aria-pressed", String(!panes.includes(`no-${name}`)));
    }
}

function set(panes: Panes): void {
    keep(`panes.${page}`, panes);
    apply(panes);
}

function now(): string {
    return document.body.dataset["panes"] ?? "";
}

// Both, the list alone, none.
export function cyclePanes(): void {
    set(now() === "" ? "no-insp" : now() === "no-insp" ? "no-nav no-insp" : "");
}

function toggle(name: string): void {
    if (matchMedia("(max-width: 760px)").matches) {
        find("main")?.classList.toggle(`shows-${name}`);
        return;
    }
    const closed = new Set(now().split(" ").filter(Boolean));
    if (!closed.delete(`no-${name}`)) closed.add(`no-${name}`);
    set(["no-nav", "no-insp"].filter((one) => closed.has(one)).join(" ") as Panes);
}

// Where it is closed.
export function openPane(name: string): void {
    if (matchMedia("(max-width: 760px)").matches) find("main")?.classList.add(`shows-${name}`);
    else if (now().includes(`no-${name}`)) toggle(name);
}

export function startPanes(): void {
    if (find("[data-pane]") === null) return;
    apply(recall<Panes>(`panes.${page}`, ""));
    for (const name of ["nav", "insp"]) {
        find(`[data-act=toggle-${name}]`)?.addEventListener("click", () => toggle(name));
    }
    find("[data-pane=nav]")?.addEventListener("click", (event) => {
        if ((event.target as Element).closest("a") !== null) {
            find("main")?.classList.remove("shows-nav");
        }
    });
}
