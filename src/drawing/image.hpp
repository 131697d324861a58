// Pictures as files and as pixels: what a header says, decoding within limits, scaling, encoding.
// PNG and JPEG. All functions may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fabula::drawing {

// More is refused before a pixel is decoded: a small file can claim any size.
inline constexpr std::uint64_t kImagePixelsMax = 100'000'000;

struct Pixels {
    std::uint32_t width = 0, height = 0;
    // Four bytes a pixel, row by row from the top: red, green, blue, alpha; not premultiplied.
    std::vector<std::uint8_t> rgba;

    [[nodiscard]] bool opaque() const noexcept;
};

// What the header of a picture says.
struct ImageInfo {
    std::string_view mime;                // "image/png" or "image/jpeg".
    std::uint32_t width = 0, height = 0;  // As shown: after turning by `orientation`.
    std::uint8_t orientation = 1;         // EXIF 1..8; 5 and above swap width and height.
    std::uint8_t channels = 3;            // In the file: 1 grey, 2 with alpha, 3 colour, 4.
    std::uint8_t bits = 8;                // Per channel, or per index of a palette.
    bool palette = false;                 // PNG only, as are the next two.
    bool alpha = false;                   // Also where a palette or one colour is transparent.
    bool interlaced = false;
    bool huffman = true;    // JPEG, sequential or progressive, without arithmetic coding.
    bool inverted = false;  // JPEG of four channels whose inks are stored as Adobe stores them.
};

// Reads the header only; empty for anything that is no PNG or JPEG, or whose header is broken.
std::optional<ImageInfo> probe_image(std::string_view bytes) noexcept;

// Decodes, turned upright. Where `width_min` is not 0 the result may be reduced by a whole factor,
// but is at least that wide. Throws Unsupported (no PNG or JPEG), TooLarge, Invalid (damaged).
Pixels decode_image(std::string_view bytes, std::uint32_t width_min = 0);

// Resamples with a cubic filter that averages when shrinking. Both sizes at least 1.
Pixels scale_image(const Pixels& source, std::uint32_t width, std::uint32_t height);

struct PngOptions {
    double pixels_per_point = 0;  // Written as the physical size; 0: none.
    // Keyword (Latin letters, at most 79) and UTF-8 text: provenance that travels with the file.
    std::vector<std::pair<std::string, std::string>> texts{};
};

// The same pixels give the same bytes. Without alpha where no pixel needs it.
std::string encode_png(const Pixels& pixels, const PngOptions& options = {});
// `quality` 1..100, chroma at full resolution. Alpha is laid over white.
std::string encode_jpeg(const Pixels& pixels, int quality);

struct Thumbnail {
    std::string bytes;
    std::string mime;
    std::uint32_t width = 0, height = 0;
};

// At most `width_max` wide and never wider than the picture: JPEG, or PNG where it has alpha.
// Throws as decode_image does.
Thumbnail thumbnail(std::string_view bytes, std::uint32_t width_max);

}  // namespace fabula::drawing
