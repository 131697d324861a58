// What becomes of suggestions: accepted or refused, one or all, and open again where that is undone.
import { onAct } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { guarded, toast } from "../parts/toast.ts";
import type { Together } from "../writing/together.ts";
import type { Spot } from "./marks.ts";
import { isOpen, isSuggestion, type Threads } from "./threads.ts";

export class Decisions {
    // `say` tells whoever listens to the page, `active` which thread is open.
    constructor(private readonly threads: Threads, private readonly together: Together,
                private readonly say: (text: string) => void,
                private readonly active: () => string | null) {}

    // The keys and buttons of who may write.
    start(): void {
        onAct("accept-suggestions", () => guarded(() => this.acceptAll()));
        onAct("refuse-suggestions", () => guarded(() => this.threads.refuseAll()));
        bind({ key: "a", name: t("suggest.accept_key"), group: "here",
               act: () => this.decide((id) => this.accept(id)) },
             { key: "r", name: t("suggest.refuse_key"), group: "here",
               act: () => this.decide((id) => this.threads.resolve(id, true)) });
    }

    // The server puts the words into the text. Its change comes back here as one of one's own, that
    // undo takes back.
    async accept(id: string): Promise<void> {
        await this.together.taking(`accept-${id}`, () => this.threads.accept(id));
        this.say(t("suggest.accepted_now"));
    }

    // Those of the spots whose acceptance was undone.
    openAgain(spots: readonly Spot[]): void {
        for (const { id, stale } of spots) {
            if (stale || this.threads.get(id)?.outcome !== "accepted") continue;
            guarded(() => this.threads.resolve(id, false));
        }
    }

    private async acceptAll(): Promise<void> {
        const { id } = this.threads.subject;
        const left = await this.together.taking(`accept-${id}`, () => this.threads.acceptAll());
        toast(left === 0 ? t("suggest.all_accepted") : t("suggest.some_left", { count: left }));
    }

    private decide(how: (id: string) => Promise<void>): void {
        const thread = this.threads.get(this.active() ?? "");
        if (thread === undefined || !isSuggestion(thread) || !isOpen(thread)) return;
        guarded(() => how(thread.id));
    }
}
