// The waveform of a sound with a handle at either end, and one for either fade. What they say
// stands in the number fields of the form, and the other way round.
import { find, get, make } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { drawFades, drawWave, type Sound } from "./sounds.ts";

export type Cut = "start_ms" | "end_ms" | "fade_in_ms" | "fade_out_ms";

const names: Record<Cut, TextKey> = { start_ms: "sound.start", end_ms: "sound.end",
                                      fade_in_ms: "sound.fade_in", fade_out_ms: "sound.fade_out" };
const cuts = Object.keys(names) as Cut[];
const leastMs = 10;

type Times = Record<Cut, number>;

// Where in the file a handle stands.
const placeOf = (name: Cut, times: Times): number => name === "fade_in_ms"
    ? times.start_ms + times.fade_in_ms
    : name === "fade_out_ms" ? times.end_ms - times.fade_out_ms : times[name];

// The time that a handle says when it is put at `at`: ends stay apart, fades between them.
function timeAt(name: Cut, at: number, times: Times, length: number): number {
    const heard = times.end_ms - times.start_ms;
    const [wanted, least, most] = {
        start_ms: [at, 0, times.end_ms - leastMs],
        end_ms: [at, times.start_ms + leastMs, length],
        fade_in_ms: [at - times.start_ms, 0, heard - times.fade_out_ms],
        fade_out_ms: [times.end_ms - at, 0, heard - times.fade_in_ms],
    }[name] as [number, number, number];
    return Math.round(Math.min(most, Math.max(least, wanted)));
}

export function cutter(form: HTMLFormElement, sound: Sound): HTMLElement {
    const length = sound.duration_ms ?? 0;
    const input = (name: Cut): HTMLInputElement => get(`[name=${name}]`, form);
    const times = (): Times => Object.fromEntries(
        cuts.map((name) => [name, Number(input(name).value) * 1000])) as Times;
    const canvas = make("canvas", { class: "sound-wave cut-wave", width: "900", height: "96",
                                    "aria-hidden": "true" });
    const handles = cuts.map((name) => make("span", {
        class: name.startsWith("fade") ? "cut-handle is-fade" : "cut-handle", role: "slider",
        tabindex: "0", "aria-label": t(names[name]), "aria-valuemin": "0",
        "aria-valuemax": String(length / 1000), title: t(names[name]), "data-handle": name }));
    const box = make("div", { class: "cutter" }, canvas, ...handles);
    const show = (): void => {
        const now = times();
        drawWave(canvas, sound.waveform_data, now.start_ms / length, now.end_ms / length);
        drawFades(canvas, ...cuts.map((name) => placeOf(name, now) / length) as
            [number, number, number, number]);
        handles.forEach((handle, at) => {
            const name = cuts[at] ?? "start_ms";
            const share = placeOf(name, now) / length;
            handle.style.left = `${Math.min(100, Math.max(0, share * 100))}%`;
            handle.setAttribute("aria-valuenow", String(now[name] / 1000));
        });
    };
    const put = (name: Cut, at: number): void => {
        input(name).value = String(timeAt(name, at, times(), length) / 1000);
        show();
    };
    // The handle that is held, else the end that is nearer.
    const heldAt = (target: EventTarget | null, at: number): Cut => {
        const held = target instanceof HTMLElement ? target.dataset["handle"] : undefined;
        if (held !== undefined) return held as Cut;
        const { start_ms: from, end_ms: to } = times();
        return Math.abs(at - from) < Math.abs(at - to) ? "start_ms" : "end_ms";
    };
    box.addEventListener("pointerdown", (event) => {
        const area = canvas.getBoundingClientRect();
        const at = (x: number): number => (x - area.left) / area.width * length;
        const name = heldAt(event.target, at(event.clientX));
        find(`[data-handle=${name}]`, box)?.focus();
        event.preventDefault();
        box.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent): void => put(name, at(moved.clientX));
        move(event);
        box.addEventListener("pointermove", move);
        for (const end of ["pointerup", "pointercancel"] as const) {
            box.addEventListener(end, () => box.removeEventListener("pointermove", move),
                                 { once: true });
        }
    });
    box.addEventListener("keydown", (event) => {
        const name = (event.target as HTMLElement).dataset["handle"] as Cut | undefined;
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (name === undefined || step === undefined) return;
        event.preventDefault();
        put(name, placeOf(name, times()) + step * (event.shiftKey ? 1000 : 50));
    });
    form.addEventListener("input", show);
    requestAnimationFrame(show);
    return box;
}
