// One editor's side of the change protocol: one change is on its way to the server, what is typed
// meanwhile waits behind it, and what others wrote is mapped over both.
import { ChangeSet } from "@codemirror/state";
import { api, apiList, Problem } from "../lib/api.ts";
import { keepUnsent, type Unsent } from "./journal.ts";

interface Committed {
    version: number;
    client_id: string;
    client_seq: number;
    changes: unknown;
}

interface Answer {
    version: number;
    missed: Committed[];
}

export type Saving = "saved" | "saving" | "offline" | "refused";

export interface Hooks {
    // What others wrote, to be put into the text that is shown.
    show: (theirs: ChangeSet) => void;
    tell: (saving: Saving, problem?: Problem) => void;
}

const waitShortest = 500;
const waitLongest = 10_000;
const typingPause = 250;  // Milliseconds in which keystrokes become one change.

export class ScriptSync {
    private sent: ChangeSet | null;
    private next: ChangeSet | null;
    private seq: number;
    private version: number;
    private busy = false;
    private stopped = false;
    private timer = 0;
    private wait = waitShortest;

    constructor(private readonly script: string, private readonly client: string, version: number,
                private readonly hooks: Hooks, left?: Unsent) {
        this.version = left?.version ?? version;
        this.seq = left?.seq ?? 0;
        this.sent = left?.sent == null ? null : ChangeSet.fromJSON(left.sent);
        this.next = left?.next == null ? null : ChangeSet.fromJSON(left.next);
    }

    get unsent(): boolean {
        return this.sent !== null || this.next !== null;
    }

    typed(changes: ChangeSet): void {
        this.next = this.next === null ? changes : this.next.compose(changes);
        this.keep();
        if (this.stopped) return;
        this.hooks.tell("saving");
        this.later(typingPause);
    }

    // Others wrote up to this version.
    heard(version: number): void {
        if (version > this.version && !this.busy) this.later(0);
    }

    // Sends what is there and fetches what is missing; resolves when nothing is left to do or the
    // server cannot be reached.
    async flush(): Promise<void> {
        clearTimeout(this.timer);
        if (this.busy || this.stopped) return;
        this.busy = true;
        try {
            await this.pull();
            while (this.unsent) await this.push();
            this.wait = waitShortest;
            this.hooks.tell("saved");
        } catch (error) {
            this.fail(error);
        } finally {
            this.busy = false;
        }
    }

    private later(milliseconds: number): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.flush(), milliseconds);
    }

    private fail(error: unknown): void {
        if (!(error instanceof Problem)) throw error;
        const passes = error.status === 0 || error.status === 429 || error.status >= 500;
        if (!passes) {
            this.stopped = true;
            this.hooks.tell("refused", error);
            return;
        }
        this.hooks.tell("offline", error);
        this.later(this.wait);
        this.wait = Math.min(this.wait * 2, waitLongest);
    }

    private async pull(): Promise<void> {
        const missed = await apiList<Committed>("list_script_changes", "changes",
            { script_id: this.script, after: this.version });
        missed.forEach((one) => this.take(one));
    }

    private async push(): Promise<void> {
        if (this.sent === null) {
            this.sent = this.next;
            this.next = null;
            ++this.seq;
            this.keep();
        }
        const answer = await api<Answer>("change_script", {
            script_id: this.script, client_id: this.client, client_seq: this.seq,
            version: this.version, changes: this.sent?.toJSON() });
        answer.missed.forEach((one) => this.take(one));
        this.version = Math.max(this.version, answer.version);
        this.sent = null;
        this.keep();
    }

    // The server's change of the next version: ours is confirmed by it, another's is mapped over
    // what the server does not have yet.
    private take(one: Committed): void {
        if (one.version <= this.version) return;
        this.version = one.version;
        if (one.client_id === this.client) {
            if (one.client_seq === this.seq) this.sent = null;
        } else {
            let theirs = ChangeSet.fromJSON(one.changes);
            if (this.sent !== null) {
                const mine = this.sent.map(theirs);
                theirs = theirs.map(this.sent, true);
                this.sent = mine;
            }
            if (this.next !== null) {
                const mine = this.next.map(theirs);
                theirs = theirs.map(this.next, true);
                this.next = mine;
            }
            this.hooks.show(theirs);
        }
        this.keep();
    }

    private keep(): void {
        keepUnsent(this.script, {
            client: this.client, seq: this.seq, version: this.version,
            sent: this.sent?.toJSON() ?? null, next: this.next?.toJSON() ?? null });
    }
}
