// A learning comic in five steps: each form is one call, and the next step is another address.
import { api, Problem, type Values } from "../lib/api.ts";
import { all, find, get, onAct, projectId } from "../lib/dom.ts";
import { language, t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { failureOf, showProgress } from "../parts/progress.ts";
import { guarded, report, toast } from "../parts/toast.ts";

interface State {
    job_id: string;
    comic_id: string;
    status: "pending" | "processing" | "requires_action" | "completed" | "failed";
    work_id: string | null;
    message: string;
}

interface Panel {
    shot_id: string;
    image_url: string | null;
    description: string;
    dialogue: string;
}

const castMax = 4;
const lessonId = find("[data-lesson]")?.dataset["lesson"] ?? "";

const stepUrl = (project: string, step: string): string => `/p/${project}/lesson/${step}`;
const nested = (list: unknown[]): string[] => list as string[];

function begin(wish: Values): Promise<State> {
    return saving(api<State>("generate_lesson_scenes", wish));
}

function goOn({ comic_id: project }: State): void {
    location.assign(stepUrl(project, "scenes"));
}

// ---- Topic

function wishOf(form: HTMLFormElement): { age_group: string; language: string } {
    return { age_group: get<HTMLSelectElement>("[name=age_group]", form).value,
             language: get<HTMLSelectElement>("[name=language]", form).value };
}

function startTopic(form: HTMLFormElement): void {
    const problem = get("[data-topic-problem]", form);
    get<HTMLSelectElement>("[name=language]", form).value = language === "de" ? "de" : "en";
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        problem.hidden = true;
        const topic = get<HTMLTextAreaElement>("[name=topic]", form).value;
        begin({ ...wishOf(form), topic }).then(goOn, (error: unknown) => {
            // What no story fits is said above the stories that can be taken.
            if (!(error instanceof Problem) || error.field !== "topic") return report(error, form);
            problem.textContent = error.message;
            problem.hidden = false;
        });
    });
    onAct("take-story", (target) => guarded(async () => {
        const story = target.closest<HTMLElement>("[data-story]")?.dataset["story"] ?? "";
        goOn(await begin({ ...wishOf(form), story_id: story }));
    }));
}

function startScript(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const topic = get<HTMLInputElement>("[name=topic]", form).value;
        const script = get<HTMLTextAreaElement>("[name=script]", form).value;
        begin({ topic, script }).then(goOn, (error: unknown) => report(error, form));
    });
}

// ---- Scenes

// Only what was written since the page was made: the rest is known.
function newWords(form: HTMLFormElement): { scene_id: number; feedback: string }[] {
    return all<HTMLTextAreaElement>("[data-feedback]", form)
        .filter((field) => field.value.trim() !== (field.dataset["known"] ?? "").trim())
        .map((field) => ({ scene_id: Number(field.dataset["feedback"]), feedback: field.value }));
}

function startScenes(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        guarded(async () => {
            const words = newWords(form);
            const state = await saving(api<State>("refine_lesson_scenes",
                { lesson_id: lessonId, feedback_list: nested(words) }));
            if (state.status === "processing") location.reload();
            else location.assign(stepUrl(projectId, "cast"));
        });
    });
}

// ---- Cast

interface Choice {
    character_type: string;
    count: number;
}

function chosen(form: HTMLFormElement): Choice[] {
    return all<HTMLInputElement>("[data-type]", form).filter(({ checked }) => checked)
        .map(({ dataset }) => {
            const type = dataset["type"] ?? "";
            const count = get<HTMLSelectElement>(`[data-count="${CSS.escape(type)}"]`, form).value;
            return { character_type: type, count: Number(count) };
        });
}

function showChosen(form: HTMLFormElement): void {
    const count = chosen(form).reduce((sum, choice) => sum + choice.count, 0);
    const line = find("[data-cast-count]", form);
    const button = find<HTMLButtonElement>("button[type=submit]", form);
    if (line === null || button === null) return;
    line.textContent = count === 0 ? t("lesson.choose_some")
        : count > castMax ? t("lesson.too_many", { count }) : t("lesson.chosen", { count });
    button.disabled = count === 0 || count > castMax;
}

function startCast(form: HTMLFormElement): void {
    form.addEventListener("change", () => showChosen(form));
    showChosen(form);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        guarded(async () => {
            await saving(api("select_lesson_characters",
                { lesson_id: lessonId, characters: nested(chosen(form)) }));
            location.assign(stepUrl(projectId, "panels"));
        });
    });
}

// ---- Panels

const thumbnail = (url: string): string => `${url.replace(/\/file$/, "/thumbnail")}?width=320`;

function show(panel: Panel): void {
    const figure = find(`[data-panel-of="${CSS.escape(panel.shot_id)}"] figure`);
    if (figure === null || panel.image_url === null) return;
    const url = thumbnail(panel.image_url);
    const known = find<HTMLImageElement>("img", figure);
    if (known?.getAttribute("src") === url) return;
    const picture = known ?? document.createElement("img");
    picture.width = 320;
    picture.height = 180;
    picture.alt = panel.description === "" ? panel.dialogue : panel.description;
    picture.src = url;
    if (known === null) figure.firstElementChild?.replaceWith(picture);
}

async function showPanels(): Promise<void> {
    const { data } = await api<{ data: { comic_panels: Panel[] } }>(
        "get_lesson_status", { lesson_id: lessonId });
    for (const panel of data.comic_panels) show(panel);
}

// The work takes the place of the button; what comes is shown where it will live.
function follow(id: string): void {
    find("[data-panel-acts]")?.remove();
    const writes = find("[data-scenes-form]") !== null;
    showProgress(id, {
        place: get("[data-lesson-progress]"),
        starting: t(writes ? "lesson.writing" : "lesson.starting"),
        count: (done, total) => writes ? t("lesson.writing")
            : t("lesson.progress", { done, total }),
        onChange: () => { if (!writes) void showPanels().catch(() => undefined); },
        onEnd: (job) => {
            if (job.state !== "done") toast(failureOf(job), { failed: true });
            setTimeout(() => location.reload(), 800);
        },
    });
}

function startPanels(): void {
    onAct("draw-panels", (target) => guarded(async () => {
        (target as HTMLButtonElement).disabled = true;
        const state = await api<State>("generate_lesson_comic", { lesson_id: lessonId });
        // The panels that were planned now stand on the page that is made anew.
        if (state.status === "processing") location.reload();
        else location.assign(stepUrl(projectId, "read"));
    }));
}

export function start(): void {
    const topic = find<HTMLFormElement>("[data-topic-form]");
    const script = find<HTMLFormElement>("[data-script-form]");
    const scenes = find<HTMLFormElement>("[data-scenes-form]");
    const cast = find<HTMLFormElement>("[data-cast-form]");
    if (topic !== null) startTopic(topic);
    if (script !== null) startScript(script);
    if (scenes !== null) startScenes(scenes);
    if (cast !== null) startCast(cast);
    onAct("take-project", () => guarded(async () => goOn(await begin({ project_id: projectId }))));
    startPanels();
    onAct("retry-work", ({ dataset }) => guarded(async () => {
        await api("retry_job", { job_id: dataset["work"] ?? "" });
        location.reload();
    }));
    const work = find("[data-job]")?.dataset["job"] ?? "";
    if (work !== "" && find("[data-lesson-progress]") !== null) follow(work);
}
