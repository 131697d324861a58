// One world: entries and categories are added by name.
import { api } from "../lib/api.ts";
import { find, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { askName } from "../parts/ask_name.ts";
import { offerBack, rememberGone } from "../parts/bin_undo.ts";
import { startFound } from "../parts/found.ts";
import { startSpreadsheet } from "../parts/spreadsheet.ts";
import { guarded, report } from "../parts/toast.ts";

const page = (): HTMLElement => get("[data-world]");
const worldId = (): string => page().dataset["world"] ?? "";

function startNewItem(form: HTMLFormElement): void {
    const name = get<HTMLInputElement>("[name=name]", form);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        saving(api<{ id: string }>("create_world_item", {
            world_id: worldId(), name: name.value,
            category_id: get<HTMLSelectElement>("[name=category_id]", form).value,
        })).then(({ id }) => location.assign(`/w/${worldId()}/e/${id}`))
            .catch((error: unknown) => report(error, form));
    });
    bind({ key: "c", name: t("world.new_item"), group: "here", act: () => name.focus() });
}

// The headings lead to the entries from then on.
async function addPlaces(names: string[]): Promise<void> {
    const category = find<HTMLOptionElement>("[data-new-item] option[data-places]")?.value ?? null;
    for (const name of names) {
        await api("create_world_item",
                  { world_id: worldId(), name, kind: "location", category_id: category });
    }
}

function addCategory(): void {
    askName(t("world.new_category"), async (name) => {
        await api("create_world_category", { world_id: worldId(), name });
        location.reload();
    });
}

export function start(): void {
    startSpreadsheet();
    offerBack("entry", async (id) => {
        await api("restore_world_item", { item_id: id });
        location.assign(`/w/${worldId()}/e/${id}`);
    });
    const form = find<HTMLFormElement>("form[data-new-item]");
    if (form !== null) startNewItem(form);
    startFound(addPlaces);
    onAct("new-category", addCategory);
    onAct("bin-world", () => guarded(async () => {
        await saving(api("delete_world", { world_id: worldId() }));
        rememberGone("world", worldId(), page().dataset["name"] ?? "");
        location.assign("/worlds");
    }));
}
