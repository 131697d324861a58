// Faces: outline, eyes, brows, nose, mouth, beard and glasses.
#include <algorithm>
#include <cmath>

#include "drawing/figure/head.hpp"

namespace fabula::drawing {
namespace {

constexpr Color kWhite{250, 248, 242};
constexpr Color kMouth{98, 34, 40};
constexpr Color kTongue{204, 104, 98};
constexpr Color kTear{160, 206, 232};

// From this many points on, half a head has room for more than dots.
constexpr double kFineHead = 17;

enum class Mouth : std::uint8_t { Line, Open, Round, Wavy, Grit, Smirk };
enum class Eye : std::uint8_t { Open, ArcUp, ArcDown };

struct FaceShape {
    double brow_inner = 0, brow_outer = 0;
    double open = 1;
    Eye eye = Eye::Open;
    Mouth mouth = Mouth::Line;
    double curve = 0.02;  // Corners up.
    bool blush = false, tears = false, sweat = false;
};

FaceShape shape_of(Expression expression) {
    switch (expression) {
        case Expression::Neutral: return {};
        case Expression::Smile: return {.brow_inner = 0.03, .brow_outer = 0.02, .curve = 0.13};
        case Expression::Laugh:
            return {.brow_inner = 0.07,
                    .brow_outer = 0.06,
                    .eye = Eye::ArcUp,
                    .mouth = Mouth::Open,
                    .curve = 0.16,
                    .blush = true};
        case Expression::Sad:
            return {.brow_inner = 0.13, .brow_outer = -0.06, .open = 0.8, .curve = -0.11};
        case Expression::Cry:
            return {.brow_inner = 0.15,
                    .brow_outer = -0.07,
                    .eye = Eye::ArcDown,
                    .mouth = Mouth::Wavy,
                    .curve = -0.12,
                    .tears = true};
        case Expression::Angry:
            return {.brow_inner = -0.14,
                    .brow_outer = 0.08,
                    .open = 0.78,
                    .mouth = Mouth::Grit,
                    .curve = -0.07};
        case Expression::Surprised:
            return {.brow_inner = 0.17, .brow_outer = 0.15, .open = 1.28, .mouth = Mouth::Round};
        case Expression::Afraid:
            return {.brow_inner = 0.17,
                    .brow_outer = 0.02,
                    .open = 1.22,
                    .mouth = Mouth::Wavy,
                    .curve = -0.04,
                    .sweat = true};
        case Expression::Tired:
            return {.brow_inner = 0.03, .brow_outer = -0.04, .open = 0.45, .curve = -0.04};
        case Expression::Sly:
            return {.brow_inner = -0.05,
                    .brow_outer = 0.1,
                    .open = 0.62,
                    .mouth = Mouth::Smirk,
                    .curve = 0.1};
        case Expression::Stern:
            return {.brow_inner = -0.08, .brow_outer = 0.02, .open = 0.8, .curve = -0.04};
        case Expression::Asleep: return {.brow_outer = -0.02, .eye = Eye::ArcDown};
        case Expression::Shy: return {.brow_inner = 0.1, .open = 0.8, .curve = 0.08, .blush = true};
    }
    return {};
}

struct FaceMeasure {
    double cheek = 0.81, jaw = 0.62, chin = -1.0;
};

FaceMeasure measure_of(const Look& look) {
    FaceMeasure m;
    switch (look.face) {
        case 1: m = {0.86, 0.68, -0.97}; break;
        case 2: m = {0.83, 0.74, -1.0}; break;
        case 3: m = {0.77, 0.58, -1.06}; break;
        default: break;
    }
    if (look.build == Build::Stout) m.cheek += 0.08, m.jaw += 0.12;
    if (look.gender == Gender::Female) m.jaw -= 0.06;
    if (look.age == Age::Child) m = {0.86, 0.60, -0.93};
    return m;
}

double half_width(double y) {
    return 0.86 * std::sqrt(std::max(0.05, 1 - y * y * 0.62));
}

// The half ellipse of a closed eye, bulging up or down.
void eye_arc(const FigurePen& pen, Point at, double wide, double bulge) {
    pen.line(smooth_line({{at.x - wide, at.y}, {at.x, at.y + bulge}, {at.x + wide, at.y}}), 0.9);
}

void small_eye(const FigurePen& pen, Point at, double narrow, const FaceShape& face) {
    const double ry = 0.105 * std::max(0.55, face.open);
    pen.ink(ellipse({at.x - 0.062 * narrow, at.y - ry, 0.124 * narrow, 2 * ry}));
}

void fine_eye(const FigurePen& pen, const Look& look, const HeadView& view, Point at, double narrow,
              const FaceShape& face, double outer) {
    const double rx = 0.145 * narrow;
    const double ry = 0.155 * face.open;
    const Path white = ellipse({at.x - rx, at.y - ry, 2 * rx, 2 * ry});
    pen.tone(white, kWhite);
    const double iris = std::min(0.088, ry * 1.1);
    const Point look_at{at.x + 0.035 * std::sin(view.yaw) * 1.6, at.y + 0.06 * view.pitch};
    pen.begin_inside(white);
    pen.ink(circle(look_at, iris));
    pen.tone(circle({look_at.x - 0.03, look_at.y + 0.035}, 0.026), {255, 255, 255});
    if (face.open < 0.9) {
        pen.tone(rectangle({at.x - 0.3, at.y + ry - (1 - face.open) * 0.14, 0.6, 0.4}), look.skin);
    }
    pen.end_inside();
    const double lid = at.y + ry * 0.96;
    pen.brush({{at.x - rx * 1.12, at.y + ry * 0.25},
               {at.x - rx * 0.4, lid},
               {at.x + rx * 0.4, lid},
               {at.x + rx * 1.12, at.y + ry * 0.25}},
              1.5);
    if (look.gender == Gender::Female) {
        const double x = at.x + outer * rx * 1.05;
        pen.brush({{x, at.y + ry * 0.35}, {x + outer * 0.07, at.y + ry * 0.9}}, 1.2);
    }
    if (look.age == Age::Old) {
        pen.line(smooth_line({{at.x - rx * 0.8, at.y - ry * 1.3},
                              {at.x, at.y - ry * 1.55},
                              {at.x + rx * 0.8, at.y - ry * 1.25}}),
                 0.4);
    }
}

void draw_brow(const FigurePen& pen, const Look& look, Point eye, double narrow, double outer,
               const FaceShape& face) {
    const double y = eye.y + 0.27 + (face.open > 1.1 ? 0.04 : 0);
    const double wide = 0.19 * narrow;
    const double weight = look.gender == Gender::Female ? 1.5 : 2.1;
    pen.brush({{eye.x - outer * wide, y + face.brow_inner},
               {eye.x + outer * wide * 0.2, y + 0.05 + mix(face.brow_inner, face.brow_outer, 0.5)},
               {eye.x + outer * wide * 1.15, y - 0.02 + face.brow_outer}},
              pen.points(1) < kFineHead ? 1.2 : weight);
}

void draw_eyes(const FigurePen& pen, const Look& look, const HeadView& view,
               const FaceShape& face) {
    const double dy = 0.05 + 0.16 * view.pitch;
    for (const double side : {-1.0, 1.0}) {
        const double degrees = side * 25;
        const Point at = on_face(view, degrees, dy);
        const double narrow = std::max(0.5, std::cos(radians(degrees) + view.yaw));
        if (face.eye == Eye::ArcUp) {
            eye_arc(pen, at, 0.13 * narrow, 0.11);
        } else if (face.eye == Eye::ArcDown) {
            eye_arc(pen, at, 0.13 * narrow, -0.08);
        } else if (look.eyewear == Eyewear::Dark) {
            // Behind dark glass.
        } else if (pen.points(1) < kFineHead) {
            small_eye(pen, at, narrow, face);
        } else {
            fine_eye(pen, look, view, at, narrow, face, side);
        }
        if (pen.points(1) > 7) draw_brow(pen, look, at, narrow, side, face);
    }
}

void draw_nose(const FigurePen& pen, const Look& look, const HeadView& view) {
    const double s = std::sin(view.yaw);
    const double dy = 0.14 * view.pitch;
    const Point top = on_face(view, 4, 0.04 + dy);
    const Point base = on_face(view, 0, -0.26 + dy);
    static constexpr double kLong[] = {0.13, 0.20, 0.10, 0.24, 0.16};
    static constexpr double kDrop[] = {0, -0.05, 0.05, -0.09, 0.02};
    const auto kind = static_cast<std::size_t>(look.nose % 5);
    const double out = kLong[kind] * (0.45 + std::abs(s));
    const Point tip{base.x + out, base.y + 0.05 + kDrop[kind]};
    if (pen.points(1) < 11) {
        pen.line(smooth_line({{base.x + out * 0.3, base.y + 0.16}, tip, {base.x, base.y}}), 0.6);
        return;
    }
    if (std::abs(s) < 0.15) {
        const double w = 0.1 + 0.03 * static_cast<double>(kind % 3);
        pen.line(smooth_line({{base.x - w, base.y + 0.05},
                              {base.x - w * 0.4, base.y - 0.04},
                              {base.x + w * 0.4, base.y - 0.04},
                              {base.x + w, base.y + 0.05}}),
                 0.8);
        return;
    }
    const double bridge = kind == 1 || kind == 3 ? 0.02 : -0.03;
    pen.line(smooth_line({{top.x + 0.05, top.y + 0.02},
                          {mix(top.x, tip.x, 0.5) + bridge, mix(top.y, tip.y, 0.55)},
                          tip,
                          {base.x + out * 0.55, base.y - 0.045},
                          {base.x - 0.05, base.y - 0.01}}),
             0.8);
}

void open_mouth(const FigurePen& pen, Point at, double wide, double deep, double curve) {
    const Path hole = smooth_loop({{at.x - wide, at.y + curve * 0.7},
                                   {at.x, at.y + 0.03 - curve * 0.1},
                                   {at.x + wide, at.y + curve * 0.7},
                                   {at.x + wide * 0.62, at.y - deep * 0.75},
                                   {at.x, at.y - deep},
                                   {at.x - wide * 0.62, at.y - deep * 0.75}});
    pen.tone(hole, kMouth);
    if (pen.points(1) >= kFineHead) {
        pen.begin_inside(hole);
        pen.tone(ellipse({at.x - wide * 0.7, at.y - deep * 1.5, wide * 1.4, deep * 0.9}), kTongue);
        pen.tone(rectangle({at.x - wide, at.y - deep * 0.16, wide * 2, deep}), kWhite);
        pen.end_inside();
    }
    pen.line(hole, 0.7);
}

void closed_mouth(const FigurePen& pen, Point at, double wide, const FaceShape& face) {
    const double c = face.curve;
    const double skew = face.mouth == Mouth::Smirk ? 0.1 : 0;
    if (face.mouth == Mouth::Wavy) {
        pen.line(smooth_line({{at.x - wide, at.y - 0.03},
                              {at.x - wide * 0.4, at.y + 0.035},
                              {at.x + wide * 0.1, at.y - 0.03},
                              {at.x + wide * 0.5, at.y + 0.03},
                              {at.x + wide, at.y - 0.04}}),
                 0.85);
        return;
    }
    if (face.mouth == Mouth::Grit && pen.points(1) >= kFineHead) {
        const Path teeth = smooth_loop({{at.x - wide, at.y - 0.05},
                                        {at.x, at.y + 0.05},
                                        {at.x + wide, at.y - 0.05},
                                        {at.x, at.y - 0.1}});
        pen.tone(teeth, kWhite);
        pen.line(teeth, 0.8);
        return;
    }
    pen.brush({{at.x - wide, at.y + c - skew},
               {at.x - wide * 0.35, at.y - c * 0.25},
               {at.x + wide * 0.35, at.y - c * 0.25},
               {at.x + wide, at.y + c + skew}},
              1.4);
}

void draw_mouth(const FigurePen& pen, const Look& look, const HeadView& view, const FaceShape& face,
                Expression expression) {
    const Point at = mouth_of(look, view);
    const double wide = 0.2 * mix(1.0, 0.8, std::abs(std::sin(view.yaw)));
    if (face.mouth == Mouth::Round) {
        open_mouth(pen, at, wide * 0.55, 0.24, 0);
    } else if (face.mouth == Mouth::Open) {
        open_mouth(pen, at, wide * 1.3, 0.3, 0.1);
    } else if (view.speaking) {
        const bool loud = expression == Expression::Angry || expression == Expression::Afraid;
        open_mouth(pen, at, wide * (loud ? 1.15 : 0.85), loud ? 0.32 : 0.2, face.curve * 0.6);
    } else {
        closed_mouth(pen, at, wide, face);
    }
}

void draw_marks(const FigurePen& pen, const HeadView& view, const FaceShape& face) {
    if (pen.points(1) < 9) return;
    if (face.blush) {
        for (const double side : {-1.0, 1.0}) {
            const Point at = on_face(view, side * 42, -0.26);
            pen.tone(ellipse({at.x - 0.13, at.y - 0.08, 0.26, 0.16}), {226, 116, 104, 120});
        }
    }
    if (face.tears) {
        const Point at = on_face(view, -26, -0.1);
        pen.tone(smooth_loop({{at.x, at.y + 0.08},
                              {at.x + 0.07, at.y - 0.2},
                              {at.x, at.y - 0.32},
                              {at.x - 0.07, at.y - 0.2}}),
                 kTear);
    }
    if (face.sweat) {
        const Point at = on_face(view, -58, 0.42);
        pen.solid(smooth_loop({{at.x, at.y + 0.16},
                               {at.x + 0.08, at.y - 0.04},
                               {at.x, at.y - 0.12},
                               {at.x - 0.08, at.y - 0.04}}),
                  kTear);
    }
}

void draw_full_beard(const FigurePen& pen, const Look& look, const HeadView& view) {
    const double drop = look.facial_hair == FacialHair::LongBeard ? 0.85 : 0.2;
    const Point mouth = mouth_of(look, view);
    const double s = std::sin(view.yaw);
    std::vector<Point> loop;
    for (const double d : {-88.0, -66.0}) loop.push_back(on_face(view, d, d < -80 ? 0.0 : -0.3));
    loop.push_back({mouth.x - 0.3, mouth.y + 0.2});
    loop.push_back({mouth.x, mouth.y + 0.17});
    loop.push_back({mouth.x + 0.28, mouth.y + 0.2});
    for (const double d : {64.0, 88.0}) loop.push_back(on_face(view, d, d > 80 ? 0.0 : -0.3));
    loop.push_back({0.66 + 0.06 * s, -0.74});
    loop.push_back({0.30 + 0.24 * s, -1.06 - drop * 0.7});
    loop.push_back({0.26 * s, -1.1 - drop});
    loop.push_back({-0.32 + 0.2 * s, -1.06 - drop * 0.7});
    loop.push_back({-0.70 + 0.14 * s, -0.72});
    const Path beard = smooth_loop(loop);
    pen.solid(beard, look.hair_color);
    if (pen.points(1) < kFineHead) return;
    for (const double x : {-0.35, -0.1, 0.18, 0.42}) {
        pen.brush({{x + 0.2 * s, -0.8}, {x * 0.9 + 0.24 * s, -0.98 - drop * 0.5}}, 0.9);
    }
}

void draw_moustache(const FigurePen& pen, const Look& look, const HeadView& view) {
    const Point at = mouth_of(look, view) + Point{0, 0.15};
    const double w = 0.4;
    const Path path = smooth_loop({{at.x, at.y + 0.06},
                                   {at.x + w * 0.5, at.y + 0.06},
                                   {at.x + w, at.y - 0.12},
                                   {at.x + w * 0.5, at.y - 0.1},
                                   {at.x, at.y - 0.04},
                                   {at.x - w * 0.5, at.y - 0.1},
                                   {at.x - w, at.y - 0.12},
                                   {at.x - w * 0.5, at.y + 0.06}});
    pen.thinner(0.7).solid(path, look.hair_color);
}

}  // namespace

Point on_face(const HeadView& view, double degrees, double y) {
    const double angle = std::clamp(radians(degrees) + view.yaw, -1.5, 1.5);
    return {half_width(y) * std::sin(angle), y};
}

Point mouth_of(const Look& look, const HeadView& view) {
    if (look.species != Species::Human) {
        return {on_face(view, 0, -0.5).x * 1.25, -0.5 + 0.1 * view.pitch};
    }
    return {on_face(view, 0, -0.53).x * 0.9, -0.55 + 0.12 * view.pitch};
}

Path face_outline(const Look& look, const HeadView& view) {
    const FaceMeasure m = measure_of(look);
    const double s = std::sin(view.yaw);
    return smooth_loop({{0.02 * s, 1.0},
                        {0.58, 0.82},
                        {0.85, 0.36},
                        {m.cheek + 0.01, -0.16},
                        {m.jaw + 0.12 * s, -0.66},
                        {0.27 + 0.28 * s, m.chin},
                        {-0.24 + 0.30 * s, m.chin},
                        {-m.jaw + 0.16 * s, -0.64},
                        {-m.cheek - 0.02 * s, -0.14},
                        {-0.87 - 0.05 * s, 0.36},
                        {-0.60 - 0.06 * s, 0.82}});
}

void draw_features(const FigurePen& pen, const Look& look, const HeadView& view,
                   Expression expression) {
    FaceShape face = shape_of(expression);
    if (pen.points(1) < 4) return;
    draw_marks(pen, view, face);
    draw_eyes(pen, look, view, face);
    if (look.species != Species::Human) return;  // Its muzzle is drawn with its head.
    draw_nose(pen, look, view);
    draw_facial_hair(pen, look, view);
    draw_mouth(pen, look, view, face, expression);
}

void draw_facial_hair(const FigurePen& pen, const Look& look, const HeadView& view) {
    switch (look.facial_hair) {
        case FacialHair::None: return;
        case FacialHair::Moustache: draw_moustache(pen, look, view); return;
        case FacialHair::Stubble: {
            Color tone = look.hair_color;
            tone.alpha = 70;
            pen.begin_inside(face_outline(look, view));
            const double x = on_face(view, 0, -0.6).x;
            pen.tone(ellipse({x - 0.72, -1.3, 1.44, 0.98}), tone);
            pen.end_inside();
            return;
        }
        case FacialHair::Goatee: {
            const Point at = mouth_of(look, view);
            draw_moustache(pen, look, view);
            pen.thinner(0.7).solid(smooth_loop({{at.x - 0.2, at.y - 0.2},
                                                {at.x + 0.2, at.y - 0.2},
                                                {at.x + 0.16, at.y - 0.5},
                                                {at.x, at.y - 0.66},
                                                {at.x - 0.16, at.y - 0.5}}),
                                   look.hair_color);
            return;
        }
        case FacialHair::Beard:
        case FacialHair::LongBeard: draw_full_beard(pen, look, view); return;
    }
}

void draw_eyewear(const FigurePen& pen, const Look& look, const HeadView& view) {
    if (look.eyewear == Eyewear::None || view.back) return;
    const double y = 0.04 + 0.16 * view.pitch;
    const Point near = on_face(view, -25, y);
    const Point far = on_face(view, 25, y);
    const double narrow = std::max(0.6, std::cos(radians(25) + view.yaw));
    if (look.eyewear == Eyewear::Patch) {
        pen.ink(ellipse({near.x - 0.2, near.y - 0.2, 0.4, 0.4}));
        pen.line(smooth_line(
                     {on_face(view, -85, 0.2), {near.x, near.y + 0.12}, on_face(view, 60, 0.62)}),
                 0.9);
        return;
    }
    const bool dark = look.eyewear == Eyewear::Dark;
    const auto lens = [&](Point at, double k) {
        const Rect box{at.x - 0.25 * k, at.y - 0.22, 0.5 * k, 0.44};
        const Path path =
            look.eyewear == Eyewear::Square ? rounded_rectangle(box, 0.06) : ellipse(box);
        if (dark) {
            pen.ink(path);
        } else {
            pen.tone(path, {255, 255, 255, 70});
            pen.line(path, pen.points(1) < kFineHead ? 0.8 : 1.0);
        }
    };
    lens(near, 1);
    lens(far, narrow);
    pen.line(smooth_line({{near.x + 0.25, y + 0.03}, {far.x - 0.25 * narrow, y + 0.03}}), 0.9);
    pen.line(smooth_line({{near.x - 0.25, y + 0.05}, on_face(view, -88, 0.1)}), 0.9);
}

}  // namespace fabula::drawing
