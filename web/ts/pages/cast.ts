// The cast: names that speak are taken in, somebody new is added.
import { api } from "../lib/api.ts";
import { all, find, get, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { askName } from "../parts/ask_name.ts";
import { offerBack } from "../parts/bin_undo.ts";
import { startFound } from "../parts/found.ts";
import { startSpreadsheet } from "../parts/spreadsheet.ts";

interface Character {
    id: string;
}

function addNew(): void {
    askName(t("cast.new"), async (name) => {
        const { id } = await api<Character>("create_character", { project_id: projectId, name });
        location.assign(`/p/${projectId}/cast/${id}`);
    });
}

export function start(): void {
    startSpreadsheet();
    offerBack("character", async (id) => {
        await api("restore_character", { character_id: id });
        location.assign(`/p/${projectId}/cast/${id}`);
    });
    startFound((names) => api("add_found_names", { project_id: projectId, names }));
    onAct("new-character", addNew);
    if (find("[data-act=new-character]") !== null) {
        bind({ key: "c", name: t("cast.new"), group: "here", act: addNew });
    }
    const step = (by: number) => (): void => {
        const links = all<HTMLAnchorElement>(".person-link", get("[data-cast]"));
        const at = links.indexOf(document.activeElement as HTMLAnchorElement);
        links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
    };
    bind({ key: "j", name: t("cast.next"), group: "here", act: step(1) },
         { key: "k", name: t("cast.previous"), group: "here", act: step(-1) });
}
