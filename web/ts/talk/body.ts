// A comment's words as they are shown, and the field in which they are written.
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { forget, keep, recall } from "../lib/memory.ts";
import { offerNames } from "./mention.ts";
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
    submit: (body: string) => Promise<void>;
    cancel?: () => void;
    failed: (error: unknown) => void;
}

// A field that never loses its words: they stay until the server has them.
export function writeForm(options: Options): HTMLFormElement {
    const { label, send, kept, text, names = true, submit, cancel, failed } = options;
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
    if (names) offerNames(field);
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
        if (field.value.trim() === "") {
            field.focus();
            return;
        }
        button.disabled = true;
        submit(field.value).then(() => {
            forget(kept);
            field.value = "";
        }).catch(failed).finally(() => { button.disabled = false; });
    });
    return form;
}
