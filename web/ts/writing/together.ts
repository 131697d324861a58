// Saving what is typed here, and showing what others write: one per open editor.
import { isolateHistory } from "@codemirror/commands";
import { Transaction, type ChangeSet } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { api, problemOf } from "../lib/api.ts";
import { find, make } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { wakeLive } from "../lib/live.ts";
import { setWriting } from "../lib/status.ts";
import { signInHere } from "../parts/sign_in.ts";
import { fingerprint } from "./fingerprint.ts";
import { changesOf, findLeft, forgetUnsent, holdClient, newClient, wordsOf, type Unsent }
    from "./journal.ts";
import { hasWordsOnlyHere, keepWords, saveAs, showKept, showKeptWords } from "./kept.ts";
import { Presence, type Present } from "./presence.ts";
import { ScriptSync, type Standing, type Trouble } from "./sync.ts";

const compareEvery = 30_000;  // Milliseconds; the text here against the server's.
const takingFor = 5_000;      // Milliseconds in which a change that was asked for comes.
const patientFor = 10_000;    // Milliseconds; then a server that takes nothing is spoken of.

// What somebody should know of or do before words can be saved.
type Need = Exclude<Trouble, "none" | "offline"> | "no_room" | "not_taken";

function needOf({ trouble, unsent, kept, problem, since }: Standing): Need | null {
    if (trouble !== "none" && trouble !== "offline") return trouble;
    if (unsent === 0) return null;
    if (!kept) return "no_room";
    return problem !== "" && Date.now() - since > patientFor ? "not_taken" : null;
}

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

// Sends what an earlier tab could not. What the server does not take is shown, and kept until it
// takes it or somebody says that it is not needed.
async function sendLeft(script: string, left: Unsent): Promise<boolean> {
    const words = wordsOf(changesOf(left));
    const keep = (problem: string): void => {
        keepWords(script, `${t("write.refused")} ${problem}`.trim(), words);
        forgetUnsent(script, left.client);
    };
    let last: Standing | null = null;
    let sync: ScriptSync;
    try {
        sync = new ScriptSync(script, left.client, left.version, {
            show: () => undefined,
            tell: (standing) => { last = standing; },
            outOfStep: () => undefined,
        }, left);
    } catch {
        keep("");
        return true;
    }
    await sync.flush();
    if (!sync.unsent) return true;
    const { trouble, problem } = last ?? { trouble: "refused", problem: "" } as Standing;
    if (trouble === "refused") {
        sync.close();
        keep(problem);
    } else if (trouble === "read_only" || trouble === "gone") {
        showKept(`${t("write.refused")} ${problem}`, words, () => {
            sync.close();
            forgetUnsent(script, left.client);
        });
    } else {
        return false;
    }
    return true;
}

// True where everything that earlier tabs left is on the server or shown.
export async function sendAllLeft(script: string): Promise<boolean> {
    showKeptWords(script);
    const { unsent, unreadable } = await findLeft(script);
    for (const { key, words } of unreadable) {
        if (words !== "") keepWords(script, t("write.unreadable_left"), words);
        localStorage.removeItem(key);
    }
    let all = true;
    for (const left of unsent) all = await sendLeft(script, left) && all;
    return all;
}

export class Together {
    readonly client = newClient();
    private sync: ScriptSync | null = null;
    private presence: Presence | null = null;
    private view: EditorView | null = null;
    private standing: Standing | null = null;
    private shownNeed = "";
    private readonly asked = new Set<string>();
    private reading = false;

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

    // `present` hears of who is where in the script.
    start(view: EditorView, version: number, present: (people: Present[]) => void): void {
        this.view = view;
        const sync = new ScriptSync(this.script, this.client, version, {
            show: (theirs, by) => {
                this.presence?.wrote(theirs, by);
                const asked = [...this.asked].some((name) => by.client_id.startsWith(name));
                view.dispatch({
                    changes: theirs,
                    annotations: [Transaction.remote.of(true), asked
                        ? isolateHistory.of("full") : Transaction.addToHistory.of(false)] });
            },
            tell: (standing) => this.tell(standing),
            outOfStep: () => void this.readAgain(),
        });
        this.sync = sync;
        this.presence = new Presence(view, sync, present);
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
            const onlyHere = this.standing?.kept === false && sync.unsent;
            if (onlyHere || hasWordsOnlyHere()) event.preventDefault();
        });
        setInterval(() => void this.compare(), compareEvery);
    }

    // While `work` asks the server for a change, whose client begins with that name, the change is
    // one's own: undo here takes it back.
    async taking<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
        await this.sync?.flush();
        this.asked.add(name);
        try {
            const answer = await work();
            await this.sync?.flush();
            return answer;
        } finally {
            setTimeout(() => this.asked.delete(name), takingFor);
        }
    }

    // Of the server's text that everything here came from; null: not known yet.
    get version(): number | null {
        return this.sync?.version ?? null;
    }

    // Where a place of that version is in the text here; null: it cannot be told.
    placeOf(place: number, version: number, side: number): number | null {
        return this.sync?.placeOf(place, version, side) ?? null;
    }

    // Sends everything and waits for the server's answer; false where it gave none.
    async confirm(): Promise<boolean> {
        await this.sync?.flush();
        return this.sync?.unsent === false;
    }

    private tell(standing: Standing): void {
        this.standing = standing;
        setWriting(standing);
        if (standing.unsent === 0) this.presence?.moved();
        this.showNeeds(needOf(standing), standing.problem);
    }

    // What somebody has to do before words can be saved; the text stays readable below it.
    private showNeeds(need: Need | null, problem: string): void {
        const strip = find("[data-needs]");
        const shown = need === null ? "" : `${need} ${problem}`;
        if (strip === null || shown === this.shownNeed) return;
        this.shownNeed = shown;
        strip.hidden = need === null;
        if (need === null) return strip.replaceChildren();
        const download = make("button", { class: "button", type: "button" },
            t("write.download_mine"));
        download.addEventListener("click",
            () => saveAs("my-version.fountain", this.view?.state.doc.toString() ?? ""));
        const acts: HTMLElement[] = [download];
        if (need === "sign_in") {
            const enter = make("button", { class: "button button-ink", type: "button" },
                t("saving.sign_in"));
            enter.addEventListener("click", () => void this.signIn());
            acts.unshift(enter);
        }
        const said = need === "sign_in" || need === "read_only" ? "" : problem;
        strip.replaceChildren(make("p", {}, `${t(`saving.${need}_hint`)} ${said}`.trim()),
            make("p", { class: "kept-acts" }, ...acts));
    }

    private async signIn(): Promise<void> {
        if (!await signInHere()) return;
        await this.sync?.flush();
        wakeLive();
        this.view?.focus();
    }

    // Shows the server's text in place of one that it cannot be reached from, and what stood here
    // beside it.
    private async readAgain(): Promise<void> {
        const { sync, view } = this;
        if (sync === null || view === null || this.reading) return;
        this.reading = true;
        try {
            const { text, version } = await loadText(this.script);
            const mine = view.state.doc.toString();
            if (mine !== text) keepWords(this.script, t("write.differed"), mine);
            sync.restart(version);
            view.dispatch({
                changes: { from: 0, to: view.state.doc.length, insert: text },
                annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)] });
        } catch {
            // Not reachable: the chip says so already, and the next answer leads here again.
        } finally {
            this.reading = false;
        }
    }

    // The text here must be the server's. Where it is not, the server's is shown and the one from
    // here beside it: no word is dropped.
    private async compare(): Promise<void> {
        const { sync, view } = this;
        if (sync === null || view === null || sync.unsent || document.hidden) return;
        try {
            const state = await api<{ version: number; fingerprint: string }>(
                "get_script_state", { script_id: this.script });
            if (sync.unsent || state.version > sync.version) return;
            const same = state.version === sync.version &&
                state.fingerprint === fingerprint(view.state.doc.toString());
            if (!same) await this.readAgain();
        } catch {
            // Not reachable: the chip says so already.
        }
    }
}
