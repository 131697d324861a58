// What the palette knows: the places of the house, the projects, and what this project holds.
import { api, apiList } from "../lib/api.ts";
import { projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openKeys } from "./keys_list.ts";
import { searchUrl } from "./search_link.ts";
import { goToScene, sceneTicks } from "./strip.ts";
import { turnTheme } from "./theme.ts";

export interface Entry {
    id: string;
    group: "places" | "projects" | "scenes" | "people" | "locations" | "acts" | "texts";
    name: string;
    number?: string;
    note?: string;
    key?: string;
    url?: string;
    act?: () => void;
}

interface Named {
    id: string;
    name: string;
    description?: string;
}

const here = `/p/${projectId}`;

function places(): Entry[] {
    const house: Entry[] = [
        { id: "desk", group: "places", name: t("desk.name"), url: "/", key: "g d" },
        { id: "search", group: "places", name: t("search.name"), url: searchUrl(), key: "g q" },
        { id: "jobs", group: "places", name: t("jobs.name"), url: "/jobs" },
        { id: "docs", group: "places", name: t("docs.title"), url: "/docs" },
    ];
    if (projectId === "") return house;
    return [
        { id: "project", group: "places", name: t("project.name"), url: here, key: "g p" },
        { id: "script", group: "places", name: t("script.name"), url: `${here}/script`,
          key: "g s" },
        { id: "storyboard", group: "places", name: t("storyboard.name"), url: `${here}/storyboard`,
          key: "g f" },
        { id: "play", group: "places", name: t("play.name"), url: `${here}/play`, key: "g a" },
        { id: "cues", group: "places", name: t("cues.name"), url: `${here}/cues` },
        { id: "comic", group: "places", name: t("comic.name"), url: `${here}/comic`, key: "g m" },
        { id: "statistics", group: "places", name: t("statistics.name"),
          url: `${here}/statistics` },
        { id: "exports", group: "places", name: t("exports.name"), url: `${here}/exports`,
          key: "g x" },
        ...house,
    ];
}

function acts(): Entry[] {
    const list: Entry[] = [
        { id: "theme", group: "acts", name: t("theme.name"), act: turnTheme },
        { id: "keys", group: "acts", name: t("keys.title"), act: openKeys, key: "?" },
    ];
    if (projectId === "") return list;
    return [
        { id: "make-pdf", group: "acts", name: t("script.make_pdf"), note: t("script.name"),
          url: `${here}/exports?format=pdf` },
        { id: "make-comic", group: "acts", name: t("comic.make_pdf"), note: t("comic.name"),
          url: `${here}/exports?format=comic` },
        { id: "make-cbz", group: "acts", name: t("comic.make_cbz"), note: t("comic.name"),
          url: `${here}/exports?format=cbz` },
        ...list,
    ];
}

function scenes(): Entry[] {
    return sceneTicks().map(({ id, number, title, synopsis }) => ({
        id: `scene ${id}`, group: "scenes", number, name: title, note: synopsis,
        act: () => goToScene(id) }));
}

async function named(route: "list_characters" | "list_locations", plural: string,
                     group: "people" | "locations", anchor: string): Promise<Entry[]> {
    const list = await apiList<Named>(route, plural, { project_id: projectId });
    return list.map(({ id, name, description }) => ({
        id: `${anchor} ${id}`, group, name, note: description ?? "",
        url: `${here}#${anchor}-${id}` }));
}

async function projects(): Promise<Entry[]> {
    const list = await apiList<{ id: string; title: string; logline?: string }>(
        "list_projects", "projects");
    return list.filter(({ id }) => id !== projectId).map(({ id, title, logline }) => ({
        id: `project ${id}`, group: "projects", name: title, note: logline ?? "",
        url: `/p/${id}` }));
}

interface Found {
    kind: string;
    id: string;
    title: string;
    project_title: string;
    speaker: string;
    quote: { text: string }[];
    url: string;
}

// What the server finds in texts; behind it the way to the page that shows all of it.
export async function findTexts(words: string, signal: AbortSignal): Promise<Entry[]> {
    const asked = { q: words, limit: 2, ...(projectId === "" ? {} : { project_id: projectId }) };
    const { results } = await api<{ results: Found[] }>("search", asked, signal);
    const entries = results.map(({ kind, id, title, project_title, speaker, quote, url }): Entry => ({
        id: `text ${kind} ${id}`, group: "texts", name: title === "" ? project_title : title,
        note: `${speaker === "" ? "" : `${speaker}: `}${quote.map(({ text }) => text).join("")}`,
        url }));
    return [...entries, { id: "search-all", group: "texts", url: searchUrl(words),
                          name: t("palette.search_all", { words }) }];
}

// Gives what the page itself knows at once, and the rest as the server answers.
export async function buildIndex(give: (index: Entry[]) => void): Promise<void> {
    const local = [...places(), ...scenes(), ...acts()];
    give(local);
    const asked = projectId === "" ? [projects()] : [
        named("list_characters", "characters", "people", "character"),
        named("list_locations", "locations", "locations", "place"),
        projects(),
    ];
    const parts = await Promise.all(asked.map((part) => part.catch(() => [])));
    const more = parts.flat();
    const at = local.findIndex(({ group }) => group === "acts");
    give([...local.slice(0, at), ...more, ...local.slice(at)]);
}
