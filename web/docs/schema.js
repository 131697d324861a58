// @ts-check
// Reads JSON schemas: what they ask for, in words, and an example to start from.

/** @typedef {Record<string, any>} Schema */

/** @param {Schema} schema @param {Schema} document @returns {Schema} */
export function resolve(schema, document) {
    const reference = schema["$ref"];
    if (typeof reference !== "string") return schema;
    return reference.slice(2).split("/").reduce((at, key) => at[key], document);
}

// The schema without "or null".
/** @param {Schema} schema @returns {Schema} */
function plain(schema) {
    const choices = schema["anyOf"];
    return Array.isArray(choices) ? choices[0] : schema;
}

/** @param {Schema} schema @param {Schema} document @returns {string} */
export function inWords(schema, document) {
    const one = plain(resolve(schema, document));
    const words = [];
    if (one["enum"]) words.push(one["enum"].join(" | "));
    else if (one["type"]) words.push([one["type"]].flat().join(" or "));
    if (one["format"]) words.push(`(${one["format"]})`);
    if (one["maxLength"]) words.push(`of ${one["minLength"] ?? 0} to ${one["maxLength"]} characters`);
    if (one["minimum"] !== undefined) words.push(`from ${one["minimum"]}`);
    if (one["maximum"] !== undefined) words.push(`to ${one["maximum"]}`);
    if (one["default"] !== undefined) words.push(`default ${one["default"]}`);
    if (schema["anyOf"]) words.push("or null");
    return words.join(" ");
}

/** @param {Schema} schema @param {Schema} document @returns {unknown} */
export function example(schema, document) {
    const one = plain(resolve(schema, document));
    if (one["enum"]) return one["enum"][0];
    switch ([one["type"]].flat()[0]) {
        case "object": return exampleObject(one, document);
        case "array": return [];
        case "integer":
        case "number": return Math.max(one["minimum"] ?? 0, 0);
        case "boolean": return false;
        case "string": return "";
        default: return {};
    }
}

/** @param {Schema} schema @param {Schema} document */
function exampleObject(schema, document) {
    /** @type {Record<string, unknown>} */
    const out = {};
    for (const name of schema["required"] ?? []) {
        out[name] = example(schema["properties"][name], document);
    }
    return out;
}
