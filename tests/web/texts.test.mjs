// Every language has the same texts with the same places for values.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

const folder = new URL("../../web/i18n/", import.meta.url);
const read = (name) => JSON.parse(fs.readFileSync(new URL(name, folder), "utf8"));
const english = read("en.json");

// The names of the values that a text takes; what stands inside of a plural is no name.
function places(text) {
    const names = new Set();
    let depth = 0;
    for (let at = 0; at < text.length; ++at) {
        if (text[at] === "{" && depth++ === 0) names.add(/^\w+/.exec(text.slice(at + 1))?.[0]);
        if (text[at] === "}") --depth;
    }
    return [...names].sort();
}

for (const name of fs.readdirSync(folder).filter((file) => file !== "en.json")) {
    test(`${name} says all that English says, in the same order`, () => {
        assert.deepEqual(Object.keys(read(name)), Object.keys(english));
    });

    test(`${name} has the values of each English text`, () => {
        const own = read(name);
        for (const [key, text] of Object.entries(english)) {
            assert.deepEqual(places(own[key]), places(text), key);
            assert.equal(own[key].includes("other {"), text.includes("other {"), key);
        }
    });
}
