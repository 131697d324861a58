// What is in the files that leave.
import zlib from "node:zlib";

// Name and bytes of each entry, in the order of the central directory.
export function readZip(bytes) {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0) throw new Error("no end of a ZIP directory");
    const entries = [];
    let at = bytes.readUInt32LE(end + 16);
    for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
        if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error("no entry of a ZIP directory");
        const method = bytes.readUInt16LE(at + 10);
        const size = bytes.readUInt32LE(at + 20);
        const nameLength = bytes.readUInt16LE(at + 28);
        const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
        const local = bytes.readUInt32LE(at + 42);
        const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
        const raw = bytes.subarray(start, start + size);
        entries.push({ name, bytes: method === 0 ? raw : zlib.inflateRawSync(raw) });
        at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
}

export function isPdf(bytes) {
    return bytes.subarray(0, 5).toString() === "%PDF-" && bytes.subarray(-32).includes("%%EOF");
}

export function isPng(bytes) {
    return bytes.subarray(1, 4).toString() === "PNG";
}

export function isJpeg(bytes) {
    return bytes[0] === 0xff && bytes[1] === 0xd8;
}
