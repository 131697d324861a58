// Writing: the text of the script, saved while one types, together with whoever else writes.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Transaction, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { loadEngine, type ScriptFormat } from "../engine.ts";
import { api, apiList, Problem } from "../lib/api.ts";
import { get, make, onAct, projectId } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { setWriting } from "../lib/status.ts";
import { startPanes } from "../parts/regions.ts";
import { toast } from "../parts/toast.ts";
import { completion } from "../writing/complete.ts";
import { edgeField, edgeFollower } from "../writing/edges.ts";
import { pageStyles } from "../writing/geometry.ts";
import { toggleDual } from "../writing/elements.ts";
import { finding, openFind } from "../writing/find.ts";
import { setCharacters } from "../writing/inspector.ts";
import { findLeft, forgetUnsent, holdClient, type Unsent } from "../writing/journal.ts";
import { writingKeys } from "../writing/keymap.ts";
import { waitingKind } from "../writing/kinds.ts";
import { look, setProse } from "../writing/look.ts";
import { keptMode, modes, showModes } from "../writing/modes.ts";
import { followedBy, Navigator } from "../writing/navigator.ts";
import { setKnown } from "../writing/offers.ts";
import { numberScenes, removeNumbers, renumberScenes } from "../writing/scene_numbers.ts";
import { Session, withSession } from "../writing/session.ts";
import { SideBin } from "../writing/side_bin.ts";
import { ScriptSync, type Saving } from "../writing/sync.ts";
import { openTitleForm } from "../writing/title_form.ts";
import { startTools, tools } from "../writing/tools.ts";

const theme = EditorView.theme({
    "&": { color: "var(--paper-ink)", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-content": { caretColor: "var(--paper-ink)" },
    ".cm-cursor": { borderLeftColor: "var(--paper-ink)", borderLeftWidth: "2px" },
    ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
        backgroundColor: "var(--pencil-wash) !important" },
});

interface Loaded {
    text: string;
    version: number;
}

// The text and its version, read until no change came between the two.
async function load(script: string): Promise<Loaded> {
    for (;;) {
        const before = await api<{ version: number }>("get_script", { script_id: script });
        const answer = await fetch(`/api/v1/scripts/${encodeURIComponent(script)}/text`);
        if (!answer.ok) throw new Problem(answer.status, { detail: t("write.unreadable") });
        const text = await answer.text();
        const after = await api<{ version: number }>("get_script", { script_id: script });
        if (before.version === after.version) return { text, version: after.version };
    }
}

// Sends what an earlier tab could not; words that the server refuses are shown, not dropped.
async function sendLeft(script: string, left: Unsent): Promise<boolean> {
    let refused = false;
    const sync = new ScriptSync(script, left.client, left.version, {
        show: () => undefined,
        tell: (saving) => { refused = saving === "refused"; },
    }, left);
    await sync.flush();
    if (refused) {
        const words = JSON.stringify([left.sent, left.next], null, 1);
        get("[data-kept]").append(make("p", {}, t("write.refused")), make("pre", {}, words));
        get("[data-kept]").hidden = false;
        forgetUnsent(script, left.client);
    }
    return !sync.unsent;
}

// In a shadow root the editor's styles are no inline styles, which the page refuses. The root
// loads the page's style sheet too.
async function openRoot(host: HTMLElement): Promise<ShadowRoot> {
    const root = host.attachShadow({ mode: "open" });
    const link = get<HTMLLinkElement>("link[rel=stylesheet]").cloneNode() as HTMLLinkElement;
    const loaded = new Promise((done) => {
        link.addEventListener("load", done, { once: true });
        link.addEventListener("error", done, { once: true });
    });
    root.append(link);
    await loaded;
    return root;
}

function openEditor(host: HTMLElement, root: ShadowRoot, text: string, session: Session,
                    typed: (of: Transaction) => void, more: Extension): EditorView {
    const parent = document.createElement("div");
    root.append(parent);
    const view = new EditorView({
        parent,
        root,
        state: EditorState.create({
            doc: text,
            extensions: [
                withSession(session),
                EditorState.lineSeparator.of("\n"),
                history(),
                drawSelection(),
                tooltips({ parent: parent }),
                keymap.of([...defaultKeymap, ...historyKeymap]),
                EditorView.lineWrapping,
                placeholder(t("script.ghost")),
                EditorView.contentAttributes.of({
                    "aria-label": t("write.label"), spellcheck: "true", autocorrect: "on",
                    autocapitalize: "sentences", lang: host.dataset["language"] ?? "" }),
                theme,
                waitingKind,
                modes,
                writingKeys,
                completion,
                finding,
                tools,
                look,
                edgeField,
                edgeFollower,
                more,
                EditorView.updateListener.of(({ transactions }) => {
                    for (const one of transactions) {
                        if (one.docChanged && one.annotation(Transaction.remote) !== true) typed(one);
                    }
                }),
            ],
        }),
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pageStyles(session.layout));
    root.adoptedStyleSheets.push(sheet);
    showModes(view);
    return view;
}

// Names that the project has, for cues, mentions and the card of a scene.
async function knowCast(language: string): Promise<void> {
    const list = await apiList<{ id: string; name: string }>("list_characters", "characters",
        { project_id: projectId });
    setKnown(list.map(({ name }) => name), language);
    setCharacters(list);
}

async function write(host: HTMLElement): Promise<void> {
    const script = host.dataset["editor"] ?? "";
    for (const left of await findLeft(script)) {
        if (!await sendLeft(script, left)) toast(t("write.still_kept"));
    }
    const client = crypto.randomUUID();
    holdClient(client);
    const [{ text, version }, engine, root] =
        await Promise.all([load(script), loadEngine(), openRoot(host)]);
    const session = new Session(engine, text, {
        format: (host.dataset["format"] ?? "screenplay") as ScriptFormat,
        paper: host.dataset["paper"] === "a4" ? "a4" : "letter",
        typedContinued: keptMode("typed"),
    });
    const tell = (saving: Saving, problem?: Problem): void => {
        setWriting(saving);
        if (saving === "refused") toast(problem?.message ?? t("problem.unknown"));
    };
    setProse(session.format === "manuscript");
    let navigator: Navigator | null = null;
    const view: EditorView = openEditor(
        host, root, text, session, (of) => sync.typed(of.changes), followedBy(() => navigator));
    const sync = new ScriptSync(script, client, version, {
        show: (theirs) => view.dispatch({
            changes: theirs,
            annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)] }),
        tell,
    });
    onEvent(({ type, data }) => {
        if (type === "reset") sync.heard(Number.MAX_SAFE_INTEGER);
        if (type !== "script.changed" || data["script_id"] !== script) return;
        const { client_id: from, version: at } =
            data["change"] as { client_id: string; version: number };
        if (from !== client) sync.heard(at);
        navigator?.saved();
    });
    addEventListener("online", () => void sync.flush());
    document.addEventListener("visibilitychange", () => void sync.flush());
    addEventListener("pagehide", () => void sync.flush());
    navigator = new Navigator(view, script);
    const bin = new SideBin(view, script);
    startTools(view, () => [
        { name: t("title.name"), act: () => openTitleForm(view) },
        { name: t("write.dual"), act: () => toggleDual(view) },
        { name: t("bin.put_aside"), act: () => bin.putAside() },
        { name: t("numbers.number"), act: () => numberScenes(view) },
        { name: t("numbers.renumber"), act: () => renumberScenes(view) },
        { name: t("numbers.remove"), act: () => removeNumbers(view) },
    ]);
    onAct("find-text", () => openFind(view));
    void knowCast(host.dataset["language"] ?? "");
    host.dataset["ready"] = "";
    view.focus();
}

export function start(): void {
    startPanes();
    const host = get("[data-editor]");
    write(host).catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        host.append(make("p", { class: "quiet" }, said));
        toast(said);
    });
}
