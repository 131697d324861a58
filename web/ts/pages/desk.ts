// Desk: where you stopped, and the filter over the projects.
import { all, find, get, stamp } from "../lib/dom.ts";
import { api } from "../lib/api.ts";
import { ago, tOr } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { stops, type Stop } from "../lib/memory.ts";
import { t } from "../lib/i18n.ts";
import { showLeftWords } from "../parts/left_words.ts";
import { report } from "../parts/toast.ts";

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

// Only projects that are still on the desk.
function showStops(): void {
    const rows = new Map(all("[data-project-row]").map((row) =>
        [row.dataset["projectRow"] ?? "", row.dataset["title"] ?? ""]));
    const list = stops().filter(({ project }) => rows.has(project)).slice(0, shown);
    if (list.length === 0) return;
    get("[data-stopped-cards]").append(...list.map((stop, index) =>
        card({ ...stop, title: rows.get(stop.project) ?? stop.title }, index + 1)));
    get("[data-stopped]").hidden = false;
}

function filter(text: string): void {
    const wanted = text.trim().toLowerCase();
    for (const row of all("[data-project-row]")) {
        row.hidden = !(row.textContent ?? "").toLowerCase().includes(wanted);
    }
}

function startNew(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const title = get<HTMLInputElement>("[name=title]", form).value;
        api<{ project_id: string }>("create_script", { title })
            .then(({ project_id: project }) => location.assign(`/p/${project}/write`))
            .catch((error: unknown) => report(error, form));
    });
}

export function start(): void {
    showStops();
    void showLeftWords();
    const fresh = find<HTMLFormElement>("[data-new-script]");
    if (fresh !== null) startNew(fresh);
    const field = find<HTMLInputElement>("[data-filter]");
    field?.addEventListener("input", () => filter(field.value));
    bind(
        { key: "/", name: t("keys.filter"), group: "here", act: () => field?.focus() },
        { key: "c", name: t("keys.bring"), group: "here",
          act: () => find<HTMLInputElement>(".bring-file")?.click() });
}
