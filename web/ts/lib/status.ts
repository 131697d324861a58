// The saving chip: what the server has confirmed, never what the page hopes.
import type { Standing } from "../writing/sync.ts";
import { find } from "./dom.ts";
import { t, timeOfDay } from "./i18n.ts";

export type Connection = "saved" | "unknown" | "offline";

const quietFor = 2_000;     // Milliseconds in which unconfirmed words are not worth a word.
const patientFor = 10_000;  // Then it is said that they are not on the server.
const sentShown = 5_000;

let connection: Connection = "saved";
let known: Exclude<Connection, "unknown"> = "saved";  // What was last known of it.
let writing: Standing | null = null;
let sent = 0;
let open = 0;
let timer = 0;

export function setConnection(state: Connection): void {
    connection = state;
    if (state !== "unknown") known = state;
    show();
}

// What an editor knows of the words typed in it.
export function setWriting(standing: Standing): void {
    writing = standing;
    if (standing.sent > 0) {
        sent = standing.sent;
        setTimeout(() => { sent = 0; show(); }, sentShown);
    }
    show();
}

// Counts a write until the server has answered; the chip speaks up after two seconds.
export async function saving<Answer>(write: Promise<Answer>): Promise<Answer> {
    ++open;
    const slow = setTimeout(show, quietFor);
    try {
        const answer = await write;
        setConnection("saved");
        return answer;
    } finally {
        --open;
        clearTimeout(slow);
        show();
    }
}

interface Chip {
    state: "saved" | "unknown" | "offline" | "needs";
    text: string;
    hint?: string;  // Why, in the server's words; "" or absent: nothing beyond the state.
}

function ofWriting(standing: Standing): Chip | null {
    const count = standing.unsent;
    if (standing.trouble === "offline") {
        return { state: "offline",
                 text: count > 0 ? t("saving.offline_changes", { count }) : t("saving.offline") };
    }
    if (standing.trouble !== "none") {
        return { state: "needs", text: t(`saving.${standing.trouble}`) };
    }
    if (count === 0) return null;
    if (!standing.kept) return { state: "needs", text: t("saving.no_room") };
    const waited = Date.now() - standing.since;
    clearTimeout(timer);
    if (waited < patientFor) {
        timer = setTimeout(show, (waited < quietFor ? quietFor : patientFor) - waited);
    }
    if (waited >= patientFor) {
        return { state: "offline", text: t("saving.pending"), hint: standing.problem };
    }
    if (waited >= quietFor) return { state: "unknown", text: t("saving.catching_up") };
    // Too short to be worth a word, and too long to be called saved.
    return { state: "unknown", text: "" };
}

function chip(): Chip {
    const words = writing === null ? null : ofWriting(writing);
    if (words !== null) return words;
    if (known === "offline") return { state: "offline", text: t("saving.offline") };
    if (open > 0) return { state: "unknown", text: t("saving.catching_up") };
    if (sent > 0) return { state: "saved", text: t("saving.sent", { count: sent }) };
    // Where nobody knows yet, the words say what was last known, and the mark that it is in doubt.
    return { state: connection, text: t("saving.saved") };
}

function show(): void {
    const shown = find("[data-status]");
    if (shown === null) return;
    const { state, text, hint = "" } = chip();
    shown.dataset["state"] = state;
    const line = shown.firstElementChild;
    if (text !== "" && line !== null && line.textContent !== text) line.textContent = text;
    shown.title = state === "saved" ? t("saving.saved_hint", { time: timeOfDay(new Date()) })
        : hint !== "" ? hint
        : state === "offline" ? t("saving.offline_hint") : "";
}
