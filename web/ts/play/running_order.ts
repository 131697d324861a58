// What is seen when, read off the page: scenes with their shots or lines.
import { all, find } from "../lib/dom.ts";

export interface Part {
    element: HTMLElement;
    scene: string;
    shot: string;
    start: number;
    length: number;
    image: string;
    text: string;
    lines: { speaker: string; text: string }[];
}

export interface Scene {
    id: string;
    element: HTMLElement;
    start: number;
    length: number;
    parts: Part[];
}

const time = (element: HTMLElement, name: "start" | "length"): number =>
    Number(element.dataset[name] ?? "0");

function readPart(element: HTMLElement, scene: string): Part {
    return { element, scene, shot: element.dataset["shot"] ?? "",
             start: time(element, "start"), length: time(element, "length"),
             image: element.dataset["image"] ?? "",
             text: find("[data-part-text]", element)?.textContent ?? "",
             lines: all("[data-part-line]", element).map((line) => ({
                 speaker: find("[data-speaker]", line)?.textContent ?? "",
                 text: find("[data-said]", line)?.textContent ?? "" })) };
}

export function readScenes(): Scene[] {
    return all("[data-play-scene]").map((element) => {
        const id = element.dataset["playScene"] ?? "";
        return { id, element, start: time(element, "start"), length: time(element, "length"),
                 parts: all("[data-part]", element).map((part) => readPart(part, id)) };
    });
}

// The last that begins at or before `now`.
export function latest<Timed extends { start: number; length: number }>(
    list: readonly Timed[], now: number): Timed | undefined {
    let low = 0;
    let high = list.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((list[middle]?.start ?? Infinity) <= now) low = middle + 1;
        else high = middle;
    }
    return list[low - 1] ?? list[0];
}
