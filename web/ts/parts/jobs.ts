// Following a job: by live events, and by asking where these stay away.
import { api } from "../lib/api.ts";
import { onEvent } from "../lib/events.ts";

export interface JobItem {
    id: string;
    item_key: string;
    title: string;
    state: "queued" | "running" | "done" | "failed" | "cancelled" | "unknown" | "unsupported"
        | "blocked" | "skipped";
    error: string;
    asset_id: string;
    result: { shot_id?: string; asset_id?: string } | null;
}

export interface Job {
    id: string;
    title: string;
    kind: string;
    state: "queued" | "running" | "paused" | "done" | "partly_done" | "failed" | "cancelled";
    error: string;
    pause_reason: string;
    resume_at: string | null;
    item_count: number;
    done_count: number;
    failed_count: number;
    started_at: string | null;
    finished_at: string | null;
    items: JobItem[];
}

export function isOpen(job: Job): boolean {
    return job.state === "queued" || job.state === "running" || job.state === "paused";
}

const shortestPause = 250;
const longestPause = 2000;

// Calls `show` with the job whenever it may have changed, until it has ended.
export function followJob(id: string, show: (job: Job) => void): void {
    let timer = 0;
    let asking = false;
    let again = false;
    const leave = onEvent((event) => {
        if (event.type.startsWith("job") || event.type === "reset") soon(shortestPause);
    });
    function soon(wait: number): void {
        again = again || (asking && wait === shortestPause);
        if (asking) return;
        clearTimeout(timer);
        timer = window.setTimeout(() => void ask(), wait);
    }
    async function ask(): Promise<void> {
        asking = true;
        again = false;
        let open = true;
        try {
            const job = await api<Job>("get_job", { job_id: id });
            show(job);
            open = isOpen(job);
        } catch {
            // The server is away; the chip says so, and the next question finds it.
        }
        asking = false;
        if (open) soon(again ? shortestPause : longestPause);
        else leave();
    }
    void ask();
}
