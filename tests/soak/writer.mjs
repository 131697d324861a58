// One editor without a screen: it types words that it will know again, keeps the rules of the
// change protocol, and connects again when its line breaks.
import { ChangeSet, Text } from "@codemirror/state";
import { WebSocket } from "ws";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

export class Writer {
    // Milliseconds: `pause` between words; `lag`, how far away the server is, there and back.
    constructor(url, script, number, { pause = 200, breaks = true, lag = 0 } = {}) {
        this.url = url;
        this.script = script;
        this.name = `w${number}`;
        this.client = `${this.name}-${Math.random().toString(36).slice(2)}`;
        this.pause = pause;
        this.breaks = breaks;
        this.lag = lag;
        this.version = 0;
        this.doc = Text.of([""]);
        this.sent = null;
        this.next = null;
        this.seq = 0;
        this.words = 0;
        this.unconfirmed = [];   // Words in `sent` and `next`.
        this.confirmed = [];
        this.answers = [];       // Milliseconds from sending a change to its confirmation.
        this.broken = 0;
    }

    get text() {
        return this.doc.toString();
    }

    async open() {
        const of = (path) => fetch(`${this.url}/api/v1/scripts/${this.script}${path}`);
        for (;;) {
            const before = (await (await of("")).json()).version;
            const text = await (await of("/text")).text();
            const after = (await (await of("")).json()).version;
            if (before !== after) continue;
            this.doc = Text.of(text.split("\n"));
            this.version = after;
            break;
        }
        await this.connect();
    }

    connect() {
        return new Promise((done) => {
            const line = new WebSocket(`${this.url.replace("http", "ws")}/api/v1/live`);
            this.line = line;
            line.onopen = () => this.say({ type: "script.open", script_id: this.script,
                client_id: this.client, version: this.version });
            line.onmessage = ({ data }) => this.late(() => {
                for (const message of JSON.parse(data)) {
                    if (message.type === "script.changes") {
                        message.changes.forEach((one) => this.take(one));
                        if (!this.joined) {
                            this.joined = true;
                            done();
                            if (this.sent !== null) this.push();
                            else this.flush();
                        }
                    } else if (message.type === "script.taken" &&
                               message.client_seq === this.seq) {
                        this.confirm();
                        this.flush();
                    } else if (message.type === "problem") {
                        throw new Error(`${this.name}: ${JSON.stringify(message)}`);
                    }
                }
            });
            line.onclose = () => {
                this.joined = false;
                if (this.closed) return;
                setTimeout(() => this.connect().then(done), 100 + Math.random() * 400);
            };
            line.onerror = () => undefined;
        });
    }

    // After the time that words are on their way, in the order in which they were said.
    late(act) {
        if (this.lag === 0) act();
        else setTimeout(act, this.lag / 2);
    }

    say(message) {
        const { line } = this;
        this.late(() => {
            if (line.readyState === WebSocket.OPEN) line.send(JSON.stringify(message));
        });
    }

    confirm() {
        if (this.sent === null) return;
        this.sent = null;
        this.answers.push(performance.now() - this.sentAt);
        const behind = this.unconfirmed.filter(({ seq }) => seq > this.seq);
        for (const { word, seq } of this.unconfirmed) {
            if (seq <= this.seq) this.confirmed.push(word);
        }
        this.unconfirmed = behind;
    }

    take(one) {
        if (one.version <= this.version) return;
        if (one.version !== this.version + 1) throw new Error(`${this.name}: a change is missing`);
        this.version = one.version;
        if (one.client_id === this.client) {
            if (one.client_seq === this.seq) this.confirm();
            return;
        }
        let theirs = ChangeSet.fromJSON(one.changes);
        for (const pending of ["sent", "next"]) {
            if (this[pending] === null) continue;
            const mine = this[pending].map(theirs);
            theirs = theirs.map(this[pending], true);
            this[pending] = mine;
        }
        this.doc = theirs.apply(this.doc);
        this.onForeign?.(one);
    }

    type(text, from = Math.floor(Math.random() * (this.doc.length + 1))) {
        const at = this.outsideOfWords(from);
        const change = ChangeSet.of({ from: at, insert: text }, this.doc.length);
        this.doc = change.apply(this.doc);
        this.next = this.next === null ? change : this.next.compose(change);
        this.flush();
    }

    // Words are looked for at the end, so nobody types in one.
    outsideOfWords(place) {
        const line = this.doc.lineAt(place);
        const blank = line.text.lastIndexOf(" ", place - line.from);
        return blank < 0 ? line.from : line.from + blank;
    }

    typeWord() {
        const letters = Array.from({ length: 6 }, () =>
            alphabet[Math.floor(Math.random() * alphabet.length)]).join("");
        const word = `<${this.name}.${++this.words}.${letters}>`;
        // It goes out with the change behind the one that is on its way.
        this.unconfirmed.push({ word, seq: this.seq + 1 });
        this.onTyped?.(word);
        this.type(Math.random() < 0.02 ? ` ${word}\n\nINT. ROOM ${this.words}\n\n` : ` ${word}`);
    }

    flush() {
        if (!this.joined || this.sent !== null || this.next === null) return;
        this.sent = this.next;
        this.next = null;
        ++this.seq;
        this.sentAt = performance.now();
        this.push();
    }

    push() {
        this.say({ type: "script.change", ref: this.seq, script_id: this.script,
            client_id: this.client, client_seq: this.seq, version: this.version,
            changes: this.sent.toJSON() });
    }

    async writeUntil(end) {
        while (Date.now() < end) {
            await new Promise((done) => setTimeout(done, this.pause * (0.5 + Math.random())));
            this.typeWord();
            if (this.breaks && Math.random() < 0.005) {
                ++this.broken;
                this.line.close();
            }
        }
    }

    // Until everything is confirmed and nothing has come for a while.
    async settle() {
        let still = 0;
        let version = -1;
        for (let tries = 0; tries < 600 && still < 10; ++tries) {
            await new Promise((done) => setTimeout(done, 100));
            const quiet = this.sent === null && this.next === null && this.joined &&
                version === this.version;
            still = quiet ? still + 1 : 0;
            version = this.version;
        }
        if (still < 10) throw new Error(`${this.name} does not come to rest`);
    }

    close() {
        this.closed = true;
        this.line.close();
    }
}
