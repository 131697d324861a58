// A drawing as SVG 1.1 for the browser; the same drawing gives the same text.
#pragma once

#include <string>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

enum class SvgText : std::uint8_t {
    Live,     // <text> stretched to its measured width: found, selected and read aloud.
    Outlines  // Glyphs as paths: looks alike without fonts, as in <img> and in other programs.
};

struct SvgOptions {
    SvgText text = SvgText::Live;
    // Put before each id, so that several drawings can stand in one page. Letters, digits, - and _.
    std::string id_prefix{};
    std::string title{};  // Names the whole picture to screen readers.
};

// The <svg> element, sized by viewBox alone so that style sheets decide how large it is shown.
std::string to_svg(const Drawing& drawing, const SvgOptions& options = {});

}  // namespace fabula::drawing
