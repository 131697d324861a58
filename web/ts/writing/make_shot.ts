// A shot of the lines that are selected, or of the one that the caret is in.
import type { EditorView } from "@codemirror/view";
import { api, Problem } from "../lib/api.ts";
import { projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { guarded, toast } from "../parts/toast.ts";
import type { Together } from "./together.ts";

interface Shot {
    id: string;
    shot_number: string;
}

const triesMax = 5;

// Whole lines, without the blank ones around them.
function linesOf(view: EditorView): { from: number; to: number } {
    const { doc, selection: { main } } = view.state;
    let from = doc.lineAt(main.from).from;
    let to = doc.lineAt(main.to).to;
    const words = doc.sliceString(from, to);
    from += words.length - words.trimStart().length;
    to -= words.length - words.trimEnd().length;
    return { from, to };
}

// The server must have the text that the lines are of; while others write it is asked again.
async function create(view: EditorView, together: Together): Promise<Shot> {
    for (let tries = 1; ; ++tries) {
        const confirmed = await together.confirm();
        const { version } = together;
        if (!confirmed || version === null) throw new Problem(0, { detail: t("talk.unsaved") });
        const { from, to } = linesOf(view);
        if (from >= to) throw new Problem(0, { detail: t("talk.nothing") });
        try {
            return await saving(api<Shot>("create_shot",
                                          { project_id: projectId, from, to, version }));
        } catch (error) {
            if (!(error instanceof Problem) || error.status !== 409 || tries >= triesMax) throw error;
        }
    }
}

export async function makeShot(view: EditorView, together: Together): Promise<void> {
    const shot = await create(view, together);
    toast(t("shots.made", { number: shot.shot_number }), { act: { name: t("common.undo"),
        run: () => guarded(async () => {
            await saving(api("delete_shot", { shot_id: shot.id }));
        }) } });
}
