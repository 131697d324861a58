// What this browser keeps for the person at it. Nothing here is needed: storage may be off.

export function recall<Value>(key: string, fallback: Value): Value {
    try {
        const text = localStorage.getItem(`fabula.${key}`);
        return text === null ? fallback : (JSON.parse(text) as Value);
    } catch {
        return fallback;
    }
}

// False where it is not kept: full or switched off. The page works without.
export function keep(key: string, value: unknown): boolean {
    try {
        localStorage.setItem(`fabula.${key}`, JSON.stringify(value));
        return true;
    } catch {
        return false;
    }
}

export function forget(key: string): void {
    try {
        localStorage.removeItem(`fabula.${key}`);
    } catch {
        // As above.
    }
}

// Where a person was last, newest first; the desk offers the first three.
export interface Stop {
    project: string;
    title: string;
    lens: string;
    scene: string;
    number: string;
    slug: string;
    line: string;
    at: string;
}

export function rememberStop(stop: Stop): void {
    const others = recall<Stop[]>("stops", []).filter(({ project }) => project !== stop.project);
    keep("stops", [stop, ...others].slice(0, 12));
}

export function stops(): Stop[] {
    return recall<Stop[]>("stops", []);
}
