// What the server says of a placeholder frame, and the one way to change it.
import { api } from "../lib/api.ts";
import { saving } from "../lib/status.ts";
import { act } from "./steps.ts";

export interface FigureHand {
    name: string;
    pose?: string | null;
    expression?: string | null;
    gaze?: string | null;
    facing?: string | null;
    seated?: boolean | null;
}

export interface FrameHand {
    set: string;
    inside: boolean | null;
    time: string | null;
    weather: string | null;
    focus: string;
    order: string[];
    figures: FigureHand[];
}

export type Look = Record<string, string | null>;

export interface Figure {
    name: string;
    pose: string;
    expression: string;
    gaze: string;
    facing: string;
    seated: boolean;
}

export interface Person {
    name: string;
    character_id: string | null;
    look: Look;
    shown: Look;
}

export interface Frame {
    id: string;
    rev: number;
    shot_number: string;
    framing: string;
    camera_angle: string;
    character_names: string[];
    image_id: string | null;
    editable: boolean;
    set: string;
    hand: FrameHand;
    spec: { framing: string; time: string; weather: string; inside: boolean; figures: Figure[];
            focus: number };
    people: Person[];
}

export type FrameValues = Record<string, string[]>;

// What of a frame a hand may set.
export interface FrameWish {
    framing: string;
    camera_angle: string;
    character_names: string[];
    hand: FrameHand;
}

export const emptyHand: FrameHand = { set: "", inside: null, time: null, weather: null, focus: "",
                                      order: [], figures: [] };

export const readFrame = (shot: string): Promise<Frame> =>
    api<Frame>("get_shot_frame", { shot_id: shot });

let values: Promise<FrameValues> | null = null;
export const readValues = (): Promise<FrameValues> =>
    values ??= api<FrameValues>("list_frame_values");

export const wishOf = ({ framing, camera_angle, character_names, hand }: Frame): FrameWish =>
    ({ framing, camera_angle, character_names, hand });

// Told of every frame that was drawn anew, by whatever asked for it.
export type Drawn = (frame: Frame) => void;

async function put(shot: string, wish: Partial<FrameWish>, drawn: Drawn): Promise<void> {
    const values = { shot_id: shot, ...wish } as unknown as Record<string, string>;
    drawn(await saving(api<Frame>("update_shot_frame", values)));
}

// One step: undone, the frame is as it was before. What is wished is asked when it is done, of the
// frame as it is by then, so that quick choices all count.
export function changeFrame(now: () => Frame, wish: (frame: Frame) => Partial<FrameWish>,
                            drawn: Drawn): Promise<void> {
    const shot = now().id;
    let before: Partial<FrameWish> | null = null;
    let after: Partial<FrameWish> = {};
    return act(() => {
        if (before === null) {
            before = wishOf(now());
            after = wish(now());
        }
        return put(shot, after, drawn);
    }, () => put(shot, before ?? {}, drawn));
}

// The same of how somebody looks, in every frame. Null: by the rules.
export function changeLook(now: () => Frame, name: string, part: string, value: string | null,
                           drawn: Drawn): Promise<void> {
    const shot = now().id;
    const personNow = (): Person | undefined => now().people.find((one) => one.name === name);
    const character = personNow()?.character_id ?? "";
    let before: Look | null = null;
    let after: Look = {};
    const write = async (look: Look): Promise<void> => {
        await saving(api("put_look", { character_id: character, ...look }));
        drawn(await readFrame(shot));
    };
    return act(() => {
        if (before === null) {
            before = personNow()?.look ?? {};
            after = { ...before, [part]: value };
        }
        return write(after);
    }, () => write(before ?? {}));
}
