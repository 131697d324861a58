// The scene follows scrolling, but only scrolling by hand: a jump has chosen its scene itself.
import { onScene, setScene } from "./strip.ts";

const scrollKeys = ["PageUp", "PageDown", "ArrowUp", "ArrowDown", "Home", "End", " "];

// `sceneInView` names the scene at the upper third of the window; `moved` hears of any scrolling.
export function followScrolling(sceneInView: () => string, moved: () => void = () => {}): void {
    let byHand = false;
    let waiting = false;
    const isByHand = (): void => { byHand = true; };
    for (const type of ["wheel", "touchmove", "pointerdown"]) {
        addEventListener(type, isByHand, { passive: true });
    }
    addEventListener("keydown", ({ key, altKey }) => {
        if (scrollKeys.includes(key) && !altKey) isByHand();
    });
    onScene(() => { byHand = false; });
    addEventListener("scroll", () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            moved();
            if (!byHand) return;
            setScene(sceneInView());
            byHand = true;
        });
    }, { passive: true });
}
