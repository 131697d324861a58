// The start button becomes the progress, in place: count, time left, and a way to stop.
import { api } from "../lib/api.ts";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { followJob, isOpen, type Job } from "./jobs.ts";
import { guarded } from "./toast.ts";

interface Options {
    place: HTMLElement;                       // What the progress stands in for.
    count: (done: number, total: number) => string;
    starting: string;                         // Before there is anything to count.
    onChange?: (job: Job) => void;
    onEnd: (job: Job) => void;
}

// Minutes left at the pace so far; empty while that is not known.
export function timeLeft(job: Job, now: Date): string {
    const done = job.done_count + job.failed_count;
    if (job.started_at === null || done < 3 || job.item_count <= done) return "";
    const passed = now.getTime() - new Date(job.started_at).getTime();
    const minutes = (passed / done) * (job.item_count - done) / 60_000;
    return minutes < 1 ? t("storyboard.seconds_left")
        : t("storyboard.left", { minutes: Math.ceil(minutes) });
}

const announceEvery = 10_000;

export function showProgress(jobId: string, options: Options): void {
    const count = make("span", {}, options.starting);
    const left = make("span", { class: "small quiet" });
    const bar = make("progress", { max: "1", "aria-label": options.starting });
    const stop = make("button", { class: "button button-quiet", type: "button" },
                      t("jobs.cancel"));
    const spoken = make("span", { class: "reader-only", "aria-live": "polite" });
    const box = make("div", { class: "progress", "data-progress": jobId }, count,
                     make("span", { class: "button-row" }, left, stop), bar, spoken);
    options.place.replaceChildren(box);
    stop.addEventListener("click", () => guarded(async () => {
        stop.disabled = true;
        await api("cancel_job", { job_id: jobId });
    }));
    let spokenAt = 0;
    let most = 0;
    followJob(jobId, (job) => {
        const done = job.done_count + job.failed_count;
        most = Math.max(most, done);  // Bars never go backwards.
        if (job.item_count > 0) {
            bar.max = job.item_count;
            bar.value = most;
            count.textContent = options.count(most, job.item_count);
            left.textContent = timeLeft(job, new Date());
        }
        if (performance.now() - spokenAt > announceEvery) {
            spokenAt = performance.now();
            spoken.textContent = count.textContent;
        }
        options.onChange?.(job);
        if (!isOpen(job)) options.onEnd(job);
    });
}

// Why a job did not come to its end, for its place on the page or a toast.
export function failureOf(job: Job): string {
    if (job.state === "cancelled") return t("jobs.cancelled");
    return job.error === "" ? t("jobs.failed", { title: job.title }) : job.error;
}
