// The fonts inside the program. A file is opened on first use; all functions may be called from
// any thread. Lengths are in em: multiply by the size in points.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

enum class FontFile : std::uint8_t {
    CourierPrime,
    CourierPrimeBold,
    CourierPrimeItalic,
    CourierPrimeBoldItalic,
    OpenSans,
    OpenSansBold,
    ComicNeue,
    ComicNeueBold,
    ComicNeueItalic,
    ComicNeueBoldItalic,
    DejaVuSans,
    DejaVuSansBold,
    DejaVuSansMono,
    DejaVuSansMonoBold,
};
inline constexpr std::size_t kFontFileCount = 14;

// "CourierPrimeBold": names the font inside documents.
std::string_view font_name(FontFile font) noexcept;
// The whole OpenType file.
std::string_view font_bytes(FontFile font) noexcept;

// The font of a face, and the one that stands in where that lacks a character.
FontFile main_font(Face face) noexcept;
FontFile fallback_font(Face face) noexcept;

struct FontMetrics {
    double ascent = 0;       // Above the baseline.
    double descent = 0;      // Below the baseline, positive.
    double line_height = 0;  // From baseline to baseline.
    double cap_height = 0;
    double x_height = 0;
    double underline_offset = 0;  // Middle of the line, below the baseline.
    double underline_width = 0;
    double italic_angle = 0;  // Degrees, negative when leaning right.
};
const FontMetrics& font_metrics(FontFile font);

// Glyph of a character; 0 where the font has none.
std::uint32_t find_glyph(FontFile font, char32_t code_point);
double glyph_advance(FontFile font, std::uint32_t glyph);
// Filled by the non-zero rule, around the origin on the baseline, y growing downwards.
Path glyph_outline(FontFile font, std::uint32_t glyph);

// The name under which style sheets know a face, and its weight and slant there.
struct CssFont {
    std::string_view family;
    int weight = 400;
    bool italic = false;
};
CssFont css_font(Face face) noexcept;

}  // namespace fabula::drawing
