#include "drawing/figure/pen.hpp"

namespace fabula::drawing {

void FigurePen::solid(const std::vector<Part>& parts) const {
    for (const auto& part : parts) {
        canvas_.line(transformed(part.path, to_page_), light_.ink, weight_ * 2);
    }
    for (const auto& part : parts) {
        canvas_.fill(transformed(part.path, to_page_), lit(light_, part.color));
    }
}

void FigurePen::tone(const Path& path, Color color) const {
    canvas_.fill(transformed(path, to_page_), lit(light_, color));
}

void FigurePen::shade(const Path& within, const Path& shadow, double strength) const {
    Color color = light_.shade;
    color.alpha = static_cast<std::uint8_t>(color.alpha * strength);
    canvas_.begin_clip(transformed(within, to_page_));
    canvas_.fill(transformed(shadow, to_page_), color);
    canvas_.end();
}

void FigurePen::begin_inside(const Path& within) const {
    canvas_.begin_clip(transformed(within, to_page_));
}

void FigurePen::line(const Path& path, double weight) const {
    canvas_.line(transformed(path, to_page_), light_.ink, weight_ * weight);
}

void FigurePen::line(const Path& path, double weight, Color color) const {
    canvas_.line(transformed(path, to_page_), lit(light_, color), weight_ * weight);
}

void FigurePen::band(const Path& path, double metres, Color color) const {
    canvas_.line(transformed(path, to_page_), lit(light_, color), metres * scale_);
}

void FigurePen::brush(const std::vector<Point>& points, double weight) const {
    std::vector<Point> placed;
    for (const Point p : points) placed.push_back(apply(to_page_, p));
    canvas_.fill(brush_stroke(placed, weight_ * weight), light_.ink);
}

void FigurePen::ink(const Path& path) const {
    canvas_.fill(transformed(path, to_page_), light_.ink);
}

FigurePen FigurePen::inside(const Transform& placed, double scale) const {
    return {canvas_, light_, compose(to_page_, placed), scale_ * scale, weight_};
}

FigurePen FigurePen::thinner(double by) const {
    return {canvas_, light_, to_page_, scale_, weight_ * by};
}

}  // namespace fabula::drawing
