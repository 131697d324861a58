// The workbench beside the comic: what is chosen on the page is set by hand there.
import { all, get } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { guarded } from "../parts/toast.ts";
import { type Panel, readBook } from "./book.ts";
import { FrameEditor } from "./frame_editor.ts";
import { choose, chosenShot, startPanels } from "./panels.ts";
import { bindSteps, canRedo, canUndo, redo, undo, watchSteps } from "./steps.ts";

function showTab(name: string): void {
    for (const tab of all("[data-bench-tab]")) {
        const is = tab.dataset["benchTab"] === name;
        tab.setAttribute("aria-pressed", String(is));
    }
    for (const part of all("[data-bench-part]")) {
        part.hidden = part.dataset["benchPart"] !== name;
    }
}

export function startWorkbench(): void {
    const bench = get("[data-bench]");
    const frames = new FrameEditor(get("[data-bench-part=frame]", bench), (frame) => {
        guarded(async () => {
            await readBook();
            await frames.take(frame);
        });
    });
    const show = (panel: Panel | null): void => {
        bench.hidden = panel === null;
        get("[data-comic]").classList.toggle("has-bench", panel !== null);
        if (panel === null) return;
        get("[data-bench-name]", bench).textContent =
            t("comic.panel", { number: panel.shot_number });
        guarded(async () => { await frames.show(panel.shot_id); });
    };
    startPanels(show);
    const close = (): void => {
        const shot = chosenShot();
        choose("");
        document.querySelector<HTMLElement>(`[data-panel="${CSS.escape(shot)}"]`)?.focus();
    };
    get("[data-bench-close]", bench).addEventListener("click", close);
    bench.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
    });
    for (const tab of all("[data-bench-tab]", bench)) {
        tab.addEventListener("click", () => showTab(tab.dataset["benchTab"] ?? ""));
    }
    const back = get<HTMLButtonElement>("[data-bench-undo]", bench);
    const again = get<HTMLButtonElement>("[data-bench-redo]", bench);
    back.addEventListener("click", undo);
    again.addEventListener("click", redo);
    watchSteps(() => {
        back.disabled = !canUndo();
        again.disabled = !canRedo();
    });
    bindSteps();
    bind({ key: "Escape", name: t("comic.leave_panel"), group: "here", act: close });
    guarded(readBook);
}
