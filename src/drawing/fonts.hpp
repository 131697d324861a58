// The fonts of texts: those inside the program, and those found outside of it for characters that
// none of these has. A file is opened on first use; all functions may be called from any thread.
// Lengths are in em: multiply by the size in points.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

// Values from kFontFileCount on are fonts from outside (outside_fonts.hpp).
enum class FontFile : std::uint16_t {
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
    Typewriter,  // Greek, Cyrillic and rare Latin beside Courier Prime.
    TypewriterBold,
    TypewriterItalic,
    TypewriterBoldItalic,
};
inline constexpr std::size_t kFontFileCount = 18;

// "CourierPrimeBold": names the font inside documents.
std::string_view font_name(FontFile font);
// The whole OpenType file, which holds several fonts where it is a collection from outside.
std::string_view font_bytes(FontFile font);

// The font of a face, and those that stand in where it lacks a character, in order.
FontFile main_font(Face face) noexcept;
std::array<FontFile, 3> fallback_fonts(Face face) noexcept;

// A font outside of the program that has the character; nullopt where there is none.
std::optional<FontFile> find_font_outside(char32_t code_point, Face face);

bool is_typewriter(FontFile font);

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
