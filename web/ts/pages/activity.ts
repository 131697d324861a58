// Who did what: days and times as they are written here.
import { showClocks } from "../parts/clocks.ts";

export function start(): void {
    showClocks();
}
