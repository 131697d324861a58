// From a key that is pressed in the editor to the picture that shows it, as Chromium's own trace
// has it: the duration of the keydown event up to the frame in which its effect was presented.
import { desktop, launch, openPage } from "../web/support/browser.mjs";
import { Writer } from "../soak/writer.mjs";
import { spread } from "./together.mjs";

const sentence = "She counts the doors again, and there is one more than yesterday. ";

// Types in the middle of the script while `others` write in it too. Milliseconds.
export async function measureTyping(url, { project, script, at, keys, others }) {
    const browser = await launch();
    const { page } = await openPage(browser, url, desktop);
    await page.goto(`${url}/p/${project}/write?at=${at}`);
    await page.waitForSelector("[data-editor][data-ready]");
    await page.keyboard.press("Alt+PageDown");
    await page.keyboard.press("Enter");
    const writers = Array.from({ length: others }, (_, i) =>
        new Writer(url, script, i, { pause: 300, breaks: false }));
    await Promise.all(writers.map((writer) => writer.open()));
    const work = writers.map((writer) => writer.writeUntil(Date.now() + keys * 70));
    await browser.startTracing(page, { categories: ["devtools.timeline"] });
    for (let i = 0; i < keys; ++i) {
        await page.keyboard.press(sentence[i % sentence.length] === " " ? "Space"
            : sentence[i % sentence.length]);
        await page.waitForTimeout(50);
    }
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    await Promise.all(work);
    writers.forEach((writer) => writer.close());
    await browser.close();
    return spread(traceEvents
        .filter(({ name, ph, args }) => name === "EventTiming" && ph === "b" &&
            args.data?.type === "keydown")
        .map(({ args }) => args.data.duration));
}
