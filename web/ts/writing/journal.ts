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
// lives.
const lockOf = (client: string): string => `fabula.writing.${client}`;
const sayEvery = 2_000;  // Milliseconds; background tabs get a turn once a minute.
const goneAfter = 90_000;

export function holdClient(client: string): void {
    if ("locks" in navigator) {
        void navigator.locks.request(lockOf(client), () => new Promise(() => undefined));
        return;
    }
    const say = (): void => localStorage.setItem(lockOf(client), String(Date.now()));
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

// What tabs left behind that are no more.
export async function findLeft(script: string): Promise<Unsent[]> {
    const left: Unsent[] = [];
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix(script)));
    for (const key of keys) {
        const unsent = JSON.parse(localStorage.getItem(key) ?? "null") as Unsent | null;
        if (unsent !== null && !await lives(unsent.client)) left.push(unsent);
    }
    return left;
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
