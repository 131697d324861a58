// Saving what is typed here, and showing what others write: one per open editor.
import { Transaction, type ChangeSet } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { api, problemOf } from "../lib/api.ts";
import { find, make } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { setWriting } from "../lib/status.ts";
import { fingerprint } from "./fingerprint.ts";
import { findLeft, forgetUnsent, holdClient, newClient, wordsOf, type Unsent } from "./journal.ts";
import { saveAs, showKept } from "./kept.ts";
import { Presence } from "./presence.ts";
import { ScriptSync, type Standing } from "./sync.ts";

const compareEvery = 30_000;  // Milliseconds; the text here against the server's.

export interface Loaded {
    text: string;
    version: number;
}

// The text and its version, read until no change came between the two.
export async function loadText(script: string): Promise<Loaded> {
    for (;;) {
        const before = await api<{ version: number }>("get_script", { script_id: script });
        const answer = await fetch(`/api/v1/scripts/${encodeURIComponent(script)}/text`);
        if (!answer.ok) throw await problemOf(answer);
        const text = await answer.text();
        const after = await api<{ version: number }>("get_script", { script_id: script });
        if (before.version === after.version) return { text, version: after.version };
    }
}

// Sends what an earlier tab could not; words that the server refuses are shown, not dropped.
async function sendLeft(script: string, left: Unsent): Promise<boolean> {
    let refused = "";
    const sync = new ScriptSync(script, left.client, left.version, {
        show: () => undefined,
        tell: ({ trouble, problem }) => { if (trouble === "refused") refused = problem; },
    }, left);
    await sync.flush();
    if (refused !== "") {
        showKept(`${t("write.refused")} ${refused}`, wordsOf(sync.unsentChanges),
            () => forgetUnsent(script, left.client));
    }
    return refused !== "" || !sync.unsent;
}

// True where everything that earlier tabs left is on the server or shown.
export async function sendAllLeft(script: string): Promise<boolean> {
    let all = true;
    for (const left of await findLeft(script)) all = await sendLeft(script, left) && all;
    return all;
}

export class Together {
    readonly client = newClient();
    private sync: ScriptSync | null = null;
    private presence: Presence | null = null;
    private view: EditorView | null = null;

    constructor(private readonly script: string) {
        holdClient(this.client);
    }

    // Of each change made here; `tag` says what kind it is, where it is not typing.
    typed(changes: ChangeSet, tag: unknown = null): void {
        this.presence?.typed(changes);
        this.sync?.typed(changes, tag);
    }

    selected(): void {
        this.presence?.moved();
    }

    start(view: EditorView, version: number): void {
        this.view = view;
        const sync = new ScriptSync(this.script, this.client, version, {
            show: (theirs, by) => {
                this.presence?.wrote(theirs, by);
                view.dispatch({
                    changes: theirs,
                    annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)] });
            },
            tell: (standing) => this.tell(standing),
        });
        this.sync = sync;
        this.presence = new Presence(view, sync);
        sync.goLive();
        onEvent(({ type, data }) => {
            if (type === "reset") sync.heard(Number.MAX_SAFE_INTEGER);
            if (type !== "script.changed" || data["script_id"] !== this.script) return;
            sync.heard(data["version"] as number);
        });
        const flush = (): void => void sync.flush();
        addEventListener("online", flush);
        addEventListener("focus", flush);
        document.addEventListener("visibilitychange", flush);
        addEventListener("pagehide", flush);
        addEventListener("beforeunload", (event) => {
            if (this.standing?.kept === false && sync.unsent) event.preventDefault();
        });
        setInterval(() => void this.compare(), compareEvery);
    }

    // Sends everything and waits for the server's answer; false where it gave none.
    async confirm(): Promise<boolean> {
        await this.sync?.flush();
        return this.sync?.unsent === false;
    }

    private standing: Standing | null = null;

    private tell(standing: Standing): void {
        this.standing = standing;
        setWriting(standing);
        if (standing.unsent === 0) this.presence?.moved();
        const needs = ["sign_in", "read_only", "gone", "refused"].includes(standing.trouble) ||
            (standing.unsent > 0 && !standing.kept);
        this.showNeeds(needs ? standing : null);
    }

    // What somebody has to do before words can be saved; the text stays readable below it.
    private showNeeds(standing: Standing | null): void {
        const strip = find("[data-needs]");
        if (strip === null) return;
        strip.hidden = standing === null;
        if (standing === null) return strip.replaceChildren();
        const said = standing.trouble === "none" ? t("saving.no_room_hint")
            : t(`saving.${standing.trouble}_hint` as "saving.gone_hint");
        const download = make("button", { class: "button", type: "button" },
            t("write.download_mine"));
        download.addEventListener("click",
            () => saveAs("my-version.fountain", this.view?.state.doc.toString() ?? ""));
        const acts: HTMLElement[] = [download];
        if (standing.trouble === "sign_in") {
            const next = encodeURIComponent(location.pathname + location.search);
            acts.unshift(make("a", { class: "button button-ink", href: `/login?next=${next}`,
                                     target: "_blank" }, t("saving.sign_in")));
        }
        strip.replaceChildren(make("p", {}, said, " ", standing.problem),
            make("p", { class: "kept-acts" }, ...acts));
    }

    // The text here must be the server's. Where it is not, the server's is shown and the one from
    // here beside it: no word is dropped.
    private async compare(): Promise<void> {
        const { sync, view } = this;
        if (sync === null || view === null || sync.unsent || document.hidden) return;
        try {
            const state = await api<{ version: number; fingerprint: string }>(
                "get_script_state", { script_id: this.script });
            const mine = view.state.doc.toString();
            if (sync.unsent || state.version !== sync.version) return;
            if (state.fingerprint === fingerprint(mine)) return;
            const { text, version } = await loadText(this.script);
            if (sync.unsent || version !== sync.version) return;
            showKept(t("write.differed"), mine, () => undefined);
            view.dispatch({
                changes: { from: 0, to: view.state.doc.length, insert: text },
                annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)] });
        } catch {
            // Not reachable: the chip says so already.
        }
    }
}

