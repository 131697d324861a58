// Search: results follow the typing; arrows go from the field through what was found.
import { all, find, get } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { toast } from "../parts/toast.ts";

const restOf = 150;  // Milliseconds without a keystroke before it is asked.

const results = (): HTMLAnchorElement[] => all<HTMLAnchorElement>("[data-result]");

// The page is made anew by the server; what was found is taken over, the field stays.
class Search {
    private readonly form = get<HTMLFormElement>("[data-search]");
    private readonly field = get<HTMLInputElement>("[name=q]", this.form);
    private timer = 0;
    private asked = new AbortController();

    constructor() {
        this.field.addEventListener("input", () => {
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => void this.ask(), restOf);
        });
        this.form.addEventListener("submit", (event) => {
            event.preventDefault();
            clearTimeout(this.timer);
            void this.ask();
        });
        this.form.addEventListener("change", ({ target }) => {
            if (target === this.field) return;
            const speaker = find<HTMLSelectElement>("[name=speaker]", this.form);
            if (speaker !== null && (target as HTMLSelectElement).name === "project") {
                speaker.value = "";
            }
            location.assign(this.address());  // Other filters stand beside another project.
        });
        document.addEventListener("keydown", (event) => this.onKey(event));
        const end = this.field.value.length;
        this.field.focus();
        this.field.setSelectionRange(end, end);
    }

    private address(): string {
        const query = new URLSearchParams();
        for (const [name, value] of new FormData(this.form)) {
            if (value !== "") query.set(name, String(value));
        }
        return `/search?${query}`;
    }

    private async ask(): Promise<void> {
        const address = this.address();
        this.asked.abort();
        this.asked = new AbortController();
        try {
            const response = await fetch(address, { signal: this.asked.signal });
            if (!response.ok) throw new Error(t("problem.unknown"));
            const made = new DOMParser().parseFromString(await response.text(), "text/html");
            get("[data-results]").replaceWith(document.adoptNode(get("[data-results]", made)));
            history.replaceState(history.state, "", address);
            get("[data-search-said]").textContent =
                t("search.said", { count: all(".search-one").length });
        } catch (error) {
            if ((error as Error).name !== "AbortError") toast((error as Error).message);
        }
    }

    private onKey(event: KeyboardEvent): void {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const list = results();
        const at = list.indexOf(document.activeElement as HTMLAnchorElement);
        const inField = document.activeElement === this.field;
        if (at < 0 && !inField) return;
        if (event.key === "Escape" && at >= 0) {
            event.preventDefault();
            return this.field.focus();
        }
        if (event.key === "Enter" && inField && event.isComposing) return;
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by === undefined || (inField && by < 0)) return;
        event.preventDefault();
        const to = at + by;
        if (to < 0) this.field.focus();
        else list[Math.min(list.length - 1, to)]?.focus();
    }
}

export function start(): void {
    new Search();
    document.title = `${t("search.name")} · Fabula`;
}
