// What one thing is to another: relations of a character, links of an entry. A list, a form under
// it, and Undo for what is taken away.
import { api } from "../lib/api.ts";
import { find, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import type { RouteName } from "../lib/routes.ts";
import { saving } from "../lib/status.ts";
import { guarded, report, toast } from "./toast.ts";

interface Routes {
    create: RouteName;
    remove: RouteName;
    from: string;  // The parameter of `create` that names who has the bond.
    bond: string;  // The parameter of `remove`.
}

export function startBonds(routes: Routes, own: string): void {
    const create = async (from: string, to: string, kind: string): Promise<void> => {
        await saving(api(routes.create, { [routes.from]: from, to_id: to, kind }));
        location.reload();
    };
    const form = find<HTMLFormElement>("form[data-new-bond]");
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        create(own, get<HTMLSelectElement>("[name=to_id]", form).value,
               get<HTMLInputElement>("[name=kind]", form).value)
            .catch((error: unknown) => report(error, form));
    });
    onAct("remove-bond", (button) => guarded(async () => {
        const row = button.closest<HTMLElement>("[data-bond]");
        if (row === null) return;
        const { bond = "", from = "", to = "", kind = "" } = row.dataset;
        await saving(api(routes.remove, { [routes.bond]: bond }));
        row.remove();
        toast(t("cast.bond_removed"), { act: { name: t("common.undo"), run: () => {
            guarded(() => create(from, to, kind));
        } } });
    }));
}
