// The pages of the comic as the server lays them out, and the page's pictures of them.
import { api } from "../lib/api.ts";
import { all, find, get, make, projectId } from "../lib/dom.ts";
import { language, t } from "../lib/i18n.ts";

export interface Panel {
    shot_id: string;
    shot_number: string;
    x: number;
    y: number;
    width: number;
    height: number;
    rough: boolean;
}

export interface Page {
    number: number;
    width: number;
    height: number;
    panels: Panel[];
    alternative: string;
}

interface Book {
    tag: string;
    languages: string[];
    pages: Page[];
}

type Watch = (pages: Page[]) => void;

let shown: Book = { tag: "", languages: [], pages: [] };
let inLanguage = "";
const watchers: Watch[] = [];

export const pages = (): Page[] => shown.pages;

export const pageOf = (shot: string): Page | undefined =>
    shown.pages.find(({ panels }) => panels.some(({ shot_id: id }) => id === shot));

export const pageElement = (number: number): HTMLElement | null =>
    find(`#comic-${number}`);

// Of the lettering; empty: as it was written.
export const comicLanguage = (): string => inLanguage;

export const bookLanguages = (): string[] => shown.languages;

export function languageName(code: string): string {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
}

export function setComicLanguage(code: string): Promise<void> {
    inLanguage = code;
    return readBook();
}

// Told of every layout that is read.
export function watchBook(watch: Watch): void {
    watchers.push(watch);
}

const address = (page: number, kind: string): string =>
    `/api/v1/projects/${projectId}/comic/pages/${page}.${kind}`;

// The picture is replaced once the new one is there, so that nothing flickers.
function showPicture(image: HTMLImageElement, url: string): void {
    if (image.getAttribute("src") === url) return;
    const next = new Image();
    next.addEventListener("load", () => { image.src = url; });
    next.src = url;
}

function showPage(page: Page, version: string): void {
    const { number, width, height, alternative } = page;
    const size = { width: String(Math.round(width)), height: String(Math.round(height)) };
    let figure = pageElement(number);
    if (figure === null) {
        const picture = make("img", { ...size, alt: alternative, loading: "lazy" });
        figure = make("figure", { class: "comic-page", id: `comic-${number}`,
                                  "data-number": String(number) }, picture);
        get("[data-stage]").append(figure);
        const small = make("img", { ...size, alt: "", loading: "lazy" });
        get(".comic-list").append(make("li", {}, make("a", {
            class: "comic-thumb", href: `#comic-${number}`, "data-to": String(number) }, small,
            make("span", { class: "figure" }, String(number)))));
    }
    const spoken = inLanguage === "" ? "" : `language=${encodeURIComponent(inLanguage)}&`;
    const picture = get<HTMLImageElement>("img", figure);
    picture.alt = alternative;
    picture.width = Math.round(width);
    picture.height = Math.round(height);
    showPicture(picture, `${address(number, "svg")}?${spoken}v=${version}`);
    const small = find<HTMLImageElement>(`.comic-thumb[data-to="${number}"] img`);
    if (small !== null) showPicture(small, `${address(number, "png")}?${spoken}width=200&v=${version}`);
}

// Reads the layout, and shows what differs from before.
export async function readBook(): Promise<void> {
    const book = await api<Book>("get_comic", { project_id: projectId, language: inLanguage });
    const before = shown;
    shown = book;
    if (before.tag !== book.tag) {
        const version = book.tag.slice(0, 12);
        for (const page of book.pages) showPage(page, version);
        for (const figure of all(".comic-page")) {
            const number = Number(figure.dataset["number"]);
            if (number <= book.pages.length) continue;
            figure.remove();
            find(`.comic-thumb[data-to="${number}"]`)?.closest("li")?.remove();
        }
        const count = find("[data-comic-count]");
        if (count !== null) count.textContent = t("comic.of", { count: book.pages.length });
    }
    for (const watch of watchers) watch(book.pages);
}
