// The shapes of balloons. A tail points at the mouth and stops a bit more than half-way, so that it
// touches nobody.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "comic/lettering.hpp"
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

Path outline_of(const Balloon& balloon) {
    const auto& rect = balloon.rect;
    switch (balloon.kind) {
        case BalloonKind::Shout: return burst(rect);
        case BalloonKind::Radio: return jagged(rect);
        case BalloonKind::Caption: return drawing::rectangle(rect);
        case BalloonKind::Speech:
        case BalloonKind::Whisper:
        case BalloonKind::Thought: break;
    }
    return drawing::rounded_rectangle(rect, std::min(rect.height / 2, 13.0));
}

struct Tail {
    Point left, right, tip, bend;
};

// From the side of the balloon that is nearest to the mouth.
std::optional<Tail> tail_of(const Balloon& balloon) {
    if (!balloon.mouth) return std::nullopt;
    const auto& rect = balloon.rect;
    const auto mouth = *balloon.mouth;
    const double inset = std::min(rect.width / 2 - 1, kTailWidth + 3);
    const double x = std::clamp(mouth.x, rect.x + inset, rect.right() - inset);
    const bool below = mouth.y >= rect.center().y;
    const double y = below ? rect.bottom() : rect.y;
    const double length = std::hypot(mouth.x - x, mouth.y - y);
    if (length < 4) return std::nullopt;
    const double reach = std::min(kTailReach, kTailLongest / length);
    const double inside = below ? -2 : 2;  // The foot of the tail lies under the balloon's paper.
    Tail tail;
    tail.left = {x - kTailWidth / 2, y + inside};
    tail.right = {x + kTailWidth / 2, y + inside};
    tail.tip = {x + (mouth.x - x) * reach, y + (mouth.y - y) * reach};
    tail.bend = {x, y + (tail.tip.y - y) * 0.55};
    return tail;
}

void add_tail(drawing::Group& group, const Balloon& balloon, const Tail& tail) {
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
    sides.curve(tail.bend, {tail.bend.x + 1.5, tail.bend.y}, tail.right);
    group.items.emplace_back(drawing::Fill{.path = sides, .color = kPaper});
    drawing::Stroke line{.path = sides, .color = kInk, .width = kLine};
    if (balloon.kind == BalloonKind::Whisper) line.dash = {2.5, 2};
    group.items.emplace_back(std::move(line));
}

void add_text(drawing::Group& group, const Balloon& balloon) {
    const auto face = balloon.kind == BalloonKind::Shout ? drawing::Face::ComicBold
                      : balloon.italic                   ? drawing::Face::ComicItalic
                                                         : drawing::Face::Comic;
    const double leading = balloon.size * 1.12;
    const auto size = drawing::measure_text("x", face, balloon.size);
    const double block = leading * static_cast<double>(balloon.lines.size());
    double baseline = balloon.rect.center().y - block / 2 +
                      (leading - size.ascent - size.descent) / 2 + size.ascent;
    for (const auto& line : balloon.lines) {
        const double width = drawing::text_width(line, face, balloon.size);
        const double x = balloon.kind == BalloonKind::Caption ? balloon.rect.x + 3.5
                                                              : balloon.rect.center().x - width / 2;
        group.items.emplace_back(drawing::Text{.text = line,
                                               .face = face,
                                               .size = balloon.size,
                                               .baseline = {x, baseline},
                                               .color = kInk});
        baseline += leading;
    }
}

}  // namespace

drawing::Group draw_balloon(const Balloon& balloon) {
    drawing::Group group;
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
