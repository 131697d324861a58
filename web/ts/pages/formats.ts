// Script formats: uploaded, copied, named, begun with. What a file is refused for is told with its
// line.
import { address, api, Problem, type Values } from "../lib/api.ts";
import { all, find, get, onAct, stamp } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { sendFile } from "../lib/send_file.ts";
import { guarded, report, toast } from "../parts/toast.ts";

interface Format {
    id: string;
    title: string;
    definition: Record<string, unknown>;
}

interface BuiltIn {
    name: string;
    definition: Record<string, unknown>;
}

const rowOf = (target: HTMLElement): HTMLElement => {
    const row = target.closest<HTMLElement>("[data-title]");
    if (row === null) throw new Error("not in a row");
    return row;
};

function showAgain(id: string): void {
    history.replaceState(history.state, "", `#format-${id}`);
    location.reload();
}

async function definitionOf(row: HTMLElement): Promise<Record<string, unknown>> {
    const own = row.dataset["format"];
    if (own !== undefined) return (await api<Format>("get_format", { format_id: own })).definition;
    const { templates } = await api<{ templates: BuiltIn[] }>("list_templates");
    const found = templates.find(({ name }) => name === row.dataset["builtIn"]);
    if (found === undefined) throw new Error("no such format");
    return found.definition;
}

const create = (definition: Record<string, unknown>): Promise<Format> =>
    api<Format>("create_format", { definition } as unknown as Values);

async function copy(row: HTMLElement): Promise<void> {
    const definition = await definitionOf(row);
    const title = t("formats.copy_of", { title: row.dataset["title"] ?? "" });
    showAgain((await create({ ...definition, title })).id);
}

async function remove(row: HTMLElement): Promise<void> {
    const definition = await definitionOf(row);
    await api("delete_format", { format_id: row.dataset["format"] ?? "" });
    row.hidden = true;
    toast(t("formats.deleted", { title: row.dataset["title"] ?? "" }), { act: {
        name: t("common.undo"),
        run: () => guarded(async () => showAgain((await create(definition)).id)),
    } });
}

// A form below the row for one line of text; one at a time.
function ask(button: HTMLElement, label: string, verb: string, value: string,
             act: (title: string) => Promise<void>): void {
    const row = rowOf(button);
    const close = (): void => {
        find(".format-form")?.remove();
        for (const opener of all("[aria-expanded=true]", get("main"))) {
            opener.setAttribute("aria-expanded", "false");
        }
    };
    const wasOpen = button.getAttribute("aria-expanded") === "true";
    close();
    if (wasOpen) return;
    button.setAttribute("aria-expanded", "true");
    const form = stamp<HTMLFormElement>("format-form");
    const field = get<HTMLInputElement>("input", form);
    get("label span", form).textContent = label;
    get("button[type=submit]", form).textContent = verb;
    field.defaultValue = value;
    form.addEventListener("reset", () => { close(); button.focus(); });
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { close(); button.focus(); }
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        act(field.value.trim()).catch((error: unknown) => report(error, form));
    });
    row.append(form);
    field.select();
    field.focus();
}

function begin(button: HTMLElement): void {
    const { format, builtIn = "" } = rowOf(button).dataset;
    ask(button, t("formats.script_title"), t("formats.begin_now"), "", async (title) => {
        const script = await api<{ project_id: string }>("create_script", {
            title, ...(format === undefined ? { format: builtIn } : { format_id: format }) });
        location.assign(`/p/${script.project_id}/write`);
    });
}

function rename(button: HTMLElement): void {
    const row = rowOf(button);
    ask(button, t("formats.title"), t("common.save"), row.dataset["title"] ?? "", async (title) => {
        const definition = { ...await definitionOf(row), title };
        const id = row.dataset["format"] ?? "";
        await api("update_format", { format_id: id, definition } as unknown as Values);
        showAgain(id);
    });
}

async function send(input: HTMLInputElement, act: (file: File) => Promise<Format>): Promise<void> {
    const file = input.files?.[0];
    input.value = "";
    if (file === undefined) return;
    const box = get("[data-format-problem]");
    box.hidden = true;
    try {
        showAgain((await act(file)).id);
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        get("[data-problem-file]").textContent = t("formats.refused", { name: file.name });
        get("[data-problem-text]").textContent = error.message;
        box.hidden = false;
        box.scrollIntoView({ block: "nearest" });
    }
}

export function start(): void {
    find<HTMLInputElement>("[data-upload-format]")?.addEventListener("change", (event) => {
        guarded(() => send(event.target as HTMLInputElement,
                           (file) => sendFile<Format>(address("upload_format"), file).done));
    });
    for (const input of all<HTMLInputElement>("[data-replace-format]")) {
        const id = rowOf(input).dataset["format"] ?? "";
        input.addEventListener("change", () => guarded(() => send(input, (file) =>
            sendFile<Format>(address("replace_format", { format_id: id }), file).done)));
    }
    onAct("begin-script", begin);
    onAct("rename-format", rename);
    onAct("copy-format", (button) => guarded(() => copy(rowOf(button))));
    onAct("delete-format", (button) => guarded(() => remove(rowOf(button))));
}
