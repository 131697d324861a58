// One entry of a world: fields kept as they are left, pictures and map, links, fields of one's own.
import { api, type Values } from "../lib/api.ts";
import { all, find, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { startAutosave } from "../parts/autosave.ts";
import { rememberGone } from "../parts/bin_undo.ts";
import { startBonds } from "../parts/bonds.ts";
import { startMentionCards } from "../parts/mention_cards.ts";
import { startPictures } from "../parts/pictures.ts";
import { startStoryNames } from "../parts/story_names.ts";
import { guarded, report } from "../parts/toast.ts";

interface OwnField {
    name: string;
    type: string;
    value: string | number | null;
}

const page = (): HTMLElement => get("[data-entry]");
const entryId = (): string => page().dataset["entry"] ?? "";
const ownFields = (): OwnField[] =>
    JSON.parse(page().dataset["fields"] ?? "[]") as OwnField[];

async function update(values: Values): Promise<unknown> {
    return api("update_world_item", { item_id: entryId(), ...values });
}

async function keepFields(fields: OwnField[]): Promise<void> {
    await saving(update({ custom_fields: fields as unknown as string[] }));
    location.reload();
}

function startFields(): void {
    const form = find<HTMLFormElement>("form[data-new-field]");
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        const read = (name: string): string =>
            get<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`, form).value.trim();
        const type = read("type");
        const text = read("value");
        const value = text === "" ? null : type === "number" ? Number(text) : text;
        if (typeof value === "number" && Number.isNaN(value)) {
            const field = get<HTMLInputElement>("[name=value]", form);
            field.setCustomValidity(t("world.no_number"));
            field.reportValidity();
            field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
            return;
        }
        keepFields([...ownFields(), { name: read("field"), type, value }])
            .catch((error: unknown) => report(error, form));
    });
    onAct("remove-field", (button) => guarded(() =>
        keepFields(ownFields().filter(({ name }) => name !== button.dataset["field"]))));
}

export function start(): void {
    startMentionCards();
    startStoryNames();
    for (const pin of all("[data-map] [data-x]")) {
        pin.style.setProperty("--x", pin.dataset["x"] ?? "0");
        pin.style.setProperty("--y", pin.dataset["y"] ?? "0");
    }
    startAutosave(get<HTMLFormElement>("form[data-autosave]"), update);
    startPictures("upload_world_item_image", { item_id: entryId() });
    startFields();
    startBonds({ create: "create_world_link", remove: "delete_world_link", from: "item_id",
                 bond: "link_id" }, entryId());
    onAct("bin-entry", () => guarded(async () => {
        await saving(api("delete_world_item", { item_id: entryId() }));
        rememberGone("entry", entryId(), page().dataset["name"] ?? "");
        location.assign(`/w/${page().dataset["world"] ?? ""}`);
    }));
}
