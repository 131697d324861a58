// Bringing files: by the button, or dropped anywhere on the window. Each becomes an import that
// shows what was understood; one file alone leads there at once. Brought in a project, a file is
// compared with its script.
import { address, Problem } from "../lib/api.ts";
import { find, get, icon, make, onAct, projectId, stamp } from "../lib/dom.ts";
import { fileSize, t } from "../lib/i18n.ts";
import { sendFile } from "../lib/send_file.ts";
import { openDialog } from "./dialog.ts";
import { toast } from "./toast.ts";

const pageOf = (id: string): string =>
    projectId === "" ? `/import/${id}` : `/p/${projectId}/bring-back/${id}`;

async function bring(file: File, leadThere: boolean): Promise<void> {
    const row = stamp<HTMLElement>("upload-row");
    const state = get(".upload-state", row);
    const bar = get<HTMLProgressElement>("progress", row);
    const stop = get<HTMLButtonElement>("button", row);
    get(".upload-name", row).textContent = file.name;
    stop.setAttribute("aria-label", t("bring.stop", { name: file.name }));
    bar.setAttribute("aria-label", file.name);
    get("[data-uploads]").append(row);
    const sending = sendFile<{ id: string }>(address("create_import"), file, (share) => {
        bar.value = Math.round(share * 100);
        state.textContent = share < 1
            ? `${fileSize(file.size)} · ${t("bring.sending", { percent: bar.value })}`
            : t("bring.reading");
        if (share >= 1) bar.removeAttribute("value");
    });
    stop.addEventListener("click", () => { sending.stop(); row.remove(); });
    try {
        const { id } = await sending.done;
        if (leadThere) {
            location.assign(pageOf(id));
            return;
        }
        bar.remove();
        stop.replaceWith(make("span"));
        state.replaceChildren(make("a", { href: pageOf(id) }, t("bring.open")));
    } catch (error) {
        if (!(error instanceof Problem)) return;
        row.classList.add("is-failed");
        bar.remove();
        state.textContent = error.message;
        stop.setAttribute("aria-label", t("common.dismiss"));
    }
}

function bringAll(files: readonly File[]): void {
    for (const file of files) void bring(file, files.length === 1);
}

// Where the page has no list of uploads, a dropped file is brought at the desk's own list.
function ensureList(): void {
    if (find("[data-uploads]") !== null) return;
    const list = make("ul", { class: "uploads uploads-floating", "data-uploads": true });
    get("[data-toasts]").append(list);
    if (find("template[data-upload-row]") !== null) return;
    const template = make("template", { "data-upload-row": true });
    const close = make("button", { class: "button button-quiet button-icon", type: "button" },
                       icon("close"));
    template.content.append(make("li", { class: "upload" }, make("span", { class: "upload-name" }),
        make("span", { class: "upload-state small quiet figure" }),
        make("progress", { max: "100" }), close));
    document.body.append(template);
}

function droppedFiles(transfer: DataTransfer): File[] {
    const files: File[] = [];
    for (const item of transfer.items) {
        const entry = item.webkitGetAsEntry();
        if (entry?.isDirectory === true) {
            toast(t("bring.folder"), { failed: true });
            continue;
        }
        const file = item.getAsFile();
        if (file !== null) files.push(file);
    }
    return files;
}

// A page that takes pictures or sounds at their place is not covered while one is dragged over it.
const takesItself = (event: DragEvent): boolean => {
    const kinds = [...event.dataTransfer?.items ?? []].map(({ type }) => type.split("/")[0]);
    return (kinds.includes("image") && find("[data-takes-pictures]") !== null) ||
        (kinds.includes("audio") && find("[data-takes-sounds]") !== null);
};

const bringsFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes("Files") ?? false;

// Typed or pasted text goes the same way as a file.
function openWriting(): void {
    const field = make("textarea", { class: "paste-field", rows: "16", spellcheck: "true",
        "aria-label": t("paste.label"), placeholder: t("paste.ghost") });
    const button = make("button", { class: "button button-ink", type: "submit" }, t("paste.show"));
    const form = make("form", { class: "paste" }, make("p", { class: "quiet" }, t("paste.text")),
                      field, make("div", { class: "button-row" }, button));
    const dialog = openDialog(t("paste.title"), form, "paste-dialog");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (field.value.trim() === "") return;
        dialog.close();
        bringAll([new File([field.value], t("paste.file_name"), { type: "text/plain" })]);
    });
    field.focus();
}

export function startUpload(): void {
    let depth = 0;
    const show = (on: boolean): void => {
        if (!on) depth = 0;
        document.body.classList.toggle("is-dropping", on);
    };
    addEventListener("dragenter", (event) => {
        if (bringsFiles(event) && !takesItself(event) && ++depth > 0) show(true);
    });
    addEventListener("dragleave", () => { if (--depth <= 0) show(false); });
    addEventListener("dragover", (event) => { if (bringsFiles(event)) event.preventDefault(); });
    addEventListener("drop", (event) => {
        show(false);
        if (event.defaultPrevented) return;  // What it was dropped on takes it.
        if (!bringsFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        ensureList();
        bringAll(droppedFiles(event.dataTransfer));
    });
    onAct("write", openWriting);
    find<HTMLInputElement>(".bring-file[name=file]")?.addEventListener("change", (event) => {
        const input = event.target as HTMLInputElement;
        ensureList();
        bringAll([...(input.files ?? [])]);
        input.value = "";
    });
}
