// Cue sheet and voice sheets: made to be printed, and to be taken along as a table.
import { all, find, make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

// Spreadsheets run what begins like a formula, so that stands behind a quote.
const cell = (text: string): string => {
    const words = text.trim().replace(/\s+/g, " ");
    return `"${(/^[=+\-@]/.test(words) ? `'${words}` : words).replaceAll("\"", "\"\"")}"`;
};
const textOf = (from: Element, selector: string): string =>
    find(selector, from)?.textContent ?? "";

function cueRows(): string[][] {
    const titles = ["cues.number", "cues.in", "cues.out", "cues.length", "cues.kind", "cues.label",
                    "cues.shot"] as const;
    const head = [t("cues.scene"), ...titles.map((key) => t(key))];
    return [head, ...all(".cue-scene").flatMap((scene) =>
        all("tbody tr", scene).map((row) => [textOf(scene, ".number"),
            ...all("td", row).slice(0, titles.length).map((one) => one.textContent ?? "")]))];
}

function voiceRows(): string[][] {
    const head = [t("sound.type_voice"), t("cues.scene"), t("cues.number"), t("cues.line")];
    return [head, ...all(".voice-sheet").flatMap((sheet) =>
        all(".voice-scene", sheet).flatMap((scene) => all("li", scene).map((line) => [
            textOf(sheet, "[data-name]"), textOf(scene, ".number"), textOf(line, ".voice-number"),
            textOf(line, "[data-said]")])))];
}

function saveCsv(): void {
    const rows = find(".voice-sheet") === null ? cueRows() : voiceRows();
    const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
    // The mark at the start tells spreadsheets that it is UTF-8.
    const url = URL.createObjectURL(new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv" }));
    const title = document.body.dataset["projectTitle"] ?? "";
    make("a", { href: url, download: `${title} ${t("cues.name")}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function start(): void {
    onAct("print-page", () => print());
    onAct("save-csv", saveCsv);
}
