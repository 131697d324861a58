// A comment's words as they are shown, and the field in which they are written.
import { Problem } from "../lib/api.ts";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { forget, keep, recall } from "../lib/memory.ts";
import { newClient } from "../writing/journal.ts";
import { offerMembers } from "./mention.ts";
import type { Mention } from "./threads.ts";

// Names that the comment mentions stand out; everything else is plain text.
export function bodyOf(body: string, mentions: Mention[]): HTMLElement {
    const out = make("p", { class: "talk-body" });
    const names = mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
    let plain = "";
    for (let at = 0; at < body.length;) {
        const name = names.find((one) => body.startsWith(one, at));
        if (name === undefined) {
            plain += body[at++];
            continue;
        }
        out.append(plain, make("span", { class: "talk-mention" }, name));
        plain = "";
        at += name.length;
    }
    out.append(plain);
    return out;
}

interface Options {
    label: string;
    send: string;         // What the button says.
    kept: string;         // Under which name the words stay on this device until they are sent.
    text?: string;
    names?: boolean;      // Whether those who may see the project are offered behind an @.
    maybe?: boolean;      // It may be sent without words.
    // `key` is the same as long as the words are: what was sent and not answered is sent again.
    submit: (body: string, key: string) => Promise<void>;
    cancel?: () => void;
    failed: (error: unknown) => void;
}

// A field that never loses its words: they stay until the server has them.
export function writeForm(options: Options): HTMLFormElement {
    const { label, send, kept, text, names = true, maybe = false } = options;
    const { submit, cancel, failed } = options;
    const keyKept = `${kept}.key`;
    const field = make("textarea", { class: "talk-field", rows: "2", "aria-label": label,
                                     placeholder: label, maxlength: "10000" });
    field.value = recall<string>(kept, text ?? "");
    const button = make("button", { class: "button", type: "submit" }, send);
    const row = make("div", { class: "button-row" }, button);
    if (cancel !== undefined) {
        const back = make("button", { class: "button button-quiet", type: "button" },
            t("common.cancel"));
        back.addEventListener("click", cancel);
        row.append(back);
    }
    const form = make("form", { class: "talk-form" }, field, row);
    if (names) offerMembers(field);
    form.addEventListener("input", () => forget(keyKept));
    field.addEventListener("input", () => keep(kept, field.value));
    field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            form.requestSubmit();
        }
        if (event.key === "Escape" && !event.defaultPrevented && cancel !== undefined) {
            event.preventDefault();
            cancel();
        }
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!maybe && field.value.trim() === "") {
            field.focus();
            return;
        }
        button.disabled = true;
        const key = recall(keyKept, "") || newClient();
        keep(keyKept, key);
        submit(field.value, key).then(() => {
            forget(keyKept);
            forget(kept);
            field.value = "";
        }).catch(failed).finally(() => { button.disabled = false; });
    });
    return form;
}

// The same said of other words is not the same.
export const keyOn = (key: string, words: string): string =>
    `${key} ${[...words].slice(0, 60).join("")}`;

interface SuggestOptions {
    words: string;        // That stand there.
    kept: string;
    names?: boolean;
    submit: (proposed: string, reason: string, key: string) => Promise<void>;
    cancel: () => void;
    failed: (error: unknown) => void;
}

// Other words for some of the text, and a reason where it needs one.
export function suggestForm(options: SuggestOptions): HTMLFormElement {
    const { words, kept, names = true, submit, cancel, failed } = options;
    const wordsKept = `${kept}.words`;
    const field = make("textarea", { class: "talk-field suggest-field", rows: "3",
        "aria-label": t("suggest.label"), maxlength: "2000" });
    const begun = recall<{ of: string; words: string } | null>(wordsKept, null);
    field.value = begun?.of === words ? begun.words : words;
    const form = writeForm({ label: t("suggest.reason"), send: t("suggest.send"), names, kept,
        maybe: true, cancel, failed, submit: async (reason, key) => {
            if (field.value === words) throw new Problem(0, { detail: t("suggest.same") });
            await submit(field.value, reason, key);
            forget(wordsKept);
        } });
    field.addEventListener("input", () => keep(wordsKept, { of: words, words: field.value }));
    field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            form.requestSubmit();
        }
        if (event.key === "Escape") {
            event.preventDefault();
            cancel();
        }
    });
    form.prepend(field);
    return form;
}

// What is to go and what is to come, told apart without colour: struck and underlined.
export function wordsOfSuggestion(quote: string, proposed: string): HTMLElement {
    const out = make("span", { class: "talk-quote suggest-words" }, make("del", {}, quote));
    if (proposed !== "") out.append(" ", make("ins", {}, proposed));
    return out;
}
