// Asks for the name of something new.
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { openDialog } from "./dialog.ts";
import { report } from "./toast.ts";

// `add` makes it and leads on; what it fails with is shown at the field, and the dialog stays.
export function askName(title: string, add: (name: string) => Promise<void>): void {
    const name = make("input", { type: "text", name: "name", required: true, maxlength: "200",
                                 autocomplete: "off" });
    const form = make("form", { class: "member-form" },
        make("label", { class: "field" }, make("span", {}, t("cast.new_name")), name),
        make("button", { class: "button button-ink", type: "submit" }, t("cast.add")));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        saving(add(name.value)).catch((error: unknown) => report(error, form));
    });
    openDialog(title, form);
    name.focus();
}
