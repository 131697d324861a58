// The pen: a frame drawn by hand in blue pencil and ink. Every stroke is kept on this device until
// the picture is on the server; leaving saves, so that there is nothing to forget.
import { find, get, icon, make } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { forget, keep, recall } from "../lib/memory.ts";
import { guarded, toast } from "../parts/toast.ts";
import { Layers } from "./layers.ts";
import { textIn, withText } from "./png_text.ts";
import { grounds, isEmpty, pageHeight, pageWidth, readSketch, type Sketch, type Stroke, type Tool,
         tools, type Under } from "./strokes.ts";

// What the frame shows now: its file, and whether nobody drew or chose it yet.
export interface Shown {
    asset: string;
    rough: boolean;
}

// A frame that is drawn: what it shows, and where the picture goes.
export interface Frame {
    shot: string;
    name: string;         // As people call it: "3A".
    description: string;  // What is to be seen.
    shown: Shown | null;
    save: (picture: File) => Promise<void>;
    onLeft: () => void;   // What is kept on this device has changed.
}

const widths: Record<Tool, readonly number[]> = {
    pencil: [4, 8, 18], ink: [4, 8, 18], eraser: [24, 64, 150], arrow: [10, 16, 28] };
const sizes = ["fine", "medium", "broad"] as const;
const keyOf: Record<string, string> = { pencil: "p", ink: "i", eraser: "e", arrow: "a",
                                        fine: "1", medium: "2", broad: "3" };
const nearest = 1.5;  // Pixels of the page: points closer than this say nothing.
const eraserButton = 32;  // Of a pen that is turned round (Pointer Events, 10.1 buttons).

const kept = (shot: string): string => `sketch.${shot}`;

// True where strokes of this frame wait on this device.
export const hasKept = (shot: string): boolean => recall<Sketch | null>(kept(shot), null) !== null;

const fileOf = (asset: string): string => `/api/v1/assets/${asset}/file`;

async function fetched(asset: string): Promise<Blob | null> {
    const answer = await fetch(fileOf(asset)).catch(() => null);
    return answer?.ok === true ? answer.blob() : null;
}

// The strokes to go on with: those kept on this device, else those in the picture, else none yet.
async function begin({ shot, shown }: Frame): Promise<Sketch> {
    const waiting = recall<unknown>(kept(shot), null);
    const known = waiting === null ? null : readSketch(JSON.stringify(waiting));
    if (known !== null) return known;
    if (shown === null) return { under: null, strokes: [] };
    const picture = await fetched(shown.asset);
    const text = picture === null ? null : await textIn(picture);
    const drawn = text === null ? null : readSketch(text);
    const lost = drawn?.under?.as === "kept" && await fetched(drawn.under.asset) === null;
    if (drawn !== null && !lost) return drawn;
    return { under: { asset: shown.asset, as: shown.rough ? "traced" : "kept" }, strokes: [] };
}

const labelled = (name: TextKey, key = ""): Record<string, string> => {
    const label = key === "" ? t(name) : `${t(name)} (${key})`;
    return { title: label, "aria-label": label };
};

class Sketching {
    private readonly layers = new Layers();
    private readonly redone: Stroke[] = [];
    private readonly page = make("canvas", {
        class: "sketch-page", width: String(pageWidth), height: String(pageHeight), role: "img" });
    private readonly context: CanvasRenderingContext2D;
    private readonly dialog: HTMLDialogElement;
    private tool: Tool = "pencil";
    private size = 1;
    private open: Stroke | null = null;
    private pointer = -1;
    private penSeen = false;
    private painting = false;
    private changed: boolean;
    private isKept = true;

    constructor(private readonly frame: Frame, private readonly sketch: Sketch) {
        this.changed = hasKept(frame.shot);
        const context = this.page.getContext("2d");
        if (context === null) throw new Error("this browser draws on no canvas");
        this.context = context;
        this.page.setAttribute("aria-label", t("sketch.page", { number: frame.name }));
        this.dialog = make("dialog", { class: "sketch", "aria-labelledby": "sketch-title" },
                           this.head(), this.bar(), make("div", { class: "sketch-desk" }, this.page));
        this.dialog.addEventListener("keydown", (event) => this.onKey(event));
        const leaving = new AbortController();
        addEventListener("beforeunload", (event) => {
            if (!this.isKept) event.preventDefault();
        }, { signal: leaving.signal });
        this.dialog.addEventListener("close", () => {
            leaving.abort();
            this.dialog.remove();
            this.leave();
        });
        this.listen();
    }

    async start(): Promise<void> {
        document.body.append(this.dialog);
        this.dialog.showModal();
        this.press("tool", this.tool);
        this.press("size", sizes[this.size] ?? "");
        await this.layUnder();
        this.layers.redraw(this.sketch.strokes);
        this.paint();
    }

    private head(): HTMLElement {
        const { name, description } = this.frame;
        const discard = make("button", { class: "button button-quiet", type: "button" },
                             t("sketch.discard"));
        const done = make("button", { class: "button button-ink", type: "button" },
                          t("sketch.done"));
        discard.addEventListener("click", () => this.discard());
        done.addEventListener("click", () => this.dialog.close());
        return make("div", { class: "sketch-head" },
                    make("h2", { id: "sketch-title" }, t("sketch.of", { number: name })),
                    make("p", { class: "small quiet sketch-what" }, description),
                    make("div", { class: "button-row" }, discard, done));
    }

    private bar(): HTMLElement {
        const bar = make("div", { class: "sketch-bar", role: "toolbar",
                                  "aria-label": t("sketch.tools") },
            this.choice("tool", tools, (name) => { this.tool = name as Tool; }),
            this.choice("size", sizes, (name) => { this.size = sizes.findIndex((s) => s === name); }),
            make("div", { class: "button-row" },
                 this.act("undo", "undo", "sketch.undo", () => this.undo()),
                 this.act("redo", "redo", "sketch.redo", () => this.redo()),
                 this.act("clear", "", "sketch.clear", () => this.add({ tool: "clear", width: 0,
                                                                        points: [] }))));
        if (this.sketch.under !== null) {
            bar.append(make("label", { class: "sketch-ground" }, t("sketch.ground"),
                            this.ground(this.sketch.under)));
        }
        return bar;
    }

    private choice(group: "tool" | "size", names: readonly string[],
                   choose: (name: string) => void): HTMLElement {
        const box = make("div", { class: "choice", role: "group",
                                  "aria-label": t(`sketch.${group}`) });
        for (const name of names) {
            const button = make("button", {
                type: "button", [`data-${group}`]: name,
                ...labelled(`sketch.${name}` as TextKey, keyOf[name]) }, icon(`sketch-${name}`));
            button.addEventListener("click", () => {
                choose(name);
                this.press(group, name);
            });
            box.append(button);
        }
        return box;
    }

    private press(group: "tool" | "size", name: string): void {
        for (const button of this.dialog.querySelectorAll<HTMLElement>(`[data-${group}]`)) {
            button.setAttribute("aria-pressed", String(button.dataset[group] === name));
        }
    }

    private act(name: string, picture: string, label: TextKey, run: () => void): HTMLElement {
        const button = make("button", {
            class: picture === "" ? "button button-quiet" : "button button-quiet button-icon",
            type: "button", "data-sketch": name, ...(picture === "" ? {} : labelled(label)) },
            picture === "" ? t(label) : icon(picture));
        button.addEventListener("click", run);
        return button;
    }

    private ground(under: Under): HTMLSelectElement {
        const select = make("select", { name: "ground" });
        for (const name of grounds) {
            select.append(make("option", { value: name }, t(`sketch.ground_${name}`)));
        }
        select.value = under.as;
        select.addEventListener("change", () => {
            under.as = grounds.find((name) => name === select.value) ?? "nothing";
            this.keepStrokes();
            guarded(async () => {
                await this.layUnder();
                this.paint();
            });
        });
        return select;
    }

    private async layUnder(): Promise<void> {
        const { under } = this.sketch;
        const seen = under !== null && under.as !== "nothing";
        const file = seen ? await fetched(under.asset) : null;
        const picture = file === null ? null : await createImageBitmap(file).catch(() => null);
        this.layers.setUnder(picture, under?.as ?? "nothing");
    }

    private listen(): void {
        const { page } = this;
        page.addEventListener("pointerdown", (event) => this.onDown(event));
        page.addEventListener("pointermove", (event) => this.onMove(event));
        for (const type of ["pointerup", "pointercancel"] as const) {
            page.addEventListener(type, (event) => this.onUp(event));
        }
        page.addEventListener("contextmenu", (event) => event.preventDefault());
    }

    private pointOf({ clientX, clientY, pressure, pointerType }: PointerEvent)
        : [number, number, number] {
        const box = this.page.getBoundingClientRect();
        const place = (at: number, start: number, length: number, full: number): number =>
            Math.round((at - start) / length * full * 10) / 10;
        return [place(clientX, box.left, box.width, pageWidth),
                place(clientY, box.top, box.height, pageHeight),
                pointerType === "pen" ? Math.round(pressure * 100) : 50];
    }

    private onDown(event: PointerEvent): void {
        const { button, buttons, pointerType } = event;
        this.penSeen ||= pointerType === "pen";
        // Where there is a pen, fingers and the ball of the hand do not draw.
        const palm = this.penSeen && pointerType === "touch";
        if (this.open !== null || palm || (button !== 0 && button !== 5)) return;
        event.preventDefault();
        this.page.setPointerCapture(event.pointerId);
        this.pointer = event.pointerId;
        const tool = (buttons & eraserButton) !== 0 ? "eraser" : this.tool;
        this.open = { tool, width: widths[tool][this.size] ?? 8, points: this.pointOf(event) };
    }

    private onMove(event: PointerEvent): void {
        const stroke = this.open;
        if (stroke === null || event.pointerId !== this.pointer) return;
        const from = stroke.points.length;
        const told = event.getCoalescedEvents();
        for (const one of told.length > 0 ? told : [event]) {
            const [x, y, pressure] = this.pointOf(one);
            const [lastX = 0, lastY = 0] = stroke.points.slice(-3);
            if (Math.hypot(x - lastX, y - lastY) >= nearest) stroke.points.push(x, y, pressure);
        }
        this.layers.draw(stroke, from);
        this.paint();
    }

    private onUp(event: PointerEvent): void {
        const stroke = this.open;
        if (stroke === null || event.pointerId !== this.pointer) return;
        this.open = null;
        this.layers.end(stroke);
        this.add(stroke, true);
    }

    private add(stroke: Stroke, drawn = false): void {
        this.sketch.strokes.push(stroke);
        this.redone.length = 0;
        if (!drawn) this.layers.redraw(this.sketch.strokes);
        this.keepStrokes();
        this.paint();
    }

    private undo(): void {
        const stroke = this.sketch.strokes.pop();
        if (stroke !== undefined) this.redone.push(stroke);
        this.again();
    }

    private redo(): void {
        const stroke = this.redone.pop();
        if (stroke !== undefined) this.sketch.strokes.push(stroke);
        this.again();
    }

    private again(): void {
        this.layers.redraw(this.sketch.strokes);
        this.keepStrokes();
        this.paint();
    }

    private keepStrokes(): void {
        this.changed = true;
        this.isKept = keep(kept(this.frame.shot), this.sketch);
    }

    private paint(): void {
        if (this.painting) return;
        this.painting = true;
        requestAnimationFrame(() => {
            this.painting = false;
            this.layers.show(this.context, this.open);
            this.enable("undo", this.sketch.strokes.length > 0);
            this.enable("redo", this.redone.length > 0);
            this.enable("clear", !isEmpty(this.sketch.strokes));
        });
    }

    private enable(act: string, on: boolean): void {
        get<HTMLButtonElement>(`[data-sketch="${act}"]`, this.dialog).disabled = !on;
    }

    private onKey(event: KeyboardEvent): void {
        const key = event.key.toLowerCase();
        const chosen = Object.keys(keyOf).find((name) => keyOf[name] === key);
        const steps = event.ctrlKey || event.metaKey;
        if (steps && (key === "z" || key === "y")) {
            event.preventDefault();
            event.stopPropagation();
            if (key === "y" || event.shiftKey) this.redo();
            else this.undo();
        } else if (!steps && !event.altKey && chosen !== undefined &&
                   !(event.target instanceof HTMLSelectElement)) {
            find(`[data-tool="${chosen}"], [data-size="${chosen}"]`, this.dialog)?.click();
        }
    }

    private discard(): void {
        const { shot } = this.frame;
        const thrown: Sketch = { under: this.sketch.under, strokes: [...this.sketch.strokes] };
        const changed = this.changed;
        this.changed = false;
        forget(kept(shot));
        this.dialog.close();
        this.frame.onLeft();
        if (!changed) return;
        toast(t("sketch.discarded"), { act: { name: t("common.undo"), run: () => {
            keep(kept(shot), thrown);
            guarded(() => openSketch(this.frame));
        } } });
    }

    private leave(): void {
        if (this.open !== null) {
            this.sketch.strokes.push(this.open);
            this.layers.end(this.open);
            this.keepStrokes();
        }
        if (!this.changed) return;
        const nothing = isEmpty(this.sketch.strokes);
        if (nothing) forget(kept(this.frame.shot));
        this.frame.onLeft();
        if (!nothing) guarded(() => this.save());
    }

    private async save(): Promise<void> {
        const { shot, name, save } = this.frame;
        const picture = await withText(await this.layers.picture(), JSON.stringify(this.sketch));
        await save(new File([picture], `${name}.png`, { type: picture.type }));
        forget(kept(shot));
        this.frame.onLeft();
    }
}

export async function openSketch(frame: Frame): Promise<void> {
    await new Sketching(frame, await begin(frame)).start();
}
