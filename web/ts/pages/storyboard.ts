// Storyboard: frames arrive one by one while the job runs, each at its place.
import { api, apiList } from "../lib/api.ts";
import { all, find, get, make, projectId, stamp } from "../lib/dom.ts";
import { t, tOr } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { keep, recall } from "../lib/memory.ts";
import { startSounds } from "../parts/bring_sound.ts";
import { followScrolling } from "../parts/follow.ts";
import { startFramePictures } from "../parts/frame_pictures.ts";
import { type Job } from "../parts/jobs.ts";
import { startStoryboardButton } from "../parts/storyboard_start.ts";
import { startRender } from "../render/render.ts";
import { startFrameTalk } from "../talk/frames.ts";
import { askedScene, currentScene, setGoTo, stepScene } from "../parts/strip.ts";

interface Line {
    speaker: string;
    extension: string;
    text: string;
}

interface Shot {
    id: string;
    scene_id: string;
    shot_number: string;
    framing: string;
    description: string;
    dialogue: Line[];
    state: "rough" | "pencil" | "ink";
    image_id: string | null;
}

const thumbnailWidth = 640;

function shotElement(shot: Shot): HTMLElement {
    const element = stamp<HTMLElement>("frame");
    element.id = `shot-${shot.id}`;
    element.dataset["shot"] = shot.id;
    element.classList.toggle("is-pencil", shot.state === "pencil");
    get(".number", element).textContent = shot.shot_number;
    get(".slug-small", element).textContent = tOr(`framing.${shot.framing}`, shot.framing);
    get(".frame-what", element).textContent = shot.description;
    for (const { speaker, extension, text } of shot.dialogue) {
        const cue = extension === "" ? speaker : `${speaker} (${extension})`;
        element.append(make("p", { class: "frame-line" },
                            make("span", { class: "frame-speaker" }, cue), ` ${text}`));
    }
    if (shot.state !== "rough") find(".frame-rough", element)?.remove();
    get(".frame-picture", element)
        .prepend(make("span", { class: "frame-wait" }, t("storyboard.waiting")));
    return element;
}

function arrive(shotId: string, assetId: string): void {
    const frame = document.getElementById(`shot-${shotId}`);
    const picture = frame?.querySelector(".frame-picture");
    if (frame === null || picture === null || picture === undefined) return;
    const url = `/api/v1/assets/${assetId}/thumbnail?width=${thumbnailWidth}`;
    if (picture.querySelector("img")?.getAttribute("src") === url) return;
    const what = frame.querySelector(".frame-what")?.textContent ?? "";
    const image = make("img", { src: url, width: "640", height: "360", alt: what });
    image.addEventListener("load", () => {
        picture.querySelector(".frame-wait")?.remove();
        picture.querySelector("img")?.remove();
        picture.prepend(image);
        frame.classList.add("is-arriving");
    });
}

// Puts the shots that the page does not show yet at their place.
async function showShots(): Promise<void> {
    const shots = await apiList<Shot>("list_shots", "shots", { project_id: projectId });
    find(".empty")?.remove();
    for (const shot of shots) {
        if (document.getElementById(`shot-${shot.id}`) !== null) continue;
        find(`#scene-${CSS.escape(shot.scene_id)} .board`)?.append(shotElement(shot));
        if (shot.image_id !== null) arrive(shot.id, shot.image_id);
    }
    get("[data-shots]").textContent = String(shots.length);
}

let asking: Promise<void> | null = null;

const itemOfFrame = /^frame:(.+)$/;

function onJob(job: Job): void {
    const frames = job.items.flatMap((item) => {
        const shot = itemOfFrame.exec(item.item_key)?.[1];
        return shot === undefined ? [] : [{ shot, item }];
    });
    if (frames.some(({ shot }) => document.getElementById(`shot-${shot}`) === null)) {
        asking ??= showShots().finally(() => { asking = null; });
    }
    for (const { shot, item } of frames) {
        if (item.state === "done") arrive(shot, item.asset_id);
    }
    get("[data-drawn]").textContent = String(all(".frame img").length);
}

// A placeholder that was drawn anew while the page was open has another picture now.
function followRedraws(): void {
    get("[data-board]").addEventListener("error", (event) => {
        const image = event.target;
        if (!(image instanceof HTMLImageElement)) return;
        const shot = image.closest<HTMLElement>("[data-shot]")?.dataset["shot"] ?? "";
        if (shot === "") return;
        void api<Shot>("get_shot", { shot_id: shot }).then(({ image_id: now }) => {
            if (now !== null && !image.src.includes(now)) arrive(shot, now);
        });
    }, { capture: true });
}

function perRow(count: string): void {
    get("[data-board]").dataset["perRow"] = count;
    for (const button of all("[data-per-row]:is(button)")) {
        button.setAttribute("aria-pressed", String(button.dataset["perRow"] === count));
    }
}

function step(by: number): void {
    const frames = all("[data-shot]");
    const at = frames.findIndex((frame) => frame === document.activeElement);
    const start = frames.findIndex((frame) =>
        frame.closest<HTMLElement>("[data-scene]")?.dataset["scene"] === currentScene());
    const wanted = at < 0 ? start : at + by;
    const next = frames[Math.min(frames.length - 1, Math.max(0, wanted))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
}

function sceneInView(): string {
    const line = innerHeight / 3;
    const scene = all(".board-scene").reverse().find((section) =>
        section.getBoundingClientRect().top < line);
    return scene?.dataset["scene"] ?? "";
}

export function start(): void {
    startStoryboardButton(onJob);
    const goTo = (id: string): void => {
        document.getElementById(`scene-${id}`)?.scrollIntoView({ block: "start" });
    };
    setGoTo(goTo);
    if (askedScene !== null) goTo(askedScene);
    followScrolling(sceneInView);
    const board = find("[data-takes-pictures]");
    if (board !== null) {
        startFramePictures(board, arrive);
        startSounds(board);
        startRender(board, arrive);
    }
    startFrameTalk(board !== null);
    followRedraws();
    perRow(recall("per-row", "4"));
    for (const button of all("[data-per-row]:is(button)")) {
        button.addEventListener("click", () => {
            keep("per-row", button.dataset["perRow"]);
            perRow(button.dataset["perRow"] ?? "4");
        });
    }
    bind({ key: "ArrowRight", name: t("keys.next_frame"), group: "here", act: () => step(1) },
         { key: "ArrowLeft", name: t("keys.previous_frame"), group: "here", act: () => step(-1) },
         { key: "j", name: t("keys.next_scene"), group: "here", act: () => stepScene(1) },
         { key: "k", name: t("keys.previous_scene"), group: "here", act: () => stepScene(-1) });
}
