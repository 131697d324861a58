#include <bit>
#include <cmath>
#include <limits>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

constexpr std::uint64_t kUnknownSize = std::numeric_limits<std::uint64_t>::max();

// RFC 8794 4: a number whose first byte tells its length.
std::uint64_t read_number(std::string_view bytes, std::size_t& at, bool keep_marker) {
    const auto lead = byte_at(bytes, at);
    const int length = std::countl_zero(lead) + 1;
    if (length > 8) {
        at = bytes.size();
        return 0;
    }
    const auto number = big_endian(bytes, at, length);
    at += static_cast<std::size_t>(length);
    if (keep_marker) return number;
    const auto mask = (std::uint64_t{1} << static_cast<unsigned>(7 * length)) - 1;
    return (number & mask) == mask ? kUnknownSize : number & mask;
}

struct Recording {
    bool sound = false;
    bool picture = false;
    bool cut_off = false;
    bool clusters = false;
    std::uint64_t scale = 1'000'000;  // Nanoseconds of a tick.
    double ticks = 0;
};

enum Element : std::uint64_t {
    Segment = 0x18538067,
    Info = 0x1549A966,
    Scale = 0x2AD7B1,
    Duration = 0x4489,
    Tracks = 0x1654AE6B,
    Track = 0xAE,
    TrackType = 0x83,
    Cluster = 0x1F43B675,
};

double read_float(std::string_view content) {
    const auto bits = big_endian(content, 0, content.size() == 4 ? 4 : 8);
    return content.size() == 4
               ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)))
               : std::bit_cast<double>(bits);
}

void read_elements(std::string_view bytes, Recording& out, int depth) {
    constexpr int kDepthMax = 4;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto id = read_number(bytes, at, true);
        const auto size = read_number(bytes, at, false);
        const auto left = bytes.size() - std::min(at, bytes.size());
        const bool open = size == kUnknownSize;  // To the end, as live recordings are.
        if (!open && size > left) out.cut_off = true;
        const auto content = bytes.substr(std::min(at, bytes.size()), open ? left : size);
        const bool parent = id == Segment || id == Info || id == Tracks || id == Track;
        if (parent && depth < kDepthMax) read_elements(content, out, depth + 1);
        if (id == Scale) out.scale = big_endian(content, 0, static_cast<int>(content.size() & 7U));
        if (id == Duration) out.ticks = read_float(content);
        if (id == TrackType) {
            out.picture = out.picture || byte_at(content, 0) == 1;
            out.sound = out.sound || byte_at(content, 0) == 2;
        }
        out.clusters = out.clusters || id == Cluster;
        if (open && id == Cluster) return;  // Its blocks stand in for what follows.
        at += content.size();
    }
}

}  // namespace

std::optional<SoundInfo> probe_webm(std::string_view bytes) {
    if (!bytes.starts_with("\x1A\x45\xDF\xA3")) return std::nullopt;
    SoundInfo info{.extension = "webm"};
    Recording found;
    read_elements(bytes, found, 0);
    if (found.picture) {
        info.problem = kHoldsVideo;
    } else if (!found.clusters || found.cut_off) {
        info.problem = kCutOff;
    } else if (!found.sound) {
        info.problem = kHoldsNoSound;
    }
    constexpr double kNanosecondsMs = 1e6;
    constexpr double kMillisecondsMax = 1e12;
    const double length = found.ticks * static_cast<double>(found.scale) / kNanosecondsMs;
    if (length >= 1 && length < kMillisecondsMax) info.duration_ms = std::llround(length);
    return info;
}

}  // namespace fabula::audio
