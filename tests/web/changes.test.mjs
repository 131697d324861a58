// Changes of the server held against the package that the editor is built on: the same changes of
// the same texts must have the same effect.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { ChangeSet, Text } from "@codemirror/state";

const peer = path.join(path.dirname(process.env.FABULA_PROGRAM ?? "build/fabula"),
    "tests/changes_peer");

// A small generator of numbers, the same in every run (Park and Miller).
function numbersFrom(seed) {
    let state = seed;
    return (below) => {
        state = state * 48271 % 2147483647;
        return state % below;
    };
}

const letters = ["a", "b", "é", "\n", "𝄞", " ", "z"];
const textOf = (random, count) =>
    Array.from({ length: count }, () => letters[random(letters.length)]).join("");

// Replacements at random places, never inside a letter.
function changeOf(random, text) {
    const parts = [];
    const left = [...text];
    do {
        const length = left.splice(0, random(4)).join("").length;
        if (random(2) === 0) {
            if (length > 0) parts.push(length);
        } else {
            const inserted = textOf(random, random(3));
            if (length > 0 || inserted !== "") {
                parts.push(inserted === "" ? [length] : [length, ...inserted.split("\n")]);
            }
        }
    } while (left.length > 0);
    return ChangeSet.fromJSON(parts);
}

const textOfDoc = (change, doc) => change.apply(doc).toString();

function expected({ doc, a, b, next }) {
    const positions = [];
    for (let at = 0; at <= a.length; ++at) positions.push(a.mapPos(at), a.mapPos(at, 1));
    const afterB = b.apply(doc);
    return {
        applied: textOfDoc(a, doc),
        composed: textOfDoc(a.compose(next), doc),
        mapped: textOfDoc(a.map(b), afterB),
        mapped_before: textOfDoc(a.map(b, true), afterB),
        positions,
    };
}

test("20,000 pairs of changes have the effect that the editor gives them", () => {
    const random = numbersFrom(20260731);
    const cases = Array.from({ length: 20000 }, () => {
        const text = textOf(random, random(10));
        const a = changeOf(random, text);
        const b = changeOf(random, text);
        const doc = Text.of(text.split("\n"));
        const next = changeOf(random, textOfDoc(a, doc));
        return { text, doc, a, b, next };
    });
    const input = cases.map(({ text, a, b, next }) => JSON.stringify({ text, a, b, next }));
    const ran = spawnSync(peer, { input: `${input.join("\n")}\n`, encoding: "utf8",
        maxBuffer: 1 << 28 });
    assert.equal(ran.status, 0, ran.stderr);
    const answers = ran.stdout.trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(answers.length, cases.length);
    cases.forEach((one, index) =>
        assert.deepEqual(answers[index], expected(one), input[index]));
});
