// The sounds of a project, and where in the story each is heard.
import { apiList } from "../lib/api.ts";
import { projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

export interface Sound {
    id: string;
    rev: number;
    shot_id: string | null;
    scene_id: string | null;
    type: "music" | "sfx" | "voice" | "take";
    label: string;
    file_name: string;
    file_url: string;
    character_id: string | null;
    offset_ms: number;
    start_ms: number;
    end_ms: number | null;
    fade_in_ms: number;
    fade_out_ms: number;
    gain_db: number;
    note: string;
    starred: boolean;
    duration_ms: number | null;
    measured: boolean;
    waveform_data: number[];
}

export const loadSounds = (): Promise<Sound[]> =>
    apiList<Sound>("list_sounds", "audio", { project_id: projectId });

export const nameOf = (sound: Sound): string =>
    sound.label === "" ? sound.file_name === "" ? t(`sound.type_${sound.type}`) : sound.file_name
        : sound.label;

// How much of the file is heard; null where nobody knows how long it is.
export function heard(sound: Sound): number | null {
    const end = sound.end_ms ?? sound.duration_ms;
    return end === null ? null : Math.max(0, end - sound.start_ms);
}

// Of several takes of a character only the chosen one is played.
export const isPlayed = (sound: Sound): boolean => sound.type !== "take" || sound.starred;

// How loud it is, `at` milliseconds behind its beginning: 1 is as loud as the file.
export function loudnessAt(sound: Sound, at: number): number {
    const length = heard(sound);
    if (at < 0 || (length !== null && at > length)) return 0;
    const rising = sound.fade_in_ms === 0 ? 1 : Math.min(1, at / sound.fade_in_ms);
    const falling = sound.fade_out_ms === 0 || length === null ? 1
        : Math.min(1, (length - at) / sound.fade_out_ms);
    return Math.min(rising, falling) * 10 ** (sound.gain_db / 20);
}

// "0:04.5"
export function clock(milliseconds: number, tenths = false): string {
    const seconds = Math.floor(milliseconds / 1000);
    const two = (value: number): string => String(value).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    const whole = minutes >= 60
        ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
        : `${minutes}:${two(seconds % 60)}`;
    return tenths ? `${whole}.${Math.floor(milliseconds / 100) % 10}` : whole;
}

// The loudest of equal parts of a file, of which `from` to `to` (0 to 1) are heard.
export function drawWave(canvas: HTMLCanvasElement, peaks: readonly number[],
                         from = 0, to = 1): void {
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    const { width, height } = canvas;
    const style = getComputedStyle(canvas);
    pen.clearRect(0, 0, width, height);
    for (let x = 0; x < width; x += 3) {
        const share = x / width;
        const peak = peaks[Math.floor(share * peaks.length)] ?? 0;
        const size = Math.max(1, peak * height);
        pen.fillStyle = share >= from && share <= to ? style.color
            : style.getPropertyValue("--line-strong");
        pen.fillRect(x, (height - size) / 2, 2, size);
    }
}

// How it rises and falls: places of start, end, the end of the fade in and the start of the fade
// out, as shares of the file.
export function drawFades(canvas: HTMLCanvasElement, from: number, to: number, risen: number,
                          falling: number): void {
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    const { width, height } = canvas;
    pen.strokeStyle = getComputedStyle(canvas).getPropertyValue("--ink");
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(from * width, height);
    pen.lineTo(risen * width, 1);
    pen.lineTo(falling * width, 1);
    pen.lineTo(to * width, height);
    pen.stroke();
}
