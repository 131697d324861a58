// Exports: choose, make, download; the row appears below while it is made.
import { api, apiList } from "../lib/api.ts";
import { all, find, get, make, projectId, stamp } from "../lib/dom.ts";
import { ago, exactly, t } from "../lib/i18n.ts";
import { isOpen, type Job } from "../parts/jobs.ts";
import { failureOf, showProgress } from "../parts/progress.ts";
import { readSwitches, startPresets } from "../parts/print.ts";
import { startSheets } from "../parts/sheets.ts";
import { guarded, toast } from "../parts/toast.ts";

interface Export {
    id: string;
    format: string;
    paper: string;
    file_name: string;
    job_id: string | null;
    asset_id: string | null;
    created_at: string;
    losses: string[];
}

const form = (): HTMLFormElement => get<HTMLFormElement>("[data-export-form]");

function chosen(): HTMLInputElement {
    return get<HTMLInputElement>("input[name=format]:checked", form());
}

const isByPlace = (): boolean =>
    get<HTMLInputElement>("[name=by_place]:checked", form()).value !== "";

function showChoice(): void {
    const choice = chosen();
    for (const preview of all("[data-preview]")) {
        preview.hidden = preview.dataset["preview"] !== choice.value;
    }
    get<HTMLFieldSetElement>("[data-paper]").disabled = !("takesPaper" in choice.dataset);
    const options = get<HTMLFieldSetElement>("[data-script-options]");
    options.hidden = options.disabled = choice.value !== "pdf";
    const order = get<HTMLFieldSetElement>("[data-shot-options]");
    order.hidden = order.disabled = choice.value !== "shot_list";
    const button = find("[data-make]");
    if (button !== null) {
        button.textContent = t("exports.make_kind", { kind: choice.dataset["kind"] ?? "" });
    }
    const here = new URL(location.href);
    here.searchParams.set("format", choice.value);
    history.replaceState(history.state, "", here);
}

function addRow(made: Export): HTMLElement {
    const row = stamp<HTMLElement>("export-row");
    const source = get<HTMLInputElement>(`input[name=format][value="${made.format}"]`);
    row.dataset["export"] = made.id;
    get(".export-kind", row).textContent = source.dataset["kind"] ?? "";
    get(".export-name", row).textContent = made.file_name;
    const time = get<HTMLTimeElement>("time", row);
    time.dateTime = made.created_at;
    time.textContent = ago(new Date(made.created_at));
    time.title = exactly(new Date(made.created_at));
    get("[data-export-rows]").prepend(row);
    get("[data-no-exports]").hidden = true;
    return row;
}

async function findExport(jobId: string): Promise<Export | undefined> {
    const list = await apiList<Export>("list_exports", "exports", { project_id: projectId });
    return list.find(({ job_id: id }) => id === jobId);
}

function finish(row: HTMLElement, job: Job, made: Export): void {
    const name = get(".export-name", row);
    if (job.state !== "done") {
        name.after(make("p", { class: "state is-failed" },
                        failureOf(job)));
        return;
    }
    const url = `/api/v1/exports/${made.id}/file`;
    name.replaceChildren(make("a", { href: url, download: true }, name.textContent ?? ""));
    name.after(...made.losses.map((loss) => make("p", { class: "export-loss small quiet" }, loss)));
    get(".export-acts", row).replaceChildren(make("span", { class: "button-row" },
        make("a", { class: "button", href: url, download: true }, t("exports.download"))));
    toast(t("exports.ready", { name: name.textContent ?? "" }));
}

// Follows a job in the place of the button; its file gets a row as soon as it has a name.
function follow(jobId: string, place: HTMLElement): void {
    const before = [...place.childNodes];
    let row: HTMLElement | null = null;
    let known: Promise<Export | undefined> | null = null;
    const ensureRow = async (): Promise<Export | undefined> => {
        known ??= findExport(jobId);
        const made = await known;
        if (made !== undefined && row === null) {
            row = find(`[data-export="${CSS.escape(made.id)}"]`) ?? addRow(made);
        }
        return made;
    };
    void ensureRow();
    showProgress(jobId, {
        place,
        starting: t("exports.starting"),
        count: (done, total) => t("exports.making", { done, total }),
        onEnd: (job) => guarded(async () => {
            place.replaceChildren(...before);
            for (const button of all<HTMLButtonElement>("button", place)) button.disabled = false;
            await ensureRow();
            const made = await findExport(jobId);  // As it is when it is made.
            if (made !== undefined && row !== null && !isOpen(job)) finish(row, job, made);
        }),
    });
}

async function startMaking(format: string, paper: string): Promise<void> {
    const place = get("[data-export-start]");
    for (const button of all<HTMLButtonElement>("button", place)) button.disabled = true;
    try {
        const job = await api<Job>("start_export", {
            project_id: projectId, format, paper,
            ...(format === "pdf" ? readSwitches(form()) : {}),
            ...(format === "shot_list" ? { by_place: isByPlace() } : {}),
        });
        follow(job.id, place);
    } catch (error) {
        for (const button of all<HTMLButtonElement>("button", place)) button.disabled = false;
        throw error;
    }
}

export function start(): void {
    startSheets();
    const asked = new URL(location.href).searchParams.get("format") ?? "";
    const wanted = find<HTMLInputElement>(`input[name=format][value="${CSS.escape(asked)}"]`);
    if (wanted !== null) wanted.checked = true;
    showChoice();
    startPresets(form(), showChoice);
    const paper = (): string => get<HTMLInputElement>("input[name=paper]:checked", form()).value;
    form().addEventListener("change", showChoice);
    form().addEventListener("submit", (event) => {
        event.preventDefault();
        guarded(() => startMaking(chosen().value, paper()));
    });
    get("[data-export-rows]").addEventListener("click", (event) => {
        const again = (event.target as Element).closest<HTMLElement>("[data-again]");
        if (again === null) return;
        get<HTMLInputElement>(`input[name=format][value="${again.dataset["again"] ?? ""}"]`)
            .checked = true;
        showChoice();
        guarded(() => startMaking(chosen().value, paper()));
        scrollTo({ top: 0 });
    });
    for (const row of all("tr[data-job]")) {
        follow(row.dataset["job"] ?? "", get("[data-export-start]"));
    }
}
