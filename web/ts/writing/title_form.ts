// The title page as a form: what the fields say is written into the text as one change; keys that
// the form does not know stay as they are.
import type { EditorView } from "@codemirror/view";
import { make } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { sessionOf } from "./session.ts";

interface Entry {
    key: string;
    value: string;  // Lines.
}

const fields: [string, TextKey, number][] = [
    ["Title", "title.title", 2], ["Credit", "title.credit", 1], ["Author", "title.author", 1],
    ["Source", "title.source", 2], ["Draft date", "title.draft_date", 1],
    ["Contact", "title.contact", 3], ["Copyright", "title.copyright", 1]];

export function readTitle(text: string): Entry[] {
    const entries: Entry[] = [];
    for (const line of text.split("\n")) {
        const found = /^([^\s:][^:]*):\s*(.*)$/.exec(line);
        const last = entries[entries.length - 1];
        if (found !== null && !/^(\t| {3})/.test(line)) {
            entries.push({ key: (found[1] ?? "").trim(), value: (found[2] ?? "").trim() });
        } else if (last !== undefined && line.trim() !== "") {
            last.value += (last.value === "" ? "" : "\n") + line.trim();
        }
    }
    return entries;
}

export function printTitle(entries: Entry[]): string {
    return entries.filter(({ value }) => value.trim() !== "").map(({ key, value }) => {
        const lines = value.trim().split("\n").map((line) => line.trim());
        return lines.length === 1 ? `${key}: ${lines[0]}`
            : `${key}:\n${lines.map((line) => `    ${line}`).join("\n")}`;
    }).join("\n");
}

const sameKey = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase() ||
    (a.toLowerCase() === "authors" && b === "Author");

function save(view: EditorView, range: [number, number], entries: Entry[]): void {
    const { doc } = view.state;
    const text = printTitle(entries);
    let to = range[1];
    while (to < doc.length && doc.sliceString(to, to + 1) === "\n") ++to;
    const insert = text === "" ? "" : `${text}\n\n`;
    if (doc.sliceString(0, to) === insert) return;
    view.dispatch({ changes: { from: 0, to, insert }, userEvent: "input.title" });
}

export function openTitleForm(view: EditorView): void {
    const range = sessionOf(view.state).script.view(0, 0).title;
    const entries = readTitle(view.state.sliceDoc(range[0], range[1]));
    const form = make("form", { class: "title-form" });
    const inputs = fields.map(([key, name, rows]) => {
        const field = make("textarea", { rows: String(rows), name: key });
        field.value = entries.find((entry) => sameKey(entry.key, key))?.value ?? "";
        form.append(make("label", {}, make("span", { class: "small" }, t(name)), field));
        return { key, field };
    });
    const button = make("button", { class: "button button-ink", type: "submit" }, t("title.save"));
    form.append(make("div", { class: "button-row" }, button));
    const dialog = openDialog(t("title.name"), form, "title-dialog");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        for (const { key, field } of inputs) {
            const entry = entries.find((one) => sameKey(one.key, key));
            if (entry !== undefined) entry.value = field.value;
            else entries.push({ key, value: field.value });
        }
        save(view, range, entries);
        dialog.close();
        view.focus();
    });
}
