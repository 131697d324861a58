// The card of the scene that the caret is in: synopsis, who speaks, notes, frames.
import type { EditorView } from "@codemirror/view";
import type { OutlineNode } from "../engine.ts";
import { find, get, make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { goTo } from "./elements.ts";
import { isProse } from "./look.ts";
import { notesOf, setSynopsis } from "./scenes.ts";

const characters = new Map<string, string>();  // Id by name in capitals.

export function setCharacters(list: { id: string; name: string }[]): void {
    for (const { id, name } of list) characters.set(name.toLocaleUpperCase(), id);
}

function castOf(node: OutlineNode): HTMLElement {
    const list = make("ul", { class: "inspect-cast" });
    for (const name of node.speakers) {
        const id = characters.get(name.toLocaleUpperCase());
        list.append(make("li", {}, id === undefined ? name
            : make("a", { href: `/p/${projectId}#character-${id}` }, name)));
    }
    if (node.speakers.length === 0) list.append(make("li", { class: "quiet" }, t("scene.nobody")));
    return list;
}

function notesList(view: EditorView, node: OutlineNode): HTMLElement {
    const list = make("ul", { class: "inspect-notes" });
    for (const note of notesOf(view, node)) {
        const button = make("button", { class: "inspect-note", type: "button" }, note.text);
        button.addEventListener("click", () => goTo(view, note.at));
        list.append(make("li", {}, button));
    }
    if (list.childElementCount === 0) {
        list.append(make("li", { class: "quiet small" }, t("write.no_notes")));
    }
    return list;
}

function framesOf(id: string): HTMLElement[] {
    const frames = id === "" ? null : find(`[data-frames="${CSS.escape(id)}"]`);
    if (frames === null || frames.childElementCount === 0) return [];
    const box = make("div", { class: "inspect-frames" });
    for (const frame of frames.children) box.append(frame.cloneNode());
    const link = make("a", { href: `/p/${projectId}/storyboard?at=${id}` }, t("storyboard.name"));
    return [make("h4", {}, link), box];
}

// How many shots the scene had when the page was made, and the way to them.
function shotsFact(id: string): HTMLElement | null {
    const count = Number(find(`[data-frames="${CSS.escape(id)}"]`)?.dataset["shots"] ?? 0);
    if (id === "" || count === 0) return null;
    return make("div", {}, make("dt", {}, t("scene.shots")), make("dd", { class: "figure" },
        make("a", { href: `/p/${projectId}/storyboard?at=${id}` }, String(count))));
}

// `id` of the scene's record; empty where the server does not have it yet.
export function showScene(view: EditorView, node: OutlineNode | null, id: string): void {
    const box = get("[data-inspector]");
    if (node === null) {
        box.replaceChildren(make("p", { class: "quiet" }, t("write.no_scene")));
        return;
    }
    if (box.contains(document.activeElement)) return;
    const field = make("textarea", { class: "synopsis-field", rows: "4",
        "aria-label": t("write.synopsis"), placeholder: t("write.synopsis") });
    field.value = node.synopsis;
    field.readOnly = view.state.readOnly;
    field.addEventListener("change", () => setSynopsis(view, node, field.value));
    const facts = make("dl", { class: "inspect-facts small" });
    const fact = (name: string, value: string): void => {
        if (value === "") return;
        facts.append(make("div", {}, make("dt", {}, name), make("dd", { class: "figure" }, value)));
    };
    fact(t("scene.length"), node.length);
    fact(t("scene.page"), node.page > 0 ? String(node.page) : "");
    fact(t("write.word_count"), String(node.words));
    const shots = shotsFact(id);
    if (shots !== null) facts.append(shots);
    box.replaceChildren(
        make("h3", { class: "slug" }, `${node.number} ${node.title}`.trim()), facts, field,
        ...(isProse() ? [] : [make("h4", {}, t("scene.cast")), castOf(node)]),
        make("h4", {}, t("write.notes")), notesList(view, node),
        ...framesOf(id));
}
