// The language of the interface: a cookie, so that the server's pages follow too; with an account
// it is kept there and comes along to other browsers.
import { api, type Values } from "../lib/api.ts";
import { find, onAct } from "../lib/dom.ts";
import { language } from "../lib/i18n.ts";
import { guarded } from "./toast.ts";

const year = 31_536_000;  // Seconds.

// Empty: as the browser asks.
export function rememberLanguage(name: string): void {
    document.cookie = `fabula_language=${name}; path=/; samesite=lax; ` +
        `max-age=${name === "" ? 0 : year}`;
}

const hasAccount = (): boolean => find('a[href="/me"]') !== null;

export function startLanguage(): void {
    onAct("language", () => guarded(async () => {
        const other = language === "de" ? "en" : "de";
        rememberLanguage(other);
        if (hasAccount()) await api("update_me", { language: other } as Values);
        location.reload();
    }));
}
