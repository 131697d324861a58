// Names that a story mentions and no list holds yet: those that stay ticked are taken in.
import { all, find } from "../lib/dom.ts";
import { saving } from "../lib/status.ts";
import { guarded } from "./toast.ts";

export function startFound(add: (names: string[]) => Promise<unknown>): void {
    const form = find<HTMLFormElement>("form[data-found]");
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        const names = all<HTMLInputElement>("[name=names]:checked", form).map(({ value }) => value);
        if (names.length === 0) return;
        guarded(async () => {
            await saving(add(names));
            location.reload();
        });
    });
}
