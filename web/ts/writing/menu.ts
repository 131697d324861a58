// A menu below a button: arrows move in it, Escape and a click elsewhere close it.
import { make } from "../lib/dom.ts";

export interface MenuItem {
    name: string;
    key?: string;       // As written on keys: "Ctrl+Enter".
    checked?: boolean;  // Absent: an act, else a switch.
    act: () => void;
}

let open: HTMLElement | null = null;

export function closeMenu(): void {
    open?.remove();
    open = null;
}

function itemOf({ name, key, checked, act }: MenuItem): HTMLElement {
    const item = make("button", { class: "menu-item", type: "button", tabindex: "-1",
        role: checked === undefined ? "menuitem" : "menuitemcheckbox" }, make("span", {}, name));
    if (checked !== undefined) item.setAttribute("aria-checked", String(checked));
    if (key !== undefined) item.append(make("kbd", {}, key));
    item.addEventListener("click", () => {
        closeMenu();
        act();
    });
    return item;
}

export function openMenu(button: HTMLElement, label: string, items: MenuItem[]): void {
    const again = open !== null && open.dataset["for"] === label;
    closeMenu();
    if (again) return;
    const menu = make("div", { class: "menu", role: "menu", "aria-label": label, "data-for": label },
        ...items.map(itemOf));
    document.body.append(menu);
    open = menu;
    const box = button.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
    const below = box.bottom + menu.offsetHeight + 12 < innerHeight;
    menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - menu.offsetHeight - 4)}px`;
    const list = [...menu.querySelectorAll<HTMLElement>(".menu-item")];
    list[0]?.focus();
    menu.addEventListener("keydown", (event) => {
        const at = list.indexOf(document.activeElement as HTMLElement);
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
        if (event.key === "Escape" || event.key === "Tab") {
            closeMenu();
            button.focus();
            event.preventDefault();
        } else if (to !== undefined) {
            event.preventDefault();
            list[(to + list.length) % list.length]?.focus();
        }
        event.stopPropagation();
    });
}

document.addEventListener("pointerdown", (event) => {
    if (open !== null && !event.composedPath().includes(open)) closeMenu();
});
