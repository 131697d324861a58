// Signing in again without leaving the page: for who writes while a session ends.
import { api, Problem } from "../lib/api.ts";
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "./dialog.ts";

function field(name: string, label: string, attributes: Record<string, string>): HTMLElement {
    return make("label", { class: "field" }, make("span", {}, label),
        make("input", { name, required: true, ...attributes }));
}

// True when the browser has a session again; false where the dialog was closed.
export function signInHere(): Promise<boolean> {
    const refused = make("p", { class: "notice is-failed", role: "alert", hidden: true });
    const send = make("button", { class: "button button-ink", type: "submit" }, t("login.name"));
    const form = make("form", { class: "door-form" },
        make("p", { class: "small quiet" }, t("saving.sign_in_here")),
        field("login", t("account.login"), { type: "text", maxlength: "254",
            autocomplete: "username", autocapitalize: "none", spellcheck: "false" }),
        field("password", t("account.password"), { type: "password", maxlength: "256",
            autocomplete: "current-password" }), refused, send);
    const dialog = openDialog(t("login.name"), form, "sign-in-dialog");
    return new Promise((done) => {
        dialog.addEventListener("close", () => done(false));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            send.disabled = true;
            refused.hidden = true;
            const values = Object.fromEntries([...new FormData(form)].map(
                ([name, value]) => [name, String(value)]));
            api("sign_in", values).then(() => {
                done(true);
                dialog.close();
            }, (error: unknown) => {
                refused.textContent = error instanceof Problem ? error.message
                    : t("problem.unknown");
                refused.hidden = false;
                send.disabled = false;
            });
        });
    });
}
