#include "drawing/image.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "drawing/image/codecs.hpp"

namespace fabula::drawing {

namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + i);
    return value;
}

// PNG (ISO/IEC 15948) 11.2.2 and, for tRNS, 11.3.2.1.
std::optional<ImageInfo> probe_png(std::string_view bytes) {
    static constexpr std::size_t kHeaderEnd = 33;
    if (bytes.size() < kHeaderEnd || bytes.substr(12, 4) != "IHDR") return std::nullopt;
    ImageInfo info;
    info.mime = "image/png";
    info.width = big_endian(bytes, 16, 4);
    info.height = big_endian(bytes, 20, 4);
    info.bits = static_cast<std::uint8_t>(byte_at(bytes, 24));
    switch (byte_at(bytes, 25)) {
        case 0: info.channels = 1; break;
        case 2: info.channels = 3; break;
        case 3: info.channels = 1, info.palette = true; break;
        case 4: info.channels = 2, info.alpha = true; break;
        case 6: info.channels = 4, info.alpha = true; break;
        default: return std::nullopt;
    }
    info.interlaced = byte_at(bytes, 28) != 0;
    static constexpr std::uint32_t kSideMax = 0x7FFFFFFF;
    if (info.width == 0 || info.height == 0 || info.width > kSideMax || info.height > kSideMax) {
        return std::nullopt;
    }
    for (std::size_t at = kHeaderEnd; at + 8 <= bytes.size();) {
        const std::uint32_t length = big_endian(bytes, at, 4);
        const auto name = bytes.substr(at + 4, 4);
        if (name == "IDAT" || name == "IEND" || length > bytes.size()) break;
        info.alpha |= name == "tRNS";
        at += std::size_t{length} + 12;
    }
    return info;
}

// The orientation in a TIFF header (EXIF 2.3, 4.6.4): 1..8, 1 where it does not say.
std::uint8_t exif_orientation(std::string_view tiff) {
    if (tiff.size() < 14) return 1;
    const bool little = tiff.starts_with("II");
    const auto number = [&](std::size_t at, std::size_t count) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            value = value << 8 | byte_at(tiff, at + (little ? count - 1 - i : i));
        }
        return value;
    };
    const std::size_t directory = number(4, 4);
    if (directory + 2 > tiff.size()) return 1;
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * 12;
        if (at + 12 > tiff.size()) return 1;
        if (number(at, 2) != 0x0112) continue;
        const std::uint32_t value = number(at + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : std::uint8_t{1};
    }
    return 1;
}

bool is_start_of_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// JPEG (ITU T.81) annex B: segments up to the frame header.
std::optional<ImageInfo> probe_jpeg(std::string_view bytes) {
    ImageInfo info;
    info.mime = "image/jpeg";
    bool adobe = false;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (byte_at(bytes, at) != 0xFF) return std::nullopt;
        const std::uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {  // Fill byte.
            ++at;
            continue;
        }
        const std::size_t length = big_endian(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size()) return std::nullopt;
        const std::string_view body = bytes.substr(at + 4, length - 2);
        if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6))) {
            info.orientation = exif_orientation(body.substr(6));
        }
        adobe |= marker == 0xEE && body.starts_with("Adobe");
        if (is_start_of_frame(marker)) {
            if (body.size() < 6) return std::nullopt;
            info.bits = static_cast<std::uint8_t>(byte_at(body, 0));
            info.height = big_endian(body, 1, 2);
            info.width = big_endian(body, 3, 2);
            info.channels = static_cast<std::uint8_t>(byte_at(body, 5));
            info.huffman = marker <= 0xC2;
            info.inverted = adobe && info.channels == 4;
            if (info.width == 0 || info.height == 0) return std::nullopt;
            if (info.orientation >= 5) std::swap(info.width, info.height);
            return info;
        }
        at += 2 + length;
    }
    return std::nullopt;
}

bool within_limit(const ImageInfo& info) {
    return std::uint64_t{info.width} * info.height <= kImagePixelsMax;
}

// Turns and mirrors stored pixels as EXIF says they are to be seen.
Pixels turn_upright(Pixels stored, std::uint8_t orientation) {
    if (orientation <= 1) return stored;
    const bool swapped = orientation >= 5;
    Pixels out{swapped ? stored.height : stored.width, swapped ? stored.width : stored.height, {}};
    out.rgba.resize(stored.rgba.size());
    const bool flip_x =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flip_y =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    // Of the stored pixel: for 5..8 rows and columns change places before flipping.
    for (std::uint32_t y = 0; y < out.height; ++y) {
        for (std::uint32_t x = 0; x < out.width; ++x) {
            std::uint32_t from_x = swapped ? y : x, from_y = swapped ? x : y;
            if (flip_x) from_x = stored.width - 1 - from_x;
            if (flip_y) from_y = stored.height - 1 - from_y;
            const std::size_t from = (std::size_t{from_y} * stored.width + from_x) * 4;
            const std::size_t to = (std::size_t{y} * out.width + x) * 4;
            std::copy_n(&stored.rgba[from], 4, &out.rgba[to]);
        }
    }
    return out;
}

std::optional<Pixels> decode(std::string_view bytes, const ImageInfo& info,
                             std::uint32_t width_min) {
    if (info.mime == "image/png") return decode_png(bytes, info, width_min);
    auto stored = decode_jpeg(bytes, info, width_min);
    if (!stored) return std::nullopt;
    return turn_upright(std::move(*stored), info.orientation);
}

}  // namespace

bool Pixels::opaque() const noexcept {
    for (std::size_t at = 3; at < rgba.size(); at += 4) {
        if (rgba[at] != 255) return false;
    }
    return true;
}

std::optional<ImageInfo> probe_image(std::string_view bytes) noexcept {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return probe_png(bytes);
    if (bytes.starts_with("\xFF\xD8")) return probe_jpeg(bytes);
    return std::nullopt;
}

Pixels decode_image(std::string_view bytes, std::uint32_t width_min) {
    const auto info = probe_image(bytes);
    if (!info) throw AppError(Code::Unsupported, PublicText{"This is no PNG or JPEG picture."});
    if (!within_limit(*info)) {
        throw AppError(Code::TooLarge, PublicText{"The picture has " + std::to_string(info->width) +
                                                  " × " + std::to_string(info->height) +
                                                  " pixels; the limit is 100 million."});
    }
    auto pixels = decode(bytes, *info, width_min);
    if (!pixels) throw AppError(Code::Invalid, PublicText{"The picture file is damaged."});
    return std::move(*pixels);
}

std::optional<Pixels> find_pixels(std::string_view bytes, std::uint32_t width_min) {
    const auto info = probe_image(bytes);
    if (!info || !within_limit(*info)) return std::nullopt;
    return decode(bytes, *info, width_min);
}

Thumbnail thumbnail(std::string_view bytes, std::uint32_t width_max) {
    static constexpr int kQuality = 85;
    // Twice the size leaves the cubic filter something to average.
    Pixels pixels = decode_image(bytes, width_max * 2);
    const std::uint32_t width = std::clamp(width_max, 1U, pixels.width);
    if (width != pixels.width) {
        const auto height =
            (std::uint64_t{pixels.height} * width + pixels.width / 2) / pixels.width;
        pixels = scale_image(pixels, width, std::max(1U, static_cast<std::uint32_t>(height)));
    }
    if (pixels.opaque()) {
        return {encode_jpeg(pixels, kQuality), "image/jpeg", pixels.width, pixels.height};
    }
    return {encode_png(pixels), "image/png", pixels.width, pixels.height};
}

}  // namespace fabula::drawing
