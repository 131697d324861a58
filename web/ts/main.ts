// Starts what every page has, then the module of the page named in <body data-page>.
import { api } from "./lib/api.ts";
import { all, find, onAct, projectId } from "./lib/dom.ts";
import { onEvent } from "./lib/events.ts";
import { ago, exactly, t } from "./lib/i18n.ts";
import { bind } from "./lib/keys.ts";
import { rememberStop } from "./lib/memory.ts";
import { openKeys } from "./parts/keys_list.ts";
import { startLanguage } from "./parts/language.ts";
import { openPalette, startPalette } from "./parts/palette.ts";
import { cyclePanes, nextRegion } from "./parts/regions.ts";
import { currentScene, onScene, sceneTicks, startStrip } from "./parts/strip.ts";
import { searchUrl } from "./parts/search_link.ts";
import { startTheme } from "./parts/theme.ts";
import { guarded, toast } from "./parts/toast.ts";
import { startUpload } from "./parts/upload.ts";

const page = document.body.dataset["page"] ?? "";

const modules: Record<string, () => Promise<{ start: () => void }>> = {
    desk: () => import("./pages/desk.ts"),
    import: () => import("./pages/import.ts"),
    project: () => import("./pages/project.ts"),
    board: () => import("./pages/board.ts"),
    settings: () => import("./pages/settings.ts"),
    script: () => import("./pages/script.ts"),
    write: () => import("./pages/write.ts"),
    shots: () => import("./pages/shots.ts"),
    storyboard: () => import("./pages/storyboard.ts"),
    picture_story: () => import("./pages/picture_story.ts"),
    play: () => import("./pages/play.ts"),
    cues: () => import("./pages/cues.ts"),
    comic: () => import("./pages/comic.ts"),
    lesson: () => import("./pages/lesson.ts"),
    cast: () => import("./pages/cast.ts"),
    character: () => import("./pages/character.ts"),
    worlds: () => import("./pages/worlds.ts"),
    world: () => import("./pages/world.ts"),
    entry: () => import("./pages/entry.ts"),
    exports: () => import("./pages/exports.ts"),
    history: () => import("./pages/history.ts"),
    activity: () => import("./pages/activity.ts"),
    bring_back: () => import("./pages/bring_back.ts"),
    providers: () => import("./pages/providers.ts"),
    formats: () => import("./pages/formats.ts"),
    bin: () => import("./pages/bin.ts"),
    jobs: () => import("./pages/jobs.ts"),
    search: () => import("./pages/search.ts"),
    me: () => import("./pages/me.ts"),
    people: () => import("./pages/people.ts"),
};

function showTimes(): void {
    for (const element of all<HTMLTimeElement>("time[data-ago]")) {
        const time = new Date(element.dateTime);
        if (Number.isNaN(time.getTime())) continue;
        element.textContent = ago(time);
        element.title = exactly(time);
    }
}

function bindKeys(): void {
    const go = (path: string) => () => location.assign(path);
    bind({ key: "mod+k", name: t("keys.palette"), group: "anywhere", act: openPalette },
         { key: "?", name: t("keys.help"), group: "anywhere", act: openKeys },
         { key: "F1", name: t("keys.help"), group: "anywhere", act: openKeys, hidden: true },
         { key: "F6", name: t("keys.regions"), group: "anywhere", act: nextRegion },
         { key: "g d", name: t("desk.name"), group: "go", act: go("/") },
         { key: "g q", name: t("search.name"), group: "go", act: go(searchUrl()) });
    if (find("[data-pane]") !== null) {
        bind({ key: "mod+.", name: t("keys.panes"), group: "anywhere", act: cyclePanes });
    }
    if (projectId === "") return;
    const lens = (path: string) => () => {
        const at = currentScene();
        location.assign(`/p/${projectId}${path}${at === "" ? "" : `?at=${at}`}`);
    };
    bind({ key: "g p", name: t("project.name"), group: "go", act: lens("") },
         { key: "g b", name: t("board.name"), group: "go", act: lens("/board") },
         { key: "g s", name: t("script.name"), group: "go", act: lens("/script") },
         { key: "g w", name: t("write.name"), group: "go", act: lens("/write") },
         { key: "g f", name: t("storyboard.name"), group: "go", act: lens("/storyboard") },
         { key: "g a", name: t("play.name"), group: "go", act: lens("/play") },
         { key: "g m", name: t("comic.name"), group: "go", act: lens("/comic") },
         { key: "g c", name: t("cast.name"), group: "go", act: lens("/cast") },
         { key: "g l", name: t("world.name"), group: "go", act: lens("/world") },
         { key: "g x", name: t("exports.name"), group: "go", act: lens("/exports") },
         { key: "g y", name: t("history.name"), group: "go", act: lens("/history") });
}

function rememberPlace(): void {
    if (projectId === "") return;
    if (page === "history" || page === "bring_back") return;  // Where one stopped is where one worked.
    const remember = (): void => {
        const scene = sceneTicks().find(({ id }) => id === currentScene());
        rememberStop({ project: projectId, title: document.body.dataset["projectTitle"] ?? "",
                       lens: page, scene: scene?.id ?? "", number: scene?.number ?? "",
                       slug: scene?.title ?? "", line: scene?.synopsis ?? "",
                       at: new Date().toISOString() });
    };
    remember();
    onScene(remember);
}

// The count of open jobs on the rail follows the events.
function countJobs(): void {
    let asking = false;
    onEvent(({ type }) => {
        if (!(type.startsWith("job") || type === "reset") || asking) return;
        asking = true;
        setTimeout(() => {
            asking = false;
            void showOpenJobs();
        }, 1000);
    });
}

async function showOpenJobs(): Promise<void> {
    const { jobs } = await api<{ jobs: { state: string }[] }>("list_jobs", { limit: 50 });
    const count = jobs.filter(({ state }) => state === "queued" || state === "running").length;
    for (const badge of all("[data-jobs-open]")) {
        badge.textContent = String(count);
        badge.hidden = count === 0;
    }
}

// The sheet of further lenses closes like a menu.
function startLensMore(): void {
    const more = find<HTMLDetailsElement>(".lens-more");
    if (more === null) return;
    document.addEventListener("click", ({ target }) => {
        if (!more.contains(target as Node)) more.open = false;
    });
    more.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !more.open) return;
        more.open = false;
        find("summary", more)?.focus();
    });
}

// A project that was put into the bin on the page before can come back.
function offerUndo(): void {
    const text = sessionStorage.getItem("fabula.binned");
    if (text === null || page !== "desk") return;
    sessionStorage.removeItem("fabula.binned");
    const { project, title } = JSON.parse(text) as { project: string; title: string };
    toast(t("project.binned", { title }), { act: { name: t("common.undo"), run: () => {
        guarded(async () => {
            await api("restore_project", { project_id: project });
            location.reload();
        });
    } } });
}

// What needs the script is shown when it acts: a click before that would do nothing.
function show(within: string): void {
    for (const element of all(`${within}[data-needs-script]`)) element.hidden = false;
}

startTheme();
startLanguage();
startStrip();
startPalette();
startUpload();
bindKeys();
showTimes();
rememberPlace();
startLensMore();
onAct("keys", openKeys);
show(":not(main *)");
const module = modules[page];
if (module === undefined) show("");
else void module().then(({ start }) => { start(); show(""); });
countJobs();
offerUndo();
