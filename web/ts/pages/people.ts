// Who belongs here: roles, invitations, leaving.
import { api } from "../lib/api.ts";
import { all, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { startAutosave } from "../parts/autosave.ts";
import { guarded, toast } from "../parts/toast.ts";

const project = (): string => get("#main").dataset["projectId"] ?? "";

const userOf = (element: HTMLElement): string =>
    element.closest<HTMLElement>("[data-user]")?.dataset["user"] ?? "";

async function setRole(user: string, role: string): Promise<void> {
    if (project() === "") await api("set_member_role", { user_id: user, role });
    else await api("set_project_role", { project_id: project(), user_id: user, role });
}

function watchRole(select: HTMLSelectElement): void {
    let before = select.value;
    select.addEventListener("change", () => guarded(async () => {
        try {
            await setRole(userOf(select), select.value);
            before = select.value;
            toast(t("people.role_changed"));
        } catch (error) {
            select.value = before;
            throw error;
        }
    }));
}

async function remove(button: HTMLElement): Promise<void> {
    const user = userOf(button);
    if (project() === "") await api("remove_member", { user_id: user });
    else await api("remove_project_member", { project_id: project(), user_id: user });
    button.closest("[data-user]")?.remove();
}

function showLink(box: HTMLElement, path: string): void {
    const link = get<HTMLInputElement>("input", box);
    link.value = location.origin + path;
    box.hidden = false;
    link.focus();
    link.select();
}

async function invite(form: HTMLFormElement): Promise<void> {
    const role = get<HTMLSelectElement>("[name=role]", form).value;
    const made = await api<{ path: string }>("create_invitation", project() === ""
        ? { role } : { role, project_id: project() });
    showLink(get("[data-link-box]"), made.path);
}

function watchRules(select: HTMLSelectElement): void {
    let before = select.value;
    select.addEventListener("change", () => guarded(async () => {
        try {
            await api("set_house_rules", { sign_up: select.value });
            before = select.value;
            toast(t("rules.saved"));
        } catch (error) {
            select.value = before;
            throw error;
        }
    }));
}

function startHouse(form: HTMLFormElement): void {
    const id = form.dataset["house"] ?? "";
    form.addEventListener("submit", (event) => event.preventDefault());
    startAutosave(form, (values) => api("update_organization", { organization_id: id, ...values }));
}

export function start(): void {
    all<HTMLFormElement>("form[data-house]").forEach(startHouse);
    all<HTMLSelectElement>("select[data-sign-up]").forEach(watchRules);
    onAct("reset-password", (button) => guarded(async () => {
        const made = await api<{ path: string }>("create_password_reset_link",
                                                 { user_id: userOf(button) });
        showLink(get("[data-reset-box]"), made.path);
    }));
    all<HTMLSelectElement>("select[data-role]").forEach(watchRole);
    onAct("remove-person", (button) => guarded(() => remove(button)));
    onAct("revoke", (button) => guarded(async () => {
        const row = button.closest<HTMLElement>("[data-invitation]");
        await api("revoke_invitation", { invitation_id: row?.dataset["invitation"] ?? "" });
        row?.remove();
    }));
    for (const form of all<HTMLFormElement>('form[data-form="invite"]')) {
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            guarded(() => invite(form));
        });
    }
}
