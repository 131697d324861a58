// The pages in front of the house: signing in, joining by an invitation, setting up.
import { api, Problem, type Values } from "./lib/api.ts";
import { all, find, get } from "./lib/dom.ts";
import { t } from "./lib/i18n.ts";

type Name = "sign_in" | "accept_invitation" | "set_up" | "sign_up" | "use_password_reset";

function valuesOf(form: HTMLFormElement): Values {
    const values: Values = {};
    for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && value !== "") values[name] = value;
    }
    return values;
}

// At its field where the answer names one, else above the button; what was typed stays.
function refuse(form: HTMLFormElement, error: unknown): void {
    const problem = error instanceof Problem ? error : null;
    const text = problem?.message ?? t("problem.unknown");
    const box = get("[data-refused]", form);
    box.textContent = text;
    box.hidden = false;
    const field = problem === null || problem.field === "" ? null
        : find<HTMLInputElement>(`[name="${CSS.escape(problem.field)}"]`, form);
    // The field for a code is shown once the server asks for one.
    field?.closest<HTMLElement>("[data-code]")?.removeAttribute("hidden");
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
}

async function send(form: HTMLFormElement): Promise<void> {
    const { first_project: title = "", ...values } = valuesOf(form);
    await api(form.dataset["form"] as Name, values);
    let next = form.dataset["next"] ?? "/";
    if (title !== "") {
        const project = await api<{ id: string }>("create_project", { title });
        next = `/p/${project.id}/write`;
    }
    location.assign(next);
}

for (const form of all<HTMLFormElement>("form[data-form]")) {
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const button = get<HTMLButtonElement>("button[type=submit]", form);
        button.disabled = true;
        get("[data-refused]", form).hidden = true;
        for (const field of all("[aria-invalid]", form)) field.removeAttribute("aria-invalid");
        send(form).catch((error: unknown) => {
            button.disabled = false;
            refuse(form, error);
        });
    });
}
