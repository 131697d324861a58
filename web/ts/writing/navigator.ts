// The list of sections and scenes beside the text, and the Strip above it: both follow the writing,
// and the caret's scene is marked in both.
import type { EditorView } from "@codemirror/view";
import { EditorView as Editor } from "@codemirror/view";
import type { OutlineNode } from "../engine.ts";
import { apiList, Problem } from "../lib/api.ts";
import { all, find, get, make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { askedScene, setGoTo, setScene, startStrip } from "../parts/strip.ts";
import { goTo } from "./elements.ts";
import { goToWords } from "./asked_words.ts";
import { showScene } from "./inspector.ts";
import { isProse } from "./look.ts";
import type { Present } from "./presence.ts";
import { colorOf, moveScene } from "./scenes.ts";
import { sessionOf } from "./session.ts";

const idsAfter = 400;     // Milliseconds between a change and the question for other nodes.
const peopleAfter = 200;  // Milliseconds in which people's places are shown once.
const restOf = 250;  // Milliseconds without a keystroke before the list is made again.

interface SavedNode {
    id: string;
    kind: "scene" | "section";
    state: "attached" | "dormant";
    script_id: string | null;
    rank: number;
}

export class Navigator {
    private ids: string[] = [];
    private shown: string[] | null = null;  // What each item says.
    private stripShown = "";
    private read = "";  // The headings for which the ids were asked.
    private timer = 0;
    private reading = 0;
    private placing = 0;
    private current = -2;  // Index of the node; -1: above the first.
    private people: Present[] = [];
    private placed = "";   // Who is shown at which node.
    private readonly list = get("[data-navigator]");

    constructor(private readonly view: EditorView, private readonly script: string) {
        this.list.addEventListener("click", (event) => this.clicked(event));
        this.list.addEventListener("keydown", (event) => this.pressed(event));
        setGoTo((id) => {
            const node = this.scenes()[this.ids.indexOf(id)];
            if (node !== undefined) goTo(view, node.from);
        });
        this.render();
        void this.readIds().then(() => {
            const asked = this.scenes()[this.ids.indexOf(askedScene ?? "")];
            if (asked !== undefined) goTo(view, asked.from);
            goToWords(view, asked?.from ?? 0);
            this.follow();
        });
    }

    // The text has changed, or the caret has moved.
    update(docChanged: boolean): void {
        clearTimeout(this.timer);
        if (docChanged) this.timer = setTimeout(() => this.render(), restOf);
        else this.timer = setTimeout(() => this.follow(), 40);
    }

    // The server has taken a change: where it touched headings, there are other nodes. The outline of
    // a long script is not made anew for each keystroke of everybody.
    saved(): void {
        if (this.reading !== 0) return;
        this.reading = setTimeout(() => {
            this.reading = 0;
            const known = this.ids.length === this.scenes().length;
            if (!known || this.signature() !== this.read) void this.readIds();
        }, idsAfter);
    }

    // Who else is in the script, at the scene or section that they are in.
    showPeople(people: Present[]): void {
        this.people = people;
        if (this.placing !== 0) return;
        this.placing = setTimeout(() => {
            this.placing = 0;
            this.placePeople();
        }, peopleAfter);
    }

    private placePeople(): void {
        const { people } = this;
        const session = sessionOf(this.view.state);
        const at = new Map<number, Present[]>();
        for (const person of people) {
            const node = session.nodeAt(person.head);
            const index = node === null ? -1 : this.nodes().indexOf(node);
            at.set(index, [...(at.get(index) ?? []), person]);
        }
        const placed = JSON.stringify([...at].map(([index, here]) =>
            [index, here.map(({ name, colour }) => [name, colour])]));
        if (placed === this.placed) return;
        this.placed = placed;
        for (const item of all<HTMLElement>("[data-index]", this.list)) {
            find(".outline-people", item)?.remove();
            const here = at.get(Number(item.dataset["index"])) ?? [];
            if (here.length === 0) continue;
            const names = here.map(({ name }) => name).join(", ");
            item.append(make("span", { class: "outline-people", title: names },
                make("span", { class: "reader-only" }, t("people.in_scene", { names })),
                ...here.map(({ initials, colour }) => make("span", { class: "person-dot",
                    "data-colour": colour, "aria-hidden": "true" }, initials))));
        }
    }

    private signature(): string {
        return JSON.stringify(this.scenes().map(({ title }) => title));
    }

    private async readIds(): Promise<void> {
        this.read = this.signature();
        let nodes: SavedNode[];
        try {
            nodes = await apiList<SavedNode>("list_nodes", "nodes", { project_id: projectId });
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.read = "";  // The next change that arrives asks again; the chip says what is wrong.
            return;
        }
        this.ids = nodes.filter(({ kind, state, script_id }) => kind === "scene" &&
            state === "attached" && script_id === this.script)
            .sort((a, b) => a.rank - b.rank).map(({ id }) => id);
        this.showStrip();
    }

    private nodes(): OutlineNode[] {
        return sessionOf(this.view.state).outline().nodes;
    }

    private scenes(): OutlineNode[] {
        return this.nodes().filter(({ scene }) => scene);
    }

    private render(): void {
        const nodes = this.nodes();
        let number = 0;
        const numbers = nodes.map(({ scene }) => scene ? ++number : number);
        const now = nodes.map((node, index) => JSON.stringify(
            [numbers[index], node.scene, node.level, node.title, node.number, node.synopsis,
             node.length, node.length === "" ? node.words : 0, node.speakers, colorOf(this.view, node)]));
        const before = this.shown;
        const changed = now.flatMap((said, index) => said === before?.[index] ? [] : [index]);
        if (changed.length > 0 || now.length !== before?.length) {
            const focused = this.list.contains(document.activeElement)
                ? (document.activeElement as HTMLElement).dataset["index"] : undefined;
            const items = changed.map((index) => {
                const node = nodes[index];
                return node === undefined ? make("li")
                    : make("li", {}, this.item(node, index, numbers[index] ?? 0));
            });
            this.put(changed, items, now.length, before?.length ?? 0);
            this.shown = now;
            this.placed = "";
            this.placePeople();
            if (focused !== undefined) {
                find(`[data-index="${focused}"]`, this.list)?.focus();
            }
            get("[data-scene-count]").textContent = String(number);
            this.showStrip();
        }
        this.follow();
    }

    // Only what says something else is put in anew: the layout of a long list costs more than a
    // keystroke may take.
    private put(changed: number[], items: HTMLElement[], count: number, before: number): void {
        if (before === 0) this.list.replaceChildren();
        while (this.list.childElementCount > count) this.list.lastElementChild?.remove();
        changed.forEach((index, at) => {
            const item = items[at];
            if (item === undefined) return;
            const old = this.list.children[index];
            if (old === undefined) this.list.append(item);
            else old.replaceWith(item);
        });
        if (count === 0) {
            this.list.append(make("li", { class: "outline-empty quiet" }, t("script.no_scenes")));
        }
        if (changed.includes(this.current) || count !== before) this.current = -2;
    }

    private item(node: OutlineNode, index: number, number: number): HTMLElement {
        if (!node.scene) {
            return make("a", { class: `outline-section is-level-${node.level}`, href: "#",
                "data-index": String(index) }, node.title);
        }
        const color = colorOf(this.view, node);
        const words = t("write.words", { count: node.words });
        return make("a", { class: color === "" ? "outline-scene" : `outline-scene is-page-${color}`,
            href: "#", "data-index": String(index), "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown" },
            make("span", { class: "number" }, node.number === "" ? String(number) : node.number),
            make("span", { class: "outline-title slug-small" }, node.title || t("write.untitled")),
            make("span", { class: "outline-length small faint figure" },
                node.length === "" ? words : node.length),
            make("span", { class: "outline-synopsis small quiet" }, node.synopsis));
    }

    // Marks the caret's scene.
    private follow(): void {
        const { head } = this.view.state.selection.main;
        const node = sessionOf(this.view.state).nodeAt(head);
        const index = node === null ? -1 : this.nodes().indexOf(node);
        this.showPage(head);
        if (index === this.current) return;
        this.current = index;
        for (const item of all<HTMLElement>("[data-index]", this.list)) {
            if (item.dataset["index"] === String(index)) {
                item.setAttribute("aria-current", "true");
                scrollInPane(item);
            } else {
                item.removeAttribute("aria-current");
            }
        }
        const id = node === null ? "" : this.ids[this.scenes().indexOf(node)] ?? "";
        setScene(id);
        showScene(this.view, node, id);
    }

    private showPage(head: number): void {
        const edges = sessionOf(this.view.state).script.edges();
        const page = edges.filter(({ unit }) => unit <= head).pop();
        const place = get("[data-place]");
        const words = this.nodes().reduce((sum, node) => sum + node.words, 0);
        place.textContent = page === undefined ? ""
            : t("write.place", { page: page.label, pages: edges.length }) +
                (isProse() ? ` · ${t("write.words", { count: words })}` : "");
    }

    private showStrip(): void {
        const scenes = this.scenes();
        if (scenes.length === 0 || scenes.length !== this.ids.length) return;
        const found = find("[data-strip] .strip-list");
        const now = JSON.stringify(scenes.map(({ number, title, length, eighths, synopsis }, index) =>
            [this.ids[index], number, title, length, eighths, synopsis]));
        if (found !== null && now === this.stripShown) return;
        this.stripShown = now;
        const strip = found ?? make("ol", { class: "strip-list" });
        strip.replaceChildren(...scenes.map((scene, index) => {
            const number = scene.number === "" ? String(index + 1) : scene.number;
            const id = this.ids[index] ?? "";
            const tick = make("a", { class: "strip-tick", href: `?at=${id}`, "data-scene": id,
                "data-length": scene.length, "data-synopsis": scene.synopsis,
                "aria-label": `${number} ${scene.title}`, tabindex: index === 0 ? "0" : "-1" },
                make("span", { class: "strip-number" }, number));
            if (this.current >= 0 && this.nodes()[this.current] === scene) {
                tick.setAttribute("aria-current", "true");
            }
            const item = make("li", { class: "strip-scene",
                "data-eighths": String(scene.eighths ?? 1) }, tick);
            item.style.flexGrow = String(scene.eighths ?? 1);
            return item;
        }));
        if (found !== null) return;
        // The page was made before there was a scene.
        get(".bar").after(make("nav", { class: "strip", "aria-label": t("strip.name"),
            "data-strip": true }, strip));
        startStrip();
        this.current = -2;
        this.follow();
    }

    private clicked(event: Event): void {
        const item = (event.target as Element).closest<HTMLElement>("[data-index]");
        const node = this.nodes()[Number(item?.dataset["index"] ?? -1)];
        if (item === null || node === undefined) return;
        event.preventDefault();
        goTo(this.view, node.from);
    }

    private pressed(event: KeyboardEvent): void {
        const item = (event.target as Element).closest<HTMLElement>("[data-index]");
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (item === null || by === undefined) return;
        event.preventDefault();
        const index = Number(item.dataset["index"]);
        if (!event.altKey) {
            find(`[data-index="${index + by}"]`, this.list)?.focus();
            return;
        }
        if (!moveScene(this.view, index, by as 1 | -1)) return;
        clearTimeout(this.timer);
        this.render();
        find(`[data-index="${index + by}"]`, this.list)?.focus();
    }
}

// Scrolls the list alone, never the page.
function scrollInPane(item: HTMLElement): void {
    const pane = item.closest<HTMLElement>(".pane");
    if (pane === null || pane.scrollHeight <= pane.clientHeight) return;
    const box = item.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const head = 48;  // Of the pane, which stays in view.
    if (box.top < frame.top + head) pane.scrollTop -= frame.top + head - box.top;
    else if (box.bottom > frame.bottom) pane.scrollTop += box.bottom - frame.bottom;
}

// Keeps the navigator of a view in step.
export function followedBy(navigator: () => Navigator | null): ReturnType<
    typeof Editor.updateListener.of> {
    return Editor.updateListener.of(({ docChanged, selectionSet }) => {
        if (docChanged || selectionSet) navigator()?.update(docChanged);
    });
}

