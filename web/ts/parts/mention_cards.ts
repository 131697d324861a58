// Names of the cast and of places in texts that are read become links, and show who or what it is:
// a card at the pointer or the focus, which stays while it is pointed at and goes with Escape.
import { apiList } from "../lib/api.ts";
import { all, make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";

interface Thing {
    id: string;
    name: string;
    aliases: string[];
    description: string;
    image_url?: string | null;
    world_id?: string | null;
    kind?: string;
}

interface Known {
    thing: Thing;
    url: string;
    what: string;
}

const texts = "#mentioned-in .search-quote, .scene-synopsis, .spoken-line p";
const waits = 300;  // Milliseconds before a card opens or closes.
const describedMax = 240;

async function knownNames(): Promise<Map<string, Known>> {
    const [people, places] = await Promise.all([
        apiList<Thing>("list_characters", "characters", { project_id: projectId }),
        apiList<Thing>("list_locations", "locations", { project_id: projectId }),
    ]);
    const known = new Map<string, Known>();
    const add = (thing: Thing, url: string, what: string): void => {
        for (const name of [thing.name, ...thing.aliases]) {
            for (const written of [name, name.toLocaleUpperCase()]) {
                if (name.length < 2 || known.has(written)) continue;
                known.set(written, { thing, url, what });
            }
        }
    };
    for (const one of people) add(one, `/p/${projectId}/cast/${one.id}`, t("names.character"));
    for (const one of places) add(one, `/w/${one.world_id ?? ""}/e/${one.id}`, t("names.place"));
    return known;
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// The longest name first, as a whole word.
function patternOf(names: Iterable<string>): RegExp {
    const list = [...names].sort((a, b) => b.length - a.length).map(escaped);
    return new RegExp(`(?<![\\p{L}\\p{N}])(${list.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

function linkNames(root: HTMLElement, pattern: RegExp, known: Map<string, Known>): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode() !== null) nodes.push(walker.currentNode as Text);
    for (const node of nodes) {
        if (node.parentElement?.closest("a, button") !== null) continue;
        const parts = node.data.split(pattern);
        if (parts.length === 1) continue;
        node.replaceWith(...parts.map((part) => {
            const found = known.get(part);
            if (found === undefined || found.url === location.pathname) return part;
            const link = make("a", { class: "mention", href: found.url }, part);
            startCard(link, found);
            return link;
        }));
    }
}

let open: { card: HTMLElement; link: HTMLElement } | null = null;

function close(): void {
    open?.card.remove();
    open?.link.removeAttribute("aria-describedby");
    open = null;
}

function show(link: HTMLElement, { thing, what }: Known, keep: () => void,
              leave: () => void): void {
    close();
    const words = thing.description.length > describedMax
        ? `${[...thing.description].slice(0, describedMax).join("")}…` : thing.description;
    const card = make("div", { class: "mention-card", role: "tooltip", id: "mention-card" });
    const image = thing.image_url ?? "";
    if (image !== "") card.append(make("img", { src: image, alt: "" }));
    card.append(make("div", {}, make("strong", {}, thing.name), " ",
        make("span", { class: "small quiet" }, what), make("p", { class: "small" }, words)));
    card.addEventListener("pointerenter", keep);
    card.addEventListener("pointerleave", leave);
    document.body.append(card);
    link.setAttribute("aria-describedby", card.id);
    const edge = 12;
    const at = link.getBoundingClientRect();
    const below = at.bottom + card.offsetHeight + edge < innerHeight;
    const top = below ? at.bottom : at.top - card.offsetHeight;
    const left = Math.min(at.left, innerWidth - card.offsetWidth - edge);
    card.style.setProperty("--below", `${Math.max(edge, top)}px`);
    card.style.setProperty("--beside", `${Math.max(edge, left)}px`);
    open = { card, link };
}

function startCard(link: HTMLElement, known: Known): void {
    let timer = 0;
    const stop = (): void => clearTimeout(timer);
    const later = (act: () => void): void => {
        stop();
        timer = window.setTimeout(act, waits);
    };
    const leave = (): void => later(() => { if (open?.link === link) close(); });
    const enter = (): void => later(() => {
        if (open?.link !== link) show(link, known, stop, leave);
    });
    link.addEventListener("pointerenter", enter);
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", enter);
    link.addEventListener("blur", leave);
}

export function startMentionCards(): void {
    const fields = all(texts);
    if (projectId === "" || fields.length === 0) return;
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || open === null) return;
        event.preventDefault();
        close();
    });
    addEventListener("scroll", close, { passive: true, capture: true });
    knownNames().then((known) => {
        if (known.size === 0) return;
        const pattern = patternOf(known.keys());
        for (const field of fields) linkNames(field, pattern, known);
    }, () => undefined);  // Without the names the texts are plain.
}
