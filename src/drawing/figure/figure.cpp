#include "drawing/figure/figure.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/figure/head.hpp"
#include "drawing/figure/tailoring.hpp"
#include "drawing/set/sprite.hpp"

namespace fabula::drawing {
namespace {

constexpr double kMaxYaw = 0.50;  // Radians: three-quarter view.

HeadView view_of(const Skeleton& bones) {
    return {.yaw = bones.turn * kMaxYaw / 0.72, .pitch = bones.pitch, .back = bones.back};
}

// The frame of the head: half its height is 1.
Transform head_frame(const Skeleton& bones) {
    const double a = -radians(bones.tilt);
    const double r = bones.body.head;
    return {r * std::cos(a),       r * std::sin(a), -r * std::sin(a) * 0.93,
            r * std::cos(a) * 1.0, bones.head.x,    bones.head.y};
}

void draw_neck(const FigurePen& pen, const Look& look, const Skeleton& bones) {
    const double r = bones.body.head * 0.36;
    const Point low = mix(bones.neck, bones.head, -0.15);
    const Path neck = capsule(low, r * 1.05, mix(bones.neck, bones.head, 0.7), r);
    pen.solid(neck, look.skin);
    const Point chin = bones.head + Point{0.02, -bones.body.head * 1.02};
    pen.shade(neck, circle(chin, bones.body.head * 0.5), 0.9);
}

void draw_bag(const FigurePen& pen, const Look& look, const Skeleton& bones, bool behind) {
    if (look.bag == Bag::None) return;
    const Torso t = torso_of(bones);
    if (look.bag == Bag::Backpack) {
        if (behind) {
            const Point at = t.at(-1.1, 0.56);
            pen.solid(rounded_rectangle({at.x - 0.16, at.y - 0.2, 0.26, 0.42}, 0.08),
                      look.bag_color);
        } else {
            pen.line(smooth_line({t.at(-0.5, 1.0), t.at(-0.62, 0.74), t.at(-0.9, 0.56)}), 3.2,
                     look.bag_color);
        }
        return;
    }
    if (behind) return;
    const Point hip = t.at(-0.9, 0.06);
    pen.line(smooth_line({t.at(0.62, 0.98), t.middle(0.6, -0.1), hip}), 2.8, look.bag_color);
    pen.solid(rounded_rectangle({hip.x - 0.14, hip.y - 0.2, 0.24, 0.2}, 0.03), look.bag_color);
    pen.line(smooth_line({{hip.x - 0.14, hip.y - 0.08}, {hip.x + 0.1, hip.y - 0.08}}), 0.5);
}

// Things are held a little larger than life, so that they are seen.
constexpr double kPropSize = 1.2;
constexpr double kPropTallest = 0.62;  // Metres.

void draw_prop(const FigurePen& pen, const Skeleton& bones, const std::string& name) {
    const Sprite* sprite = find_sprite(name);
    if (!sprite) return;
    const double most = std::max(sprite->width, sprite->height) / 100;
    const double size = std::min(kPropSize, kPropTallest / most);
    const Point near = bones.near_arm.end;
    const Point far = bones.far_arm.end;
    const bool both = length(near - far) < 0.36 && near.y < bones.neck.y;
    const bool at_head = !both && near.y > bones.neck.y && near.y > far.y;
    const Point hand = both ? mix(near, far, 0.55) : at_head ? near : far;
    const Point arm = at_head ? bones.near_arm.joint : bones.far_arm.joint;
    const double tall = sprite->height / 100 * size;
    const Point reach = (hand - arm) * (0.075 / std::max(1e-6, length(hand - arm)));
    const Point at = both ? hand + Point{0.03, -tall * 0.42} : hand + reach + Point{0, -tall * 0.4};
    const double scale = pen.points(1) * size / 100;
    draw_sprite(pen.canvas(), pen.light(), *sprite,
                {pen.place(at), scale, pen.contour() * 1.2, 0, pen.mirrored()});
}

void shade_head(const FigurePen& head, const Look& look, const HeadView& view) {
    if (head.points(1) < 8 || look.species == Species::Robot) return;
    const double away = head.mirrored() ? -1 : 1;
    Path shadow = circle({away * 0.34, -0.1}, 9);
    const Path lightside = circle({-away * 0.52, 0.16}, 1.24);
    shadow.steps.insert(shadow.steps.end(), lightside.steps.begin(), lightside.steps.end());
    Color color = head.light().shade;
    color.alpha = static_cast<std::uint8_t>(color.alpha * 0.8);
    head.begin_inside(face_outline(look, view));
    head.canvas().fill_even_odd(transformed(shadow, head.to_page()), color);
    head.end_inside();
}

}  // namespace

void draw_head(const FigurePen& pen, const Look& look, const HeadView& view,
               Expression expression) {
    if (draw_creature(pen, look, view, expression)) {
        draw_eyewear(pen, look, view);
        draw_headwear(pen, look, view);
        return;
    }
    const auto ear = [&](double degrees) {
        const Point at = on_face(view, degrees, -0.06);
        pen.solid(ellipse({at.x - 0.15, at.y - 0.22, 0.3, 0.44}), look.skin);
    };
    if (view.yaw < 0.2) ear(96);
    if (view.yaw < 0.2) ear(-96);
    pen.solid(face_outline(look, view), look.skin);
    if (!view.back) {
        shade_head(pen, look, view);
        draw_features(pen, look, view, expression);
        if (view.yaw >= 0.2) ear(-88);
    }
    draw_hair(pen, look, view);
    draw_eyewear(pen, look, view);
    draw_headwear(pen, look, view);
}

void draw_figure(const FigurePen& pen, const Look& look, const Skeleton& bones,
                 const FigureActing& acting) {
    HeadView view = view_of(bones);
    view.speaking = acting.speaking;
    const FigurePen head = pen.inside(head_frame(bones), bones.body.head);
    const bool far_arm_crosses = bones.far_arm.end.x > bones.pelvis.x + 0.05 || bones.turn < 0.3;

    draw_back_hair(head, look, view);
    draw_bag(pen, look, bones, true);
    if (bones.base != Base::Lying) draw_arm(pen, look, bones, false);
    const bool legs_last = bones.base == Base::Seat || is_long(look.garment) == false;
    if (!legs_last) draw_legs(pen, look, bones);
    if (legs_last && bones.base != Base::Seat) draw_legs(pen, look, bones);
    draw_neck(pen, look, bones);
    draw_clothes(pen, look, bones);
    if (bones.base == Base::Seat) draw_legs(pen, look, bones);
    draw_neckwear(pen, look, bones);
    draw_bag(pen, look, bones, false);
    if (!bones.back) {
        draw_head(head, look, view, acting.expression);
        draw_front_hair(head, look, view);
    }
    if (far_arm_crosses && bones.far_arm.end.x < bones.pelvis.x + bones.body.shoulders * 1.5) {
        draw_arm(pen, look, bones, false);
    }
    draw_prop(pen, bones, acting.prop);
    draw_arm(pen, look, bones, true);
    if (bones.back) draw_head(head, look, view, acting.expression);
}

Rect head_box(const Look& look, const Skeleton& bones) {
    const HeadReach reach = reach_of(look);
    const double r = bones.body.head;
    const double up = reach.up * r, down = reach.down * r, side = reach.side * r;
    if (bones.tilt < -60) return {bones.head.x - up, bones.head.y - side, up + down, 2 * side};
    return {bones.head.x - side, bones.head.y - down, 2 * side, up + down};
}

Point mouth_point(const Look& look, const Skeleton& bones) {
    return apply(head_frame(bones), mouth_of(look, view_of(bones)));
}

}  // namespace fabula::drawing
