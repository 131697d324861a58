// The live connection of this tab: one WebSocket for events, changes of scripts and who is there.
// It is opened again by itself; where that fails, callers ask over HTTP instead.

export interface LiveMessage {
    type: string;
    [member: string]: unknown;
}

type Handler = (message: LiveMessage) => void;
export type LiveState = "open" | "closed" | "signed_out";

const handlers = new Map<string, Set<Handler>>();
const listeners = new Set<(state: LiveState) => void>();

const waitShortest = 500;
const waitLongest = 15_000;
const beatAfter = 15_000;      // Milliseconds of silence.
const deadAfter = 5_000;       // Milliseconds without an answer to a beat.
const lookEvery = 5_000;
const signedOut = 4401;

let socket: WebSocket | null = null;
let open = false;
let started = false;
let failures = 0;
let heardAt = 0;
let askedAt = 0;               // When a beat was sent that is not answered; 0: none.
let lookedAt = 0;
let timer = 0;

export function onLive(type: string, handle: Handler): () => void {
    const set = handlers.get(type) ?? new Set();
    handlers.set(type, set.add(handle));
    return () => set.delete(handle);
}

// Called with the state as it is now, and at each change of it.
export function onLiveState(listen: (state: LiveState) => void): () => void {
    listeners.add(listen);
    if (open) listen("open");
    return () => listeners.delete(listen);
}

export function isLive(): boolean {
    return open;
}

// How often in a row the connection could not be had.
export function liveFailures(): number {
    return failures;
}

// False where there is no connection: nothing was sent.
export function sendLive(message: LiveMessage): boolean {
    if (!open || socket === null) return false;
    socket.send(JSON.stringify(message));
    return true;
}

export function startLive(): void {
    if (started) return;
    started = true;
    lookedAt = Date.now();
    setInterval(look, lookEvery);
    addEventListener("online", probe);
    addEventListener("focus", probe);
    document.addEventListener("visibilitychange", probe);
    connect();
}

// The other end does not answer, whatever the browser believes.
export function dropLive(): void {
    if (socket !== null) closed(socket, 0);
}

// The network is back, or somebody looks: is the connection still what it was?
function probe(): void {
    if (document.visibilityState === "hidden") return;
    if (open) beat();
    else if (socket === null) connect();
}

// For whoever knows that the server answers again.
export const wakeLive = probe;

function beat(): void {
    if (askedAt === 0 && sendLive({ type: "beat" })) askedAt = Date.now();
}

function look(): void {
    const now = Date.now();
    // A gap between two looks: the machine was asleep.
    if (now - lookedAt > 3 * lookEvery) probe();
    lookedAt = now;
    if (!open) return;
    if (askedAt > 0 && now - askedAt > deadAfter) dropLive();
    else if (now - heardAt > beatAfter) beat();
}

function connect(): void {
    clearTimeout(timer);
    const address = new URL("/api/v1/live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const mine = new WebSocket(address);
    socket = mine;
    mine.onopen = () => {
        if (socket !== mine) return;
        open = true;
        failures = 0;
        heardAt = Date.now();
        askedAt = 0;
        listeners.forEach((listen) => listen("open"));
    };
    mine.onmessage = ({ data }) => {
        if (socket !== mine) return;
        heardAt = Date.now();
        askedAt = 0;
        for (const message of JSON.parse(data as string) as LiveMessage[]) {
            handlers.get(message.type)?.forEach((handle) => handle(message));
        }
    };
    mine.onclose = ({ code }) => closed(mine, code);
}

function closed(which: WebSocket, code: number): void {
    if (socket !== which) return;
    socket = null;
    open = false;
    which.onclose = null;
    which.close();
    ++failures;
    const wait = Math.min(waitShortest * 2 ** (failures - 1), waitLongest);
    timer = setTimeout(connect, wait * (0.5 + Math.random()));
    listeners.forEach((listen) => listen(code === signedOut ? "signed_out" : "closed"));
}
