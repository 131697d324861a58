// The clock of what is played: where in the story it is, how fast it goes, and what it loops in.
type Watch = (now: number) => void;

export class Transport {
    readonly length: number;  // Milliseconds.
    private at = 0;
    private since: number | null = null;  // When it began to run; null while it stands.
    private rate = 1;
    private readonly watches: Watch[] = [];
    private loop: { from: number; to: number } | null = null;

    constructor(length: number) {
        this.length = length;
    }

    get now(): number {
        if (this.since === null) return this.at;
        const passed = (performance.now() - this.since) * this.rate;
        return Math.min(this.length, Math.max(0, this.at + passed));
    }
    get playing(): boolean {
        return this.since !== null;
    }
    // Times as fast as life; below 0 it runs back.
    get speed(): number {
        return this.rate;
    }

    watch(watch: Watch): void {
        this.watches.push(watch);
    }
    play(speed = this.rate): void {
        this.at = this.now;
        this.rate = speed;
        if (this.at >= this.length && speed > 0) this.at = this.loop?.from ?? 0;
        const stood = this.since === null;
        this.since = performance.now();
        if (stood) this.run();
    }
    stop(): void {
        this.at = this.now;
        this.since = null;
        this.tell();
    }
    seek(to: number): void {
        this.at = Math.min(this.length, Math.max(0, to));
        if (this.since !== null) this.since = performance.now();
        this.tell();
    }
    setSpeed(speed: number): void {
        if (this.playing) this.play(speed);
        else this.rate = speed;
        this.tell();
    }
    setLoop(loop: { from: number; to: number } | null): void {
        this.loop = loop;
    }

    private tell(): void {
        const { now } = this;
        for (const watch of this.watches) watch(now);
    }
    private run(): void {
        if (this.since === null) return;
        const { now } = this;
        if (this.loop !== null && this.rate > 0 && now >= this.loop.to) {
            this.seek(this.loop.from);
        } else if ((now >= this.length && this.rate > 0) || (now <= 0 && this.rate < 0)) {
            this.stop();
            return;
        } else {
            this.tell();
        }
        requestAnimationFrame(() => this.run());
    }
}
