// Numbers in a sound file. What lies behind its end reads as 0.
#pragma once

#include <cstdint>
#include <string_view>

namespace fabula::audio {

inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}

// `count` bytes (at most 8), the least significant first.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint64_t out = 0;
    for (int i = count - 1; i >= 0; --i) {
        out = out << 8U | byte_at(bytes, at + static_cast<std::size_t>(i));
    }
    return out;
}

// The same, the most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint64_t out = 0;
    for (int i = 0; i < count; ++i) out = out << 8U | byte_at(bytes, at + std::size_t(i));
    return out;
}

inline bool has_at(std::string_view bytes, std::size_t at, std::string_view text) {
    return at <= bytes.size() && bytes.substr(at, text.size()) == text;
}

// Samples at `rate` per second, rounded to the millisecond; 0 for a rate of 0.
inline std::int64_t to_milliseconds(std::uint64_t samples, std::uint64_t rate) {
    if (rate == 0) return 0;
    const auto seconds = samples / rate;
    if (seconds > 1'000'000'000) return 0;  // Thirty years: no sound.
    return static_cast<std::int64_t>(seconds * 1000 + (samples % rate * 1000 + rate / 2) / rate);
}

}  // namespace fabula::audio
