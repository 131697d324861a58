// What was typed and is not on the server yet, kept on this device: one entry for each tab, written
// at every change and removed when the server has confirmed all of it.

export interface Unsent {
    client: string;
    seq: number;       // Of `sent`, or of the last change that was confirmed.
    version: number;   // Of the text that `sent`, or where there is none `next`, is made of.
    sent: unknown;     // ChangeSet as JSON, on its way to the server; null: none.
    next: unknown;     // ChangeSet behind `sent`; null: none.
}

const prefix = (script: string): string => `fabula.unsent.${script}.`;

export function keepUnsent(script: string, unsent: Unsent): boolean {
    try {
        const key = prefix(script) + unsent.client;
        if (unsent.sent === null && unsent.next === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(unsent));
        return true;
    } catch {
        return false;  // Full or switched off: nothing is kept here.
    }
}

export function forgetUnsent(script: string, client: string): void {
    localStorage.removeItem(prefix(script) + client);
}

// Held as long as the tab lives, so that nobody else sends what it is about to send.
const lockOf = (client: string): string => `fabula.writing.${client}`;

export function holdClient(client: string): void {
    void navigator.locks.request(lockOf(client), () => new Promise(() => undefined));
}

// What tabs left behind that are no more.
export async function findLeft(script: string): Promise<Unsent[]> {
    const left: Unsent[] = [];
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix(script)));
    for (const key of keys) {
        const unsent = JSON.parse(localStorage.getItem(key) ?? "null") as Unsent | null;
        if (unsent === null) continue;
        const lives = await navigator.locks.request(
            lockOf(unsent.client), { ifAvailable: true }, (lock) => lock === null);
        if (!lives) left.push(unsent);
    }
    return left;
}
