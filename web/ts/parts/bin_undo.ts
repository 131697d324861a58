// What was put into the bin on its own page is told of on the page that it led to, with Undo.
import { t } from "../lib/i18n.ts";
import { guarded, toast } from "./toast.ts";

interface Gone {
    kind: string;
    id: string;
    name: string;
}

const key = "fabula.binned_thing";

export function rememberGone(kind: string, id: string, name: string): void {
    sessionStorage.setItem(key, JSON.stringify({ kind, id, name }));
}

export function offerBack(kind: string, restore: (id: string) => Promise<void>): void {
    const text = sessionStorage.getItem(key);
    if (text === null) return;
    const gone = JSON.parse(text) as Gone;
    if (gone.kind !== kind) return;
    sessionStorage.removeItem(key);
    toast(t("project.binned", { title: gone.name }), {
        act: { name: t("common.undo"), run: () => guarded(() => restore(gone.id)) },
    });
}
