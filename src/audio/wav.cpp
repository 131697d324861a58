#include "audio/wav.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

enum Format : std::uint64_t { Pcm = 1, Float = 3, Extensible = 0xFFFE };

struct Wav {
    std::uint64_t format = 0;
    std::uint64_t channels = 0;
    std::uint64_t rate = 0;         // Frames a second.
    std::uint64_t byte_rate = 0;    // Bytes a second.
    std::uint64_t frame_bytes = 0;  // One sample of every channel.
    std::uint64_t bits = 0;         // Of one sample.
    std::uint64_t promised_bytes = 0;
    bool has_data = false;
    bool cut_off = false;
    std::string_view data{};
};

bool is_wav(std::string_view bytes) {
    return (has_at(bytes, 0, "RIFF") || has_at(bytes, 0, "RF64")) && has_at(bytes, 8, "WAVE");
}

void read_format(std::string_view bytes, std::size_t at, std::uint64_t size, Wav& wav) {
    wav.format = little_endian(bytes, at, 2);
    wav.channels = little_endian(bytes, at + 2, 2);
    wav.rate = little_endian(bytes, at + 4, 4);
    wav.byte_rate = little_endian(bytes, at + 8, 4);
    wav.frame_bytes = little_endian(bytes, at + 12, 2);
    wav.bits = little_endian(bytes, at + 14, 2);
    // The format proper is the beginning of a GUID then.
    constexpr std::size_t kSubFormat = 24;
    if (wav.format == Extensible && size >= kSubFormat + 2) {
        wav.format = little_endian(bytes, at + kSubFormat, 2);
    }
}

Wav read_wav(std::string_view bytes) {
    // A recorder that could not come back to write the length leaves one of these.
    constexpr std::uint64_t kUnknown = 0xFFFFFFFF;
    Wav wav;
    std::uint64_t size_of_data = 0;  // As RF64 has it.
    std::uint64_t at = 12;
    while (at + 8 <= bytes.size() && !wav.has_data) {
        auto size = little_endian(bytes, at + 4, 4);
        const auto begin = at + 8;
        if (has_at(bytes, at, "ds64")) size_of_data = little_endian(bytes, begin + 8, 8);
        if (has_at(bytes, at, "fmt ")) read_format(bytes, begin, size, wav);
        if (has_at(bytes, at, "data")) {
            const auto left = bytes.size() - begin;
            if (size == kUnknown && size_of_data > 0) size = size_of_data;
            if (size == kUnknown || (size == 0 && left > 0)) size = left;
            wav.has_data = true;
            wav.promised_bytes = size;
            wav.cut_off = size > left;
            wav.data = bytes.substr(begin, size);
        }
        at = begin + size + size % 2;
    }
    return wav;
}

float float_of(std::uint64_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

// How loud one sample is, 0 to 1 and above where floats clip.
double loudness(const Wav& wav, std::size_t at) {
    const auto bytes = static_cast<int>(wav.bits / 8);
    const auto raw = little_endian(wav.data, at, bytes);
    if (wav.format == Float) {
        const double value =
            wav.bits == 64 ? std::bit_cast<double>(raw) : static_cast<double>(float_of(raw));
        return std::isfinite(value) ? std::abs(value) : 0;
    }
    if (wav.bits == 8) return std::abs(static_cast<double>(raw) - 128) / 128;
    const auto half = std::uint64_t{1} << (wav.bits - 1);
    const auto whole = static_cast<double>(half) * 2;
    const auto value = static_cast<double>(raw) - (raw >= half ? whole : 0);
    return std::abs(value) / static_cast<double>(half);
}

bool is_readable(const Wav& wav) {
    const bool pcm =
        wav.format == Pcm && (wav.bits == 8 || wav.bits == 16 || wav.bits == 24 || wav.bits == 32);
    const bool floats = wav.format == Float && (wav.bits == 32 || wav.bits == 64);
    return (pcm || floats) && wav.channels > 0 && wav.frame_bytes == wav.channels * wav.bits / 8;
}

}  // namespace

std::optional<SoundInfo> probe_wav(std::string_view bytes) {
    if (!is_wav(bytes)) return std::nullopt;
    const auto wav = read_wav(bytes);
    SoundInfo info{.extension = "wav"};
    if (wav.rate == 0 || wav.channels == 0 || !wav.has_data) {
        info.problem = kCutOff;
    } else if (wav.cut_off) {
        const auto rate = std::max<std::uint64_t>(wav.byte_rate, 1);
        info.problem.append(kCutOff)
            .append(" Its head promises ")
            .append(std::to_string(wav.promised_bytes / rate))
            .append(" seconds, ")
            .append(std::to_string(wav.data.size() / rate))
            .append(" are there.");
    } else if (wav.data.empty()) {
        info.problem = kHoldsNoSound;
    } else if (wav.frame_bytes > 0 && (wav.format == Pcm || wav.format == Float)) {
        info.duration_ms = to_milliseconds(wav.data.size() / wav.frame_bytes, wav.rate);
    } else if (wav.byte_rate > 0) {
        info.duration_ms = to_milliseconds(wav.data.size(), wav.byte_rate);
    }
    return info;
}

std::vector<double> wav_peaks(std::string_view bytes, std::size_t count) {
    std::vector<double> peaks;
    if (!is_wav(bytes)) return peaks;
    const auto wav = read_wav(bytes);
    if (!is_readable(wav)) return peaks;
    const auto frames = wav.data.size() / wav.frame_bytes;
    const auto parts = std::min<std::size_t>(count, frames);
    const auto sample_bytes = wav.bits / 8;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto end = frames * (part + 1) / parts * wav.frame_bytes;
        double loudest = 0;
        for (auto at = frames * part / parts * wav.frame_bytes; at < end; at += sample_bytes) {
            loudest = std::max(loudest, loudness(wav, at));
        }
        peaks.push_back(std::min(loudest, 1.0));
    }
    return peaks;
}

}  // namespace fabula::audio
