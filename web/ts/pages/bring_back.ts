// A changed file that comes back: each scene is taken or kept, then all of it is one change.
import { api, Problem } from "../lib/api.ts";
import { all, find, get, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { guarded, report, toast } from "../parts/toast.ts";

type Choice = "take" | "keep";

interface Script {
    version: number;
}

const page = (): HTMLElement => get("[data-bring-back]");
const importId = (): string => page().dataset["bringBack"] ?? "";
const compared = (): number => Number(page().dataset["version"] ?? 0);
const pairs = (): HTMLElement[] => all("[data-scene-pair]");
const choiceOf = (pair: HTMLElement): Choice => pair.dataset["choice"] === "keep" ? "keep" : "take";

// Choices are remembered while the tab is open, by what a scene is called: places change where the
// comparison is made again.
const memory = (): string => `fabula.bring_back.${importId()}`;
const keyOf = (pair: HTMLElement): string =>
    `${pair.dataset["change"] ?? ""} ${get("h2", pair).textContent ?? ""}`;

function remember(): void {
    const kept = pairs().filter((pair) => choiceOf(pair) === "keep").map(keyOf);
    sessionStorage.setItem(memory(), JSON.stringify(kept));
}

function recallChoices(): void {
    const kept = new Set(JSON.parse(sessionStorage.getItem(memory()) ?? "[]") as string[]);
    for (const pair of pairs()) show(pair, kept.has(keyOf(pair)) ? "keep" : "take");
}

function show(pair: HTMLElement, choice: Choice): void {
    get<HTMLInputElement>(`input[value="${choice}"]`, pair).checked = true;
    pair.dataset["choice"] = choice;
}

function choose(pair: HTMLElement, choice: Choice): void {
    show(pair, choice);
    remember();
    showCount();
}

function showCount(): void {
    const line = find("[data-chosen]");
    if (line === null) return;
    const taken = pairs().filter((pair) => choiceOf(pair) === "take").length;
    line.textContent = t("bring_back.chosen", { taken, kept: pairs().length - taken });
}

const placesOf = (kept: readonly HTMLElement[], side: "before" | "after"): number[] =>
    kept.map((pair) => pair.dataset[side] ?? "").filter((place) => place !== "").map(Number);

async function apply(button: HTMLButtonElement): Promise<void> {
    const kept = pairs().filter((pair) => choiceOf(pair) === "keep");
    const isNew = (pair: HTMLElement): boolean => pair.dataset["change"] === "come";
    button.disabled = true;
    try {
        const script = await saving(api<Script>("apply_import", {
            import_id: importId(), project_id: projectId, version: compared(),
            keep: placesOf(kept.filter((pair) => !isNew(pair)), "before"),
            leave_out: placesOf(kept.filter(isNew), "after"),
        }));
        sessionStorage.removeItem(memory());
        const there = new URL(`/p/${projectId}/history`, location.href);
        there.searchParams.set("from", String(compared()));
        if (script.version !== compared()) {
            there.searchParams.set("restored", String(compared()));
            there.searchParams.set("by", "file");
        }
        location.assign(there);
    } catch (error) {
        button.disabled = false;
        if (!(error instanceof Problem) || error.status !== 409) {
            report(error, page());
            return;
        }
        toast(error.message, { failed: true, act: {
            name: t("bring_back.compare_again"), run: () => location.reload() } });
    }
}

// The scene that has the focus, else the first.
function current(): HTMLElement | undefined {
    return document.activeElement?.closest<HTMLElement>("[data-scene-pair]") ?? pairs()[0];
}

function step(by: number): void {
    const list = pairs();
    const focused = document.activeElement?.closest<HTMLElement>("[data-scene-pair]");
    const at = focused === null || focused === undefined ? (by > 0 ? -1 : 0) : list.indexOf(focused);
    const next = list[Math.min(Math.max(at + by, 0), list.length - 1)];
    next?.querySelector<HTMLElement>("input:checked")?.focus();
    next?.scrollIntoView({ block: "nearest" });
}

function bindKeys(): void {
    const decide = (choice: Choice) => () => {
        const pair = current();
        if (pair !== undefined) choose(pair, choice);
        step(1);
    };
    bind({ key: "a", name: t("bring_back.take"), group: "here", act: decide("take") },
         { key: "r", name: t("bring_back.keep"), group: "here", act: decide("keep") },
         { key: "n", name: t("keys.next_scene_pair"), group: "here", act: () => step(1) },
         { key: "p", name: t("keys.previous_scene_pair"), group: "here", act: () => step(-1) });
}

export function start(): void {
    if (pairs().length === 0) return;
    recallChoices();
    showCount();
    for (const pair of pairs()) {
        pair.addEventListener("change", (event) => {
            choose(pair, (event.target as HTMLInputElement).value === "keep" ? "keep" : "take");
        });
    }
    for (const button of all("[data-all]")) {
        button.addEventListener("click", () => {
            for (const pair of pairs()) show(pair, button.dataset["all"] === "keep" ? "keep" : "take");
            remember();
            showCount();
        });
    }
    bindKeys();
    onAct("apply-import", (button) => guarded(() => apply(button as HTMLButtonElement)));
    onAct("discard-import", () => guarded(async () => {
        await api("discard_import", { import_id: importId() });
        location.assign(`/p/${projectId}`);
    }));
}
