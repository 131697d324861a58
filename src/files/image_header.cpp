#include "files/image_header.hpp"

#include <cstddef>

namespace fabula::files {

namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < count; ++i) {
        out = (out << 8) | static_cast<unsigned char>(bytes[at + i]);
    }
    return out;
}

std::optional<PixelSize> size_where_positive(std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) return std::nullopt;
    return PixelSize{width, height};
}

std::optional<PixelSize> png_size(std::string_view bytes) {
    constexpr std::size_t kWidthAt = 16;
    if (bytes.size() < kWidthAt + 8 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
    return size_where_positive(big_endian(bytes, kWidthAt, 4), big_endian(bytes, kWidthAt + 4, 4));
}

// A frame header (SOF0…SOF15) holds the size; C4, C8 and CC in that range are other segments.
bool is_frame_header(unsigned marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PixelSize> jpeg_size(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::nullopt;
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) {  // Fill byte before a marker.
            ++at;
            continue;
        }
        const std::size_t length = big_endian(bytes, at + 2, 2);
        if (length < 2) return std::nullopt;
        if (is_frame_header(marker)) {
            if (at + 9 > bytes.size()) return std::nullopt;
            return size_where_positive(big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2));
        }
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<PixelSize> find_pixel_size(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return png_size(bytes);
    if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg_size(bytes);
    return std::nullopt;
}

}  // namespace fabula::files
