// The edges between pages: a dashed gap with the number of the page below, "(MORE)" above it and
// the repeated cue below where a speech goes on. They follow a moment after the writing.
import { RangeSet, StateEffect, StateField, type EditorState, type Range } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type ViewUpdate } from "@codemirror/view";
import type { PageEdge } from "../engine.ts";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { isPlain } from "./modes.ts";
import { sessionOf } from "./session.ts";

const restOf = 120;  // Milliseconds without a keystroke before pages are looked at.

class Edge extends WidgetType {
    constructor(readonly edge: PageEdge) {
        super();
    }

    override eq({ edge }: Edge): boolean {
        return edge.label === this.edge.label && edge.more === this.edge.more &&
            edge.cue === this.edge.cue;
    }

    override toDOM(): HTMLElement {
        const { label, more, cue } = this.edge;
        const gap = make("div", { class: "edge-gap" },
            make("span", { class: "edge-number" }, label === "" ? "" : `${label}.`));
        const box = make("div", { class: "edge", role: "separator",
            "aria-label": t("write.page", { page: label }) });
        if (more !== "") box.append(make("div", { class: "edge-more" }, more));
        box.append(gap);
        if (cue !== "") box.append(make("div", { class: "edge-cue" }, cue));
        return box;
    }

    override get estimatedHeight(): number {
        return 40;
    }

    override ignoreEvent(): boolean {
        return false;
    }
}

const setEdges = StateEffect.define<PageEdge[]>();

function decorate(state: EditorState, edges: PageEdge[]): RangeSet<Decoration> {
    const ranges: Range<Decoration>[] = [];
    edges.forEach((edge, index) => {
        if ((index === 0 && edge.unit === 0) || edge.unit > state.doc.length) return;
        const line = state.doc.lineAt(edge.unit);
        if (index === 0 && line.number === 1) return;
        const block = line.from === edge.unit;
        const widget = new Edge(index === 0 ? { ...edge, label: "" } : edge);
        ranges.push(Decoration.widget({ widget, block, side: -1 }).range(edge.unit));
    });
    return RangeSet.of(ranges, true);
}

export const edgeField = StateField.define<RangeSet<Decoration>>({
    create: (state) => decorate(state, sessionOf(state).script.edges()),
    update(edges, transaction) {
        const found = transaction.effects.find((effect) => effect.is(setEdges));
        if (found !== undefined) return decorate(transaction.state, found.value as PageEdge[]);
        return transaction.docChanged ? edges.map(transaction.changes) : edges;
    },
    provide: (field) => EditorView.decorations.compute([field, isPlain.field], (state) =>
        isPlain(state) ? Decoration.none : state.field(field)),
});

// Looks at the pages again as soon as the engine has other ones.
export function refreshEdges(view: EditorView): void {
    view.dispatch({ effects: setEdges.of(sessionOf(view.state).script.edges()) });
}

export const edgeFollower = ViewPlugin.fromClass(class {
    private timer = 0;
    private shown = "";

    constructor(private readonly view: EditorView) {
        this.shown = JSON.stringify(sessionOf(view.state).script.edges());
    }

    update({ docChanged }: ViewUpdate): void {
        if (!docChanged) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), restOf);
    }

    destroy(): void {
        clearTimeout(this.timer);
    }

    private look(): void {
        if (this.view.composing) {
            this.timer = setTimeout(() => this.look(), restOf);
            return;
        }
        const edges = sessionOf(this.view.state).script.edges();
        const now = JSON.stringify(edges);
        if (now === this.shown) return;
        this.shown = now;
        this.view.dispatch({ effects: setEdges.of(edges) });
    }
});
