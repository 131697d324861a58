// Comments on the frames of a storyboard: how many there are, and the place to write them.
import { apiList } from "../lib/api.ts";
import { all, get, make, onAct, projectId } from "../lib/dom.ts";
import { onEvent } from "../lib/events.ts";
import { t } from "../lib/i18n.ts";
import { openDialog } from "../parts/dialog.ts";
import { isOpen, type Thread } from "./threads.ts";
import { TalkBox } from "./talk_box.ts";

const recountAfter = 500;  // Milliseconds: who speaks says more than one thing.

async function count(): Promise<void> {
    const threads = await apiList<Thread>("list_threads", "threads", { project_id: projectId });
    const open = new Map<string, { said: number; unread: number }>();
    for (const thread of threads.filter(isOpen)) {
        if (thread.object_kind !== "shot") continue;
        const { said, unread } = open.get(thread.object_id) ?? { said: 0, unread: 0 };
        open.set(thread.object_id, { said: said + thread.comments.length,
                                     unread: unread + thread.unread_count });
    }
    for (const button of all("[data-act=talk-frame]")) {
        const shot = button.closest<HTMLElement>("[data-shot]")?.dataset["shot"] ?? "";
        const { said, unread } = open.get(shot) ?? { said: 0, unread: 0 };
        const name = said === 0 ? t("talk.name") : t("talk.count", { count: said });
        const label = unread === 0 ? name : `${name}, ${t("talk.unread", { count: unread })}`;
        get("[data-said]", button).textContent = said === 0 ? "" : String(said);
        button.classList.toggle("is-unread", unread > 0);
        button.setAttribute("aria-label", label);
        button.title = label;
    }
}

// `mayWrite`: whoever looks may resolve what others have begun.
export function startFrameTalk(mayWrite: boolean): void {
    let timer = 0;
    const recount = (): void => {
        clearTimeout(timer);
        // What cannot be counted now is counted with the next event.
        timer = setTimeout(() => { count().catch(() => undefined); }, recountAfter);
    };
    onEvent(({ type }) => {
        if (type === "reset" || type === "comments.changed") recount();
    });
    count().catch(() => undefined);
    onAct("talk-frame", (button) => {
        const frame = button.closest<HTMLElement>("[data-shot]");
        if (frame === null) return;
        const box = new TalkBox({ kind: "shot", id: frame.dataset["shot"] ?? "" }, mayWrite);
        const what = make("p", { class: "small quiet" }, get(".frame-what", frame).textContent ?? "");
        const body = make("div", { class: "talk-box" }, what, box.element);
        const number = get(".frame-head .number", frame).textContent ?? "";
        openDialog(t("talk.on_shot", { number }), body).addEventListener("close", recount);
    });
}
