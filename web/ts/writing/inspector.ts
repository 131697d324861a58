// The card of the scene that the caret is in: synopsis, who speaks, notes, frames.
import type { EditorView } from "@codemirror/view";
import type { OutlineNode } from "../engine.ts";
import { api } from "../lib/api.ts";
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

const shotsAsked = 200;
const restOf = 400;  // Milliseconds in one scene, before its shots are asked for.
const shotCounts = new Map<string, string>();  // By scene, as last heard.
let timer = 0;

// How many shots the scene has, and the way to them; shown as soon as the server has told.
function shotsFact(id: string): HTMLElement {
    const count = make("a", { href: `/p/${projectId}/storyboard?at=${id}` },
        shotCounts.get(id) ?? "");
    const fact = make("div", { hidden: !shotCounts.has(id) }, make("dt", {}, t("scene.shots")),
        make("dd", { class: "figure" }, count));
    clearTimeout(timer);
    timer = setTimeout(() => void countShots(id).then((known) => {
        count.textContent = known;
        fact.hidden = known === "";
    }), restOf);
    return fact;
}

// Empty where there are none or nobody answers.
async function countShots(scene: string): Promise<string> {
    try {
        const { shots, next_cursor: more } = await api<{ shots: unknown[]; next_cursor: unknown }>(
            "list_shots", { project_id: projectId, scene_id: scene, limit: shotsAsked });
        const count = shots.length === 0 ? "" : `${shots.length}${more == null ? "" : "+"}`;
        if (count === "") shotCounts.delete(scene);
        else shotCounts.set(scene, count);
    } catch {
        // The chip says that the server does not answer.
    }
    return shotCounts.get(scene) ?? "";
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
    if (id !== "") facts.append(shotsFact(id));
    box.replaceChildren(
        make("h3", { class: "slug" }, `${node.number} ${node.title}`.trim()), facts, field,
        ...(isProse() ? [] : [make("h4", {}, t("scene.cast")), castOf(node)]),
        make("h4", {}, t("write.notes")), notesList(view, node),
        ...framesOf(id));
}
