// One editor's side of the change protocol: one change is on its way to the server, what is typed
// meanwhile waits behind it, and what others wrote is mapped over both. Changes travel over the
// live connection, or by HTTP where there is none.
import { ChangeSet } from "@codemirror/state";
import { api, apiList, Problem } from "../lib/api.ts";
import { dropLive, onLive, onLiveState, sendLive, type LiveMessage } from "../lib/live.ts";
import { keepUnsent, type Kept, type Unsent } from "./journal.ts";

export interface Committed {
    version: number;
    client_id: string;
    client_seq: number;
    changes: unknown;
}

interface Answer {
    version: number;
    missed: Committed[];
}

// What keeps words from the server. "none": nothing, or it is only slow.
export type Trouble = "none" | "offline" | "sign_in" | "read_only" | "gone" | "refused";

export interface Standing {
    unsent: number;      // Changes that the server has not confirmed.
    since: number;       // When the oldest of them was made, as Date.now().
    kept: boolean;       // They are on this device too.
    trouble: Trouble;
    problem: string;     // What the server said; empty where it said nothing.
    sent: number;        // Changes that have just arrived after a time without connection; else 0.
}

export interface Hooks {
    // What others wrote, to be put into the text that is shown.
    show: (theirs: ChangeSet, by: Committed) => void;
    tell: (standing: Standing) => void;
    // There is no way from the text that is shown to the server's: what is older than a week is not
    // kept change by change, and a server may stand on an older copy of its data. restart() goes
    // on from another text.
    outOfStep: () => void;
}

interface Pending {
    changes: ChangeSet;
    tag: unknown;
    made: number;  // Date.now() of its first change.
}

const waitShortest = 500;
const waitLongest = 10_000;
const typingPause = 120;     // Milliseconds in which keystrokes become one change.
const answerWithin = 10_000; // Milliseconds; then the live connection is taken for dead.
const answerByHttp = 20_000; // Milliseconds, and more for what is long.
const slowestLine = 10;      // Bytes per millisecond that a line is trusted to carry.
const askAgain = 30_000;     // Milliseconds, where somebody has to do something first.
const joinsFor = 60_000;     // Milliseconds in which typing becomes one change at most.
const liveMax = 200_000;     // Characters of a change; what is longer goes by HTTP.
const recentMax = 200;

const toKept = ({ changes, tag }: Pending): Kept => ({ changes: changes.toJSON(), tag });
const toPending = ({ changes, tag }: Kept): Pending =>
    ({ changes: ChangeSet.fromJSON(changes), tag, made: 0 });

// A line that has died without a word must not be waited for until the system notices.
const within = (bytes: number): AbortSignal =>
    AbortSignal.timeout(answerByHttp + bytes / slowestLine);

export class ScriptSync {
    version: number;
    private sent: Pending | null;
    private next: Pending[];
    private seq: number;
    private count: number;
    private since = 0;
    private kept = true;
    private busy = false;
    private soon = false;
    private joined = false;
    private openAgain = false;
    private trouble: Trouble = "none";
    private problem = "";
    private wait = waitShortest;
    private timer = 0;
    private settle: ((error: Problem | null) => void) | null = null;
    private readonly recent: Committed[] = [];
    private readonly ends: (() => void)[] = [];

    constructor(readonly script: string, readonly client: string, version: number,
                private readonly hooks: Hooks, left?: Unsent) {
        this.version = left?.version ?? version;
        this.seq = left?.seq ?? 0;
        this.sent = left?.sent == null ? null : toPending(left.sent);
        this.next = (left?.next ?? []).map(toPending);
        this.count = left?.count ?? 0;
        if (this.unsent) this.since = Date.now();
    }

    get unsent(): boolean {
        return this.sent !== null || this.next.length > 0;
    }

    // All of it, as it would be kept.
    get unsentChanges(): Kept[] {
        return [...(this.sent === null ? [] : [this.sent]), ...this.next].map(toKept);
    }

    // `tag` says what kind of change it is, where it is not typing.
    typed(changes: ChangeSet, tag: unknown = null): void {
        const last = this.next.at(-1);
        const made = Date.now();
        const joins = tag === null && last?.tag === null && made - last.made < joinsFor;
        if (joins) last.changes = last.changes.compose(changes);
        else this.next.push({ changes, tag, made });
        if (this.count++ === 0) this.since = Date.now();
        this.keep();
        this.tell();
        if (this.trouble === "none" && !this.soon) {
            // Once: who never pauses is sent while they type.
            this.soon = true;
            this.later(typingPause);
        }
    }

    // Others wrote up to this version.
    heard(version: number): void {
        if (version > this.version && !this.joined && !this.busy) this.later(0);
    }

    // Joins the script's writers whenever there is a live connection.
    goLive(): void {
        this.ends.push(onLive("script.changes", (message) => this.hear(message)));
        this.ends.push(onLive("script.taken", (message) => this.taken(message)));
        this.ends.push(onLive("problem", (message) => {
            const problem = new Problem(Number(message["status"] ?? 500), message as object);
            if (message["ref"] === this.script + this.seq) this.settle?.(problem);
            if (message["ref"] !== this.openRef) return;
            // HTTP brings what is too much at once, or tells what is wrong.
            this.openAgain = problem.status === 409;
            this.later(0);
        }));
        this.ends.push(onLiveState((state) => {
            this.joined = false;
            if (state === "open") {
                this.open();
            } else {
                this.settle?.(new Problem(0, {}));
                if (state === "signed_out") this.later(0);
            }
        }));
    }

    // Sends nothing more.
    close(): void {
        clearTimeout(this.timer);
        this.ends.forEach((end) => end());
    }

    private open(): void {
        sendLive({ type: "script.open", ref: this.openRef, script_id: this.script,
                   client_id: this.client, version: this.version });
    }

    private get openRef(): string {
        return `${this.script} open`;
    }

    // Nothing is unsent, and the text is the server's of that version.
    restart(version: number): void {
        this.version = version;
        this.sent = null;
        this.next = [];
        this.recent.length = 0;
        this.keep();
        this.settled();
    }

    // Where a place of an older text is now, among what was typed since; null: too long ago.
    // `side` 1: it stays behind what is inserted there, -1: before it.
    placeOf(place: number, version: number, side = 1): number | null {
        let at = place;
        if (version > this.version) return null;
        if (version < this.version) {
            const first = this.recent.findIndex((one) => one.version === version + 1);
            if (first < 0) return null;
            for (const one of this.recent.slice(first)) {
                const changes = ChangeSet.fromJSON(one.changes);
                if (at > changes.length) return null;
                at = changes.mapPos(at, side);
            }
        }
        for (const { changes } of [...(this.sent === null ? [] : [this.sent]), ...this.next]) {
            if (at > changes.length) return null;
            at = changes.mapPos(at, side);
        }
        return at;
    }

    // Sends what is there and fetches what is missing; resolves when nothing is left to do or the
    // server cannot be reached.
    async flush(): Promise<void> {
        clearTimeout(this.timer);
        this.soon = false;
        if (this.busy) return;
        this.busy = true;
        try {
            if (!this.joined) await this.pull();
            while (this.unsent) await this.push();
            this.settled();
        } catch (error) {
            this.fail(error);
        } finally {
            this.busy = false;
        }
    }

    private settled(): void {
        const back = this.trouble === "offline" ? this.count : 0;
        this.wait = waitShortest;
        this.trouble = "none";
        this.problem = "";
        this.count = 0;
        this.tell(back);
        if (this.openAgain) this.open();
        this.openAgain = false;
    }

    private tell(sent = 0): void {
        this.hooks.tell({
            unsent: this.count, since: this.since, kept: this.kept, trouble: this.trouble,
            problem: this.problem, sent });
    }

    private later(milliseconds: number): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.flush(), milliseconds);
    }

    private fail(error: unknown): void {
        if (!(error instanceof Problem)) {
            // Changes that do not fit the text.
            console.warn(error);
            return this.hooks.outOfStep();
        }
        const { status } = error;
        const passes = [0, 408, 412, 429].includes(status) || status >= 500;
        this.problem = status === 0 ? "" : error.message;
        this.trouble = status === 0 ? "offline"
            : passes ? "none"
            : status === 401 ? "sign_in"
            : status === 403 ? "read_only"
            : status === 404 ? "gone" : "refused";
        this.tell();
        if (status === 409) this.hooks.outOfStep();
        if (this.trouble === "refused") return;
        // Whoever has to do something first may do it in another tab, or be another person.
        this.later(passes ? this.wait : askAgain);
        if (passes) this.wait = Math.min(this.wait * 2, waitLongest);
    }

    private async pull(): Promise<void> {
        const missed = await apiList<Committed>("list_script_changes", "changes",
            { script_id: this.script, after: this.version }, () => within(0));
        missed.forEach((one) => this.take(one));
    }

    private async push(): Promise<void> {
        if (this.sent === null) {
            this.sent = this.next.shift() ?? null;
            ++this.seq;
            this.keep();
        }
        if (this.sent === null) return;
        const { changes, tag } = toKept(this.sent);
        const request = { script_id: this.script, client_id: this.client, client_seq: this.seq,
                          version: this.version, changes, ...(tag === null ? {} : { tag }) };
        const size = JSON.stringify(changes).length;
        if (this.joined && size < liveMax && await this.ask(request)) return;
        const answer = await api<Answer>("change_script", request as never, within(size));
        answer.missed.forEach((one) => this.take(one));
        this.version = Math.max(this.version, answer.version);
        this.sent = null;
        this.keep();
    }

    // Over the live connection; what others wrote has come before the answer. False: there is none.
    private ask(request: object): Promise<boolean> {
        return new Promise((done, failed) => {
            const timer = setTimeout(dropLive, answerWithin);
            this.settle = (error) => {
                clearTimeout(timer);
                this.settle = null;
                if (error === null) done(true);
                else if (error.status === 0) done(false);
                else failed(error);
            };
            const asked = sendLive({ type: "script.change", ref: this.script + this.seq, ...request });
            if (!asked) this.settle(new Problem(0, {}));
        });
    }

    private taken(message: LiveMessage): void {
        if (message["script_id"] !== this.script || message["client_seq"] !== this.seq) return;
        this.sent = null;
        this.keep();
        this.settle?.(null);
    }

    private hear(message: LiveMessage): void {
        if (message["script_id"] !== this.script) return;
        const changes = message["changes"] as Committed[];
        const wasJoined = this.joined;
        this.joined = true;
        try {
            changes.forEach((one) => this.take(one));
        } catch (error) {
            this.fail(error);
        }
        if (!wasJoined && (this.unsent || this.trouble !== "none")) this.later(0);
    }

    // The server's change of the next version: ours is confirmed by it, another's is mapped over
    // what the server does not have yet.
    private take(one: Committed): void {
        if (one.version <= this.version) return;
        this.version = one.version;
        this.recent.push(one);
        if (this.recent.length > recentMax) this.recent.shift();
        if (one.client_id === this.client) {
            this.confirmed(one.client_seq);
        } else {
            let theirs = ChangeSet.fromJSON(one.changes);
            for (const pending of this.sent === null ? this.next : [this.sent, ...this.next]) {
                const mine = pending.changes.map(theirs);
                theirs = theirs.map(pending.changes, true);
                pending.changes = mine;
                pending.tag = null;  // Its places were of another text.
            }
            this.hooks.show(theirs, one);
        }
        this.keep();
    }

    // Another tab may have sent what waited here, where this one was frozen and taken for gone:
    // just that, since what is typed after such a time is a change of its own.
    private confirmed(seq: number): void {
        if (seq < this.seq) return;
        for (; this.seq < seq; ++this.seq) this.sent = this.next.shift() ?? null;
        this.sent = null;
    }

    private keep(): void {
        this.kept = keepUnsent(this.script, {
            client: this.client, seq: this.seq, version: this.version,
            sent: this.sent === null ? null : toKept(this.sent), next: this.next.map(toKept),
            count: this.count });
    }
}
