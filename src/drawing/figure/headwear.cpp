// Hats, caps and what else is worn on heads.
#include <cmath>

#include "drawing/figure/head.hpp"

namespace fabula::drawing {
namespace {

constexpr double kFineHead = 17;
constexpr Color kGold{222, 176, 66};
constexpr Color kDark{44, 46, 54};

struct Hat {
    const FigurePen& pen;
    const HeadView& view;
    Color color;
    double s;  // How far the head is turned.

    // The brow line: where hats sit.
    [[nodiscard]] Point brow(double degrees, double y) const { return on_face(view, degrees, y); }
};

// The part of a hat that follows the skull, down to `y` at the brow.
Path crown_shape(double s, double y, double top, double wide = 0.98) {
    return smooth_loop({{-wide - 0.05 * s, y},
                        {-wide - 0.02 - 0.06 * s, y + 0.3},
                        {-0.66 - 0.05 * s, top * 0.92},
                        {0, top},
                        {0.64, top * 0.92},
                        {wide - 0.02, y + 0.3},
                        {wide - 0.03, y},
                        {0.3 * s, y - 0.1}});
}

void peaked_cap(const Hat& h) {
    const double s = h.s;
    const Point front = h.brow(0, 0.5);
    h.pen.solid(smooth_loop({{-1.0 - 0.04 * s, 0.52},
                             {-1.18, 0.86},
                             {-0.7, 1.22},
                             {0.2 + 0.2 * s, 1.38},
                             {0.95 + 0.1 * s, 1.1},
                             {1.02, 0.82},
                             {0.95, 0.5}}),
                h.color);
    h.pen.solid(smooth_loop({{-0.98 - 0.04 * s, 0.36},
                             {-0.98, 0.62},
                             {0.1, 0.74},
                             {0.95, 0.60},
                             {0.93, 0.36},
                             {front.x, 0.42}}),
                mix(h.color, kDark, 0.55));
    h.pen.solid(smooth_loop({{front.x - 0.66, 0.46},
                             {front.x, 0.50},
                             {front.x + 0.52, 0.46},
                             {front.x + 0.62 + 0.18 * s, 0.24},
                             {front.x + 0.2, 0.22},
                             {front.x - 0.45, 0.30}}),
                kDark);
    h.pen.thinner(0.6).solid(circle({front.x * 1.05, 0.88}, 0.13), kGold);
}

void flat_cap(const Hat& h) {
    const double s = h.s;
    const Point front = h.brow(0, 0.5);
    h.pen.solid(smooth_loop({{-1.04 - 0.04 * s, 0.36},
                             {-1.1, 0.72},
                             {-0.6, 1.16},
                             {0.2, 1.22},
                             {0.98 + 0.2 * s, 0.80},
                             {1.0 + 0.1 * s, 0.44},
                             {front.x, 0.42}}),
                h.color);
    h.pen.solid(smooth_loop({{front.x - 0.5, 0.44},
                             {front.x + 0.55, 0.50},
                             {front.x + 0.72 + 0.2 * s, 0.30},
                             {front.x, 0.30}}),
                mix(h.color, kDark, 0.3));
    h.pen.line(smooth_line({{-0.9, 0.5}, {-0.2, 0.82}, {0.6 + 0.2 * s, 0.72}}), 0.5);
}

void beanie(const Hat& h) {
    h.pen.solid({{crown_shape(h.s, 0.42, 1.36), h.color}});
    h.pen.solid(smooth_loop({{-1.02 - 0.04 * h.s, 0.28},
                             {-1.04, 0.58},
                             {0, 0.68},
                             {1.0, 0.58},
                             {0.97, 0.28},
                             {0.3 * h.s, 0.36}}),
                mix(h.color, {255, 255, 255}, 0.22));
    h.pen.solid(circle({-0.05, 1.46}, 0.2), mix(h.color, {255, 255, 255}, 0.35));
    if (h.pen.points(1) < kFineHead) return;
    for (const double x : {-0.7, -0.35, 0.0, 0.35, 0.7}) {
        h.pen.line(smooth_line({{x, 0.34}, {x, 0.6}}), 0.45);
    }
}

// A hat with a brim all around: fedora, straw hat, top hat, pointed hat.
void brimmed(const Hat& h, double height, double taper, double brim, Color band) {
    const double s = h.s;
    h.pen.solid(smooth_loop({{-brim, 0.48},
                             {-brim * 0.6, 0.60},
                             {brim * 0.6, 0.60},
                             {brim, 0.46},
                             {brim * 0.7, 0.26 - 0.02 * s},
                             {0.1, 0.30},
                             {-brim * 0.75, 0.28}}),
                h.color);
    const double w = 0.84;
    Path crown;
    crown.move(-w, 0.46).curve({-w, 0.8}, {-w * taper, height * 0.8}, {-w * taper, height});
    crown.curve({-w * taper * 0.5, height + 0.1}, {w * taper * 0.5, height + 0.1},
                {w * taper, height});
    crown.curve({w * taper, height * 0.8}, {w, 0.8}, {w - 0.02, 0.46});
    crown.curve({w * 0.4, 0.36}, {-w * 0.4, 0.36}, {-w, 0.46}).close();
    h.pen.solid(crown, h.color);
    h.pen.begin_inside(crown);
    h.pen.tone(
        smooth_loop({{-1.2, 0.42}, {0, 0.32}, {1.2, 0.42}, {1.2, 0.66}, {0, 0.58}, {-1.2, 0.66}}),
        band);
    h.pen.end_inside();
    h.pen.line(smooth_line({{-w * 0.98, 0.66}, {0, 0.58}, {w * 0.97, 0.66}}), 0.6);
}

void headscarf(const Hat& h) {
    const double s = h.s;
    h.pen.solid(smooth_loop({{-0.95 - 0.06 * s, -0.5},
                             {-1.06 - 0.06 * s, 0.3},
                             {-0.6, 1.06},
                             {0.1, 1.14},
                             {0.72, 0.92},
                             {0.95, 0.36},
                             {0.86, -0.3},
                             h.brow(76, -0.1),
                             h.brow(52, 0.44),
                             h.brow(0, 0.66),
                             h.brow(-48, 0.46),
                             h.brow(-72, 0.0),
                             h.brow(-60, -0.6)}),
                h.color);
    const double x = 0.3 * s;
    h.pen.solid({{smooth_loop({{x, -1.02}, {x - 0.32, -0.92}, {x - 0.38, -1.2}}), h.color},
                 {smooth_loop({{x, -1.02}, {x + 0.32, -0.92}, {x + 0.38, -1.2}}), h.color}});
    if (h.pen.points(1) < 12) return;
    for (const double d : {-50.0, -15.0, 25.0}) {
        h.pen.tone(circle(h.brow(d, 0.84), 0.06), {250, 246, 232});
    }
}

void crown(const Hat& h) {
    const double s = h.s;
    Path path;
    path.move(-0.86 - 0.04 * s, 0.5);
    const double tops[] = {-0.98, -0.5, 0.0, 0.5, 0.98};
    for (int i = 0; i < 5; ++i) {
        path.line(tops[i], i == 2 ? 1.46 : 1.3);
        if (i < 4) path.line((tops[i] + tops[i + 1]) / 2, 0.95);
    }
    path.line(0.84, 0.5).curve({0.4, 0.36}, {-0.4, 0.36}, {-0.86 - 0.04 * s, 0.5}).close();
    h.pen.solid(path, kGold);
    h.pen.thinner(0.6).solid(circle({0.35 * s, 0.72}, 0.11), h.color);
}

void helmet(const Hat& h) {
    h.pen.solid(crown_shape(h.s, 0.3, 1.3, 1.04), h.color);
    h.pen.line(smooth_line({{-1.02, 0.42}, {0.1, 0.30}, {1.0, 0.42}}), 0.8);
    h.pen.brush({{-0.5, 1.0}, {-0.2, 1.14}, {0.1, 1.16}}, 0.8);
}

void headset(const Hat& h) {
    const double s = h.s;
    h.pen.line(
        smooth_line(
            {{-0.80 - 0.05 * s, 0.1}, {-0.86, 0.75}, {-0.3, 1.2}, {0.35, 1.14}, {0.78, 0.78}}),
        2.6, kDark);
    const double x = on_face(h.view, -92, 0).x;
    h.pen.solid(ellipse({x - 0.22, -0.32, 0.4, 0.56}), kDark);
    const Point mouth = on_face(h.view, -18, -0.62);
    h.pen.line(smooth_line({{x, -0.28}, {x + 0.2, -0.66}, mouth}), 1.4, kDark);
    h.pen.ink(circle(mouth, 0.09));
}

void hood(const Hat& h) {
    const double s = h.s;
    h.pen.solid(smooth_loop({{-0.9 - 0.1 * s, -0.98},
                             {-1.14 - 0.1 * s, -0.2},
                             {-1.08, 0.7},
                             {-0.4 - 0.1 * s, 1.3},
                             {0.4, 1.2},
                             {0.96, 0.66},
                             {1.0, -0.2},
                             {0.78, -0.94},
                             h.brow(74, -0.5),
                             h.brow(76, 0.1),
                             h.brow(44, 0.62),
                             h.brow(0, 0.74),
                             h.brow(-44, 0.6),
                             h.brow(-66, 0.1),
                             h.brow(-56, -0.72)}),
                h.color);
}

void beret(const Hat& h) {
    h.pen.solid(smooth_loop({{-1.0, 0.5},
                             {-1.26, 0.84},
                             {-0.8, 1.2},
                             {0.1, 1.24},
                             {0.86, 0.98},
                             {0.9, 0.62},
                             {0.3 * h.s, 0.56}}),
                h.color);
    h.pen.brush({{-0.1, 1.22}, {-0.06, 1.42}}, 1.8);
}

void chef_hat(const Hat& h) {
    const Color white{250, 248, 242};
    h.pen.solid({{circle({-0.5, 1.4}, 0.44), white},
                 {circle({0.05, 1.56}, 0.5), white},
                 {circle({0.55, 1.36}, 0.42), white},
                 {polygon({{-0.8, 0.5}, {-0.8, 1.3}, {0.8, 1.3}, {0.8, 0.5}}), white}});
    h.pen.line(smooth_line({{-0.8, 0.72}, {0, 0.62}, {0.8, 0.72}}), 0.6);
}

void bow(const Hat& h) {
    const double x = -0.42 - 0.1 * h.s;
    h.pen.solid({{smooth_loop({{x, 1.08}, {x - 0.5, 1.4}, {x - 0.52, 0.84}}), h.color},
                 {smooth_loop({{x, 1.08}, {x + 0.5, 1.42}, {x + 0.48, 0.9}}), h.color},
                 {circle({x, 1.09}, 0.14), h.color}});
}

}  // namespace

void draw_headwear(const FigurePen& pen, const Look& look, const HeadView& view) {
    const Hat h{pen, view, look.headwear_color, std::sin(view.yaw)};
    const Color dark = mix(look.headwear_color, kDark, 0.6);
    switch (look.headwear) {
        case Headwear::None: return;
        case Headwear::PeakedCap: peaked_cap(h); return;
        case Headwear::FlatCap: flat_cap(h); return;
        case Headwear::Beanie: beanie(h); return;
        case Headwear::Fedora: brimmed(h, 1.36, 0.84, 1.42, dark); return;
        case Headwear::StrawHat: brimmed(h, 1.22, 0.9, 1.6, {176, 60, 48}); return;
        case Headwear::TopHat: brimmed(h, 1.95, 1.02, 1.3, {176, 60, 48}); return;
        case Headwear::PointedHat: brimmed(h, 2.2, 0.1, 1.5, dark); return;
        case Headwear::Headscarf: headscarf(h); return;
        case Headwear::Crown: crown(h); return;
        case Headwear::Helmet: helmet(h); return;
        case Headwear::Headset: headset(h); return;
        case Headwear::Hood: hood(h); return;
        case Headwear::Beret: beret(h); return;
        case Headwear::ChefHat: chef_hat(h); return;
        case Headwear::Bow: bow(h); return;
    }
}

HeadReach reach_of(const Look& look) {
    HeadReach reach;
    switch (look.hair) {
        case Hair::Afro: reach = {1.6, 1.0, 1.5}; break;
        case Hair::Bun: reach = {1.62, 1.0, 1.05}; break;
        case Hair::Curls:
        case Hair::Quiff:
        case Hair::Spikes: reach = {1.38, 1.0, 1.2}; break;
        case Hair::Ponytail: reach = {1.12, 1.0, 1.4}; break;
        default: reach = {1.15, 1.0, 1.12}; break;
    }
    const auto at_least = [&](double up, double side) {
        reach.up = std::max(reach.up, up);
        reach.side = std::max(reach.side, side);
    };
    switch (look.headwear) {
        case Headwear::PeakedCap: at_least(1.4, 1.3); break;
        case Headwear::Beanie: at_least(1.68, 1.05); break;
        case Headwear::Fedora: at_least(1.45, 1.44); break;
        case Headwear::StrawHat: at_least(1.35, 1.62); break;
        case Headwear::TopHat: at_least(2.08, 1.32); break;
        case Headwear::PointedHat: at_least(2.3, 1.52); break;
        case Headwear::ChefHat: at_least(2.08, 1.05); break;
        case Headwear::Crown:
        case Headwear::Beret:
        case Headwear::Bow: at_least(1.5, 1.28); break;
        case Headwear::None: break;
        default: at_least(1.35, 1.15); break;
    }
    if (look.species == Species::Rabbit) at_least(2.3, 1.1);
    if (look.species != Species::Human) at_least(1.5, 1.25);
    return reach;
}

}  // namespace fabula::drawing
