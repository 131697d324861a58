// The comments on a thing that is no text: a shot, somebody of the cast.
import { all, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { report } from "../parts/toast.ts";
import { writeForm } from "./body.ts";
import { type CardState } from "./card.ts";
import { CardList } from "./card_list.ts";
import { isOpen, type Subject, Threads } from "./threads.ts";

const seenAfter = 1000;  // Milliseconds that comments stand there until they count as read.

export class TalkBox {
    readonly element = make("div", { class: "talk-box" });
    private readonly threads: Threads;
    private readonly open: CardList;
    private readonly resolved: CardList;
    private readonly fold = make("details", { class: "talk-resolved", hidden: true },
                                 make("summary", {}, t("talk.show_resolved")));
    private editing = "";
    private seenTimer = 0;

    // `mayWrite`: whoever looks may resolve what others have begun.
    constructor(subject: Subject, private readonly mayWrite: boolean) {
        this.threads = new Threads(subject);
        const acts = {
            accept: (): Promise<void> => Promise.resolve(),  // There are no words to be others.
            open: (): void => undefined,
            edit: (comment: string): void => {
                this.editing = comment;
                this.draw();
            },
        };
        const list = (): HTMLElement => make("ul", { class: "talk-list" });
        const [open, resolved] = [list(), list()];
        this.open = new CardList(open, this.threads, acts);
        this.resolved = new CardList(resolved, this.threads, acts);
        this.fold.append(resolved);
        this.element.append(open, this.form(subject), this.fold);
        this.threads.onChange(() => this.draw());
        this.threads.load().catch((error: unknown) => report(error));
    }

    private form({ kind, id }: Subject): HTMLElement {
        return writeForm({ label: t("talk.new_label_thing"), send: t("talk.send"),
            kept: `talk.new.${kind}.${id}`, failed: report,
            submit: async (body, key) => { await this.threads.create(null, body, key); } });
    }

    private draw(): void {
        const state: CardState = { active: true, gone: false, stale: false,
                                   editing: this.editing, mayWrite: this.mayWrite };
        const threads = [...this.threads.all].sort((a, b) => (a.id < b.id ? -1 : 1));
        const resolved = threads.filter((thread) => !isOpen(thread));
        this.open.show(threads.filter(isOpen), () => state);
        this.resolved.show(resolved, () => state);
        this.fold.hidden = resolved.length === 0;
        clearTimeout(this.seenTimer);
        this.seenTimer = setTimeout(() => {
            if (!this.element.isConnected) return;
            for (const { id } of this.threads.all) {
                this.threads.markSeen(id).catch(() => undefined);  // Counted again the next time.
            }
        }, seenAfter);
    }
}

// On a page about the thing: <section data-talk="KIND" data-id="ID"[ data-editable]>.
export function startTalk(): void {
    for (const section of all("[data-talk]")) {
        const { talk, id = "", editable } = section.dataset;
        section.append(new TalkBox({ kind: talk as Subject["kind"], id },
                                   editable !== undefined).element);
    }
}
