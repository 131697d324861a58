// Hair: a cap between its outline and the hairline, both turning with the head, and what hangs,
// sticks out or is tied up besides.
#include <algorithm>
#include <cmath>

#include "drawing/figure/head.hpp"

namespace fabula::drawing {
namespace {

constexpr double kFineHead = 17;

// A point of the hairline: degrees from the middle of the face, height.
struct LinePoint {
    double degrees, y;
};

struct Cut {
    double top = 0.12, side = 0.08;          // Volume over the skull.
    double back_end = -112, front_end = 86;  // Where the outline ends, degrees from the crown.
    std::vector<LinePoint> line;             // From the far side of the face to the near one.
};

const std::vector<LinePoint> kShortLine{{90, 0.02},   {76, 0.34},  {58, 0.50},   {30, 0.62},
                                        {-4, 0.66},   {-36, 0.58}, {-60, 0.44},  {-74, 0.26},
                                        {-80, -0.12}, {-94, 0.12}, {-112, -0.42}};
const std::vector<LinePoint> kPulledBack{{90, 0.1},   {70, 0.44},  {40, 0.62},
                                         {0, 0.70},   {-40, 0.62}, {-66, 0.42},
                                         {-80, 0.12}, {-92, 0.12}, {-112, -0.46}};
const std::vector<LinePoint> kFringe{{90, -0.2},  {74, 0.16},  {56, 0.36},  {28, 0.38},
                                     {0, 0.40},   {-28, 0.38}, {-54, 0.34}, {-70, 0.14},
                                     {-84, -0.3}, {-112, -0.5}};
const std::vector<LinePoint> kParted{{90, -0.1}, {72, 0.26},  {46, 0.48},  {18, 0.74},
                                     {8, 0.86},  {-8, 0.72},  {-34, 0.52}, {-58, 0.32},
                                     {-74, 0.0}, {-90, -0.3}, {-112, -0.5}};
const std::vector<LinePoint> kSideParted{{90, 0.02},  {76, 0.36},   {60, 0.58},  {44, 0.80},
                                         {30, 0.66},  {0, 0.52},    {-32, 0.46}, {-58, 0.42},
                                         {-74, 0.24}, {-80, -0.14}, {-94, 0.1},  {-112, -0.44}};

Cut cut_of(Hair hair) {
    switch (hair) {
        case Hair::Crop: return {.top = 0.05, .side = 0.03, .line = kShortLine};
        case Hair::SidePart: return {.top = 0.13, .side = 0.07, .line = kSideParted};
        case Hair::Quiff: return {.top = 0.16, .side = 0.05, .line = kShortLine};
        case Hair::Curls: return {.top = 0.14, .side = 0.12, .line = kShortLine};
        case Hair::Afro:
            return {
                .top = 0.34, .side = 0.34, .back_end = -122, .front_end = 98, .line = kShortLine};
        case Hair::Bob: return {.top = 0.14, .side = 0.2, .line = kSideParted};
        case Hair::Pageboy: return {.top = 0.13, .side = 0.2, .line = kFringe};
        case Hair::Long: return {.top = 0.11, .side = 0.14, .line = kParted};
        case Hair::Wavy: return {.top = 0.15, .side = 0.2, .line = kSideParted};
        case Hair::Ponytail: return {.top = 0.08, .side = 0.06, .line = kPulledBack};
        case Hair::Bun: return {.top = 0.09, .side = 0.08, .line = kPulledBack};
        case Hair::Braids: return {.top = 0.1, .side = 0.1, .line = kParted};
        case Hair::Spikes: return {.top = 0.1, .side = 0.06, .line = kShortLine};
        case Hair::Bald:
        case Hair::Wreath: break;
    }
    return {};
}

Point on_outline(const HeadView& view, double degrees, double volume) {
    const double a = radians(degrees);
    return {(0.87 + volume) * std::sin(a) - 0.05 * std::sin(view.yaw),
            (1.0 + volume) * std::cos(a)};
}

Path cap(const HeadView& view, const Cut& cut) {
    const double turn = std::sin(view.yaw);
    std::vector<Point> loop;
    const double from = cut.back_end - 10 * turn;
    const double to = cut.front_end - 14 * turn;
    for (int i = 0; i <= 10; ++i) {
        const double d = mix(from, to, i / 10.0);
        const double up = std::max(0.0, std::cos(radians(d)));
        loop.push_back(on_outline(view, d, mix(cut.side, cut.top, up)));
    }
    for (const auto& point : cut.line) loop.push_back(on_face(view, point.degrees, point.y));
    return smooth_loop(loop);
}

void add_curls(std::vector<Part>& parts, const HeadView& view, double out, double radius,
               Color color) {
    const double turn = std::sin(view.yaw);
    const int count = radius > 0.25 ? 9 : 11;
    for (int i = 0; i <= count; ++i) {
        const double d = mix(-112 - 8 * turn, 84 - 34 * turn, i / static_cast<double>(count));
        parts.push_back({circle(on_outline(view, d, out), radius), color});
    }
}

Path spikes(const HeadView& view) {
    Path path;
    const double turn = std::sin(view.yaw);
    for (int i = 0; i <= 14; ++i) {
        const double d = mix(-100 - 10 * turn, 80 - 10 * turn, i / 14.0);
        const Point p = on_outline(view, d + (i % 2 == 1 ? 6 : 0), i % 2 == 1 ? 0.36 : 0.06);
        if (i == 0)
            path.move(p.x, p.y);
        else
            path.line(p.x, p.y);
    }
    path.line(0.5, 0.72).line(-0.6, 0.62);
    return path.close();
}

// The side of hair that frames the face down to `low`, before or behind the cheek.
Path curtain(const HeadView& view, double side, double low, double wide) {
    const double s = std::sin(view.yaw);
    const Point root = on_face(view, side * 62, 0.42);
    const double x = side < 0 ? -0.93 - 0.04 * s : 0.90 - 0.02 * s;
    const double inner = x - side * wide;
    return smooth_loop({{root.x, 0.62},
                        {x * 0.98, 0.40},
                        {x + side * 0.10, -0.1},
                        {x + side * 0.10, low * 0.6},
                        {x + side * 0.02, low},
                        {inner, low + 0.04},
                        {inner + side * 0.06, low * 0.5},
                        {mix(inner, root.x, 0.35), 0.0},
                        {root.x, 0.36}});
}

void draw_strands(const FigurePen& pen, const Look& look, const HeadView& view) {
    if (pen.points(1) < kFineHead) return;
    const Color ink = pen.light().ink;
    const Color shine = mix(look.hair_color, {255, 255, 255}, 0.22);
    const double s = std::sin(view.yaw);
    for (const double d : {-58.0, -34.0, -8.0, 20.0}) {
        const Point a = on_outline(view, d - 8 * s, -0.06);
        const Point b = on_face(view, d + 4, 0.70);
        pen.line(smooth_line({a, mix(a, b, 0.5) + Point{0.03, 0.03}, b}), 0.45,
                 mix(look.hair_color, ink, 0.55));
    }
    const Point a = on_outline(view, -46 - 8 * s, -0.12);
    const Point b = on_outline(view, -12 - 8 * s, -0.14);
    pen.line(smooth_line({a, mix(a, b, 0.5) + Point{-0.02, 0.03}, b}), 2.0, shine);
}

// Under a hat hair lies flat, and only what is below the brim is seen.
bool is_covered(const Look& look) {
    switch (look.headwear) {
        case Headwear::None:
        case Headwear::Headset:
        case Headwear::Crown:
        case Headwear::Bow: return false;
        default: return true;
    }
}

std::vector<Part> cap_parts(const Look& look, const HeadView& view) {
    const Color color = look.hair_color;
    Cut cut = cut_of(look.hair);
    if (is_covered(look)) {
        cut.top = 0;
        cut.side = std::min(cut.side, 0.1);
    }
    std::vector<Part> parts{{cap(view, cut), color}};
    if (is_covered(look) && look.hair != Hair::Bob && look.hair != Hair::Pageboy &&
        look.hair != Hair::Long && look.hair != Hair::Wavy) {
        return parts;
    }
    switch (look.hair) {
        case Hair::Curls: add_curls(parts, view, 0.1, 0.21, color); break;
        case Hair::Afro: add_curls(parts, view, 0.32, 0.27, color); break;
        case Hair::Spikes: parts.push_back({spikes(view), color}); break;
        case Hair::Quiff: {
            const Point p = on_face(view, 20, 0.86);
            parts.push_back({smooth_loop({{p.x - 0.75, p.y - 0.1},
                                          {p.x - 0.5, p.y + 0.38},
                                          {p.x + 0.1, p.y + 0.46},
                                          {p.x + 0.42, p.y + 0.22},
                                          {p.x + 0.24, p.y - 0.16}}),
                             color});
            break;
        }
        case Hair::Bob:
        case Hair::Pageboy:
            parts.push_back({curtain(view, -1, -0.72, 0.36), color});
            parts.push_back({curtain(view, 1, -0.70, mix(0.26, 0.12, std::sin(view.yaw))), color});
            break;
        case Hair::Long:
        case Hair::Wavy:
            parts.push_back({curtain(view, -1, -1.0, 0.32), color});
            parts.push_back({curtain(view, 1, -0.9, mix(0.24, 0.1, std::sin(view.yaw))), color});
            break;
        default: break;
    }
    return parts;
}

void draw_wreath(const FigurePen& pen, const Look& look, const HeadView& view) {
    const double s = std::sin(view.yaw);
    pen.solid(smooth_loop({on_face(view, -66, 0.26),
                           on_face(view, -74, -0.02),
                           {-0.80, -0.34},
                           {-1.0 - 0.05 * s, -0.12},
                           {-1.0 - 0.05 * s, 0.22},
                           {-0.84, 0.42}}),
              look.hair_color);
    if (s < 0.3) {
        pen.solid(smooth_loop({on_face(view, 66, 0.26),
                               on_face(view, 76, -0.02),
                               {0.80, -0.34},
                               {1.0, -0.12},
                               {1.0, 0.22},
                               {0.84, 0.42}}),
                  look.hair_color);
    }
}

// Plaited hair from a root downwards, tied at the end.
void draw_braid(const FigurePen& pen, Point root, double sway, Color color, Color ribbon) {
    std::vector<Part> parts;
    Point last = root;
    for (int i = 0; i < 6; ++i) {
        last = root + Point{sway * i * 0.045 + (i % 2 == 0 ? 0.02 : -0.02), -0.2 * i};
        parts.push_back({ellipse({last.x - 0.15, last.y - 0.14, 0.30, 0.30}), color});
    }
    pen.solid(parts);
    if (pen.points(1) >= 12) {
        for (int i = 1; i < 6; ++i) {
            const double y = root.y - 0.2 * i + 0.1;
            const double x = root.x + sway * i * 0.045;
            pen.line(smooth_line({{x - 0.11, y + 0.04}, {x, y - 0.03}, {x + 0.11, y + 0.05}}), 0.5);
        }
    }
    const Point tie = last + Point{0, -0.17};
    pen.solid(
        {{circle(tie, 0.085), ribbon},
         {smooth_loop({tie, {tie.x - 0.11, tie.y - 0.24}, {tie.x + 0.11, tie.y - 0.24}}), color}});
}

Path long_back(const HeadView& view, double low, double wave) {
    const double s = std::sin(view.yaw);
    return smooth_loop({{-0.55, 0.9},
                        {-1.0 - 0.08 * s, 0.3},
                        {-1.06 - wave - 0.1 * s, -0.6},
                        {-1.0 + wave - 0.1 * s, low * 0.75},
                        {-0.86 - 0.1 * s, low},
                        {0, low - 0.06},
                        {0.80 - 0.25 * s, low},
                        {0.98 + wave - 0.2 * s, low * 0.7},
                        {1.0 - 0.1 * s, -0.5},
                        {0.94, 0.3},
                        {0.5, 0.9}});
}

void draw_from_behind(const FigurePen& pen, const Look& look, const HeadView& view) {
    std::vector<Part> parts;
    const Color color = look.hair_color;
    const Cut cut = cut_of(look.hair);
    const double low = look.hair == Hair::Crop || look.hair == Hair::Spikes ? -0.55 : -0.72;
    std::vector<Point> loop;
    for (int i = 0; i <= 10; ++i) {
        const double d = mix(-104.0, 104.0, i / 10.0);
        loop.push_back(
            on_outline(view, d, mix(cut.side, cut.top, std::max(0.0, std::cos(radians(d))))));
    }
    loop.push_back({0.5, low});
    loop.push_back({0, low - 0.05});
    loop.push_back({-0.5, low});
    parts.push_back({smooth_loop(loop), color});
    if (look.hair == Hair::Curls || look.hair == Hair::Afro) {
        add_curls(parts, view, look.hair == Hair::Afro ? 0.32 : 0.1,
                  look.hair == Hair::Afro ? 0.27 : 0.21, color);
    }
    if (look.hair == Hair::Spikes) parts.push_back({spikes(view), color});
    if (look.hair == Hair::Long || look.hair == Hair::Wavy) {
        parts.push_back({long_back(view, -1.7, look.hair == Hair::Wavy ? 0.1 : 0), color});
    }
    if (look.hair == Hair::Bob || look.hair == Hair::Pageboy) {
        parts.push_back({long_back(view, -0.85, 0), color});
    }
    pen.solid(parts);
    if (look.hair == Hair::Bun) pen.solid(circle({0, 0.85}, 0.44), color);
    if (look.hair == Hair::Ponytail) {
        pen.solid(smooth_loop({{-0.16, 0.5}, {0.16, 0.5}, {0.28, -0.5}, {0, -1.4}, {-0.28, -0.5}}),
                  color);
    }
    if (pen.points(1) >= kFineHead) {
        for (const double x : {-0.5, -0.2, 0.12, 0.45}) {
            pen.line(smooth_line({{x * 0.7, 0.9}, {x * 1.25, 0.2}, {x * 1.1, low + 0.15}}), 0.45,
                     mix(color, pen.light().ink, 0.5));
        }
    }
}

}  // namespace

void draw_back_hair(const FigurePen& pen, const Look& look, const HeadView& view) {
    if (look.species != Species::Human || view.back) return;
    const double s = std::sin(view.yaw);
    switch (look.hair) {
        case Hair::Long: pen.solid(long_back(view, -1.75, 0), look.hair_color); break;
        case Hair::Wavy:
            pen.solid({{long_back(view, -1.5, 0.12), look.hair_color},
                       {circle({-1.02 - 0.1 * s, -0.9}, 0.26), look.hair_color},
                       {circle({0.92 - 0.2 * s, -0.9}, 0.26), look.hair_color}});
            break;
        case Hair::Bob:
        case Hair::Pageboy: pen.solid(long_back(view, -0.78, 0), look.hair_color); break;
        case Hair::Ponytail:
            pen.solid(smooth_loop({{-0.55, 0.62},
                                   {-1.05, 0.72},
                                   {-1.42, 0.2},
                                   {-1.36, -0.7},
                                   {-1.12, -1.15},
                                   {-1.02, -0.5},
                                   {-0.86, 0.1}}),
                      look.hair_color);
            break;
        default: break;
    }
}

void draw_hair(const FigurePen& pen, const Look& look, const HeadView& view) {
    if (look.hair == Hair::Bald) return;
    if (look.hair == Hair::Wreath) {
        draw_wreath(pen, look, view);
        return;
    }
    if (view.back) {
        draw_from_behind(pen, look, view);
        return;
    }
    const double s = std::sin(view.yaw);
    if (look.hair == Hair::Bun && !is_covered(look)) {
        pen.solid(circle({-0.52 * s - 0.02, 1.22 - 0.16 * s}, 0.42), look.hair_color);
        if (pen.points(1) >= kFineHead) {
            const double x = -0.52 * s;
            pen.line(smooth_line({{x - 0.2, 1.2}, {x, 1.42 - 0.16 * s}, {x + 0.2, 1.15}}), 0.5);
        }
    }
    pen.solid(cap_parts(look, view));
    draw_strands(pen, look, view);
}

void draw_front_hair(const FigurePen& pen, const Look& look, const HeadView& view) {
    if (look.hair != Hair::Braids || look.species != Species::Human) return;
    const double s = std::sin(view.yaw);
    const Color ribbon = look.neckwear_color;
    draw_braid(pen, {0.76 - 0.1 * s, -0.5}, 0.5, look.hair_color, ribbon);
    draw_braid(pen, {-0.80 - 0.04 * s, -0.42}, -0.6, look.hair_color, ribbon);
}

}  // namespace fabula::drawing
