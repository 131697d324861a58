// Pages as drawings in the page itself, so that their text can be selected, found and read aloud.
// Only pages near the window are fetched, and those far away are let go.
import { all } from "../lib/dom.ts";

const near = "1200px 0px";
const kept = 12;
const loaded: HTMLElement[] = [];

async function load(sheet: HTMLElement): Promise<void> {
    const url = sheet.dataset["sheet"] ?? "";
    if (url === "" || sheet.dataset["state"] !== undefined) return;
    sheet.dataset["state"] = "loading";
    try {
        const response = await fetch(url);
        if (!response.ok) throw new Error(String(response.status));
        const drawing = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
        const svg = document.importNode(drawing.documentElement, true);
        const blank = sheet.querySelector(".sheet-blank");
        svg.setAttribute("role", "group");
        svg.setAttribute("aria-label", blank?.getAttribute("aria-label") ?? "");
        blank?.setAttribute("hidden", "");
        sheet.prepend(svg);
        sheet.dataset["state"] = "shown";
        sheet.dispatchEvent(new CustomEvent("sheet", { bubbles: true }));
        loaded.push(sheet);
        letGo();
    } catch {
        delete sheet.dataset["state"];
    }
}

function distance(sheet: HTMLElement): number {
    const { top, bottom } = sheet.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - innerHeight / 2);
}

function letGo(): void {
    if (loaded.length <= kept) return;
    loaded.sort((a, b) => distance(a) - distance(b));
    for (const sheet of loaded.splice(kept)) {
        sheet.querySelector("svg:not(.sheet-blank)")?.remove();
        sheet.querySelector(".sheet-blank")?.removeAttribute("hidden");
        delete sheet.dataset["state"];
    }
}

export function startSheets(): void {
    const watch = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) {
            if (isIntersecting) void load(target as HTMLElement);
        }
    }, { rootMargin: near });
    for (const sheet of all("[data-sheet]")) watch.observe(sheet);
}
