// Shots, the cast or a world's entries as a spreadsheet: out as a file, and in again after a look at
// what it changes.
import { address, api, Problem, uploadAddress, type Values } from "../lib/api.ts";
import { make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { sendFile } from "../lib/send_file.ts";
import { saving } from "../lib/status.ts";
import { openDialog } from "./dialog.ts";
import { guarded, toast } from "./toast.ts";

interface PlannedRow {
    row: number;
    act: "create" | "change" | "keep" | "refuse";
    name: string;
    changes: { title: string; before: string; after: string }[];
    problem: string;
}

interface Plan {
    rows: PlannedRow[];
    create_count: number;
    change_count: number;
    keep_count: number;
    refuse_count: number;
    ignored: string[];
    plan_id: string;
}

interface TakenIn {
    create_count: number;
    change_count: number;
    undo: Values;
}

// Which sheet of whose: what every one of its routes is asked with.
interface Sheet {
    kind: string;
    place: { project_id: string } | { world_id: string };
}

interface Remembered extends Sheet {
    taken: TakenIn;
}

const rememberedAs = "fabula.taken_in";
const rowsShown = 200;

function downloads({ kind, place }: Sheet): HTMLElement {
    const link = (format: string, name: string): HTMLAnchorElement => make("a", {
        class: "button", download: true,
        href: address("get_spreadsheet", { kind, ...place, format }).url,
    }, name);
    return make("div", { class: "button-row" }, link("xlsx", t("sheet.excel")),
                link("csv", t("sheet.csv")));
}

function rowOf(planned: PlannedRow): HTMLElement {
    const said = planned.changes.map(({ title, before, after }) => make("p", {},
        make("span", { class: "quiet" }, `${title}: `),
        ...(before === "" ? [] : [make("del", {}, before), " "]),
        after === "" ? make("span", { class: "faint" }, t("sheet.emptied"))
            : make("ins", {}, after)));
    const what = planned.problem === "" ? said
        : [make("p", { class: "state is-failed" }, planned.problem)];
    return make("tr", { "data-act": planned.act },
                make("td", { class: "num small quiet" }, String(planned.row)),
                make("th", { scope: "row" }, planned.name),
                make("td", { class: "small" }, t(`sheet.act_${planned.act}`)),
                make("td", { class: "small sheet-changes" }, ...what));
}

function summaryOf(plan: Plan): HTMLElement {
    const lines = [t("sheet.plan", { created: plan.create_count, changed: plan.change_count,
                                     kept: plan.keep_count })];
    if (plan.refuse_count > 0) lines.push(t("sheet.refused", { count: plan.refuse_count }));
    if (plan.ignored.length > 0) {
        lines.push(t("sheet.ignored", { names: plan.ignored.join(", ") }));
    }
    return make("div", { class: "sheet-summary" }, ...lines.map((line) => make("p", {}, line)));
}

// Rows that stay as they are say nothing new and are only counted.
function tableOf(plan: Plan): HTMLElement {
    const rows = plan.rows.filter(({ act }) => act !== "keep");
    const more = rows.length > rowsShown
        ? [make("p", { class: "small quiet" }, t("sheet.more", { count: rows.length - rowsShown }))]
        : [];
    const head = make("tr", {}, ...(["row", "name", "act", "changes"] as const).map(
        (name) => make("th", { scope: "col" }, t(`sheet.col_${name}`))));
    return make("div", { class: "sheet-rows", tabindex: "0", role: "region",
                         "aria-label": t("sheet.look") },
                make("table", { class: "table" }, make("thead", {}, head),
                     make("tbody", {}, ...rows.slice(0, rowsShown).map(rowOf))), ...more);
}

function remember(sheet: Sheet, taken: TakenIn): void {
    try {
        sessionStorage.setItem(rememberedAs, JSON.stringify({ ...sheet, taken }));
    } catch {
        // Too large for the browser to keep: it is taken in, but not undone by a button.
    }
}

// Looks at a file and shows what it would do; taking it in loads the page again.
class Looking {
    constructor(private readonly sheet: Sheet, private readonly place: HTMLElement) {}

    async look(file: File): Promise<void> {
        const bar = make("progress", { max: "100", "aria-label": file.name });
        this.place.replaceChildren(make("p", { class: "small quiet" }, file.name), bar);
        try {
            const { kind, place } = this.sheet;
            const to = uploadAddress("preview_spreadsheet", { kind, ...place });
            const sending = sendFile<Plan>(to, file, (share) => {
                if (share < 1) bar.value = Math.round(share * 100);
                else bar.removeAttribute("value");
            });
            this.show(file, await sending.done);
        } catch (error) {
            this.fail(error);
        }
    }

    private show(file: File, plan: Plan): void {
        const any = plan.create_count + plan.change_count > 0;
        const button = make("button", { class: "button button-ink", type: "button" },
                            t(plan.refuse_count > 0 ? "sheet.take_others" : "sheet.take"));
        button.addEventListener("click", () => {
            button.disabled = true;
            saving(this.take(file, plan)).catch((error: unknown) => this.fail(error));
        });
        this.place.replaceChildren(summaryOf(plan),
            ...(any || plan.refuse_count > 0 ? [tableOf(plan)] : []),
            ...(any ? [make("div", { class: "button-row" }, button)] : []));
        if (any) button.focus();
    }

    private async take(file: File, plan: Plan): Promise<void> {
        const { kind, place } = this.sheet;
        const to = uploadAddress("take_in_spreadsheet", { kind, ...place, plan_id: plan.plan_id });
        remember(this.sheet, await sendFile<TakenIn>(to, file).done);
        location.reload();
    }

    private fail(error: unknown): void {
        if (!(error instanceof Problem)) throw error;
        this.place.replaceChildren(make("p", { class: "state is-failed", role: "alert" },
                                        error.message));
    }
}

function openSheet(sheet: Sheet, mayEdit: boolean): void {
    const body = make("div", { class: "spreadsheet" }, make("p", { class: "quiet" }, t("sheet.out")),
                      downloads(sheet));
    if (mayEdit) {
        const plan = make("div", { class: "sheet-plan", "aria-live": "polite" });
        const looking = new Looking(sheet, plan);
        const input = make("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx,.ods",
                                      name: "file" });
        input.addEventListener("change", () => {
            const file = input.files?.[0];
            if (file !== undefined) void looking.look(file);
        });
        body.append(make("label", { class: "field" }, make("span", {}, t("sheet.in")), input),
                    make("p", { class: "small quiet" }, t("sheet.in_help")), plan);
    }
    openDialog(t("sheet.name"), body, "sheet-dialog");
}

function offerUndo(): void {
    const text = sessionStorage.getItem(rememberedAs);
    if (text === null) return;
    sessionStorage.removeItem(rememberedAs);
    const { kind, place, taken } = JSON.parse(text) as Remembered;
    const undo = (): void => guarded(async () => {
        await saving(api("undo_spreadsheet", { kind, ...place, ...taken.undo }));
        location.reload();
    });
    toast(t("sheet.taken", { created: taken.create_count, changed: taken.change_count }),
          { act: { name: t("common.undo"), run: undo } });
}

// <button data-act="spreadsheet" data-kind data-project-id | data-world-id [data-editable]>
export function startSpreadsheet(): void {
    offerUndo();
    onAct("spreadsheet", ({ dataset }) => {
        const place = dataset["worldId"] === undefined
            ? { project_id: dataset["projectId"] ?? "" } : { world_id: dataset["worldId"] };
        openSheet({ kind: dataset["kind"] ?? "", place }, "editable" in dataset);
    });
}
