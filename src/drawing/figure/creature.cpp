// Heads of animals, robots and ghosts on human bodies. `skin` is the colour of the fur.
#include <algorithm>
#include <cmath>

#include "drawing/figure/head.hpp"

namespace fabula::drawing {
namespace {

constexpr Color kPink{226, 152, 148};
constexpr Color kCream{246, 234, 212};
constexpr Color kBeak{228, 160, 52};

struct Creature {
    const FigurePen& pen;
    const Look& look;
    const HeadView& view;
    double s;

    [[nodiscard]] Color fur() const { return look.skin; }
    [[nodiscard]] Color dark() const { return mix(look.skin, {40, 34, 40}, 0.4); }
};

Path pointed_ear(double x, double lean, double tall) {
    Path path;
    path.move(x - 0.30, 0.62);
    path.curve({x - 0.36, 1.0}, {x + lean - 0.12, tall - 0.1}, {x + lean, tall});
    path.curve({x + lean + 0.1, tall - 0.2}, {x + 0.36, 1.0}, {x + 0.32, 0.66});
    return path.close();
}

void ears_pointed(const Creature& c, double tall) {
    for (const double side : {-1.0, 1.0}) {
        const double x = side * 0.52 - 0.08 * c.s;
        c.pen.solid(pointed_ear(x, side * 0.14, tall), c.fur());
        c.pen.tone(smooth_loop({{x - 0.1, 0.8}, {x + side * 0.1, tall - 0.22}, {x + 0.12, 0.82}}),
                   kPink);
    }
}

void ears_round(const Creature& c, double radius) {
    for (const double side : {-1.0, 1.0}) {
        const Point at{side * (0.58 + radius * 0.35) - 0.12 * c.s, 0.62 + radius * 0.5};
        c.pen.solid(circle(at, radius), c.fur());
        c.pen.tone(circle(at, radius * 0.6), kPink);
    }
}

void ears_long(const Creature& c) {
    for (const double side : {-1.0, 1.0}) {
        const double x = side * 0.34 - 0.14 * c.s;
        const double bend = side < 0 ? -0.22 : 0.14;
        c.pen.solid(smooth_loop({{x - 0.22, 0.7},
                                 {x - 0.30 + bend * 0.5, 1.5},
                                 {x + bend, 2.24},
                                 {x + 0.28 + bend * 0.5, 1.5},
                                 {x + 0.2, 0.74}}),
                    c.fur());
        c.pen.tone(smooth_loop({{x - 0.08, 0.9},
                                {x - 0.12 + bend * 0.5, 1.5},
                                {x + bend * 0.9, 1.98},
                                {x + 0.12 + bend * 0.5, 1.5},
                                {x + 0.1, 0.9}}),
                   kPink);
    }
}

void ears_floppy(const Creature& c) {
    for (const double side : {-1.0, 1.0}) {
        const double x = side * 0.72 - 0.06 * c.s;
        c.pen.solid(smooth_loop({{x - side * 0.2, 0.78},
                                 {x + side * 0.34, 0.70},
                                 {x + side * 0.46, -0.1},
                                 {x + side * 0.26, -0.58},
                                 {x, -0.1}}),
                    c.dark());
    }
}

void whiskers(const Creature& c, Point nose) {
    if (c.pen.points(1) < 12) return;
    for (const double dy : {-0.02, -0.12}) {
        c.pen.line(smooth_line({{nose.x + 0.2, nose.y + dy}, {nose.x + 0.72, nose.y + dy * 2}}),
                   0.4);
        c.pen.line(smooth_line({{nose.x - 0.25, nose.y + dy}, {nose.x - 0.85, nose.y + dy * 2}}),
                   0.4);
    }
}

// Muzzle, nose and mouth; `long_out` is how far it stands out to the facing side.
void muzzle(const Creature& c, Color tone, double wide, double long_out, Color nose) {
    const Point m = mouth_of(c.look, c.view);
    const double x = m.x + long_out * c.s * 0.5;
    c.pen.solid(smooth_loop({{x - wide, -0.42},
                             {x - wide * 0.5, -0.12},
                             {x + wide * 0.7 + long_out * c.s, -0.14},
                             {x + wide + long_out * c.s, -0.40},
                             {x + wide * 0.6, -0.82},
                             {x - wide * 0.6, -0.82}}),
                tone);
    const Point tip{x + long_out * c.s * 0.9 + 0.06 * c.s, -0.18};
    c.pen.tone(ellipse({tip.x - 0.18, tip.y - 0.1, 0.36, 0.24}), nose);
    if (c.view.speaking) {
        const Path hole = ellipse({x - 0.2, -0.74, 0.44, 0.3});
        c.pen.tone(hole, {98, 34, 40});
        c.pen.line(hole, 0.6);
    } else {
        c.pen.line(smooth_line({{x - 0.3, -0.5}, {x - 0.12, -0.58}, {tip.x, -0.46}}), 0.7);
        c.pen.line(
            smooth_line({{tip.x, -0.3}, {tip.x, -0.46}, {x + 0.3, -0.56}, {x + 0.42, -0.46}}), 0.7);
    }
    whiskers(c, {x, -0.36});
}

void mane(const Creature& c) {
    std::vector<Part> parts;
    for (int i = 0; i < 14; ++i) {
        const double a = i * 2 * std::numbers::pi / 14;
        parts.push_back(
            {circle({std::sin(a) * 1.12, std::cos(a) * 1.08}, 0.42), c.look.hair_color});
    }
    c.pen.solid(parts);
}

void bird(const Creature& c) {
    c.pen.solid(smooth_loop({{-0.3, 0.9},
                             {-0.5, 1.5},
                             {-0.1, 1.2},
                             {0.02, 1.62},
                             {0.2, 1.2},
                             {0.44, 1.4},
                             {0.36, 0.9}}),
                c.look.hair_color);
    c.pen.solid(face_outline(c.look, c.view), c.fur());
    draw_features(c.pen, c.look, c.view, Expression::Neutral);
    const double x = mouth_of(c.look, c.view).x + 0.1;
    const double gap = c.view.speaking ? 0.2 : 0.04;
    c.pen.solid(smooth_loop({{x - 0.3, -0.12},
                             {x + 0.2, -0.02},
                             {x + 0.9, -0.34},
                             {x + 0.2, -0.36},
                             {x - 0.24, -0.36}}),
                kBeak);
    c.pen.solid(
        smooth_loop({{x - 0.22, -0.36 - gap}, {x + 0.6, -0.40 - gap}, {x + 0.1, -0.62 - gap}}),
        mix(kBeak, {120, 60, 10}, 0.25));
}

void frog(const Creature& c) {
    for (const double side : {-1.0, 1.0}) {
        const Point at{side * 0.5 + 0.2 * c.s, 0.92};
        c.pen.solid(circle(at, 0.34), c.fur());
        c.pen.tone(circle(at, 0.22), {252, 250, 240});
        c.pen.ink(circle({at.x + 0.06 * c.s, at.y}, 0.11));
    }
    c.pen.solid(smooth_loop({{0, 0.86},
                             {0.9, 0.5},
                             {1.12, -0.2},
                             {0.6, -0.86},
                             {-0.6, -0.86},
                             {-1.12, -0.2},
                             {-0.9, 0.5}}),
                c.fur());
    c.pen.brush({{-0.8, -0.1}, {-0.3, -0.36}, {0.3 + 0.2 * c.s, -0.38}, {0.95, -0.1}}, 1.6);
    if (c.view.speaking) c.pen.ink(ellipse({-0.2 + 0.2 * c.s, -0.62, 0.6, 0.3}));
}

void robot(const Creature& c) {
    c.pen.line(smooth_line({{0, 1.0}, {0, 1.4}}), 1.2);
    c.pen.solid(circle({0, 1.5}, 0.14), c.look.garment_color);
    c.pen.solid({{rounded_rectangle({-1.04, -0.3, 0.3, 0.6}, 0.1), c.dark()},
                 {rounded_rectangle({0.74, -0.3, 0.3, 0.6}, 0.1), c.dark()},
                 {rounded_rectangle({-0.9, -0.95, 1.8, 1.95}, 0.24), c.fur()}});
    const double x = 0.3 * c.s;
    c.pen.solid(rounded_rectangle({-0.66 + x, -0.1, 1.32, 0.6}, 0.2), {36, 44, 56});
    const Color glow{150, 226, 214};
    for (const double side : {-1.0, 1.0}) {
        c.pen.canvas().fill(transformed(circle({x + side * 0.32, 0.2}, 0.16), c.pen.to_page()),
                            glow);
    }
    for (int i = 0; i < 5; ++i) {
        const double tall = c.view.speaking ? 0.12 + 0.06 * (i % 3) : 0.06;
        c.pen.ink(rectangle({x - 0.4 + i * 0.17, -0.56 - tall / 2, 0.1, tall}));
    }
}

void ghost(const Creature& c) {
    c.pen.solid(smooth_loop({{0, 1.12},
                             {0.7, 0.86},
                             {0.94, 0.1},
                             {0.92, -0.9},
                             {0.5, -0.72},
                             {0.1, -1.0},
                             {-0.4, -0.72},
                             {-0.94, -0.94},
                             {-0.98, 0.1},
                             {-0.7, 0.86}}),
                c.fur());
    for (const double side : {-1.0, 1.0}) {
        const Point at = on_face(c.view, side * 26, 0.1);
        c.pen.ink(ellipse({at.x - 0.13, at.y - 0.22, 0.26, 0.44}));
    }
    const Point m = mouth_of(c.look, c.view);
    c.pen.ink(ellipse({m.x - 0.12, m.y - 0.12, 0.26, c.view.speaking ? 0.44 : 0.24}));
}

void furry(const Creature& c, Expression expression) {
    switch (c.look.species) {
        case Species::Cat: ears_pointed(c, 1.5); break;
        case Species::Fox: ears_pointed(c, 1.62); break;
        case Species::Dog: break;
        case Species::Rabbit: ears_long(c); break;
        case Species::Mouse: ears_round(c, 0.56); break;
        case Species::Lion: mane(c); break;
        case Species::Bear: ears_round(c, 0.36); break;
        case Species::Pig: ears_pointed(c, 1.3); break;
        default: break;
    }
    c.pen.solid(face_outline(c.look, c.view), c.fur());
    if (c.look.species == Species::Dog) ears_floppy(c);
    if (c.look.species == Species::Fox) {
        c.pen.begin_inside(face_outline(c.look, c.view));
        c.pen.tone(ellipse({-1.3 + 0.5 * c.s, -1.3, 2.4, 1.2}), kCream);
        c.pen.end_inside();
    }
    draw_features(c.pen, c.look, c.view, expression);
    const Color nose = c.look.species == Species::Pig      ? mix(c.fur(), kPink, 0.6)
                       : c.look.species == Species::Rabbit ? kPink
                                                           : Color{44, 36, 40};
    const bool longish = c.look.species == Species::Dog || c.look.species == Species::Fox;
    const Color tone = c.look.species == Species::Pig ? mix(c.fur(), kPink, 0.5) : kCream;
    muzzle(c, tone, longish ? 0.40 : 0.44, longish ? 0.5 : 0.16, nose);
    if (c.look.species == Species::Rabbit) {
        const double x = mouth_of(c.look, c.view).x + 0.08 * c.s;
        c.pen.solid(rectangle({x - 0.1, -0.80, 0.24, 0.22}), {252, 250, 244});
    }
}

}  // namespace

bool draw_creature(const FigurePen& pen, const Look& look, const HeadView& view,
                   Expression expression) {
    if (look.species == Species::Human) return false;
    const Creature c{pen, look, view, std::sin(view.yaw)};
    if (view.back) {
        if (look.species == Species::Rabbit)
            ears_long(c);
        else if (look.species == Species::Lion)
            mane(c);
        else if (look.species == Species::Mouse)
            ears_round(c, 0.56);
        else if (look.species != Species::Frog && look.species != Species::Robot)
            ears_pointed(c, 1.5);
        pen.solid(face_outline(look, view), look.skin);
        return true;
    }
    switch (look.species) {
        case Species::Bird: bird(c); break;
        case Species::Frog: frog(c); break;
        case Species::Robot: robot(c); break;
        case Species::Ghost: ghost(c); break;
        default: furry(c, expression); break;
    }
    return true;
}

}  // namespace fabula::drawing
