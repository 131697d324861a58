// Writing: the text of the script, saved while one types, together with whoever else writes.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { api, Problem } from "../lib/api.ts";
import { get, make } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { setWriting } from "../lib/status.ts";
import { toast } from "../parts/toast.ts";
import { findLeft, forgetUnsent, holdClient, type Unsent } from "../writing/journal.ts";
import { ScriptSync, type Saving } from "../writing/sync.ts";

const theme = EditorView.theme({
    "&": { color: "var(--paper-ink)", backgroundColor: "transparent", fontSize: "1rem" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--script)", lineHeight: "1.5" },
    ".cm-content": { caretColor: "var(--paper-ink)", padding: "32px 24px 40vh" },
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

function openEditor(host: HTMLElement, text: string, typed: (of: Transaction) => void): EditorView {
    // In a shadow root the editor's styles are no inline styles, which the page refuses.
    const root = host.attachShadow({ mode: "open" });
    const parent = document.createElement("div");
    root.append(parent);
    return new EditorView({
        parent,
        root,
        state: EditorState.create({
            doc: text,
            extensions: [
                EditorState.lineSeparator.of("\n"),
                history(),
                drawSelection(),
                keymap.of([...defaultKeymap, ...historyKeymap]),
                EditorView.lineWrapping,
                EditorView.contentAttributes.of({
                    "aria-label": t("write.label"), spellcheck: "true", autocorrect: "on" }),
                theme,
                EditorView.updateListener.of(({ transactions }) => {
                    for (const one of transactions) {
                        if (one.docChanged && one.annotation(Transaction.remote) !== true) typed(one);
                    }
                }),
            ],
        }),
    });
}

async function write(host: HTMLElement): Promise<void> {
    const script = host.dataset["editor"] ?? "";
    for (const left of await findLeft(script)) {
        if (!await sendLeft(script, left)) toast(t("write.still_kept"));
    }
    const client = crypto.randomUUID();
    holdClient(client);
    const { text, version } = await load(script);
    const tell = (saving: Saving, problem?: Problem): void => {
        setWriting(saving);
        if (saving === "refused") toast(problem?.message ?? t("problem.unknown"));
    };
    const view: EditorView = openEditor(host, text, (of) => sync.typed(of.changes));
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
    });
    addEventListener("online", () => void sync.flush());
    document.addEventListener("visibilitychange", () => void sync.flush());
    addEventListener("pagehide", () => void sync.flush());
    host.dataset["ready"] = "";
    view.focus();
}

export function start(): void {
    const host = get("[data-editor]");
    write(host).catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        host.append(make("p", { class: "quiet" }, said));
        toast(said);
    });
}
