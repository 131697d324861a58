// The workbench beside the comic: what is chosen on the page is set by hand there.
import { all, find, get } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { guarded } from "../parts/toast.ts";
import { BalloonLayer } from "./balloon_layer.ts";
import { BalloonList, type Rewrite } from "./balloon_list.ts";
import { type Panel, readBook } from "./book.ts";
import { FrameEditor } from "./frame_editor.ts";
import { startLanguages } from "./languages.ts";
import { changeBalloons, type Lettering, readLettering } from "./lettering.ts";
import { choose, chosenShot, startPanels } from "./panels.ts";
import { bindSteps, canRedo, canUndo, redo, undo, watchSteps } from "./steps.ts";

class Workbench {
    private readonly bench = get("[data-bench]");
    private readonly frames: FrameEditor;
    private readonly list: BalloonList;
    private readonly layer: BalloonLayer;
    private lettering: Lettering | null = null;

    constructor() {
        this.frames = new FrameEditor(get("[data-bench-part=frame]", this.bench), (frame) => {
            guarded(async () => {
                await readBook();
                await Promise.all([this.frames.take(frame), this.showLettering(frame.id)]);
            });
        });
        this.list = new BalloonList(get("[data-bench-part=lettering]", this.bench), this.rewrite);
        this.layer = new BalloonLayer((index, parts) => {
            this.rewrite((balloons) => balloons.map((balloon, at) =>
                at === index ? { ...balloon, ...parts } : balloon));
        }, (index) => {
            this.showTab("lettering");
            this.list.mark(index);
        });
    }

    show(panel: Panel | null): void {
        this.bench.hidden = panel === null;
        get("[data-comic]").classList.toggle("has-bench", panel !== null);
        this.layer.leave();
        if (panel === null) return;
        get("[data-bench-name]", this.bench).textContent =
            t("comic.panel", { number: panel.shot_number });
        guarded(async () => {
            await Promise.all([this.frames.show(panel.shot_id),
                               this.showLettering(panel.shot_id)]);
        });
    }

    async showLettering(shot: string): Promise<void> {
        if (shot === "" || shot !== chosenShot()) return;
        const lettering = await readLettering(shot);
        if (shot !== chosenShot()) return;
        this.lettering = lettering;
        this.layer.show(lettering);
        this.list.show(lettering);
    }

    showTab(name: string): void {
        for (const tab of all("[data-bench-tab]", this.bench)) {
            tab.setAttribute("aria-pressed", String(tab.dataset["benchTab"] === name));
        }
        for (const part of all("[data-bench-part]", this.bench)) {
            part.hidden = part.dataset["benchPart"] !== name;
        }
    }

    close(): void {
        const shot = chosenShot();
        choose("");
        find(`[data-panel="${CSS.escape(shot)}"]`)?.focus();
    }

    private readonly rewrite: Rewrite = (wish) => {
        void changeBalloons(() => {
            if (this.lettering === null) throw new Error("no panel is chosen");
            return this.lettering;
        }, wish, async (shot) => {
            await readBook();
            await this.showLettering(shot);
        });
    };
}

function bindHistory(): void {
    const back = get<HTMLButtonElement>("[data-bench-undo]");
    const again = get<HTMLButtonElement>("[data-bench-redo]");
    back.addEventListener("click", undo);
    again.addEventListener("click", redo);
    watchSteps(() => {
        back.disabled = !canUndo();
        again.disabled = !canRedo();
    });
    bindSteps();
}

// Who may not write reads the pages, in the languages that they have.
export function startWorkbench(): void {
    const bench = find("[data-bench]");
    if (bench === null) {
        startLanguages(false, () => undefined);
        guarded(readBook);
        return;
    }
    const workbench = new Workbench();
    startPanels((panel) => workbench.show(panel));
    startLanguages(true, () => guarded(() => workbench.showLettering(chosenShot())));
    const close = (): void => workbench.close();
    get("[data-bench-close]", bench).addEventListener("click", close);
    bench.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
    });
    for (const tab of all("[data-bench-tab]", bench)) {
        tab.addEventListener("click", () => workbench.showTab(tab.dataset["benchTab"] ?? ""));
    }
    bindHistory();
    bind({ key: "Escape", name: t("comic.leave_panel"), group: "here", act: close });
    guarded(readBook);
}
