// The bar above the text: the element of the caret's line, what can be done with the script, how
// one wants to write.
import { EditorView, type ViewUpdate } from "@codemirror/view";
import type { EditorState, Extension } from "@codemirror/state";
import { find, get, make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { kindHere, kindsOf, newScene, setKind } from "./elements.ts";
import { nameOfPlace } from "./look.ts";
import { refreshEdges } from "./edges.ts";
import { openFind } from "./find.ts";
import { openMenu, type MenuItem } from "./menu.ts";
import { hasMode, setMode, type Mode } from "./modes.ts";
import { sessionOf } from "./session.ts";

function elementMenu(view: EditorView, button: HTMLElement): void {
    const now = kindHere(view.state);
    openMenu(button, t("write.element"), kindsOf(view.state).map((kind) => ({
        name: nameOfPlace(kind), checked: kind === now, act: () => setKind(view, kind) })));
}

function viewMenu(view: EditorView, button: HTMLElement): void {
    const item = (mode: Mode, name: string, key?: string): MenuItem => ({
        name, checked: hasMode(view.state, mode), ...(key === undefined ? {} : { key }),
        act: () => {
            setMode(view, mode, !hasMode(view.state, mode));
            view.focus();
        } });
    openMenu(button, t("write.view_menu"), [
        item("focus", t("mode.focus"), "Ctrl ⇧ F"),
        item("typewriter", t("mode.typewriter")),
        item("dim", t("mode.dim")),
        item("numbers", t("mode.numbers")),
        { name: t("mode.continued"), checked: !hasMode(view.state, "typed"), act: () => {
            const typed = !hasMode(view.state, "typed");
            sessionOf(view.state).setTypedContinued(view.state.doc, typed);
            setMode(view, "typed", typed);
            refreshEdges(view);
            view.focus();
        } },
        item("announce", t("mode.announce")),
        item("plain", t("mode.plain")),
    ]);
}

// The element's name follows the caret; said aloud only where that is asked for.
const chip = EditorView.updateListener.of((update: ViewUpdate) => {
    const touched = update.docChanged || update.selectionSet ||
        update.transactions.some(({ effects }) => effects.length > 0);
    if (touched) showElement(update.state);
});

function showElement(state: EditorState): void {
    const name = sessionOf(state).onTitlePage(state.selection.main.head)
        ? t("element.title_page") : nameOfPlace(kindHere(state));
    const shown = find("[data-element]");
    if (shown === null || shown.textContent === name) return;
    shown.textContent = name;
    if (hasMode(state, "announce")) get("[data-announce]").textContent = name;
}

export const tools: Extension = chip;

// The phone's bar of elements, above the keyboard.
function elementBar(view: EditorView): void {
    const bar = get("[data-element-bar]");
    const { cycle = [] } = sessionOf(view.state).file;
    for (const kind of cycle) {
        const button = make("button", { class: "button", type: "button" }, nameOfPlace(kind));
        // The caret stays in the text, so that the keyboard stays open.
        button.addEventListener("pointerdown", (event) => event.preventDefault());
        button.addEventListener("click", () => setKind(view, kind));
        bar.append(button);
    }
    bar.hidden = false;
    const place = (): void => {
        const shown = visualViewport;
        if (shown === null) return;
        bar.style.insetBlockEnd = `${Math.max(0, innerHeight - shown.height - shown.offsetTop)}px`;
    };
    visualViewport?.addEventListener("resize", place);
    visualViewport?.addEventListener("scroll", place);
    const keyboard = (): void => {
        document.body.classList.toggle("is-writing", view.hasFocus);
        place();
    };
    view.contentDOM.addEventListener("focus", keyboard);
    view.contentDOM.addEventListener("blur", keyboard);
}

// What everybody has who opens the text.
export function startReading(view: EditorView): void {
    onAct("view-menu", (button) => viewMenu(view, button));
    bind({ key: "mod+f", name: t("find.name"), group: "here", act: () => openFind(view) });
}

// What only who writes has.
export function startWriting(view: EditorView, scriptItems: () => MenuItem[]): void {
    onAct("element-menu", (button) => elementMenu(view, button));
    onAct("script-menu", (button) => openMenu(button, t("write.script_menu"), [
        { name: t("write.new_scene"), key: "Ctrl Enter", act: () => {
            newScene(view);
            view.focus();
        } },
        ...scriptItems(),
    ]));
    elementBar(view);
    showElement(view.state);
    bind({ key: "mod+Enter", name: t("write.new_scene"), group: "here",
           act: () => newScene(view) });
}
