// Words that did not reach the script: shown, to be copied or put on disk, until somebody says
// that they are not needed any more.
import { get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

export function saveAs(name: string, text: string): void {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url));
}

// `dismissed` is called when they may be forgotten.
export function showKept(why: string, words: string, dismissed: () => void): void {
    const box = get("[data-kept]");
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
        box.hidden = box.childElementCount === 0;
    });
    box.append(entry);
    box.hidden = false;
}
