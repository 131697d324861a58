// Times of day and days as people write them here.
import { all } from "../lib/dom.ts";

export function showClocks(): void {
    for (const time of all<HTMLTimeElement>("time[data-clock]")) {
        time.textContent = new Date(time.dateTime).toLocaleTimeString(
            document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    }
    for (const day of all<HTMLTimeElement>("time[data-day]")) {
        day.textContent = new Date(day.dateTime).toLocaleDateString(
            document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    }
}
