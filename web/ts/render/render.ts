// Frames made by an image model: what would be sent to whom and what it may cost stands in a dialog
// before anything is sent; pictures arrive in pencil and are approved.
import { api, apiList } from "../lib/api.ts";
import { find, get, make, projectId } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { saving } from "../lib/status.ts";
import { openDialog } from "../parts/dialog.ts";
import { isOpen, type Job } from "../parts/jobs.ts";
import { failureOf, showProgress } from "../parts/progress.ts";
import { guarded, toast } from "../parts/toast.ts";
import { money } from "./money.ts";

interface Planned {
    shot_id: string;
    shot_number: string;
    prompt: string;
    references: { name: string; asset_id: string }[];
}

interface Plan {
    to: { connection: string; name: string; host: string; model: string; local: boolean } | null;
    pictures: Planned[];
    count: number;
    expected: { low: number; high: number } | null;
    budgets: { left: number }[];
}

type Arrive = (shot: string, asset: string) => void;

const promptsShown = 50;
const countMax = 4;

const fact = (name: string, value: string): HTMLElement =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value));

function expectedText(plan: Plan): string {
    if (plan.to?.local === true) return t("render.free");
    if (plan.expected === null) return t("render.cost_unknown");
    const { low, high } = plan.expected;
    return low === high ? money(high) : t("render.cost_range", { low: money(low), high: money(high) });
}

function facts(plan: Plan): HTMLElement {
    const { to } = plan;
    const list = make("dl", { class: "render-facts" });
    if (to === null) return list;
    list.append(
        fact(t("render.to"), `${to.name} (${to.host})`), fact(t("render.model"), to.model),
        fact(t("render.pictures"), String(plan.pictures.length * plan.count)),
        fact(t("render.cost"), expectedText(plan)));
    const left = plan.budgets.map((one) => one.left);
    if (left.length > 0) list.append(fact(t("render.left"), money(Math.min(...left))));
    return list;
}

function sentPictures(picture: Planned): HTMLElement[] {
    return picture.references.map(({ name, asset_id }) =>
        make("figure", { class: "render-reference" },
             make("img", { src: `/api/v1/assets/${asset_id}/thumbnail?width=160`, alt: "" }),
             make("figcaption", { class: "small" }, name)));
}

// The prompt of one shot can be changed; those of many are read.
function prompts(plan: Plan): HTMLElement {
    const [only] = plan.pictures;
    if (plan.pictures.length === 1 && only !== undefined) {
        const field = make("textarea", { name: "prompt", rows: "9", maxlength: "20000",
                                         spellcheck: "true" });
        field.value = only.prompt;
        return make("div", { class: "render-prompts" },
                    make("label", { class: "field" }, make("span", {}, t("render.prompt")), field),
                    ...sentPictures(only));
    }
    const details = make("details", {}, make("summary", {}, t("render.what_is_sent")));
    for (const picture of plan.pictures.slice(0, promptsShown)) {
        details.append(make("section", { class: "render-sent" },
                            make("h3", { class: "number" }, picture.shot_number),
                            make("p", { class: "small" }, picture.prompt),
                            ...sentPictures(picture)));
    }
    const more = plan.pictures.length - promptsShown;
    if (more > 0) details.append(make("p", { class: "quiet" }, t("render.more", { count: more })));
    return details;
}

const planFor = (shots: string[], count: number): Promise<Plan> =>
    api<Plan>("plan_render", { project_id: projectId, shot_ids: shots, count });

function countChoice(count: number): HTMLSelectElement {
    const select = make("select", { name: "count" });
    for (let n = 1; n <= countMax; ++n) select.append(make("option", { value: String(n) }, String(n)));
    select.value = String(count);
    return select;
}

export async function openRender(shots: string[], follow: (job: Job) => void): Promise<void> {
    let plan = await planFor(shots, 1);
    if (plan.to === null) {
        openDialog(t("render.name"), make("div", { class: "stack" },
            make("p", {}, t("render.no_provider")),
            make("p", {}, make("a", { class: "button button-ink", href: "/providers" },
                               t("render.choose_provider")))), "render");
        return;
    }
    if (plan.pictures.length === 0) return toast(t("render.nothing"));
    const form = make("form", { class: "stack" });
    const dialog = openDialog(t(shots.length === 1 ? "render.name" : "render.all"), form, "render");
    const shown = make("div", {}, facts(plan));
    const count = countChoice(1);
    count.addEventListener("change", () => guarded(async () => {
        plan = await planFor(shots, Number(count.value));
        shown.replaceChildren(facts(plan));
    }));
    form.append(shown, make("label", { class: "field field-short" },
                            make("span", {}, t("render.count")), count),
                prompts(plan), make("p", { class: "small quiet" }, t("render.pencil")),
                make("div", { class: "button-row" },
                     make("button", { class: "button button-ink", type: "submit" },
                          t("render.start"))));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const words = find<HTMLTextAreaElement>("[name=prompt]", form)?.value.trim() ?? "";
        const changed = words !== "" && words !== plan.pictures[0]?.prompt;
        guarded(async () => {
            const job = await saving(api<Job>("start_render", {
                project_id: projectId, shot_ids: shots, count: Number(count.value),
                ...(changed ? { prompt: words } : {}) }));
            dialog.close();
            follow(job);
        });
    });
}

async function approve(shots: string[]): Promise<void> {
    const { shot_ids: approved } = await saving(api<{ shot_ids: string[] }>(
        "approve_pictures", { project_id: projectId, shot_ids: shots }));
    if (approved.length === 0) return toast(t("render.nothing_to_approve"));
    for (const shot of approved) mark(shot, false);
    toast(t("render.approved", { count: approved.length }), { act: { name: t("common.undo"),
        run: () => guarded(async () => {
            await saving(api("unapprove_pictures", { project_id: projectId, shot_ids: approved }));
            for (const shot of approved) mark(shot, true);
        }) } });
}

function mark(shot: string, pencil: boolean): void {
    const frame = document.getElementById(`shot-${shot}`);
    if (frame === null) return;
    frame.classList.toggle("is-pencil", pencil);
    for (const button of frame.querySelectorAll<HTMLElement>("[data-act=approve-frame]")) {
        button.hidden = !pencil;
    }
    showApproveAll();
}

function showApproveAll(): void {
    const button = find("[data-act=approve-all]");
    if (button !== null) {
        button.hidden = find("[data-shot] [data-act=approve-frame]:not([hidden])") === null;
    }
}

function followRender(id: string, arrive: Arrive): void {
    const place = get("[data-render-progress]");
    const shown = new Set<string>();
    place.hidden = false;
    showProgress(id, {
        place,
        starting: t("render.starting"),
        count: (done, total) => t("render.progress", { done, total }),
        onChange: (job) => {
            for (const { state, result } of job.items) {
                const asset = result?.asset_id ?? "";
                if (state !== "done" || asset === "" || shown.has(asset)) continue;
                shown.add(asset);
                void showNow(result?.shot_id ?? "", arrive);
            }
            if (job.state === "paused") {
                place.append(make("p", { class: "notice" }, job.pause_reason, " ",
                                  make("a", { href: `/jobs#${job.id}` }, t("jobs.name"))));
            }
        },
        onEnd: (job) => {
            place.replaceChildren();
            place.hidden = true;
            if (job.state === "done") return toast(t("render.finished"));
            toast(failureOf(job), { failed: true,
                                    act: { name: t("jobs.name"), run: () => { location.href = "/jobs"; } } });
        },
    });
}

// A candidate may have arrived beside a picture that stays.
async function showNow(shot: string, arrive: Arrive): Promise<void> {
    const now = await api<{ image_id: string | null; state: string }>("get_shot", { shot_id: shot });
    if (now.image_id !== null) arrive(shot, now.image_id);
    if (now.state !== "rough") {
        document.getElementById(`shot-${shot}`)?.querySelector(".frame-rough")?.remove();
    }
    mark(shot, now.state === "pencil");
}

export function startRender(board: HTMLElement, arrive: Arrive): void {
    const follow = (job: Job): void => followRender(job.id, arrive);
    const open = (shots: string[]): void => guarded(() => openRender(shots, follow));
    const shotOf = (element: Element | null): string =>
        element?.closest<HTMLElement>("[data-shot]")?.dataset["shot"] ?? "";
    document.addEventListener("click", (event) => {
        const button = event.target instanceof Element
            ? event.target.closest<HTMLElement>("button[data-act]") : null;
        const act = button?.dataset["act"];
        if (act === "render-all") open([]);
        if (act === "render-frame") open([shotOf(button)]);
        if (act === "approve-frame") guarded(() => approve([shotOf(button)]));
        if (act === "approve-all") guarded(() => approve([]));
    });
    bind({ key: "m", name: t("render.name"), group: "here", act: () => {
        const shot = shotOf(document.activeElement);
        if (shot !== "" && board.contains(document.activeElement)) open([shot]);
    } }, { key: "y", name: t("render.approve"), group: "here", act: () => {
        const shot = shotOf(document.activeElement);
        if (shot !== "") guarded(() => approve([shot]));
    } });
    showApproveAll();
    void apiList<Job>("list_jobs", "jobs", { project_id: projectId }).then((jobs) => {
        const running = jobs.find((job) => job.kind === "render" && isOpen(job));
        if (running !== undefined) follow(running);
    }).catch(() => undefined);  // The chip says that the server is away.
}
