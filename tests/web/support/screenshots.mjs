// Pictures of the real product: every page, light and dark at 1440x900 and on a phone, and the few
// that the README shows.   FABULA_PROGRAM=build/fabula node tests/web/support/screenshots.mjs OUT
import fs from "node:fs";
import path from "node:path";
import { desktop, launch, openPage, phone } from "./browser.mjs";
import { prepareDemo, screens } from "./screens.mjs";
import { startServer } from "./server.mjs";

const out = process.argv[2] ?? "build/screenshots";
const looks = {
    light: { ...desktop, colorScheme: "light" },
    dark: { ...desktop, colorScheme: "dark" },
    phone: { ...phone, colorScheme: "light" },
};

async function shoot(page, name, look) {
    await page.waitForTimeout(700);
    await page.screenshot({ path: path.join(out, `${name}-${look}.png`) });
}

async function shootPalette(page, address) {
    await page.goto(`${address}/script`);
    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog.palette[open]");
    await page.keyboard.type("bus");
}

fs.mkdirSync(out, { recursive: true });
const [server, browser] = await Promise.all([startServer(), launch()]);
const first = await openPage(browser, server.url, looks.light);
await first.page.goto(server.url);
await shoot(first.page, "first", "light");
const prepared = await prepareDemo(first.page, server.url);
for (const [look, options] of Object.entries(looks)) {
    const { page, close } = await openPage(browser, server.url, options);
    for (const [name, address] of Object.entries(screens(server.url, prepared))) {
        await page.goto(address);
        await shoot(page, name, look);
    }
    if (look !== "phone") {
        await shootPalette(page, prepared.project);
        await shoot(page, "palette", look);
    }
    await close();
}
await browser.close();
await server.stop();
