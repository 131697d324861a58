// System, light or dark: one button goes round.
import { all, onAct } from "../lib/dom.ts";
import { t, type TextKey } from "../lib/i18n.ts";
import { keep, recall } from "../lib/memory.ts";

type Theme = "system" | "light" | "dark";

const names: Record<Theme, TextKey> =
    { system: "theme.system", light: "theme.light", dark: "theme.dark" };

function apply(theme: Theme): void {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    for (const element of all("[data-theme-name]")) element.textContent = t(names[theme]);
}

export function turnTheme(): void {
    const order: Theme[] = ["system", "light", "dark"];
    const next = order[(order.indexOf(recall<Theme>("theme", "system")) + 1) % 3] ?? "system";
    keep("theme", next);
    apply(next);
}

export function startTheme(): void {
    apply(recall<Theme>("theme", "system"));
    onAct("theme", turnTheme);
}
