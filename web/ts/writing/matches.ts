// Finding words in a text without regard to case: ß is ss, and a letter is the same however its
// accent is written.

export interface Match {
    from: number;
    to: number;
}

export interface Wanted {
    text: string;
    sameCase: boolean;
    wholeWord: boolean;
}

const most = 5000;

// The text as it is compared, and for each of its units the unit of the text that it comes from.
function folded(text: string, sameCase: boolean): { text: string; places: Uint32Array } {
    const parts: string[] = [];
    const places = new Uint32Array(text.length * 3 + 1);
    let length = 0;
    let at = 0;
    for (const letter of text) {
        const plain = sameCase ? letter
            : letter === "ß" || letter === "ẞ" ? "ss" : letter.toLowerCase().normalize("NFC");
        parts.push(plain);
        for (let i = 0; i < plain.length && length < places.length; ++i) places[length++] = at;
        at += letter.length;
    }
    places[length] = at;
    return { text: parts.join(""), places };
}

const isWord = (letter: string | undefined): boolean =>
    letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);

// Matches in `ranges` of the text, which are in order; the first 5,000.
export function findMatches(text: string, wanted: Wanted, ranges: Match[]): Match[] {
    const needle = folded(wanted.text, wanted.sameCase).text;
    if (needle === "") return [];
    const found: Match[] = [];
    for (const range of ranges) {
        const hay = folded(text.slice(range.from, range.to), wanted.sameCase);
        for (let at = hay.text.indexOf(needle); at >= 0 && found.length < most;
            at = hay.text.indexOf(needle, at + needle.length)) {
            const from = range.from + (hay.places[at] ?? 0);
            const to = range.from + (hay.places[at + needle.length] ?? 0);
            // Half of a letter that became two is no match.
            const inside = to <= from || (at > 0 && hay.places[at] === hay.places[at - 1]);
            const partOfWord = wanted.wholeWord && (isWord(text[from - 1]) || isWord(text[to]));
            if (!inside && !partOfWord) found.push({ from, to });
        }
    }
    return found;
}
