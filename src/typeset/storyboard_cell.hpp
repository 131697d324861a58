// One frame of a storyboard with its heading and caption.
#pragma once

#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "typeset/storyboard.hpp"

namespace fabula::typeset {

// What a caption consists of; each has its own type.
enum class CaptionBlock : std::uint8_t { Size, Scene, Description, Dialogue };

struct CaptionLine {
    std::string text;
    CaptionBlock block = CaptionBlock::Description;
    double leading = 0;  // To the next line.
};

// A frame and how much of it stands on paper already.
struct StoryboardCell {
    const StoryboardFrame* frame = nullptr;
    double x = 0;  // Left edge of the column.
    std::vector<CaptionLine> caption{};
    std::size_t written = 0;  // Lines of the caption.
    bool begun = false;       // Its picture stands on a page.

    [[nodiscard]] bool done() const { return begun && written == caption.size(); }
};

class StoryboardCellDrawer {
public:
    // `height_max` is what heading and frame may take, so that captions have room below.
    StoryboardCellDrawer(const StoryboardSheet& sheet, double width, double height_max);

    [[nodiscard]] StoryboardCell make_cell(const StoryboardFrame& frame, double x) const;

    // Of the whole cell.
    [[nodiscard]] double height(const StoryboardCell& cell) const;

    struct Drawn {
        drawing::Group group;
        double bottom = 0;
    };
    // Draws the cell from `top`, or goes on with its caption, down to `limit`; at least one line.
    Drawn draw(StoryboardCell& cell, double top, double limit) const;

private:
    void add_block(StoryboardCell& cell, CaptionBlock block, std::string_view text) const;
    [[nodiscard]] drawing::Group heading(const StoryboardCell& cell, double top) const;
    [[nodiscard]] drawing::Group picture(const StoryboardFrame& frame,
                                         const drawing::Rect& box) const;
    [[nodiscard]] drawing::Group state_label(const std::string& state,
                                             const drawing::Rect& box) const;
    [[nodiscard]] bool size_fits(const StoryboardFrame& frame) const;

    const StoryboardSheet& sheet_;
    double width_;
    double frame_width_, frame_height_;
};

}  // namespace fabula::typeset
