// A sound under a shot of the storyboard: chosen with the card's button, or dropped on the card.
import { api, apiList } from "../lib/api.ts";
import { all, find, get, icon, make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { sendSound } from "./send_sound.ts";
import { report, toast } from "./toast.ts";

const shotAt = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>("[data-shot]") : null;

// How many sounds each card carries, which leads to where they are heard.
async function showCounts(): Promise<void> {
    const sounds = await apiList<{ shot_id: string | null }>("list_sounds", "audio",
        { project_id: projectId, waveforms: false });
    for (const card of all("[data-shot]")) {
        const count = sounds.filter(({ shot_id: shot }) => shot === card.dataset["shot"]).length;
        find(".frame-sounds", card)?.remove();
        if (count === 0) continue;
        const scene = card.closest<HTMLElement>("[data-scene]")?.dataset["scene"] ?? "";
        find(".frame-head", card)?.append(make("a", { class: "frame-sounds small",
            href: `/p/${projectId}/play?at=${scene}` }, icon("sound"),
            t("sound.count", { count })));
    }
}

async function bring(shot: HTMLElement, file: File): Promise<void> {
    const sound = await sendSound(file, { shot_id: shot.dataset["shot"] ?? "", type: "sfx" },
                                  get("[data-sound-uploads]"));
    if (sound === null) return;
    await showCounts();
    const number = find(".number", shot)?.textContent ?? "";
    toast(t("sound.brought", { number }), { act: { name: t("common.undo"), run: () => {
        saving(api("delete_sound", { sound_id: sound.id })).then(showCounts).catch(report);
    } } });
}

export function startSounds(board: HTMLElement): void {
    showCounts().catch(report);
    get("[data-toasts]").append(get("[data-sound-uploads]"));
    const chooser = make("input", { type: "file", hidden: true,
        accept: "audio/*,.wav,.mp3,.ogg,.opus,.flac,.m4a,.aac,.webm" });
    let chosenFor: HTMLElement | null = null;
    board.append(chooser);
    const choose = (shot: HTMLElement | null): void => {
        if (shot === null) return;
        chosenFor = shot;
        chooser.click();
    };
    chooser.addEventListener("change", () => {
        const file = chooser.files?.[0];
        if (file !== undefined && chosenFor !== null) bring(chosenFor, file).catch(report);
        chooser.value = "";
    });
    board.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-act=bring-sound]") : null;
        if (button !== null) choose(shotAt(button));
    });
    for (const type of ["dragover", "drop"] as const) {
        board.addEventListener(type, (event) => {
            const shot = shotAt(event.target);
            const items = [...event.dataTransfer?.items ?? []];
            if (shot === null || !items.some((item) => item.type.startsWith("audio/"))) return;
            event.preventDefault();
            const file = event.dataTransfer?.files[0];
            if (type === "drop" && file !== undefined) bring(shot, file).catch(report);
        });
    }
    bind({ key: "a", name: t("sound.bring"), group: "here",
           act: () => choose(shotAt(document.activeElement)) });
}
