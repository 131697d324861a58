// The sounds of one scene, each at its place along the scene.
import { get, stamp } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { clock, drawWave, heard, isPlayed, nameOf, type Sound } from "./sounds.ts";

export interface Stretch {
    start: number;
    length: number;
}

const percent = (share: number): string => `${Math.max(0, Math.min(100, share * 100))}%`;

function lane(sound: Sound, start: number, scene: Stretch,
              open: (sound: Sound) => void): HTMLElement {
    const row = stamp<HTMLElement>("sound-lane");
    const block = get<HTMLButtonElement>(".sound-block", row);
    const canvas = get<HTMLCanvasElement>("canvas", row);
    const length = heard(sound);
    const whole = Math.max(1, scene.length);
    const from = (start - scene.start) / whole;
    row.dataset["type"] = sound.type;
    row.dataset["sound"] = sound.id;
    row.classList.toggle("is-unplayed", !isPlayed(sound));
    block.style.marginInlineStart = percent(Math.min(from, 0.98));
    block.style.inlineSize = percent(Math.min((length ?? whole) / whole, 1 - Math.min(from, 0.98)));
    const star = sound.starred ? " ★" : "";
    const kind = t(`sound.type_${sound.type}`);
    get(".sound-name", row).textContent = `${kind} · ${nameOf(sound)}${star}`;
    const end = length === null ? t("sound.open_end") : clock(start + length, true);
    get(".sound-times", row).textContent = `${clock(start, true)} – ${end}`;
    block.setAttribute("aria-label", t("sound.open", { name: nameOf(sound) }));
    block.addEventListener("click", () => open(sound));
    requestAnimationFrame(() => {
        const file = sound.duration_ms ?? 0;
        const peaks = file === 0 ? sound.waveform_data : sound.waveform_data.slice(
            Math.floor(sound.start_ms / file * sound.waveform_data.length),
            Math.ceil((sound.end_ms ?? file) / file * sound.waveform_data.length));
        drawWave(canvas, peaks);
    });
    return row;
}

export function showLanes(list: HTMLElement, sounds: readonly Sound[], scene: Stretch,
                          startOf: (sound: Sound) => number | null,
                          open: (sound: Sound) => void): void {
    list.replaceChildren(...sounds.flatMap((sound) => {
        const start = startOf(sound);
        return start === null ? [] : [lane(sound, start, scene, open)];
    }));
}
