// Writing: the text of the script, saved while one types, together with whoever else writes.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Transaction, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { loadEngine, type FormatFile, type ScriptFormat } from "../engine.ts";
import { api, apiList } from "../lib/api.ts";
import { get, make, onAct, projectId } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t, timeOfDay } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { openPrint } from "../parts/print.ts";
import { startPanes } from "../parts/regions.ts";
import { guarded, toast } from "../parts/toast.ts";
import { CommentPanel, talking } from "../talk/panel.ts";
import { openReviewLinks } from "../talk/review_links.ts";
import { completion } from "../writing/complete.ts";
import { edgeField, edgeFollower } from "../writing/edges.ts";
import { pageStyles } from "../writing/geometry.ts";
import { toggleDual } from "../writing/elements.ts";
import { finding, openFind } from "../writing/find.ts";
import { setCharacters } from "../writing/inspector.ts";
import { listWritingKeys, writingKeys } from "../writing/keymap.ts";
import { waitingKind } from "../writing/kinds.ts";
import { look, setProse } from "../writing/look.ts";
import { keptMode, modes, showModes } from "../writing/modes.ts";
import { followedBy, Navigator } from "../writing/navigator.ts";
import { setKnown } from "../writing/offers.ts";
import { othersField } from "../writing/presence.ts";
import { numberScenes, removeNumbers, renumberScenes } from "../writing/scene_numbers.ts";
import { moved } from "../writing/scenes.ts";
import { Session, withSession } from "../writing/session.ts";
import { SideBin } from "../writing/side_bin.ts";
import { loadText, sendAllLeft, Together } from "../writing/together.ts";
import { makeShot } from "../writing/make_shot.ts";
import { openTitleForm } from "../writing/title_form.ts";
import { startReading, startWriting, tools } from "../writing/tools.ts";

const theme = EditorView.theme({
    "&": { color: "var(--paper-ink)", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-content": { caretColor: "var(--paper-ink)" },
    ".cm-cursor": { borderLeftColor: "var(--paper-ink)", borderLeftWidth: "2px" },
    ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
        backgroundColor: "var(--pencil-wash) !important" },
});

// Who may only read changes nothing here, whatever asks for it; what others write is shown.
const onlyReading: Extension = [
    EditorState.readOnly.of(true),
    EditorState.transactionFilter.of((one) =>
        one.docChanged && one.annotation(Transaction.remote) !== true ? [] : one),
];

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
                    together: Together, more: Extension): EditorView {
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
                history({ minDepth: 500 }),
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
                othersField,
                EditorView.updateListener.of(({ transactions, selectionSet }) => {
                    for (const one of transactions) {
                        if (!one.docChanged || one.annotation(Transaction.remote) === true) continue;
                        const move = one.annotation(moved);
                        together.typed(one.changes, move === undefined ? null : { moved: move });
                    }
                    if (selectionSet) together.selected();
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

// The format of one's own that the script has; null where it looks built-in.
async function ownFormat(script: string): Promise<FormatFile | null> {
    const { format_id } = await api<{ format_id?: string | null }>(
        "get_script", { script_id: script });
    if (format_id == null) return null;
    return (await api<{ definition: FormatFile }>("get_format", { format_id })).definition;
}

// Ctrl+S tells the truth: where the words are, as the server has answered.
async function tellWhereWordsAre(together: Together): Promise<void> {
    if (!await together.confirm()) return toast(t("saving.not_yet"));
    toast(t("saving.all_saved", { time: timeOfDay(new Date()) }), { act: {
        name: t("history.draft_name"),
        run: () => location.assign(`/p/${projectId}/history#draft-name`) } });
}

function startToWrite(view: EditorView, script: string, together: Together,
                      suggest: () => void): void {
    bind({ key: "mod+s", name: t("keys.save"), group: "here",
           act: () => void tellWhereWordsAre(together) });
    const bin = new SideBin(view, script);
    startWriting(view, () => [
        { name: t("title.name"), act: () => openTitleForm(view) },
        { name: t("print.name"), key: "Ctrl P", act: openPrint },
        { name: t("write.dual"), act: () => toggleDual(view) },
        { name: t("shots.make"), act: () => guarded(() => makeShot(view, together)) },
        { name: t("bin.put_aside"), act: () => bin.putAside() },
        { name: t("suggest.begin"), key: "Ctrl ⇧ ,", act: suggest },
        { name: t("review.links"), act: () => openReviewLinks(script) },
        { name: t("numbers.number"), act: () => numberScenes(view) },
        { name: t("numbers.renumber"), act: () => renumberScenes(view) },
        { name: t("numbers.remove"), act: () => removeNumbers(view) },
    ]);
}

async function write(host: HTMLElement): Promise<void> {
    const script = host.dataset["editor"] ?? "";
    if (!await sendAllLeft(script)) toast(t("write.still_kept"));
    const together = new Together(script);
    const [{ text, version }, engine, root, own] = await Promise.all(
        [loadText(script), loadEngine(), openRoot(host), ownFormat(script)]);
    const readOnly = host.dataset["readOnly"] !== undefined;
    const session = new Session(engine, text, {
        format: (host.dataset["format"] ?? "screenplay") as ScriptFormat,
        paper: host.dataset["paper"] === "a4" ? "a4" : "letter",
        typedContinued: keptMode("typed"),
        ...(own === null ? {} : { file: own }),
    });
    setProse(session.format === "manuscript");
    let navigator: Navigator | null = null;
    let comments: CommentPanel | null = null;
    const view: EditorView = openEditor(
        host, root, text, session, together,
        [followedBy(() => navigator), talking(() => comments), readOnly ? onlyReading : []]);
    together.start(view, version, (people) => navigator?.showPeople(people));
    comments = new CommentPanel(view, together, script);
    onEvent(({ type, data }) => {
        if (type === "script.changed" && data["script_id"] === script) navigator?.saved();
    });
    navigator = new Navigator(view, script);
    startReading(view);
    listWritingKeys(readOnly);
    if (!readOnly) startToWrite(view, script, together, () => comments?.begin("suggestion"));
    onAct("find-text", () => openFind(view));
    bind({ key: "mod+p", name: t("print.name"), group: "here", act: openPrint });
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
