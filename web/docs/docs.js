// @ts-check
// The API page: one form for each operation of /openapi.json.
import { example, inWords, resolve } from "./schema.js";

/** @typedef {Record<string, any>} Anything */
/** @typedef {{name: string, in: string, required: boolean, description?: string, schema: Anything}} Parameter */
/** @typedef {{path: string, method: string, row: Anything, parameters: Parameter[]}} Operation */

const shownHeaders = ["content-type", "content-length", "etag", "location", "retry-after",
    "x-request-id"];

// An element with its attributes and children; text stays text.
/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

/** @param {Parameter} parameter @param {Anything} api */
function parameterInput(parameter, api) {
    const schema = resolve(parameter.schema, api);
    const choices = (schema["anyOf"]?.[0] ?? schema)["enum"];
    const common = { name: parameter.name, "data-in": parameter.in };
    if (!choices) return make("input", { ...common, type: "text", autocomplete: "off" });
    const select = make("select", common);
    if (!parameter.required) select.append(make("option", { value: "" }, ""));
    for (const choice of choices) select.append(make("option", { value: choice }, choice));
    return select;
}

/** @param {Operation} operation @param {Anything} api */
function fields(operation, api) {
    const grid = make("div", { class: "api-fields" });
    for (const parameter of operation.parameters) {
        const id = `${operation.row["operationId"]}-${parameter.name}`;
        const input = parameterInput(parameter, api);
        input.id = id;
        if (parameter.in === "path") input.setAttribute("required", "");
        const facts = [parameter.in, inWords(parameter.schema, api), parameter.description ?? ""];
        grid.append(make("label", { for: id }, parameter.name), input,
            make("span", { class: "api-facts" }, facts.filter(Boolean).join(", ")));
    }
    return grid;
}

// What a JSON body may hold, and a text area to write it in.
/** @param {Anything} schema @param {Operation} operation @param {Anything} api */
function jsonBody(schema, operation, api) {
    const whole = resolve(schema, api);
    const list = make("div", { class: "api-fields" });
    for (const [name, field] of Object.entries(whole["properties"] ?? {})) {
        const required = (whole["required"] ?? []).includes(name);
        list.append(make("code", {}, name),
            make("span", { class: "api-facts" }, required ? "required" : "optional"),
            make("span", { class: "api-facts" },
                [inWords(field, api), field["description"] ?? ""].filter(Boolean).join(", ")));
    }
    const id = `${operation.row["operationId"]}-body`;
    const area = make("textarea", { id, name: "body", spellcheck: "false" });
    /** @type {HTMLTextAreaElement} */ (area).value =
        JSON.stringify(example(whole, api), null, 2);
    return [make("label", { for: id }, "JSON body"), list, area];
}

/** @param {Operation} operation @param {Anything} api @returns {Node[]} */
function bodyInputs(operation, api) {
    const content = operation.row["requestBody"]?.["content"];
    if (!content) return [];
    const json = content["application/json"];
    if (json) return jsonBody(json["schema"], operation, api);
    const id = `${operation.row["operationId"]}-file`;
    return [make("label", { for: id }, "File "), make("input", { id, name: "file", type: "file" })];
}

// The request as filled in.
/** @param {HTMLFormElement} form @param {Operation} operation */
function requestOf(form, operation) {
    let path = operation.path;
    const query = new URLSearchParams();
    /** @type {Record<string, string>} */
    const headers = {};
    for (const parameter of operation.parameters) {
        const input = form.elements.namedItem(parameter.name);
        const value = /** @type {HTMLInputElement} */ (input).value;
        if (parameter.in === "path") {
            path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
        } else if (value !== "" && parameter.in === "query") {
            query.append(parameter.name, value);
        } else if (value !== "") {
            headers[parameter.name] = value;
        }
    }
    const text = /** @type {HTMLTextAreaElement | null} */ (form.elements.namedItem("body"))?.value;
    const file = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("file"))?.files?.[0];
    if (text !== undefined) headers["Content-Type"] = "application/json";
    return {
        url: path + (query.toString() !== "" ? `?${query}` : ""),
        method: operation.method.toUpperCase(),
        headers, text, file,
    };
}

/** @param {string} text */
function quoted(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

/** @param {ReturnType<typeof requestOf>} request */
function asCurl(request) {
    const words = ["curl"];
    if (request.method !== "GET") words.push("-X", request.method);
    for (const [name, value] of Object.entries(request.headers)) {
        words.push("-H", quoted(`${name}: ${value}`));
    }
    if (request.text !== undefined) words.push("--data", quoted(request.text));
    if (request.file) words.push("-F", quoted(`file=@${request.file.name}`));
    words.push(quoted(location.origin + request.url));
    return words.join(" ");
}

/** @param {Response} response @returns {Promise<Node>} */
async function showContent(response) {
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("image/")) {
        const address = URL.createObjectURL(await response.blob());
        return make("img", { src: address, alt: "The picture that was answered" });
    }
    if (type.includes("json")) {
        const text = await response.text();
        return make("pre", {}, JSON.stringify(JSON.parse(text), null, 2));
    }
    if (type.startsWith("text/") || type === "") return make("pre", {}, await response.text());
    const content = await response.blob();
    return make("a", { href: URL.createObjectURL(content), download: "" },
        `Save the content, ${content.size} bytes`);
}

/** @param {ReturnType<typeof requestOf>} request @param {HTMLElement} answer */
async function send(request, answer) {
    answer.replaceChildren("Waiting for the answer …");
    const form = new FormData();
    if (request.file) form.append("file", request.file);
    const start = performance.now();
    try {
        const response = await fetch(request.url, {
            method: request.method,
            headers: request.headers,
            body: request.file ? form : request.text,
            redirect: "manual",
        });
        const spent = Math.round(performance.now() - start);
        const headers = shownHeaders.filter((name) => response.headers.has(name))
            .map((name) => `${name}: ${response.headers.get(name)}`).join("\n");
        answer.dataset["good"] = response.ok ? "yes" : "no";
        answer.replaceChildren(
            make("p", { class: "api-status" }, `${response.status} ${response.statusText}, ${spent} ms`),
            make("pre", {}, headers), await showContent(response));
    } catch (error) {
        answer.dataset["good"] = "no";
        answer.replaceChildren(make("p", { class: "api-status" }, `No answer: ${error}`));
    }
}

/** @param {Operation} operation @param {Anything} api */
function operationForm(operation, api) {
    const form = /** @type {HTMLFormElement} */ (make("form", { class: "api-form" }));
    const curl = make("pre", {});
    const answer = make("div", { class: "api-answer", role: "status" });
    const update = () => { curl.textContent = asCurl(requestOf(form, operation)); };
    form.append(fields(operation, api), ...bodyInputs(operation, api), curl,
        make("p", {}, make("button", { class: "button button-ink", type: "submit" }, "Send")),
        answer);
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        void send(requestOf(form, operation), answer);
    });
    update();
    return form;
}

/** @param {Operation} operation @param {Anything} api */
function operationElement(operation, api) {
    const { row, path, method } = operation;
    const element = make("details", { class: "api-operation", id: row["operationId"] },
        make("summary", {},
            make("span", { class: "api-method" }, method.toUpperCase()),
            make("span", { class: "api-path" }, path),
            make("span", { class: "api-access" }, row["x-access"]),
            make("span", { class: "api-summary" }, row["summary"])));
    element.dataset["words"] =
        `${method} ${path} ${row["operationId"]} ${row["summary"]}`.toLowerCase();
    // A form is made when it is first opened: there are many.
    element.addEventListener("toggle", () => {
        if (element.children.length === 1) element.append(operationForm(operation, api));
    });
    return element;
}

/** @param {Anything} api @returns {Map<string, Operation[]>} */
function operationsByTag(api) {
    const groups = new Map();
    for (const [path, methods] of Object.entries(api["paths"])) {
        for (const [method, row] of Object.entries(methods)) {
            const tag = row["tags"][0];
            const list = groups.get(tag) ?? [];
            list.push({ path, method, row, parameters: row["parameters"] ?? [] });
            groups.set(tag, list);
        }
    }
    return groups;
}

/** @param {Anything} api */
function show(api) {
    const place = /** @type {HTMLElement} */ (document.getElementById("operations"));
    const tags = /** @type {HTMLElement} */ (document.getElementById("tags"));
    place.replaceChildren();
    for (const [tag, operations] of operationsByTag(api)) {
        tags.append(make("a", { href: `#tag-${tag}` }, tag));
        place.append(make("section", { "aria-labelledby": `tag-${tag}` },
            make("h2", { class: "api-group", id: `tag-${tag}` }, tag),
            ...operations.map((operation) => operationElement(operation, api))));
    }
    place.setAttribute("aria-busy", "false");
    const list = /** @type {HTMLElement} */ (document.getElementById("problem-list"));
    for (const { status, type, title } of api["x-problems"]) {
        list.append(make("div", { id: `problem-${type}` }, make("dt", {}, String(status)),
            make("dd", {}, make("code", {}, type)), make("dd", {}, title)));
    }
}

function watchFind() {
    const find = /** @type {HTMLInputElement} */ (document.getElementById("find"));
    find.addEventListener("input", () => {
        const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const section of document.querySelectorAll("main section")) {
            let shown = 0;
            for (const element of section.querySelectorAll("details")) {
                const text = element.dataset["words"] ?? "";
                element.hidden = !words.every((word) => text.includes(word));
                if (!element.hidden) ++shown;
            }
            /** @type {HTMLElement} */ (section).hidden = shown === 0;
        }
    });
}

// "/docs#get_project" opens that operation, "#problem-stale" goes to that line.
function followAddress() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
    // A line of the list has no box of its own, its first cell has.
    (target?.matches("dl > div") ? target.firstElementChild : target)?.scrollIntoView();
}

async function start() {
    const fixed = localStorage.getItem("fabula.theme");
    if (fixed) document.documentElement.dataset["theme"] = JSON.parse(fixed);
    const response = await fetch("/openapi.json");
    show(await response.json());
    watchFind();
    followAddress();
    addEventListener("hashchange", followAddress);
}

start().catch((error) => {
    const place = /** @type {HTMLElement} */ (document.getElementById("operations"));
    place.replaceChildren(make("p", {}, `The list could not be read: ${error}`));
});
