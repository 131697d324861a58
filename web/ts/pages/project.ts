// Project home: the logline in place, the start of the storyboard, the bin.
import { api } from "../lib/api.ts";
import { find, get, make, onAct, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { saving } from "../lib/status.ts";
import { startBinProject } from "../parts/project_acts.ts";
import { startSheets } from "../parts/sheets.ts";
import { startStoryboardButton } from "../parts/storyboard_start.ts";
import { setGoTo } from "../parts/strip.ts";
import { report } from "../parts/toast.ts";
import { startMentionCards } from "../parts/mention_cards.ts";

function editLogline(): void {
    const place = get("[data-logline]");
    const before = [...place.childNodes];
    const field = make("textarea", { name: "logline", maxlength: "2000", rows: "3",
                                     "aria-label": t("project.logline_label") });
    field.value = place.dataset["value"] ?? "";
    const form = make("form", {}, field, make("div", { class: "button-row" },
        make("button", { class: "button button-ink", type: "submit" }, t("common.save")),
        make("button", { class: "button button-quiet", type: "reset" }, t("common.cancel"))));
    const close = (): void => {
        place.replaceChildren(...before);
        find("[data-act=edit-logline]")?.focus();
    };
    form.addEventListener("reset", close);
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") close();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        saveLogline(field.value.trim(), form).then(close, (error: unknown) => report(error, form));
    });
    place.replaceChildren(form);
    field.focus();
}

async function saveLogline(logline: string, form: HTMLFormElement): Promise<void> {
    await saving(api("update_project", { project_id: projectId, logline }));
    const place = form.parentElement;
    if (place !== null) place.dataset["value"] = logline;
    queueMicrotask(() => {
        const line = find("[data-logline] .reading");
        if (line === null) return;
        line.textContent = logline === "" ? t("project.logline_ghost") : logline;
        line.classList.toggle("ghost", logline === "");
    });
}

export function start(): void {
    startMentionCards();
    startSheets();
    startStoryboardButton();
    setGoTo((id) => {
        document.getElementById(`scene-${id}`)?.scrollIntoView({ block: "center" });
    });
    onAct("edit-logline", editLogline);
    startBinProject();
}
