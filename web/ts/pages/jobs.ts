// Jobs: rows that move while the work goes on.
import { api } from "../lib/api.ts";
import { all, find, get, make, onAct } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t, tOr } from "../lib/i18n.ts";
import { followJob, isOpen, type Job } from "../parts/jobs.ts";
import { timeLeft } from "../parts/progress.ts";
import { guarded } from "../parts/toast.ts";

const missing = ["failed", "cancelled", "unknown", "unsupported", "blocked"];

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
    get("[data-missing-items]", row).replaceChildren(
        ...job.items.filter((item) => missing.includes(item.state)).map((item) =>
            make("li", { class: "notice is-failed" }, make("strong", {}, item.title),
                 make("span", {}, tOr(`jobs.item.${item.state}`, item.state)
                     + (item.error === "" ? "" : `: ${item.error}`)))));
}

function follow(row: HTMLElement): void {
    followJob(row.dataset["job"] ?? "", (job) => {
        const before = row.dataset["state"];
        show(row, job);
        // What one may do with it has changed; the server's page knows.
        const paused = job.state === "paused";
        if (!isOpen(job) || paused !== (before === "paused")) {
            setTimeout(() => location.reload(), 800);
        }
    });
}

export function start(): void {
    const open = ["queued", "running", "paused"];
    for (const time of all<HTMLTimeElement>("[data-resume-at]")) {
        const at = new Date(time.dateTime);
        time.textContent = t("jobs.resumes_at", { time: at.toLocaleString(document.documentElement.lang,
            { weekday: "short", hour: "numeric", minute: "2-digit" }) });
    }
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
    const itemOf = (button: HTMLElement): string =>
        button.closest<HTMLElement>("[data-item]")?.dataset["item"] ?? "";
    const actOnItem = (act: string, route: "retry_job_item" | "skip_job_item"): void =>
        onAct(act, (button) => guarded(async () => {
            button.setAttribute("disabled", "");
            await api(route, { job_id: idOf(button), item_id: itemOf(button) });
            location.reload();
        }));
    actOnItem("retry-item", "retry_job_item");
    actOnItem("skip-item", "skip_job_item");
    const decide = (act: string, route: "look_again" | "send_again"): void =>
        onAct(act, (button) => guarded(async () => {
            button.setAttribute("disabled", "");
            try {
                await api(route, { call_id: button.dataset["call"] ?? "" });
                location.reload();
            } finally {
                button.removeAttribute("disabled");
            }
        }));
    decide("look-again", "look_again");
    decide("send-again", "send_again");
    onAct("resume-job", (button) => guarded(async () => {
        button.setAttribute("disabled", "");
        await api("resume_job", { job_id: idOf(button) });
        location.reload();
    }));
    onAct("retry-job", (button) => guarded(async () => {
        button.setAttribute("disabled", "");
        await api("retry_job", { job_id: idOf(button) });
        location.reload();
    }));
}
