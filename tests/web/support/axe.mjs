// What axe finds on a page that keeps somebody out.
import fs from "node:fs";
import { createRequire } from "node:module";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The content policy keeps strangers' scripts out, and axe comes through the debugger.
export async function seriousFindings(page) {
    await page.evaluate(axe);
    // Below the bar that stays at the top, a field may show no more than its edge.
    await page.evaluate(() => scrollTo(0, 0));
    // To preload style sheets axe would write some of its own into the page, which refuses them.
    const { violations } = await page.evaluate(() => window.axe.run(document, {
        preload: false,
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) =>
            `${id}: ${nodes.slice(0, 3).map(({ target }) => target).join(", ")}`);
}
