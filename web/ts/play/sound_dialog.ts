// One sound: what it is, where it begins, and its cut, by pointer on its waveform or by number.
import { api, apiWithRev, type Values } from "../lib/api.ts";
import { all, make } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { openDialog } from "../parts/dialog.ts";
import { report, toast } from "../parts/toast.ts";
import { type Cut, cutter } from "./cutter.ts";
import { heard, loudnessAt, nameOf, type Sound } from "./sounds.ts";

interface Options {
    mayEdit: boolean;
    onChange: () => Promise<void>;
}

const changed: (keyof Sound)[] = ["label", "type", "character_id", "offset_ms", "start_ms",
    "end_ms", "fade_in_ms", "fade_out_ms", "gain_db", "note", "starred"];

const people = (): HTMLOptionElement[] => all<HTMLOptionElement>("#play-people option");

function field(name: string, label: TextKey, input: HTMLElement, wide = false): HTMLElement {
    input.setAttribute("name", name);
    return make("label", { class: wide ? "field settings-wide" : "field" },
                make("span", {}, t(label)), input);
}

const number = (value: number, step: string, min: string, max = ""): HTMLInputElement =>
    make("input", { type: "number", step, min, value: String(value), inputmode: "decimal",
                    ...(max === "" ? {} : { max }) });

const option = (value: string, text: string, chosen: boolean): HTMLOptionElement =>
    make("option", { value, selected: chosen }, text);

function fieldsOf(sound: Sound): HTMLElement[] {
    const seconds = (name: Cut | "offset_ms", label: TextKey): HTMLElement => field(name, label,
        number((sound[name] ?? sound.duration_ms ?? 0) / 1000, "0.05", "0"));
    const types = ["music", "sfx", "voice", "take"] as const;
    const type = make("select", {}, ...types.map((value) =>
        option(value, t(`sound.type_${value}`), value === sound.type)));
    const who = make("select", {}, option("", t("sound.nobody"), sound.character_id === null),
        ...people().map((one) => option(one.dataset["id"] ?? "", one.value,
                                        one.dataset["id"] === sound.character_id)));
    const star = make("input", { type: "checkbox", name: "starred", checked: sound.starred });
    return [
        field("label", "sound.label", make("input", { type: "text", value: sound.label,
            maxlength: "500", autocomplete: "off", placeholder: sound.file_name }), true),
        field("type", "sound.type", type), field("character_id", "sound.character", who),
        seconds("offset_ms", "sound.offset"), seconds("start_ms", "sound.start"),
        seconds("end_ms", "sound.end"), seconds("fade_in_ms", "sound.fade_in"),
        seconds("fade_out_ms", "sound.fade_out"),
        field("gain_db", "sound.gain", number(sound.gain_db, "0.5", "-60", "12")),
        field("note", "sound.note", make("textarea", { rows: "2", maxlength: "20000" }, sound.note),
              true),
        make("label", { class: "check settings-wide" }, star, ` ${t("sound.starred")}`),
    ];
}

// What the form says, as fields of the sound.
function read(form: HTMLFormElement, sound: Sound): Values {
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? "");
    const ms = (name: string): number => Math.round(Number(text(name)) * 1000);
    const end = ms("end_ms");
    return { label: text("label"), type: text("type"), note: text("note"),
             character_id: text("character_id") === "" ? null : text("character_id"),
             offset_ms: ms("offset_ms"), start_ms: ms("start_ms"),
             end_ms: end === 0 || end >= (sound.duration_ms ?? Infinity) ? null : end,
             fade_in_ms: ms("fade_in_ms"), fade_out_ms: ms("fade_out_ms"),
             gain_db: Number(text("gain_db")), starred: data.get("starred") !== null };
}

// Plays this sound alone, as the form cuts it.
function listenButton(form: HTMLFormElement, sound: Sound, dialog: () => HTMLDialogElement)
    : HTMLButtonElement {
    const button = make("button", { class: "button", type: "button" }, t("sound.listen"));
    let player: HTMLAudioElement | null = null;
    const stop = (): void => {
        player?.pause();
        player = null;
        button.textContent = t("sound.listen");
    };
    button.addEventListener("click", () => {
        if (player !== null) {
            stop();
            return;
        }
        const cut = { ...sound, ...read(form, sound) } as Sound;
        const playing = new Audio(`${sound.file_url}#t=${cut.start_ms / 1000}`);
        player = playing;
        button.textContent = t("sound.stop");
        playing.addEventListener("timeupdate", () => {
            const at = playing.currentTime * 1000 - cut.start_ms;
            playing.volume = Math.min(1, loudnessAt(cut, Math.max(0, at)));
            const length = heard(cut);
            if (length !== null && at >= length) stop();
        });
        playing.addEventListener("ended", stop);
        playing.play().catch(() => {
            stop();
            toast(t("sound.not_played"), { failed: true });
        });
        dialog().addEventListener("close", stop, { once: true });
    });
    return button;
}

async function undo(sound: Sound, rev: number, options: Options): Promise<void> {
    const before = Object.fromEntries(changed.map((name) => [name, sound[name]])) as Values;
    await saving(apiWithRev("update_sound", { sound_id: sound.id, ...before }, rev));
    await options.onChange();
}

async function save(form: HTMLFormElement, sound: Sound, options: Options): Promise<void> {
    const stored = await saving(apiWithRev<Sound>(
        "update_sound", { sound_id: sound.id, ...read(form, sound) }, sound.rev));
    await options.onChange();
    toast(t("sound.saved", { name: nameOf(stored) }), { act: { name: t("common.undo"), run: () => {
        undo(sound, stored.rev, options).catch(report);
    } } });
}

export async function binSound(sound: Sound, onChange: () => Promise<void>): Promise<void> {
    await saving(api("delete_sound", { sound_id: sound.id }));
    await onChange();
    toast(t("sound.binned", { name: nameOf(sound) }), { act: { name: t("common.undo"), run: () => {
        saving(api("restore_sound", { sound_id: sound.id })).then(onChange, report);
    } } });
}

export function openSound(sound: Sound, options: Options): void {
    // Any time may be typed, whatever the arrows of a field step by; the server checks it.
    const form = make("form", { class: "settings-form sound-form", novalidate: true });
    const group = make("fieldset", { disabled: !options.mayEdit },
                       make("legend", { class: "reader-only" }, nameOf(sound)), ...fieldsOf(sound));
    form.append(group);
    if (sound.duration_ms !== null) form.prepend(cutter(form, sound));
    const acts = make("p", { class: "button-row" },
                      listenButton(form, sound, () => dialog));
    if (options.mayEdit) {
        const bin = make("button", { class: "button button-quiet", type: "button" },
                         t("sound.bin"));
        bin.addEventListener("click", () => {
            dialog.close();
            binSound(sound, options.onChange).catch(report);
        });
        acts.prepend(make("button", { class: "button button-ink", type: "submit" },
                          t("common.save")));
        acts.append(bin);
    }
    form.append(acts);
    const dialog = openDialog(nameOf(sound), form, "sound-dialog");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        save(form, sound, options).then(() => dialog.close(),
                                        (error: unknown) => report(error, form));
    });
}
