// One's own account: name, password, where one is signed in.
import { api } from "../lib/api.ts";
import { find, get, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { guarded, report, toast } from "../parts/toast.ts";

function onForm(name: string, act: (form: HTMLFormElement) => Promise<void>): void {
    const form = find<HTMLFormElement>(`form[data-form="${name}"]`);
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        act(form).catch((error: unknown) => report(error, form));
    });
}

const valueOf = (form: HTMLFormElement, name: string): string =>
    get<HTMLInputElement>(`[name="${name}"]`, form).value;

export function start(): void {
    onForm("update_me", async (form) => {
        await api("update_me", { name: valueOf(form, "name") });
        location.reload();
    });
    onForm("change_password", async (form) => {
        await api("change_password", { password: valueOf(form, "password"),
                                       new_password: valueOf(form, "new_password") });
        form.reset();
        toast(t("me.password_changed"));
    });
    onAct("end-session", (button) => guarded(async () => {
        const row = button.closest<HTMLElement>("[data-session]");
        await api("end_session", { session_id: row?.dataset["session"] ?? "" });
        row?.remove();
    }));
    onAct("end-others", () => guarded(async () => {
        await api("end_other_sessions");
        location.reload();
    }));
    onAct("sign-out", () => guarded(async () => {
        await api("sign_out");
        location.assign("/login");
    }));
}
