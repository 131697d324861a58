// Messages that pass, with Undo where something can be undone. They never cover the page's text:
// they stand at the bottom of the window, beside it.
import { Problem } from "../lib/api.ts";
import { get, icon, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

interface Options {
    failed?: boolean;
    code?: string;
    act?: { name: string; run: () => void };
}

const shownFor = 10_000;

export function toast(text: string, { failed = false, code = "", act }: Options = {}): void {
    const close = make("button", {
        class: "button button-quiet button-icon", type: "button", "aria-label": t("common.dismiss"),
    }, icon("close"));
    const body = make("span", { class: "toast-text" }, text);
    if (code !== "") body.append(make("code", {}, code));
    const item = make("div", { class: failed ? "toast is-failed" : "toast" }, body);
    if (act !== undefined) {
        const button = make("button", { class: "button", type: "button" }, act.name);
        button.addEventListener("click", () => { item.remove(); act.run(); });
        item.append(button);
    }
    close.addEventListener("click", () => item.remove());
    item.append(close);
    get("[data-toasts]").append(item);
    // What failed stays until it has been read.
    if (!failed) leaveLater(item);
}

// Waits while it is pointed at or has the focus.
function leaveLater(item: HTMLElement): void {
    let timer = setTimeout(() => item.remove(), shownFor);
    for (const type of ["pointerenter", "focusin"]) {
        item.addEventListener(type, () => clearTimeout(timer));
    }
    for (const type of ["pointerleave", "focusout"]) {
        item.addEventListener(type, () => {
            clearTimeout(timer);
            timer = setTimeout(() => item.remove(), shownFor);
        });
    }
}

// Shows an error at its field where it names one that is here, else as a toast.
export function report(error: unknown, form?: HTMLElement): void {
    if (!(error instanceof Problem)) throw error;
    const field = error.field === "" ? null
        : form?.querySelector<HTMLInputElement>(`[name="${CSS.escape(error.field)}"]`) ?? null;
    if (field === null) {
        toast(error.message, { failed: true, code: error.request });
        return;
    }
    field.setCustomValidity(error.message);
    field.reportValidity();
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
}

// As report(); of a record that somebody else changed meanwhile it offers to load the page again.
export function reportConflict(error: unknown, form?: HTMLElement): void {
    if (!(error instanceof Problem) || error.status !== 412) return report(error, form);
    toast(t("common.changed_meanwhile"), { failed: true, act: {
        name: t("common.load_again"), run: () => location.reload() } });
}

// Runs what may fail with a Problem, and shows that.
export function guarded(work: () => Promise<void>): void {
    work().catch((error: unknown) => report(error));
}
