// The script as the engine reads it, in step with the text of the editor: every part of the editor
// asks here, so that all of them see the same elements.
import { Facet, type ChangeSet, type EditorState, type Text } from "@codemirror/state";
import type { Engine, FormatFile, OpenScript, OutlineNode, PageLayout, ScriptFormat, ScriptOptions,
    ScriptOutline, Slot, SourceElement } from "../engine.ts";

export class Session {
    readonly engine: Engine;
    readonly format: ScriptFormat;
    readonly file: FormatFile;
    #options: ScriptOptions;
    #script: OpenScript;
    #layout: PageLayout;
    #outline: ScriptOutline | null = null;

    constructor(engine: Engine, text: string, options: ScriptOptions) {
        this.engine = engine;
        this.#options = options;
        this.format = options.format ?? "screenplay";
        this.file = options.file ?? engine.format(this.format);
        this.#script = engine.open(text, options);
        this.#layout = this.#script.layout();
    }

    get script(): OpenScript {
        return this.#script;
    }

    get layout(): PageLayout {
        return this.#layout;
    }

    // Reads everything again: other options, or a text that the engine could not follow.
    reopen(doc: Text, options: ScriptOptions = this.#options): void {
        this.#options = options;
        this.#script.close();
        this.#script = this.engine.open(doc.toString(), options);
        this.#outline = null;
        this.#layout = this.#script.layout();
    }

    // "(CONT'D)" by itself where a character goes on, or only where it is typed.
    setTypedContinued(doc: Text, typed: boolean): void {
        this.reopen(doc, { ...this.#options, typedContinued: typed });
    }

    // The changes that lead to `doc`; their places are those of the text before.
    apply(changes: ChangeSet, doc: Text): void {
        const parts: [number, number, string][] = [];
        changes.iterChanges((from, to, _from, _to, insert) => {
            parts.push([from, to, insert.toString()]);
        });
        this.#outline = null;
        for (const [from, to, insert] of parts.reverse()) {
            if (this.#script.apply(from, to, insert)) continue;
            this.reopen(doc);
            return;
        }
    }

    // The element that holds the place; null between elements and on the title page.
    elementAt(place: number): SourceElement | null {
        const { elements } = this.#script.view(place, place);
        return elements.find(({ from, to }) => from <= place && place <= to) ?? null;
    }

    onTitlePage(place: number): boolean {
        const [from, to] = this.#script.view(place, place).title;
        return to > from && place <= to;
    }

    outline(): ScriptOutline {
        this.#outline ??= this.#script.outline();
        return this.#outline;
    }

    scenes(): OutlineNode[] {
        return this.outline().nodes.filter(({ scene }) => scene);
    }

    // The last node whose heading begins at or before the place.
    nodeAt(place: number): OutlineNode | null {
        const { nodes } = this.outline();
        for (let i = nodes.length; i-- > 0;) {
            const node = nodes[i];
            if (node !== undefined && node.from <= place) return node;
        }
        return null;
    }

    // How a line with this text reads between what stands around it.
    slotOf(line: string, above: string, below: string): Slot {
        const start = above === "" ? "" : `${above}\n`;
        const text = `Title: -\n\n${start}${line}\n${below}`;
        const script = this.engine.open(text, this.#options);
        const at = text.length - below.length - 1;
        const found = script.view(at, at).elements.find(({ from, to }) => from <= at && at <= to);
        script.close();
        return found?.slot ?? "action";
    }
}

const facet = Facet.define<Session, Session | null>({ combine: ([first]) => first ?? null });

export const withSession = (session: Session) => facet.of(session);

export function sessionOf(state: EditorState): Session {
    const session = state.facet(facet);
    if (session === null) throw new Error("the editor has no engine");
    return session;
}
