// On the desk: words of closed pages that did not reach their script, also where that script can
// no longer be opened.
import { api, Problem } from "../lib/api.ts";
import { get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { findLeftWords } from "../writing/journal.ts";
import { showKeptIn } from "../writing/kept.ts";

interface Script {
    title: string;
    project_id: string;
}

// Whose words they are, with the way there; opening the script sends what can be sent.
async function nameOf(script: string): Promise<Node | null> {
    try {
        const { title, project_id: project } =
            await api<Script>("get_script", { script_id: script });
        return make("a", { href: `/p/${project}/write` }, title);
    } catch (error) {
        if (!(error instanceof Problem) || error.status === 0) return null;
        return document.createTextNode(t("left.no_script"));
    }
}

export async function showLeftWords(): Promise<void> {
    const left = await findLeftWords();
    if (left.length === 0) return;
    const box = make("section", { class: "write-kept left-words", "aria-labelledby": "left-words" },
        make("h2", { id: "left-words" }, t("left.title")), make("p", {}, t("left.text")));
    for (const { key, script, words } of left) {
        const name = await nameOf(script);
        if (name === null) continue;
        showKeptIn(box, name, words, () => localStorage.removeItem(key));
    }
    if (box.childElementCount > 2) get(".desk-main").prepend(box);
}
