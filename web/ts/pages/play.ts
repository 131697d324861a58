// Play: the story in time. Frames or lines, captions, sounds; nothing begins by itself.
import { all, find, get, make } from "../lib/dom.ts";
import { t } from "../lib/i18n.ts";
import { bind } from "../lib/keys.ts";
import { keep, recall } from "../lib/memory.ts";
import { report, toast } from "../parts/toast.ts";
import { sendSound, showUnfinished } from "../parts/send_sound.ts";
import { askedScene, currentScene, setGoTo, setScene } from "../parts/strip.ts";
import { showLanes } from "../play/lanes.ts";
import { Mixer } from "../play/mixer.ts";
import { record, whyNotRecord } from "../play/record.ts";
import { latest, type Part, readScenes, type Scene } from "../play/running_order.ts";
import { openSound } from "../play/sound_dialog.ts";
import { clock, loadSounds, nameOf, type Sound } from "../play/sounds.ts";
import { Stage } from "../play/stage.ts";
import { Transport } from "../play/transport.ts";

const frameMs = 1000 / 24;

class Player {
    private readonly scenes: Scene[] = readScenes();
    private readonly parts: Part[] = this.scenes.flatMap((scene) => scene.parts);
    private readonly transport = new Transport(Number(get("[data-play]").dataset["length"]));
    private readonly stage = new Stage();
    private readonly mixer = new Mixer((sound) => this.startOf(sound), (sound) => {
        toast(`${nameOf(sound)}: ${t("sound.not_played")}`, { failed: true });
    });
    private readonly playhead = get<HTMLInputElement>("[data-playhead]");
    private readonly mayEdit = find("[data-takes-sounds]") !== null;
    private sounds: Sound[] = [];
    private scene: Scene | undefined;
    private looping = false;

    start(): void {
        this.transport.watch((now) => this.show(now));
        this.bindControls();
        this.bindKeys();
        setGoTo((id) => this.goTo(this.scenes.find((scene) => scene.id === id)));
        const asked = this.scenes.find(({ id }) => id === (askedScene ?? currentScene()));
        this.transport.seek(asked?.start ?? 0);
        void this.load().catch(report);
        if (this.mayEdit) this.takeSounds();
    }

    private startOf(sound: Sound): number | null {
        const place = sound.shot_id === null ? this.scenes.find(({ id }) => id === sound.scene_id)
            : this.parts.find(({ shot }) => shot === sound.shot_id);
        return place === undefined ? null : place.start + sound.offset_ms;
    }

    private async load(): Promise<void> {
        this.sounds = await loadSounds();
        get("[data-sound-count]").textContent = String(this.sounds.length);
        this.mixer.setSounds(this.sounds);
        this.showSounds();
    }

    private showSounds(): void {
        const { scene } = this;
        if (scene === undefined) return;
        const shots = new Set(scene.parts.map(({ shot }) => shot));
        const here = this.sounds.filter((sound) => sound.shot_id === null
            ? sound.scene_id === scene.id : shots.has(sound.shot_id));
        showLanes(get("[data-lanes]"), here, scene, (sound) => this.startOf(sound), (sound) =>
            openSound(sound, { mayEdit: this.mayEdit, onChange: () => this.load() }));
        get("[data-no-sounds]").hidden = here.length > 0;
    }

    private show(now: number): void {
        const part = latest(this.parts, now);
        const share = part === undefined ? 0 : (now - part.start) / Math.max(1, part.length);
        this.stage.show(part, share);
        this.mixer.follow(now, this.transport.playing, this.transport.speed);
        this.playhead.value = String(Math.round(now));
        const scene = latest(this.scenes, now);
        this.playhead.setAttribute("aria-valuetext", t("play.at", { time: clock(now),
            scene: find(".number", scene?.element)?.textContent ?? "" }));
        get("[data-now]").textContent = clock(now);
        const toggle = get("[data-play-act=toggle]");
        toggle.setAttribute("aria-pressed", String(this.transport.playing));
        const name = t(this.transport.playing ? "play.pause" : "play.start");
        const label = get("[data-toggle-name]");
        if (label.textContent !== name) label.textContent = name;
        if (scene === this.scene) return;
        this.scene = scene;
        if (scene !== undefined) this.enter(scene);
    }

    private enter(scene: Scene): void {
        setScene(scene.id);
        for (const one of this.scenes) one.element.classList.toggle("is-current", one === scene);
        if (this.looping) this.loop(true);
        const order = scene.element.closest<HTMLElement>(".play-order");
        // Only the list itself moves, never the page under the reader.
        if (order !== null && order.scrollHeight > order.clientHeight) {
            const head = find("h2", order)?.offsetHeight ?? 0;
            order.scrollTop = scene.element.offsetTop - order.offsetTop - head;
        }
        this.showSounds();
    }

    private goTo(scene: Scene | undefined): void {
        if (scene !== undefined) this.transport.seek(scene.start);
    }
    private stepScene(by: number): void {
        const at = this.scene === undefined ? 0 : this.scenes.indexOf(this.scene);
        this.goTo(this.scenes[Math.min(this.scenes.length - 1, Math.max(0, at + by))]);
    }
    private toggle(): void {
        this.mixer.wake();
        if (this.transport.playing) this.transport.stop();
        else this.transport.play(this.chosenSpeed());
    }
    private chosenSpeed(): number {
        return Number(get<HTMLSelectElement>("[data-speed]").value);
    }
    // J and L: once more is twice as fast, and the other way begins at the speed of life.
    private shuttle(direction: 1 | -1): void {
        this.mixer.wake();
        const { playing, speed } = this.transport;
        const same = playing && Math.sign(speed) === direction;
        this.transport.play(same ? Math.max(-8, Math.min(8, speed * 2)) : direction);
    }
    private frame(by: number): void {
        if (this.transport.playing) this.transport.stop();
        this.transport.seek(this.transport.now + by * frameMs);
    }
    private mute(on: boolean): void {
        this.mixer.setMuted(on);
        press("mute", on);
    }
    private captions(on: boolean): void {
        this.stage.setCaptions(on);
        keep("captions", on);
        press("captions", on);
    }
    private loop(on: boolean): void {
        this.looping = on;
        const { scene } = this;
        this.transport.setLoop(on && scene !== undefined
            ? { from: scene.start, to: scene.start + scene.length } : null);
        press("loop", on);
    }
    private full(): void {
        const player = get("[data-player]");
        if (document.fullscreenElement !== null) void document.exitFullscreen();
        else void player.requestFullscreen().catch(() => undefined);
    }

    private bindControls(): void {
        const acts: Record<string, (button: HTMLButtonElement) => void> = {
            toggle: () => this.toggle(), previous: () => this.stepScene(-1),
            next: () => this.stepScene(1), full: () => this.full(),
            mute: (button) => this.mute(!isPressed(button)),
            captions: (button) => this.captions(!isPressed(button)),
            loop: (button) => this.loop(!isPressed(button)) };
        for (const button of all<HTMLButtonElement>("[data-play-act]")) {
            const act = acts[button.dataset["playAct"] ?? ""];
            if (act !== undefined) button.addEventListener("click", () => act(button));
        }
        this.captions(recall("captions", true));
        this.playhead.addEventListener("input", () => {
            this.transport.seek(Number(this.playhead.value));
        });
        this.playhead.addEventListener("keydown", (event) => {
            const seconds = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1 };
            const step = (seconds as Partial<Record<string, number>>)[event.key];
            if (step === undefined) return;
            event.preventDefault();
            this.transport.seek(this.transport.now + step * 1000);
        });
        get("[data-speed]").addEventListener("change", () => {
            this.transport.setSpeed(this.chosenSpeed());
        });
        for (const part of this.parts) {
            find(".play-go", part.element)?.addEventListener("click", () => {
                this.transport.seek(part.start);
                // On a phone the stage is above the list.
                get("[data-stage]").scrollIntoView({ block: "nearest" });
            });
        }
    }

    private bindKeys(): void {
        const key = (name: string, text: string, act: () => void, hidden = false): void =>
            bind({ key: name, name: text, group: "here", act, hidden });
        key(" ", t("play.toggle"), () => this.toggle());
        key("j", t("play.back"), () => this.shuttle(-1));
        key("k", t("play.pause"), () => this.transport.stop());
        key("l", t("play.forward"), () => this.shuttle(1));
        key("ArrowLeft", t("play.previous"), () => this.stepScene(-1));
        key("ArrowRight", t("play.next"), () => this.stepScene(1));
        key(",", t("play.frame_back"), () => this.frame(-1));
        key(".", t("play.frame_on"), () => this.frame(1));
        key("m", t("play.mute"), () => this.mute(!isPressed(buttonOf("mute"))));
        key("c", t("play.captions"), () => this.captions(!isPressed(buttonOf("captions"))));
        key("o", t("play.loop"), () => this.loop(!isPressed(buttonOf("loop"))));
        key("f", t("play.full"), () => this.full());
    }

    // Chosen, dropped or recorded: under the scene that is played, from where it is played.
    private takeSounds(): void {
        const list = get("[data-sound-uploads]");
        const places = [...this.scenes.map(({ id }) => id), ...this.parts.map(({ shot }) => shot)];
        showUnfinished(list, new Set(places)).catch(report);
        const bring = async (file: File, type: Sound["type"]): Promise<void> => {
            const { scene } = this;
            if (scene === undefined) return;
            const wish = { scene_id: scene.id, type,
                           offset_ms: Math.round(Math.max(0, this.transport.now - scene.start)) };
            if (await sendSound(file, wish, list) !== null) await this.load();
        };
        const bringAll = (files: Iterable<File>): void => {
            for (const file of files) bring(file, "sfx").catch(report);
        };
        const input = get<HTMLInputElement>("[data-sound-file]");
        input.addEventListener("change", () => {
            bringAll([...input.files ?? []]);
            input.value = "";
        });
        for (const type of ["dragover", "drop"] as const) {
            get("[data-player]").addEventListener(type, (event) => {
                const items = [...event.dataTransfer?.items ?? []];
                if (!items.some((item) => item.type.startsWith("audio/"))) return;
                event.preventDefault();
                if (type === "drop") bringAll(event.dataTransfer?.files ?? []);
            });
        }
        const button = buttonOf("record");
        const state = get("[data-record-state]");
        if (whyNotRecord() !== "") {
            button.disabled = true;
            state.replaceChildren(make("span", {}, whyNotRecord()));
        }
        button.addEventListener("click", () => {
            if (button.classList.contains("is-recording")) return;
            record(button, state).then((file) => file === null ? undefined : bring(file, "take"))
                .catch(report);
        });
    }
}

const buttonOf = (act: string): HTMLButtonElement =>
    get<HTMLButtonElement>(`[data-play-act=${act}]`);
const isPressed = (button: HTMLElement): boolean => button.getAttribute("aria-pressed") === "true";
const press = (act: string, on: boolean): void =>
    buttonOf(act).setAttribute("aria-pressed", String(on));

export function start(): void {
    if (find("[data-player]") !== null) new Player().start();
}
