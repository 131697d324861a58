// What can complete the line at the caret: names at cues, places and times in headings, transitions,
// keys of the title page, kinds of elements behind "/".
import type { EditorState, Line } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { kindHere, kindsOf, setKind, type Kind } from "./elements.ts";
import { waitingKind } from "./kinds.ts";
import { nameOfPlace } from "./look.ts";
import { sessionOf } from "./session.ts";

export interface Offer {
    text: string;
    note?: string;
    // Instead of putting the text in.
    act?: (view: EditorView, from: number, to: number) => void;
}

export interface Offers {
    from: number;
    to: number;
    list: Offer[];
    chosen: number;  // -1: none, so that Enter keeps its meaning.
}

const most = 8;
const titleKeys = ["Title", "Credit", "Author", "Source", "Draft date", "Contact", "Copyright",
    "Language", "Format"];
// Words of headings in German, where the project is.
const german = {
    prefixes: ["INNEN.", "AUSSEN.", "INNEN/AUSSEN."],
    times: ["TAG", "NACHT", "MORGEN", "ABEND", "DÄMMERUNG", "SPÄTER"],
};

// Names that the project knows besides those of the script.
let knownNames: string[] = [];
let language = "";

export function setKnown(names: string[], of: string): void {
    knownNames = names;
    language = of;
}

const fold = (text: string): string => text.toLocaleUpperCase().normalize();

function starting(list: readonly string[], typed: string): string[] {
    const wanted = fold(typed);
    const unique = [...new Set(list)];
    return unique.filter((one) => fold(one).startsWith(wanted) && fold(one) !== wanted)
        .slice(0, most);
}

function offersOf(from: number, to: number, texts: string[], typed: string): Offers | null {
    if (texts.length === 0) return null;
    return { from, to, list: texts.map((text) => ({ text })), chosen: typed === "" ? -1 : 0 };
}

// Those who speak, the ones of this scene first and of them who did not speak last.
function castFor(state: EditorState, place: number): string[] {
    const session = sessionOf(state);
    const here = session.nodeAt(place)?.speakers ?? [];
    const all = session.outline().nodes.flatMap(({ speakers }) => speakers);
    const counted = new Map<string, number>();
    for (const name of all) counted.set(name, (counted.get(name) ?? 0) + 1);
    const others = [...counted].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    const known = knownNames.map((name) => name.toLocaleUpperCase());
    return [...here, ...others, ...known];
}

function castOffers(state: EditorState, line: Line, head: number): Offers | null {
    const text = line.text.slice(0, head - line.from);
    const open = text.lastIndexOf("(");
    if (open > 0) {
        const typed = text.slice(open);
        const list = sessionOf(state).file.lists?.extensions ?? [];
        return offersOf(line.from + open, head, starting(list, typed), typed);
    }
    const lead = /^\s*@?/.exec(text)?.[0] ?? "";
    const typed = text.slice(lead.length);
    const names = starting(castFor(state, line.from).filter((name) => fold(name) !== fold(typed)),
        typed);
    return offersOf(line.from + lead.length, head, names, typed);
}

function headingOffers(state: EditorState, line: Line, head: number): Offers | null {
    const session = sessionOf(state);
    const lists = session.file.lists ?? {};
    const text = line.text.slice(0, head - line.from);
    const prefixes = [...(language.startsWith("de") ? german.prefixes : []),
                      ...(lists.heading_prefixes ?? [])];
    const dash = text.lastIndexOf(" - ");
    if (dash >= 0) {
        const typed = text.slice(dash + 3);
        const times = [...(language.startsWith("de") ? german.times : []),
                       ...(lists.times_of_day ?? [])];
        return offersOf(line.from + dash + 3, head, starting(times, typed), typed);
    }
    const prefix = /^\.?\s*[\p{L}/.]+[.\s]\s*/u.exec(text)?.[0] ?? "";
    if (prefix !== "" && /[.\s]$/.test(prefix) && prefix.trim().length > 1) {
        const typed = text.slice(prefix.length);
        const places = session.scenes().map(({ place }) => place).filter((one) => one !== "");
        return offersOf(line.from + prefix.length, head, starting(places, typed), typed);
    }
    const texts = starting(prefixes, text).map((one) => `${one} `);
    return offersOf(line.from, head, texts, text);
}

function menuOffers(state: EditorState, line: Line, head: number): Offers | null {
    const typed = line.text.slice(1, head - line.from);
    const list = kindsOf(state).filter((kind) => fold(nameOfPlace(kind)).startsWith(fold(typed)))
        .map((kind): Offer => ({ text: nameOfPlace(kind), act: (view, from, to) => {
            view.dispatch({ changes: { from, to } });
            setKind(view, kind);
        } }));
    return list.length === 0 ? null : { from: line.from, to: head, list, chosen: 0 };
}

// A name behind "@" inside of action: it becomes plain text, without the mark.
function mentionOffers(state: EditorState, line: Line, head: number): Offers | null {
    const found = /(?:^|\s)@(\p{L}*)$/u.exec(line.text.slice(0, head - line.from));
    if (found === null) return null;
    const typed = found[1] ?? "";
    const names = [...knownNames, ...castFor(state, line.from)];
    const from = head - typed.length - 1;
    const offers = offersOf(from, head, starting(names, typed), "x");
    return offers;
}

function titleOffers(line: Line, head: number): Offers | null {
    const typed = line.text.slice(0, head - line.from);
    if (typed.includes(":") || typed.trim() === "") return null;
    const texts = starting(titleKeys, typed).map((key) => `${key}: `);
    return offersOf(line.from, head, texts, typed);
}

export function findOffers(state: EditorState): Offers | null {
    const { main } = state.selection;
    if (!main.empty) return null;
    const line = state.doc.lineAt(main.head);
    const { head } = main;
    if (line.text.slice(head - line.from).trim() !== "") return null;
    const session = sessionOf(state);
    const text = line.text.slice(0, head - line.from);
    if (line.number <= 12 && session.onTitlePage(head)) return titleOffers(line, head);
    const kind: Kind = kindHere(state);
    const above = line.number === 1 ? "" : state.doc.line(line.number - 1).text.trim();
    const alone = above === "";
    if (/^\/\p{L}*$/u.test(text) && alone) return menuOffers(state, line, head);
    if (session.format === "manuscript") return mentionOffers(state, line, head);
    const waits = state.field(waitingKind)?.at === line.from;
    if (text.trim() === "" && !waits) return null;
    if (kind === "character" || (alone && text.startsWith("@"))) {
        return castOffers(state, line, head);
    }
    if (kind === "scene_heading") return headingOffers(state, line, head);
    if (kind === "transition") {
        const lead = /^>?\s*/.exec(text)?.[0].length ?? 0;
        const list = starting(session.file.lists?.transitions ?? [], text.slice(lead));
        return offersOf(line.from + lead, head, list, text.slice(lead));
    }
    if (kind !== "action") return null;
    if (alone && /^(I|E|IN|EX|ES|INT|EXT|EST)$/i.test(text)) {
        return headingOffers(state, line, head);
    }
    const mention = mentionOffers(state, line, head);
    if (mention !== null) return mention;
    const capitals = alone && text.length > 1 && fold(text) === text && /\p{Lu}/u.test(text);
    return capitals ? castOffers(state, line, head) : null;
}
