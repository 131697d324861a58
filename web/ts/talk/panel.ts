// The comments on the text that is being written: their list beside it, and a key to begin one.
import { Prec, type Extension } from "@codemirror/state";
import { keymap, EditorView, type ViewUpdate } from "@codemirror/view";
import { Problem } from "../lib/api.ts";
import { get, make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { openPane } from "../parts/regions.ts";
import { report, toast } from "../parts/toast.ts";
import type { Together } from "../writing/together.ts";
import { keyOn, suggestForm, writeForm } from "./body.ts";
import { type CardActs } from "./card.ts";
import { CardList } from "./card_list.ts";
import { Decisions } from "./decisions.ts";
import { activeOf, isGone, marksField, setActive, setSpots, spotAt, spotsOf, type Spot }
    from "./marks.ts";
import { openTab, startTabs } from "./tabs.ts";
import { isOpen, isSuggestion, Threads, type Spoken, type Thread } from "./threads.ts";

type Shown = "open" | "resolved" | "all";
type Kind = "comment" | "suggestion";

const suggestMax = 2000;    // Characters that one suggestion replaces.

const seenAfter = 1000;     // Milliseconds that a thread is open until it counts as read.
const healedAfter = 1500;   // Milliseconds until the server is asked about words that came back.
const placeTries = 8;        // To find a moment in which the server has every word.
const placePause = 250;      // Milliseconds between two of them.

export class CommentPanel {
    private readonly threads: Threads;
    private readonly decisions: Decisions;
    private readonly list = get("[data-threads]");
    private readonly fresh = get("[data-new-thread]");
    private readonly cards: CardList;
    private shown: Shown = "open";
    private editing = "";
    private seenTimer = 0;
    private drawTimer = 0;
    private unplaced = false;  // Some threads are of a text that has not come here yet.
    private readonly acts: CardActs = {
        accept: (id) => this.decisions.accept(id),
        open: (id) => this.activate(activeOf(this.view.state) === id ? null : id),
        edit: (comment) => {
            this.editing = comment;
            this.draw();
            this.cards.field(comment === "" ? null : activeOf(this.view.state))?.focus();
        },
    };

    constructor(private readonly view: EditorView, private readonly together: Together,
                private readonly script: string) {
        this.threads = new Threads({ kind: "script", id: script });
        this.cards = new CardList(this.list, this.threads, this.acts);
        this.decisions = new Decisions(this.threads, together, (text) => this.say(text),
            () => activeOf(view.state));
        this.threads.onChange((thread) => {
            this.place(thread);
            this.drawSoon();
        });
        startTabs();
        this.filter();
        onAct("comment", () => this.begin());
        bind({ key: "n", name: t("talk.next"), group: "here", act: () => this.step(1) },
             { key: "p", name: t("talk.previous"), group: "here", act: () => this.step(-1) },
             { key: "mod+shift+.", name: t("talk.begin"), group: "here" },
             { key: "mod+shift+,", name: t("suggest.begin"), group: "here" });
        if (!view.state.readOnly) this.decisions.start();
        this.threads.load().then(() => this.openAsked()).catch((error: unknown) => report(error));
    }

    // Of each change of the editor.
    follow(update: ViewUpdate): void {
        if (!update.docChanged) return;
        // When every part of the editor knows of the change.
        if (this.unplaced) queueMicrotask(() => this.place(null));
        const before = update.startState.field(marksField).spots;
        const now = spotsOf(update.state);
        if (now.length !== before.length) return;
        const turned = now.filter(({ stale }, at) => stale !== before[at]?.stale);
        if (turned.length > 0) this.drawSoon();
        const undone = update.transactions.some((one) => one.isUserEvent("undo"));
        if (undone) this.decisions.openAgain(turned);
        const changed = now.filter((spot, at) => isGone(spot) !== isGone(before[at] ?? spot));
        if (changed.length === 0) return;
        this.drawSoon();
        for (const { id } of changed) {
            if (id !== "") setTimeout(() => void this.threads.refresh(id), healedAfter);
        }
    }

    // A click on marked words opens their thread, where the list is there to be seen.
    clicked(place: number): void {
        const spot = spotAt(this.view.state, place);
        if (spot === null || spot.id === "" || this.list.getClientRects().length === 0) return;
        this.activate(spot.id, false);
    }

    // On what is selected; at a caret inside of spoken-of words the thread on these is opened.
    begin(as: Kind = "comment"): void {
        const { main } = this.view.state.selection;
        const here = main.empty && as === "comment" ? spotAt(this.view.state, main.head) : null;
        openTab("talk");
        openPane("insp");
        if (here !== null && here.id !== "") {
            this.activate(here.id);
            this.cards.field(here.id)?.focus();
            return;
        }
        const line = this.view.state.doc.lineAt(main.head);
        let [from, to] = main.empty ? [line.from, line.to] : [main.from, main.to];
        const words = this.view.state.sliceDoc(from, to);
        from += words.length - words.trimStart().length;
        to -= words.length - words.trimEnd().length;
        if (from >= to) {
            toast(t("talk.nothing"));
            return;
        }
        const quote = this.view.state.sliceDoc(from, to);
        this.compose({ id: "", quote, from, to, resolved: false, proposed: null, author: "",
                       stale: false }, as);
    }

    private compose(spot: Spot, as: Kind): void {
        if (as === "suggestion" && [...spot.quote].length > suggestMax) {
            return toast(t("suggest.too_long"));
        }
        this.setSpots([...spotsOf(this.view.state).filter(({ id }) => id !== ""), spot], "");
        const close = (): void => {
            this.fresh.replaceChildren();
            this.setSpots(spotsOf(this.view.state).filter(({ id }) => id !== ""), null);
            this.draw();
        };
        const cancel = (): void => {
            close();
            this.view.focus();
        };
        const send = async (body: string, key: string, proposed?: string): Promise<void> => {
            const made = await this.threads.create(
                await this.spoken(proposed === undefined ? null : spot.quote), body,
                keyOn(key, spot.quote), proposed);
            close();
            this.activate(made.id, false);
            this.say(t(proposed === undefined ? "talk.added" : "suggest.added"));
        };
        const kept = `talk.new.${this.script}`;
        const form = as === "suggestion"
            ? suggestForm({ words: spot.quote, kept: `${kept}.suggest`, failed: report, cancel,
                            submit: (proposed, reason, key) => send(reason, key, proposed) })
            : writeForm({ label: t("talk.new_label"), send: t("talk.send"), failed: report, kept,
                          cancel, submit: (body, key) => send(body, key) });
        const other: Kind = as === "comment" ? "suggestion" : "comment";
        const swap = make("button", { class: "button button-quiet talk-act", type: "button" },
            t(`suggest.as_${other}`));
        swap.addEventListener("click", () => this.compose(spot, other));
        this.fresh.replaceChildren(make("div", { class: "talk-card is-active" },
            make("p", { class: "talk-quote" }, spot.quote), form, swap));
        this.draw();
        form.querySelector("textarea")?.focus();
    }

    // What the new thread is about, in a text that the server has. `quote`: the words that must
    // stand there, where these are not to be others.
    private async spoken(quote: string | null): Promise<Spoken> {
        for (let tries = 0; tries < placeTries; ++tries) {
            const confirmed = await this.together.confirm();
            const spot = spotsOf(this.view.state).find(({ id }) => id === "");
            if (spot === undefined || isGone(spot)) throw new Problem(0, { detail: t("talk.nothing") });
            const { from, to } = spot;
            if (quote !== null && this.view.state.sliceDoc(from, to) !== quote) {
                throw new Problem(0, { detail: t("suggest.changed") });
            }
            const { version } = this.together;
            if (confirmed && version !== null) return { from: spot.from, to: spot.to, version };
            await new Promise((done) => setTimeout(done, placePause));
        }
        throw new Problem(0, { detail: t("talk.unsaved") });
    }

    // Where the threads stand in the text as it is here.
    private place(changed: Thread | null): void {
        const old = spotsOf(this.view.state);
        const known = new Map(old.map((spot) => [spot.id, spot]));
        const spots = old.filter(({ id }) => id === "");
        this.unplaced = false;
        for (const thread of this.threads.all) {
            const had = known.get(thread.id);
            const same = had !== undefined && changed !== null && changed.id !== thread.id;
            const back = had !== undefined && thread.gone && !isGone(had);
            const spot = same || back ? had : this.spotOf(thread) ?? had;
            if (spot === undefined) this.unplaced = true;
            else spots.push({ ...spot, resolved: !isOpen(thread) });
        }
        this.setSpots(spots, activeOf(this.view.state));
    }

    private spotOf(thread: Thread): Spot | null {
        const { id, quote, from, to, version, gone, proposed } = thread;
        if (from === null || to === null || version === null) return null;
        const end = this.together.placeOf(to, version, -1);
        const start = gone ? end : this.together.placeOf(from, version, 1);
        const { length } = this.view.state.doc;
        if (start === null || end === null || end > length) return null;
        return { id, quote, from: Math.min(start, end), to: end, resolved: false, proposed,
                 author: thread.comments[0]?.author_name ?? "", stale: thread.stale };
    }

    private setSpots(spots: readonly Spot[], active: string | null): void {
        this.view.dispatch({ effects: [setSpots.of(spots), setActive.of(active)] });
    }

    activate(id: string | null, scroll = true): void {
        this.editing = "";
        this.view.dispatch({ effects: setActive.of(id) });
        this.draw();
        clearTimeout(this.seenTimer);
        if (id === null) return;
        const spot = spotsOf(this.view.state).find((one) => one.id === id);
        if (scroll && spot !== undefined) {
            this.view.dispatch({ effects: EditorView.scrollIntoView(spot.from, { y: "center" }) });
        }
        this.cards.card(id)?.scrollIntoView({ block: "nearest" });
        this.seenTimer = setTimeout(() => {
            this.threads.markSeen(id).catch(() => undefined);  // Counted again the next time.
        }, seenAfter);
    }

    // To the next thread of the list, or the one before.
    private step(by: number): void {
        openTab("talk");
        openPane("insp");
        const ids = this.ordered().map(({ id }) => id);
        if (ids.length === 0) return;
        const at = ids.indexOf(activeOf(this.view.state) ?? "");
        const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
        this.activate(ids[next] ?? null);
        this.cards.card(ids[next] ?? "")?.querySelector<HTMLElement>(".talk-head")?.focus();
    }

    // As they stand in the text.
    private ordered(): Thread[] {
        const places = new Map(spotsOf(this.view.state).map(({ id, from }) => [id, from]));
        const place = ({ id }: Thread): number => places.get(id) ?? Number.MAX_SAFE_INTEGER;
        return this.threads.all
            .filter(({ resolved_at, id }) => this.shown === "all"
                || id === activeOf(this.view.state)
                || (resolved_at !== null) === (this.shown === "resolved"))
            .sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
    }

    private drawSoon(): void {
        clearTimeout(this.drawTimer);
        this.drawTimer = setTimeout(() => this.draw());
    }

    private draw(): void {
        this.count();
        const spots = new Map(spotsOf(this.view.state).map((spot) => [spot.id, spot]));
        const active = activeOf(this.view.state);
        const threads = this.ordered();
        this.cards.show(threads, (thread) => {
            const spot = spots.get(thread.id);
            return { active: thread.id === active, editing: this.editing,
                     gone: spot === undefined ? thread.gone : isGone(spot),
                     stale: spot === undefined ? thread.stale : spot.stale,
                     mayWrite: !this.view.state.readOnly };
        });
        get("[data-no-threads]").hidden = threads.length > 0 || this.fresh.childElementCount > 0;
    }

    private count(): void {
        const all = this.threads.all.filter(isOpen);
        const open = all.length;
        get("[data-suggestions]").hidden =
            this.view.state.readOnly || all.filter(isSuggestion).length < 2;
        const { unread } = this.threads;
        const badge = get("[data-thread-count]");
        badge.textContent = open === 0 ? "" : String(open);
        const news = get("[data-unread]");
        news.hidden = unread === 0;
        news.textContent = t("talk.unread", { count: unread });
    }

    private filter(): void {
        const select = get<HTMLSelectElement>("[data-thread-filter]");
        select.addEventListener("change", () => {
            this.shown = select.value as Shown;
            this.draw();
        });
    }

    // "?c=<thread>" in the address opens that thread.
    private openAsked(): void {
        const asked = new URLSearchParams(location.search).get("c");
        if (asked === null || this.threads.get(asked) === undefined) return;
        openTab("talk");
        openPane("insp");
        this.activate(asked);
    }

    private say(text: string): void {
        get("[data-announce]").textContent = text;
    }
}

// The editor's part; the panel comes once the editor is there.
export function talking(panel: () => CommentPanel | null): Extension {
    const begin = (as: Kind): boolean => {
        panel()?.begin(as);
        return true;
    };
    return [
        marksField,
        EditorView.updateListener.of((update) => panel()?.follow(update)),
        EditorView.domEventHandlers({
            click: (event, view) => {
                const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
                if (place !== null && view.state.selection.main.empty) panel()?.clicked(place);
                return false;
            },
        }),
        Prec.high(keymap.of([
            { key: "Mod-Shift-.", run: () => begin("comment") },
            { key: "Mod-Shift-,", run: () => begin("suggestion") },
        ])),
    ];
}
