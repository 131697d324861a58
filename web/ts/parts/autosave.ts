// A form that keeps each field as soon as it is left. A field that somebody else changed meanwhile is
// asked for again rather than written over.
import type { Values } from "../lib/api.ts";
import { saving } from "../lib/status.ts";
import { reportConflict } from "./toast.ts";

type FormField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

// What the field says; entries of a field with data-list stand between commas, a number counts
// data-times as much.
function valueOf(field: FormField): string | string[] | number | boolean | null {
    if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked;
    const text = field.value.trim();
    if (field.type === "number") {
        return text === "" ? null : Number(text) * Number(field.dataset["times"] ?? "1");
    }
    if ("list" in field.dataset) {
        return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
    }
    const none = "empty" in field.dataset ? "" : null;  // What a list says where nothing is chosen.
    return field instanceof HTMLSelectElement && text === "" ? none : text;
}

// `save` writes the given fields.
export function startAutosave(
    form: HTMLFormElement, save: (values: Values) => Promise<unknown>): void {
    let last = Promise.resolve();
    form.addEventListener("change", (event) => {
        const field = event.target as FormField;
        const values = { [field.name]: valueOf(field) } as Values;
        last = last.then(() => saving(save(values))).then(
            () => undefined, (error: unknown) => reportConflict(error, form));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
}
