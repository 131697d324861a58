// Bin: what was deleted comes back, or goes for good once that was said twice.
import { api } from "../lib/api.ts";
import { make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { guarded, toast } from "../parts/toast.ts";

const entryOf = (target: HTMLElement): HTMLElement | null => target.closest("[data-entry]");

function putBack(entry: HTMLElement): void {
    const id = entry.dataset["entry"] ?? "";
    guarded(async () => {
        await api("restore_project", { project_id: id });
        entry.remove();
        toast(t("deleted.restored"),
              { act: { name: t("project.name"), run: () => location.assign(`/p/${id}`) } });
    });
}

function askToPurge(entry: HTMLElement): void {
    const yes = make("button", { class: "button", type: "button" }, t("deleted.purge"));
    const body = make("div", {}, make("p", { class: "reading" }, t("deleted.purge_sure")),
                      make("div", { class: "button-row" }, yes));
    const dialog = openDialog(entry.dataset["title"] ?? "", body);
    yes.addEventListener("click", () => {
        dialog.close();
        guarded(async () => {
            await api("purge_project", { project_id: entry.dataset["entry"] ?? "" });
            entry.remove();
            toast(t("deleted.purged"));
        });
    });
}

export function start(): void {
    onAct("restore-project", (target) => {
        const entry = entryOf(target);
        if (entry !== null) putBack(entry);
    });
    onAct("purge-project", (target) => {
        const entry = entryOf(target);
        if (entry !== null) askToPurge(entry);
    });
}
