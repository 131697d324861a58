// Who else is in the script: their carets with names in the text, and a list of them above it.
import { RangeSet, StateEffect, StateField, type ChangeSet, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { find, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { onLive, onLiveState, sendLive, type LiveMessage } from "../lib/live.ts";
import type { Committed, ScriptSync } from "./sync.ts";

interface Person {
    client: string;
    name: string;
    colour: string;
    anchor: number;  // In the text as it is here; -1: not known yet.
    head: number;
}

// Somebody else in the script, as other parts of the page show them.
export interface Present {
    name: string;
    initials: string;
    colour: string;
    head: number;  // Where their caret stands in the text as it is here.
}

const colours = ["blue", "pink", "green", "goldenrod", "salmon", "cherry", "buff", "yellow", "tan"];
const caretPause = 200;  // Milliseconds between two words about where the caret is.
const showPause = 100;   // Milliseconds in which others' carets are drawn once.

class Caret extends WidgetType {
    constructor(readonly name: string, readonly colour: string) {
        super();
    }

    override eq({ name, colour }: Caret): boolean {
        return name === this.name && colour === this.colour;
    }

    override toDOM(): HTMLElement {
        return make("span", { class: "other-caret", "data-colour": this.colour },
            make("span", { class: "other-name" }, this.name));
    }

    override ignoreEvent(): boolean {
        return true;
    }
}

const setPeople = StateEffect.define<Person[]>();

function decorate(people: Person[], length: number): RangeSet<Decoration> {
    const ranges: Range<Decoration>[] = [];
    for (const { name, colour, anchor, head } of people) {
        if (head < 0 || head > length || anchor > length) continue;
        const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
        if (from < to) {
            ranges.push(Decoration.mark({
                class: "other-selection", attributes: { "data-colour": colour } }).range(from, to));
        }
        ranges.push(Decoration.widget({ widget: new Caret(name, colour), side: 1 }).range(head));
    }
    return RangeSet.of(ranges, true);
}

export const othersField = StateField.define<RangeSet<Decoration>>({
    create: () => RangeSet.empty,
    update(carets, transaction) {
        let next = carets.map(transaction.changes);
        for (const effect of transaction.effects) {
            if (effect.is(setPeople)) next = decorate(effect.value, transaction.newDoc.length);
        }
        return next;
    },
    provide: (field) => EditorView.decorations.from(field),
});

// Where the last of the changes ends in the new text; -1: it changes nothing.
function endOf(changes: ChangeSet): number {
    let end = -1;
    changes.iterChanges((_fromA, _toA, _fromB, toB) => { end = toB; });
    return end;
}

const initialsOf = (name: string): string =>
    name.split(/\s+/).map((part) => [...part][0] ?? "").slice(0, 2).join("");

export class Presence {
    private readonly people = new Map<string, Person>();
    private following = "";
    private told = "";
    private timer = 0;
    private showing = 0;

    // `tell` is called with those whose place is known, whenever that may have changed.
    constructor(private readonly view: EditorView, private readonly sync: ScriptSync,
                private readonly tell: (present: Present[]) => void) {
        const ours = (handle: (message: LiveMessage) => void) => (message: LiveMessage): void => {
            if (message["script_id"] === sync.script) handle(message);
        };
        onLive("script.people", ours((message) => {
            this.people.clear();
            for (const one of message["people"] as LiveMessage[]) this.add(one);
            this.told = "";
            this.show();
            this.moved();
        }));
        onLive("script.joined", ours((message) => {
            this.add(message["person"] as LiveMessage);
            this.told = "";  // They do not know where we are.
            this.show();
            this.moved();
        }));
        onLive("script.left", ours((message) => {
            this.people.delete(message["client_id"] as string);
            this.show();
        }));
        onLive("script.caret", ours((message) => {
            const person = this.people.get(message["client_id"] as string);
            if (person === undefined) return;
            this.place(person, message);
            this.showSoon();
        }));
        onLiveState((state) => {
            if (state === "open") return;
            this.people.clear();
            this.show();
        });
    }

    // Before the text changes by what another wrote: carets that are not moved by it keep their
    // place, the writer's stands behind the words.
    wrote(theirs: ChangeSet, by: Committed): void {
        for (const person of this.people.values()) {
            if (person.head >= 0 && person.head <= theirs.length) {
                person.head = theirs.mapPos(person.head, 1);
                person.anchor = theirs.mapPos(Math.min(person.anchor, theirs.length), 1);
            }
        }
        const writer = this.people.get(by.client_id);
        const end = endOf(theirs);
        if (writer === undefined || end < 0) return;
        writer.anchor = writer.head = end;
        this.showSoon();
    }

    // What is typed here moves the others' carets too.
    typed(changes: ChangeSet): void {
        for (const person of this.people.values()) {
            if (person.head < 0 || person.head > changes.length) continue;
            person.head = changes.mapPos(person.head, -1);
            person.anchor = changes.mapPos(Math.min(person.anchor, changes.length), -1);
        }
    }

    // The caret is elsewhere, or everything typed has arrived.
    moved(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.say(), caretPause);
    }

    private say(): void {
        // Places in words that nobody has yet say nothing; the words themselves will.
        if (this.sync.unsent || this.people.size === 0) return;
        const { anchor, head } = this.view.state.selection.main;
        const told = `${anchor} ${head} ${this.sync.version}`;
        if (told === this.told) return;
        this.told = told;
        sendLive({ type: "script.caret", script_id: this.sync.script, version: this.sync.version,
                   anchor, head });
    }

    private add(of: LiveMessage): void {
        const client = of["client_id"] as string;
        if (client === this.sync.client) return;
        const known = this.people.get(client);
        const used = [...this.people.values()].map(({ colour }) => colour);
        const colour = known?.colour ?? colours.find((one) => !used.includes(one)) ??
            colours[this.people.size % colours.length] ?? "blue";
        const person: Person = { client, name: of["name"] as string, colour, anchor: -1, head: -1 };
        this.people.set(client, person);
        if (of["head"] !== undefined) this.place(person, of);
    }

    private place(person: Person, message: LiveMessage): void {
        const version = message["version"] as number;
        const head = this.sync.placeOf(message["head"] as number, version);
        const anchor = this.sync.placeOf(message["anchor"] as number, version);
        if (head === null || anchor === null) return;
        person.head = head;
        person.anchor = anchor;
    }

    // What many write and where they go is drawn together: each drawing costs the one who types
    // here.
    private showSoon(): void {
        if (this.showing !== 0) return;
        this.showing = setTimeout(() => {
            this.showing = 0;
            this.show();
        }, showPause);
    }

    private show(): void {
        const people = [...this.people.values()];
        this.view.dispatch({ effects: setPeople.of(people) });
        this.tell(people.filter(({ head }) => head >= 0).map(({ name, colour, head }) =>
            ({ name, colour, head, initials: initialsOf(name) })));
        const followed = this.people.get(this.following);
        if (followed !== undefined && followed.head >= 0) this.scrollTo(followed);
        const list = find("[data-people]");
        if (list === null) return;
        list.hidden = people.length === 0;
        list.replaceChildren(...people.map((person) => this.badge(person)));
    }

    private badge(person: Person): HTMLElement {
        const follows = person.client === this.following;
        const button = make("button", {
            class: "person", type: "button", "data-colour": person.colour,
            "aria-pressed": String(follows), title: t("people.follow", { name: person.name }),
            "aria-label": t("people.follow", { name: person.name }) }, initialsOf(person.name));
        button.addEventListener("click", () => {
            this.following = follows ? "" : person.client;
            this.show();
        });
        return make("li", {}, button);
    }

    private scrollTo({ head }: Person): void {
        const at = Math.min(head, this.view.state.doc.length);
        this.view.dispatch({ effects: EditorView.scrollIntoView(at, { y: "center" }) });
    }
}
