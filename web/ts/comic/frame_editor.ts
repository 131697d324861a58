// A rough frame set by hand: size, angle, set, hour, weather, who is in it, what they do and how
// they look. Every choice is drawn at once.
import { all, find, icon, make } from "../lib/dom.ts";
import { t, tOr } from "../lib/i18n.ts";
import { changeFrame, changeLook, emptyHand, type Drawn, type FigureHand, type Frame,
         type FrameHand, type FrameValues, type FrameWish, type Person, readFrame,
         readValues } from "./frame.ts";

const framings = ["EWS", "WS", "MWS", "MS", "MCU", "CU", "ECU", "TWO_SHOT", "OTS", "INSERT"];
const angles = ["Eye Level", "High Angle", "Low Angle", "Bird's Eye View", "Dutch Angle"];
const nearSizes = ["ECU", "CU", "MCU", "OTS"];

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, "_");

interface Choice {
    value: string;
    name: string;
    group?: string;
}

const choices = (values: readonly string[], kind: string, group = ""): Choice[] =>
    values.map((value) => ({ value, name: tOr(`${kind}.${value}`, value), group }));

function select(label: string, value: string, options: Choice[],
                take: (value: string) => void): HTMLElement {
    const box = make("select", { "aria-label": label });
    const groups = new Map<string, HTMLElement>();
    for (const { value: own, name, group = "" } of options) {
        const option = make("option", { value: own, selected: own === value }, name);
        if (group === "") {
            box.append(option);
            continue;
        }
        let place = groups.get(group);
        if (place === undefined) {
            place = make("optgroup", { label: group });
            groups.set(group, place);
            box.append(place);
        }
        place.append(option);
    }
    if (!options.some((option) => option.value === value)) {
        box.prepend(make("option", { value, selected: true }, value));
    }
    box.addEventListener("change", () => take(box.value));
    return make("label", { class: "hand-row" }, make("span", {}, label), box);
}

// What the rules chose stands first: "By the rules (standing)".
const byRules = (kind: string, value: string | undefined): Choice => ({
    value: "",
    name: value === undefined || value === "" ? t("hand.by_rules")
        : t("hand.by_rules_what", { what: tOr(`${kind}.${value}`, value) }) });

const sameName = (a: string, b: string): boolean =>
    a.toLocaleLowerCase() === b.toLocaleLowerCase();

export class FrameEditor {
    private readonly box: HTMLElement;
    private readonly drawn: Drawn;
    private frame: Frame | null = null;
    private readonly open = new Set<string>();  // Parts that are unfolded, by their names.

    constructor(box: HTMLElement, drawn: Drawn) {
        this.box = box;
        // The next choice begins where this one ended, even before the page has shown it.
        this.drawn = (frame) => {
            if (frame.id === this.frame?.id) this.frame = frame;
            drawn(frame);
        };
    }

    async show(shot: string): Promise<Frame> {
        const [frame, values] = await Promise.all([readFrame(shot), readValues()]);
        this.build(frame, values);
        return frame;
    }

    shot(): string {
        return this.frame?.id ?? "";
    }

    // The frame as another part of the page has changed it.
    async take(frame: Frame): Promise<void> {
        if (frame.id === this.frame?.id) this.build(frame, await readValues());
    }

    private build(frame: Frame, values: FrameValues): void {
        const focused = document.activeElement?.closest("[data-keep]")?.getAttribute("data-keep");
        this.frame = frame;
        if (!frame.editable) {
            this.box.replaceChildren(make("p", { class: "quiet" }, t("hand.own_picture")));
            return;
        }
        this.box.replaceChildren(this.camera(frame), this.place(frame, values),
                                 this.people(frame, values), this.rules(frame));
        // A form built anew keeps the focus where it was.
        all("select, input, button", this.box).forEach((one, at) => {
            one.setAttribute("data-keep", String(at));
        });
        if (focused !== null && focused !== undefined && focused !== "") {
            find(`[data-keep="${focused}"]`, this.box)?.focus({ preventScroll: true });
        }
    }

    private now(): Frame {
        if (this.frame === null) throw new Error("no frame is shown");
        return this.frame;
    }

    private set(wish: (frame: Frame) => Partial<FrameWish>): void {
        void changeFrame(() => this.now(), wish, this.drawn);
    }

    private setHand(hand: (frame: Frame) => Partial<FrameHand>): void {
        this.set((frame) => ({ hand: { ...frame.hand, ...hand(frame) } }));
    }

    private camera(frame: Frame): HTMLElement {
        const near = nearSizes.includes(frame.spec.framing) && frame.spec.figures.length > 1;
        const names = frame.spec.figures.map(({ name }) => ({ value: name, name }));
        const shown = frame.spec.figures[frame.spec.focus]?.name ?? "";
        return make("fieldset", { class: "hand-part" },
            make("legend", {}, t("hand.camera")),
            select(t("hand.size"), frame.framing, choices(framings, "framing"),
                   (framing) => this.set(() => ({ framing }))),
            select(t("hand.angle"), frame.camera_angle,
                   angles.map((value) => ({ value, name: tOr(`angle.${slug(value)}`, value) })),
                   (camera_angle) => this.set(() => ({ camera_angle }))),
            ...(near ? [select(t("hand.focus"), shown, names,
                               (focus) => this.setHand(() => ({ focus })))] : []));
    }

    private place(frame: Frame, values: FrameValues): HTMLElement {
        const { hand, spec } = frame;
        const rules = (set: boolean, kind: string, value: string): Choice =>
            byRules(kind, set ? undefined : value);
        return make("fieldset", { class: "hand-part" },
            make("legend", {}, t("hand.place")),
            select(t("hand.set"), hand.set,
                   [rules(hand.set !== "", "set", frame.set),
                    ...choices(values["indoor_sets"] ?? [], "set", t("setting.int")),
                    ...choices(values["outdoor_sets"] ?? [], "set", t("setting.ext"))],
                   (set) => this.setHand(() => ({ set }))),
            select(t("hand.time"), hand.time ?? "",
                   [rules(hand.time !== null, "daytime", spec.time),
                    ...choices(values["times"] ?? [], "daytime")],
                   (time) => this.setHand(() => ({ time: time === "" ? null : time }))),
            select(t("hand.weather"), hand.weather ?? "",
                   [rules(hand.weather !== null, "weather", spec.weather),
                    ...choices(values["weathers"] ?? [], "weather")],
                   (weather) => this.setHand(() => ({ weather: weather === "" ? null : weather }))));
    }

    private people(frame: Frame, values: FrameValues): HTMLElement {
        const list = make("ul", { class: "hand-people" });
        const rank = (person: Person): number => {
            const at = frame.spec.figures.findIndex(({ name }) => sameName(name, person.name));
            return at < 0 ? frame.spec.figures.length : at;
        };
        const sorted = [...frame.people].sort((a, b) => rank(a) - rank(b));
        for (const person of sorted) list.append(this.person(frame, values, person));
        if (sorted.length === 0) list.append(make("li", { class: "quiet" }, t("hand.nobody")));
        return make("fieldset", { class: "hand-part" }, make("legend", {}, t("hand.people")), list);
    }

    private person(frame: Frame, values: FrameValues, person: Person): HTMLElement {
        const figures = frame.spec.figures;
        const at = figures.findIndex(({ name }) => sameName(name, person.name));
        const seen = make("input", { type: "checkbox", checked: at >= 0 });
        seen.addEventListener("change", () => {
            const wanted = seen.checked;
            this.set(({ character_names: names }) => {
                const others = names.filter((name) => !sameName(name, person.name));
                return { character_names: wanted ? [...others, person.name] : others };
            });
        });
        const row = make("li", {}, make("div", { class: "hand-person" },
            make("label", { class: "check" }, seen, make("span", {}, person.name)),
            ...(at < 0 || figures.length < 2 ? [] : [this.mover(frame, at, -1), this.mover(frame, at, 1)])));
        const figure = figures[at];
        if (figure === undefined) return row;
        row.append(this.fold(t("hand.acting"), `${person.name} acting`,
                             this.acting(frame, values, figure)));
        row.append(this.fold(t("hand.look"), `${person.name} look`,
                             this.look(values, person)));
        return row;
    }

    private mover(frame: Frame, at: number, by: number): HTMLElement {
        const names = frame.spec.figures.map(({ name }) => name);
        const label = by < 0 ? t("hand.left", { name: names[at] ?? "" })
            : t("hand.right", { name: names[at] ?? "" });
        const button = make("button", {
            class: "button button-quiet button-icon", type: "button", "aria-label": label,
            title: label, disabled: at + by < 0 || at + by >= names.length },
            icon(by < 0 ? "previous" : "next"));
        button.addEventListener("click", () => {
            const [name] = names.splice(at, 1);
            names.splice(at + by, 0, name ?? "");
            this.setHand(() => ({ order: names }));
        });
        return button;
    }

    private fold(title: string, key: string, rows: HTMLElement[]): HTMLElement {
        const details = make("details", { class: "hand-fold", open: this.open.has(key) },
                             make("summary", {}, title), ...rows);
        details.addEventListener("toggle", () => {
            if (details.open) this.open.add(key);
            else this.open.delete(key);
        });
        return details;
    }

    private acting(frame: Frame, values: FrameValues, figure: Frame["spec"]["figures"][number])
        : HTMLElement[] {
        const own = frame.hand.figures.find(({ name }) => sameName(name, figure.name));
        const change = (part: Partial<FigureHand>): void => {
            this.setHand(({ hand: { figures } }) => {
                const mine = figures.find(({ name }) => sameName(name, figure.name));
                const others = figures.filter(({ name }) => !sameName(name, figure.name));
                return { figures: [...others, { ...mine, name: figure.name, ...part }] };
            });
        };
        const one = (part: "pose" | "expression" | "facing" | "gaze", list: string): HTMLElement =>
            select(t(`hand.${part}`), own?.[part] ?? "",
                   [byRules(part, own?.[part] == null ? figure[part] : undefined),
                    ...choices(values[list] ?? [], part)],
                   (value) => change({ [part]: value === "" ? null : value }));
        const seated = make("input", { type: "checkbox", checked: figure.seated });
        seated.addEventListener("change", () => change({ seated: seated.checked }));
        return [one("pose", "poses"), one("expression", "expressions"), one("facing", "facings"),
                one("gaze", "gazes"),
                make("label", { class: "check" }, seated, make("span", {}, t("hand.seated")))];
    }

    private look(values: FrameValues, person: Person): HTMLElement[] {
        if (person.character_id === null) {
            return [make("p", { class: "small quiet" }, t("hand.not_in_cast"))];
        }
        const change = (part: string, value: string | null): void => {
            void changeLook(() => this.now(), person.name, part, value, this.drawn);
        };
        const word = (part: string, list: string): HTMLElement => {
            const chosen = person.look[part] ?? "";
            return select(t(`look.${part}` as Parameters<typeof t>[0]), chosen,
                          [byRules(`look_${part}`,
                                   chosen === "" ? person.shown[part] ?? undefined : undefined),
                           ...choices(values[list] ?? [], `look_${part}`)],
                          (value) => change(part, value === "" ? null : value));
        };
        const color = (part: string): HTMLElement => this.color(person, part, change);
        return [make("p", { class: "small quiet" }, t("hand.everywhere")),
                word("hair", "hairs"), color("hair_color"), word("garment", "garments"),
                color("garment_color"), word("pattern", "patterns"), word("age", "ages"),
                word("build", "builds"), word("gender", "genders"), color("skin"),
                word("legwear", "legwear"), color("legwear_color"), word("headwear", "headwear"),
                color("headwear_color"), word("facial_hair", "facial_hair"),
                word("eyewear", "eyewear"), word("neckwear", "neckwear"), color("neckwear_color"),
                word("bag", "bags"), word("species", "species")];
    }

    private color(person: Person, part: string,
                  change: (part: string, value: string | null) => void): HTMLElement {
        const label = t(`look.${part}` as Parameters<typeof t>[0]);
        const input = make("input", { type: "color", "aria-label": label,
                                      value: person.look[part] ?? person.shown[part] ?? "#000000" });
        input.addEventListener("change", () => change(part, input.value));
        const back = make("button", { class: "button button-quiet button-icon", type: "button",
                                      "aria-label": t("hand.color_by_rules", { part: label }),
                                      title: t("hand.by_rules"),
                                      hidden: person.look[part] == null }, icon("close"));
        back.addEventListener("click", () => change(part, null));
        return make("div", { class: "hand-row" }, make("span", {}, label),
                    make("span", { class: "hand-color" }, input, back));
    }

    private rules(frame: Frame): HTMLElement {
        const touched = JSON.stringify(frame.hand) !== JSON.stringify(emptyHand);
        const back = make("button", { class: "button", type: "button", disabled: !touched },
                          t("hand.back_to_rules"));
        back.addEventListener("click", () => this.set(() => ({ hand: emptyHand })));
        return make("div", { class: "button-row hand-part" }, back);
    }
}

