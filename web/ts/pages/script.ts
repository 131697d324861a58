// Script: which page and scene one is at, and going to either.
import { all, find, get } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { followScrolling } from "../parts/follow.ts";
import { startPanes } from "../parts/regions.ts";
import { startSheets } from "../parts/sheets.ts";
import { askedScene, currentScene, onScene, sceneTicks, setGoTo, setScene, stepScene } from "../parts/strip.ts";

const sheets = (): HTMLElement[] => all("[data-sheets] > .sheet");
// Where pages come out from under the bars; the toolbar scrolls away on phones.
const topOfPages = (): number => Math.max(
    get(".toolbar").getBoundingClientRect().bottom,
    (find("[data-strip]") ?? get(".bar")).getBoundingClientRect().bottom);

// The sheet at the upper third of the window.
function currentSheet(): HTMLElement | undefined {
    const line = topOfPages() + (innerHeight - topOfPages()) / 3;
    return sheets().find((sheet) => sheet.getBoundingClientRect().bottom > line) ??
        sheets().at(-1);
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();

// The line of a heading among the drawn lines of its page, or null where it is not drawn yet.
function headingLine(sheet: HTMLElement, title: string): SVGTextElement | null {
    const wanted = letters(title);
    const lines = all<SVGTextElement>("svg text", sheet);
    return lines.find((line) => letters(line.textContent ?? "").includes(wanted)) ??
        lines.find((line) => {
            const text = letters(line.textContent ?? "");
            return text.length > 6 && wanted.startsWith(text);
        }) ?? null;
}

const outlineItem = (id: string): HTMLElement | null =>
    find(`[data-outline] [data-scene="${CSS.escape(id)}"]`);

function scrollToLine(sheet: HTMLElement, title: string): boolean {
    const line = headingLine(sheet, title);
    if (line === null) return false;
    scrollTo({ top: scrollY + line.getBoundingClientRect().top - topOfPages() - 40 });
    return true;
}

function goTo(id: string): void {
    const item = outlineItem(id);
    const sheet = document.getElementById(`page-${item?.dataset["atPage"] ?? "1"}`);
    const scene = sceneTicks().find((tick) => tick.id === id);
    if (sheet === null || scene === undefined) return;
    if (scrollToLine(sheet, scene.title)) return;
    sheet.scrollIntoView({ block: "start" });
    sheet.addEventListener("sheet", () => {
        if (currentScene() === id) scrollToLine(sheet, scene.title);
    }, { once: true });
}

// The last scene that begins above the upper third of the window.
function sceneInView(): string {
    const sheet = currentSheet();
    const number = Number(sheet?.dataset["number"] ?? "0");
    const line = topOfPages() + (innerHeight - topOfPages()) / 3;
    let found = "";
    for (const { id, title } of sceneTicks()) {
        const page = Number(outlineItem(id)?.dataset["atPage"] ?? "1");
        if (page > number) break;
        const drawn = page === number && sheet !== undefined ? headingLine(sheet, title) : null;
        if (drawn !== null && drawn.getBoundingClientRect().top > line) break;
        found = id;
    }
    return found;
}

function showInspector(id: string): void {
    for (const article of all("[data-inspect]")) {
        article.hidden = article.dataset["inspect"] !== id;
    }
    const item = outlineItem(id);
    const pane = find("[data-pane=nav]");
    if (item === null || pane === null || pane.clientHeight === 0) return;
    const [box, frame] = [item.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < frame.top + 48) pane.scrollTop += box.top - frame.top - 48;
    else if (box.bottom > frame.bottom) pane.scrollTop += box.bottom - frame.bottom + 12;
}

function goToPage(number: number): void {
    document.getElementById(`page-${number}`)?.scrollIntoView({ block: "start" });
}

function showPage(field: HTMLInputElement | null): void {
    const number = currentSheet()?.dataset["number"] ?? "";
    if (field !== null && document.activeElement !== field && number !== "") field.value = number;
}

export function start(): void {
    startPanes();
    startSheets();
    const field = find<HTMLInputElement>("[data-page-field]");
    field?.addEventListener("change", () => goToPage(Number(field.value)));
    setGoTo(goTo);
    onScene(showInspector);
    showInspector(currentScene());
    find("[data-outline]")?.addEventListener("click", (event) => {
        const link = (event.target as Element).closest<HTMLElement>("a[data-scene]");
        if (link === null || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        setScene(link.dataset["scene"] ?? "");
        goTo(link.dataset["scene"] ?? "");
    });
    if (askedScene !== null) goTo(askedScene);
    followScrolling(sceneInView, () => showPage(field));
    const turn = (by: number): void =>
        goToPage(Math.max(1, Number(currentSheet()?.dataset["number"] ?? "1") + by));
    bind({ key: "j", name: t("keys.next_scene"), group: "here", act: () => stepScene(1) },
         { key: "k", name: t("keys.previous_scene"), group: "here", act: () => stepScene(-1) },
         { key: "n", name: t("keys.next_page"), group: "here", act: () => turn(1) },
         { key: "p", name: t("keys.previous_page"), group: "here", act: () => turn(-1) });
}
