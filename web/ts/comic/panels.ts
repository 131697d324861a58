// Panels that can be chosen on the pages, by pointer and by keyboard.
import { all, find, get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { pageElement, pageOf, pages, type Page, type Panel, watchBook } from "./book.ts";

type Chosen = (panel: Panel | null) => void;

let chosen = "";
let tell: Chosen = () => undefined;

export const chosenShot = (): string => chosen;

function mark(): void {
    for (const hit of all("[data-panel]")) {
        const is = hit.dataset["panel"] === chosen;
        hit.setAttribute("aria-pressed", String(is));
    }
}

export function choose(shot: string): void {
    if (shot === chosen) return;
    chosen = shot;
    mark();
    tell(pageOf(shot)?.panels.find(({ shot_id: id }) => id === shot) ?? null);
}

function place(element: HTMLElement, panel: Panel, page: Page): void {
    element.style.left = `${panel.x / page.width * 100}%`;
    element.style.top = `${panel.y / page.height * 100}%`;
    element.style.width = `${panel.width / page.width * 100}%`;
    element.style.height = `${panel.height / page.height * 100}%`;
}

// The layer lies over the picture however it is scaled; it is kept, and only what differs changes,
// so that the focus stays.
function layOver(page: Page): void {
    const figure = pageElement(page.number);
    if (figure === null) return;
    let layer = find(".panel-layer", figure);
    if (layer === null) {
        layer = make("div", { class: "panel-layer" });
        figure.append(layer);
    }
    const wanted = new Set(page.panels.map(({ shot_id: id }) => id));
    for (const hit of all("[data-panel]", layer)) {
        if (!wanted.has(hit.dataset["panel"] ?? "")) hit.remove();
    }
    for (const panel of page.panels) {
        const name = t("comic.panel", { number: panel.shot_number });
        let hit = find(`[data-panel="${CSS.escape(panel.shot_id)}"]`, layer);
        if (hit === null) {
            hit = make("button", { class: "panel-hit", type: "button", "aria-pressed": "false",
                                   "data-panel": panel.shot_id });
            layer.append(hit);
        }
        hit.setAttribute("aria-label", name);
        place(hit, panel, page);
    }
}

function showAll(): void {
    for (const page of pages()) layOver(page);
    mark();
    if (chosen !== "" && pageOf(chosen) === undefined) choose("");
}

export function startPanels(onChosen: Chosen): void {
    tell = onChosen;
    watchBook(showAll);
    get("[data-stage]").addEventListener("click", (event) => {
        if (!(event.target instanceof Element)) return;
        const hit = event.target.closest<HTMLElement>("[data-panel]");
        if (hit !== null) choose(hit.dataset["panel"] ?? "");
        else if (event.target.closest(".comic-page") === null) choose("");
    });
}
