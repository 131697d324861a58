// A rough frame set by hand on the storyboard: the picture and what it is made of, side by side.
import { make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { type Frame } from "./frame.ts";
import { FrameEditor } from "./frame_editor.ts";
import { bindSteps, canUndo, undo, watchSteps } from "./steps.ts";

type Arrive = (shot: string, asset: string) => void;

let bound = false;

export async function openFrameDialog(shot: string, name: string, arrive: Arrive): Promise<void> {
    if (!bound) bindSteps();
    bound = true;
    const picture = make("img", { alt: "", width: "640", height: "360" });
    const controls = make("div", { class: "hand" });
    const show = ({ image_id: image }: Frame): void => {
        if (image !== null) picture.src = `/api/v1/assets/${image}/thumbnail?width=1280`;
    };
    const editor: FrameEditor = new FrameEditor(controls, (frame) => {
        if (frame.image_id !== null) arrive(frame.id, frame.image_id);
        show(frame);
        void editor.take(frame);
    });
    show(await editor.show(shot));
    const back = make("button", { class: "button", type: "button", disabled: !canUndo() },
                      t("common.undo"));
    back.addEventListener("click", undo);
    watchSteps(() => { back.disabled = !canUndo(); });
    openDialog(t("hand.of", { number: name }),
               make("div", { class: "hand-dialog" }, make("div", { class: "hand-picture" }, picture,
                                                       make("p", { class: "button-row" }, back)),
                    controls), "hand-frame");
}
