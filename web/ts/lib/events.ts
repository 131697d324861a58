// Events of the house: over the live connection, or by asking again and again where there is none;
// either way they go on from the last id that this tab has seen.
import { api, Problem } from "./api.ts";
import { projectId } from "./dom.ts";
import { isLive, liveFailures, onLive, onLiveState, sendLive, startLive } from "./live.ts";
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
const ofProject: Record<string, string> = projectId === "" ? {} : { project_id: projectId };
let after = document.documentElement.dataset["lastEvent"] ?? "";
let running = false;
let polling: AbortController | null = null;

// Calls `listen` for each event from now on; the first listener begins to follow.
export function onEvent(listen: Listener): () => void {
    listeners.add(listen);
    if (!running) {
        running = true;
        follow();
    }
    return () => listeners.delete(listen);
}

function follow(): void {
    onLive("events", (message) => take(message as unknown as EventsAnswer));
    onLiveState((state) => {
        if (state === "open") {
            polling?.abort();
            polling = null;
            setConnection("saved");
            sendLive({ type: "events.follow", after, ...ofProject });
            return;
        }
        // One lost connection is no reason to ask in another way; a second one may be. From then on
        // what those questions meet tells how it stands: each further try to open a line would
        // only say again that nobody knows.
        if (liveFailures() < 2) setConnection(navigator.onLine ? "unknown" : "offline");
        else if (polling === null) {
            polling = new AbortController();
            void poll(polling.signal);
        }
    });
    startLive();
}

function take(answer: EventsAnswer): void {
    after = answer.last_id;
    if (answer.reset) tell({ id: after, type: "reset", project_id: "", data: {} });
    answer.events.forEach(tell);
}

function tell(event: LiveEvent): void {
    listeners.forEach((listen) => listen(event));
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

const waitShortest = 1000;
const waitLongest = 15_000;

async function poll(signal: AbortSignal): Promise<void> {
    let wait = waitShortest;
    while (!signal.aborted && !isLive()) {
        try {
            const asked = performance.now();
            const answer = await api<EventsAnswer>("list_events", { after, ...ofProject }, signal);
            // A server that is about to stop confirms nothing.
            if (!answer.resume) setConnection("saved");
            wait = waitShortest;
            take(answer);
            // A server that answers at once without news is not to be asked in a circle.
            const early = performance.now() - asked < waitShortest;
            if (answer.resume || (answer.events.length === 0 && early)) await pause(waitShortest);
        } catch (error) {
            if (signal.aborted) return;
            const answered = error instanceof Problem && error.status > 0;
            setConnection(answered ? "unknown" : "offline");
            await pause(wait);
            wait = Math.min(wait * 2, waitLongest);
        }
    }
}
