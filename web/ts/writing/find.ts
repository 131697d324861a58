// Find and replace: every hit in a list before anything changes, and all replaced in one undo.
import { EditorSelection, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view";
import { all, get, icon, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { findMatches, type Match } from "./matches.ts";
import { sessionOf } from "./session.ts";

const setHits = StateEffect.define<Match[]>();
const hitMark = Decoration.mark({ class: "is-hit" });
const listed = 200;
const around = 28;

const hits = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, transaction) {
        for (const effect of transaction.effects) {
            if (!effect.is(setHits)) continue;
            return Decoration.set(effect.value.map(({ from, to }) => hitMark.range(from, to)));
        }
        return marks.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
});

class Finder {
    private found: Match[] = [];
    private within: Match | null = null;  // The selection when the panel was opened.
    private readonly what = make("input", { type: "search", "aria-label": t("find.what"),
        placeholder: t("find.what") });
    private readonly by = make("input", { type: "text", "aria-label": t("find.by"),
        placeholder: t("find.by") });
    private readonly list = make("ol", { class: "find-list" });
    private readonly count = make("span", { class: "figure small quiet", role: "status" });
    private readonly replaceAll = make("button", { class: "button", type: "button" });
    private readonly boxes = new Map<string, HTMLInputElement>();

    constructor(private readonly view: EditorView, private readonly panel: HTMLElement) {
        const close = make("button", { class: "button button-quiet button-icon", type: "button",
            "aria-label": t("common.close") }, icon("close"));
        const next = make("button", { class: "button", type: "submit" }, t("find.next"));
        const form = make("form", { class: "find-form" }, this.what, next, this.count,
            ...(view.state.readOnly ? [] : [this.by, this.replaceAll]), close);
        const choices = make("div", { class: "find-choices small" },
            this.box("case", t("find.case")), this.box("word", t("find.word")),
            this.box("dialogue", t("find.dialogue")), this.box("selection", t("find.selection")));
        panel.replaceChildren(form, choices, this.list);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.step();
        });
        this.what.addEventListener("input", () => this.look());
        this.by.addEventListener("input", () => this.show());
        this.replaceAll.addEventListener("click", () => this.replace());
        close.addEventListener("click", () => this.close());
        panel.addEventListener("keydown", (event) => {
            if (event.key === "Escape") this.close();
        });
        this.list.addEventListener("click", (event) => {
            const item = (event.target as Element).closest<HTMLElement>("[data-hit]");
            if (item !== null) this.goTo(Number(item.dataset["hit"]));
        });
    }

    open(): void {
        const { main } = this.view.state.selection;
        const text = this.view.state.sliceDoc(main.from, main.to);
        this.within = main.empty ? null : { from: main.from, to: main.to };
        const inside = this.boxes.get("selection");
        if (inside !== undefined) {
            inside.disabled = this.within === null;
            inside.checked = text.includes("\n");
        }
        if (text !== "" && !text.includes("\n")) this.what.value = text;
        this.panel.hidden = false;
        this.what.focus();
        this.what.select();
        this.look();
    }

    // The text has changed: places are found again.
    refresh(): void {
        if (!this.panel.hidden) this.look();
    }

    private close(): void {
        this.panel.hidden = true;
        this.view.dispatch({ effects: setHits.of([]) });
        this.view.focus();
    }

    private box(name: string, label: string): HTMLElement {
        const box = make("input", { type: "checkbox" });
        this.boxes.set(name, box);
        box.addEventListener("change", () => this.look());
        return make("label", { class: "find-choice" }, box, label);
    }

    private isOn(name: string): boolean {
        return this.boxes.get(name)?.checked ?? false;
    }

    private ranges(): Match[] {
        const { length } = this.view.state.doc;
        const whole = this.isOn("selection") && this.within !== null
            ? { from: this.within.from, to: Math.min(this.within.to, length) }
            : { from: 0, to: length };
        if (!this.isOn("dialogue")) return [whole];
        return sessionOf(this.view.state).script.view(whole.from, whole.to).elements
            .filter(({ type }) => type === "dialogue")
            .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
            .filter(({ from, to }) => from < to);
    }

    private look(): void {
        const wanted = { text: this.what.value, sameCase: this.isOn("case"),
            wholeWord: this.isOn("word") };
        this.found = findMatches(this.view.state.doc.toString(), wanted, this.ranges());
        this.view.dispatch({ effects: setHits.of(this.found) });
        this.show();
    }

    private show(): void {
        this.count.textContent = this.what.value === "" ? ""
            : t("find.found", { count: this.found.length });
        this.replaceAll.textContent = t("find.replace_all", { count: this.found.length });
        this.replaceAll.disabled = this.found.length === 0;
        const { doc } = this.view.state;
        this.list.replaceChildren(...this.found.slice(0, listed).map(({ from, to }, index) => {
            const line = doc.lineAt(from);
            const before = doc.sliceString(Math.max(line.from, from - around), from);
            const after = doc.sliceString(to, Math.min(line.to, to + around));
            const parts = this.by.value === "" ? [make("mark", {}, doc.sliceString(from, to))]
                : [make("del", {}, doc.sliceString(from, to)), make("ins", {}, this.by.value)];
            return make("li", {}, make("button", { class: "find-hit", type: "button",
                "data-hit": String(index) }, before, ...parts, after));
        }));
    }

    private step(): void {
        const { head } = this.view.state.selection.main;
        const next = this.found.findIndex(({ from }) => from >= head);
        this.goTo(next < 0 ? 0 : next);
    }

    private goTo(index: number): void {
        const hit = this.found[index];
        if (hit === undefined) return;
        this.view.dispatch({ selection: EditorSelection.range(hit.from, hit.to),
            effects: EditorView.scrollIntoView(hit.from, { y: "center" }) });
        all("[aria-current]", this.list).forEach((one) => one.removeAttribute("aria-current"));
        all("[data-hit]", this.list)[index]?.setAttribute("aria-current", "true");
    }

    private replace(): void {
        const changes = this.found.map(({ from, to }) => ({ from, to, insert: this.by.value }));
        this.view.dispatch({ changes, userEvent: "input.replace.all" });
        this.count.textContent = t("find.replaced", { count: changes.length });
    }
}

let finder: Finder | null = null;

export function openFind(view: EditorView): boolean {
    finder ??= new Finder(view, get("[data-find]"));
    finder.open();
    return true;
}

let timer = 0;

export const finding: Extension = [
    hits,
    keymap.of([{ key: "Mod-f", run: openFind }, { key: "Mod-h", run: openFind }]),
    EditorView.updateListener.of(({ docChanged }) => {
        if (!docChanged || finder === null) return;
        clearTimeout(timer);
        timer = setTimeout(() => finder?.refresh(), 300);
    }),
];
