// One's own pictures as frames: chosen, dropped, pasted or photographed. They become versions, of
// which one is starred and stands in the frame.
import { api, apiList, uploadAddress } from "../lib/api.ts";
import { all, find, get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { sendFile } from "../lib/send_file.ts";
import { saving } from "../lib/status.ts";
import { hasKept, openSketch } from "../sketch/sketch.ts";
import { openFrameDialog } from "../comic/frame_dialog.ts";
import { openDialog } from "./dialog.ts";
import { guarded, toast } from "./toast.ts";

interface Picture {
    id: string;
    asset_id: string;
    use: string;
    starred: boolean;
}

type Arrive = (shot: string, asset: string) => void;

const taken = ["image/png", "image/jpeg"];
const sideMax = 4096;  // Pixels: more is made smaller before it is sent.

// What the server takes: others are drawn anew as JPEG, and so are pictures of huge cameras.
async function prepared(file: File): Promise<File> {
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (bitmap === null) return file;  // The server says what is wrong with it.
    const { width, height } = bitmap;
    const scale = Math.min(1, sideMax / Math.max(width, height));
    if (scale === 1 && taken.includes(file.type)) return file;
    const canvas = make("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return blob === null ? file : new File([blob], `${file.name}.jpg`, { type: "image/jpeg" });
}

const pictureIn = (files: Iterable<File>): File | undefined =>
    [...files].find(({ type }) => type.startsWith("image/"));

const pictures = async (shot: string): Promise<Picture[]> =>
    (await apiList<Picture>("list_shot_pictures", "pictures", { shot_id: shot }))
        .filter(({ use }) => use === "view");

async function showStarred(shot: string, arrive: Arrive): Promise<void> {
    const starred = (await pictures(shot)).find((picture) => picture.starred);
    if (starred !== undefined) arrive(shot, starred.asset_id);
}

function remove(shot: string, id: string, arrive: Arrive): void {
    guarded(async () => {
        await saving(api("delete_picture", { picture_id: id }));
        await showStarred(shot, arrive);
        toast(t("cast.picture_removed"), { act: { name: t("common.undo"), run: () => {
            guarded(async () => {
                await saving(api("restore_picture", { picture_id: id }));
                await showStarred(shot, arrive);
            });
        } } });
    });
}

async function bring(shot: string, file: File, arrive: Arrive): Promise<void> {
    const frame = get(`#shot-${CSS.escape(shot)}`);
    frame.classList.add("is-taking");
    const to = uploadAddress("upload_shot_image", { shot_id: shot, use: "view" });
    try {
        const { picture } = await saving(sendFile<{ picture: Picture }>(to, await prepared(file)).done);
        arrive(shot, picture.asset_id);
        find(".frame-rough", frame)?.remove();
        toast(t("frame.brought"), { act: { name: t("common.undo"),
                                           run: () => remove(shot, picture.id, arrive) } });
    } finally {
        frame.classList.remove("is-taking");
    }
}

interface ShotFacts {
    shot_number: string;
    description: string;
    image_id: string | null;
    state: "rough" | "pencil" | "ink";
}

// Says on the frame where strokes wait on this device.
function showKept(shot: string): void {
    const frame = get(`#shot-${CSS.escape(shot)}`);
    find(".frame-kept", frame)?.remove();
    if (!hasKept(shot)) return;
    get(".frame-picture", frame).append(make("button", {
        class: "chip frame-kept", type: "button", "data-act": "draw-frame" }, t("sketch.kept")));
}

async function draw(shot: string, arrive: Arrive): Promise<void> {
    const facts = await api<ShotFacts>("get_shot", { shot_id: shot });
    const shown = facts.image_id === null ? null
        : { asset: facts.image_id, rough: facts.state === "rough" };
    await openSketch({ shot, name: facts.shot_number, description: facts.description, shown,
                       save: (picture) => bring(shot, picture, arrive),
                       onLeft: () => showKept(shot) });
}

// All versions of a frame; a click stars one.
async function openVersions(shot: string, arrive: Arrive): Promise<void> {
    const list = await pictures(shot);
    const box = make("ul", { class: "frame-versions" });
    const dialog = openDialog(t("frame.versions"), box, "versions");
    if (list.length === 0) box.append(make("li", { class: "quiet" }, t("frame.one_version")));
    list.forEach((picture, at) => {
        const image = make("img", { src: `/api/v1/assets/${picture.asset_id}/thumbnail?width=320`,
                                    alt: t("frame.version", { number: at + 1 }) });
        const choose = make("button", { class: "frame-version", type: "button",
                                        "aria-pressed": String(picture.starred) }, image);
        choose.addEventListener("click", () => guarded(async () => {
            await saving(api("update_picture", { picture_id: picture.id, starred: true }));
            arrive(shot, picture.asset_id);
            dialog.close();
        }));
        const away = make("button", { class: "button button-quiet", type: "button" },
                          t("cast.remove_picture"));
        away.addEventListener("click", () => {
            dialog.close();
            remove(shot, picture.id, arrive);
        });
        box.append(make("li", {}, choose, away));
    });
}

export function startFramePictures(board: HTMLElement, arrive: Arrive): void {
    const shotAt = (target: EventTarget | null): string =>
        (target instanceof Element ? target.closest<HTMLElement>("[data-shot]") : null)
            ?.dataset["shot"] ?? "";
    const focused = (): string => shotAt(document.activeElement);
    const chooser = make("input", { type: "file", accept: "image/*", hidden: true });
    let chosenFor = "";
    board.append(chooser);
    chooser.addEventListener("change", () => {
        const file = pictureIn(chooser.files ?? []);
        if (file !== undefined) guarded(() => bring(chosenFor, file, arrive));
        chooser.value = "";
    });
    const choose = (shot: string): void => {
        if (shot === "") return;
        chosenFor = shot;
        chooser.click();
    };
    board.addEventListener("click", (event) => {
        const button = event.target instanceof Element ? event.target.closest("button") : null;
        if (button?.dataset["act"] === "bring-frame") choose(shotAt(button));
        if (button?.dataset["act"] === "frame-versions") {
            guarded(() => openVersions(shotAt(button), arrive));
        }
        if (button?.dataset["act"] === "hand-frame") hand(shotAt(button));
        if (button?.dataset["act"] === "draw-frame") guarded(() => draw(shotAt(button), arrive));
    });
    const hand = (shot: string): void => {
        if (shot === "") return;
        const name = get(`#shot-${CSS.escape(shot)} .number`).textContent ?? "";
        guarded(() => openFrameDialog(shot, name, arrive));
    };
    // A picture that is dropped on a frame is its own; elsewhere a file is brought as a story.
    for (const type of ["dragover", "drop"] as const) {
        board.addEventListener(type, (event) => {
            const shot = shotAt(event.target);
            const items = [...event.dataTransfer?.items ?? []];
            if (shot === "" || !items.some((item) => item.type.startsWith("image/"))) return;
            event.preventDefault();
            const file = pictureIn(event.dataTransfer?.files ?? []);
            if (type === "drop" && file !== undefined) guarded(() => bring(shot, file, arrive));
        });
    }
    document.addEventListener("paste", (event) => {
        const file = pictureIn(event.clipboardData?.files ?? []);
        const shot = focused();
        if (file === undefined || shot === "") return;
        event.preventDefault();
        guarded(() => bring(shot, file, arrive));
    });
    for (const frame of all("[data-shot]", board)) showKept(frame.dataset["shot"] ?? "");
    bind({ key: "d", name: t("sketch.open"), group: "here", act: () => {
             const shot = focused();
             if (shot !== "") guarded(() => draw(shot, arrive));
         } },
         { key: "v", name: t("frame.versions"), group: "here", act: () => {
             const shot = focused();
             if (shot !== "") guarded(() => openVersions(shot, arrive));
         } },
         { key: "e", name: t("hand.open"), group: "here", act: () => hand(focused()) },
         { key: "i", name: t("frame.bring"), group: "here", act: () => choose(focused()) },
         { key: "mod+v", name: t("frame.paste"), group: "here" });
    for (const acts of all(".frame-acts[hidden]", board)) acts.hidden = false;
}
