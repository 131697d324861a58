// What is seen: the frame of a shot, or a line of the script, with what is said below.
import { get, make } from "../lib/dom.ts";
import { type Part } from "./running_order.ts";

export class Stage {
    private readonly picture = get<HTMLImageElement>("[data-picture]");
    private readonly line = get("[data-line]");
    private readonly caption = get("[data-caption]");
    private captions = true;
    private part: Part | undefined;

    // `share`: how much of the part has passed, which tells the line that is spoken.
    show(part: Part | undefined, share: number): void {
        if (part !== this.part) this.change(part);
        const lines = part?.lines ?? [];
        const at = lines[Math.min(lines.length - 1, Math.floor(share * lines.length))];
        const said = at === undefined || !this.captions ? "" : `${at.speaker}\n${at.text}`;
        if (this.caption.dataset["said"] === said) return;
        this.caption.dataset["said"] = said;
        this.caption.replaceChildren();
        if (said === "" || at === undefined) return;
        if (at.speaker !== "") this.caption.append(make("b", {}, at.speaker), " ");
        this.caption.append(at.text);
    }
    setCaptions(on: boolean): void {
        this.captions = on;
        const { part } = this;
        this.part = undefined;
        this.show(part, 0);
    }

    private change(part: Part | undefined): void {
        this.part?.element.removeAttribute("aria-current");
        this.part = part;
        part?.element.setAttribute("aria-current", "true");
        const framed = part !== undefined && part.image !== "";
        this.picture.hidden = !framed;
        this.line.hidden = framed;
        if (framed) {
            this.picture.src = part.image;
            this.picture.alt = part.text;
        } else {
            // A speech stands on the stage itself where there is no picture.
            const spoken = part?.lines.map(({ speaker, text }) =>
                speaker === "" ? text : `${speaker}: ${text}`) ?? [];
            this.line.textContent = [part?.text ?? "", ...part?.shot === "" ? spoken : []]
                .filter((text) => text !== "").join("\n");
        }
    }
}
