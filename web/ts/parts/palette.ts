// Ctrl K: go, find, do in one field, from an index in the page.
// Prefixes: ">" do, "@" people and places, "#" scene number.
import { find, icon, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { written } from "../lib/keys.ts";
import { keep, recall } from "../lib/memory.ts";
import { present } from "./dialog.ts";
import { buildIndex, findTexts, type Entry } from "./palette_index.ts";

const shownAtMost = 40;
const askedAfter = 120;  // Milliseconds without a keystroke before texts are searched.

interface Match {
    entry: Entry;
    score: number;
}

// Every word must be found; the start of the name counts most, then the start of a word.
function scoreOf(entry: Entry, words: string[]): number {
    const text = `${entry.number ?? ""} ${entry.name} ${entry.note ?? ""}`.toLowerCase();
    let score = 0;
    for (const word of words) {
        const at = text.indexOf(word);
        if (at < 0) return 0;
        const starts = at === 0 || /[\s.\-'("]/.test(text[at - 1] ?? " ");
        score += entry.name.toLowerCase().startsWith(word) ? 4 : starts ? 2 : 1;
    }
    return score;
}

export function search(index: readonly Entry[], typed: string, recent: readonly string[]): Entry[] {
    const prefix = /^[>@#]/.exec(typed)?.[0] ?? "";
    const words = typed.slice(prefix.length).trim().toLowerCase().split(/\s+/).filter(Boolean);
    const pool = index.filter(({ group }) => prefix === "" || prefix === ">" && group === "acts" ||
        prefix === "@" && (group === "people" || group === "locations") ||
        prefix === "#" && group === "scenes");
    if (prefix === "#" && words[0] !== undefined) {
        return pool.filter(({ number }) => number?.toLowerCase().startsWith(words[0] ?? ""));
    }
    if (words.length === 0) {
        const first = recent.flatMap((id) => pool.filter((entry) => entry.id === id));
        return [...first, ...pool.filter((entry) => !first.includes(entry))].slice(0, shownAtMost);
    }
    return pool.map((entry): Match => ({ entry, score: scoreOf(entry, words) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, shownAtMost)
        .map(({ entry }) => entry);
}

class Palette {
    private readonly dialog: HTMLDialogElement;
    private readonly field: HTMLInputElement;
    private readonly list: HTMLElement;
    private readonly count: HTMLElement;
    private readonly recent = recall<string[]>("recent", []);
    private index: Entry[] = [];
    private found: Entry[] = [];
    private texts: Entry[] = [];
    private timer = 0;
    private asked = new AbortController();
    private at = 0;

    constructor() {
        this.field = make("input", {
            type: "text", role: "combobox", "aria-expanded": "true", autocomplete: "off",
            "aria-controls": "palette-list", "aria-label": t("palette.name"),
            placeholder: t("palette.field"), spellcheck: "false" });
        this.list = make("div", { class: "palette-list", id: "palette-list", role: "listbox",
                                  "aria-label": t("palette.name") });
        const hints = make("p", { class: "palette-hints small faint" }, t("palette.hints"));
        this.count = make("p", { class: "reader-only", "aria-live": "polite" });
        this.dialog = make("dialog", { class: "palette", "aria-label": t("palette.name") },
            make("div", { class: "palette-field" }, icon("search"), this.field), this.list, hints,
            this.count);
        this.field.addEventListener("input", () => {
            this.texts = [];
            this.at = 0;
            this.show();
            this.askForTexts();
        });
        this.field.addEventListener("keydown", (event) => this.onKey(event));
        this.list.addEventListener("click", (event) => {
            const item = (event.target as Element).closest<HTMLElement>("[role=option]");
            if (item !== null) this.run(Number(item.dataset["at"]));
        });
    }

    open(): void {
        present(this.dialog);
        this.field.focus();
        void buildIndex((index) => { this.index = index; this.show(); });
    }

    private show(): void {
        this.found = [...search(this.index, this.field.value, this.recent), ...this.texts];
        this.at = Math.max(0, Math.min(this.at, this.found.length - 1));
        this.list.replaceChildren();
        let group = "";
        const isPlain = this.field.value.trim() === "";
        this.found.forEach((entry, at) => {
            const title = isPlain && this.recent.includes(entry.id) ? t("palette.recent")
                : t(`palette.${entry.group}`);
            if (title !== group) {
                group = title;
                this.list.append(
                    make("div", { class: "palette-group", role: "presentation" }, title));
            }
            this.list.append(this.item(entry, at));
        });
        if (this.found.length === 0) {
            this.list.append(make("p", { class: "palette-empty" }, t("palette.none")));
        }
        this.count.textContent = t("palette.found", { count: this.found.length });
        this.mark();
    }

    // Texts come behind what the page knows, so that nothing moves under the chosen line.
    private askForTexts(): void {
        clearTimeout(this.timer);
        this.asked.abort();
        const words = this.field.value.trim();
        if (words.length < 2 || /^[>@#]/.test(words)) return;
        this.timer = window.setTimeout(() => {
            this.asked = new AbortController();
            findTexts(words, this.asked.signal).then((texts) => {
                this.texts = texts;
                this.show();
            }, () => undefined);  // Without an answer the commands are still there.
        }, askedAfter);
    }

    private item(entry: Entry, at: number): HTMLElement {
        const name = make("span", { class: entry.group === "scenes" ? "slug" : "" }, entry.name);
        const keys = make("span", {}, ...written(entry.key ?? "").filter(Boolean)
            .map((key) => make("kbd", {}, key)));
        return make("div", { class: "palette-item", role: "option", id: `palette-${at}`,
                             "data-at": String(at), "aria-selected": "false" },
            make("span", { class: "number" }, entry.number ?? ""),
            make("span", { class: "palette-main" }, name,
                 make("span", { class: "palette-note" }, entry.note ?? "")), keys);
    }

    private mark(): void {
        for (const item of this.list.querySelectorAll<HTMLElement>("[role=option]")) {
            const is = Number(item.dataset["at"]) === this.at;
            item.setAttribute("aria-selected", String(is));
            if (is) item.scrollIntoView({ block: "nearest" });
        }
        if (this.found.length > 0) {
            this.field.setAttribute("aria-activedescendant", `palette-${this.at}`);
        } else {
            this.field.removeAttribute("aria-activedescendant");
        }
    }

    private onKey(event: KeyboardEvent): void {
        const last = this.found.length - 1;
        const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last,
                     PageDown: this.at + 8, PageUp: this.at - 8 }[event.key];
        if (to !== undefined && event.key !== "Home" && event.key !== "End") {
            event.preventDefault();
            this.at = Math.min(last, Math.max(0, to));
            this.mark();
        }
        if (event.key === "Enter" && !event.isComposing) {
            event.preventDefault();
            this.run(this.at);
        }
    }

    private run(at: number): void {
        const entry = this.found[at];
        if (entry === undefined) return;
        keep("recent", [entry.id, ...this.recent.filter((id) => id !== entry.id)].slice(0, 5));
        this.dialog.close();
        if (entry.url !== undefined) location.assign(entry.url);
        else entry.act?.();
    }
}

export function openPalette(): void {
    if (document.querySelector("dialog.palette") !== null) return;
    new Palette().open();
}

export function startPalette(): void {
    for (const button of document.querySelectorAll<HTMLElement>("[data-act=palette]")) {
        button.addEventListener("click", openPalette);
    }
    const shown = find("[data-key='mod+K']");
    if (shown !== null) shown.textContent = written("mod+K").join(" ");
}
