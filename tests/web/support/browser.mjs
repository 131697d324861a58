// Chromium with nothing to talk to but the server under test.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const program = process.env.FABULA_CHROMIUM ?? "/usr/bin/chromium";
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
               "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function launch(more = []) {
    return chromium.launch({ executablePath: program, args: [...flags, ...more] });
}

export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

// A page that remembers what must not happen: errors in the console, requests to other hosts.
export async function openPage(browser, url, options = desktop) {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    const page = await context.newPage();
    const wrong = [];
    page.on("console", (message) => {
        const counted = message.text().startsWith("Failed to load resource");
        if (["error", "warning"].includes(message.type()) && !counted) {
            wrong.push(`${page.url()}: ${message.text()}`);
        }
    });
    page.on("response", (response) => {
        if (response.status() >= 400) {
            wrong.push(`${page.url()}: ${response.status()} for ${response.url()}`);
        }
    });
    page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on("request", (request) => {
        const asked = request.url();
        if (!asked.startsWith(url) && !/^(data|blob|about):/.test(asked)) {
            wrong.push(`asked another host: ${asked}`);
        }
    });
    page.setDefaultTimeout(60_000);
    return { page, wrong, close: () => context.close() };
}

// What needs the page's script is shown when that has started: before it, keys and clicks go nowhere.
export async function started(page) {
    await page.waitForFunction(() =>
        document.querySelector("[data-needs-script]:not([hidden])") !== null);
}

export function expectNothingWrong({ wrong }) {
    assert.deepEqual(wrong, []);
}

// The content of the file that a click downloads.
export async function download(page, selector) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
    const parts = [];
    for await (const part of await file.createReadStream()) parts.push(part);
    return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) };
}
