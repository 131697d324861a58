// Steps of a hand on pages and frames: each act is kept at once, and can be taken back and done
// again. Acts run one after the other, in the order in which they were asked for.
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { reportConflict } from "../parts/toast.ts";

type Act = () => Promise<void>;

interface Step {
    forth: Act;
    back: Act;
}

const done: Step[] = [];
const undone: Step[] = [];
const stepsMax = 200;
const watchers: (() => void)[] = [];
let last: Promise<void> = Promise.resolve();

const changed = (): void => { for (const watch of watchers) watch(); };

export const canUndo = (): boolean => done.length > 0;
export const canRedo = (): boolean => undone.length > 0;

// Told whenever there is something else to take back.
export function watchSteps(watch: () => void): void {
    watchers.push(watch);
}

function queue(work: Act): Promise<void> {
    last = last.then(work).catch(reportConflict);
    return last;
}

// Does it, and remembers how to take it back where it worked.
export function act(forth: Act, back: Act): Promise<void> {
    return queue(async () => {
        await forth();
        done.push({ forth, back });
        if (done.length > stepsMax) done.shift();
        undone.length = 0;
        changed();
    });
}

function move(from: Step[], to: Step[], run: (step: Step) => Promise<void>): void {
    void queue(async () => {
        const step = from.pop();
        if (step === undefined) return;
        try {
            await run(step);
            to.push(step);
        } finally {
            changed();
        }
    });
}

export function undo(): void {
    move(done, undone, (step) => step.back());
}

export function redo(): void {
    move(undone, done, (step) => step.forth());
}

export function bindSteps(): void {
    bind({ key: "mod+z", name: t("common.undo"), group: "here",
           act: (event) => { if (event.shiftKey) redo(); else undo(); } },
         { key: "mod+y", name: t("common.redo"), group: "here", act: redo });
}
