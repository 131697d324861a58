#include <limits>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

// What the first packet of a stream says of it.
struct Codec {
    std::uint64_t rate = 0;  // Of the positions in its pages; 0: none that is known.
    std::uint64_t skipped = 0;
};

Codec codec_of(std::string_view packet) {
    if (packet.starts_with("OpusHead")) {
        return {.rate = 48'000, .skipped = little_endian(packet, 10, 2)};
    }
    if (packet.starts_with("\x01vorbis")) return {.rate = little_endian(packet, 12, 4)};
    if (packet.starts_with("\x7F"
                           "FLAC"))
        return {.rate = big_endian(packet, 27, 3) >> 4U};
    if (packet.starts_with("Speex   ")) return {.rate = little_endian(packet, 36, 4)};
    return {};
}

}  // namespace

std::optional<SoundInfo> probe_ogg(std::string_view bytes) {
    if (!bytes.starts_with("OggS")) return std::nullopt;
    constexpr std::size_t kHeadBytes = 27;
    constexpr auto kNoPosition = std::numeric_limits<std::uint64_t>::max();
    SoundInfo info{.extension = "ogg"};
    Codec codec;
    std::uint64_t stream = 0;
    std::uint64_t last = 0;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto segments = byte_at(bytes, at + 26);
        std::size_t size = kHeadBytes + segments;
        for (std::size_t i = 0; i < segments; ++i) size += byte_at(bytes, at + kHeadBytes + i);
        if (!has_at(bytes, at, "OggS") || at + size > bytes.size()) {
            info.problem = kCutOff;
            return info;
        }
        const bool begins = (byte_at(bytes, at + 5) & 2U) != 0;
        const auto serial = little_endian(bytes, at + 14, 4);
        if (begins) {
            const auto packet = bytes.substr(at + kHeadBytes + segments, size);
            if (packet.starts_with("\x80theora")) info.problem = kHoldsVideo;
            const auto found = codec_of(packet);
            if (codec.rate == 0 && found.rate > 0) {
                codec = found;
                stream = serial;
            }
        }
        const auto position = little_endian(bytes, at + 6, 8);
        if (codec.rate > 0 && serial == stream && position != kNoPosition) last = position;
        at += size;
    }
    if (codec.rate == 0 && info.problem.empty()) info.problem = kHoldsNoSound;
    info.duration_ms = to_milliseconds(last > codec.skipped ? last - codec.skipped : 0, codec.rate);
    if (*info.duration_ms == 0 && info.problem.empty()) info.problem = kHoldsNoSound;
    return info;
}

}  // namespace fabula::audio
