// The switches of script pages, and the presets that keep them under a name: one's own in every
// project, or the project's for all in it.
import { api, type Values } from "../lib/api.ts";
import { get, make, projectId, stamp } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "./dialog.ts";
import { guarded, report, toast } from "./toast.ts";

interface Preset {
    id: string;
    project_id: string | null;
    name: string;
    format: string;
    paper: string | null;
    scene_numbers: string | null;
    watermark: string;
    character: string;
    notes: boolean;
    sections: boolean;
    contents: boolean;
    revised: boolean;
}

const checks = ["notes", "sections", "contents", "revised"] as const;
const texts = ["watermark", "character"] as const;

// What the form says, without what is left as the script has it.
export function readSwitches(form: ParentNode): Values {
    const values: Values = {};
    for (const name of checks) {
        values[name] = get<HTMLInputElement>(`[name=${name}]`, form).checked;
    }
    for (const name of [...texts, "scene_numbers"]) {
        const value = get<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`, form).value.trim();
        if (value !== "") values[name] = value;
    }
    return values;
}

function show(form: ParentNode, preset: Preset): void {
    for (const name of checks) {
        get<HTMLInputElement>(`[name=${name}]`, form).checked = preset[name];
    }
    for (const name of texts) {
        get<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`, form).value = preset[name];
    }
    get<HTMLSelectElement>("[name=scene_numbers]", form).value = preset.scene_numbers ?? "";
    check(form, "paper", preset.paper ?? "");
    check(form, "format", preset.format);
}

function check(form: ParentNode, name: string, value: string): void {
    const radio = form.querySelector<HTMLInputElement>(`input[name=${name}][value="${value}"]`);
    if (radio !== null) radio.checked = true;
}

const chosen = (form: ParentNode, name: string): string =>
    form.querySelector<HTMLInputElement>(`input[name=${name}]:checked`)?.value ?? "";

class Presets {
    private list: Preset[] = [];
    private readonly select = make("select", { "data-preset": true });
    private readonly act = make("button", { class: "button button-quiet", type: "button",
        "data-keep-preset": true }, t("presets.keep"));
    private readonly drop = make("button", { class: "button button-quiet", type: "button",
        "data-drop-preset": true }, t("presets.delete"));

    constructor(private readonly form: HTMLElement, private readonly changed: () => void) {
        this.drop.hidden = true;
        const box = get("[data-presets]", form);
        box.replaceChildren(
            make("label", { class: "export-field" }, make("span", {}, t("presets.name")), this.select),
            make("div", { class: "button-row" }, this.act, this.drop));
        // Within a form of its own the choice is no field of what is made.
        this.select.addEventListener("change", (event) => {
            event.stopPropagation();
            this.use();
        });
        this.act.addEventListener("click", () => this.openKeep());
        this.drop.addEventListener("click", () => guarded(() => this.remove()));
        guarded(() => this.load(""));
    }

    private current(): Preset | undefined {
        return this.list.find(({ id }) => id === this.select.value);
    }

    private async load(selected: string): Promise<void> {
        this.list = (await api<{ presets: Preset[] }>(
            "list_presets", { project_id: projectId })).presets;
        const group = (label: string, presets: Preset[]): Node[] => presets.length === 0 ? [] : [
            make("optgroup", { label }, ...presets.map(({ id, name }) =>
                make("option", { value: id }, name)))];
        this.select.replaceChildren(make("option", { value: "" }, t("presets.none")),
            ...group(t("presets.own"), this.list.filter((one) => one.project_id === null)),
            ...group(t("presets.shared"), this.list.filter((one) => one.project_id !== null)));
        this.select.value = selected;
        this.drop.hidden = this.current() === undefined;
    }

    private use(): void {
        const preset = this.current();
        this.drop.hidden = preset === undefined;
        if (preset === undefined) return;
        show(this.form, preset);
        this.changed();
    }

    private values(): Values {
        const paper = chosen(this.form, "paper");
        const format = chosen(this.form, "format");
        return { ...readSwitches(this.form), ...(paper === "" ? {} : { paper }),
                 ...(format === "" ? {} : { format }) };
    }

    private openKeep(): void {
        const name = make("input", { type: "text", name: "name", maxlength: "100", required: true,
                                     autocomplete: "off" });
        name.value = this.current()?.name ?? "";
        const shared = make("input", { type: "checkbox", name: "project_id" });
        shared.checked = (this.current()?.project_id ?? null) !== null;
        const may = get("[data-presets]", this.form).dataset["mayShare"] === "yes";
        const form = make("form", { class: "preset-form" },
            make("label", { class: "field" }, make("span", {}, t("presets.label")), name),
            ...(may ? [make("label", { class: "export-check" }, shared, t("presets.share"))] : []),
            make("div", { class: "button-row" },
                 make("button", { class: "button button-ink", type: "submit" }, t("presets.save"))));
        const dialog = openDialog(t("presets.keep"), form, "preset-dialog");
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.keep(name.value.trim(), shared.checked).then(() => dialog.close())
                .catch((error: unknown) => report(error, form));
        });
        name.focus();
    }

    // A name that is there already is kept anew.
    private async keep(name: string, shared: boolean): Promise<void> {
        const known = this.list.find((one) =>
            one.name === name && (one.project_id !== null) === shared);
        const values = this.values();
        const saved = known === undefined
            ? await api<Preset>("create_preset",
                { name, ...values, ...(shared ? { project_id: projectId } : {}) })
            : await api<Preset>("update_preset", { preset_id: known.id, name,
                scene_numbers: null, watermark: "", character: "", ...values } as unknown as Values);
        await this.load(saved.id);
        toast(t("presets.saved", { name }));
    }

    private async remove(): Promise<void> {
        const preset = this.current();
        if (preset === undefined) return;
        await api("delete_preset", { preset_id: preset.id });
        await this.load("");
        const { id: _, ...again } = preset;
        const given = Object.entries(again).filter(([name, value]) =>
            value !== null && !["user_id", "organization_id", "rev", "created_at", "updated_at"]
                .includes(name));
        toast(t("presets.deleted", { name: preset.name }), { act: {
            name: t("common.undo"),
            run: () => guarded(async () => {
                const back = await api<Preset>("create_preset", Object.fromEntries(given) as Values);
                await this.load(back.id);
            }),
        } });
    }
}

export function startPresets(form: HTMLElement, changed: () => void = () => undefined): void {
    new Presets(form, changed);
}

// The switches in a dialog; the pages open in a tab of their own, to look at or to print.
export function openPrint(): void {
    const form = stamp<HTMLFormElement>("print-form");
    const dialog = openDialog(t("print.name"), form, "print-dialog");
    startPresets(form);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const query = new URLSearchParams({ paper: chosen(form, "paper") });
        for (const [name, value] of Object.entries(readSwitches(form))) {
            if (value !== false) query.set(name, String(value));
        }
        open(`/api/v1/scripts/${form.dataset["script"] ?? ""}/pdf?${query}`, "_blank", "noopener");
        dialog.close();
    });
}
