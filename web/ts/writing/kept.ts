// Words that did not reach the script: kept on this device and shown, to be copied or put on disk,
// until somebody says that they are not needed any more.
import { get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { keysOf, newClient } from "./journal.ts";

interface KeptWords {
    why: string;
    words: string;
}

const prefix = (script: string): string => `fabula.kept.${script}.`;

// How many of those that are shown are on this page alone.
let onlyHere = 0;

export function hasWordsOnlyHere(): boolean {
    return onlyHere > 0;
}

export function saveAs(name: string, text: string): void {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url));
}

// `dismissed` is called when they may be forgotten.
export function showKept(why: string, words: string, dismissed: () => void): void {
    showKeptIn(get("[data-kept]"), why, words, dismissed);
}

export function showKeptIn(box: HTMLElement, why: string | Node, words: string,
                           dismissed: () => void): void {
    const save = make("button", { class: "button", type: "button" }, t("write.download_kept"));
    const done = make("button", { class: "button button-quiet", type: "button" },
        t("write.dismiss_kept"));
    const entry = make("div", { class: "kept-entry" },
        make("p", {}, why), make("pre", { tabindex: "0" }, words),
        make("p", { class: "kept-acts" }, save, done));
    save.addEventListener("click", () => saveAs("words.fountain", words));
    done.addEventListener("click", () => {
        dismissed();
        entry.remove();
        box.hidden = box.querySelector(".kept-entry") === null;
    });
    box.append(entry);
    box.hidden = false;
}

// Shows them now and whenever the script is opened here, until they may be forgotten.
export function keepWords(script: string, why: string, words: string): void {
    const key = prefix(script) + newClient();
    try {
        localStorage.setItem(key, JSON.stringify({ why, words }));
        showKept(why, words, () => localStorage.removeItem(key));
    } catch {
        ++onlyHere;
        showKept(`${why} ${t("write.only_here")}`, words, () => { --onlyHere; });
    }
}

// Those that were kept before.
export function showKeptWords(script: string): void {
    for (const key of keysOf(prefix(script))) {
        const { why, words } = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<KeptWords>;
        showKept(why ?? "", words ?? "", () => localStorage.removeItem(key));
    }
}
