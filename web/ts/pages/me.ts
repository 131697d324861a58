// One's own account: name, password, where one is signed in, keys.
import { api, type Values } from "../lib/api.ts";
import { find, get, make, onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { rememberLanguage } from "../parts/language.ts";
import { guarded, report, toast } from "../parts/toast.ts";

function onForm(name: string, act: (form: HTMLFormElement) => Promise<void>): void {
    const form = find<HTMLFormElement>(`form[data-form="${name}"]`);
    form?.addEventListener("submit", (event) => {
        event.preventDefault();
        act(form).catch((error: unknown) => report(error, form));
    });
}

const valueOf = (form: HTMLFormElement, name: string): string =>
    get<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`, form).value;

const dayLength = 24 * 60 * 60 * 1000;

// The key is shown once; the list is up to date at the next visit of the page.
async function createKey(form: HTMLFormElement): Promise<void> {
    const days = Number(valueOf(form, "expires_at"));
    const wish: Values = { name: valueOf(form, "name"), scope: valueOf(form, "scope") };
    if (days > 0) wish["expires_at"] = new Date(Date.now() + days * dayLength).toISOString();
    const made = await api<{ key: string }>("create_key", wish);
    const shown = get<HTMLInputElement>("#keys [data-link]");
    shown.value = made.key;
    get("#keys [data-link-box]").hidden = false;
    form.reset();
    shown.focus();
    shown.select();
}

const svg = "http://www.w3.org/2000/svg";

function drawQr(size: number, path: string): SVGSVGElement {
    const picture = document.createElementNS(svg, "svg");
    picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
    const dark = document.createElementNS(svg, "path");
    dark.setAttribute("d", path);
    picture.append(dark);
    return picture;
}

interface Enrolment { key: string; qr_size: number; qr_path: string }

async function beginFactor(form: HTMLFormElement): Promise<void> {
    const made = await api<Enrolment>("begin_second_factor",
                                      { password: valueOf(form, "password") });
    form.hidden = true;
    get("[data-qr]").replaceChildren(drawQr(made.qr_size, made.qr_path));
    get("[data-factor-key]").textContent = made.key.replace(/(.{4})(?=.)/g, "$1 ");
    get("[data-enrol]").hidden = false;
    get<HTMLInputElement>("[data-enrol] [name=code]").focus();
}

function showCodes(codes: string[]): void {
    get("[data-codes]").replaceChildren(
        ...codes.map((code) => make("li", {}, make("code", {}, code))));
    const box = get("[data-codes-box]");
    box.hidden = false;
    box.tabIndex = -1;
    box.focus();
}

function watchFactor(): void {
    onForm("begin_second_factor", beginFactor);
    onForm("confirm_second_factor", async (form) => {
        const made = await api<{ codes: string[] }>("confirm_second_factor",
                                                    { code: valueOf(form, "code") });
        get("[data-enrol]").hidden = true;
        showCodes(made.codes);
    });
    onForm("renew_recovery_codes", async (form) => {
        const made = await api<{ codes: string[] }>("renew_recovery_codes",
                                                    { code: valueOf(form, "code") });
        form.reset();
        showCodes(made.codes);
    });
    onForm("remove_second_factor", async (form) => {
        await api("remove_second_factor", { password: valueOf(form, "password"),
                                            code: valueOf(form, "code") });
        location.reload();
    });
}

async function choose(house: string): Promise<void> {
    await api("choose_organization", { organization_id: house });
    location.assign("/");
}

export function start(): void {
    watchFactor();
    onForm("create_organization", async (form) => {
        const made = await api<{ id: string }>("create_organization",
                                               { name: valueOf(form, "name") });
        await choose(made.id);
    });
    onAct("choose-house", (button) => guarded(() =>
        choose(button.closest<HTMLElement>("[data-house]")?.dataset["house"] ?? "")));
    onForm("create_key", createKey);
    onAct("revoke-key", (button) => guarded(async () => {
        const row = button.closest<HTMLElement>("[data-key]");
        await api("revoke_key", { key_id: row?.dataset["key"] ?? "" });
        row?.remove();
        toast(t("program_keys.revoked"));
    }));
    onForm("link_supabase", async (form) => {
        await api("link_supabase", { token: valueOf(form, "token"),
                                     password: valueOf(form, "password") });
        location.reload();
    });
    onAct("unlink-supabase", () => guarded(async () => {
        await api("unlink_supabase");
        location.reload();
    }));
    onForm("update_me", async (form) => {
        const language = valueOf(form, "language");
        await api("update_me", { name: valueOf(form, "name"),
                                 language: language === "" ? null : language } as unknown as Values);
        rememberLanguage(language);
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
