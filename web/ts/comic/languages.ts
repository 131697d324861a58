// In which language the lettering is read and written.
import { find, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { guarded } from "../parts/toast.ts";
import { bookLanguages, comicLanguage, languageName, setComicLanguage, watchBook } from "./book.ts";

const usual = ["de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];

function fill(select: HTMLSelectElement, mayWrite: boolean): void {
    const chosen = comicLanguage();
    const option = (code: string): HTMLOptionElement =>
        make("option", { value: code, selected: code === chosen }, languageName(code));
    const known = bookLanguages();
    const more = usual.filter((code) => !known.includes(code));
    select.replaceChildren(make("option", { value: "", selected: chosen === "" },
                                t("comic.as_written")), ...known.map(option));
    if (mayWrite) {
        const group = make("optgroup", { label: t("comic.translate_into") });
        group.append(...more.map(option));
        select.append(group);
    }
    const label = select.closest("label");
    if (label !== null) label.hidden = known.length === 0 && !mayWrite;
}

// Who may not write chooses among the languages that are there.
export function startLanguages(mayWrite: boolean, chosen: () => void): void {
    const select = find<HTMLSelectElement>("[data-comic-language]");
    if (select === null) return;
    watchBook(() => fill(select, mayWrite));
    select.addEventListener("change", () => guarded(async () => {
        await setComicLanguage(select.value);
        chosen();
    }));
}
