// Balloons and captions of one panel: their words, shape and place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comic/balloon.hpp"
#include "comic/comic.hpp"

namespace fabula::comic {

// What is lettered in a panel, before it has a place.
struct Lettered {
    Balloon balloon;  // The record: the hand's, or one that says what the rules would do.
    BalloonKind kind = BalloonKind::Speech;
    std::string text;         // In the language that is shown.
    std::string source_text;  // What the script says; empty where it says nothing of it any more.
    bool automatic = true;    // No hand has touched it.
    bool changed = false;     // The script has come to say something else than when it was touched.
    bool italic = false;      // What is narrated.
    bool seen = true;         // The speaker may be in the picture.
};

// In reading order: the hand's records, and behind them what the rules letter besides. Hidden ones
// and those that the script has dropped are among them, without text.
std::vector<Lettered> letter_words(const Panel& panel);

// A stretch of a line in one face.
struct LetterRun {
    std::string text;
    bool strong = false;
};

// Lettering that has found its place. Coordinates are the panel's own.
struct PlacedBalloon {
    std::size_t index = 0;  // In letter_words().
    BalloonKind kind = BalloonKind::Speech;
    drawing::Rect rect;
    std::vector<std::string> lines;            // As they are read.
    std::vector<std::vector<LetterRun>> runs;  // The same by faces.
    double size = 8.4;                         // Of the letters, points.
    double turn = 0;                           // Degrees, around the middle.
    bool italic = false;
    std::optional<drawing::Point> mouth;  // Where the tail points; none for captions and voices.
    drawing::Rect head{};                 // Of who speaks; the tail stops before it.
    bool exact_tail = false;              // The tip is where the mouth is said to be.
};

struct Lettering {
    std::vector<PlacedBalloon> balloons;  // In reading order.
    bool fits = false;  // Nothing of the rules' lies over a head, another balloon or the border.
};

// What stands in the way.
struct PanelSpace {
    double width = 0;
    double height = 0;
    std::vector<drawing::FigurePlace> figures;
};

enum class Hand : std::uint8_t { Keep, Ignore };

// Finds places for everything that the panel says. `zone` is the height from the top in which
// balloons may stand. Where a hand has put one is kept, unless the hand is to be ignored.
Lettering letter_panel(const Panel& panel, const PanelSpace& space, double zone,
                       const PageStyle& style, Hand hand = Hand::Keep);

// The height that the lettering of a panel needs in a band of this width, with nothing in the way.
double band_height(const Panel& panel, double width, const PageStyle& style);

// The words broken into a block, and the balloon around it at the origin.
PlacedBalloon shape_block(const Lettered& words, double width_max, double size);

// Where on the way from `from` to `to` the rectangle begins: 0 at once, 1 not before the end.
double entry_of(const drawing::Rect& rect, drawing::Point from, drawing::Point to);
// The way of a tail from the balloon's border to its tip; none where there is no tail.
struct TailLine {
    drawing::Point foot, bend, tip;
};
std::optional<TailLine> tail_line(const PlacedBalloon& balloon);

// The balloon as drawing items: shape, tail, text.
drawing::Group draw_balloon(const PlacedBalloon& balloon);

// A panel as it is drawn on a page: its balloons and figures, in the panel's own coordinates.
struct ComposedPanel {
    drawing::FrameDrawing art;
    double art_top = 0;  // Where a band for lettering lies above the art.
    PanelSpace space;
    Lettering lettering;
};
ComposedPanel compose_panel(const Panel& panel, double width, double height,
                            const PageStyle& style);

}  // namespace fabula::comic
