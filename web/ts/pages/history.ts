// History: a version or a scene is brought back as a new change, with Undo; a version gets a name.
import { api } from "../lib/api.ts";
import { find, get, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { showClocks } from "../parts/clocks.ts";
import { setGoTo } from "../parts/strip.ts";
import { guarded, report, toast } from "../parts/toast.ts";

interface Script {
    version: number;
}

const page = (): HTMLElement => get("[data-history]");
const scriptId = (): string => page().dataset["history"] ?? "";

// After the page was loaded again: what was done, and the version from before.
function showDone(): void {
    const here = new URL(location.href);
    const before = Number(here.searchParams.get("restored") ?? 0);
    if (before < 1) return;
    const done = here.searchParams.has("scene") ? "history.restored_scene"
        : here.searchParams.has("by") ? "bring_back.done" : "history.restored";
    for (const name of ["restored", "scene", "by"]) here.searchParams.delete(name);
    history.replaceState(history.state, "", here);
    toast(t(done), {
        act: { name: t("common.undo"), run: () => guarded(() => restore(before)) },
    });
}

async function restore(version: number, scene?: number): Promise<void> {
    const before = Number(page().dataset["version"] ?? 0);
    const script = await api<Script>("restore_script_version", {
        script_id: scriptId(), version, ...(scene === undefined ? {} : { scene }),
    });
    const here = new URL(location.pathname, location.href);
    here.searchParams.set("from", String(before));
    if (script.version !== before) {
        here.searchParams.set("restored", String(before));
        if (scene !== undefined) here.searchParams.set("scene", "1");
    }
    location.assign(here);
}

function startNaming(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const name = get<HTMLInputElement>("[name=name]", form).value;
        api("create_draft", { script_id: scriptId(), name })
            .then(() => location.reload())
            .catch((error: unknown) => report(error, form));
    });
}

// To what the comparison says of the scene, else to the scene itself.
function goToScene(id: string): void {
    const compared = find(`[data-node="${CSS.escape(id)}"]`);
    if (compared === null) return location.assign(`/p/${projectId}/write?at=${id}`);
    compared.scrollIntoView({ block: "start" });
    compared.focus({ preventScroll: true });
}

export function start(): void {
    showClocks();
    showDone();
    const naming = find<HTMLFormElement>("[data-name-draft]");
    if (naming !== null) startNaming(naming);
    setGoTo(goToScene);
    onAct("restore-version", (button) =>
        guarded(() => restore(Number(button.dataset["version"]))));
    onAct("restore-scene", (button) => {
        const from = get("[data-from]").dataset["from"];
        guarded(() => restore(Number(from), Number(button.dataset["scene"])));
    });
}
