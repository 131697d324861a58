#include "drawing/frame/geometry.hpp"

#include <algorithm>

namespace fabula::drawing {
namespace {

// Distance of a quarter circle's control points from its ends, per radius.
constexpr double kArc = 0.5522847498;

// The half circle around `center` from `from` to the opposite point, turning by `way`.
void half_circle(Path& path, Point center, Point from, Point way) {
    const Point out = from - center;
    const Point top = center + way;
    const Point to = center - out;
    path.curve(from + way * kArc, top + out * kArc, top);
    path.curve(top - out * kArc, to + way * kArc, to);
}

void smooth_step(Path& path, Point before, Point from, Point to, Point after) {
    path.curve(from + (to - before) * (1.0 / 6), to - (after - from) * (1.0 / 6), to);
}

}  // namespace

Path smooth_line(const std::vector<Point>& points) {
    Path path;
    if (points.empty()) return path;
    path.move(points[0].x, points[0].y);
    const auto last = points.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        smooth_step(path, points[i == 0 ? 0 : i - 1], points[i], points[i + 1],
                    points[std::min(i + 2, last)]);
    }
    return path;
}

Path smooth_loop(const std::vector<Point>& points) {
    Path path;
    if (points.empty()) return path;
    path.move(points[0].x, points[0].y);
    const auto n = points.size();
    for (std::size_t i = 0; i < n; ++i) {
        smooth_step(path, points[(i + n - 1) % n], points[i], points[(i + 1) % n],
                    points[(i + 2) % n]);
    }
    return path.close();
}

Path capsule(Point a, double radius_a, Point b, double radius_b) {
    const Point along = b - a;
    const double l = length(along);
    if (l < 1e-9) return circle(a, std::max(radius_a, radius_b));
    const Point n = normal(along);
    const Point d = along * (1 / l);
    Path path;
    const Point start = a + n * radius_a;
    path.move(start.x, start.y);
    const Point far_side = b + n * radius_b;
    path.line(far_side.x, far_side.y);
    half_circle(path, b, far_side, d * radius_b);
    const Point back = a - n * radius_a;
    path.line(back.x, back.y);
    half_circle(path, a, back, d * -radius_a);
    return path.close();
}

Path brush_stroke(const std::vector<Point>& points, double width, double lead) {
    if (points.size() < 2) return {};
    const auto n = points.size();
    std::vector<Point> left;
    std::vector<Point> right;
    for (std::size_t i = 0; i < n; ++i) {
        const Point way = points[std::min(i + 1, n - 1)] - points[i == 0 ? 0 : i - 1];
        const double t = static_cast<double>(i) / static_cast<double>(n - 1);
        const double body = std::sin(std::numbers::pi * mix(lead, 1.0, t));
        const double half = width / 2 * std::max(0.08, body);
        left.push_back(points[i] + normal(way) * half);
        right.push_back(points[i] - normal(way) * half);
    }
    left.insert(left.end(), right.rbegin(), right.rend());
    return smooth_loop(left);
}

Path circle(Point center, double radius) {
    return ellipse({center.x - radius, center.y - radius, 2 * radius, 2 * radius});
}

Point apply(const Transform& t, Point p) {
    return {t.a * p.x + t.c * p.y + t.e, t.b * p.x + t.d * p.y + t.f};
}

Transform compose(const Transform& outer, const Transform& inner) {
    const Point i = apply({outer.a, outer.b, outer.c, outer.d, 0, 0}, {inner.a, inner.b});
    const Point j = apply({outer.a, outer.b, outer.c, outer.d, 0, 0}, {inner.c, inner.d});
    const Point o = apply(outer, {inner.e, inner.f});
    return {i.x, i.y, j.x, j.y, o.x, o.y};
}

Path transformed(const Path& path, const Transform& by) {
    Path out = path;
    for (auto& step : out.steps) {
        if (auto* move = std::get_if<MoveTo>(&step)) move->to = apply(by, move->to);
        if (auto* line = std::get_if<LineTo>(&step)) line->to = apply(by, line->to);
        if (auto* curve = std::get_if<CurveTo>(&step)) {
            *curve = {apply(by, curve->control1), apply(by, curve->control2), apply(by, curve->to)};
        }
    }
    return out;
}

Rect bounds_of(const Path& path) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    const auto take = [&](Point p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    };
    for (const auto& step : path.steps) {
        if (const auto* move = std::get_if<MoveTo>(&step)) take(move->to);
        if (const auto* line = std::get_if<LineTo>(&step)) take(line->to);
        if (const auto* curve = std::get_if<CurveTo>(&step)) {
            take(curve->control1);
            take(curve->control2);
            take(curve->to);
        }
    }
    return right < left ? Rect{} : Rect{left, top, right - left, bottom - top};
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Rect intersect(const Rect& a, const Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

Rect grown(const Rect& rect, double by) {
    return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

}  // namespace fabula::drawing
