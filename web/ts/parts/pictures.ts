// Pictures of a thing: brought by a button, starred, taken away with Undo.
import { api, uploadAddress, type Values } from "../lib/api.ts";
import { all, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { type RouteName } from "../lib/routes.ts";
import { sendFile } from "../lib/send_file.ts";
import { saving } from "../lib/status.ts";
import { guarded, toast } from "./toast.ts";

// The route takes the files, of the thing that the values name.
export function startPictures(route: RouteName, thing: Values): void {
    const upload = async (field: HTMLInputElement): Promise<void> => {
        const to = uploadAddress(route, { ...thing, use: field.dataset["upload"] ?? "" });
        for (const file of field.files ?? []) await saving(sendFile(to, file).done);
        location.reload();
    };
    for (const field of all<HTMLInputElement>("input[data-upload]")) {
        field.addEventListener("change", () => guarded(() => upload(field)));
    }
    const pictureOf = (button: HTMLElement): string =>
        button.closest<HTMLElement>("[data-picture]")?.dataset["picture"] ?? "";
    onAct("star", (button) => guarded(async () => {
        await saving(api("update_picture", { picture_id: pictureOf(button), starred: true }));
        location.reload();
    }));
    onAct("remove-picture", (button) => guarded(async () => {
        const id = pictureOf(button);
        await saving(api("delete_picture", { picture_id: id }));
        button.closest("[data-picture]")?.remove();
        toast(t("cast.picture_removed"), { act: { name: t("common.undo"), run: () => {
            guarded(async () => {
                await api("restore_picture", { picture_id: id });
                location.reload();
            });
        } } });
    }));
}
