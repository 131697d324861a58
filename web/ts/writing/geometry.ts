// The columns of the page as a style sheet: inches of the paper at the size that the writer chose.
import { slots, type PageLayout, type SlotLayout } from "../engine.ts";

// What Courier Prime advances, as a part of its size.
const ownAdvance = 0.6001;

const inches = (value: number): string => `calc(${value.toFixed(4)} * var(--inch))`;

// `wraps`: the browser ends the lines, so that they need a width.
function slotRules(name: string, slot: SlotLayout, wraps: boolean): string {
    const rules = [`--start: ${inches(slot.left)}`, "padding-inline-start: var(--start)"];
    if (slot.align !== 0 || wraps) rules.push(`inline-size: ${inches(slot.right)}`);
    if (slot.align !== 0) rules.push(`text-align: ${slot.align === 1 ? "center" : "end"}`);
    if (slot.upper_case) rules.push("text-transform: uppercase");
    if ((slot.style & 1) !== 0) rules.push("font-weight: 700");
    if ((slot.style & 2) !== 0) rules.push("font-style: italic");
    if ((slot.style & 4) !== 0) rules.push("text-decoration: underline");
    if (slot.line_spacing > 1) rules.push("line-height: calc(2 * var(--leading))");
    let text = `.cm-editor .cm-content .cm-line.at-${name} { ${rules.join("; ")}; }\n`;
    if (slot.first_indent !== 0) {
        text += `.cm-editor .cm-content .cm-line.at-${name}.is-first { text-indent: ${inches(slot.first_indent)}; }\n`;
    }
    // One blank line stands in the text where the page has two.
    if (slot.space_before > 1) {
        text += `.cm-editor .cm-content .cm-line.at-${name}.is-first:not(:first-child) { padding-block-start: ` +
            `calc(${slot.space_before - 1} * var(--leading)); }\n`;
    }
    return text;
}

export function pageStyles(layout: PageLayout): string {
    const size = 12;
    const spacing = layout.cell_points - size * ownAdvance;
    const all = slots.map((name) => slotRules(name, layout.slots[name], layout.joins_lines)).join("");
    return `:host {
    --inch: calc(72 * var(--point));
    --leading: calc(${layout.leading_points} * var(--point));
    --paper-width: ${inches(layout.width)};
    --text-start: ${inches(layout.slots.action.left)};
    --text-end: ${inches(layout.slots.action.right)};
    --more-start: ${inches(layout.more_left)};
    --header-end: ${inches(layout.header_right)};
    --cue-start: ${inches(layout.slots.character.left)};
    --number-start: ${inches(layout.number_left)};
    --number-end: ${inches(layout.number_right)};
    --script-size: calc(${size} * var(--point));
    --script-spacing: calc(${spacing.toFixed(4)} * var(--point));
}
@media (min-width: 761px) {
${all}}
${layout.joins_lines ? ".cm-editor .cm-content .cm-line { white-space: pre-wrap; }\n" : ""}`;
}
