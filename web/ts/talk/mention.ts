// Behind an @ the names of those who may see the project are offered, as one types.
import { apiList } from "../lib/api.ts";
import { make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

let names: Promise<string[]> | null = null;

function members(): Promise<string[]> {
    names ??= apiList<{ name: string }>("list_project_members", "members",
        { project_id: projectId }).then((list) => list.map(({ name }) => name), () => []);
    return names;
}

const offersMax = 6;
let lists = 0;

// What was typed behind the @ that the caret is at; null: there is none.
function typedName(field: HTMLTextAreaElement): string | null {
    const before = field.value.slice(0, field.selectionStart);
    return /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}][^@\n]{0,60}|)$/u.exec(before)?.[1] ?? null;
}

class Offers {
    private readonly list = make("ul", { class: "talk-names", role: "listbox",
        id: `talk-names-${++lists}`, "aria-label": t("talk.names"), hidden: true });
    private chosen = 0;

    constructor(private readonly field: HTMLTextAreaElement) {
        field.setAttribute("aria-autocomplete", "list");
        field.setAttribute("aria-controls", this.list.id);
        field.after(this.list);
        field.addEventListener("input", () => void this.offer());
        field.addEventListener("blur", () => this.close());
        field.addEventListener("keydown", (event) => this.key(event));
    }

    private async offer(): Promise<void> {
        if (typedName(this.field) === null) return this.close();
        const all = await members();
        const typed = typedName(this.field)?.toLocaleLowerCase();
        if (typed === undefined) return this.close();
        const found = all.filter((name) => name.toLocaleLowerCase().startsWith(typed) &&
            name.toLocaleLowerCase() !== typed).slice(0, offersMax);
        if (found.length === 0) return this.close();
        this.list.replaceChildren(...found.map((name, at) => this.item(name, at)));
        this.list.hidden = false;
        this.choose(0);
    }

    private item(name: string, at: number): HTMLElement {
        const item = make("li", { role: "option", id: `${this.list.id}-${at}` }, name);
        item.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            this.take(name);
        });
        return item;
    }

    private choose(at: number): void {
        const items = [...this.list.children];
        this.chosen = (at + items.length) % items.length;
        items.forEach((item, index) =>
            item.setAttribute("aria-selected", String(index === this.chosen)));
        this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
    }

    private take(name: string): void {
        const typed = typedName(this.field) ?? "";
        const end = this.field.selectionStart;
        this.field.setRangeText(`${name} `, end - typed.length, end, "end");
        this.close();
        this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    private close(): void {
        this.list.hidden = true;
        this.field.removeAttribute("aria-activedescendant");
    }

    private key(event: KeyboardEvent): void {
        if (this.list.hidden || event.ctrlKey || event.metaKey) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step !== undefined) this.choose(this.chosen + step);
        else if (event.key === "Enter" || event.key === "Tab") {
            this.take(this.list.children[this.chosen]?.textContent ?? "");
        } else if (event.key === "Escape") this.close();
        else return;
        event.preventDefault();
    }
}

// `field` has its place in a form already: the list stands behind it.
export function offerNames(field: HTMLTextAreaElement): void {
    new Offers(field);
}
