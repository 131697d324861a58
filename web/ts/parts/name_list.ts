// Behind an @ in a field of words a list of names is offered, as one types: a listbox that the
// field speaks for, with arrows, Enter or Tab, and Escape.
import { make } from "../lib/dom.ts";

export interface NameOffer {
    name: string;
    note?: string;                         // What it is, beside the name.
    say?: string;                          // Instead of the name: "Create Marie as a character".
    after?: () => void;                    // Done when the name stands there.
}

interface Options {
    label: string;
    mark: "kept" | "taken";                // Whether the @ stays before the name.
    find: (typed: string) => Promise<NameOffer[]>;
}

let lists = 0;

// What was typed behind the @ that the caret is at; null: there is none.
function typedName(field: HTMLTextAreaElement): string | null {
    const before = field.value.slice(0, field.selectionStart);
    return /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}][^@\n]{0,60}|)$/u.exec(before)?.[1] ?? null;
}

class NameList {
    private readonly list: HTMLUListElement;
    private offers: NameOffer[] = [];
    private chosen = 0;
    private asked = 0;

    constructor(private readonly field: HTMLTextAreaElement, private readonly options: Options) {
        this.list = make("ul", { class: "name-list", role: "listbox", id: `name-list-${++lists}`,
                                 "aria-label": options.label, hidden: true });
        field.setAttribute("aria-autocomplete", "list");
        field.setAttribute("aria-controls", this.list.id);
        // Not inside the label, whose words name the field.
        (field.closest("label") ?? field).after(this.list);
        field.addEventListener("input", () => void this.offer());
        field.addEventListener("blur", () => this.close());
        // Before a table or a form around the field takes the key.
        field.addEventListener("keydown", (event) => this.key(event), { capture: true });
    }

    private async offer(): Promise<void> {
        const typed = typedName(this.field);
        const asked = ++this.asked;
        if (typed === null) return this.close();
        const found = await this.options.find(typed);
        if (asked !== this.asked) return;
        if (found.length === 0 || typedName(this.field) === null) return this.close();
        this.offers = found;
        this.list.replaceChildren(...found.map((offer, at) => this.item(offer, at)));
        this.list.hidden = false;
        this.place();
        // What would be created is never taken by an Enter that was meant for the text.
        if (found[0]?.after === undefined) this.choose(0);
        else this.chooseNone();
    }

    private item(offer: NameOffer, at: number): HTMLElement {
        const item = make("li", { role: "option", id: `${this.list.id}-${at}` },
            offer.say ?? offer.name);
        if (offer.note !== undefined) {
            item.append(" ", make("span", { class: "small quiet" }, offer.note));
        }
        item.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            this.take(offer);
        });
        return item;
    }

    private place(): void {
        const field = this.field.getBoundingClientRect();
        const edge = 16;
        const below = Math.min(field.bottom, innerHeight - this.list.offsetHeight - edge);
        const beside = Math.min(field.left, innerWidth - this.list.offsetWidth - edge);
        this.list.style.setProperty("--below", `${Math.max(edge, below)}px`);
        this.list.style.setProperty("--beside", `${Math.max(edge, beside)}px`);
    }

    private chooseNone(): void {
        this.chosen = -1;
        this.field.removeAttribute("aria-activedescendant");
    }

    private choose(at: number): void {
        const items = [...this.list.children];
        this.chosen = (at + items.length) % items.length;
        items.forEach((item, index) =>
            item.setAttribute("aria-selected", String(index === this.chosen)));
        items[this.chosen]?.scrollIntoView({ block: "nearest" });
        this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
    }

    private take(offer: NameOffer): void {
        const typed = typedName(this.field) ?? "";
        const end = this.field.selectionStart;
        const begin = end - typed.length - (this.options.mark === "taken" ? 1 : 0);
        this.close();
        this.field.setSelectionRange(begin, end);
        // As if it were typed: the field's undo takes it back, and leaving the field keeps it.
        if (!document.execCommand("insertText", false, `${offer.name} `)) {
            this.field.setRangeText(`${offer.name} `, begin, end, "end");
            this.field.dispatchEvent(new Event("input", { bubbles: true }));
            this.field.addEventListener("blur", () =>
                this.field.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
        }
        offer.after?.();
    }

    private close(): void {
        this.asked++;
        this.list.hidden = true;
        this.chooseNone();
    }

    private key(event: KeyboardEvent): void {
        if (this.list.hidden || event.ctrlKey || event.metaKey) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const offer = this.offers[this.chosen];
        if (step !== undefined) this.choose(Math.max(this.chosen, step < 0 ? 0 : -1) + step);
        else if ((event.key === "Enter" || event.key === "Tab") && offer !== undefined) {
            this.take(offer);
        } else if (event.key === "Escape") this.close();
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
    }
}

// `field` has its place on the page already: the list stands behind it.
export function offerNames(field: HTMLTextAreaElement, options: Options): void {
    new NameList(field, options);
}
