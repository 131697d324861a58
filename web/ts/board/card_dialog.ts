// One card opened: its words, how long it is to be, and every act without keys or drag.
import { find, make, projectId } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { toast } from "../parts/toast.ts";
import { TalkBox } from "../talk/talk_box.ts";
import { binNow, changeCard, moveCard, writeCard } from "./acts.ts";
import { allCards, countsWords, findCard, focusCard, holds, mayEdit, type Card, type Place }
    from "./cards.ts";
import { newCardBehind } from "./new_card.ts";
import { indented, lastIn, outdented, stepped } from "./places.ts";

function fieldset(card: Card): HTMLFormElement {
    const title = make("input", { type: "text", name: "title", required: true, maxlength: "2000",
                                  autocomplete: "off", value: card.title });
    const synopsis = make("textarea", { name: "synopsis", rows: "4", maxlength: "20000" });
    synopsis.value = card.synopsis;
    const name = countsWords() ? "planned_words" : "planned_eighths";
    const planned = make("input", { type: "number", name, min: "0", max: "1000000",
                                    value: card.planned });
    const label = t(countsWords() ? "board.plan_words" : "board.plan_eighths");
    return make("form", { class: "plan-form" },
        make("label", { class: "field" }, make("span", {}, t("board.title")), title),
        make("label", { class: "field" }, make("span", {}, t("board.synopsis")), synopsis),
        make("label", { class: "field" }, make("span", {}, label), planned),
        make("div", { class: "button-row" },
             make("button", { class: "button button-ink", type: "submit" }, t("common.save"))));
}

function changesIn(form: HTMLFormElement, card: Card): Record<string, string | number | null> {
    const changes: Record<string, string | number | null> = {};
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    if (text("title") !== card.title) changes["title"] = text("title");
    if (text("synopsis") !== card.synopsis) changes["synopsis"] = text("synopsis");
    const planned = countsWords() ? "planned_words" : "planned_eighths";
    if (text(planned) !== card.planned) {
        changes[planned] = text(planned) === "" ? null : Number(text(planned));
    }
    return changes;
}

export function openCard(card: Card): void {
    const form = fieldset(card);
    const acts = make("div", { class: "button-row plan-dialog-acts" });
    const talk = make("section", { class: "plan-talk" }, make("h3", {}, t("talk.name")),
                      new TalkBox({ kind: "node", id: card.id }, mayEdit()).element);
    const dialog = openDialog(card.title, make("div", {}, form, acts, talk), "plan-dialog");
    dialog.addEventListener("close", () => focusCard(findCard(card.id)));
    const act = (name: TextKey, run: () => void): void => {
        const button = make("button", { class: "button", type: "button" }, t(name));
        button.addEventListener("click", () => { dialog.close(); run(); });
        acts.append(button);
    };
    const go = (place: Place | null): void => {
        if (place === null) return toast(t("board.no_place"));
        moveCard(card, place);
    };
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const changes = changesIn(form, card);
        dialog.close();
        if (Object.keys(changes).length > 0) void changeCard(card, changes as never);
    });
    if (!mayEdit()) {
        for (const field of form.querySelectorAll("input, textarea, button")) {
            field.setAttribute("disabled", "");
        }
    } else {
        if (card.isPlanned) act("board.write", () => writeCard(card));
        act("board.add_below", () => newCardBehind(card));
        act("board.up", () => go(stepped(card, -1)));
        act("board.down", () => go(stepped(card, 1)));
        act("board.indent", () => go(indented(card)));
        act("board.outdent", () => go(outdented(card)));
        act("board.move_to", () => openMove(card));
        act("board.bin", () => binNow(card));
    }
    if (!card.isPlanned) {
        acts.append(make("a", { class: "button button-quiet",
                                href: `/p/${projectId}/script?at=${card.id}` },
                         t("project.open_script")));
    }
}

function pathOf(card: Card): string {
    const above = findCard(card.parent);
    return above === null ? card.title : `${pathOf(above)} › ${card.title}`;
}

// Below which section, and where there.
export function openMove(card: Card): void {
    const parent = make("select", { name: "parent_id" },
                        make("option", { value: "" }, t("board.top")));
    for (const section of allCards()) {
        if (section.kind !== "section" || holds(card, section)) continue;
        parent.append(make("option", { value: section.id }, pathOf(section)));
    }
    parent.value = card.parent;
    const position = make("input", { type: "number", name: "position", min: "1",
                                     value: String(card.position) });
    parent.addEventListener("change", () => {
        position.value = String(lastIn(card, parent.value).position);
    });
    const form = make("form", { class: "plan-form" },
        make("label", { class: "field" }, make("span", {}, t("board.below")), parent),
        make("label", { class: "field" }, make("span", {}, t("board.position")), position),
        make("div", { class: "button-row" },
             make("button", { class: "button button-ink", type: "submit" }, t("board.move"))));
    const dialog = openDialog(t("board.move_title", { title: card.title }), form, "plan-dialog");
    dialog.addEventListener("close", () => focusCard(findCard(card.id)));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        dialog.close();
        moveCard(card, { parent: parent.value, position: Number(position.value) });
    });
    find("select", form)?.focus();
}
