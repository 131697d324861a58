// Desk: where you stopped, and the filter over the projects.
import { all, find, get, onAct, stamp } from "../lib/dom.ts";
import { api } from "../lib/api.ts";
import { ago, tOr } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { stops, type Stop } from "../lib/memory.ts";
import { t } from "../lib/i18n.ts";
import { showLeftWords } from "../parts/left_words.ts";
import { startProjectActs } from "../parts/project_acts.ts";
import { guarded, report, toast } from "../parts/toast.ts";

const shown = 3;

function card(stop: Stop, place: number): HTMLElement {
    const link = stamp<HTMLAnchorElement>("stopped-card");
    const lens = stop.lens === "project" ? "" : `/${stop.lens}`;
    link.href = `/p/${stop.project}${lens}${stop.scene === "" ? "" : `?at=${stop.scene}`}`;
    get(".number", link).textContent = stop.number;
    get(".stop-slug", link).textContent = stop.slug;
    get(".stop-line", link).textContent = stop.line;
    get(".stop-project", link).textContent = stop.title;
    get(".stop-lens", link).textContent = tOr(`${stop.lens}.name`, "");
    get("kbd", link).textContent = String(place);
    const time = get<HTMLTimeElement>("time", link);
    time.dateTime = stop.at;
    time.textContent = ago(new Date(stop.at));
    bind({ key: String(place), name: t("keys.resume"), group: "here", hidden: place > 1,
           act: () => link.click() });
    return link;
}

// With the title as it is now; nothing where the project is not on the desk any more. What the list
// does not show is asked for, where it is but a part.
async function standing(stop: Stop): Promise<Stop | null> {
    const row = find(`[data-project-row="${CSS.escape(stop.project)}"]`);
    if (row !== null) return { ...stop, title: row.dataset["title"] ?? stop.title };
    if (find("[data-projects][data-part]") === null) return null;
    try {
        const { title } = await api<{ title: string }>("get_project", { project_id: stop.project });
        return { ...stop, title };
    } catch {
        return null;
    }
}

async function showStops(): Promise<void> {
    const list: Stop[] = [];
    for (const stop of stops()) {
        const found = await standing(stop);
        if (found !== null) list.push(found);
        if (list.length === shown) break;
    }
    if (list.length === 0) return;
    get("[data-stopped-cards]").append(...list.map((stop, index) => card(stop, index + 1)));
    get("[data-stopped]").hidden = false;
}

// The list is asked of the server: it knows more projects than this part shows.
function startFilter(form: HTMLFormElement): void {
    const button = find("button[type=submit]", form);
    if (button !== null) button.hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
}

const rowOf = (target: HTMLElement): HTMLElement | null => target.closest("[data-project-row]");

function binRow(target: HTMLElement): void {
    const row = rowOf(target);
    if (row === null) return;
    guarded(async () => {
        const id = row.dataset["projectRow"] ?? "";
        await saving(api("delete_project", { project_id: id }));
        row.remove();
        toast(t("project.binned", { title: row.dataset["title"] ?? "" }),
              { act: { name: t("common.undo"), run: () => guarded(async () => {
                  await api("restore_project", { project_id: id });
                  location.reload();
              }) } });
    });
}

// One menu at a time, and Escape closes it.
function startMenus(): void {
    const menus = (): HTMLDetailsElement[] => all<HTMLDetailsElement>(".project-more[open]");
    document.addEventListener("click", ({ target }) => {
        for (const menu of menus()) if (!menu.contains(target as Node)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        for (const menu of menus()) {
            menu.open = false;
            find("summary", menu)?.focus();
        }
    });
}

function startNew(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const title = get<HTMLInputElement>("[name=title]", form).value;
        const kind = get<HTMLSelectElement>("[name=kind]", form).value;
        const template = find<HTMLSelectElement>("[name=template]", form)?.value ?? "";
        saving(template === "" ? api<{ id: string }>("create_project", { title, kind })
            : api<{ id: string }>("duplicate_project", { project_id: template, title }))
            .then(({ id }) => location.assign(`/p/${id}/write`))
            .catch((error: unknown) => report(error, form));
    });
}

export function start(): void {
    void showStops();
    void showLeftWords();
    const fresh = find<HTMLFormElement>("[data-new-script]");
    if (fresh !== null) startNew(fresh);
    const field = find<HTMLInputElement>("[data-filter]");
    const wish = find<HTMLFormElement>("form[data-wish]");
    if (wish !== null) startFilter(wish);
    startMenus();
    startProjectActs((target) => rowOf(target)?.dataset["projectRow"] ?? "");
    onAct("bin-row", binRow);
    bind(
        { key: "/", name: t("keys.filter"), group: "here", act: () => field?.focus() },
        { key: "c", name: t("keys.bring"), group: "here",
          act: () => find<HTMLInputElement>(".bring-file")?.click() });
}
