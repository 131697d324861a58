#include <array>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

struct Frame {
    std::size_t bytes = 0;
    std::uint64_t samples = 0;
    std::uint64_t rate = 0;
    std::uint64_t kind = 0;      // What is the same in all frames of a file.
    std::size_t side_bytes = 0;  // Between the header and a Xing header of Layer III.
};

// kbit/s by index of version 1 in layers I, II, III, then of versions 2 and 2.5 in I, II and III.
constexpr std::array<std::array<std::uint16_t, 15>, 5> kBitrates{{
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}};

std::optional<Frame> mp3_frame(std::string_view bytes, std::size_t at) {
    const auto head = big_endian(bytes, at, 4);
    const auto version = head >> 19U & 3U;  // 0: 2.5, 2: 2, 3: 1.
    const auto layer = 4 - (head >> 17U & 3U);
    const auto bitrate_index = head >> 12U & 15U;
    const auto rate_index = head >> 10U & 3U;
    const bool valid = at + 4 <= bytes.size() && head >> 21U == 0x7FF && version != 1 &&
                       layer != 4 && bitrate_index != 0 && bitrate_index != 15 && rate_index != 3;
    if (!valid) return std::nullopt;
    constexpr std::array<std::uint64_t, 3> rates{44'100, 48'000, 32'000};
    const bool first = version == 3;
    const auto rate = rates.at(rate_index) / (first ? 1 : version == 2 ? 2 : 4);
    const auto row = first ? layer - 1 : layer == 1 ? 3 : 4;
    const auto bits = std::uint64_t{1000} * kBitrates.at(row).at(bitrate_index);
    const auto padding = head >> 9U & 1U;
    const bool mono = (head >> 6U & 3U) == 3;
    Frame frame{.rate = rate, .kind = head & 0xFFFE0C00U};
    if (layer == 1) {
        frame.samples = 384;
        frame.bytes = (12 * bits / rate + padding) * 4;
    } else {
        frame.samples = layer == 3 && !first ? 576 : 1152;
        frame.bytes = frame.samples / 8 * bits / rate + padding;
    }
    frame.side_bytes = first ? (mono ? 17 : 32) : (mono ? 9 : 17);
    return frame;
}

std::optional<Frame> aac_frame(std::string_view bytes, std::size_t at) {
    constexpr std::array<std::uint64_t, 13> rates{96'000, 88'200, 64'000, 48'000, 44'100,
                                                  32'000, 24'000, 22'050, 16'000, 12'000,
                                                  11'025, 8'000,  7'350};
    // 12 bits of sync, 1 version, 2 layer, 1 protection, 2 profile, 4 rate, 1, 3 channels, 4, then
    // 13 of the frame's length.
    const auto head = big_endian(bytes, at, 7);
    const auto rate_index = head >> 34U & 15U;
    const auto length = head >> 13U & 0x1FFFU;
    const bool valid = at + 7 <= bytes.size() && head >> 44U == 0xFFF && (head >> 41U & 3U) == 0 &&
                       rate_index < rates.size() && length > 7;
    if (!valid) return std::nullopt;
    return Frame{.bytes = length,
                 .samples = 1024 * ((head & 3U) + 1),
                 .rate = rates.at(rate_index),
                 .kind = head >> 34U};
}

using ReadFrame = std::optional<Frame> (*)(std::string_view, std::size_t);

// Behind a tag of its title that stands before the sound (ID3v2), and behind padding.
std::size_t start_of_sound(std::string_view bytes) {
    std::size_t at = 0;
    while (has_at(bytes, at, "ID3")) {
        std::size_t size = 0;
        for (std::size_t i = 6; i < 10; ++i) size = size << 7U | (byte_at(bytes, at + i) & 0x7FU);
        at += size + 10;
    }
    while (at < bytes.size() && bytes[at] == '\0') ++at;
    return at;
}

// True where enough frames of one kind follow each other, so that it is no accident.
bool begins_sound(std::string_view bytes, std::size_t at, ReadFrame read) {
    constexpr int kEnough = 3;
    const auto first = read(bytes, at);
    for (int i = 0; i < kEnough; ++i) {
        const auto frame = read(bytes, at);
        if (!frame || frame->kind != first->kind) return i > 0 && at == bytes.size();
        at += frame->bytes;
    }
    return true;
}

// Of frames from `at` on; what is damaged in between is passed over.
std::int64_t length_of(std::string_view bytes, std::size_t at, ReadFrame read, const Frame& first) {
    std::uint64_t samples = 0;
    while (at < bytes.size()) {
        const auto frame = read(bytes, at);
        if (!frame || frame->kind != first.kind) {
            ++at;
            continue;
        }
        if (at + frame->bytes > bytes.size()) break;
        samples += frame->samples;
        at += frame->bytes;
    }
    return to_milliseconds(samples, first.rate);
}

}  // namespace

std::optional<SoundInfo> probe_mpeg(std::string_view bytes) {
    auto at = start_of_sound(bytes);
    if (begins_sound(bytes, at, aac_frame)) {
        const auto first = *aac_frame(bytes, at);
        return SoundInfo{.extension = "aac", .duration_ms = length_of(bytes, at, aac_frame, first)};
    }
    if (!begins_sound(bytes, at, mp3_frame)) return std::nullopt;
    const auto first = *mp3_frame(bytes, at);
    SoundInfo info{.extension = "mp3"};
    // The first frame may hold no sound but how many frames and bytes there are.
    const auto xing = at + 4 + first.side_bytes;
    if (has_at(bytes, xing, "Xing") || has_at(bytes, xing, "Info")) {
        const auto flags = big_endian(bytes, xing + 4, 4);
        const auto counted = (flags & 1U) != 0 ? std::size_t{4} : std::size_t{0};
        const auto promised = (flags & 2U) != 0 ? big_endian(bytes, xing + 8 + counted, 4) : 0;
        if (promised > bytes.size() - at) info.problem = kCutOff;
        at += first.bytes;
    }
    info.duration_ms = length_of(bytes, at, mp3_frame, first);
    if (info.problem.empty() && *info.duration_ms == 0) info.problem = kHoldsNoSound;
    return info;
}

}  // namespace fabula::audio
