// The other language of the interface: a cookie, so that the server's pages follow too.
import { onAct } from "../lib/dom.ts";
import { language } from "../lib/i18n.ts";

const year = 31_536_000;  // Seconds.

export function startLanguage(): void {
    onAct("language", () => {
        const other = language === "de" ? "en" : "de";
        document.cookie = `fabula_language=${other}; path=/; max-age=${year}; samesite=lax`;
        location.reload();
    });
}
