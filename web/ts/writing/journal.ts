// What was typed and is not on the server yet, kept on this device: one entry for each tab, written
// at every change and removed when the server has confirmed all of it.

// A ChangeSet as JSON, with what kind of change it is.
export interface Kept {
    changes: unknown;
    tag: unknown;      // null: typing.
}

export interface Unsent {
    client: string;
    seq: number;         // Of `sent`, or of the last change that was confirmed.
    version: number;     // Of the text that the first of them is made of.
    sent: Kept | null;   // On its way to the server.
    next: Kept[];        // Behind it, each made of the text behind the one before.
    count: number;       // How many changes of the writer are in them.
}

const prefix = (script: string): string => `fabula.unsent.${script}.`;

// False where the device keeps nothing: its storage is full or switched off.
export function keepUnsent(script: string, unsent: Unsent): boolean {
    try {
        const key = prefix(script) + unsent.client;
        if (unsent.sent === null && unsent.next.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(unsent));
        return true;
    } catch {
        return false;
    }
}

export function forgetUnsent(script: string, client: string): void {
    localStorage.removeItem(prefix(script) + client);
}

// Held as long as the tab lives, so that nobody else sends what it is about to send. Over plain
// HTTP from another machine browsers have no locks: there a tab says every few seconds that it
// lives. One that is frozen for long is taken for gone; sync.ts copes with its return.
const lockOf = (client: string): string => `fabula.writing.${client}`;
const sayEvery = 2_000;  // Milliseconds; background tabs get a turn once a minute.
const goneAfter = 90_000;

export function holdClient(client: string): void {
    if ("locks" in navigator) {
        void navigator.locks.request(lockOf(client), () => new Promise(() => undefined));
        return;
    }
    const say = (): void => {
        try {
            localStorage.setItem(lockOf(client), String(Date.now()));
        } catch {
            // The device keeps nothing, so there is nothing to be sent by others.
        }
    };
    say();
    setInterval(say, sayEvery);
    addEventListener("pagehide", () => localStorage.removeItem(lockOf(client)));
}

async function lives(client: string): Promise<boolean> {
    if (!("locks" in navigator)) {
        return Date.now() - Number(localStorage.getItem(lockOf(client)) ?? 0) < goneAfter;
    }
    return navigator.locks.request(
        lockOf(client), { ifAvailable: true }, (lock) => lock === null);
}

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
    typeof value === "object" && value !== null && !Array.isArray(value);
const isKept = (value: unknown): value is Kept => isMembers(value) && "changes" in value;
// A ChangeSet by itself, as entries held them before changes had tags.
const isBare = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0 && !value.some(isMembers);

function asKept(value: unknown): Kept[] | null {
    if (value === null || value === undefined) return [];
    if (isBare(value)) return [{ changes: value, tag: null }];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.every(isKept) ? list : null;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

// null: nothing that could be sent.
function asUnsent(entry: unknown): Unsent | null {
    if (!isMembers(entry)) return null;
    const { client, seq, version, count } = entry;
    const sent = asKept(entry["sent"]);
    const next = asKept(entry["next"]);
    if (typeof client !== "string" || typeof version !== "number" || typeof seq !== "number" ||
        sent === null || sent.length > 1 || next === null) return null;
    return { client, seq, version, sent: sent[0] ?? null, next,
             count: typeof count === "number" ? count : 1 };
}

// All texts in an entry, whatever it is made of.
function wordsIn(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (Array.isArray(value)) return value.flatMap(wordsIn);
    if (!isMembers(value)) return [];
    return Object.entries(value).flatMap(([name, member]) =>
        name === "client" ? [] : wordsIn(member));
}

export interface Left {
    unsent: Unsent[];
    unreadable: { key: string; words: string }[];  // Cannot be sent; `key` of the entry.
}

// What tabs left behind that are no more.
export async function findLeft(script: string): Promise<Left> {
    const left: Left = { unsent: [], unreadable: [] };
    for (const key of keysOf(prefix(script))) {
        const entry = parse(localStorage.getItem(key) ?? "null");
        const unsent = asUnsent(entry);
        if (unsent === null) {
            left.unreadable.push({ key, words: wordsIn(entry).join("\n") });
        } else if (!await lives(unsent.client)) {
            left.unsent.push(unsent);
        }
    }
    return left;
}

export interface LeftWords {
    key: string;     // Of the entry; removed when the words are not needed any more.
    script: string;
    words: string;
}

// Words on this device that no living page will send or show, of any script.
export async function findLeftWords(): Promise<LeftWords[]> {
    const all: LeftWords[] = [];
    for (const key of keysOf("fabula.unsent.")) {
        const entry = parse(localStorage.getItem(key) ?? "null");
        const unsent = asUnsent(entry);
        if (unsent !== null && await lives(unsent.client)) continue;
        const words = unsent === null ? wordsIn(entry).join("\n") : wordsOf(changesOf(unsent));
        all.push({ key, script: key.split(".")[2] ?? "", words });
    }
    for (const key of keysOf("fabula.kept.")) {
        const { words } = JSON.parse(localStorage.getItem(key) ?? "{}") as { words?: string };
        all.push({ key, script: key.split(".")[2] ?? "", words: words ?? "" });
    }
    return all;
}

// All changes of an entry, in order.
export function changesOf({ sent, next }: Unsent): Kept[] {
    return [...(sent === null ? [] : [sent]), ...next];
}

// The keys in this device's storage that begin so; none where there is no storage.
export function keysOf(beginning: string): string[] {
    try {
        return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
    } catch {
        return [];
    }
}

// 32 hexadecimal digits; crypto.randomUUID is missing over plain HTTP.
export function newClient(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The words of kept changes, as one can read and copy them.
export function wordsOf(kept: Kept[]): string {
    const words: string[] = [];
    for (const { changes } of kept) {
        if (!Array.isArray(changes)) continue;
        for (const part of changes) {
            if (Array.isArray(part) && part.length > 1) words.push(part.slice(1).join("\n"));
        }
    }
    return words.join("\n…\n");
}
