#include "drawing/frame.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "drawing/figure/figure.hpp"
#include "drawing/frame/staging.hpp"
#include "drawing/set/set.hpp"
#include "drawing/set/sprite.hpp"
#include "drawing/shape.hpp"

namespace fabula::drawing {
namespace {

// Width of a contour on a picture of this size, in points.
double pen_weight(const FrameSpec& spec) {
    return std::clamp(std::sqrt(spec.width * spec.height) / 330, 0.62, 1.7);
}

// Contours grow with the figure, but not as fast.
double contour(const FrameSpec& spec, double head_points) {
    return pen_weight(spec) * std::clamp(std::sqrt(head_points / 34), 0.52, 1.75);
}

void draw_seat(Canvas& canvas, const SetView& view, const PlacedFigure& f) {
    const Sprite* seat = find_sprite(view.set.seat);
    if (!seat || f.bones.base != Base::Seat) return;
    const double scale = view.camera.scale(f.z) / 100;
    const Point at = view.camera.place(f.x + 0.06 * f.direction, 0, f.z);
    draw_sprite(canvas, view.light, *seat, {at, scale, contour({}, 30), 0, f.direction < 0});
}

FigurePlace draw_one(Canvas& canvas, const SetView& view, const Light& light, const FrameSpec& spec,
                     const PlacedFigure& f) {
    const double s = view.camera.scale(f.z);
    const Point foot = view.camera.place(f.x, f.lift, f.z);
    const Transform to_page{s * f.direction, 0, 0, -s, foot.x, foot.y};
    if (f.bones.base != Base::Air) {
        const double wide = s * (f.bones.base == Base::Lying ? 0.9 : 0.34);
        canvas.fill(ellipse({foot.x - wide, foot.y - wide * 0.17, wide * 2, wide * 0.34}),
                    view.light.shade);
    }
    draw_seat(canvas, view, f);
    const FigurePen pen(canvas, light, to_page, s, contour(spec, f.bones.body.head * s));
    draw_figure(
        pen, f.spec->look, f.bones,
        {.expression = f.spec->expression, .speaking = f.spec->speaking, .prop = f.spec->prop});

    const Rect head = head_box(f.spec->look, f.bones);
    const Point a = apply(to_page, {head.x, head.y + head.height});
    const Point b = apply(to_page, {head.x + head.width, head.y});
    FigurePlace place;
    place.name = f.spec->name;
    place.head =
        intersect({std::min(a.x, b.x), a.y, std::abs(b.x - a.x), b.y - a.y}, view.camera.frame);
    place.mouth = apply(to_page, mouth_point(f.spec->look, f.bones));
    place.shown = place.head.width > 0.5 && place.head.height > 0.5;
    place.behind = f.bones.back;
    return place;
}

// Quiets the set behind people who are near, so that they stand out.
void veil(Canvas& canvas, const SetView& view, Framing framing) {
    double strength = 0;
    switch (framing) {
        case Framing::ExtremeClose:
        case Framing::Insert: strength = 0.42; break;
        case Framing::Close: strength = 0.32; break;
        case Framing::MediumClose:
        case Framing::OverShoulder: strength = 0.24; break;
        case Framing::Medium:
        case Framing::TwoShot: strength = 0.14; break;
        default: return;
    }
    const bool inside = view.set.inside == Inside::Yes;
    const Color air = inside
                          ? lit(view.light, mix(local_color(view.set.wall), {240, 234, 220}, 0.4))
                          : mix(view.light.sky_low, view.light.far_tone, 0.5);
    canvas.fill(rectangle(view.camera.frame), with_alpha(air, strength));
}

void vignette(Canvas& canvas, const SetView& view) {
    const bool dark = view.set.lighting == Lighting::Dim ||
                      (view.time == TimeOfDay::Night && view.set.inside == Inside::No);
    if (!dark) return;
    const Rect f = view.camera.frame;
    for (const double k : {0.78, 0.66}) {
        Path ring = rectangle(f);
        const Path hole = ellipse({f.center().x - f.width * k, f.center().y - f.height * k,
                                   f.width * 2 * k, f.height * 2 * k});
        ring.steps.insert(ring.steps.end(), hole.steps.begin(), hole.steps.end());
        canvas.fill_even_odd(std::move(ring), {6, 8, 24, 52});
    }
}

// As large as leaves the words whole and the board in the frame.
double sign_size(const std::string& sign, const Rect& frame, std::vector<std::string>& lines) {
    const double width = frame.width * 0.72;
    const auto words = split(sign, ' ');
    double size = frame.height * 0.2;
    for (; size > 6; size *= 0.9) {
        const bool whole = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
            return text_width(word, Face::SansBold, size) <= width;
        });
        lines = wrap_text(sign, Face::SansBold, size, width);
        const double tall = static_cast<double>(lines.size()) * size * 1.25;
        if (whole && tall < frame.height * 0.62) break;
    }
    return size;
}

void draw_sign(Canvas& canvas, const SetView& view, const FrameSpec& spec) {
    const Rect f = view.camera.frame;
    std::vector<std::string> lines;
    const double size = sign_size(spec.sign, f, lines);
    double widest = 0;
    for (const auto& line : lines)
        widest = std::max(widest, text_width(line, Face::SansBold, size));
    const double tall = static_cast<double>(lines.size()) * size * 1.25 + size * 0.8;
    const Rect board{f.center().x - widest / 2 - size * 0.7,
                     f.y + (f.height * (1 + spec.headroom) - tall) / 2, widest + size * 1.4, tall};
    const double w = pen_weight(spec);
    canvas.shape(rounded_rectangle(grown(board, size * 0.22), size * 0.3),
                 lit(view.light, {62, 66, 74}), view.light.ink, w * 1.6);
    canvas.shape(rounded_rectangle(board, size * 0.18),
                 view.light.lamps ? Color{34, 38, 46} : lit(view.light, {246, 241, 226}),
                 view.light.ink, w);
    const Color letters = view.light.lamps ? Color{255, 214, 120} : view.light.ink;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double x = board.center().x - text_width(lines[i], Face::SansBold, size) / 2;
        canvas.add(Text{.text = lines[i],
                        .face = Face::SansBold,
                        .size = size,
                        .baseline = {x, board.y + size * (1.25 + 1.25 * static_cast<double>(i))},
                        .color = letters});
    }
}

// One thing on a surface, as large as the frame allows.
void draw_insert(Canvas& canvas, const SetView& view, const FrameSpec& spec) {
    if (!spec.sign.empty()) {
        draw_sign(canvas, view, spec);
        return;
    }
    const Sprite* sprite = find_sprite(spec.insert);
    if (!sprite) return;
    const Rect f = view.camera.frame;
    const double table = f.bottom() - f.height * 0.26;
    const double w = pen_weight(spec);
    Path top;
    top.move(f.x - 4, table)
        .curve({f.x + f.width * 0.3, table - 3}, {f.x + f.width * 0.7, table + 2},
               {f.right() + 4, table - 1});
    top.line(f.right() + 4, f.bottom() + 4).line(f.x - 4, f.bottom() + 4).close();
    const bool inside = view.set.inside == Inside::Yes;
    canvas.shape(top, lit(view.light, inside ? Color{178, 132, 90} : local_color(view.set.wall)),
                 view.light.ink, w);
    for (int i = 1; inside && i < 4; ++i) {
        const double y = table + f.height * 0.07 * i;
        canvas.line(smooth_line({{f.x, y}, {f.x + f.width * 0.4, y + 2}, {f.right(), y - 1}}),
                    with_alpha(view.light.ink, 0.35), w * 0.5);
    }
    const double free = f.height * (1 - spec.headroom);
    const double scale = std::min(free * 0.66 / sprite->height, f.width * 0.6 / sprite->width);
    const Point at{f.center().x, f.bottom() - f.height * 0.15};
    const double wide = sprite->width * scale * 0.56;
    canvas.fill(ellipse({at.x - wide, at.y - wide * 0.13, wide * 2, wide * 0.28}),
                view.light.shade);
    draw_sprite(canvas, view.light, *sprite, {at, scale, w * 1.9, 0, false});
}

}  // namespace

const SetRecord& set_of(const FrameSpec& spec) {
    if (const auto* chosen = find_set_by_key(spec.set)) return *chosen;
    return find_set(spec.place, spec.inside ? Inside::Yes : Inside::No);
}

FrameDrawing draw_frame(const FrameSpec& wanted) {
    const SetRecord& set = set_of(wanted);
    const FrameSpec spec = fit_to_set(wanted, set);
    const Staging staging = stage_shot(spec);
    const Lighting lighting =
        spec.inside && set.lighting == Lighting::Open ? Lighting::Lamps : set.lighting;
    const SetView view{.set = set,
                       .seed = hash_of(fold(spec.place)),
                       .light = light_of(spec.time, lighting),
                       .time = spec.time,
                       .weather = spec.weather,
                       .camera = staging.camera,
                       .weight = pen_weight(spec),
                       .feature = spec.feature};
    Canvas canvas;
    canvas.begin_clip(rectangle(view.camera.frame));
    if (spec.angle == CameraAngle::Dutch) {
        const double a = radians(5);
        const Point c = view.camera.frame.center();
        const double k = 1.12;
        canvas.begin_group({k * std::cos(a), k * std::sin(a), -k * std::sin(a), k * std::cos(a),
                            c.x - k * (c.x * std::cos(a) - c.y * std::sin(a)),
                            c.y - k * (c.x * std::sin(a) + c.y * std::cos(a))},
                           1, "");
    }
    draw_set(canvas, view);
    veil(canvas, view, spec.framing);

    FrameDrawing out;
    out.figures.resize(spec.figures.size());
    for (std::size_t i = 0; i < spec.figures.size(); ++i)
        out.figures[i].name = spec.figures[i].name;
    const Light on_figures = figure_light(view.light);
    for (const auto& figure : staging.figures) {
        canvas.begin_group({}, 1, figure.spec->name);
        out.figures[figure.index] = draw_one(canvas, view, on_figures, spec, figure);
        canvas.end();
    }
    if (spec.framing == Framing::Insert) draw_insert(canvas, view, spec);
    draw_front(canvas, view);
    draw_weather(canvas, view);
    vignette(canvas, view);
    out.drawing = {spec.width, spec.height, canvas.take()};
    return out;
}

void dress(FrameSpec& spec, const std::vector<CastMember>& cast, const std::vector<Look>& looks) {
    for (auto& figure : spec.figures) {
        const std::string name = fold(figure.name);
        for (std::size_t i = 0; i < cast.size() && i < looks.size(); ++i) {
            if (fold(cast[i].name) == name) figure.look = looks[i];
        }
    }
}

}  // namespace fabula::drawing
