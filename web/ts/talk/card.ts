// One thread as a card: its words, what was said, and what one can do.
import { icon, make } from "../lib/dom.ts";
import { ago, exactly, t } from "../lib/i18n.ts";
import { report, toast } from "../parts/toast.ts";
import { bodyOf, wordsOfSuggestion, writeForm } from "./body.ts";
import { isOpen, isSuggestion, type Comment, type Thread, type Threads } from "./threads.ts";

export interface CardState {
    active: boolean;
    gone: boolean;       // Its words are not in the text any more.
    stale: boolean;      // Of a suggestion: other words stand there.
    editing: string;     // The comment that is being changed; else empty.
    mayWrite: boolean;   // Who looks.
}

export interface CardActs {
    accept: (id: string) => Promise<void>;
    open: (id: string) => void;
    edit: (comment: string) => void;  // Empty: no longer.
}

function timeOf(at: string): HTMLElement {
    const time = new Date(at);
    return make("time", { datetime: at, title: exactly(time) }, ago(time));
}

function act(name: string, run: () => void): HTMLElement {
    const button = make("button", { class: "button button-quiet talk-act", type: "button" }, name);
    button.addEventListener("click", run);
    return button;
}

function guarded(work: Promise<void>): void {
    work.catch((error: unknown) => report(error));
}

function commentOf(threads: Threads, thread: Thread, comment: Comment, state: CardState,
                   acts: CardActs): HTMLElement {
    const head = make("p", { class: "talk-by small" }, make("b", {}, comment.author_name),
        comment.reviewer ? ` (${t("review.reviewer")})` : "", " ", timeOf(comment.created_at));
    if (comment.edited_at !== null) head.append(` · ${t("talk.edited")}`);
    if (state.editing === comment.id) {
        return make("li", { class: "talk-comment" }, head, writeForm({
            label: t("talk.edit_label"), send: t("common.save"), text: comment.body,
            kept: `talk.edit.${comment.id}`, failed: report, cancel: () => acts.edit(""),
            submit: async (body) => {
                await threads.edit(thread.id, comment.id, body);
                acts.edit("");
            } }));
    }
    const item = make("li", { class: "talk-comment" }, head);
    if (comment.body !== "") item.append(bodyOf(comment.body, comment.mentions));
    if (!state.active || !comment.mine) return item;
    item.append(make("div", { class: "talk-acts" },
        act(t("talk.edit"), () => acts.edit(comment.id)),
        act(t("talk.delete"), () => {
            guarded(threads.remove(thread.id, comment.id).then(() => toast(t("talk.deleted"), {
                act: { name: t("common.undo"),
                       run: () => guarded(threads.restore(thread.id, comment.id)) } })));
        })));
    return item;
}

function answerForm(threads: Threads, thread: Thread): HTMLElement {
    return writeForm({ label: t("talk.reply_label"), send: t("talk.reply"),
        kept: `talk.reply.${thread.id}`, failed: report,
        submit: (body, key) => threads.reply(thread.id, body, key) });
}

// How the thread can end: who began it may end it, and who may write.
function ends(threads: Threads, thread: Thread, state: CardState, acts: CardActs): HTMLElement[] {
    const mine = thread.comments[0]?.mine === true;
    if (!state.mayWrite && !mine) return [];
    const resolve = (name: string, resolved: boolean): HTMLElement =>
        act(name, () => guarded(threads.resolve(thread.id, resolved)));
    if (!isOpen(thread)) return [resolve(t("talk.reopen"), false)];
    if (!isSuggestion(thread)) return [resolve(t("talk.resolve"), true)];
    const refuse = resolve(t(state.mayWrite ? "suggest.refuse" : "suggest.withdraw"), true);
    if (!state.mayWrite || state.stale || state.gone) return [refuse];
    const accept = make("button", { class: "button talk-act", type: "button" },
        t("suggest.accept"));
    accept.addEventListener("click", () => guarded(acts.accept(thread.id)));
    return [accept, refuse];
}

export function cardOf(threads: Threads, thread: Thread, state: CardState, acts: CardActs):
        HTMLElement {
    const resolved = thread.resolved_at !== null;
    const { proposed } = thread;
    const quote = proposed === null ? make("span", { class: "talk-quote" }, thread.quote)
        : wordsOfSuggestion(thread.quote, proposed);
    const head = make("button", { class: "talk-head", type: "button",
        "aria-expanded": String(state.active) }, make("span", { class: "reader-only" },
        t(proposed === null ? "talk.on" : "suggest.name")), quote);
    head.addEventListener("click", () => acts.open(thread.id));
    const facts: HTMLElement[] = [];
    if (thread.unread_count > 0) {
        facts.push(make("span", { class: "talk-new" },
            t("talk.new", { count: thread.unread_count })));
    }
    if (resolved) {
        facts.push(make("span", { class: "talk-fact" },
            ...(thread.outcome === "refused" ? [] : [icon("check")]),
            t(thread.outcome === null ? "talk.resolved" : `suggest.${thread.outcome}`)));
    } else if (proposed !== null) {
        facts.push(make("span", { class: "talk-fact" }, t("suggest.name")));
    }
    if (proposed !== null && !resolved && (state.stale || state.gone)) {
        facts.push(make("span", { class: "talk-fact is-gone" }, t("suggest.stale")));
    } else if (proposed === null && state.gone) {
        facts.push(make("span", { class: "talk-fact is-gone" }, t("talk.gone")));
    }
    const shown = state.active ? thread.comments : thread.comments.slice(0, 1);
    const list = make("ul", { class: "talk-comments" },
        ...shown.map((one) => commentOf(threads, thread, one, state, acts)));
    const card = make("li", { class: "talk-card", "data-card": thread.id });
    if (thread.quote !== "" || proposed !== null) card.append(head);
    card.classList.toggle("is-active", state.active);
    card.classList.toggle("is-resolved", resolved);
    if (facts.length > 0) card.append(make("p", { class: "talk-facts small" }, ...facts));
    card.append(list);
    const more = thread.comments.length - shown.length;
    if (more > 0) card.append(make("p", { class: "small quiet" }, t("talk.more", { count: more })));
    if (state.active) {
        card.append(answerForm(threads, thread),
            make("div", { class: "talk-acts" }, ...ends(threads, thread, state, acts)));
    }
    return card;
}
