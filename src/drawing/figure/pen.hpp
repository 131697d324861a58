// How figures are inked: shapes in metres become flat tones with a heavy contour around what
// belongs together and fine lines inside.
#pragma once

#include <vector>

#include "drawing/frame/canvas.hpp"
#include "drawing/frame/geometry.hpp"
#include "drawing/frame/light.hpp"

namespace fabula::drawing {

struct Part {
    Path path;
    Color color;
};

class FigurePen {
public:
    // `to_page` maps metres, y upwards, to points; `scale` is its points per metre; `weight` the
    // width of a contour in points.
    FigurePen(Canvas& canvas, const Light& light, const Transform& to_page, double scale,
              double weight)
        : canvas_(canvas), light_(light), to_page_(to_page), scale_(scale), weight_(weight) {}

    // One contour around all parts, then their tones: parts of one group melt together.
    void solid(const std::vector<Part>& parts) const;
    void solid(const Path& path, Color color) const { solid({{path, color}}); }
    // A tone without a line; the colour is lit.
    void tone(const Path& path, Color color) const;
    // Shadow on what is already there, inside `within`.
    void shade(const Path& within, const Path& shadow, double strength = 1) const;
    // Inside `within` only.
    void begin_inside(const Path& within) const;
    void end_inside() const { canvas_.end(); }
    // An ink line; `weight` 1 is a contour.
    void line(const Path& path, double weight = 0.55) const;
    void line(const Path& path, double weight, Color color) const;
    // A stripe of cloth: as wide as it is, in metres.
    void band(const Path& path, double metres, Color color) const;
    void brush(const std::vector<Point>& points, double weight) const;
    // A spot of solid ink.
    void ink(const Path& path) const;

    // The same pen in a frame of its own inside this one.
    [[nodiscard]] FigurePen inside(const Transform& placed, double scale) const;
    // Lines for a part of the picture that stands back.
    [[nodiscard]] FigurePen thinner(double by) const;

    // Whether something of this size in metres is large enough to be drawn.
    [[nodiscard]] bool shows(double metres, double points = 1.1) const {
        return metres * scale_ >= points;
    }
    [[nodiscard]] double points(double metres) const { return metres * scale_; }
    [[nodiscard]] Point place(Point p) const { return apply(to_page_, p); }
    [[nodiscard]] const Light& light() const { return light_; }
    [[nodiscard]] Color lit_color(Color color) const { return lit(light_, color); }
    [[nodiscard]] bool mirrored() const { return to_page_.a < 0; }
    [[nodiscard]] const Transform& to_page() const { return to_page_; }
    [[nodiscard]] double contour() const { return weight_; }  // Points.
    [[nodiscard]] Canvas& canvas() const { return canvas_; }

private:
    Canvas& canvas_;
    const Light& light_;
    Transform to_page_;
    double scale_;
    double weight_;
};

}  // namespace fabula::drawing
