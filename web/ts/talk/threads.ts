// The threads on a script, or on another thing of a project: read, kept up with the server, written.
import { api, apiList } from "../lib/api.ts";
import { onEvent } from "../lib/events.ts";

export interface Mention {
    user_id: string;
    name: string;
}

export interface Comment {
    id: string;
    author_name: string;
    mine: boolean;
    reviewer: boolean;
    body: string;
    mentions: Mention[];
    edited_at: string | null;
    created_at: string;
    rev: number;
}

// What threads are about.
export interface Subject {
    kind: "script" | "node" | "shot" | "character";
    id: string;
}

export interface Thread {
    id: string;
    object_kind: string;
    object_id: string;
    quote: string;
    proposed: string | null;  // Of a suggestion.
    outcome: "accepted" | "refused" | null;
    stale: boolean;
    from: number | null;
    to: number | null;
    version: number | null;
    gone: boolean;
    resolved_at: string | null;
    comments: Comment[];
    unread_count: number;
    rev: number;
}

export const isSuggestion = ({ proposed }: Thread): boolean => proposed !== null;
export const isOpen = ({ resolved_at }: Thread): boolean => resolved_at === null;

export interface Spoken {
    from: number;  // UTF-16 units of the text of that version.
    to: number;
    version: number;
}

type Listener = (changed: Thread | null) => void;

export class Threads {
    private readonly known = new Map<string, Thread>();
    private readonly listeners = new Set<Listener>();
    private loading: Promise<void> | null = null;

    constructor(readonly subject: Subject) {
        onEvent(({ type, data }) => {
            if (type === "reset") void this.load();
            if (type !== "comments.changed" || data["object_id"] !== subject.id) return;
            void this.refresh(data["thread_id"] as string);
        });
    }

    get all(): Thread[] {
        return [...this.known.values()];
    }

    get(id: string): Thread | undefined {
        return this.known.get(id);
    }

    // `listen` hears of a thread that is new or changed; with null of all of them.
    onChange(listen: Listener): void {
        this.listeners.add(listen);
    }

    // Throws Problem.
    load(): Promise<void> {
        this.loading ??= this.read().finally(() => { this.loading = null; });
        return this.loading;
    }

    private async read(): Promise<void> {
        const list = await apiList<Thread>("list_threads", "threads",
            { object_kind: this.subject.kind, object_id: this.subject.id });
        this.known.clear();
        for (const thread of list) this.known.set(thread.id, thread);
        this.tell(null);
    }

    // What cannot be read now is read with the next event, or when the page is opened again.
    async refresh(id: string): Promise<void> {
        try {
            this.take(await api<Thread>("get_thread", { thread_id: id }));
        } catch {
            // Not reachable: the chip in the bar says so.
        }
    }

    // On words of a script `spoken` says which. `key`: see writeForm.
    async create(spoken: Spoken | null, body: string, key: string, proposed?: string): Promise<Thread> {
        const made = await api<Thread>("create_thread",
            { object_kind: this.subject.kind, object_id: this.subject.id, ...spoken, body,
              client_key: key,
              ...(proposed === undefined ? {} : { proposed }) });
        this.take(made);
        return made;
    }

    async reply(id: string, body: string, key: string): Promise<void> {
        await api("create_comment", { thread_id: id, body, client_key: key });
        await this.refresh(id);
    }

    async resolve(id: string, resolved: boolean): Promise<void> {
        this.take(await api<Thread>("update_thread", { thread_id: id, resolved }));
    }

    async accept(id: string): Promise<void> {
        this.take(await api<Thread>("accept_suggestion", { thread_id: id }));
    }

    // Answers how many were left open, because other words stand there now.
    async acceptAll(): Promise<number> {
        const { accepted, stale } = await api<{ accepted: string[]; stale: string[] }>(
            "accept_suggestions", { script_id: this.subject.id });
        await Promise.all(accepted.map((id) => this.refresh(id)));
        return stale.length;
    }

    async refuseAll(): Promise<void> {
        const { refused } = await api<{ refused: string[] }>(
            "refuse_suggestions", { script_id: this.subject.id });
        await Promise.all(refused.map((id) => this.refresh(id)));
    }

    async edit(thread: string, comment: string, body: string): Promise<void> {
        await api("update_comment", { comment_id: comment, body });
        await this.refresh(thread);
    }

    async remove(thread: string, comment: string): Promise<void> {
        await api("delete_comment", { comment_id: comment });
        await this.refresh(thread);
    }

    async restore(thread: string, comment: string): Promise<void> {
        await api("restore_comment", { comment_id: comment });
        await this.refresh(thread);
    }

    async markSeen(id: string): Promise<void> {
        const thread = this.known.get(id);
        if (thread === undefined || thread.unread_count === 0) return;
        await api("mark_thread_seen", { thread_id: id });
        this.take({ ...thread, unread_count: 0 });
    }

    get unread(): number {
        return this.all.reduce((sum, { unread_count }) => sum + unread_count, 0);
    }

    private take(thread: Thread): void {
        // A thread whose comments are all deleted is none.
        if (thread.comments.length === 0) this.known.delete(thread.id);
        else this.known.set(thread.id, thread);
        this.tell(thread);
    }

    private tell(thread: Thread | null): void {
        this.listeners.forEach((listen) => listen(thread));
    }
}
