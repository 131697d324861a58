// Sound files, made of nothing.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

namespace fabula::test {

inline std::string little(std::uint64_t value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    return out;
}

inline std::string big(std::uint64_t value, int count) {
    std::string out;
    for (int i = count - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    return out;
}

struct WavShape {
    std::uint64_t rate = 8000;
    std::uint64_t channels = 1;
    std::uint64_t bits = 16;
    std::uint64_t format = 1;  // 1: whole numbers, 3: floats.
};

// `data` behind the head of a WAV file.
inline std::string wav_of(const std::string& data, const WavShape& shape = {}) {
    const auto frame = shape.channels * shape.bits / 8;
    std::string out = "WAVEfmt " + little(16, 4) + little(shape.format, 2) +
                      little(shape.channels, 2) + little(shape.rate, 4) +
                      little(shape.rate * frame, 4) + little(frame, 2) + little(shape.bits, 2) +
                      "data" + little(data.size(), 4) + data;
    if (data.size() % 2 == 1) out.push_back('\0');
    return "RIFF" + little(out.size(), 4) + out;
}

// A tone of 220 Hz at half its loudness, 16 bits, one channel.
inline std::string tone(std::int64_t milliseconds, std::uint64_t rate = 8000) {
    std::string data;
    const auto count = static_cast<std::uint64_t>(milliseconds) * rate / 1000;
    for (std::uint64_t i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * 220 * static_cast<double>(i);
        const auto value = std::lround(16'384 * std::sin(angle / static_cast<double>(rate)));
        data += little(static_cast<std::uint64_t>(value), 2);
    }
    return wav_of(data, {.rate = rate});
}

// Frames of silence as MP3: 128 kbit/s at 44,100 Hz, 26.12 ms and 417 bytes each.
inline std::string mp3(int frames) {
    std::string out;
    for (int i = 0; i < frames; ++i) out += big(0xFFFB9000, 4) + std::string(413, '\0');
    return out;
}

// One page of an Ogg stream with one short packet.
inline std::string ogg_page(const std::string& packet, int flags, std::uint64_t position,
                            std::uint64_t number) {
    return std::string("OggS") + '\0' + static_cast<char>(flags) + little(position, 8) +
           little(7, 4) + little(number, 4) + little(0, 4) + '\x01' +
           static_cast<char>(packet.size()) + packet;
}

// Opus in Ogg, with nothing in its packets.
inline std::string opus(std::int64_t milliseconds) {
    constexpr std::uint64_t skipped = 312;
    const auto end = static_cast<std::uint64_t>(milliseconds) * 48 + skipped;
    const std::string head =
        "OpusHead\x01\x01" + little(skipped, 2) + little(48'000, 4) + std::string(3, '\0');
    return ogg_page(head, 2, 0, 0) + ogg_page("OpusTags" + std::string(8, '\0'), 0, 0, 1) +
           ogg_page(std::string(20, 'x'), 4, end, 2);
}

}  // namespace fabula::test
