// The two sides of the pane beside the text: the scene's card, and the comments.
import { all, get, onAct } from "../lib/dom.ts";

type Tab = "scene" | "talk";

const tabs = (): HTMLElement[] => all("[data-tab]");

export function openTab(name: Tab): void {
    for (const tab of tabs()) {
        const chosen = tab.dataset["tab"] === name;
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
        get(`#${tab.getAttribute("aria-controls") ?? ""}`).hidden = !chosen;
    }
}

export function startTabs(): void {
    // On a phone the pane covers the text.
    onAct("close-pane", () => get("main").classList.remove("shows-insp"));
    for (const tab of tabs()) {
        tab.addEventListener("click", () => openTab(tab.dataset["tab"] as Tab));
        tab.addEventListener("keydown", (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (step === undefined) return;
            const list = tabs();
            const next = list[(list.indexOf(tab) + step + list.length) % list.length];
            event.preventDefault();
            next?.click();
            next?.focus();
        });
    }
}
