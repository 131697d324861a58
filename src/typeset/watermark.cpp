#include "typeset/watermark.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"
#include "drawing/shape.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

constexpr double kSizeMax = 72;
constexpr double kDiagonalShare = 0.8;
constexpr std::size_t kLettersMax = 120;
constexpr Color kLight{226, 226, 226, 255};

void append_glyph(Path& path, const Path& outline, double size, Point pen) {
    const auto place = [&](Point p) { return Point{pen.x + p.x * size, pen.y + p.y * size}; };
    for (const PathStep& step : outline.steps) {
        if (const auto* move = std::get_if<MoveTo>(&step)) {
            path.steps.emplace_back(MoveTo{place(move->to)});
        } else if (const auto* line = std::get_if<LineTo>(&step)) {
            path.steps.emplace_back(LineTo{place(line->to)});
        } else if (const auto* curve = std::get_if<CurveTo>(&step)) {
            path.steps.emplace_back(
                CurveTo{place(curve->control1), place(curve->control2), place(curve->to)});
        } else {
            path.close();
        }
    }
}

}  // namespace

Drawing watermark_drawing(std::string_view text, double width, double height) {
    const std::string shown = shorten(trim(text), kLettersMax);
    Drawing drawing{width, height, {}};
    if (shown.empty()) return drawing;
    const double diagonal = std::hypot(width, height);
    const double natural = text_width(shown, Face::SansBold, 1);
    const double size = std::min(kSizeMax, kDiagonalShare * diagonal / std::max(natural, 0.001));
    const ShapedText shaped = shape_text(shown, Face::SansBold, size);
    Path path;
    Point pen{-shaped.width / 2, size * 0.35};
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) {
            append_glyph(path, glyph_outline(run.font, glyph.id), size,
                         {pen.x + glyph.offset.x, pen.y + glyph.offset.y});
            pen.x += glyph.advance;
        }
    }
    const double cosine = width / diagonal, sine = -height / diagonal;  // Upwards to the right.
    Group group{.items = {Fill{.path = std::move(path), .color = kLight}},
                .transform = {cosine, sine, -sine, cosine, width / 2, height / 2},
                .role = Role::Artifact};
    drawing.items.emplace_back(std::move(group));
    return drawing;
}

}  // namespace fabula::typeset
