// One of the cast: fields kept as they are left, pictures, relations, and the name that is changed
// everywhere after a look at the places.
import { api, type Values } from "../lib/api.ts";
import { all, find, get, make, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { startAutosave } from "../parts/autosave.ts";
import { rememberGone } from "../parts/bin_undo.ts";
import { startBonds } from "../parts/bonds.ts";
import { openDialog } from "../parts/dialog.ts";
import { startMentionCards } from "../parts/mention_cards.ts";
import { startPictures } from "../parts/pictures.ts";
import { startStoryNames } from "../parts/story_names.ts";
import { guarded, report, toast } from "../parts/toast.ts";
import { startTalk } from "../talk/talk_box.ts";

interface Character {
    rev: number;
    name: string;
}

interface Place {
    from: number;
    scene_number: string;
    before: string;
    after: string;
    line: string;
    line_from: number;
}

interface Preview {
    version: number;
    places: Place[];
}

interface Renamed {
    character: Character;
    version: number | null;
    place_count: number;
}

const page = (): HTMLElement => get("[data-character]");
const characterId = (): string => page().dataset["character"] ?? "";
const renamedKey = "fabula.renamed";

async function update(values: Values): Promise<Character> {
    return api<Character>("update_character", { character_id: characterId(), ...values });
}

function showPlace(place: Place): HTMLElement {
    const box = make("input", { type: "checkbox", checked: true, value: String(place.from) });
    const { line, line_from: at, before } = place;
    return make("label", { class: "rename-place" }, box,
        make("span", { class: "number" }, place.scene_number),
        make("span", { class: "rename-line" }, line.slice(0, at), make("del", {}, before), " ",
             make("ins", {}, place.after), line.slice(at + before.length)));
}

// The second step: every place with its line, each can be left as it is.
function showPlaces(form: HTMLFormElement, name: string, preview: Preview): void {
    const places = make("div", { class: "rename-places" }, ...preview.places.map(showPlace));
    const alias = make("input", { type: "checkbox", name: "keep_alias" });
    const text = preview.places.length === 0 ? t("cast.rename_nowhere")
        : t("cast.rename_places", { count: preview.places.length });
    const apply = make("button", { class: "button button-ink", type: "button" },
                       t("cast.rename_do", { name }));
    apply.addEventListener("click", () => {
        const leave = all<HTMLInputElement>("input:not(:checked)", places)
            .map(({ value }) => Number(value));
        apply.disabled = true;
        rename(name, preview.version, leave, alias.checked).catch((error: unknown) => {
            apply.disabled = false;
            report(error, form);
        });
    });
    form.replaceChildren(make("p", {}, text), places,
        make("label", { class: "check" }, alias, t("cast.keep_alias")),
        make("p", { class: "button-row" }, apply));
    apply.focus();
}

async function rename(
    name: string, version: number, leave: number[], keepAlias: boolean): Promise<void> {
    const before = page().dataset["name"] ?? "";
    const renamed = await saving(api<Renamed>("rename_character", {
        character_id: characterId(), name, leave, keep_alias: keepAlias,
        ...(version > 0 ? { version } : {}),
    }));
    sessionStorage.setItem(renamedKey, JSON.stringify(
        { id: characterId(), before, version: renamed.version, count: renamed.place_count }));
    location.reload();
}

function askName(): void {
    const name = make("input", { type: "text", name: "name", required: true, maxlength: "200",
                                 autocomplete: "off" });
    name.value = page().dataset["name"] ?? "";
    const form = make("form", { class: "member-form" },
        make("label", { class: "field" }, make("span", {}, t("cast.new_name")), name),
        make("button", { class: "button button-ink", type: "submit" }, t("cast.rename_look")));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        api<Preview>("preview_rename", { character_id: characterId(), name: name.value })
            .then((preview) => showPlaces(form, name.value.trim(), preview))
            .catch((error: unknown) => report(error, form));
    });
    openDialog(t("cast.rename"), form, "rename");
    name.select();
}

// After the page was loaded again under the new name.
function offerUndo(): void {
    const text = sessionStorage.getItem(renamedKey);
    if (text === null) return;
    sessionStorage.removeItem(renamedKey);
    const done = JSON.parse(text) as
        { id: string; before: string; version: number | null; count: number };
    if (done.id !== characterId()) return;
    toast(t("cast.renamed", { count: done.count }), { act: { name: t("common.undo"), run: () => {
        guarded(async () => {
            if (done.version === null) {
                await api("rename_character", { character_id: done.id, name: done.before });
            } else {
                await api("undo_rename", { character_id: done.id, version: done.version });
            }
            location.reload();
        });
    } } });
}

export function start(): void {
    startMentionCards();
    startStoryNames();
    for (const scene of all("[data-presence] [data-eighths]")) {
        scene.style.setProperty("--eighths", scene.dataset["eighths"] ?? "1");
    }
    offerUndo();
    const form = get<HTMLFormElement>("form[data-autosave]");
    startAutosave(form, update);
    startTalk();
    startPictures("upload_character_image", { character_id: characterId() });
    onAct("lock-sheet", (button) => guarded(async () => {
        await saving(update({ sheet_locked: button.getAttribute("aria-pressed") !== "true" }));
        location.reload();
    }));
    startBonds({ create: "create_relation", remove: "delete_relation", from: "character_id",
                 bond: "relation_id" }, characterId());
    onAct("rename", askName);
    onAct("bin-character", () => guarded(async () => {
        await saving(api("delete_character", { character_id: characterId() }));
        rememberGone("character", characterId(), page().dataset["name"] ?? "");
        location.assign(`/p/${projectId}/cast`);
    }));
    if (find("[data-act=rename]") !== null) {
        bind({ key: "F2", name: t("cast.rename"), group: "here", act: askName });
    }
}
