// Beats above the cards: where each belongs, from a template or added by hand.
import { api, apiWithRev, type Values } from "../lib/api.ts";
import { all, find, make, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { report } from "../parts/toast.ts";
import { beatAct, refresh } from "./acts.ts";
import { saving } from "../lib/status.ts";

// Styles may not stand in the page itself.
export function showBeats(): void {
    for (const mark of all<HTMLElement>(".beat-mark")) {
        mark.style.insetInlineStart = `${mark.dataset["from"] ?? "0"}%`;
        mark.style.inlineSize = `${mark.dataset["width"] ?? "1"}%`;
    }
}

function field(name: string, label: string, value: string, more: Record<string, string | boolean>)
    : HTMLElement {
    return make("label", { class: "field" }, make("span", {}, label),
                make("input", { name, value, autocomplete: "off", ...more }));
}

function openBeat(row: HTMLElement | null): void {
    const data = row?.dataset ?? {};
    const share = { type: "number", min: "0", max: "100", step: "any", required: true };
    const description = make("textarea", { name: "description", rows: "3", maxlength: "20000" });
    description.value = data["description"] ?? "";
    const acts = make("div", { class: "button-row" },
        make("button", { class: "button button-ink", type: "submit" }, t("common.save")));
    const form = make("form", { class: "plan-form" },
        field("label", t("board.beat_name"), data["label"] ?? "",
              { type: "text", required: true, maxlength: "200" }),
        make("div", { class: "plan-pair" },
             field("pct_from", t("board.beat_from"), data["pctFrom"] ?? "0", share),
             field("pct_to", t("board.beat_to"), data["pctTo"] ?? "0", share)),
        make("label", { class: "field" }, make("span", {}, t("board.synopsis")), description), acts);
    const dialog = openDialog(t(row === null ? "board.new_beat" : "board.beat"), form,
                              "plan-dialog");
    const id = data["beat"] ?? "";
    if (row !== null) {
        const remove = make("button", { class: "button", type: "button" }, t("cast.remove"));
        remove.addEventListener("click", () => {
            dialog.close();
            void beatAct(() => api("delete_beat", { beat_id: id }));
        });
        acts.append(remove);
    }
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const given = new FormData(form);
        const values: Values = { label: String(given.get("label")),
            description: String(given.get("description")),
            pct_from: Number(given.get("pct_from")), pct_to: Number(given.get("pct_to")) };
        saving(row === null ? api("create_beat", { project_id: projectId, ...values })
            : apiWithRev("update_beat", { beat_id: id, ...values }, Number(data["rev"])))
            .then(() => { dialog.close(); return refresh(); })
            .catch((error: unknown) => report(error, form));
    });
}

export function startBeats(): void {
    showBeats();
    onAct("new-beat", () => openBeat(null));
    onAct("edit-beat", (target) => openBeat(target.closest<HTMLElement>("[data-beat]")));
    document.addEventListener("submit", (event) => {
        const form = (event.target as Element).closest<HTMLFormElement>("[data-use-beats]");
        if (form === null) return;
        event.preventDefault();
        const template = find<HTMLSelectElement>("[name=template]", form)?.value ?? "";
        void beatAct(() => api("use_beat_template", { project_id: projectId, template }));
    });
}
