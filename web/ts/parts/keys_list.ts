// The keys of this screen, and the switch for single letters.
import { make } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { allBindings, lettersAct, setLettersAct, written, type Binding } from "../lib/keys.ts";
import { openDialog } from "./dialog.ts";

const groups: [Binding["group"], TextKey][] =
    [["here", "keys.here"], ["anywhere", "keys.anywhere"], ["go", "keys.go"]];

function section(title: string, list: readonly Binding[]): HTMLElement {
    const rows = list.map(({ key, name }) => make("div", {}, make("dt", {}, name),
        make("dd", {}, ...written(key).map((part) => make("kbd", {}, part)))));
    return make("section", {}, make("h3", {}, title), make("dl", {}, ...rows));
}

export function openKeys(): void {
    const body = make("div", { class: "keys" });
    for (const [group, title] of groups) {
        const list = allBindings().filter((binding) => binding.group === group);
        if (list.length > 0) body.append(section(t(title), list));
    }
    const box = make("input", { type: "checkbox", id: "letters" });
    box.checked = lettersAct();
    box.addEventListener("change", () => setLettersAct(box.checked));
    const choice = make("label", { class: "keys-letters", for: "letters" }, box,
                        t("keys.letters"));
    openDialog(t("keys.title"), make("div", {}, choice, body), "keys-dialog");
}
