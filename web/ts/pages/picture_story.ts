// A text in a few pictures: what is understood of it while it is pasted, the pictures as they come,
// each to be approved or made again.
import { address, api, Problem, problemOf } from "../lib/api.ts";
import { all, find, get, make, onAct, projectId } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { openDialog } from "../parts/dialog.ts";
import { setGoTo } from "../parts/strip.ts";
import { guarded, report, toast } from "../parts/toast.ts";

interface Proposed {
    title: string;
    excerpt: string;
}

interface Understood {
    total_words: number;
    total_sentences: number;
    total_paragraphs: number;
    complexity_score: number;
    recommended_scenes: number;
    main_themes: string[];
    key_characters: string[];
    primary_locations: string[];
    proposed_scenes: Proposed[];
}

interface Scene {
    scene_number: number;
    description: string;
    image_prompt: string;
    image_url: string | null;
    status: "waiting" | "drawing" | "ready" | "failed";
    approved: boolean;
    rough: boolean;
    error: string;
}

interface Status {
    session_id: string;
    project_id: string;
    status: "pending" | "processing" | "completed" | "failed" | "cancelled";
    image_model: string;
    progress: { percentage: number; description: string };
    queue_place: number | null;
    approved_count: number;
    scenes: Scene[];
}

// ---- The text that is still to be pictures

const restMilliseconds = 600;

function facts(understood: Understood): HTMLElement[] {
    const figures: [string, number][] = [
        [t("picture_story.words"), understood.total_words],
        [t("picture_story.sentences"), understood.total_sentences],
        [t("picture_story.paragraphs"), understood.total_paragraphs],
        [t("picture_story.complexity"), understood.complexity_score],
        [t("picture_story.recommended"), understood.recommended_scenes]];
    return figures.map(([name, value]) => make("div", {}, make("dd", {}, String(value)),
                                               make("dt", {}, name)));
}

function lists(understood: Understood): HTMLElement[] {
    const named: [string, string[]][] = [
        [t("picture_story.characters"), understood.key_characters],
        [t("picture_story.places"), understood.primary_locations],
        [t("picture_story.themes"), understood.main_themes]];
    return named.map(([name, values]) => make("div", {}, make("dt", {}, name),
        make("dd", {}, values.length === 0 ? t("picture_story.none") : values.join(", "))));
}

function showUnderstood(understood: Understood): void {
    get("[data-figures]").replaceChildren(...facts(understood));
    get("[data-lists]").replaceChildren(...lists(understood));
    get("[data-cut]").replaceChildren(...understood.proposed_scenes.map((scene) =>
        make("li", {}, make("strong", {}, scene.title), make("p", { class: "small quiet" },
                                                            scene.excerpt))));
    get("[data-understood]").hidden = false;
}

// As the server asks for it; what is shorter is on its way and is not sent.
const isLongEnough = (text: string): boolean =>
    text.trim().length >= 10 && text.trim().split(/\s+/).length >= 5;

const source = (form: HTMLFormElement): Record<string, string> =>
    projectId !== "" ? { project_id: projectId }
        : { story_text: get<HTMLTextAreaElement>("[name=story_text]", form).value };

function startUnderstanding(form: HTMLFormElement): void {
    const number = get<HTMLInputElement>("[name=num_scenes]", form);
    let timer = 0;
    let asked = 0;
    let chosen = false;
    const look = async (): Promise<void> => {
        const mine = ++asked;
        const { story_text } = source(form);
        if (story_text !== undefined && !isLongEnough(story_text)) {
            get("[data-understood]").hidden = true;
            return;
        }
        const wish = { ...source(form), ...(chosen ? { num_scenes: Number(number.value) } : {}) };
        try {
            const understood = await api<Understood>("analyze_story", wish);
            if (mine !== asked) return;
            if (!chosen) number.value = String(understood.recommended_scenes);
            showUnderstood(understood);
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            // What is wrong with it is said where it is sent.
            if (mine === asked) get("[data-understood]").hidden = true;
        }
    };
    const soon = (): void => {
        clearTimeout(timer);
        timer = window.setTimeout(() => void look(), restMilliseconds);
    };
    find("[name=story_text]", form)?.addEventListener("input", soon);
    number.addEventListener("input", () => { chosen = true; soon(); });
    if (projectId !== "") void look();
}

function startFile(form: HTMLFormElement): void {
    const input = find<HTMLInputElement>("[data-story-file]", form);
    input?.addEventListener("change", () => guarded(async () => {
        const file = input.files?.[0];
        if (file === undefined) return;
        const field = get<HTMLTextAreaElement>("[name=story_text]", form);
        field.value = (await file.text()).slice(0, field.maxLength);
        field.dispatchEvent(new Event("input"));
        input.value = "";
    }));
}

function startForm(): void {
    const form = find<HTMLFormElement>("[data-new-story]");
    if (form === null) return;
    startUnderstanding(form);
    startFile(form);
    const models = all<HTMLSelectElement>("[name=pictures], [name=words]", form);
    const showPaid = (): void => {
        get("[data-paid]", form).hidden = models.every((one) => one.value === "rules");
    };
    models.forEach((one) => one.addEventListener("change", showPaid));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const values = new FormData(form);
        const wish = { ...source(form), media_type: String(values.get("media_type")),
                       num_scenes: Number(values.get("num_scenes")),
                       pictures: String(values.get("pictures")), words: String(values.get("words")) };
        saving(api<Status>("generate_picture_story", wish)).then(({ project_id }) => {
            location.assign(`/p/${project_id}/picture-story`);
        }, (error: unknown) => report(error, form));
    });
}

// ---- The pictures

const sessionId = find("[data-session]")?.dataset["session"] ?? "";
const card = (index: number): HTMLElement => get(`[data-scene-index="${index}"]`);
const indexOf = (inside: HTMLElement): number =>
    Number(inside.closest<HTMLElement>("[data-scene-index]")?.dataset["sceneIndex"]);

function showPicture(element: HTMLElement, scene: Scene): void {
    if (scene.image_url === null) return;
    const url = scene.image_url.replace(/\/file$/, "/thumbnail?width=640");
    const place = get(".frame-picture", element);
    const shown = find("img", place);
    if (shown?.getAttribute("src") === url) return;
    const image = make("img", { src: url, width: "640", height: "360", alt: scene.description });
    image.addEventListener("load", () => {
        find(".frame-wait", place)?.remove();
        find("img", place)?.remove();
        place.prepend(image);
        element.classList.add("is-arriving");
    });
}

function showScene(scene: Scene): void {
    const element = card(scene.scene_number);
    element.dataset["sceneStatus"] = scene.status;
    element.dataset["prompt"] = scene.image_prompt;
    element.classList.toggle("is-approved", scene.approved);
    showPicture(element, scene);
    get("[data-description]", element).textContent = scene.description;
    get("[data-rough]", element).hidden = !scene.rough || scene.approved;
    get("[data-approved]", element).hidden = !scene.approved;
    const error = get("[data-error]", element);
    error.hidden = scene.error === "";
    error.textContent = scene.error;
    const act = (name: string, shown: boolean): void => {
        const button = find(`[data-act=${name}]`, element);
        if (button !== null) button.hidden = !shown;
    };
    const open = scene.status === "waiting" || scene.status === "drawing";
    act("approve-picture", !scene.approved && scene.image_url !== null && !open);
    act("unapprove-picture", scene.approved);
    act("redo-picture", !scene.approved && !open);
}

function standing(status: Status): string {
    const made = status.scenes.filter((scene) => scene.status === "ready").length;
    const failed = status.scenes.filter((scene) => scene.status === "failed").length;
    const total = status.scenes.length;
    if (status.status === "pending") return t("picture_story.queued", { place: status.queue_place ?? 1 });
    if (status.status === "cancelled") return t("picture_story.cancelled", { made, total });
    if (failed > 0) return t("picture_story.some_failed", { made, total, failed });
    if (status.status === "processing") return t("picture_story.making", { made, total });
    return t("picture_story.done", { total, approved: status.approved_count });
}

function show(status: Status): void {
    status.scenes.forEach(showScene);
    const open = status.status === "pending" || status.status === "processing";
    const bar = get<HTMLProgressElement>("[data-bar]");
    bar.value = status.progress.percentage;
    bar.hidden = !open;
    get("[data-standing]").textContent = standing(status);
    const toApprove = status.scenes.some((scene) => !scene.approved && scene.status === "ready");
    const set = (selector: string, hidden: boolean): void => {
        const element = find(selector);
        if (element !== null) element.hidden = hidden;
    };
    set("[data-act=approve-story]", open || !toApprove);
    set("[data-act=stop-story]", !open);
    set("[data-act=download-story]", status.approved_count === 0);
}

const askEvery = 2000;
const askSoon = 250;

function followSession(): () => void {
    let timer = 0;
    const soon = (wait: number): void => {
        clearTimeout(timer);
        timer = window.setTimeout(() => void ask(), wait);
    };
    const ask = async (): Promise<void> => {
        let open = true;
        try {
            const status = await api<Status>("get_picture_story", { session_id: sessionId });
            show(status);
            open = status.status === "pending" || status.status === "processing";
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            if (error.status === 404) return;
        }
        if (open) soon(askEvery);
    };
    onEvent((event) => {
        if (event.type.startsWith("job") || event.type === "reset") soon(askSoon);
    });
    void ask();
    return () => soon(0);
}

async function decide(indices: number[], approved: boolean): Promise<void> {
    const approvals = Object.fromEntries(indices.map((index) => [String(index + 1), approved]));
    await saving(api("approve_previews", {
        session_id: sessionId, scene_approvals: approvals }));
    show(await api<Status>("get_picture_story", { session_id: sessionId }));
}

// A form of the browser's own would come without an origin, which the server refuses.
async function download(): Promise<void> {
    const { url, method } = address("download_picture_story");
    const response = await fetch(url, { method, headers: { "content-type": "application/json" },
                                        body: JSON.stringify({ session_id: sessionId }) });
    if (!response.ok) throw await problemOf(response);
    const link = make("a", {
        href: URL.createObjectURL(await response.blob()),
        download: `${document.body.dataset["projectTitle"] ?? t("picture_story.name")}.zip` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function redo(index: number, again: () => void): void {
    const element = card(index);
    const before = get("[data-description]", element).textContent ?? "";
    const description = make("textarea", { name: "description", rows: "4", maxlength: "20000",
                                           required: true, spellcheck: "true" });
    description.value = before;
    const prompt = make("textarea", { name: "prompt", rows: "8", maxlength: "20000",
                                      spellcheck: "true" });
    const promptBefore = element.dataset["prompt"] ?? "";
    prompt.value = promptBefore;
    const form = make("form", { class: "stack" },
        make("label", { class: "field" }, make("span", {}, t("picture_story.shows")), description),
        make("details", {}, make("summary", {}, t("picture_story.prompt")),
             make("label", { class: "field" }, make("span", {}, t("picture_story.prompt_text")), prompt)),
        make("div", { class: "button-row" },
             make("button", { class: "button button-ink", type: "submit" }, t("picture_story.redo"))));
    const dialog = openDialog(t("picture_story.redo"), form, "render");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const wish = { session_id: sessionId, scene_number: index + 1,
                       ...(description.value.trim() === before ? {} : { description: description.value }),
                       ...(prompt.value === promptBefore ? {} : { prompt: prompt.value }) };
        saving(api("regenerate_scene", wish)).then(() => { dialog.close(); again(); },
                                                   (error: unknown) => report(error, form));
    });
}

function startSession(): void {
    const again = followSession();
    onAct("approve-picture", (target) => guarded(() => decide([indexOf(target)], true)));
    onAct("unapprove-picture", (target) => guarded(() => decide([indexOf(target)], false)));
    onAct("redo-picture", (target) => redo(indexOf(target), again));
    onAct("approve-story", () => guarded(async () => {
        const open = all("[data-scene-status=ready]:not(.is-approved)").map(indexOf);
        await decide(open, true);
        toast(t("picture_story.all_approved", { count: open.length }), {
            act: { name: t("common.undo"), run: () => guarded(() => decide(open, false)) } });
    }));
    onAct("stop-story", () => guarded(async () => {
        await saving(api("cancel_picture_story", { session_id: sessionId }));
        again();
    }));
    onAct("download-story", () => guarded(download));
    onAct("delete-story", () => guarded(async () => {
        await saving(api("delete_picture_story", { session_id: sessionId }));
        get("[data-session]").hidden = true;
        toast(t("picture_story.deleted"), { act: { name: t("common.undo"), run: () => guarded(async () => {
            await saving(api("restore_picture_story", { session_id: sessionId }));
            get("[data-session]").hidden = false;
            again();
        }) } });
    }));
}

export function start(): void {
    setGoTo(() => undefined);
    startForm();
    if (sessionId !== "") startSession();
}
