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
    await page.goto(`${project}/world`);
    const entry = await page.locator(".place a").first().evaluate((link) => link.href);
    await page.goto(url);
    await page.setInputFiles(".bring-file", { name: "doubt.fountain", mimeType: "text/plain",
        buffer: Buffer.from("INT. KITCHEN - NIGHT\nShe waits.\n\nANNA\nIs that the sea?\n") });
    await page.waitForURL(/\/import\//);
    const preview = page.url();
    await page.request.post(`${url}/api/v1/comics/scenes/generate`,
                            { data: { project_id: project.split("/").at(-1) } });
    return { project, character, entry, preview, back: await bringBack(page, url, project) };
}

// The demo as a partner sends it back: one scene changed, one gone, one new.
async function bringBack(page, url, project) {
    const id = project.split("/").at(-1);
    const { scripts } = await (await page.request.get(
        `${url}/api/v1/projects/${id}/scripts`)).json();
    const text = await (await page.request.get(`${url}/api/v1/scripts/${scripts[0].id}/text`)).text();
    const headings = [...text.matchAll(/^(INT|EXT)\..*$/gm)].map(({ index }) => index);
    const changed = `${text.slice(0, headings[1])}${text.slice(headings[2])}\n\n` +
        "EXT. PIER - DAWN\n\nNobody waits here any more.\n";
    const answer = await page.request.post(`${url}/api/v1/imports?name=partner.fountain`, {
        headers: { "content-type": "application/octet-stream" },
        data: Buffer.from(changed.replace(/\bthe\b/, "a")) });
    return `${project}/bring-back/${(await answer.json()).id}`;
}

export function screens(url, { project, character, entry, preview, back }) {
    return {
        desk: `${url}/`,
        import: preview,
        project,
        board: `${project}/board`,
        columns: `${project}/board?mode=columns`,
        settings: `${project}/settings`,
        script: `${project}/script`,
        write: `${project}/write`,
        shots: `${project}/shots`,
        storyboard: `${project}/storyboard`,
        play: `${project}/play`,
        cues: `${project}/cues`,
        voices: `${project}/cues?mode=voices`,
        comic: `${project}/comic`,
        lesson_new: `${url}/comics/new`,
        lesson_scenes: `${project}/lesson/scenes`,
        lesson_cast: `${project}/lesson/cast`,
        lesson_panels: `${project}/lesson/panels`,
        lesson_read: `${project}/lesson/read`,
        cast: `${project}/cast`,
        character,
        world: `${project}/world`,
        entry,
        worlds: `${url}/worlds`,
        statistics: `${project}/statistics`,
        exports: `${project}/exports`,
        history: `${project}/history`,
        activity: `${project}/activity`,
        bringBack: back,
        formats: `${url}/formats`,
        providers: `${url}/providers`,
        search: `${url}/search?q=the`,
        bin: `${url}/bin`,
        jobs: `${url}/jobs`,
        people: `${url}/people`,
        docs: `${url}/docs`,
        problem: `${url}/p/nobody`,
    };
}
