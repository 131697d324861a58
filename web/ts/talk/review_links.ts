// The review links of a script: made, listed with their last use, taken back.
import { api, apiList } from "../lib/api.ts";
import { get, make } from "../lib/dom.ts";
import { exactly, t } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { guarded } from "../parts/toast.ts";

interface Link {
    id: string;
    label: string;
    access: "read" | "comment";
    over: boolean;
    expires_at: string;
    last_used_at: string | null;
    path: string;
}

const days = [7, 30, 90, 365];
const usual = 30;

function choice(name: string, label: string, options: [string, string][], chosen: string):
        HTMLElement {
    const select = make("select", { name });
    for (const [value, text] of options) {
        select.append(make("option", { value, selected: value === chosen }, text));
    }
    return make("label", { class: "field" }, make("span", {}, label), select);
}

class ReviewLinks {
    private readonly made = make("div", { class: "review-made", role: "status" });
    private readonly list = make("ul", { class: "review-links" });
    readonly body: HTMLElement;

    constructor(private readonly script: string) {
        this.body = make("div", { class: "review-dialog" },
            make("p", { class: "quiet" }, t("review.links_text")), this.form(), this.made, this.list);
        guarded(() => this.show());
    }

    private form(): HTMLFormElement {
        const label = make("input", { type: "text", name: "label", maxlength: "200" });
        const form = make("form", { class: "review-form" },
            make("label", { class: "field" }, make("span", {}, t("review.label")), label),
            choice("access", t("review.access"), [["comment", t("review.access_comment")],
                ["read", t("review.access_read")]], "comment"),
            choice("all_threads", t("review.shows"), [["false", t("review.shows_own")],
                ["true", t("review.shows_all")]], "false"),
            choice("days", t("review.ends"), days.map((count) =>
                [String(count), t("review.days", { count })]), String(usual)),
            make("button", { class: "button button-ink", type: "submit" }, t("review.make")));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            guarded(() => this.create(new FormData(form)));
        });
        return form;
    }

    private async create(values: FormData): Promise<void> {
        const link = await api<Link>("create_review_link", { script_id: this.script,
            label: String(values.get("label")), access: String(values.get("access")),
            all_threads: values.get("all_threads") === "true", days: Number(values.get("days")) });
        const field = make("input", { type: "text", readonly: true, "aria-label": t("people.link"),
                                      "data-review-path": true });
        field.value = location.origin + link.path;
        this.made.replaceChildren(make("p", {}, t("review.made")), field);
        field.select();
        await this.show();
    }

    private async show(): Promise<void> {
        const links = await apiList<Link>("list_review_links", "review_links",
            { script_id: this.script });
        this.list.replaceChildren(...links.map((link) => this.item(link)));
    }

    private item(link: Link): HTMLElement {
        const revoke = make("button", { class: "button button-quiet", type: "button" },
            t("people.revoke"));
        revoke.addEventListener("click", () => guarded(async () => {
            await api("revoke_review_link", { review_link_id: link.id });
            await this.show();
        }));
        const used = link.last_used_at === null ? t("review.unused")
            : t("review.used", { time: exactly(new Date(link.last_used_at)) });
        const until = link.over ? t("review.over")
            : t("review.until", { time: exactly(new Date(link.expires_at)) });
        const access = t(`review.access_${link.access}`);
        return make("li", { class: "review-link" },
            make("p", {}, make("b", {}, link.label === "" ? access : link.label)),
            make("p", { class: "small quiet" }, `${access} · ${until} · ${used}`), revoke);
    }
}

export function openReviewLinks(script: string): void {
    const dialog = openDialog(t("review.links"), new ReviewLinks(script).body, "dialog-review");
    get<HTMLInputElement>("[name=label]", dialog).focus();
}
