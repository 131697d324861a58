// One world: entries and categories are added by name.
import { api } from "../lib/api.ts";
import { find, get, make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { offerBack, rememberGone } from "../parts/bin_undo.ts";
import { openDialog } from "../parts/dialog.ts";
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

function addCategory(): void {
    const name = make("input", { type: "text", name: "name", required: true, maxlength: "200",
                                 autocomplete: "off" });
    const form = make("form", { class: "member-form" },
        make("label", { class: "field" }, make("span", {}, t("cast.new_name")), name),
        make("button", { class: "button button-ink", type: "submit" }, t("cast.add")));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        saving(api("create_world_category", { world_id: worldId(), name: name.value }))
            .then(() => location.reload())
            .catch((error: unknown) => report(error, form));
    });
    openDialog(t("world.new_category"), form);
    name.focus();
}

export function start(): void {
    offerBack("entry", async (id) => {
        await api("restore_world_item", { item_id: id });
        location.assign(`/w/${worldId()}/e/${id}`);
    });
    const form = find<HTMLFormElement>("form[data-new-item]");
    if (form !== null) startNewItem(form);
    onAct("new-category", addCategory);
    onAct("bin-world", () => guarded(async () => {
        await saving(api("delete_world", { world_id: worldId() }));
        rememberGone("world", worldId(), page().dataset["name"] ?? "");
        location.assign("/worlds");
    }));
}
