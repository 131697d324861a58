// The parts of draw_set, by file.
#pragma once

#include <string_view>
#include <vector>

#include "drawing/set/set.hpp"

namespace fabula::drawing {

// A point in space, metres.
struct Spot {
    double x = 0, y = 0, z = 0;
};

class Stage {
public:
    Stage(Canvas& canvas, const SetView& view) : canvas_(canvas), view_(view) {}

    [[nodiscard]] const SetView& view() const { return view_; }
    [[nodiscard]] const Light& light() const { return view_.light; }
    [[nodiscard]] Canvas& canvas() const { return canvas_; }
    [[nodiscard]] Point place(const Spot& s) const { return view_.camera.place(s.x, s.y, s.z); }
    // 0 near, 1 at the horizon; rooms are near throughout.
    [[nodiscard]] double haze(double z) const;
    // Line width of a heavy line there, in points.
    [[nodiscard]] double weight(double z) const;
    [[nodiscard]] Color ink(double z) const;

    // A face in space: filled, edges drawn by hand.
    void face(const std::vector<Spot>& corners, Color color, double line = 0.6) const;
    void edge(const Spot& a, const Spot& b, double line = 0.6) const;
    // A closed shape without edges.
    void tone(const std::vector<Spot>& corners, Color color) const;

private:
    Canvas& canvas_;
    const SetView& view_;
};

void draw_sky(const Stage& stage);
void draw_backdrop(const Stage& stage);
void draw_ground(const Stage& stage);
void draw_room(const Stage& stage);
// A window in a flat frame on the page, with the sky in it.
void draw_window(const Stage& stage, const std::vector<Spot>& corners, bool moon);
void draw_box(const Stage& stage, Color color, const Spot& at, double width, double depth,
              double height);
void draw_house(const Stage& stage, Color color, const Spot& at, double width, double depth,
                double height, std::uint64_t seed);
void draw_pieces(const Stage& stage, bool front);

}  // namespace fabula::drawing
