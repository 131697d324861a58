// Live events: one long poll per tab, going on from the last id that this tab has seen.
import { api, Problem } from "./api.ts";
import { projectId } from "./dom.ts";
import { setConnection } from "./status.ts";

export interface LiveEvent {
    id: string;
    type: string;        // "job.progress", "project.changed"; "reset" where some were missed.
    project_id: string;
    data: Record<string, unknown>;
}

interface EventsAnswer {
    events: LiveEvent[];
    last_id: string;
    reset: boolean;   // What was asked after is forgotten: everything is to be read again.
    resume: boolean;  // The server stops: it is to be asked again in a moment.
}

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let running = false;

// Calls `listen` for each event from now on; the first listener starts the poll.
export function onEvent(listen: Listener): () => void {
    listeners.add(listen);
    if (!running) {
        running = true;
        void poll(document.documentElement.dataset["lastEvent"] ?? "");
    }
    return () => listeners.delete(listen);
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((done) => {
        const timer = setTimeout(finish, milliseconds);
        function finish(): void {
            clearTimeout(timer);
            removeEventListener("online", finish);
            removeEventListener("focus", finish);
            done();
        }
        // A network that comes back, or a tab that is looked at, ends the waiting.
        addEventListener("online", finish);
        addEventListener("focus", finish);
    });
}

function tell(event: LiveEvent): void {
    listeners.forEach((listen) => listen(event));
}

const waitShortest = 1000;
const waitLongest = 15_000;

async function poll(from: string): Promise<void> {
    let after = from;
    let wait = waitShortest;
    for (;;) {
        try {
            const asked = performance.now();
            const answer = await api<EventsAnswer>("list_events", {
                after, ...(projectId === "" ? {} : { project_id: projectId }) });
            setConnection("saved");
            wait = waitShortest;
            after = answer.last_id;
            if (answer.reset) tell({ id: after, type: "reset", project_id: "", data: {} });
            answer.events.forEach(tell);
            // A server that answers at once without news is not to be asked in a circle.
            const early = performance.now() - asked < waitShortest;
            if (answer.resume || (answer.events.length === 0 && early)) await pause(waitShortest);
        } catch (error) {
            setConnection(error instanceof Problem && error.status > 0 ? "unknown" : "offline");
            await pause(wait);
            wait = Math.min(wait * 2, waitLongest);
        }
    }
}
