// Fragments that were cut and may come back, kept on this device for each script.
import type { EditorView } from "@codemirror/view";
import { get, icon, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { keep, recall } from "../lib/memory.ts";
import { toast } from "../parts/toast.ts";

const most = 100;

export class SideBin {
    private readonly box = get("[data-side-bin]");

    constructor(private readonly view: EditorView, private readonly script: string) {
        this.show();
    }

    // Takes the selection out of the text.
    putAside(): void {
        const { main } = this.view.state.selection;
        const text = this.view.state.sliceDoc(main.from, main.to);
        if (text.trim() === "") {
            toast(t("bin.nothing"));
            return;
        }
        this.store([text, ...this.fragments()].slice(0, most));
        this.view.dispatch({ changes: { from: main.from, to: main.to },
            userEvent: "delete.cut" });
        this.view.focus();
    }

    private fragments(): string[] {
        return recall<string[]>(`bin.${this.script}`, []);
    }

    private store(fragments: string[]): void {
        keep(`bin.${this.script}`, fragments);
        this.show();
    }

    private show(): void {
        const fragments = this.fragments();
        this.box.hidden = fragments.length === 0;
        this.box.replaceChildren(make("h4", {}, t("bin.name")),
            make("p", { class: "small quiet" }, t("bin.hint")),
            make("ul", { class: "bin-list" }, ...fragments.map((text, index) =>
                this.item(text, index))));
    }

    private item(text: string, index: number): HTMLElement {
        const back = make("button", { class: "button", type: "button" }, t("bin.put_back"));
        const drop = make("button", { class: "button button-quiet button-icon", type: "button",
            "aria-label": t("bin.drop") }, icon("close"));
        back.addEventListener("click", () => {
            this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true });
            this.without(index);
            this.view.focus();
        });
        drop.addEventListener("click", () => {
            const before = this.fragments();
            this.without(index);
            toast(t("bin.dropped"), { act: { name: t("common.undo"),
                run: () => this.store(before) } });
        });
        return make("li", { class: "bin-item" }, make("p", { class: "bin-text" }, text),
            make("div", { class: "button-row" }, back, drop));
    }

    private without(index: number): void {
        this.store(this.fragments().filter((_, at) => at !== index));
    }
}
