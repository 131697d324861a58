// Settings of a project: each field is kept when it is left; its cover; the project as a whole.
import { address, api, apiWithRev } from "../lib/api.ts";
import { all, find, get, onAct, projectId } from "../lib/dom.ts";
import { sendFile } from "../lib/send_file.ts";
import { saving } from "../lib/status.ts";
import { startAutosave } from "../parts/autosave.ts";
import { startBinProject, startProjectActs } from "../parts/project_acts.ts";
import { guarded } from "../parts/toast.ts";

interface Project {
    rev: number;
}

export function start(): void {
    const form = get<HTMLFormElement>("form[data-settings]");
    let rev = Number(form.dataset["rev"]);
    startAutosave(form, async (values) => {
        ({ rev } = await apiWithRev<Project>("update_project",
                                             { project_id: projectId, ...values }, rev));
    });
    const upload = find<HTMLInputElement>("[data-upload-cover]");
    upload?.addEventListener("change", () => {
        const file = upload.files?.[0];
        if (file === undefined) return;
        guarded(async () => {
            await saving(sendFile(address("set_project_cover", { project_id: projectId }), file).done);
            location.reload();
        });
    });
    onAct("remove-cover", () => guarded(async () => {
        await saving(api("update_project", { project_id: projectId, cover_image_id: null }));
        location.reload();
    }));
    for (const select of all<HTMLSelectElement>("select[data-choose]")) {
        select.addEventListener("change", () => guarded(async () => {
            await saving(api("choose_project_provider", {
                project_id: projectId, task: select.dataset["choose"] ?? "",
                connection_id: select.value }));
            location.reload();
        }));
    }
    startProjectActs(() => projectId);
    startBinProject();
}
