// Heads: the parts of a figure that carry its identity and its feelings. All in units of half a
// head's height around its middle, x to where the figure faces, y upwards.
#pragma once

#include "drawing/figure/look.hpp"
#include "drawing/figure/pen.hpp"
#include "drawing/figure/pose.hpp"

namespace fabula::drawing {

struct HeadView {
    double yaw = 0;    // Radians, towards the facing side.
    double pitch = 0;  // -1 looks down, 1 up.
    bool back = false;
    bool speaking = false;
};

// The point of the face at this angle from its middle and this height.
Point on_face(const HeadView& view, double degrees, double y);

// Hair that hangs behind neck and body; drawn before them.
void draw_back_hair(const FigurePen& pen, const Look& look, const HeadView& view);
// Skull, face, hair, beard, glasses and hat.
void draw_head(const FigurePen& pen, const Look& look, const HeadView& view, Expression expression);
// Locks and braids that fall over the shoulders; drawn after the body.
void draw_front_hair(const FigurePen& pen, const Look& look, const HeadView& view);

// Pieces of draw_head, by file.
Path face_outline(const Look& look, const HeadView& view);
void draw_features(const FigurePen& pen, const Look& look, const HeadView& view,
                   Expression expression);
void draw_facial_hair(const FigurePen& pen, const Look& look, const HeadView& view);
void draw_eyewear(const FigurePen& pen, const Look& look, const HeadView& view);
void draw_hair(const FigurePen& pen, const Look& look, const HeadView& view);
void draw_headwear(const FigurePen& pen, const Look& look, const HeadView& view);
// Heads that are not human; true when the look has one and it was drawn.
bool draw_creature(const FigurePen& pen, const Look& look, const HeadView& view,
                   Expression expression);

// Where the mouth is.
Point mouth_of(const Look& look, const HeadView& view);
// How far head, hair and hat reach above and to the sides of the middle.
struct HeadReach {
    double up = 1.1, down = 1.0, side = 1.0;
};
HeadReach reach_of(const Look& look);

}  // namespace fabula::drawing
