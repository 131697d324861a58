// Keys by the character typed, never by its place on the board. Single letters act outside text
// fields only, and can be switched off; Ctrl+Alt is never bound, since it writes @ and [ on many.
import { isTyping } from "./dom.ts";
import { keep, recall } from "./memory.ts";

export interface Binding {
    // "j", "?", "ArrowLeft"; "mod+k": with Ctrl or Command; "g s": one after the other.
    key: string;
    name: string;  // What the list of keys says.
    group: "anywhere" | "go" | "here";
    act?: (event: KeyboardEvent) => void;  // Absent: others act, and it is only listed.
    hidden?: boolean;  // A second way to something that the list already shows.
}

const bindings: Binding[] = [];
let pending = "";

export function bind(...more: Binding[]): void {
    bindings.push(...more);
}

export function allBindings(): readonly Binding[] {
    return bindings.filter(({ hidden }) => hidden !== true);
}

export function lettersAct(): boolean {
    return recall("letters", true);
}

export function setLettersAct(on: boolean): void {
    keep("letters", on);
}

// After "g": the next letter is the second of a pair, whatever it does alone.
export function awaitsSecond(): boolean {
    return pending !== "";
}

function nameOf(event: KeyboardEvent): string {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) return `mod+${key}`;
    return event.altKey ? `alt+${key}` : key;
}

function isLetter(key: string): boolean {
    return key.length === 1 || key.includes(" ");
}

document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || (event.ctrlKey && event.altKey)) return;
    const key = nameOf(event);
    // Inside a shadow root, such as the editor's, the event names its host as the target.
    const target = event.composedPath()[0] ?? event.target;
    const typing = isTyping(target);
    const modal = document.querySelector("dialog[open]") !== null;
    if (isLetter(key) && (typing || modal || !lettersAct())) return;
    if ((typing || modal) && !key.startsWith("mod+") && !/^F\d/.test(key)) return;
    // A button or link that has the focus keeps its own Space and Enter.
    const acts = (target as Element).closest("a, button, summary, label, input") !== null;
    if (acts && (key === " " || key === "Enter")) return;
    const wanted = pending === "" ? key : `${pending} ${key}`;
    pending = "";
    const found = bindings.find((binding) => binding.key === wanted && binding.act !== undefined);
    if (found !== undefined) {
        event.preventDefault();
        found.act?.(event);
    } else if (bindings.some((binding) => binding.key.startsWith(`${key} `))) {
        pending = key;
        setTimeout(() => { pending = ""; }, 1500);
    }
});

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

// How a key is written for people: ["Ctrl", "K"], ["⌘", "K"], ["g", "s"].
export function written(key: string): string[] {
    const names: Record<string, string> = {
        ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", PageUp: "PgUp",
        PageDown: "PgDn", Escape: "Esc", mod: isApple ? "⌘" : "Ctrl", alt: isApple ? "⌥" : "Alt",
        shift: "⇧" };
    if (key === " ") return ["Space"];
    const parts = key.split(/[ +]/);
    const held = parts.length > 1 && key.includes("+");
    return parts.map((part) => names[part] ??
        (held && part.length === 1 ? part.toUpperCase() : part));
}
