// Sound files, made of nothing.

// A tone of 220 Hz at half its loudness: WAV, 16 bits, one channel.
export function tone(milliseconds, rate = 8000) {
    const count = Math.round(milliseconds * rate / 1000);
    const bytes = Buffer.alloc(44 + 2 * count);
    bytes.write("RIFF", 0);
    bytes.writeUInt32LE(36 + 2 * count, 4);
    bytes.write("WAVEfmt ", 8);
    bytes.writeUInt32LE(16, 16);
    bytes.writeUInt16LE(1, 20);
    bytes.writeUInt16LE(1, 22);
    bytes.writeUInt32LE(rate, 24);
    bytes.writeUInt32LE(2 * rate, 28);
    bytes.writeUInt16LE(2, 32);
    bytes.writeUInt16LE(16, 34);
    bytes.write("data", 36);
    bytes.writeUInt32LE(2 * count, 40);
    for (let i = 0; i < count; i += 1) {
        bytes.writeInt16LE(Math.round(16_384 * Math.sin(2 * Math.PI * 220 * i / rate)), 44 + 2 * i);
    }
    return bytes;
}
