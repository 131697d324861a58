// Jobs: rows that move while the work goes on.
import { api } from "../lib/api.ts";
import { all, find, get, make, onAct } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t, tOr } from "../lib/i18n.ts";
import { followJob, isOpen, type Job } from "../parts/jobs.ts";
import { timeLeft } from "../parts/progress.ts";
import { guarded } from "../parts/toast.ts";

function show(row: HTMLElement, job: Job): void {
    const bar = get<HTMLProgressElement>("progress", row);
    const done = job.done_count + job.failed_count;
    bar.max = Math.max(1, job.item_count);
    bar.value = Math.max(bar.value, done);
    row.dataset["state"] = job.state;
    get("[data-job-count]", row).textContent =
        t("jobs.count", { done: job.done_count, total: job.item_count });
    get("[data-job-time]", row).textContent = timeLeft(job, new Date());
    const state = get("[data-job-state]", row);
    state.textContent = tOr(`jobs.state.${job.state}`, job.state);
    state.className = `state is-${{ done: "done", failed: "failed", partly_done: "partly" }[
        job.state as string] ?? "open"}`;
    get("[data-failed-items]", row).replaceChildren(
        ...job.items.filter((item) => item.state === "failed").map((item) =>
            make("li", { class: "notice is-failed" }, make("strong", {}, item.title),
                 make("span", {}, item.error))));
}

function follow(row: HTMLElement): void {
    followJob(row.dataset["job"] ?? "", (job) => {
        show(row, job);
        // What one may do with it has changed; the server's page knows.
        if (!isOpen(job)) setTimeout(() => location.reload(), 800);
    });
}

export function start(): void {
    const open = ["queued", "running"];
    for (const row of all("[data-job]")) {
        if (open.includes(row.dataset["state"] ?? "")) follow(row);
    }
    onEvent((event) => {
        const id = String(event.data["job_id"] ?? event.data["id"] ?? "");
        const known = find(`[data-job="${CSS.escape(id)}"]`) !== null;
        if (event.type.startsWith("job") && id !== "" && !known) location.reload();
    });
    const idOf = (button: HTMLElement): string =>
        button.closest<HTMLElement>("[data-job]")?.dataset["job"] ?? "";
    onAct("cancel-job", (button) => guarded(async () => {
        button.setAttribute("disabled", "");
        await api("cancel_job", { job_id: idOf(button) });
    }));
    onAct("retry-job", (button) => guarded(async () => {
        button.setAttribute("disabled", "");
        await api("retry_job", { job_id: idOf(button) });
        location.reload();
    }));
}
