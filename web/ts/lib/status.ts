// The saving chip: what the server has confirmed, never what the page hopes.
import { find } from "./dom.ts";
import { t, timeOfDay } from "./i18n.ts";

export type Connection = "saved" | "unknown" | "offline";

let connection: Connection = "saved";
let writing: "saved" | "saving" | "offline" | "refused" = "saved";
let open = 0;
let shown = "";

export function setConnection(state: Connection): void {
    connection = state;
    show();
}

// What an editor knows of the words typed in it.
export function setWriting(state: typeof writing): void {
    writing = state;
    show();
}

// Counts a write until the server has answered; the chip speaks up after two seconds.
export async function saving<Answer>(write: Promise<Answer>): Promise<Answer> {
    ++open;
    const slow = setTimeout(show, 2000);
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

function show(): void {
    const chip = find("[data-status]");
    if (chip === null) return;
    const lost = connection === "offline" || writing === "offline";
    const busy = open > 0 || writing === "saving";
    const state = writing === "refused" ? "offline"
        : lost ? "offline"
        : connection === "saved" && busy ? "unknown" : connection;
    const text = writing === "refused" ? t("saving.refused")
        : writing === "offline" ? t("saving.kept_here")
        : lost ? t("saving.offline")
        : busy ? t("saving.catching_up") : t("saving.saved");
    if (state === chip.dataset["state"] && text === shown && state !== "saved") return;
    shown = text;
    chip.dataset["state"] = state;
    const line = chip.firstElementChild;
    if (line !== null && line.textContent !== text) line.textContent = text;
    chip.title = state === "offline" ? t("saving.offline_hint")
        : t("saving.saved_hint", { time: timeOfDay(new Date()) });
}
