// Balloons and captions of one panel: their text, shape and place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comic/comic.hpp"

namespace fabula::comic {

enum class BalloonKind : std::uint8_t { Speech, Shout, Whisper, Thought, Radio, Caption };

// Lettering that has found its place. Coordinates are the panel's own.
struct Balloon {
    BalloonKind kind = BalloonKind::Speech;
    drawing::Rect rect;
    std::vector<std::string> lines;
    double size = 8.4;  // Of the letters, points.
    bool italic = false;
    std::optional<drawing::Point> mouth;  // Where the tail points; none for captions and voices.
    drawing::Rect head{};                 // Of who speaks; the tail stops before it.
};

struct Lettering {
    std::vector<Balloon> balloons;  // In reading order.
    bool fits = false;              // Nothing lies over a head, another balloon or the border.
};

// What stands in the way.
struct PanelSpace {
    double width = 0;
    double height = 0;
    std::vector<drawing::FigurePlace> figures;
};

// Finds places for everything that the panel says. `zone` is the height from the top in which
// balloons may stand.
Lettering letter_panel(const Panel& panel, const PanelSpace& space, double zone,
                       const PageStyle& style);

// The height that the lettering of a panel needs in a band of this width, with nothing in the way.
double band_height(const Panel& panel, double width, const PageStyle& style);

// The balloon as drawing items: shape, tail, text.
drawing::Group draw_balloon(const Balloon& balloon);

}  // namespace fabula::comic
