#include <algorithm>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

namespace {

// Length of a Bézier handle that makes a quarter circle of radius 1.
constexpr double kQuarterCircle = 0.5522847498;

}  // namespace

Path rectangle(const Rect& rect) {
    Path path;
    path.move(rect.x, rect.y)
        .line(rect.right(), rect.y)
        .line(rect.right(), rect.bottom())
        .line(rect.x, rect.bottom())
        .close();
    return path;
}

Path ellipse(const Rect& bounds) {
    const auto [x, y] = bounds.center();
    const double rx = bounds.width / 2, ry = bounds.height / 2;
    const double hx = rx * kQuarterCircle, hy = ry * kQuarterCircle;
    Path path;
    path.move(x + rx, y)
        .curve({x + rx, y + hy}, {x + hx, y + ry}, {x, y + ry})
        .curve({x - hx, y + ry}, {x - rx, y + hy}, {x - rx, y})
        .curve({x - rx, y - hy}, {x - hx, y - ry}, {x, y - ry})
        .curve({x + hx, y - ry}, {x + rx, y - hy}, {x + rx, y})
        .close();
    return path;
}

Path rounded_rectangle(const Rect& rect, double radius) {
    const double r = std::clamp(radius, 0.0, std::min(rect.width, rect.height) / 2);
    if (r <= 0) return rectangle(rect);
    const double k = r * (1 - kQuarterCircle);  // From the corner to a handle.
    const double left = rect.x, top = rect.y, right = rect.right(), bottom = rect.bottom();
    Path path;
    path.move(left + r, top)
        .line(right - r, top)
        .curve({right - k, top}, {right, top + k}, {right, top + r})
        .line(right, bottom - r)
        .curve({right, bottom - k}, {right - k, bottom}, {right - r, bottom})
        .line(left + r, bottom)
        .curve({left + k, bottom}, {left, bottom - k}, {left, bottom - r})
        .line(left, top + r)
        .curve({left, top + k}, {left + k, top}, {left + r, top})
        .close();
    return path;
}

Path polygon(const std::vector<Point>& corners) {
    Path path;
    if (corners.empty()) return path;
    path.move(corners.front().x, corners.front().y);
    for (std::size_t i = 1; i < corners.size(); ++i) path.line(corners[i].x, corners[i].y);
    return path.close();
}

}  // namespace fabula::drawing
