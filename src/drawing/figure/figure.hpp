// One posed and dressed figure.
#pragma once

#include <string>

#include "drawing/figure/look.hpp"
#include "drawing/figure/pen.hpp"
#include "drawing/figure/pose.hpp"

namespace fabula::drawing {

struct FigureActing {
    Expression expression = Expression::Neutral;
    bool speaking = false;
    std::string prop;  // Name of a sprite held in the hand; empty: none.
};

// Draws it with the middle of its feet at the origin of the pen, facing to x.
void draw_figure(const FigurePen& pen, const Look& look, const Skeleton& bones,
                 const FigureActing& acting);

// In metres, as drawn: the box around head, hair and hat, and the mouth.
Rect head_box(const Look& look, const Skeleton& bones);
Point mouth_point(const Look& look, const Skeleton& bones);

// The parts of draw_figure, by file.
struct Torso {
    Point pelvis, axis, across;  // axis: pelvis to neck; across: of length 1, to the front.
    double turn = 0;
    double hip = 0, waist = 0, chest = 0, shoulder = 0;  // Half widths as seen.

    // `u` -1 (back) to 1 (front), `t` 0 (pelvis) to 1 (neck).
    [[nodiscard]] Point at(double u, double t) const;
    // A point on the middle line of the front.
    [[nodiscard]] Point middle(double t, double aside = 0) const;
    [[nodiscard]] double half(double t) const;
    [[nodiscard]] Path outline() const;
};
Torso torso_of(const Skeleton& bones);

void draw_legs(const FigurePen& pen, const Look& look, const Skeleton& bones);
void draw_arm(const FigurePen& pen, const Look& look, const Skeleton& bones, bool near);
void draw_hand(const FigurePen& pen, const Look& look, const Skeleton& bones, bool near);
void draw_clothes(const FigurePen& pen, const Look& look, const Skeleton& bones);
// Scarf, tie and what else lies over the clothes.
void draw_neckwear(const FigurePen& pen, const Look& look, const Skeleton& bones);

}  // namespace fabula::drawing
