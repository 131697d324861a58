// Text as glyphs: shaping, measuring and breaking lines. All functions may be called from any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/drawing.hpp"
#include "drawing/fonts.hpp"

namespace fabula::drawing {

// One glyph of a font, in points, in the order in which it is painted from left to right.
struct Glyph {
    std::uint32_t id = 0;       // Glyph of the run's font; 0 draws the font's "missing" box.
    std::uint32_t cluster = 0;  // Byte offset in the text of the first character it stands for.
    double advance = 0;
    Point offset;  // From the pen; y grows downwards.
};

// Neighbouring glyphs of one font.
struct GlyphRun {
    FontFile font = FontFile::OpenSans;
    bool natural = false;  // Of a script that no cells hold, such as Arabic.
    std::vector<Glyph> glyphs{};
};

struct ShapedText {
    std::vector<GlyphRun> runs;
    double width = 0;  // Points: the sum of all advances.
};

// What one line of text takes up. Heights belong to the face, not to the letters that occur.
struct TextSize {
    double width = 0;
    double ascent = 0;       // Above the baseline.
    double descent = 0;      // Below the baseline, positive.
    double line_height = 0;  // From baseline to baseline.
};

// Shapes one line with kerning and ligatures. Characters that the face lacks come from the fonts
// behind it, then from outside of the program; directions follow UAX 9. Invalid UTF-8 shows as
// U+FFFD.
ShapedText shape_text(std::string_view text, Face face, double size);

// Each character in a cell of `cell` points, no kerning, no ligatures: typewriter text.
// Combining marks share the cell of their base; East Asian wide characters take two. Scripts that
// join their letters keep their own widths.
ShapedText shape_cells(std::string_view text, Face face, double size, double cell);

// Whether the character takes one cell by itself: no mark, no wide ideograph, nothing that is
// written to the left.
bool fills_one_cell(char32_t code_point);

// As the item says: by cells where it has any.
ShapedText shape_text(const Text& text);

// Whether the line begins with a word that is written to the left, and so stands at the right.
bool reads_to_the_left(std::string_view text);

TextSize measure_text(std::string_view text, Face face, double size);
double text_width(std::string_view text, Face face, double size);

// Breaks text into lines no wider than `width` points: at '\n' always, else greedily at blanks,
// after hyphens and dashes and between ideographs; a word wider than a line is cut. Blanks at a
// break belong to neither line. An empty text is one empty line.
std::vector<std::string> wrap_text(std::string_view text, Face face, double size, double width);

}  // namespace fabula::drawing
