// A sound on its way to the server, piece by piece: a broken line costs no more than the last
// piece, and what is said to be stored is on the server's disk.
import { api, Problem, uploadAddress, type Values } from "../lib/api.ts";
import { find, get, stamp } from "../lib/dom.ts";
import { fileSize, t } from "../lib/i18n.ts";
import { sendFile } from "../lib/send_file.ts";
import { type Sound } from "../play/sounds.ts";
import { report } from "./toast.ts";

interface Upload {
    id: string;
    received_bytes: number;
    size_bytes: number;
    sha256: string;
    file_name: string;
    wish: Values;
}

const pieceBytes = 2_000_000;
const retryMs = [500, 1000, 2000, 4000, 8000];

// Hashes need a secure page: HTTPS, or this machine itself. Elsewhere a file goes in one piece.
const canResume = (): boolean => globalThis.crypto?.subtle !== undefined;

async function hashOf(file: File): Promise<string> {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const isBroken = (error: unknown): boolean =>
    error instanceof Problem && (error.status === 0 || error.status >= 500);

// Waits for the next try, or until the browser says that it is online again.
const pause = (ms: number): Promise<void> => new Promise((done) => {
    const timer = setTimeout(end, ms);
    function end(): void {
        clearTimeout(timer);
        removeEventListener("online", end);
        done();
    }
    addEventListener("online", end);
});

interface Course {
    stopped: () => boolean;
    onStored: (bytes: number) => void;
    onWait: () => void;
}

// Does it again while nobody answers; what is refused is refused.
async function again<Answer>(work: () => Promise<Answer>, course: Course): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
        try {
            return await work();
        } catch (error) {
            if (!isBroken(error) || course.stopped()) throw error;
            course.onWait();
            await pause(retryMs[Math.min(tries, retryMs.length - 1)] ?? 8000);
        }
    }
}

async function sendPiece(upload: Upload, file: File): Promise<Upload> {
    const from = upload.received_bytes;
    const to = uploadAddress("append_upload", { upload_id: upload.id, offset: from });
    const piece = file.slice(from, from + pieceBytes);
    return sendFile<Upload>(to, new File([piece], "piece")).done;
}

// Where one began to send it before the page was left, the same wish goes on with the same pieces.
async function wishOf(file: File, sha256: string, wish: Values): Promise<Values> {
    const { uploads } = await api<{ uploads: Upload[] }>("list_uploads", { limit: 200 });
    const begun = uploads.find((upload) => upload.sha256 === sha256 &&
        upload.wish["scene_id"] === wish["scene_id"] && upload.wish["shot_id"] === wish["shot_id"]);
    return begun?.wish ?? { ...wish, file_name: file.name };
}

async function sendPieces(file: File, wish: Values, course: Course): Promise<Sound | null> {
    const sha256 = await hashOf(file);
    const known = await again(() => wishOf(file, sha256, wish), course);
    const announced = { ...known, size_bytes: file.size, sha256 };
    find(`[data-unfinished="${sha256}"]`)?.remove();
    let upload = await again(() => api<Upload>("begin_upload", announced), course);
    const id = { upload_id: upload.id };
    while (upload.received_bytes < file.size) {
        if (course.stopped()) {
            await api("cancel_upload", id);
            return null;
        }
        course.onStored(upload.received_bytes);
        const from = upload;
        upload = await again(async () => {
            try {
                return await sendPiece(from, file);
            } catch (error) {
                // A piece whose answer was lost is there already: the server says where to go on.
                if (isBroken(error)) course.onWait();
                else if (!(error instanceof Problem) || error.status !== 409) throw error;
                await pause(retryMs[0] ?? 500);
                return api<Upload>("get_upload", id);
            }
        }, course);
    }
    course.onStored(file.size);
    return again(() => api<Sound>("finish_upload", id), course);
}

async function sendWhole(file: File, wish: Values, course: Course): Promise<Sound> {
    const to = uploadAddress(
        wish["shot_id"] === undefined ? "upload_scene_sound" : "upload_shot_sound", wish);
    return sendFile<Sound>(to, file, (share) => course.onStored(share * file.size)).done;
}

// Of a file that only a browser can read, it tells how loud it is along its length.
const peakCount = 600;
const decodedBytesMax = 30_000_000;

async function listen(file: File, sound: Sound): Promise<Sound> {
    const told = sound.waveform_data.length > 0 && sound.duration_ms !== null;
    if (told || file.size > decodedBytesMax) return sound;
    const context = new OfflineAudioContext(1, 1, 44_100);
    const decoded = await context.decodeAudioData(await file.arrayBuffer()).catch(() => null);
    if (decoded === null) return sound;
    const peaks = Array<number>(peakCount).fill(0);
    for (let channel = 0; channel < decoded.numberOfChannels; channel += 1) {
        const samples = decoded.getChannelData(channel);
        samples.forEach((sample, at) => {
            const part = Math.floor(at / samples.length * peakCount);
            peaks[part] = Math.max(peaks[part] ?? 0, Math.min(1, Math.abs(sample)));
        });
    }
    return api<Sound>("update_sound", { sound_id: sound.id, duration: decoded.duration,
        peaks: peaks.map((peak) => Math.round(peak * 1000) / 1000) });
}

// Sends it with a row in `list` that says how much of it is stored. null: stopped, or refused,
// which the row says.
export async function sendSound(file: File, wish: Values,
                                list: HTMLElement): Promise<Sound | null> {
    const row = stamp<HTMLElement>("sound-upload");
    const state = get(".upload-state", row);
    const bar = get<HTMLProgressElement>("progress", row);
    const stop = get<HTMLButtonElement>("button", row);
    let stopped = false;
    get(".upload-name", row).textContent = file.name;
    state.textContent = t("sound.preparing");
    bar.setAttribute("aria-label", file.name);
    stop.setAttribute("aria-label", t("bring.stop", { name: file.name }));
    stop.addEventListener("click", () => { stopped = true; row.remove(); });
    list.append(row);
    let stored = 0;
    const parts = (): Record<string, string> =>
        ({ stored: fileSize(stored), size: fileSize(file.size) });
    const course: Course = {
        stopped: () => stopped,
        onStored: (bytes) => {
            stored = bytes;
            bar.value = Math.round(bytes / Math.max(1, file.size) * 100);
            state.textContent = t(canResume() ? "sound.stored" : "sound.sent", parts());
        },
        onWait: () => { state.textContent = t("sound.waiting", parts()); },
    };
    try {
        const work = canResume() ? sendPieces(file, wish, course) : sendWhole(file, wish, course);
        const sound = await work;
        row.remove();
        // It is stored whether or not this browser can read it.
        return sound === null ? null : await listen(file, sound).catch(() => sound);
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        row.classList.add("is-failed");
        bar.remove();
        state.textContent = error.message;
        stop.setAttribute("aria-label", t("common.dismiss"));
        return null;
    }
}

// Says what was left unfinished when the page was closed: the file is chosen again to go on.
export async function showUnfinished(list: HTMLElement, places: ReadonlySet<string>)
    : Promise<void> {
    const { uploads } = await api<{ uploads: Upload[] }>("list_uploads", { limit: 200 });
    for (const upload of uploads) {
        const place = String(upload.wish["shot_id"] ?? upload.wish["scene_id"]);
        if (!places.has(place)) continue;
        const row = stamp<HTMLElement>("sound-upload");
        const bar = get<HTMLProgressElement>("progress", row);
        const stop = get<HTMLButtonElement>("button", row);
        get(".upload-name", row).textContent = upload.file_name;
        get(".upload-state", row).textContent = t("sound.unfinished",
            { stored: fileSize(upload.received_bytes), size: fileSize(upload.size_bytes) });
        bar.value = Math.round(upload.received_bytes / upload.size_bytes * 100);
        bar.setAttribute("aria-label", upload.file_name);
        stop.setAttribute("aria-label", t("bring.stop", { name: upload.file_name }));
        row.dataset["unfinished"] = upload.sha256;
        stop.addEventListener("click", () => {
            api("cancel_upload", { upload_id: upload.id }).then(() => row.remove(), report);
        });
        list.append(row);
    }
}
