// A script as somebody reads it who came by a review link: its pages, and what is said about them.
import { api, apiList, Problem } from "./lib/api.ts";
import { find, get, icon, make } from "./lib/dom.ts";
import { ago, exactly, t } from "./lib/i18n.ts";
import { keep, recall } from "./lib/memory.ts";
import { toast } from "./parts/toast.ts";
import { clearMarks, drawPage, markRange, selectedRange, wordsOf, type Page, type Range }
    from "./review/pages.ts";
import { bodyOf, keyOn, suggestForm, wordsOfSuggestion, writeForm } from "./talk/body.ts";

interface Comment {
    author_name: string;
    reviewer: boolean;
    body: string;
    created_at: string;
}

interface Thread {
    id: string;
    quote: string;
    proposed: string | null;   // Of a suggestion.
    outcome: "accepted" | "refused" | null;
    stale: boolean;
    from: number | null;
    to: number | null;
    version: number | null;
    gone: boolean;
    resolved: boolean;
    comments: Comment[];
}

interface Part {
    version: number;
    page_count: number;
    pages: Page[];
}

const batch = 20;            // Pages that are fetched at a time.
const askEvery = 30_000;     // Milliseconds between two questions for what others said.
const main = get("[data-review]");
const token = main.dataset["review"] ?? "";
const mayComment = main.dataset["access"] === "comment";
const sheets = get("[data-review-pages]");
const list = get("[data-threads]");
const fresh = get("[data-new-thread]");

let version = 0;
let threads: Thread[] = [];
let active = "";
let spoken: Range | null = null;   // Of the comment that is being written.

// Everything that fails here is said; the words stay in their field.
function failed(error: unknown): void {
    const text = error instanceof Problem ? error.message : t("problem.unknown");
    toast(text, { failed: true });
}

function nameField(): HTMLElement {
    const field = make("input", { type: "text", name: "reviewer", maxlength: "80", required: true,
                                  autocomplete: "name" });
    field.value = recall("review.name", "");
    field.addEventListener("input", () => keep("review.name", field.value));
    return make("label", { class: "field small" }, make("span", {}, t("review.your_name")), field);
}

function nameIn(form: HTMLElement): string {
    const field = get<HTMLInputElement>("[name=reviewer]", form);
    if (field.value.trim() === "") {
        field.focus();
        throw new Problem(422, { detail: t("review.name_needed") });
    }
    return field.value.trim();
}

function formFor(label: string, send: string, kept: string,
                 submit: (name: string, body: string, key: string) => Promise<void>,
                 cancel?: () => void): HTMLFormElement {
    const form: HTMLFormElement = writeForm({ label, send, kept, failed, names: false,
        submit: (body, key) => Promise.resolve().then(() => submit(nameIn(form), body, key)),
        ...(cancel === undefined ? {} : { cancel }) });
    form.prepend(nameField());
    return form;
}

function commentOf({ author_name, reviewer, body, created_at }: Comment): HTMLElement {
    const time = new Date(created_at);
    return make("li", { class: "talk-comment" },
        make("p", { class: "talk-by small" }, make("b", {}, author_name),
            reviewer ? ` (${t("review.reviewer")})` : "", " ",
            make("time", { datetime: created_at, title: exactly(time) }, ago(time))),
        ...(body === "" ? [] : [bodyOf(body, [])]));
}

function factsOf({ proposed, outcome, resolved, gone, stale }: Thread): HTMLElement[] {
    const facts: HTMLElement[] = [];
    const fact = (...said: (Node | string)[]): void => {
        facts.push(make("span", { class: "talk-fact" }, ...said));
    };
    if (resolved) {
        fact(...(outcome === "refused" ? [] : [icon("check")]),
            t(outcome === null ? "talk.resolved" : `suggest.${outcome}`));
    } else if (proposed !== null) fact(t("suggest.name"));
    if (proposed === null && gone) {
        facts.push(make("span", { class: "talk-fact is-gone" }, t("talk.gone")));
    }
    if (proposed !== null && !resolved && stale) {
        facts.push(make("span", { class: "talk-fact is-gone" }, t("suggest.stale")));
    }
    return facts;
}

function cardOf(thread: Thread): HTMLElement {
    const isActive = thread.id === active;
    const head = make("button", { class: "talk-head", type: "button",
        "aria-expanded": String(isActive) },
        make("span", { class: "reader-only" },
            t(thread.proposed === null ? "talk.on" : "suggest.name")),
        thread.proposed === null ? make("span", { class: "talk-quote" }, thread.quote)
            : wordsOfSuggestion(thread.quote, thread.proposed));
    head.addEventListener("click", () => open(isActive ? "" : thread.id));
    const facts = factsOf(thread);
    const shown = isActive ? thread.comments : thread.comments.slice(0, 1);
    const card = make("li", { class: "talk-card", "data-card": thread.id }, head);
    card.classList.toggle("is-active", isActive);
    if (facts.length > 0) card.append(make("p", { class: "talk-facts small" }, ...facts));
    card.append(make("ul", { class: "talk-comments" }, ...shown.map(commentOf)));
    const more = thread.comments.length - shown.length;
    if (more > 0) card.append(make("p", { class: "small quiet" }, t("talk.more", { count: more })));
    if (isActive && mayComment) {
        card.append(formFor(t("talk.reply_label"), t("talk.reply"), `review.reply.${thread.id}`,
            async (name, body, key) => {
                take(await api<Thread>("create_review_comment",
                    { token, thread_id: thread.id, name, body, client_key: key }));
            }));
    }
    return card;
}

function draw(): void {
    clearMarks(sheets);
    for (const { id, from, to, gone, resolved, version: of } of threads) {
        if (gone || from === null || to === null || of !== version) continue;
        if (resolved && id !== active) continue;
        markRange(sheets, { from, to }, id, id === active, () => open(id));
    }
    if (spoken !== null) markRange(sheets, spoken, "", true, () => undefined);
    const typing = list.contains(document.activeElement) &&
        document.activeElement instanceof HTMLTextAreaElement;
    // A list that is drawn anew would take the caret from who is writing in it.
    if (!typing) {
        const ordered = [...threads].sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
        list.replaceChildren(...ordered.map(cardOf));
    }
    get("[data-no-threads]").hidden = threads.length > 0 || fresh.childElementCount > 0;
}

function open(id: string): void {
    active = id;
    draw();
    if (id === "") return;
    find(`[data-card="${CSS.escape(id)}"]`, list)?.scrollIntoView({ block: "nearest" });
    find(`.sheet-mark[data-thread="${CSS.escape(id)}"]`, sheets)
        ?.scrollIntoView({ block: "center" });
}

function take(thread: Thread): void {
    threads = [...threads.filter(({ id }) => id !== thread.id), thread];
    (document.activeElement as HTMLElement | null)?.blur();
    open(thread.id);
}

function compose(range: Range): void {
    spoken = range;
    const close = (): void => {
        spoken = null;
        fresh.replaceChildren();
        draw();
    };
    const send = async (name: string, body: string, key: string,
                        proposed?: string): Promise<void> => {
        const made = await api<Thread>("create_review_thread",
            { token, name, body, version, ...range,
              client_key: keyOn(key, wordsOf(sheets, range)),
              ...(proposed === undefined ? {} : { proposed }) });
        close();
        take(made);
    };
    const kept = `review.new.${token.slice(0, 8)}`;
    const show = (form: HTMLFormElement, ...more: HTMLElement[]): void => {
        fresh.replaceChildren(make("div", { class: "talk-card is-active" },
            make("p", { class: "talk-quote" }, wordsOf(sheets, range)), form, ...more));
        draw();
    };
    // The words as the text has them: pages show no marks of emphasis.
    const suggest = async (): Promise<void> => {
        const { words } = await api<{ words: string }>("get_review_words",
            { token, version, from: range.from, to: range.to });
        const form: HTMLFormElement = suggestForm({ words, kept: `${kept}.suggest`, names: false,
            failed, cancel: close, submit: (proposed, reason, key) => Promise.resolve()
                .then(() => send(nameIn(form), reason, key, proposed)) });
        form.prepend(nameField());
        show(form);
        get("textarea", form).focus();
    };
    const form = formFor(t("talk.new_label_plain"), t("talk.send"), kept, send, close);
    const swap = make("button", { class: "button button-quiet talk-act", type: "button" },
        t("suggest.as_suggestion"));
    swap.addEventListener("click", () => void suggest().catch(failed));
    show(form, swap);
    const name = get<HTMLInputElement>("[name=reviewer]", form);
    (name.value === "" ? name : get("textarea", form)).focus();
    form.scrollIntoView({ block: "nearest" });
}

// A button beside what is selected.
function offerComment(): void {
    const button = get("[data-act=review-comment]");
    document.addEventListener("selectionchange", () => {
        button.toggleAttribute("disabled", selectedRange(sheets) === null);
    });
    // The selection is lost when something else gets the focus.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
        const range = selectedRange(sheets);
        if (range === null) toast(t("review.select"));
        else compose(range);
    });
}

async function loadPages(): Promise<void> {
    for (let from = 0; ; from += batch) {
        const part = await api<Part>("list_review_pages", { token, from, limit: batch });
        if (from === 0) {
            version = part.version;
            sheets.replaceChildren();
        } else if (part.version !== version) {
            return loadPages();  // Somebody writes meanwhile: the pages must be of one text.
        }
        const comment = mayComment ? compose : undefined;
        for (const page of part.pages) sheets.append(drawPage(page, comment));
        if (from + batch > part.page_count) return;
    }
}

async function loadThreads(): Promise<void> {
    threads = await apiList<Thread>("list_review_threads", "threads", { token });
    const newest = threads.find(({ version: of }) => of !== null)?.version ?? version;
    get("[data-newer]").hidden = newest === version;
    draw();
}

async function start(): Promise<void> {
    await loadPages();
    await loadThreads();
    if (mayComment) offerComment();
    get("[data-act=review-newer]").addEventListener("click", () => location.reload());
    main.dataset["ready"] = "";
    setInterval(() => {
        if (!document.hidden) loadThreads().catch(() => undefined);  // The next one may succeed.
    }, askEvery);
}

if (token !== "") start().catch(failed);
