// The shots of a story as a table to type down: each act is kept at once, whole or not at all, and
// can be undone.
import { api } from "../lib/api.ts";
import { all, find, get, make, onAct, stamp } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { keep, recall } from "../lib/memory.ts";
import { saving } from "../lib/status.ts";
import { type Change, Grid } from "../parts/grid.ts";
import { followScrolling } from "../parts/follow.ts";
import { startSpreadsheet } from "../parts/spreadsheet.ts";
import { startStoryNames } from "../parts/story_names.ts";
import { askedScene, currentScene, setGoTo, setScene, stepScene } from "../parts/strip.ts";
import { guarded, reportConflict, toast } from "../parts/toast.ts";

interface Shot {
    id: string;
    rev: number;
    scene_id: string;
    order_index: number;
    shot_number: string;
    description: string;
    framing: string;
    camera_angle: string;
    camera_movement: string;
    lens: string;
    sound_notes: string;
    character_names: string[];
    duration: string;
    duration_ms: number;
    status: string;
}

type Row = HTMLTableRowElement;
type Cell = HTMLTableCellElement;
type Step = () => Promise<void>;

const undone: Step[] = [];  // What takes the last acts back, the newest last.
const stepsMax = 200;
let grid: Grid;
let last = Promise.resolve();

function fieldCell(row: Row, field: string): Cell {
    return get<Cell>(`[data-field="${field}"]`, row);
}

function valueOf(cell: Cell): string {
    return cell.dataset["value"] ?? cell.dataset["shown"] ?? cell.textContent ?? "";
}

function statusName(value: string): string {
    const select = stamp<HTMLSelectElement>("statuses");
    return [...select.options].find((option) => option.value === value)?.textContent ?? value;
}

// A cell's text as the server takes it.
function toValue(field: string, text: string): string | string[] {
    if (field !== "character_names") return text;
    return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function toText(shot: Shot, field: string): string {
    const value = shot[field as keyof Shot];
    return Array.isArray(value) ? value.join(", ") : String(value);
}

function show(row: Row, shot: Shot): void {
    row.dataset["shot"] = shot.id;
    row.dataset["rev"] = String(shot.rev);
    row.dataset["ms"] = String(shot.duration_ms);
    row.id = `shot-${shot.id}`;
    for (const cell of all<Cell>("[data-field]", row)) {
        const field = cell.dataset["field"] ?? "";
        const text = toText(shot, field);
        if (field === "status") {
            cell.dataset["value"] = text;
            cell.textContent = statusName(text);
            find("[data-act=got-it]", row)?.setAttribute("aria-pressed", String(text === "taken"));
        } else if (cell.dataset["shown"] === undefined) {
            cell.textContent = text;
        } else {
            cell.dataset["shown"] = text;  // Somebody is writing in it.
        }
    }
}

function sceneOf(row: Element): HTMLElement {
    const scene = row.closest<HTMLElement>("[data-scene]");
    if (scene === null) throw new Error("the row is in no scene");
    return scene;
}

function rowOf(id: string): Row | null {
    return find<Row>(`tr[data-shot="${CSS.escape(id)}"]`);
}

function timeText(milliseconds: number): string {
    if (milliseconds === 0) return "";
    const seconds = Math.round(milliseconds / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function sumUp(): void {
    let whole = 0;
    for (const scene of all(".shots-scene")) {
        const rows = all<Row>("tbody tr", scene);
        const time = rows.reduce((sum, row) => sum + Number(row.dataset["ms"] ?? "0"), 0);
        whole += time;
        get("[data-count]", scene).textContent = String(rows.length);
        get("[data-time]", scene).textContent = timeText(time);
    }
    get("[data-shot-count]").textContent = String(all("tbody tr").length);
    get("[data-shot-time]").textContent = timeText(whole);
}

function remember(step: Step): void {
    undone.push(step);
    if (undone.length > stepsMax) undone.shift();
}

// One after the other, in the order in which they were written.
function queue(work: () => Promise<void>): void {
    last = last.then(work).catch((error: unknown) => {
        reportConflict(error);
        for (const cell of all<Cell>("[data-wanted]")) {
            cell.textContent = cell.dataset["wanted"] ?? "";
            delete cell.dataset["wanted"];
        }
    });
}

// Writes rows of one scene; those without an id are made. Answers them as they stand.
async function writeRows(scene: string, rows: object[]): Promise<Shot[]> {
    const { shots } = await saving(api<{ shots: Shot[] }>("write_shots", {
        scene_id: scene, shots: rows as unknown as string[] }));
    return shots;
}

// Fields by the shots whose they are, in one act for each scene.
async function writeFields(fields: Map<string, Record<string, unknown>>): Promise<void> {
    const scenes = new Map<string, object[]>();
    for (const [id, values] of fields) {
        const row = rowOf(id);
        if (row === null) continue;
        const scene = sceneOf(row).dataset["scene"] ?? "";
        scenes.set(scene, [...scenes.get(scene) ?? [],
                           { id, rev: Number(row.dataset["rev"]), ...values }]);
    }
    for (const [scene, rows] of scenes) {
        for (const shot of await writeRows(scene, rows)) {
            const row = rowOf(shot.id);
            if (row !== null) show(row, shot);
        }
    }
    sumUp();
}

function write(changes: Change[]): void {
    const wanted = new Map<string, Record<string, unknown>>();
    const before = new Map<string, Record<string, unknown>>();
    for (const { row, field, value } of changes) {
        const id = row.dataset["shot"] ?? "";
        const cell = fieldCell(row, field);
        before.set(id, { ...before.get(id), [field]: toValue(field, valueOf(cell)) });
        wanted.set(id, { ...wanted.get(id), [field]: toValue(field, value) });
        cell.dataset["wanted"] = cell.textContent ?? "";
        cell.textContent = field === "status" ? statusName(value) : value;
    }
    queue(async () => {
        await writeFields(wanted);
        for (const { row, field } of changes) delete fieldCell(row, field).dataset["wanted"];
        remember(() => writeFields(before));
    });
}

// On the day: a thumb on the tick says that it is made, and once more that it is not.
function tick(button: HTMLElement): void {
    const row = button.closest("tr");
    if (row === null) return;
    const taken = valueOf(fieldCell(row, "status")) === "taken";
    write([{ row, field: "status", value: taken ? "planned" : "taken" }]);
}

function insertRow(scene: HTMLElement, shot: Shot): Row {
    const row = stamp<Row>("shot-row");
    show(row, shot);
    const body = get("tbody", scene);
    const next = all<Row>("tr", body)[shot.order_index - 1] ?? null;
    body.insertBefore(row, next);
    grid.prepare();
    return row;
}

async function remove(ids: string[]): Promise<void> {
    for (const id of ids) {
        await saving(api("delete_shot", { shot_id: id }));
        rowOf(id)?.remove();
    }
    sumUp();
}

// The last one first: each knows the place that it left when it went.
async function bringBack(ids: string[]): Promise<void> {
    for (const id of [...ids].reverse()) {
        const shot = await saving(api<Shot>("restore_shot", { shot_id: id }));
        insertRow(get(`.shots-scene[data-scene="${CSS.escape(shot.scene_id)}"]`), shot);
    }
    sumUp();
}

// Makes shots in a scene, from `place` on; the caret goes to the first of them.
function add(scene: HTMLElement, rows: Record<string, unknown>[], place?: number): void {
    queue(async () => {
        const shots = await writeRows(scene.dataset["scene"] ?? "", rows.map((row, i) =>
            place === undefined ? row : { ...row, order_index: place + i }));
        const made = shots.map((shot) => insertRow(scene, shot));
        sumUp();
        const first = made[0];
        if (first !== undefined) grid.focus(fieldCell(first, "description"));
        remember(() => remove(shots.map(({ id }) => id)));
    });
}

const sceneSection = (id: string): HTMLElement | null =>
    find(`.shots-scene[data-scene="${CSS.escape(id)}"]`);

// To the first shot of a scene, or to the button that makes one.
function enterScene(id: string): void {
    const scene = sceneSection(id);
    if (scene === null) return;
    scene.scrollIntoView({ block: "start" });
    const row = find<Row>("tbody tr", scene);
    if (row !== null) grid.focus(fieldCell(row, "description"));
    else find("[data-act=add-shot]", scene)?.focus({ preventScroll: true });
}

function followScenes(): void {
    setGoTo(enterScene);
    if (askedScene !== null) sceneSection(askedScene)?.scrollIntoView({ block: "start" });
    get("[data-shots]").addEventListener("focusin", ({ target }) => {
        const scene = (target as Element).closest<HTMLElement>(".shots-scene");
        if (scene !== null) setScene(scene.dataset["scene"] ?? "");
    });
    followScrolling(() => {
        // Whoever types down the table is where the caret is, as long as that is seen.
        const focused = document.activeElement?.closest(".shots-scene td, .shots-scene th");
        const { top, bottom } = focused?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
        const scene = focused !== undefined && top >= 0 && bottom <= innerHeight
            ? focused?.closest<HTMLElement>(".shots-scene")
            : all(".shots-scene").reverse().find((section) =>
                section.getBoundingClientRect().top < innerHeight / 3);
        return scene?.dataset["scene"] ?? "";
    });
}

// Below the row one is in; in a scene that one has gone to since, behind its last.
function addBelow(): void {
    const scene = sceneSection(currentScene()) ?? find(".shots-scene");
    if (scene === null) return;
    const index = all<Row>("tbody tr", scene).findIndex((row) =>
        row === grid.focused()?.closest("tr"));
    add(scene, [{}], index < 0 ? undefined : index + 2);
}

function removeSelected(): void {
    const rows = grid.rows();
    const ids = rows.map((row) => row.dataset["shot"] ?? "");
    if (ids.length === 0) return;
    const after = rows.at(-1)?.nextElementSibling ?? rows[0]?.previousElementSibling ?? null;
    queue(async () => {
        await remove(ids);
        if (after instanceof HTMLTableRowElement) grid.focus(fieldCell(after, "description"));
        remember(() => bringBack(ids));
        toast(t("shots.removed", { count: ids.length }), {
            act: { name: t("common.undo"), run: undo } });
    });
}

async function putInOrder(scene: HTMLElement, ids: string[]): Promise<void> {
    const { shots } = await saving(api<{ shots: Shot[] }>("reorder_shots", {
        scene_id: scene.dataset["scene"] ?? "", shot_ids: ids }));
    const body = get("tbody", scene);
    const focused = grid.focused();
    for (const shot of shots) {
        const row = rowOf(shot.id);
        if (row === null) continue;
        show(row, shot);
        body.append(row);
    }
    focused?.focus();
}

function move(by: number): void {
    const row = grid.focused()?.closest("tr") ?? null;
    if (row === null) return;
    const scene = sceneOf(row);
    const ids = all<Row>("tbody tr", scene).map(({ dataset }) => dataset["shot"] ?? "");
    const from = ids.indexOf(row.dataset["shot"] ?? "");
    if (from + by < 0 || from + by >= ids.length) return;
    const moved = ids.filter((_, i) => i !== from);
    moved.splice(from + by, 0, ids[from] ?? "");
    queue(async () => {
        await putInOrder(scene, moved);
        remember(() => putInOrder(scene, ids));
    });
}

// What is still being written is taken back first.
function undo(): void {
    queue(async () => undone.pop()?.());
}

function makeField(cell: Cell): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
    const field = cell.dataset["field"] ?? "";
    if (field === "status") return stamp<HTMLSelectElement>("statuses");
    if (field === "description" || field === "sound_notes") {
        return make("textarea", { rows: "2", maxlength: "20000" });
    }
    const input = make("input", { type: "text", autocomplete: "off", maxlength: "2000" });
    if (find(`#values-${field}`) !== null) input.setAttribute("list", `values-${field}`);
    return input;
}

function startColumns(): void {
    const box = get("[data-columns] fieldset");
    const hidden = new Set(recall<string[]>("shots.hidden", []));
    const apply = (): void => {
        for (const field of ["framing", "camera_angle", "camera_movement", "lens", "sound_notes",
                             "character_names", "duration", "status"]) {
            get("[data-shots]").classList.toggle(`hides-${field}`, hidden.has(field));
        }
    };
    for (const head of all("table:first-of-type thead th", find(".shots-scene") ?? box)) {
        const field = /col-(\w+)/.exec(head.className)?.[1] ?? "";
        if (["number", "frame", "description"].includes(field)) continue;
        const tick = make("input", { type: "checkbox", checked: !hidden.has(field) });
        tick.addEventListener("change", () => {
            if (tick.checked) hidden.delete(field);
            else hidden.add(field);
            keep("shots.hidden", [...hidden]);
            apply();
        });
        box.append(make("label", { class: "check" }, tick, head.textContent ?? ""));
    }
    apply();
}

function bindKeys(): void {
    const listed = (key: string, name: Parameters<typeof t>[0]): void =>
        bind({ key, name: t(name), group: "here" });
    bind({ key: "mod+Enter", name: t("shots.new_shot"), group: "here", act: addBelow },
         { key: "mod+Backspace", name: t("shots.remove"), group: "here", act: removeSelected },
         { key: "mod+Delete", name: t("shots.remove"), group: "here", act: removeSelected,
           hidden: true },
         { key: "alt+PageDown", name: t("keys.next_scene"), group: "here",
           act: () => stepScene(1) },
         { key: "alt+PageUp", name: t("keys.previous_scene"), group: "here",
           act: () => stepScene(-1) },
         { key: "alt+ArrowUp", name: t("shots.move_up"), group: "here", act: () => move(-1) },
         { key: "alt+ArrowDown", name: t("shots.move_down"), group: "here", act: () => move(1) },
         { key: "mod+z", name: t("shots.undo"), group: "here", act: undo });
    listed("Enter", "shots.edit");
    listed("mod+d", "shots.fill_down");
    listed("shift+ArrowDown", "shots.select");
    listed("mod+c", "shots.copy");
    listed("mod+v", "shots.paste");
}

export function start(): void {
    startStoryNames();
    startSpreadsheet();
    startColumns();
    if (find("[data-shots][data-editable]") === null) return;
    for (const row of all<Row>("tbody tr")) {
        const [seconds = "0", minutes = "0"] =
            valueOf(fieldCell(row, "duration")).split(":").reverse();
        row.dataset["ms"] = String(Number(minutes) * 60_000 + Number(seconds) * 1000);
    }
    grid = new Grid(get("[data-shots]"), {
        field: makeField,
        valueOf,
        write,
        append: (table, rows) => add(sceneOf(table), rows.map((row) => Object.fromEntries(
            row.map(([field, value]) => [field, toValue(field, value)])))),
    });
    onAct("add-shot", (button) => guarded(async () => {
        add(sceneOf(button), [{}]);
        await last;
    }));
    onAct("got-it", tick);
    bindKeys();
    followScenes();
}
