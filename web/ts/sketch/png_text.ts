// A sketch travels inside the picture made of it, as text of the PNG (PNG specification, third
// edition, 11.3.3.4 iTXt): whoever opens the picture again goes on with the strokes.
const keyword = "Fabula sketch";
const textMax = 20_000_000;  // Bytes, unfolded.
const headLength = 8;        // The signature that a PNG begins with.

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; ++bit) {
        value = (value & 1) === 1 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
    }
    return value;
});

function checksum(bytes: Uint8Array): number {
    let value = 0xFFFFFFFF;
    for (const byte of bytes) value = (checksums[(value ^ byte) & 0xFF] ?? 0) ^ (value >>> 8);
    return (value ^ 0xFFFFFFFF) >>> 0;
}

interface Chunk {
    type: string;
    start: number;  // Of its length field.
    data: Uint8Array;
}

function* chunks(png: Uint8Array): Generator<Chunk> {
    const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
    for (let start = headLength; start + 12 <= png.length;) {
        const length = view.getUint32(start);
        if (start + 12 + length > png.length) return;
        yield { type: String.fromCharCode(...png.subarray(start + 4, start + 8)), start,
                data: png.subarray(start + 8, start + 8 + length) };
        start += 12 + length;
    }
}

async function folded(text: string): Promise<Uint8Array> {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

// null where it is damaged or longer than any sketch.
async function unfolded(bytes: Uint8Array): Promise<string | null> {
    const stream = new Blob([new Uint8Array(bytes)]).stream()
        .pipeThrough(new DecompressionStream("deflate"));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    const reader = stream.getReader();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done) return await new Blob(parts).text();
            length += value.length;
            if (length > textMax) {
                await reader.cancel();
                return null;
            }
            parts.push(value);
        }
    } catch {
        return null;
    }
}

function textChunk(text: Uint8Array): Uint8Array<ArrayBuffer> {
    // Keyword; compressed, by zlib; neither language nor keyword in it.
    const head = [...keyword].map((c) => c.charCodeAt(0)).concat(0, 1, 0, 0, 0);
    const chunk = new Uint8Array(12 + head.length + text.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, head.length + text.length);
    chunk.set([..."iTXt"].map((c) => c.charCodeAt(0)), 4);
    chunk.set(head, 8);
    chunk.set(text, 8 + head.length);
    view.setUint32(chunk.length - 4, checksum(chunk.subarray(4, chunk.length - 4)));
    return chunk;
}

export async function withText(png: Blob, text: string): Promise<Blob> {
    const end = [...chunks(new Uint8Array(await png.arrayBuffer()))]
        .find(({ type }) => type === "IEND")?.start ?? png.size;
    const chunk = textChunk(await folded(text));
    return new Blob([png.slice(0, end), chunk, png.slice(end)], { type: "image/png" });
}

// null where the picture is no PNG, or holds none.
export async function textIn(picture: Blob): Promise<string | null> {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    if (String.fromCharCode(...bytes.subarray(1, 4)) !== "PNG") return null;
    for (const { type, data } of chunks(bytes)) {
        if (type !== "iTXt") continue;
        const said = String.fromCharCode(...data.subarray(0, keyword.length));
        if (said !== keyword || data[keyword.length] !== 0) continue;
        return unfolded(data.subarray(keyword.length + 5));
    }
    return null;
}
