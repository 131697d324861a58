// A house that others can reach: its owner, and whoever is invited, each in a browser of their own.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { desktop, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const password = "a quiet harbour";

export const startHouse = () => startServer(["--public-names", "studio.example"]);

// Sends as the page's browser would, with its cookie.
export async function call({ page }, { url }, method, target, data) {
    const answer = await page.context().request.fetch(url + target, {
        method, headers: { origin: url }, ...(data === undefined ? {} : { data }) });
    assert.ok(answer.ok(), `${target}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
}

// In plain text Enter is a line break and nothing else.
async function openTab(browser, server, options) {
    const tab = await openPage(browser, server.url, options);
    await tab.page.context().addInitScript(() => {
        localStorage.setItem("fabula.writing", '{"plain":true}');
    });
    return tab;
}

export async function openOwner(browser, server, options = desktop) {
    const tab = await openTab(browser, server, options);
    const file = path.join(server.folder, "data", "setup-code");
    await call(tab, server, "POST", "/api/v1/setup", { code: fs.readFileSync(file, "utf8").trim(),
        name: "Anna", login: "anna", password, house: "Harbour House" });
    return tab;
}

// Somebody whom the owner invites.
export async function openMember(browser, server, owner, role, name, options = desktop) {
    const tab = await openTab(browser, server, options);
    const { path: link } = await call(owner, server, "POST", "/api/v1/invitations", { role });
    await call(tab, server, "POST", "/api/v1/invitations/accept", {
        token: link.split("/").at(-1), name, login: name.toLowerCase().replaceAll(" ", "."),
        password });
    return tab;
}

export async function newScript(owner, server, text) {
    const { id, project_id: project } =
        await call(owner, server, "POST", "/api/v1/scripts", { title: "Talk", text });
    const request = owner.page.context().request;
    return { id, project, page: `${server.url}/p/${project}/write`,
             text: async () => (await request.get(`${server.url}/api/v1/scripts/${id}/text`)).text() };
}
