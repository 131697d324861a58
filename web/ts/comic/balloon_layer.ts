// The balloons of the chosen panel on the page: moved, widened and pointed by pointer and by keys.
import { find, make } from "../lib/dom.ts";
import { t, tOr } from "../lib/i18n.ts";
import { pageElement, pageOf, type Page, type Panel } from "./book.ts";
import { type Balloon, type Lettering, type PanelBalloon } from "./lettering.ts";

// Changes one balloon of the panel, as one step.
export type Change = (index: number, parts: Partial<Balloon>) => void;

type Part = "body" | "width" | "tail";

const step = 0.01;   // Of the panel, by an arrow key.
const stride = 0.05;  // The same with Shift.
const settles = 350;  // Milliseconds after the last key.
const inset = 4;     // Points between border and lettering, as the server keeps them.

const arrows: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const between = (value: number): number => Math.min(1, Math.max(0, Number(value.toFixed(4))));

export class BalloonLayer {
    private readonly change: Change;
    private readonly chosen: (index: number) => void;
    private box: HTMLElement | null = null;
    private current = -1;  // Whose handles are shown.

    constructor(change: Change, chosen: (index: number) => void) {
        this.change = change;
        this.chosen = chosen;
    }

    private clear(): void {
        this.box?.remove();
        this.box = null;
    }

    // For another panel, where none of its balloons is chosen.
    leave(): void {
        this.clear();
        this.current = -1;
    }

    show(lettering: Lettering): void {
        const focused = this.box?.contains(document.activeElement) === true
            ? (document.activeElement as HTMLElement).dataset["handle"] ?? "" : "";
        this.clear();
        const page = pageOf(lettering.shot_id);
        const panel = page?.panels.find(({ shot_id: id }) => id === lettering.shot_id);
        const layer = page === undefined ? null
            : find(".panel-layer", pageElement(page.number) ?? document);
        if (page === undefined || panel === undefined || layer === null) return;
        this.box = make("div", { class: "balloon-layer" });
        lettering.balloons.forEach((balloon, index) => {
            if (balloon.shown) this.box?.append(...this.handles(page, panel, balloon, index));
        });
        layer.append(this.box);
        this.choose(this.current);
        if (focused !== "") find(`[data-handle="${focused}"]`, this.box)?.focus();
    }

    private choose(index: number): void {
        this.current = index;
        for (const handle of this.box?.children ?? []) {
            if (!(handle instanceof HTMLElement)) continue;
            const [part, own] = (handle.dataset["handle"] ?? "").split(" ");
            handle.hidden = part !== "body" && own !== String(index);
        }
    }

    private handles(page: Page, panel: Panel, shown: PanelBalloon, index: number): HTMLElement[] {
        const kind = tOr(`balloon.${shown.kind}`, shown.kind);
        const name = t("balloon.named", { kind, text: shown.text });
        const body = make("button", { class: "balloon-hit", type: "button", "aria-label": name,
                                      "data-handle": `body ${index}` });
        this.place(body, page, panel.x + shown.x, panel.y + shown.y);
        body.style.width = `${shown.width / page.width * 100}%`;
        body.style.height = `${shown.height / page.height * 100}%`;
        body.addEventListener("focus", () => {
            this.choose(index);
            this.chosen(index);
        });
        this.drive(body, page, panel, shown, index, "body");
        const out = [body];
        const width = make("button", { class: "balloon-handle balloon-width", type: "button",
                                       "aria-label": t("balloon.width_of", { text: shown.text }),
                                       "data-handle": `width ${index}` });
        this.place(width, page, panel.x + shown.x + shown.width,
                   panel.y + shown.y + shown.height / 2);
        this.drive(width, page, panel, shown, index, "width");
        out.push(width);
        if (shown.tail_x !== null && shown.tail_y !== null) {
            const tail = make("button", { class: "balloon-handle balloon-tail", type: "button",
                                          "aria-label": t("balloon.tail_of", { text: shown.text }),
                                          "data-handle": `tail ${index}` });
            this.place(tail, page, panel.x + shown.tail_x, panel.y + shown.tail_y);
            this.drive(tail, page, panel, shown, index, "tail");
            out.push(tail);
        }
        return out;
    }

    private place(element: HTMLElement, page: Page, x: number, y: number): void {
        element.style.left = `${x / page.width * 100}%`;
        element.style.top = `${y / page.height * 100}%`;
    }

    // Follows the pointer or the keys, by points of the page, and tells once it rests.
    private drive(element: HTMLElement, page: Page, panel: Panel, shown: PanelBalloon,
                  index: number, part: Part): void {
        const left = parseFloat(element.style.left);
        const top = parseFloat(element.style.top);
        let by = { x: 0, y: 0 };
        const move = (): void => {
            element.style.left = `${left + by.x / page.width * 100}%`;
            if (part !== "width") element.style.top = `${top + by.y / page.height * 100}%`;
        };
        const end = (): void => {
            const moved = Math.hypot(by.x, by.y) >= 0.5;
            if (moved) this.change(index, partsOf(part, panel, shown, by.x, by.y));
        };
        element.addEventListener("pointerdown", (down) => {
            if (down.button !== 0) return;
            element.setPointerCapture(down.pointerId);
            const scale = page.width / (pageElement(page.number)?.clientWidth ?? page.width);
            const follow = (event: PointerEvent): void => {
                by = { x: (event.clientX - down.clientX) * scale,
                       y: (event.clientY - down.clientY) * scale };
                move();
            };
            const stop = (event: PointerEvent): void => {
                element.removeEventListener("pointermove", follow);
                element.removeEventListener("pointerup", stop);
                element.removeEventListener("pointercancel", stop);
                if (event.type === "pointercancel") {
                    by = { x: 0, y: 0 };
                    move();
                }
                end();
            };
            element.addEventListener("pointermove", follow);
            element.addEventListener("pointerup", stop);
            element.addEventListener("pointercancel", stop);
        });
        let timer = 0;
        element.addEventListener("keydown", (event) => {
            const way = arrows[event.key];
            if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            const far = event.shiftKey ? stride : step;
            by = { x: by.x + way[0] * far * panel.width, y: by.y + way[1] * far * panel.height };
            move();
            clearTimeout(timer);
            timer = setTimeout(end, settles);
        });
    }
}

// How wide its words may run, as a share of what the panel leaves.
const widthShare = (panel: Panel, width: number): number =>
    Math.max(0.05, between((width + 0.5) / (panel.width - 2 * inset)));

function partsOf(part: Part, panel: Panel, shown: PanelBalloon, x: number, y: number)
    : Partial<Balloon> {
    const middle = { x: between((shown.x + shown.width / 2 + x) / panel.width),
                     y: between((shown.y + shown.height / 2 + y) / panel.height) };
    const width = shown.balloon.width ?? widthShare(panel, shown.width);
    if (part === "body") return { ...middle, width };
    if (part === "width") {
        // The left edge stays where it is.
        return { x: between((shown.x + (shown.width + x) / 2) / panel.width),
                 y: between((shown.y + shown.height / 2) / panel.height),
                 width: widthShare(panel, Math.max(24, shown.width + x)) };
    }
    return { tail: "point", tail_x: between(((shown.tail_x ?? 0) + x) / panel.width),
             tail_y: between(((shown.tail_y ?? 0) + y) / panel.height) };
}

