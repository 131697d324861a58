// All worlds: a new one begins with its name.
import { api } from "../lib/api.ts";
import { find, get } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { offerBack } from "../parts/bin_undo.ts";
import { report } from "../parts/toast.ts";

export function start(): void {
    offerBack("world", async (id) => {
        await api("restore_world", { world_id: id });
        location.assign(`/w/${id}`);
    });
    const form = find<HTMLFormElement>("form[data-new-world]");
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        const name = get<HTMLInputElement>("[name=name]", form).value;
        saving(api<{ id: string }>("create_world", { name }))
            .then(({ id }) => location.assign(`/w/${id}`))
            .catch((error: unknown) => report(error, form));
    });
    document.title = `${t("world.all")} · Fabula`;
}
