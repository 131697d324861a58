#include "typeset/pdf/images.hpp"

#include <algorithm>

#include "drawing/deflate.hpp"
#include "drawing/image.hpp"
#include "drawing/image/codecs.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using drawing::ImageInfo;
using drawing::Pixels;

namespace {

std::string entries_of(std::uint32_t width, std::uint32_t height, int bits,
                       std::string_view color_space) {
    std::string out = "/Type/XObject/Subtype/Image/Width ";
    append_integer(out, width);
    out += "/Height ";
    append_integer(out, height);
    out += "/BitsPerComponent ";
    append_integer(out, bits);
    return out.append("/ColorSpace").append(color_space);
}

std::string predictor(std::uint32_t width, int channels, int bits) {
    std::string out = "/DecodeParms<</Predictor 15/Colors ";
    append_integer(out, channels);
    out += "/BitsPerComponent ";
    append_integer(out, bits);
    out += "/Columns ";
    append_integer(out, width);
    return out + ">>";
}

std::string jpeg_entries(const ImageInfo& info) {
    const bool turned = info.orientation >= 5;
    const std::string_view space = info.channels == 1   ? "/DeviceGray"
                                   : info.channels == 4 ? "/DeviceCMYK"
                                                        : "/DeviceRGB";
    return entries_of(turned ? info.height : info.width, turned ? info.width : info.height, 8,
                      space) +
           (info.inverted ? "/Decode[1 0 1 0 1 0 1 0]" : "") + "/Filter/DCTDecode";
}

// What the DCTDecode filter takes (ISO 32000-1, 7.4.8).
bool passes_through(const ImageInfo& jpeg) {
    const bool known_space = jpeg.channels == 1 || jpeg.channels == 3 || jpeg.channels == 4;
    return jpeg.bits == 8 && jpeg.huffman && known_space;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

// What of a PNG goes into a PDF: the compressed rows, and the palette as it stands.
struct PngParts {
    std::string rows;
    std::string_view palette;
};

// Empty where a chunk is cut or its checksum wrong.
std::optional<PngParts> parts_of(std::string_view png) {
    PngParts parts;
    for (std::size_t at = 8; at + 12 <= png.size();) {
        const std::size_t length = number_at(png, at);
        if (length > png.size() - at - 12) return std::nullopt;
        const std::string_view name = png.substr(at + 4, 4);
        const std::string_view body = png.substr(at + 8, length);
        const auto checksum = drawing::crc32(0, png.substr(at + 4, length + 4));
        if (checksum != number_at(png, at + 8 + length)) return std::nullopt;
        if (name == "IDAT") parts.rows += body;
        if (name == "PLTE") parts.palette = body;
        if (name == "IEND") return parts;
        at += length + 12;
    }
    return std::nullopt;
}

std::string palette_space(std::string_view palette) {
    std::string out = "[/Indexed/DeviceRGB ";
    append_integer(out, static_cast<std::int64_t>(palette.size() / 3) - 1);
    out += ' ';
    append_literal(out, palette);
    return out + "]";
}

// Rows behind PNG's Up filter, taking `count` of each pixel's four bytes from `first`.
std::string filtered_rows(const Pixels& pixels, std::size_t first, std::size_t count) {
    std::string out;
    out.reserve((std::size_t{pixels.width} * count + 1) * pixels.height);
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        out += '\2';
        const std::uint8_t* row = &pixels.rgba[std::size_t{y} * pixels.width * 4];
        const std::uint8_t* above = y > 0 ? row - std::size_t{pixels.width} * 4 : nullptr;
        for (std::size_t x = 0; x < std::size_t{pixels.width} * 4; x += 4) {
            for (std::size_t c = first; c < first + count; ++c) {
                out += static_cast<char>(row[x + c] - (above == nullptr ? 0 : above[x + c]));
            }
        }
    }
    return out;
}

int write_pixels(PdfFile& file, const Pixels& pixels) {
    std::string mask;
    if (!pixels.opaque()) {
        const int mask_id = file.reserve();
        file.put_stream(mask_id,
                        entries_of(pixels.width, pixels.height, 8, "/DeviceGray") +
                            predictor(pixels.width, 1, 8),
                        filtered_rows(pixels, 3, 1));
        mask = "/SMask ";
        append_reference(mask, mask_id);
    }
    const int id = file.reserve();
    file.put_stream(id,
                    entries_of(pixels.width, pixels.height, 8, "/DeviceRGB") + mask +
                        predictor(pixels.width, 3, 8),
                    filtered_rows(pixels, 0, 3));
    return id;
}

}  // namespace

std::optional<PdfImages::Placed> PdfImages::add(
    const std::shared_ptr<const drawing::ImageData>& data) {
    if (data == nullptr) return std::nullopt;
    const auto [entry, is_new] = placed_.try_emplace(data);
    if (is_new) entry->second = write(data->bytes);
    return entry->second;
}

std::optional<PdfImages::Placed> PdfImages::write(std::string_view bytes) {
    const auto info = drawing::probe_image(bytes);
    if (!info) return std::nullopt;
    if (info->mime == "image/jpeg" && passes_through(*info)) {
        const int id = file_.reserve();
        file_.put_encoded(id, jpeg_entries(*info), bytes);
        return Placed{id, info->orientation};
    }
    if (info->mime == "image/png" && !info->alpha && !info->interlaced) {
        const auto parts = parts_of(bytes);
        if (!parts) return std::nullopt;
        if (info->palette && (parts->palette.empty() || parts->palette.size() % 3 != 0)) {
            return std::nullopt;
        }
        const std::string space = info->palette         ? palette_space(parts->palette)
                                  : info->channels == 1 ? "/DeviceGray"
                                                        : "/DeviceRGB";
        const int id = file_.reserve();
        file_.put_encoded(id,
                          entries_of(info->width, info->height, info->bits, space) +
                              predictor(info->width, info->channels, info->bits) +
                              "/Filter/FlateDecode",
                          parts->rows);
        return Placed{id, 1};
    }
    const auto pixels = drawing::find_pixels(bytes, 0);
    if (!pixels) return std::nullopt;
    return Placed{write_pixels(file_, *pixels), 1};
}

}  // namespace fabula::typeset
