// Connections to providers: who is asked, and making, testing, changing and deleting connections.
import { api, apiWithRev, type Values } from "../lib/api.ts";
import { all, find, get, make, onAct, stamp } from "../lib/dom.ts";
import { t, tOr } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { guarded, report, toast } from "../parts/toast.ts";

interface Kind {
    kind: string;
    name: string;
    base_url: string;
    needs_key: boolean;
    key_page: string;
    local: boolean;
    text: boolean;
    image: boolean;
    embedding: boolean;
    text_models: string[];
    image_models: string[];
    embedding_models: string[];
}

interface Connection {
    id: string;
    kind: string;
    has_key: boolean;
    rev: number;
    [field: string]: unknown;
}

interface Outcome { ok: boolean; failure: string; text: string; model_count: number;
                    missing: string[] }

const tasks = ["text", "image", "embedding"] as const;
const million = 1_000_000;

const rowOf = (element: HTMLElement): HTMLElement => {
    const row = element.closest<HTMLElement>("[data-connection]");
    if (row === null) throw new Error("not in a row");
    return row;
};
const idOf = (element: HTMLElement): string => rowOf(element).dataset["connection"] ?? "";

const field = <E extends HTMLElement = HTMLInputElement>(form: HTMLElement, name: string): E =>
    get<E>(`[name="${name}"]`, form);

async function choose(select: HTMLSelectElement): Promise<void> {
    await api("choose_provider", { task: select.dataset["choose"] ?? "",
                                   connection_id: select.value });
    location.reload();
}

// In the page's language: what kind of failure it is, then the server's own words.
function wordsOf(outcome: Outcome): string {
    if (!outcome.ok) {
        return `${tOr(`providers.failure_${outcome.failure}`, "")} ${outcome.text}`.trim();
    }
    const parts = [t("providers.works")];
    if (outcome.model_count > 0) {
        parts.push(t("providers.offers", { count: String(outcome.model_count) }));
    }
    if (outcome.missing.length > 0) {
        parts.push(t("providers.missing", { models: outcome.missing.join(", ") }));
    }
    return parts.join(" ");
}

async function test(button: HTMLElement): Promise<void> {
    const result = get("[data-result]", rowOf(button));
    result.classList.remove("is-failed");
    result.textContent = t("providers.testing");
    button.setAttribute("aria-disabled", "true");
    try {
        const outcome = await api<Outcome>("test_provider", { connection_id: idOf(button) });
        result.classList.toggle("is-failed", !outcome.ok);
        result.textContent = wordsOf(outcome);
    } catch (error) {
        result.textContent = "";
        throw error;
    } finally {
        button.removeAttribute("aria-disabled");
    }
}

async function remove(button: HTMLElement): Promise<void> {
    const row = rowOf(button);
    const id = idOf(button);
    await api("delete_provider", { connection_id: id });
    row.hidden = true;
    toast(t("providers.deleted", { name: row.dataset["name"] ?? "" }), { act: {
        name: t("common.undo"),
        run: () => guarded(async () => {
            await api("restore_provider", { connection_id: id });
            location.reload();
        }),
    } });
}

const fillList = (form: HTMLElement, task: string, models: string[]): void =>
    get(`#${task}-models`, form).replaceChildren(
        ...models.map((model) => make("option", { value: model })));

function portOf(url: string): string {
    const port = new URL(url).port;
    if (port !== "") return port;
    return url.startsWith("https:") ? "443" : "80";
}

// What has to stand in the setting, where the address leads to this machine.
function showAllowed(form: HTMLElement, kind: Kind): void {
    const written = field(form, "base_url").value.trim();
    const url = written === "" ? kind.base_url : written;
    const shown = get("[data-local-text]", form);
    shown.hidden = !kind.local || !URL.canParse(url);
    if (!shown.hidden) {
        get("[data-net-allow]", form).textContent =
            `FABULA_NET_ALLOW=${new URL(url).hostname}:${portOf(url)}`;
    }
}

function showKind(form: HTMLElement, kind: Kind, text: string): void {
    const has: Record<string, boolean> = {
        text: kind.text, image: kind.image, embedding: kind.embedding,
        key: kind.needs_key || kind.kind !== "ollama", workflow: kind.kind === "comfyui",
        retention: kind.kind === "openrouter",
    };
    for (const part of all("[data-part]", form)) part.hidden = has[part.dataset["part"] ?? ""] !== true;
    get("[data-kind-text]", form).textContent = text;
    get("[data-key-text]", form).textContent =
        t(kind.needs_key ? "providers.key_needed" : "providers.key_optional");
    const page = get<HTMLAnchorElement>("[data-key-page]", form);
    page.hidden = kind.key_page === "";
    page.href = kind.key_page;
    field(form, "base_url").placeholder = kind.base_url;
    fillList(form, "text", kind.text_models);
    fillList(form, "image", kind.image_models);
    fillList(form, "embedding", kind.embedding_models);
    showAllowed(form, kind);
}

function proposeModels(form: HTMLElement, kind: Kind): void {
    for (const task of tasks) {
        field(form, `${task}_model`).value = kind[`${task}_models`][0] ?? "";
    }
}

function workflowOf(text: string): unknown {
    if (text.trim() === "") return {};
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;  // The server says what is wrong with it.
    }
}

function numberOf(input: HTMLInputElement): number | null {
    if (input.value.trim() === "") return null;
    const times = "dollars" in input.dataset ? million : 1;
    return Math.round(Number(input.value) * times);
}

function valuesOf(form: HTMLElement): Values {
    const values: Record<string, unknown> = {};
    for (const input of all<HTMLInputElement>("input[name]", form)) {
        if (input.name === "key") continue;
        if (input.type === "checkbox") values[input.name] = input.checked;
        else if (input.type === "number") values[input.name] = numberOf(input);
        else values[input.name] = input.value.trim();
    }
    values["workflow"] = workflowOf(field<HTMLTextAreaElement>(form, "workflow").value);
    const key = field(form, "key").value.trim();
    if (key !== "") values["key"] = key;
    return values as Values;
}

function fill(form: HTMLElement, known: Connection): void {
    for (const input of all<HTMLInputElement>("input[name]", form)) {
        const value = known[input.name];
        if (input.type === "checkbox") input.checked = value === true;
        else if (typeof value === "number") {
            input.value = String("dollars" in input.dataset ? value / million : value);
        } else if (typeof value === "string") input.value = value;
    }
    const workflow = known["workflow"] as object;
    if (Object.keys(workflow).length > 0) {
        field<HTMLTextAreaElement>(form, "workflow").value = JSON.stringify(workflow, null, 2);
    }
    if (known.has_key) field(form, "key").placeholder = t("providers.key_kept");
}

// What the provider itself says it has, besides the models that are proposed.
async function offerModels(form: HTMLElement, id: string): Promise<void> {
    const { models } = await api<{ models: { id: string }[] }>(
        "list_provider_models", { connection_id: id, limit: 200 });
    if (models.length === 0) return;
    for (const task of tasks) fillList(form, task, models.map((model) => model.id));
}

async function openForm(known: Connection | null): Promise<void> {
    const { kinds } = await api<{ kinds: Kind[] }>("list_provider_kinds");
    const form = stamp<HTMLFormElement>("provider-form");
    const select = field<HTMLSelectElement>(form, "kind");
    if (known !== null) {
        select.value = known.kind;
        get("[data-for-new]", form).hidden = true;
        fill(form, known);
    }
    const shown = (): Kind => {
        const kind = kinds.find((one) => one.kind === select.value);
        if (kind === undefined) throw new Error("no such kind");
        return kind;
    };
    get("[data-workflow-text]", form).textContent = t("providers.workflow_text");
    const show = (): void => {
        for (const input of all<HTMLInputElement>("input", form)) input.setCustomValidity("");
        showKind(form, shown(), select.selectedOptions[0]?.dataset["text"] ?? "");
        if (known === null) proposeModels(form, shown());
    };
    select.addEventListener("change", show);
    field(form, "base_url").addEventListener("input", () => showAllowed(form, shown()));
    show();
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const values = valuesOf(form);
        const sent = known === null ? api("create_provider", { ...values, kind: select.value })
            : apiWithRev("update_provider", { ...values, connection_id: known.id }, known.rev);
        sent.then(() => location.reload(), (error: unknown) => report(error, form));
    });
    openDialog(t(known === null ? "providers.add" : "providers.change"), form);
    // Where it cannot be reached, the proposed models stay.
    if (known !== null) offerModels(form, known.id).catch(() => undefined);
}

export function start(): void {
    for (const select of all<HTMLSelectElement>("select[data-choose]")) {
        const before = select.value;
        select.addEventListener("change", () => guarded(async () => {
            try {
                await choose(select);
            } catch (error) {
                select.value = before;
                throw error;
            }
        }));
    }
    onAct("test-provider", (button) => guarded(() => test(button)));
    onAct("delete-provider", (button) => guarded(() => remove(button)));
    onAct("edit-provider", (button) => guarded(async () =>
        openForm(await api<Connection>("get_provider", { connection_id: idOf(button) }))));
    if (find("template[data-provider-form]") !== null) {
        onAct("add-provider", () => guarded(() => openForm(null)));
    }
}
