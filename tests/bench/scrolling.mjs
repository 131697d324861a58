// How far apart the frames are that Chromium draws while a long page is scrolled by the wheel, as
// its own trace has them.
import { desktop, launch, openPage } from "../web/support/browser.mjs";
import { spread } from "./together.mjs";

const wheels = 120;      // Turns of the wheel, each
const pixels = 240;      // so far
const apart = 16;        // and so many milliseconds behind the one before.
const paused = 250;      // Milliseconds without a frame in which nothing was to be drawn.

// Milliseconds between two frames, over all of these addresses' scrolling.
export async function measureScrolling(address, ready) {
    const browser = await launch();
    const { page } = await openPage(browser, new URL(address).origin, desktop);
    await page.goto(address);
    await page.locator(ready).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    await page.mouse.move(900, 600);
    await browser.startTracing(page, {
        categories: ["devtools.timeline", "disabled-by-default-devtools.timeline.frame",
                     "devtools.timeline.frame"] });
    for (let i = 0; i < wheels; ++i) {
        await page.mouse.wheel(0, i % 40 < 30 ? pixels : -pixels);
        await page.waitForTimeout(apart);
    }
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    await browser.close();
    const drawn = traceEvents.filter(({ name }) => name === "DrawFrame")
        .map(({ ts }) => ts / 1000).sort((a, b) => a - b);
    return spread(drawn.slice(1).map((at, i) => at - drawn[i]).filter((gap) => gap < paused));
}
