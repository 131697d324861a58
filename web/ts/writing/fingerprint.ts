// Tells texts apart, the same here and on the server (base/text.hpp): two lanes over UTF-16 units.
export function fingerprint(text: string): string {
    let first = 0x811c9dc5;
    let second = 0x9747b28c | 0;
    for (let at = 0; at < text.length; ++at) {
        const unit = text.charCodeAt(at);
        first = Math.imul(first ^ unit, 0x01000193);
        second = Math.imul(second ^ unit, 0x85ebca6b);
        second ^= second >>> 15;
    }
    const digits = (lane: number): string => (lane >>> 0).toString(16).padStart(8, "0");
    return digits(first) + digits(second);
}
