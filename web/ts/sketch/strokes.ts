// A sketch as it was drawn: strokes one after the other on a page of a fixed size.

export const pageWidth = 1920;  // Of the page and of the picture made of it, in pixels.
export const pageHeight = 1080;

export const tools = ["pencil", "ink", "eraser", "arrow"] as const;
export type Tool = (typeof tools)[number];

export interface Stroke {
    tool: Tool | "clear";  // Clear: from here on, the page is empty.
    width: number;         // At even pressure, in pixels of the page.
    points: number[];      // x, y and pressure (0 to 100) of each point by turns.
}

// Nothing; a picture to be traced, which the sketch leaves out; or one that is part of it.
export const grounds = ["nothing", "traced", "kept"] as const;

// The picture that lies, or could lie, beneath the strokes.
export interface Under {
    asset: string;
    as: (typeof grounds)[number];
}

export interface Sketch {
    under: Under | null;
    strokes: Stroke[];
}

const strokesMax = 20_000;
const pointsMax = 60_000;  // Numbers of a stroke.

function isStroke(value: unknown): value is Stroke {
    const { tool, width, points } = (value ?? {}) as Partial<Stroke>;
    const known = tool === "clear" || tools.some((one) => one === tool);
    return known && typeof width === "number" && width >= 0 && width <= 400 &&
        Array.isArray(points) && points.length <= pointsMax && points.length % 3 === 0 &&
        points.every((number) => Number.isFinite(number));
}

// null for what is no sketch: it may come from anybody's file.
export function readSketch(text: string): Sketch | null {
    let value: Partial<Sketch> | null;
    try {
        value = JSON.parse(text) as Partial<Sketch> | null;
    } catch {
        return null;
    }
    const strokes = value?.strokes;
    if (!Array.isArray(strokes) || strokes.length > strokesMax || !strokes.every(isStroke)) {
        return null;
    }
    const under = value?.under;
    const fits = typeof under?.asset === "string" && /^[\w-]{1,64}$/.test(under.asset) &&
        grounds.includes(under.as);
    return { under: fits ? { asset: under.asset, as: under.as } : null, strokes };
}

// The strokes since the page was last cleared: all that is seen.
export function standing(strokes: readonly Stroke[]): readonly Stroke[] {
    return strokes.slice(strokes.map(({ tool }) => tool).lastIndexOf("clear") + 1);
}

export const isEmpty = (strokes: readonly Stroke[]): boolean => standing(strokes).length === 0;
