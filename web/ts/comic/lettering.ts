// The balloons of a panel as the server has them, and the one way to change them.
import { api } from "../lib/api.ts";
import { saving } from "../lib/status.ts";
import { comicLanguage } from "./book.ts";
import { act } from "./steps.ts";

export interface Translation {
    language: string;
    text: string;
}

export interface Balloon {
    source: "own" | "line" | "place" | "narration";
    line: number;
    line_count: number;
    said: string;
    text: string;
    speaker: string;
    kind: string | null;
    x: number | null;
    y: number | null;
    width: number | null;
    tail: "speaker" | "none" | "point";
    tail_x: number | null;
    tail_y: number | null;
    size: number;
    turn: number;
    hidden: boolean;
    translations: Translation[];
}

export interface PanelBalloon {
    balloon: Balloon;
    kind: string;
    text: string;
    source_text: string;
    automatic: boolean;
    changed: boolean;
    shown: boolean;
    x: number;
    y: number;
    width: number;
    height: number;
    tail_x: number | null;
    tail_y: number | null;
}

export interface Lettering {
    shot_id: string;
    rev: number;
    width: number;
    height: number;
    balloons: PanelBalloon[];
    figures: { name: string }[];
    languages: string[];
}

export const kinds = ["speech", "whisper", "shout", "thought", "radio", "caption", "sound_effect"];

export const ownBalloon = (kind: string, text: string): Balloon => ({
    source: "own", line: 0, line_count: 1, said: "", text, speaker: "", kind, x: null, y: null,
    width: null, tail: "speaker", tail_x: null, tail_y: null, size: 100, turn: 0, hidden: false,
    translations: [] });

export const untouched = (balloon: Balloon): Balloon => ({
    ...balloon, text: "", kind: null, x: null, y: null, width: null, tail: "speaker",
    tail_x: null, tail_y: null, size: 100, turn: 0, hidden: false });

export const isTouched = (balloon: Balloon): boolean =>
    balloon.source === "own" || balloon.translations.length > 0
        || JSON.stringify(untouched(balloon)) !== JSON.stringify(balloon);

export const readLettering = (shot: string): Promise<Lettering> =>
    api<Lettering>("get_lettering", { shot_id: shot, language: comicLanguage() });

const records = ({ balloons }: Lettering): Balloon[] =>
    balloons.filter(({ automatic }) => !automatic).map(({ balloon }) => balloon);

type Written = (shot: string) => Promise<void>;

async function put(shot: string, balloons: Balloon[], written: Written): Promise<void> {
    const wanted = balloons.some(isTouched) ? balloons : [];
    await saving(api("update_shot", { shot_id: shot, balloons: wanted as unknown as string[] }));
    await written(shot);
}

// One step. What is wished is asked of the balloons as they are when it is done; all of them are
// given, those of the rules as records that say so.
export function changeBalloons(now: () => Lettering, wish: (balloons: Balloon[]) => Balloon[],
                               written: Written): Promise<void> {
    const shot = now().shot_id;
    let before: Balloon[] | null = null;
    let after: Balloon[] = [];
    return act(() => {
        if (before === null) {
            before = records(now());
            after = wish(now().balloons.map(({ balloon }) => structuredClone(balloon)));
        }
        return put(shot, after, written);
    }, () => put(shot, before ?? [], written));
}
