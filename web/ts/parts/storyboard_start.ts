// "Draw the storyboard" and the progress that takes its place.
import { api } from "../lib/api.ts";
import { find, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { type Job } from "./jobs.ts";
import { failureOf, showProgress } from "./progress.ts";
import { report, toast } from "./toast.ts";

function sayEnd(job: Job): void {
    if (job.state === "done") toast(t("storyboard.finished"));
    else if (job.state === "partly_done") {
        toast(t("storyboard.partly", { failed: job.failed_count }), { failed: true });
    } else toast(failureOf(job), { failed: job.state === "failed" });
}

export function startStoryboardButton(onChange?: (job: Job) => void): void {
    const place = find("[data-storyboard-start]");
    if (place === null) return;
    const follow = (id: string): void => showProgress(id, {
        place,
        starting: t("storyboard.preparing"),
        count: (done, total) => t("storyboard.progress", { done, total }),
        ...(onChange === undefined ? {} : { onChange }),
        onEnd: (job) => {
            sayEnd(job);
            document.title = `● ${document.title}`;
            // The page says what comes next: read the comic, or draw what failed.
            setTimeout(() => location.reload(), 1200);
        },
    });
    const open = place.dataset["job"] ?? "";
    if (open !== "") follow(open);
    find<HTMLButtonElement>("[data-act=draw-storyboard]", place)
        ?.addEventListener("click", (event) => {
            const button = event.currentTarget as HTMLButtonElement;
            button.disabled = true;
            api<Job>("start_storyboard", { project_id: projectId }).then(
                (job) => follow(job.id),
                (error: unknown) => { button.disabled = false; report(error); });
        });
}
