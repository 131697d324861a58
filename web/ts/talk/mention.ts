// Behind an @ the names of those who may see the project are offered, as one types.
import { apiList } from "../lib/api.ts";
import { projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { offerNames, type NameOffer } from "../parts/name_list.ts";

let names: Promise<string[]> | null = null;

function members(): Promise<string[]> {
    names ??= apiList<{ name: string }>("list_project_members", "members",
        { project_id: projectId }).then((list) => list.map(({ name }) => name), () => []);
    return names;
}

const offersMax = 6;

async function find(typed: string): Promise<NameOffer[]> {
    const wanted = typed.toLocaleLowerCase();
    return (await members()).filter((name) => name.toLocaleLowerCase().startsWith(wanted) &&
        name.toLocaleLowerCase() !== wanted).slice(0, offersMax).map((name) => ({ name }));
}

export function offerMembers(field: HTMLTextAreaElement): void {
    offerNames(field, { label: t("talk.names"), mark: "kept", find });
}
