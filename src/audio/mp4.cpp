#include <algorithm>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

struct Box {
    std::string_view type;
    std::string_view content;
    bool whole = false;
    std::size_t bytes = 0;
};

Box box_at(std::string_view bytes, std::size_t at) {
    auto size = big_endian(bytes, at, 4);
    std::size_t head = 8;
    if (size == 1) {
        size = big_endian(bytes, at + 8, 8);
        head = 16;
    }
    const auto left = bytes.size() - at;
    if (size == 0) size = left;
    Box box{.type = bytes.substr(at + 4, 4), .whole = size >= head && size <= left};
    box.bytes = box.whole ? size : left;
    if (box.bytes >= head) box.content = bytes.substr(at + head, box.bytes - head);
    return box;
}

struct Movie {
    std::uint64_t rate = 0;
    std::uint64_t length = 0;  // At that rate.
    bool sound = false;
    bool picture = false;
};

void read_header(std::string_view content, Movie& movie) {
    const bool wide = byte_at(content, 0) == 1;
    movie.rate = big_endian(content, wide ? 20 : 12, 4);
    movie.length = big_endian(content, wide ? 24 : 16, wide ? 8 : 4);
    if (!wide && movie.length == 0xFFFFFFFF) movie.length = 0;
}

// The boxes of a movie box: its header, and the kind of each track.
void read_movie(std::string_view content, Movie& movie, int depth) {
    constexpr int kDepthMax = 4;
    for (std::size_t at = 0; at + 8 <= content.size();) {
        const auto box = box_at(content, at);
        if (!box.whole) return;
        if (box.type == "mvhd") read_header(box.content, movie);
        if (box.type == "hdlr") {
            movie.sound = movie.sound || has_at(box.content, 8, "soun");
            movie.picture = movie.picture || has_at(box.content, 8, "vide");
        }
        if ((box.type == "trak" || box.type == "mdia") && depth < kDepthMax) {
            read_movie(box.content, movie, depth + 1);
        }
        at += box.bytes;
    }
}

}  // namespace

std::optional<SoundInfo> probe_mp4(std::string_view bytes) {
    if (!has_at(bytes, 4, "ftyp")) return std::nullopt;
    SoundInfo info{.extension = "m4a"};
    Movie movie;
    bool found = false;
    bool whole = true;
    for (std::size_t at = 0; at < bytes.size();) {
        if (at + 8 > bytes.size()) {
            whole = false;
            break;
        }
        const auto box = box_at(bytes, at);
        whole = whole && box.whole;
        if (box.type == "moov" && box.whole) {
            found = true;
            read_movie(box.content, movie, 0);
        }
        at += std::max<std::size_t>(box.bytes, 8);
    }
    if (!whole || !found) {
        info.problem = kCutOff;
    } else if (movie.picture) {
        info.problem = kHoldsVideo;
    } else if (!movie.sound) {
        info.problem = kHoldsNoSound;
    }
    const auto length = to_milliseconds(movie.length, movie.rate);
    if (length > 0) info.duration_ms = length;
    return info;
}

}  // namespace fabula::audio
