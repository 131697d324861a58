// Every page of the product, over a demo whose storyboard is drawn.
import { drawStoryboard } from "./journey.mjs";

export async function prepareDemo(page, url) {
    await page.goto(url);
    await page.click(".look h3 a");
    await page.waitForURL(/\/p\//);
    const project = page.url().replace(/[?#].*$/, "");
    await drawStoryboard(page, project);
    await page.goto(`${project}/cast`);
    const character = await page.locator(".person-link").first().evaluate((link) => link.href);
    await page.goto(url);
    await page.setInputFiles(".bring-file", { name: "doubt.fountain", mimeType: "text/plain",
        buffer: Buffer.from("INT. KITCHEN - NIGHT\nShe waits.\n\nANNA\nIs that the sea?\n") });
    await page.waitForURL(/\/import\//);
    return { project, character, preview: page.url() };
}

export function screens(url, { project, character, preview }) {
    return {
        desk: `${url}/`,
        import: preview,
        project,
        script: `${project}/script`,
        write: `${project}/write`,
        storyboard: `${project}/storyboard`,
        comic: `${project}/comic`,
        cast: `${project}/cast`,
        character,
        statistics: `${project}/statistics`,
        exports: `${project}/exports`,
        jobs: `${url}/jobs`,
        people: `${url}/people`,
        docs: `${url}/docs`,
        problem: `${url}/p/nobody`,
    };
}
