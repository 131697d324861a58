// What is done with a project as a whole, on the desk and in its settings.
import { api } from "../lib/api.ts";
import { onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { guarded, toast } from "./toast.ts";

// `idOf` tells of which project a button is.
export function startProjectActs(idOf: (target: HTMLElement) => string): void {
    const copy = (target: HTMLElement): void => guarded(async () => {
        const { id } = await saving(api<{ id: string }>("duplicate_project",
                                                        { project_id: idOf(target) }));
        location.assign(`/p/${id}`);
    });
    onAct("copy-project", copy);
    const shelve = (archived: boolean, target: HTMLElement): void => guarded(async () => {
        const id = idOf(target);
        await saving(api(archived ? "archive_project" : "unarchive_project", { project_id: id }));
        sessionStorage.setItem("fabula.shelved", JSON.stringify({ id, archived }));
        location.reload();
    });
    onAct("archive-project", (target) => shelve(true, target));
    onAct("unarchive-project", (target) => shelve(false, target));
    offerBack();
}

// The page was loaded again behind the act.
function offerBack(): void {
    const text = sessionStorage.getItem("fabula.shelved");
    if (text === null) return;
    sessionStorage.removeItem("fabula.shelved");
    const { id, archived } = JSON.parse(text) as { id: string; archived: boolean };
    toast(t(archived ? "desk.archived" : "desk.unarchived"), { act: { name: t("common.undo"),
        run: () => guarded(async () => {
            await api(archived ? "unarchive_project" : "archive_project", { project_id: id });
            location.reload();
        }) } });
}

// Into the bin from a page of the project itself; the desk offers it back.
export function startBinProject(): void {
    onAct("bin-project", () => guarded(async () => {
        // Pictures that are still on their way would not be found any more.
        window.stop();
        await saving(api("delete_project", { project_id: projectId }));
        const gone = { project: projectId, title: document.body.dataset["projectTitle"] ?? "" };
        sessionStorage.setItem("fabula.binned", JSON.stringify(gone));
        location.assign("/");
    }));
}
