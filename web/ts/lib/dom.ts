// Finding and making elements.

export function find<E extends Element = HTMLElement>(
    selector: string, from: ParentNode = document): E | null {
    return from.querySelector<E>(selector);
}

// For what the template of the page is sure to hold.
export function get<E extends Element = HTMLElement>(
    selector: string, from: ParentNode = document): E {
    const found = from.querySelector<E>(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
}

export function all<E extends Element = HTMLElement>(
    selector: string, from: ParentNode = document): E[] {
    return [...from.querySelectorAll<E>(selector)];
}

// The first element of <template data-NAME>, copied.
export function stamp<E extends Element = HTMLElement>(name: string): E {
    const content = get<HTMLTemplateElement>(`template[data-${name}]`).content;
    return document.importNode(content, true).firstElementChild as E;
}

type Attributes = Record<string, string | boolean>;

export function make<K extends keyof HTMLElementTagNameMap>(
    tag: K, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === true) element.setAttribute(name, "");
        else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
}

export function icon(name: string, small = true): SVGSVGElement {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", small ? "icon icon-small" : "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `${document.body.dataset["sprite"] ?? ""}#${name}`);
    svg.append(use);
    return svg;
}

export const projectId = document.body.dataset["project"] ?? "";

// What acts on a click anywhere: <button data-act="NAME">.
export function onAct(name: string, act: (target: HTMLElement) => void): void {
    document.addEventListener("click", (event) => {
        const target = (event.target as Element).closest<HTMLElement>(`[data-act="${name}"]`);
        if (target !== null) act(target);
    });
}

export function isTyping(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    if (target instanceof HTMLInputElement) {
        return !["radio", "checkbox", "button", "submit", "file"].includes(target.type);
    }
    return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
