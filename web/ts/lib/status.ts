// The saving chip: what the server has confirmed, never what the page hopes.
import { find } from "./dom.ts";
import { t, timeOfDay } from "./i18n.ts";

export type Connection = "saved" | "unknown" | "offline";

let connection: Connection = "saved";
let open = 0;

export function setConnection(state: Connection): void {
    connection = state;
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
    const state = connection === "saved" && open > 0 ? "unknown" : connection;
    if (state === chip.dataset["state"] && state !== "saved") return;
    chip.dataset["state"] = state;
    const text = state === "offline" ? t("saving.offline")
        : open > 0 ? t("saving.catching_up") : t("saving.saved");
    const line = chip.firstElementChild;
    if (line !== null && line.textContent !== text) line.textContent = text;
    chip.title = state === "offline" ? t("saving.offline_hint")
        : t("saving.saved_hint", { time: timeOfDay(new Date()) });
}
