// Lets the sounds be heard at their places while the story plays. Each is a player of the
// browser's own, which fetches no more of a file than it needs.
import { isPlayed, loudnessAt, type Sound, heard } from "./sounds.ts";

interface Voice {
    player: HTMLAudioElement;
    gain: GainNode | null;
}

// Further off than this a player is put right; less is not heard.
const driftMs = 150;
// So long before it begins a file is fetched.
const aheadMs = 4000;

export class Mixer {
    private context: AudioContext | null = null;
    private readonly voices = new Map<string, Voice>();
    private sounds: Sound[] = [];
    private muted = false;
    private readonly startOf: (sound: Sound) => number | null;

    private readonly onSilent: (sound: Sound) => void;

    // `onSilent` hears of what this browser cannot play.
    constructor(startOf: (sound: Sound) => number | null, onSilent: (sound: Sound) => void) {
        this.startOf = startOf;
        this.onSilent = onSilent;
    }

    setSounds(sounds: Sound[]): void {
        this.sounds = sounds.filter(isPlayed);
        for (const [id, voice] of this.voices) {
            if (this.sounds.some((sound) => sound.id === id)) continue;
            voice.player.pause();
            this.voices.delete(id);
        }
    }
    setMuted(muted: boolean): void {
        this.muted = muted;
        for (const { player } of this.voices.values()) player.muted = muted;
    }
    // How many are heard now.
    get playing(): number {
        return [...this.voices.values()].filter(({ player }) => !player.paused).length;
    }
    // After a person's own act: browsers let nothing be heard before.
    wake(): void {
        this.context ??= typeof AudioContext === "undefined" ? null : new AudioContext();
        void this.context?.resume();
    }

    follow(now: number, playing: boolean, speed: number): void {
        for (const sound of this.sounds) this.followOne(sound, now, playing && speed > 0, speed);
    }

    private followOne(sound: Sound, now: number, playing: boolean, speed: number): void {
        const start = this.startOf(sound);
        if (start === null) return;
        const at = now - start;
        const length = heard(sound) ?? Infinity;
        const isHeard = playing && at >= 0 && at < length;
        if (!isHeard) {
            this.voices.get(sound.id)?.player.pause();
            if (playing && at < 0 && at > -aheadMs) this.voiceOf(sound);
            return;
        }
        const { player, gain } = this.voiceOf(sound);
        const wanted = sound.start_ms + at;
        const level = this.muted ? 0 : loudnessAt(sound, at);
        if (gain === null) player.volume = Math.min(1, level);
        else gain.gain.value = level;
        player.playbackRate = Math.min(4, Math.max(0.25, speed));
        if (Math.abs(player.currentTime * 1000 - wanted) > driftMs * Math.max(1, speed)) {
            player.currentTime = wanted / 1000;
        }
        if (player.paused && !player.ended) void player.play().catch(() => undefined);
    }

    private voiceOf(sound: Sound): Voice {
        const known = this.voices.get(sound.id);
        if (known !== undefined) return known;
        const player = new Audio(sound.file_url);
        player.preload = "auto";
        player.muted = this.muted;
        player.addEventListener("error", () => this.onSilent(sound), { once: true });
        let gain: GainNode | null = null;
        if (this.context !== null) {
            gain = this.context.createGain();
            this.context.createMediaElementSource(player).connect(gain);
            gain.connect(this.context.destination);
        }
        const voice = { player, gain };
        this.voices.set(sound.id, voice);
        return voice;
    }
}
