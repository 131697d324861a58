// Import preview: deciding the doubts, then keeping the project.
import { api } from "../lib/api.ts";
import { all, find, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { startSheets } from "../parts/sheets.ts";
import { guarded, report } from "../parts/toast.ts";

const doubts = (): HTMLElement[] => all("[data-doubt]");
const decision = (doubt: HTMLElement): string => doubt.dataset["decided"] ?? "";

function decide(doubt: HTMLElement, value: string): void {
    get<HTMLInputElement>(`input[value="${value}"]`, doubt).checked = true;
    doubt.dataset["decided"] = value;
    showUndecided();
}

function showUndecided(): void {
    const line = find("[data-undecided]");
    if (line === null || doubts().length === 0) return;
    const count = doubts().filter((doubt) => decision(doubt) === "").length;
    line.textContent = t("import.undecided", { count });
}

function idsOf(value: string): number[] {
    return doubts().filter((doubt) => decision(doubt) === value)
        .map((doubt) => Number(doubt.dataset["doubt"]));
}

async function confirm(id: string, button: HTMLButtonElement): Promise<void> {
    const title = get<HTMLInputElement>("#title");
    if (title.value.trim() === "") {
        title.setCustomValidity(t("import.title_needed"));
        title.reportValidity();
        title.addEventListener("input", () => title.setCustomValidity(""), { once: true });
        return;
    }
    const label = button.textContent ?? "";
    button.disabled = true;
    button.textContent = t("import.confirming");
    try {
        const project = await saving(api<{ id: string }>("confirm_import", {
            import_id: id, title: title.value.trim(),
            accept: idsOf("accept"), refuse: idsOf("refuse") }));
        location.assign(`/p/${project.id}`);
    } catch (error) {
        button.disabled = false;
        button.textContent = label;
        report(error, get<HTMLElement>("main"));
    }
}

// The doubt that has the focus, else the first open one.
function current(): HTMLElement | undefined {
    const focused = document.activeElement?.closest<HTMLElement>("[data-doubt]");
    return focused ?? doubts().find((doubt) => decision(doubt) === "") ?? doubts()[0];
}

function focusNext(): void {
    const list = doubts();
    const doubt = current();
    const at = doubt === undefined ? -1 : list.indexOf(doubt);
    const open = [...list.slice(at + 1), ...list].find((doubt) => decision(doubt) === "");
    (open ?? list[at + 1])?.querySelector<HTMLElement>("input:checked")?.focus();
}

function bindKeys(): void {
    const step = (value: string): void => {
        const doubt = current();
        if (doubt !== undefined) decide(doubt, value);
        focusNext();
    };
    bind({ key: "a", name: t("keys.accept"), group: "here", act: () => step("accept") },
         { key: "r", name: t("keys.refuse"), group: "here", act: () => step("refuse") },
         { key: "n", name: t("keys.next_doubt"), group: "here", act: focusNext });
}

export function start(): void {
    const id = get("[data-import]").dataset["import"] ?? "";
    startSheets();
    for (const doubt of doubts()) {
        doubt.addEventListener("change", (event) => {
            decide(doubt, (event.target as HTMLInputElement).value);
        });
    }
    for (const button of all<HTMLButtonElement>("[data-all]")) {
        button.addEventListener("click", () => {
            for (const doubt of doubts()) decide(doubt, button.dataset["all"] ?? "");
        });
    }
    if (doubts().length > 0) bindKeys();
    showUndecided();
    onAct("confirm-import", (button) => {
        guarded(() => confirm(id, button as HTMLButtonElement));
    });
    find("[data-import-title]")?.addEventListener("submit", (event) => {
        event.preventDefault();
        find<HTMLButtonElement>("[data-act=confirm-import]")?.click();
    });
    onAct("discard-import", () => guarded(async () => {
        await api("discard_import", { import_id: id });
        location.assign("/");
    }));
}
