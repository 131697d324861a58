// Pictures of a thing: brought by a button, starred, taken away with Undo.
import { type Address, api } from "../lib/api.ts";
import { all, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { sendFile } from "../lib/send_file.ts";
import { saving } from "../lib/status.ts";
import { guarded, toast } from "./toast.ts";

// The address takes the files.
export function startPictures({ method, url }: Address): void {
    const upload = async (field: HTMLInputElement): Promise<void> => {
        for (const file of field.files ?? []) {
            await saving(sendFile({ method, url: `${url}?use=${field.dataset["upload"] ?? ""}` },
                                  file).done);
        }
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
