// Comic pages: panels laid out by how much they weigh, lettered with balloons over the art. Pure:
// the same panels give the same pages.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "comic/balloon.hpp"
#include "drawing/drawing.hpp"
#include "drawing/frame.hpp"

namespace fabula::comic {

// One speech as it is lettered.
struct Line {
    std::string speaker;        // Named as in the panel's frame.
    std::string extension;      // "V.O.", "O.S.", …: who is not seen has no tail.
    std::string parenthetical;  // "whispering" makes a dashed balloon.
    std::string text;
};

struct Panel {
    drawing::FrameSpec frame;  // Dressed; width, height and headroom are chosen here.
    // Somebody's own picture instead of the frame; it covers the panel.
    std::shared_ptr<const drawing::ImageData> picture{};
    std::string place;                // Caption where a scene begins: "INT. KITCHEN - NIGHT".
    std::string narration;            // Caption of a panel in which nobody speaks.
    std::vector<Line> lines;          // In reading order.
    std::vector<Balloon> balloons{};  // By hand; what they do not hold is lettered by the rules.
    std::string language{};   // Of the lettering, where a balloon has it; empty: as written.
    std::string alternative;  // What is seen, for who cannot see it.
    int weight = 2;           // 1 passing … 4 a turning point.
    bool opens_scene = false;
};

enum class Reading : std::uint8_t { LeftToRight, RightToLeft };

// Points. The defaults are a comic book's page.
struct PageStyle {
    double width = 477;   // 6.625 in
    double height = 738;  // 10.25 in
    double margin = 27;
    double gutter = 9;
    double lettering = 8.4;  // Size of the letters.
    Reading reading = Reading::LeftToRight;
};

// Where a panel stands on its page.
struct Placed {
    std::size_t panel = 0;
    drawing::Rect rect;
};

struct Page {
    std::vector<Placed> panels;  // In reading order; together with the gutters they fill the page.
    double height = 0;           // Where it is not the style's: of a slice of a strip.
};

// Four to six panels a page; a scene begins a page where the page before is nearly full. The rows
// of a page are as high as what stands in them is heavy.
std::vector<Page> lay_out(const std::vector<Panel>& panels, const PageStyle& style = {});

// One panel below the other, as phones show comics: slices of at most `height_max` points where no
// panel is higher, and no panel across a cut.
std::vector<Page> lay_out_strip(const std::vector<Panel>& panels, const PageStyle& style,
                                double height_max);

drawing::Drawing draw_page(const std::vector<Panel>& panels, const Page& page,
                           const PageStyle& style = {});

}  // namespace fabula::comic
