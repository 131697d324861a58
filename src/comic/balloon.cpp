// The shapes of balloons.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "comic/faces.hpp"
#include "comic/lettering.hpp"
#include "drawing/frame/geometry.hpp"
#include "drawing/shape.hpp"

namespace fabula::comic {

using drawing::Color;
using drawing::Path;
using drawing::Point;
using drawing::Rect;

namespace {

constexpr Color kPaper{255, 255, 255, 255};
constexpr Color kCaptionPaper{248, 240, 214, 255};
constexpr Color kInk{20, 24, 26, 255};
constexpr double kLine = 0.9;
constexpr double kTailReach = 0.56;  // Of the way to the mouth.
constexpr double kTailWidth = 8;
constexpr double kTailLongest = 60;

Path burst(const Rect& rect) {
    constexpr int spikes = 22;
    std::vector<Point> corners;
    const auto center = rect.center();
    for (int i = 0; i < spikes * 2; ++i) {
        const double angle = std::numbers::pi * i / spikes;
        // Every third spike is longer: a regular star looks like a price tag.
        const double reach = i % 2 != 0 ? 0.94 : i % 3 == 0 ? 1.16 : 1.06;
        corners.push_back({center.x + std::cos(angle) * rect.width / 2 * reach,
                           center.y + std::sin(angle) * rect.height / 2 * reach});
    }
    return drawing::polygon(corners);
}

// A box whose upper and lower edges are saw teeth, for what comes out of a loudspeaker.
Path jagged(const Rect& rect) {
    std::vector<Point> corners;
    const int teeth = std::max(3, static_cast<int>(rect.width / 9));
    const double step = rect.width / teeth;
    for (int i = 0; i <= teeth; ++i) {
        corners.push_back({rect.x + step * i, rect.y + (i % 2 == 0 ? 0.0 : 2.6)});
    }
    for (int i = teeth; i >= 0; --i) {
        corners.push_back({rect.x + step * i, rect.bottom() - (i % 2 == 0 ? 0.0 : 2.6)});
    }
    return drawing::polygon(corners);
}

// Bumps around the block, as of a cloud.
Path cloud(const Rect& rect) {
    const auto center = rect.center();
    const int bumps = std::max(9, static_cast<int>((rect.width + rect.height) / 13));
    // Squarer than an ellipse, so that the corners of the words stay inside.
    const auto bent = [](double v) { return std::copysign(std::pow(std::abs(v), 0.62), v); };
    std::vector<Point> knots;
    for (int i = 0; i < bumps; ++i) {
        const double angle = 2 * std::numbers::pi * i / bumps;
        knots.push_back({center.x + bent(std::cos(angle)) * (rect.width / 2 - 3),
                         center.y + bent(std::sin(angle)) * (rect.height / 2 - 3)});
    }
    Path path;
    path.move(knots[0].x, knots[0].y);
    for (std::size_t i = 0; i < knots.size(); ++i) {
        const Point a = knots[i];
        const Point b = knots[(i + 1) % knots.size()];
        const Point out{(b.y - a.y) * 0.48, (a.x - b.x) * 0.48};
        path.curve({a.x + out.x, a.y + out.y}, {b.x + out.x, b.y + out.y}, b);
    }
    path.close();
    return path;
}

Path outline_of(const PlacedBalloon& balloon) {
    const auto& rect = balloon.rect;
    switch (balloon.kind) {
        case BalloonKind::Shout: return burst(rect);
        case BalloonKind::Radio: return jagged(rect);
        case BalloonKind::Caption: return drawing::rectangle(rect);
        case BalloonKind::Thought: return cloud(rect);
        case BalloonKind::Speech:
        case BalloonKind::Whisper:
        case BalloonKind::SoundEffect: break;
    }
    return drawing::rounded_rectangle(rect, std::min(rect.height / 2, 13.0));
}

struct Tail {
    Point left, right, tip, bend;
};

}  // namespace

double entry_of(const Rect& rect, Point from, Point to) {
    double enters = 0;
    double leaves = 1;
    const auto cut = [&](double at, double way, double low, double high) {
        if (std::abs(way) < 1e-9) {
            if (at < low || at > high) leaves = -1;
            return;
        }
        const double a = (low - at) / way;
        const double b = (high - at) / way;
        enters = std::max(enters, std::min(a, b));
        leaves = std::min(leaves, std::max(a, b));
    };
    cut(from.x, to.x - from.x, rect.x, rect.right());
    cut(from.y, to.y - from.y, rect.y, rect.bottom());
    return enters <= leaves ? enters : 1;
}

namespace {

// The foot of the tail: on the side of the balloon that looks at the mouth. Its inner end lies
// under the balloon's paper.
struct Foot {
    Point middle;
    Point along;   // Of length 1, on the balloon's border.
    Point inside;  // Of length 2, into the balloon.
};

Foot foot_of(const Rect& rect, Point mouth) {
    const double aside = std::max(rect.x - mouth.x, mouth.x - rect.right());
    const double away = std::max(rect.y - mouth.y, mouth.y - rect.bottom());
    if (aside > away) {
        const bool right = mouth.x > rect.center().x;
        const double inset = std::min(rect.height / 2, kTailWidth);
        const double y = std::clamp(mouth.y, rect.y + inset, rect.bottom() - inset);
        return {{right ? rect.right() : rect.x, y}, {0, 1}, {right ? -2.0 : 2.0, 0}};
    }
    const bool below = mouth.y >= rect.center().y;
    const double inset = std::min(rect.width / 2, kTailWidth + 3);
    const double x = std::clamp(mouth.x, rect.x + inset, rect.right() - inset);
    return {{x, below ? rect.bottom() : rect.y}, {1, 0}, {0, below ? -2.0 : 2.0}};
}

// Towards the mouth, a bit more than half-way, and never over the head.
std::optional<Tail> tail_of(const PlacedBalloon& balloon) {
    if (!balloon.mouth) return std::nullopt;
    const auto mouth = *balloon.mouth;
    const auto foot = foot_of(balloon.rect, mouth);
    const Point way{mouth.x - foot.middle.x, mouth.y - foot.middle.y};
    const double length = std::hypot(way.x, way.y);
    if (length < 4) return std::nullopt;
    const double before_head = entry_of(balloon.head, foot.middle, mouth) - 1.5 / length;
    const double shortest = std::min(0.9, 4 / length);
    const double reach =
        balloon.exact_tail
            ? 1
            : std::max(shortest, std::min({kTailReach, kTailLongest / length, before_head}));
    const double half = std::min(kTailWidth / 2, 2 + reach * length / 6);
    const auto base = [&](double side) {
        return Point{foot.middle.x + foot.along.x * half * side + foot.inside.x,
                     foot.middle.y + foot.along.y * half * side + foot.inside.y};
    };
    Tail tail;
    tail.left = base(-1);
    tail.right = base(1);
    tail.tip = {foot.middle.x + way.x * reach, foot.middle.y + way.y * reach};
    // Bent: it leaves the balloon straight and turns to the mouth.
    const double out = reach * length * 0.5;
    tail.bend = {foot.middle.x - foot.inside.x / 2 * out, foot.middle.y - foot.inside.y / 2 * out};
    return tail;
}

void add_tail(drawing::Group& group, const PlacedBalloon& balloon, const Tail& tail) {
    if (balloon.kind == BalloonKind::Thought) {
        for (const double at : {0.35, 0.65, 0.95}) {
            const double radius = 3.2 * (1.15 - at);
            const Point middle{tail.bend.x + (tail.tip.x - tail.bend.x) * at,
                               balloon.rect.bottom() + (tail.tip.y - balloon.rect.bottom()) * at};
            const auto dot =
                drawing::ellipse({middle.x - radius, middle.y - radius, radius * 2, radius * 2});
            group.items.emplace_back(drawing::Fill{.path = dot, .color = kPaper});
            group.items.emplace_back(drawing::Stroke{.path = dot, .color = kInk, .width = kLine});
        }
        return;
    }
    Path sides;
    sides.move(tail.left.x, tail.left.y);
    sides.curve(tail.bend, tail.bend, tail.tip);
    sides.curve(tail.bend, tail.bend, tail.right);
    group.items.emplace_back(drawing::Fill{.path = sides, .color = kPaper});
    drawing::Stroke line{.path = sides, .color = kInk, .width = kLine};
    if (balloon.kind == BalloonKind::Whisper) line.dash = {2.5, 2};
    group.items.emplace_back(std::move(line));
}

// Where the letters of each line begin, on their baseline.
std::vector<Point> baselines(const PlacedBalloon& balloon) {
    std::vector<Point> out;
    const double leading = balloon.size * kLeading;
    const auto face = face_of(balloon.kind, balloon.italic, false);
    const auto size = drawing::measure_text("x", face, balloon.size);
    const double block = leading * static_cast<double>(balloon.runs.size());
    double y = balloon.rect.center().y - block / 2 + (leading - size.ascent - size.descent) / 2 +
               size.ascent;
    for (const auto& line : balloon.runs) {
        const double x = balloon.kind == BalloonKind::Caption
                             ? balloon.rect.x + 3.5
                             : balloon.rect.center().x - width_of(balloon, line) / 2;
        out.push_back({x, y});
        y += leading;
    }
    return out;
}

void add_text(drawing::Group& group, const PlacedBalloon& balloon) {
    const auto starts = baselines(balloon);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        Point pen = starts[i];
        for (const auto& run : balloon.runs[i]) {
            const auto face = face_of(balloon.kind, balloon.italic, run.strong);
            group.items.emplace_back(drawing::Text{.text = run.text,
                                                   .face = face,
                                                   .size = balloon.size,
                                                   .baseline = pen,
                                                   .color = kInk});
            pen.x += drawing::text_width(run.text, face, balloon.size);
        }
    }
}

// A rim of paper around the letters, so that they are read over any art.
void add_rim(drawing::Group& group, const PlacedBalloon& balloon) {
    const auto starts = baselines(balloon);
    const auto face = face_of(balloon.kind, balloon.italic, false);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        Point pen = starts[i];
        for (const auto& run : drawing::shape_text(balloon.lines[i], face, balloon.size).runs) {
            for (const auto& glyph : run.glyphs) {
                const drawing::Transform to_page{
                    balloon.size,          0, 0, balloon.size, pen.x + glyph.offset.x,
                    pen.y + glyph.offset.y};
                auto outline =
                    drawing::transformed(drawing::glyph_outline(run.font, glyph.id), to_page);
                pen.x += glyph.advance;
                if (outline.steps.empty()) continue;
                group.items.emplace_back(drawing::Stroke{
                    .path = std::move(outline), .color = kPaper, .width = balloon.size * 0.26});
            }
        }
    }
}

void turn_around_middle(drawing::Group& group, const PlacedBalloon& balloon) {
    const double angle = balloon.turn * std::numbers::pi / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const auto m = balloon.rect.center();
    group.transform = {c, s, -s, c, m.x - c * m.x + s * m.y, m.y - s * m.x - c * m.y};
}

}  // namespace

std::optional<TailLine> tail_line(const PlacedBalloon& balloon) {
    const auto tail = tail_of(balloon);
    if (!tail) return std::nullopt;
    return TailLine{drawing::mix(tail->left, tail->right, 0.5), tail->bend, tail->tip};
}

drawing::Group draw_balloon(const PlacedBalloon& balloon) {
    drawing::Group group;
    if (balloon.kind == BalloonKind::SoundEffect) {
        add_rim(group, balloon);
        add_text(group, balloon);
        turn_around_middle(group, balloon);
        return group;
    }
    const auto outline = outline_of(balloon);
    const bool caption = balloon.kind == BalloonKind::Caption;
    const auto paper = caption && balloon.italic ? kCaptionPaper : kPaper;
    drawing::Stroke line{.path = outline, .color = kInk, .width = kLine};
    if (balloon.kind == BalloonKind::Whisper) line.dash = {2.5, 2};
    group.items.emplace_back(line);
    if (const auto tail = tail_of(balloon)) add_tail(group, balloon, *tail);
    // The paper covers the foot of the tail and the inner half of the line.
    group.items.emplace_back(drawing::Fill{.path = outline, .color = paper});
    if (caption) group.items.emplace_back(line);
    add_text(group, balloon);
    return group;
}

}  // namespace fabula::comic
