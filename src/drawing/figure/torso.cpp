// The trunk and what clothes it: outline, pattern, collar, lapels, buttons, belt, hem.
#include <algorithm>
#include <cmath>

#include "drawing/figure/figure.hpp"
#include "drawing/figure/tailoring.hpp"

namespace fabula::drawing {
namespace {

constexpr Color kLeather{82, 58, 44};
constexpr Color kBrass{216, 176, 82};

// Where a leg is at a height, by going down its bones.
double leg_x(const Limb& leg, double y) {
    const auto on = [y](Point a, Point b) {
        const double t = std::clamp((a.y - y) / std::max(1e-6, a.y - b.y), 0.0, 1.0);
        return mix(a.x, b.x, t);
    };
    return y > leg.joint.y ? on(leg.root, leg.joint) : on(leg.joint, leg.end);
}

bool hangs_free(const Skeleton& bones) {
    return bones.base == Base::Feet || bones.base == Base::Air;
}

bool thighs_up(const Skeleton& bones) {
    return std::max(bones.near_leg.joint.x - bones.near_leg.root.x,
                    bones.far_leg.joint.x - bones.far_leg.root.x) > bones.body.thigh * 0.8;
}

// What hangs from the waist: the lower part of a coat, dress or skirt.
Path hanging_hem(const Torso& torso, const Skeleton& bones, double legs, double flare) {
    const double y = std::max(0.06, bones.pelvis.y - legs * (bones.body.thigh + bones.body.shin));
    const double left = std::min(leg_x(bones.near_leg, y), leg_x(bones.far_leg, y));
    const double right = std::max(leg_x(bones.near_leg, y), leg_x(bones.far_leg, y));
    const double out = bones.body.leg + torso.hip * flare;
    const Point waist_back = torso.at(-1, 0.36);
    const Point waist_front = torso.at(1, 0.36);
    const Point hip_back = torso.at(-1.04, 0.02);
    const Point hip_front = torso.at(1.04, 0.02);
    Path path;
    path.move(waist_back.x, waist_back.y);
    path.curve(mix(waist_back, hip_back, 0.6), hip_back, {left - out, y});
    path.curve({mix(left, right, 0.3), y - 0.035}, {mix(left, right, 0.7), y - 0.035},
               {right + out, y});
    path.curve(hip_front, mix(waist_front, hip_front, 0.6), waist_front);
    return path.close();
}

void draw_pattern(const FigurePen& pen, const Look& look, const Torso& t, double low) {
    const Color color = look.pattern_color;
    const auto across = [&](double at, double from, double to) {
        return smooth_line({t.at(from, at), t.middle(at - 0.03), t.at(to, at)});
    };
    switch (look.pattern) {
        case Pattern::Plain: return;
        case Pattern::Stripes:
            for (double at = low; at < 1; at += 0.2) pen.band(across(at, -1.2, 1.2), 0.045, color);
            return;
        case Pattern::Pinstripes:
            for (double u = -0.8; u <= 0.9; u += 0.4) {
                pen.band(smooth_line({t.at(u, low - 0.1), t.at(u, 1)}), 0.012, color);
            }
            return;
        case Pattern::Checks:
            for (double at = low; at < 1; at += 0.26) pen.band(across(at, -1.2, 1.2), 0.022, color);
            for (double u = -0.75; u <= 0.9; u += 0.5) {
                pen.band(smooth_line({t.at(u, low - 0.1), t.at(u, 1)}), 0.022, color);
            }
            return;
        case Pattern::Dots:
            for (int row = 0; row < 6; ++row) {
                for (int i = -2; i <= 2; ++i) {
                    const double u = 0.42 * i + (row % 2 == 0 ? 0.0 : 0.21);
                    pen.tone(circle(t.at(u, low + 0.05 + row * 0.18), 0.019), color);
                }
            }
            return;
        case Pattern::Zigzag: {
            std::vector<Point> zig;
            for (int i = -4; i <= 4; ++i) {
                zig.push_back(t.at(0.3 * i, (i % 2 == 0 ? 0.56 : 0.72)));
            }
            Path path;
            path.move(zig[0].x, zig[0].y);
            for (const Point p : zig) path.line(p.x, p.y);
            pen.band(path, 0.05, color);
            return;
        }
    }
}

void draw_collar(const FigurePen& pen, const Look& look, const Torso& t) {
    const Color color = mix(look.garment_color, {255, 255, 255}, 0.25);
    const Point m = t.middle(0.94);
    const Point top = t.middle(1.03);
    for (const double side : {-1.0, 1.0}) {
        const Point edge = t.at(side * 0.42 + 0.2 * t.turn, 1.0);
        pen.thinner(0.7).solid(polygon({top, edge, t.at(side * 0.46 + 0.24 * t.turn, 0.88), m}),
                               color);
    }
}

void draw_lapels(const FigurePen& pen, const Look& look, const Torso& t, bool open) {
    const double low = open ? -0.12 : 0.45;
    const Point v = t.middle(low);
    const Point left = t.at(-0.30 + 0.30 * t.turn, 1.0);
    const Point right = t.at(0.34 + 0.30 * t.turn, 1.0);
    Path shirt;
    shirt.move(left.x, left.y).line(right.x, right.y);
    if (open) {
        const Point a = t.middle(low, 0.22);
        const Point b = t.middle(low, -0.22);
        shirt.line(a.x, a.y).line(b.x, b.y).close();
    } else {
        shirt.line(v.x, v.y).close();
    }
    pen.tone(shirt, shirt_color(look));
    pen.line(shirt, 0.6);
    if (open) return;
    const Color lapel = mix(look.garment_color, kLeather, 0.18);
    for (const double side : {-1.0, 1.0}) {
        const Point top = side < 0 ? left : right;
        const Point notch = t.at(side * 0.62 + 0.3 * t.turn, 0.80);
        pen.thinner(0.7).solid(polygon({top, notch, mix(notch, v, 0.4), v}), lapel);
    }
}

void draw_buttons(const FigurePen& pen, const Look& look, const Torso& t, const Tailoring& cut) {
    if (!pen.shows(0.012, 0.9)) return;
    const bool two_rows = look.garment == Garment::Uniform || look.garment == Garment::Raincoat;
    const Color color = look.garment == Garment::Uniform      ? kBrass
                        : lightness(look.garment_color) > 0.5 ? Color{70, 58, 60}
                                                              : Color{226, 214, 190};
    if (!cut.lapels && !cut.open) pen.line(smooth_line({t.middle(0.92), t.middle(-0.05)}), 0.45);
    for (const double at : {0.72, 0.50, 0.28, 0.06}) {
        if (cut.lapels && at > 0.45) continue;
        for (const double aside : {-0.26, 0.26}) {
            const double u = two_rows ? aside : cut.open ? 0.30 : 0.02;
            pen.tone(circle(t.middle(at, u), 0.0155), color);
            if (!two_rows) break;
        }
    }
}

void draw_bib(const FigurePen& pen, const Look& look, const Torso& t) {
    const bool apron = look.garment == Garment::Apron;
    const Color color = apron ? Color{246, 242, 230} : look.garment_color;
    const double s = 0.3 * t.turn;
    const Path bib = polygon({t.at(-0.5 + s, 0.78), t.at(0.5 + s, 0.78),
                              t.at(0.86, apron ? -0.1 : 0.3), t.at(-0.86, apron ? -0.1 : 0.3)});
    if (!apron)
        pen.tone(polygon({t.at(-1.1, 0.34), t.at(1.1, 0.34), t.at(1.1, -0.2), t.at(-1.1, -0.2)}),
                 color);
    pen.tone(bib, color);
    pen.line(bib, 0.6);
    for (const double side : {-0.42, 0.42}) {
        pen.line(smooth_line({t.at(side + s, 0.78), t.at(side * 0.8 + s, 1.0)}), 2.2, color);
    }
    if (pen.shows(0.03))
        pen.line(rectangle({t.middle(0.6).x - 0.05, t.middle(0.6).y - 0.05, 0.1, 0.08}), 0.5);
}

void draw_hood(const FigurePen& pen, const Look& look, const Torso& t) {
    const Point a = t.at(-0.72 + 0.1 * t.turn, 0.98);
    const Point b = t.at(0.62 + 0.28 * t.turn, 0.96);
    pen.thinner(0.8).solid(
        smooth_loop({a, mix(a, b, 0.5) + Point{0, -0.07}, b, b + Point{0.0, 0.05},
                     mix(a, b, 0.5) + Point{0, 0.01}, a + Point{0, 0.06}}),
        mix(look.garment_color, {255, 255, 255}, 0.14));
}

void draw_details(const FigurePen& pen, const Look& look, const Skeleton& bones, const Torso& t) {
    const Tailoring cut = tailoring_of(look.garment);
    if (bones.back) {
        if (pen.shows(0.02)) pen.line(smooth_line({t.at(0, 0.9), t.at(0.03, 0.1)}), 0.4);
        return;
    }
    if (look.garment == Garment::Overalls || look.garment == Garment::Apron) draw_bib(pen, look, t);
    if (cut.lapels || cut.open) draw_lapels(pen, look, t, cut.open);
    if (cut.collar) draw_collar(pen, look, t);
    if (cut.buttons) draw_buttons(pen, look, t, cut);
    if (look.garment == Garment::Hoodie || look.garment == Garment::Raincoat)
        draw_hood(pen, look, t);
    if (look.garment == Garment::Armor && pen.shows(0.03)) {
        pen.line(smooth_line({t.at(-1, 0.62), t.middle(0.54), t.at(1, 0.62)}), 0.6);
        pen.line(smooth_line({t.middle(1.0), t.middle(0.05)}), 0.5);
    }
    if (look.garment == Garment::Sweater && pen.shows(0.03)) {
        pen.line(smooth_line({t.at(-1, 0.02), t.middle(-0.02), t.at(1, 0.02)}), 0.5);
        pen.line(smooth_line({t.at(-0.36 + 0.3 * t.turn, 0.99), t.middle(0.93),
                              t.at(0.4 + 0.3 * t.turn, 0.99)}),
                 0.6);
    }
    if (cut.belt) {
        const Path belt = polygon({t.at(-1.02, 0.34), t.middle(0.31), t.at(1.02, 0.34),
                                   t.at(1.02, 0.25), t.middle(0.21), t.at(-1.02, 0.25)});
        pen.tone(belt, kLeather);
        if (pen.shows(0.03)) pen.tone(circle(t.middle(0.265), 0.026), kBrass);
    }
}

}  // namespace

Point Torso::at(double u, double t) const {
    return pelvis + axis * t + across * (u * half(t));
}

Point Torso::middle(double t, double aside) const {
    return at(0.42 * turn + aside, t);
}

double Torso::half(double t) const {
    if (t < 0.36) return mix(hip, waist, std::max(0.0, t) / 0.36);
    if (t < 0.78) return mix(waist, chest, (t - 0.36) / 0.42);
    return t < 0.93 ? mix(chest, shoulder, (t - 0.78) / 0.15) : shoulder;
}

Path Torso::outline() const {
    // The shoulders slope from the neck to where the arms begin.
    const Point neck_back = pelvis + axis * 1.03 + across * (shoulder * -0.34);
    const Point neck_front = pelvis + axis * 1.03 + across * (shoulder * (0.34 + 0.12 * turn));
    const std::vector<Point> side_back{at(-1.02, -0.07), at(-1.0, 0.12), at(-1.0, 0.40),
                                       at(-1.0, 0.74), at(-0.98, 0.88)};
    Path path = smooth_line(side_back);
    path.curve(at(-0.86, 0.965), mix(at(-0.7, 1.0), neck_back, 0.5), neck_back);
    path.line(neck_front.x, neck_front.y);
    const Point shoulder_front = at(0.98, 0.88);
    path.curve(mix(at(0.7, 1.0), neck_front, 0.5), at(0.86, 0.965), shoulder_front);
    const Path front =
        smooth_line({shoulder_front, at(1.0, 0.74), at(1.0, 0.40), at(1.0, 0.12), at(1.02, -0.07)});
    path.steps.insert(path.steps.end(), front.steps.begin() + 1, front.steps.end());
    return path.close();
}

Torso torso_of(const Skeleton& bones) {
    const Body& b = bones.body;
    const double k = mix(1.0, 0.82, bones.turn);
    Torso t;
    t.pelvis = bones.pelvis;
    t.axis = bones.neck - bones.pelvis;
    const Point along = t.axis * (1 / std::max(1e-6, length(t.axis)));
    t.across = {along.y, -along.x};
    t.turn = bones.turn;
    t.hip = b.hips * k;
    t.waist = b.waist * k;
    t.chest = std::max(b.waist, b.shoulders * 0.86) * k;
    t.shoulder = b.shoulders * k;
    return t;
}

void draw_clothes(const FigurePen& pen, const Look& look, const Skeleton& bones) {
    const Torso t = torso_of(bones);
    const Tailoring cut = tailoring_of(look.garment);
    const bool bib = look.garment == Garment::Overalls || look.garment == Garment::Apron;
    const Color color = bib ? look.pattern_color : look.garment_color;
    const Path trunk = t.outline();
    const bool free = hangs_free(bones) && !thighs_up(bones);
    std::vector<Part> parts;
    if (look.legwear == Legwear::Skirt && free && look.garment != Garment::Dress) {
        pen.solid(hanging_hem(t, bones, 0.54, 0.35), look.legwear_color);
    }
    Path hem;
    if (cut.hem > 0.05 && free) {
        hem = hanging_hem(t, bones, cut.hem, cut.flare);
        parts.push_back({hem, color});
    }
    parts.push_back({trunk, color});
    pen.solid(parts);

    if (!bib || look.pattern != Pattern::Plain) {
        pen.begin_inside(trunk);
        if (!bib) draw_pattern(pen, look, t, 0.04);
        pen.end_inside();
    }
    draw_details(pen, look, bones, t);
    const double away = pen.mirrored() ? -1 : 1;
    const auto shadow = [&](double from) {
        return polygon({t.at(away * from, 1.1),
                        t.at(away * 2.2, 1.1),
                        t.at(away * 2.4, -0.2),
                        {t.at(away * 2.4, -0.2).x, -0.2},
                        {t.at(away * (from - 0.1), -0.2).x, -0.2},
                        t.at(away * (from - 0.05), 0.3)});
    };
    pen.shade(trunk, shadow(0.42));
    if (!hem.steps.empty()) {
        pen.shade(hem, shadow(0.42), 0.9);
        if (pen.shows(0.03) && cut.hem > 0.3) {
            const double y = bones.pelvis.y - cut.hem * (bones.body.thigh + bones.body.shin);
            pen.brush({t.at(0.35, 0.0), {t.at(0.5, 0).x, y + 0.05}}, 0.7);
            pen.brush({t.at(-0.4, 0.0), {t.at(-0.5, 0).x, y + 0.08}}, 0.6);
        }
    }
}

void draw_neckwear(const FigurePen& pen, const Look& look, const Skeleton& bones) {
    const Torso t = torso_of(bones);
    const Color c = look.neckwear_color;
    const Point m = t.middle(0.98);
    switch (look.neckwear) {
        case Neckwear::None: return;
        case Neckwear::Tie: {
            if (bones.back) return;
            const Point low = t.middle(0.44);
            pen.thinner(0.8).solid({{polygon({m + Point{-0.026, 0.0}, m + Point{0.026, 0.0},
                                              mix(m, low, 0.8) + Point{0.042, 0}, low,
                                              mix(m, low, 0.8) + Point{-0.042, 0}}),
                                     c},
                                    {circle(m, 0.03), c}});
            return;
        }
        case Neckwear::BowTie:
            if (bones.back) return;
            pen.thinner(0.8).solid(
                {{polygon({m, m + Point{-0.085, 0.045}, m + Point{-0.085, -0.045}}), c},
                 {polygon({m, m + Point{0.085, 0.045}, m + Point{0.085, -0.045}}), c},
                 {circle(m, 0.022), c}});
            return;
        case Neckwear::Necklace:
            for (int i = -3; i <= 3; ++i) {
                const double u = i / 3.0;
                pen.tone(circle(t.middle(0.92 + 0.1 * u * u, u * 0.4), 0.018), {250, 246, 236});
            }
            return;
        case Neckwear::Scarf: {
            const Point a = t.at(-0.52, 1.02);
            const Point b = t.at(0.56 + 0.1 * t.turn, 1.0);
            const Point end = t.middle(0.5, -0.3);
            pen.solid({{smooth_loop({a, a + Point{0, 0.08}, mix(a, b, 0.5) + Point{0, 0.04},
                                     b + Point{0, 0.08}, b, mix(a, b, 0.5) + Point{0, -0.06}}),
                        c},
                       {polygon({t.middle(0.98, -0.36), t.middle(0.98, 0.02), end + Point{0.05, 0},
                                 end + Point{-0.05, 0}}),
                        c}});
            if (!pen.shows(0.02)) return;
            for (const double x : {-0.03, 0.0, 0.03}) {
                pen.line(smooth_line({end + Point{x, 0}, end + Point{x, -0.04}}), 0.6, c);
            }
            return;
        }
        case Neckwear::Shawl:
            pen.solid(
                smooth_loop({t.at(-0.46, 1.04), t.at(-1.14, 0.84), t.at(-1.22, 0.46),
                             t.at(-0.6, 0.52), t.middle(0.42), t.at(0.8, 0.52), t.at(1.2, 0.48),
                             t.at(1.12, 0.86), t.at(0.6, 1.03), t.middle(0.92)}),
                c);
            if (!pen.shows(0.02)) return;
            pen.line(smooth_line({t.middle(0.92), t.at(0.1, 0.66), t.middle(0.44)}), 0.6);
            pen.line(smooth_line({t.at(-0.9, 0.82), t.at(-0.6, 0.62)}), 0.5);
            return;
    }
}

}  // namespace fabula::drawing
