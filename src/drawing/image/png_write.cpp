#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "drawing/deflate.hpp"
#include "drawing/image.hpp"

namespace fabula::drawing {

namespace {

constexpr int kLevel = 6;

enum class Channels : std::uint8_t { Grey = 1, Color = 3, ColorAlpha = 4 };

std::size_t count_of(Channels channels) {
    return static_cast<std::size_t>(channels);
}

// The fewest channels that hold the picture.
Channels channels_of(const Pixels& pixels) {
    if (!pixels.opaque()) return Channels::ColorAlpha;
    for (std::size_t at = 0; at < pixels.rgba.size(); at += 4) {
        const std::uint8_t* p = &pixels.rgba[at];
        if (p[0] != p[1] || p[1] != p[2]) return Channels::Color;
    }
    return Channels::Grey;
}

// Whether most pixels equal their left neighbour. Drawn areas repeat whole bytes and are best left
// as they are; photos and gradients need a prediction.
bool is_flat(const Pixels& pixels) {
    std::size_t equal = 0, count = 0;
    for (std::size_t at = 4; at < pixels.rgba.size(); at += 4) {
        equal += std::equal(&pixels.rgba[at], &pixels.rgba[at] + 4, &pixels.rgba[at - 4]);
        ++count;
    }
    return equal * 2 > count;
}

std::string pack_row(const Pixels& pixels, std::uint32_t y, Channels channels) {
    const std::uint8_t* from = &pixels.rgba[std::size_t{y} * pixels.width * 4];
    std::string row(pixels.width * count_of(channels), '\0');
    char* to = row.data();
    for (std::uint32_t x = 0; x < pixels.width; ++x, from += 4) {
        to = std::copy_n(from, count_of(channels), to);
    }
    return row;
}

// The distance between neighbours as PNG's filters write it (ISO/IEC 15948, 9.2).
std::string difference(const std::string& row, const std::string& other, std::size_t shift) {
    std::string out(row.size(), '\0');
    std::copy_n(row.begin(), shift, out.begin());
    for (std::size_t i = shift; i < row.size(); ++i) {
        out[i] = static_cast<char>(row[i] - other[i - shift]);
    }
    return out;
}

std::int64_t size_of(const std::string& differences) {
    std::int64_t sum = 0;
    for (const char value : differences) sum += std::abs(static_cast<signed char>(value));
    return sum;
}

std::string filtered_rows(const Pixels& pixels, Channels channels) {
    static constexpr char kNone = 0, kSub = 1, kUp = 2;
    const bool flat = is_flat(pixels);
    std::string out;
    out.reserve((pixels.width * count_of(channels) + 1) * pixels.height);
    std::string above(pixels.width * count_of(channels), '\0');
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        std::string row = pack_row(pixels, y, channels);
        if (flat) {
            out += kNone;
            out += row;
            continue;
        }
        const std::string up = difference(row, above, 0);
        const std::string left = difference(row, row, count_of(channels));
        const bool is_up = size_of(up) < size_of(left);
        out += is_up ? kUp : kSub;
        out += is_up ? up : left;
        above = std::move(row);
    }
    return out;
}

void append_number(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_chunk(std::string& out, std::string_view name, std::string_view body) {
    append_number(out, static_cast<std::uint32_t>(body.size()));
    out.append(name).append(body);
    append_number(out, crc32(crc32(0, name), body));
}

std::string header_of(const Pixels& pixels, Channels channels) {
    std::string out;
    append_number(out, pixels.width);
    append_number(out, pixels.height);
    const char type = channels == Channels::Grey ? 0 : channels == Channels::Color ? 2 : 6;
    return out + '\x08' + type + std::string(3, '\0');
}

std::string physical_size(double pixels_per_point) {
    static constexpr double kPointsPerMeter = 72 / 0.0254;
    const auto density =
        static_cast<std::uint32_t>(std::lround(pixels_per_point * kPointsPerMeter));
    std::string out;
    append_number(out, density);
    append_number(out, density);
    return out + '\x01';  // Pixels per meter.
}

}  // namespace

std::string encode_png(const Pixels& pixels, const PngOptions& options) {
    const Channels channels = channels_of(pixels);
    std::string out = "\x89PNG\r\n\x1A\n";
    append_chunk(out, "IHDR", header_of(pixels, channels));
    if (options.pixels_per_point > 0) {
        append_chunk(out, "pHYs", physical_size(options.pixels_per_point));
    }
    for (const auto& [keyword, text] : options.texts) {
        // Keyword, not compressed, no language, no translated keyword.
        append_chunk(out, "iTXt", keyword + std::string(5, '\0') + text);
    }
    Deflater deflater(DeflateFrame::Zlib, kLevel);
    append_chunk(out, "IDAT", deflater.compress(filtered_rows(pixels, channels)));
    append_chunk(out, "IEND", {});
    return out;
}

}  // namespace fabula::drawing
