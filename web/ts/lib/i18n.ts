// Texts by key. A text may hold {name} and {count, plural, =0 {…} one {# …} other {# …}}.
import en from "../../i18n/en.json";

export type TextKey = keyof typeof en;
export type TextValues = Record<string, string | number>;

export const language = document.documentElement.lang || "en";
// Only the language that is shown is loaded.
const table: Partial<Record<string, string>> =
    language === "de" ? (await import("../../i18n/de.json")).default : en;
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

export function t(key: TextKey, values: TextValues = {}): string {
    return format(table[key] ?? en[key], values);
}

// For keys made of data, such as a job's state; the given text stands in where there is none.
export function tOr(key: string, fallback: string): string {
    return table[key] ?? (en as Record<string, string>)[key] ?? fallback;
}

export function format(text: string, values: TextValues): string {
    let out = "";
    for (let at = 0; at < text.length;) {
        if (text[at] !== "{") {
            out += text[at++];
            continue;
        }
        const end = closing(text, at);
        out += fill(text.slice(at + 1, end), values);
        at = end + 1;
    }
    return out;
}

function closing(text: string, open: number): number {
    let depth = 0;
    for (let at = open; at < text.length; ++at) {
        if (text[at] === "{") ++depth;
        if (text[at] === "}" && --depth === 0) return at;
    }
    return text.length;
}

function fill(inner: string, values: TextValues): string {
    const [name = "", kind, ...rest] = inner.split(",");
    const value = values[name.trim()] ?? "";
    if (kind === undefined) return typeof value === "number" ? numbers.format(value) : value;
    const cases = branches(rest.join(","));
    const count = Number(value);
    const chosen = cases.get(`=${count}`) ?? cases.get(plurals.select(count)) ?? cases.get("other");
    return format((chosen ?? "").replaceAll("#", numbers.format(count)), values);
}

function branches(text: string): Map<string, string> {
    const cases = new Map<string, string>();
    for (let at = 0; at < text.length;) {
        const open = text.indexOf("{", at);
        if (open < 0) break;
        const end = closing(text, open);
        cases.set(text.slice(at, open).trim(), text.slice(open + 1, end));
        at = end + 1;
    }
    return cases;
}

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

export function timeOfDay(time: Date): string {
    return clock.format(time);
}

export function exactly(time: Date): string {
    return exact.format(time);
}

// "5 minutes ago"; the date itself after a week.
export function ago(time: Date, now = new Date()): string {
    const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
    const steps: [number, number, Intl.RelativeTimeFormatUnit][] =
        [[60, 1, "second"], [3600, 60, "minute"], [86_400, 3600, "hour"], [604_800, 86_400, "day"]];
    for (const [below, unit, name] of steps) {
        if (Math.abs(seconds) >= below) continue;
        return relative.format(name === "second" ? 0 : Math.trunc(seconds / unit), name);
    }
    return day.format(time);
}

export function fileSize(bytes: number): string {
    const [divisor, unit] = bytes < 1000 ? [1, "byte"]
        : bytes < 1_000_000 ? [1000, "kilobyte"] : [1_000_000, "megabyte"];
    const options: Intl.NumberFormatOptions =
        { style: "unit", unit, unitDisplay: "short", maximumSignificantDigits: 3 };
    return new Intl.NumberFormat(language, options).format(bytes / divisor);
}
