// Cards begun and named in place: Enter keeps and begins the next one, Escape leaves.
import { find, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { addCard, changeCard } from "./acts.ts";
import { allCards, currentCard, findCard, focusCard, scenesIn, type Card, type Place }
    from "./cards.ts";

interface Asked {
    label: string;
    value: string;
    keep: (title: string) => void;
    leave: () => void;
}

function askTitle({ label, value, keep, leave }: Asked): HTMLInputElement {
    const field = make("input", { type: "text", class: "plan-field", maxlength: "2000",
                                  "aria-label": label, placeholder: label, autocomplete: "off" });
    field.value = value;
    let done = false;
    const end = (act: () => void): void => {
        if (done) return;
        done = true;
        field.dataset["done"] = "";
        act();
    };
    field.addEventListener("keydown", (event) => {
        if (event.isComposing) return;
        if (event.key === "Escape") end(leave);
        if (event.key !== "Enter") return;
        event.preventDefault();
        const title = field.value.trim();
        end(() => title === "" ? leave() : keep(title));
    });
    // What was typed and then left is kept, not lost.
    field.addEventListener("blur", () => {
        const title = field.value.trim();
        end(() => title === "" || title === value ? leave() : keep(title));
    });
    return field;
}

function lineFor(behind: HTMLElement | null, field: HTMLInputElement): HTMLElement {
    const row = behind?.closest("tr") ?? null;
    if (row !== null || find("[data-cards] tbody") !== null) {
        const line = make("tr", { class: "plan-row is-new", role: "row" },
                          make("td", { role: "gridcell" }),
                          make("td", { role: "gridcell", colspan: "4" }, field));
        if (row !== null) row.after(line);
        else find("[data-cards] tbody")?.append(line);
        return line;
    }
    const line = make("li", { class: "plan-new" }, field);
    const item = behind?.closest("li") ?? null;
    const list = behind?.closest("[data-column]")?.querySelector("ul")
        ?? find("[data-cards] .plan-column:last-of-type ul");
    if (item !== null) item.after(line);
    else if (behind !== null) list?.prepend(line);
    else if (list !== null && list !== undefined) list.append(line);
    else find("[data-cards]")?.append(make("ul", { class: "plan-cards" }, line));
    return line;
}

interface Wanted {
    kind: "scene" | "section";
    place: Place;
    behind: Card | null;
}

function begin({ kind, place, behind }: Wanted): void {
    const label = t(kind === "scene" ? "board.new_card" : "board.new_section");
    const field = askTitle({ label, value: "",
        keep: (title) => {
            void addCard(title, kind, place).then(() => {
                line.remove();
                const made = currentCard();
                if (kind === "scene" && made !== null && made.title === title) newCardBehind(made);
            });
        },
        leave: () => {
            line.remove();
            focusCard(behind === null ? null : findCard(behind.id));
        } });
    const line = lineFor(behind?.element ?? null, field);
    field.focus();
    field.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// A scene behind a scene; below a section its first one.
export function newCardBehind(card: Card): void {
    const place = card.kind === "section" ? { parent: card.id, position: 1 }
        : { parent: card.parent, position: card.position + 1 };
    begin({ kind: "scene", place, behind: card });
}

// A section behind a section; of a scene, behind the section that it stands in.
export function newSectionBehind(card: Card): void {
    const section = card.kind === "section" ? card : findCard(card.parent);
    if (section === null) return newSection();
    begin({ kind: "section", behind: card,
            place: { parent: section.parent, position: section.position + 1 } });
}

// At the end of all.
export function newSection(): void {
    const top = allCards().filter(({ parent }) => parent === "").length;
    begin({ kind: "section", place: { parent: "", position: top + 1 }, behind: null });
}

// Behind the card that was used last; else at the end.
export function newCard(used: Card | null): void {
    const known = used === null ? null : findCard(used.id);
    const end = known ?? allCards().at(-1) ?? null;
    if (end !== null) return newCardBehind(end);
    begin({ kind: "scene", place: { parent: "", position: scenesIn("") + 1 }, behind: null });
}

export function rename(card: Card): void {
    const title = find(".plan-title, .slug-small", card.element);
    if (title === null) return;
    const back = (): void => {
        field.replaceWith(title);
        focusCard(findCard(card.id));
    };
    const field = askTitle({ label: t("board.title"), value: card.title, leave: back,
        keep: (text) => {
            back();
            if (text !== card.title) void changeCard(card, { title: text });
        } });
    title.replaceWith(field);
    field.focus();
    field.select();
}
