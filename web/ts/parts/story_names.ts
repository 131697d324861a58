// The people, places and entries of a story behind an @ in its texts. What is chosen stands there as
// a plain name; a name that nobody bears yet can be given to somebody, or to a place, at once.
import { api, apiList } from "../lib/api.ts";
import { find as findElement, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { offerNames, type NameOffer } from "./name_list.ts";
import { report, toast } from "./toast.ts";

const offersMax = 8;
const fold = (text: string): string => text.toLocaleUpperCase().normalize();

interface Named {
    name: string;
    aliases: string[];
}

let cast: Promise<Named[]> | null = null;

// Who is asked for again once somebody was added.
function people(): Promise<Named[]> {
    if (projectId === "") return Promise.resolve([]);
    cast ??= apiList<Named>("list_characters", "characters", { project_id: projectId })
        .catch(() => []);
    return cast;
}

// The world that the page shows, else that of the project.
async function worldId(): Promise<string> {
    const shown = findElement("[data-world]")?.dataset["world"];
    if (shown !== undefined && shown !== "") return shown;
    const own = await api<{ id: string }>("get_project_world", { project_id: projectId });
    return own.id;
}

interface Entries {
    results: { title: string; context: string }[];
}

async function entries(typed: string): Promise<NameOffer[]> {
    if (typed.trim().length < 2) return [];
    const found = await api<Entries>("search", { q: typed, kind: "world_item", limit: 20,
        ...(projectId === "" ? {} : { project_id: projectId }) }).catch(() => ({ results: [] }));
    const wanted = fold(typed);
    return found.results.filter(({ title }) => fold(title).split(/\s+/)
        .some((_, at, words) => words.slice(at).join(" ").startsWith(wanted)))
        .map(({ title, context }) => ({ name: title, note: context }));
}

function create(make: () => Promise<unknown>, name: string): void {
    make().then(() => {
        cast = null;
        toast(t("names.created", { name }));
    }, (error: unknown) => report(error));
}

function stubs(name: string): NameOffer[] {
    const offers: NameOffer[] = [];
    if (projectId !== "") {
        offers.push({ name, say: t("names.create_character", { name }), after: () =>
            create(() => api("create_character", { project_id: projectId, name }), name) });
    }
    offers.push({ name, say: t("names.create_entry", { name }), after: () =>
        create(async () => api("create_world_item", { world_id: await worldId(), name }), name) });
    return offers;
}

async function find(typed: string): Promise<NameOffer[]> {
    const wanted = fold(typed.trim());
    const [all, places] = await Promise.all([people(), entries(typed)]);
    const known = all.filter(({ name, aliases }) =>
        [name, ...aliases].some((one) => fold(one).startsWith(wanted)));
    const offers: NameOffer[] = [
        ...known.map(({ name }): NameOffer => ({ name, note: t("names.character") })), ...places,
    ].slice(0, offersMax);
    const name = typed.trim();
    const borne = [...known.flatMap((one) => [one.name, ...one.aliases]),
                   ...places.map((place) => place.name)].some((one) => fold(one) === wanted);
    // A sentence that goes on behind the @ is no name.
    if (name.length > 1 && !borne && name.split(/\s+/).length < 4) offers.push(...stubs(name));
    return offers;
}

const offered = new WeakSet<HTMLTextAreaElement>();

// Of all fields of words on the page, also those that are made later; in comments people are named
// who may read them.
export function startStoryNames(): void {
    document.addEventListener("focusin", ({ target }) => {
        if (!(target instanceof HTMLTextAreaElement) || offered.has(target)) return;
        if (target.closest(".talk-form") !== null) return;
        offered.add(target);
        offerNames(target, { label: t("names.offered"), mark: "taken", find });
    });
}
