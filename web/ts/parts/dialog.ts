// A dialog of the browser's own kind: Escape and the veil close it, focus goes back.
import { icon, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

export function openDialog(title: string, body: HTMLElement, className = ""): HTMLDialogElement {
    const close = make("button", {
        class: "button button-quiet button-icon", type: "button", "aria-label": t("common.close"),
    }, icon("close"));
    const head = make("div", { class: "dialog-head" }, make("h2", { id: "dialog-title" }, title),
                      close);
    const dialog = make("dialog", { class: className, "aria-labelledby": "dialog-title" }, head,
                        make("div", { class: "dialog-body" }, body));
    close.addEventListener("click", () => dialog.close());
    present(dialog);
    return dialog;
}

export function present(dialog: HTMLDialogElement): void {
    dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
