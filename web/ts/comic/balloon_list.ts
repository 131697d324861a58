// The lettering of the chosen panel as a list: words, kinds and order of its balloons.
import { find, icon, make } from "../lib/dom.ts";
import { t, tOr, type TextKey } from "../lib/i18n.ts";
import { comicLanguage, languageName } from "./book.ts";
import { type Balloon, isTouched, kinds, type Lettering, ownBalloon, type PanelBalloon, untouched,
         } from "./lettering.ts";

// Makes one list of balloons of another, as one step.
export type Rewrite = (wish: (balloons: Balloon[]) => Balloon[]) => void;

function option(value: string, name: string, chosen: boolean): HTMLOptionElement {
    return make("option", { value, selected: chosen }, name);
}

function row(label: string, field: HTMLElement): HTMLElement {
    return make("label", { class: "hand-row" }, make("span", {}, label), field);
}

// As they were written.
const wordsOf = ({ balloon, source_text: source }: PanelBalloon): string =>
    balloon.text === "" ? source : balloon.text;

// Where to cut a text in two: at the caret, else behind the sentence nearest to the middle.
export function cutAt(text: string, caret: number): number {
    if (caret > 0 && caret < text.length && text.slice(caret).trim() !== "") return caret;
    const ends = [...text.matchAll(/[.!?…]["”»]?\s/g)].map(({ index, 0: found }) =>
        index + found.length);
    const blanks = ends.length > 0 ? ends
        : [...text.matchAll(/\s/g)].map(({ index }) => index + 1);
    const middle = text.length / 2;
    return blanks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? 0;
}

export class BalloonList {
    private readonly box: HTMLElement;
    private readonly rewrite: Rewrite;

    constructor(box: HTMLElement, rewrite: Rewrite) {
        this.box = box;
        this.rewrite = rewrite;
    }

    show(lettering: Lettering): void {
        const active = document.activeElement;
        const focused = active instanceof HTMLElement && this.box.contains(active)
            ? active.dataset["keep"] ?? "" : "";
        const list = make("ol", { class: "balloons" });
        lettering.balloons.forEach((balloon, index) => {
            list.append(this.item(lettering, balloon, index));
        });
        this.box.replaceChildren(list, this.adding(lettering));
        if (focused !== "") find(`[data-keep="${focused}"]`, this.box)?.focus();
    }

    mark(index: number): void {
        for (const item of this.box.querySelectorAll<HTMLElement>(".balloons > li")) {
            item.toggleAttribute("data-chosen", item.dataset["index"] === String(index));
        }
        find(`.balloons > li[data-index="${index}"]`, this.box)
            ?.scrollIntoView({ block: "nearest" });
    }

    private one(index: number, change: (balloon: Balloon) => Balloon): void {
        this.rewrite((balloons) => balloons.map((balloon, at) =>
            at === index ? change(balloon) : balloon));
    }

    private item(lettering: Lettering, shown: PanelBalloon, index: number): HTMLElement {
        const { balloon } = shown;
        const words = this.words(shown, index);
        const box = make("li", { "data-index": String(index) },
                         this.head(lettering, shown, index, words), words);
        if (shown.changed && isTouched(balloon) && balloon.text !== "") {
            box.append(this.changed(shown, index));
        }
        const language = comicLanguage();
        if (language !== "") {
            box.append(make("p", { class: "small quiet" },
                            t("balloon.original", { text: wordsOf(shown) })));
            return box;
        }
        const speaks = !["caption", "sound_effect"].includes(shown.kind);
        if (speaks) box.append(this.speaker(lettering, shown, index), this.tail(shown, index));
        box.append(this.size(shown, index));
        if (shown.kind === "sound_effect") box.append(this.turn(shown, index));
        if (isTouched(balloon) && balloon.source !== "own") {
            const back = this.button("balloon.automatic", () => {
                this.one(index, (own) => ({ ...untouched(own), said: shown.source_text }));
            });
            box.append(make("p", { class: "button-row" }, back));
        }
        return box;
    }

    private button(key: TextKey, run: () => void): HTMLButtonElement {
        const button = make("button", { class: "button", type: "button" }, t(key));
        button.addEventListener("click", run);
        return button;
    }

    private small(name: string, label: string, keep: string, run: () => void,
                  disabled = false): HTMLButtonElement {
        const button = make("button", { class: "button button-quiet button-icon", type: "button",
                                        "aria-label": label, title: label, disabled,
                                        "data-keep": keep }, icon(name));
        button.addEventListener("click", run);
        return button;
    }

    private head(lettering: Lettering, shown: PanelBalloon, index: number,
                 words: HTMLTextAreaElement): HTMLElement {
        const kind = make("select", { "aria-label": t("balloon.kind"),
                                      "data-keep": `kind ${index}` },
                          ...kinds.map((one) =>
                              option(one, tOr(`balloon.${one}`, one), one === shown.kind)));
        kind.addEventListener("change", () => {
            this.one(index, (balloon) => ({ ...balloon, kind: kind.value }));
        });
        const count = lettering.balloons.length;
        const swap = (by: number): void => this.rewrite((balloons) => {
            const [moved] = balloons.splice(index, 1);
            if (moved !== undefined) balloons.splice(index + by, 0, moved);
            return balloons;
        });
        const acts = comicLanguage() !== "" ? [] : [
            this.small("previous", t("balloon.earlier"), `up ${index}`, () => swap(-1),
                       index === 0),
            this.small("next", t("balloon.later"), `down ${index}`, () => swap(1),
                       index + 1 === count),
            this.small("split", t("balloon.split"), `split ${index}`,
                       () => this.split(shown, index, words.selectionStart)),
            this.small("join", t("balloon.join"), `join ${index}`,
                       () => this.join(lettering, index), index + 1 === count),
            this.small(shown.balloon.hidden ? "undo" : "close",
                       shown.balloon.hidden ? t("balloon.bring_back") : t("balloon.remove"),
                       `away ${index}`, () => this.remove(shown, index)),
        ];
        return make("div", { class: "balloon-head" }, kind, ...acts);
    }

    private words(shown: PanelBalloon, index: number): HTMLTextAreaElement {
        const { balloon, source_text: source } = shown;
        const language = comicLanguage();
        const own = wordsOf(shown);
        const value = language === "" ? own
            : balloon.translations.find((one) => one.language === language)?.text ?? "";
        const label = language === "" ? t("balloon.words")
            : t("balloon.words_in", { language: languageName(language) });
        const field = make("textarea", { rows: "2", "aria-label": label, placeholder: own,
                                         disabled: balloon.hidden, "data-keep": `text ${index}` });
        field.value = value;
        field.addEventListener("change", () => {
            const text = field.value.trim();
            if (language !== "") {
                this.one(index, (now) => ({ ...now, translations: [
                    ...now.translations.filter((one) => one.language !== language),
                    ...(text === "" ? [] : [{ language, text }])] }));
            } else if (text === "" && balloon.source === "own") {
                this.remove(shown, index);
            } else {
                this.one(index, (now) => ({ ...now, text: text === source ? "" : text,
                                            said: source }));
            }
        });
        return field;
    }

    private changed(shown: PanelBalloon, index: number): HTMLElement {
        const says = shown.source_text === "" ? t("balloon.dropped")
            : t("balloon.script_says", { text: shown.source_text });
        const take = this.button("balloon.take", () => this.one(index, (balloon) =>
            ({ ...balloon, text: "", said: shown.source_text })));
        const keep = this.button("balloon.keep", () => this.one(index, (balloon) =>
            ({ ...balloon, said: shown.source_text })));
        return make("div", { class: "notice balloon-changed" }, make("p", {}, says),
                    make("p", { class: "button-row" },
                         ...(shown.source_text === "" ? [] : [take]), keep));
    }

    private speaker(lettering: Lettering, shown: PanelBalloon, index: number): HTMLElement {
        const { speaker } = shown.balloon;
        const names = [...new Set([...lettering.figures.map(({ name }) => name), ...(speaker === "" ? [] : [speaker])])];
        const field = make("select", { "data-keep": `speaker ${index}` },
                           option("", t("balloon.nobody"), speaker === ""),
                           ...names.map((name) => option(name, name, name === speaker)));
        field.addEventListener("change", () => this.one(index, (balloon) =>
            ({ ...balloon, speaker: field.value })));
        return row(t("balloon.speaker"), field);
    }

    private tail(shown: PanelBalloon, index: number): HTMLElement {
        const { tail } = shown.balloon;
        const field = make("select", { "data-keep": `tail ${index}` },
                           ...["speaker", "none", "point"].map((one) =>
                               option(one, tOr(`balloon.tail_${one}`, one), one === tail)));
        field.addEventListener("change", () => this.one(index, (balloon) => {
            const wanted = field.value as Balloon["tail"];
            const at = wanted === "point"
                ? { tail_x: balloon.tail_x ?? balloon.x ?? 0.5, tail_y: balloon.tail_y ?? 0.7 }
                : { tail_x: null, tail_y: null };
            return { ...balloon, tail: wanted, ...at };
        }));
        return row(t("balloon.tail"), field);
    }

    private size(shown: PanelBalloon, index: number): HTMLElement {
        const sizes = [75, 90, 100, 115, 130, 150, 200, 300];
        const field = make("select", { "data-keep": `size ${index}` }, ...sizes.map((size) =>
            option(String(size), `${size} %`, size === shown.balloon.size)));
        field.addEventListener("change", () => this.one(index, (balloon) =>
            ({ ...balloon, size: Number(field.value) })));
        return row(t("balloon.size"), field);
    }

    private turn(shown: PanelBalloon, index: number): HTMLElement {
        const field = make("input", { type: "range", min: "-45", max: "45", step: "5",
                                      value: String(shown.balloon.turn),
                                      "data-keep": `turn ${index}` });
        field.addEventListener("change", () => this.one(index, (balloon) =>
            ({ ...balloon, turn: Number(field.value) })));
        return row(t("balloon.turn"), field);
    }

    private split(shown: PanelBalloon, index: number, caret: number): void {
        const text = wordsOf(shown);
        const at = cutAt(text, caret);
        const first = text.slice(0, at).trim();
        const second = text.slice(at).trim();
        if (first === "" || second === "") return;
        this.rewrite((balloons) => balloons.flatMap((balloon, here) => here !== index ? [balloon]
            : [{ ...balloon, text: first, said: shown.source_text, kind: shown.kind },
               { ...ownBalloon(shown.kind, second), speaker: balloon.speaker }]));
    }

    // The words of the next one come into this one.
    private join(lettering: Lettering, index: number): void {
        const here = lettering.balloons[index];
        const next = lettering.balloons[index + 1];
        if (here === undefined || next === undefined) return;
        const text = `${wordsOf(here)}\n${wordsOf(next)}`.trim();
        this.rewrite((balloons) => balloons.flatMap((balloon, at) => {
            if (at === index) return [{ ...balloon, text, said: here.source_text }];
            if (at !== index + 1) return [balloon];
            return balloon.source === "own" ? [] : [{ ...balloon, hidden: true }];
        }));
    }

    // What the script says is only hidden, so that it does not come back by itself.
    private remove({ balloon }: PanelBalloon, index: number): void {
        if (balloon.source === "own") {
            this.rewrite((balloons) => balloons.filter((_, at) => at !== index));
        } else {
            this.one(index, (own) => ({ ...own, hidden: !own.hidden }));
        }
    }

    private adding(lettering: Lettering): HTMLElement {
        const add = (kind: string, text: string): void => this.rewrite((balloons) =>
            [...balloons, { ...ownBalloon(kind, text), ...(kind === "sound_effect"
                ? { x: 0.5, y: 0.4, turn: -10 } : {}) }]);
        const touched = lettering.balloons.some(({ automatic, balloon }) =>
            !automatic && isTouched(balloon));
        const back = this.button("balloon.all_automatic", () => this.rewrite(() => []));
        back.disabled = !touched;
        return make("div", { class: "button-row hand-part" },
                    this.button("balloon.add_speech", () => add("speech", "…")),
                    this.button("balloon.add_caption", () => add("caption", "…")),
                    this.button("balloon.add_effect", () => add("sound_effect", t("balloon.bang"))),
                    back);
    }
}
