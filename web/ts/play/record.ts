// A take, recorded in the browser.
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { clock } from "./sounds.ts";

// Why this browser cannot record here; empty where it can.
export function whyNotRecord(): string {
    if (!isSecureContext) return t("record.insecure");
    const able = typeof MediaRecorder !== "undefined" &&
        (navigator as Partial<Navigator>).mediaDevices !== undefined;
    return able ? "" : t("record.unable");
}

const endings: Record<string, string> = { webm: "webm", ogg: "ogg", mp4: "m4a" };

const fileOf = (parts: Blob[], type: string): File => {
    const kind = Object.keys(endings).find((name) => type.includes(name)) ?? "webm";
    const time = new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-");
    return new File(parts, `take-${time}.${endings[kind] ?? "webm"}`, { type });
};

// Begins, and turns `button` into the one that ends it. Answers the take, or null where it was
// refused, which `state` says.
export async function record(button: HTMLButtonElement, state: HTMLElement): Promise<File | null> {
    const why = whyNotRecord();
    if (why !== "") {
        state.textContent = why;
        return null;
    }
    let stream: MediaStream;
    try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
        const refused = error instanceof DOMException && error.name === "NotAllowedError";
        state.textContent = t(refused ? "record.refused" : "record.no_microphone");
        return null;
    }
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const ended = new Promise<void>((done) => recorder.addEventListener("stop", () => done()));
    const began = performance.now();
    const time = make("span", { class: "figure" }, "0:00");
    const timer = setInterval(() => { time.textContent = clock(performance.now() - began); }, 250);
    const name = button.textContent ?? "";
    button.textContent = t("record.stop");
    button.classList.add("is-recording");
    state.replaceChildren(t("record.running"), " ", time);
    const stop = (): void => recorder.stop();
    button.addEventListener("click", stop, { once: true });
    recorder.start(1000);
    await ended;
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    button.textContent = name;
    button.classList.remove("is-recording");
    state.textContent = "";
    return fileOf(parts, recorder.mimeType);
}
