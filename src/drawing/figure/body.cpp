// Legs, arms and hands.
#include <algorithm>
#include <cmath>

#include "drawing/figure/figure.hpp"
#include "drawing/figure/tailoring.hpp"

namespace fabula::drawing {
namespace {

// What lies farther back is a little darker, so that limbs part.
constexpr double kFar = 0.14;
constexpr Color kDepth{30, 28, 46};

Color set_back(Color color, bool near) {
    return near ? color : mix(color, kDepth, kFar);
}

Color shoe_color(const Look& look) {
    if (look.garment == Garment::Raincoat) return {196, 62, 50};
    return lightness(look.legwear_color) < 0.25 ? Color{104, 70, 48} : Color{46, 42, 48};
}

// Foot and shoe in a frame of its own: the ankle at the origin, toes to x.
Path shoe(double size, double turn) {
    const double toe = mix(0.085, 0.175, turn) * size;
    const double heel = mix(0.06, 0.075, turn) * size;
    return smooth_loop({{-heel, -0.045 * size},
                        {-heel, 0.02 * size},
                        {-0.02 * size, 0.06 * size},
                        {0.05 * size, 0.045 * size},
                        {toe * 0.86, -0.005 * size},
                        {toe, -0.045 * size}});
}

Path placed_shoe(const Skeleton& bones, const Limb& leg) {
    const Point shin = leg.end - leg.joint;
    double angle = std::atan2(shin.x, -shin.y);  // 0 when the shin hangs straight.
    const bool grounded = leg.end.y < 0.09 && bones.base != Base::Lying;
    if (grounded) angle = 0;
    if (bones.base == Base::Knees && leg.end.y < 0.2 && std::abs(shin.x) > std::abs(shin.y)) {
        angle = -1.0;
    }
    const double size = bones.body.shin / 0.37;
    const double way = bones.turn < 0.3 && leg.end.x < bones.pelvis.x ? -1 : 1;
    const Transform t{way * std::cos(angle),
                      way * std::sin(angle),
                      -std::sin(angle),
                      std::cos(angle),
                      leg.end.x,
                      leg.end.y};
    return transformed(shoe(size * 0.96, bones.turn), t);
}

void draw_leg(const FigurePen& pen, const Look& look, const Skeleton& bones, bool near) {
    const Limb& leg = near ? bones.near_leg : bones.far_leg;
    const double r = bones.body.leg;
    const Tailoring cut = tailoring_of(look.garment);
    const bool bent = std::abs(leg.joint.x - leg.root.x) > bones.body.thigh * 0.75;
    const bool bare = look.garment == Garment::Dress || look.legwear == Legwear::Skirt ||
                      look.legwear == Legwear::Shorts;
    Color thigh = look.legwear_color;
    if (bent && cut.hem > 0.3) thigh = look.garment_color;
    if (look.garment == Garment::Overalls) thigh = look.garment_color;
    if (look.garment == Garment::Dress && !bent) thigh = look.skin;
    Color shin = bare ? look.skin : thigh;
    if (bent && cut.hem > 0.3 && look.legwear == Legwear::Trousers && !bare) {
        shin = look.legwear_color;
    }
    const double ankle = bare ? r * 0.5 : r * 0.66;
    std::vector<Part> parts{
        {placed_shoe(bones, leg), set_back(shoe_color(look), near)},
        {capsule(leg.joint, r * 0.78, mix(leg.joint, leg.end, 0.96), ankle), set_back(shin, near)},
        {capsule(leg.root, r * 1.12, leg.joint, r * 0.8), set_back(thigh, near)}};
    if (look.garment == Garment::Raincoat) {
        parts.push_back({capsule(mix(leg.joint, leg.end, 0.55), r * 0.78, leg.end, r * 0.72),
                         set_back(shoe_color(look), near)});
    }
    pen.solid(parts);
    pen.solid(placed_shoe(bones, leg), set_back(shoe_color(look), near));
    if (pen.shows(0.02, 1.6) && !bare && !bent) {
        const Point k = leg.joint;
        pen.thinner(0.7).line(
            smooth_line({{k.x - r * 0.1, k.y + 0.01}, {k.x + r * 0.6, k.y + 0.03}}), 0.6);
    }
}

// The hand in a frame of its own: the wrist at the origin, fingers to x, thumb upwards.
std::vector<Path> hand_shapes(HandShape shape, double k) {
    const auto finger = [&](double x0, double y0, double x1, double y1, double r) {
        return capsule({x0 * k, y0 * k}, r * k, {x1 * k, y1 * k}, r * 0.85 * k);
    };
    const Path palm = finger(0.025, 0, 0.06, 0, 0.042);
    switch (shape) {
        case HandShape::Fist:
            return {finger(0.03, 0, 0.055, 0, 0.05), finger(0.03, 0.035, 0.07, 0.04, 0.02)};
        case HandShape::Point:
            return {palm, finger(0.06, 0.02, 0.165, 0.028, 0.0165),
                    finger(0.04, 0.04, 0.075, 0.062, 0.017),
                    finger(0.07, -0.012, 0.085, -0.018, 0.024)};
        case HandShape::Open:
            return {palm,
                    finger(0.07, 0.024, 0.135, 0.044, 0.0155),
                    finger(0.07, 0.008, 0.15, 0.014, 0.016),
                    finger(0.07, -0.01, 0.142, -0.018, 0.0155),
                    finger(0.06, -0.026, 0.12, -0.046, 0.0145),
                    finger(0.03, 0.035, 0.075, 0.085, 0.017)};
        case HandShape::Relaxed: break;
    }
    return {palm, finger(0.06, -0.004, 0.115, -0.012, 0.032),
            finger(0.03, 0.034, 0.08, 0.042, 0.017)};
}

}  // namespace

void draw_legs(const FigurePen& pen, const Look& look, const Skeleton& bones) {
    draw_leg(pen, look, bones, false);
    draw_leg(pen, look, bones, true);
}

void draw_hand(const FigurePen& pen, const Look& look, const Skeleton& bones, bool near) {
    const Limb& arm = near ? bones.near_arm : bones.far_arm;
    const Point d = (arm.end - arm.joint) * (1 / std::max(1e-6, length(arm.end - arm.joint)));
    // Thumbs point to the front, or up where the forearm is level.
    const double flip = d.x > 0.2 || d.y < -0.6 ? 1 : -1;
    const Transform t{d.x, d.y, -d.y * flip, d.x * flip, arm.end.x, arm.end.y};
    std::vector<Part> parts;
    const Color skin = set_back(look.skin, near);
    for (auto& path :
         hand_shapes(near ? bones.near_hand : bones.far_hand, bones.body.forearm / 0.25 * 0.98)) {
        parts.push_back({transformed(path, t), skin});
    }
    pen.thinner(0.85).solid(parts);
}

void draw_arm(const FigurePen& pen, const Look& look, const Skeleton& bones, bool near) {
    const Limb& arm = near ? bones.near_arm : bones.far_arm;
    const Tailoring cut = tailoring_of(look.garment);
    const double r = bones.body.arm * (cut.wide_sleeve ? 1.1 : 1.0);
    const Color sleeve = set_back(sleeve_color(look), near);
    const Color skin = set_back(look.skin, near);
    draw_hand(pen, look, bones, near);
    std::vector<Part> parts;
    const double cuff = cut.wide_sleeve ? r * 1.7 : r * 0.78;
    parts.push_back({capsule(arm.joint, r * 0.95, mix(arm.joint, arm.end, 0.97),
                             cut.sleeve > 0.9 ? cuff : r * 0.66),
                     cut.sleeve > 0.9 ? sleeve : skin});
    parts.push_back(
        {capsule(arm.root, r * 1.15, arm.joint, r * 0.95), cut.sleeve > 0.1 ? sleeve : skin});
    pen.solid(parts);
    if (cut.sleeve > 0.1 && cut.sleeve < 0.9) {
        pen.tone(capsule(mix(arm.root, arm.joint, 0.75), r * 0.9, arm.joint, r * 0.88), skin);
        pen.thinner(0.8).solid(
            capsule(arm.root, r * 1.18, mix(arm.root, arm.joint, 0.62), r * 1.16), sleeve);
    }
    if (near && look.garment != Garment::Vest) {
        // The shoulder grows out of the trunk: no line between them.
        const Torso t = torso_of(bones);
        const Point inward = t.at(-0.35, 0.86);
        pen.tone(capsule(arm.root, r * 0.98, mix(arm.root, inward, 0.75), r * 0.86), sleeve);
    }
    if (!pen.shows(0.03, 1.4)) return;
    const Point across = normal(arm.end - arm.joint) * r;
    if (cut.sleeve > 0.9) {
        const Point at = mix(arm.joint, arm.end, 0.88);
        pen.line(smooth_line({at - across, at + across}), 0.5);
    }
    if (look.pattern == Pattern::Stripes && look.garment != Garment::Vest &&
        look.garment != Garment::Overalls && look.garment != Garment::Apron) {
        const Color band = set_back(look.pattern_color, near);
        const Point upper = normal(arm.joint - arm.root) * r;
        for (const double f : {0.25, 0.6}) {
            const Point a = mix(arm.root, arm.joint, f);
            pen.line(smooth_line({a - upper, a + upper}), 2.4, band);
            if (cut.sleeve < 0.9) continue;
            const Point b = mix(arm.joint, arm.end, f);
            pen.line(smooth_line({b - across * 0.85, b + across * 0.85}), 2.4, band);
        }
    }
    const Point elbow = arm.joint;
    if (pen.shows(0.02, 2.2)) {
        const Point fold = normal(arm.joint - arm.root) * r;
        pen.brush({elbow - fold * 0.7, elbow + fold * 0.15}, 0.8);
    }
}

}  // namespace fabula::drawing
