// Placing in the order of reading: a later balloon stands to the right of an earlier one or below
// its upper half, never above it (Kurlander, Skelly and Salesin, "Comic Chat", 1996).
#include "comic/lettering.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "drawing/shape.hpp"

namespace fabula::comic {

using drawing::Face;
using drawing::Point;
using drawing::Rect;

namespace {

constexpr double kInset = 4;   // From the panel's border.
constexpr double kApart = 2;   // Between balloons.
constexpr double kPadX = 6.5;  // Around the letters of a balloon.
constexpr double kPadY = 4.5;
constexpr double kCaptionPad = 3.5;
constexpr std::array<double, 4> kSizes{1.0, 0.93, 0.86, 0.78};  // Of the style's lettering.
constexpr std::array<double, 6> kWidths{0.42, 0.5, 0.34, 0.62, 0.8, 0.96};  // Of the panel.

struct Wanted {
    BalloonKind kind = BalloonKind::Speech;
    std::string text;
    std::string speaker;
    bool italic = false;
    bool seen = true;
};

bool says(std::string_view text, std::string_view words) {
    const auto folded = fold(text);
    for (const auto word : split(words, '|')) {
        if (folded.find(word) != std::string::npos) return true;
    }
    return false;
}

bool is_shout(std::string_view text) {
    return text.find("!!") != std::string_view::npos || text.ends_with("?!") ||
           (text.ends_with('!') && count_code_points(text) <= 24);
}

BalloonKind kind_of(const Line& line) {
    if (says(line.extension, "v.o|filter|phone|radio|tv|recorded")) return BalloonKind::Radio;
    if (says(line.parenthetical, "radio|headset|phone|microphone")) return BalloonKind::Radio;
    if (says(line.parenthetical, "whisper|quiet|under h|hush|soft|murmur")) {
        return BalloonKind::Whisper;
    }
    if (says(line.parenthetical, "think|thought|to himself|to herself|to themsel")) {
        return BalloonKind::Thought;
    }
    return is_shout(line.text) ? BalloonKind::Shout : BalloonKind::Speech;
}

// Neighbouring speeches of one speaker are one balloon.
std::vector<Wanted> collect(const Panel& panel) {
    std::vector<Wanted> out;
    if (!panel.place.empty()) out.push_back({BalloonKind::Caption, panel.place, {}, false, false});
    for (const auto& line : panel.lines) {
        Wanted wanted{kind_of(line), line.text, line.speaker, false, true};
        if (says(line.extension, "v.o|o.s|o.c|off")) wanted.seen = false;
        const bool joins = !out.empty() && out.back().speaker == line.speaker &&
                           out.back().kind == wanted.kind && !line.speaker.empty();
        if (joins)
            out.back().text += "\n" + line.text;
        else
            out.push_back(std::move(wanted));
    }
    if (!panel.narration.empty() && panel.lines.empty()) {
        out.push_back({BalloonKind::Caption, panel.narration, {}, true, false});
    }
    return out;
}

Face face_of(BalloonKind kind, bool italic) {
    if (kind == BalloonKind::Shout) return Face::ComicBold;
    return italic ? Face::ComicItalic : Face::Comic;
}

// The text broken into a block, and the balloon around it; the corners of a block are cut by the
// balloon's roundness, so the padding grows with the block.
Balloon shape_block(const Wanted& wanted, double width_max, double size) {
    Balloon balloon;
    balloon.kind = wanted.kind;
    balloon.size = wanted.kind == BalloonKind::Shout ? size * 1.08 : size;
    balloon.italic = wanted.italic;
    const auto face = face_of(balloon.kind, balloon.italic);
    const bool caption = balloon.kind == BalloonKind::Caption;
    const double pad_x = caption ? kCaptionPad : kPadX;
    const double pad_y = caption ? kCaptionPad : kPadY;
    balloon.lines =
        drawing::wrap_text(wanted.text, face, balloon.size, std::max(24.0, width_max - 2 * pad_x));
    double width = 0;
    for (const auto& line : balloon.lines) {
        width = std::max(width, drawing::text_width(line, face, balloon.size));
    }
    const double leading = balloon.size * 1.12;
    balloon.rect.width = width + 2 * pad_x;
    balloon.rect.height = leading * static_cast<double>(balloon.lines.size()) + 2 * pad_y;
    if (balloon.kind == BalloonKind::Shout) {
        balloon.rect.width += 8;
        balloon.rect.height += 8;
    }
    return balloon;
}

bool overlap(const Rect& a, const Rect& b, double apart) {
    return a.x < b.right() + apart && b.x < a.right() + apart && a.y < b.bottom() + apart &&
           b.y < a.bottom() + apart;
}

const drawing::FigurePlace* find_figure(const PanelSpace& space, const std::string& name) {
    for (const auto& figure : space.figures) {
        if (figure.shown && fold(figure.name) == fold(name)) return &figure;
    }
    return nullptr;
}

class Placer {
public:
    Placer(const PanelSpace& space, double zone, Reading reading)
        : space_(space), zone_(zone), reading_(reading) {}

    // True where the balloon got a place; it is then kept.
    bool put(Balloon balloon, const Wanted& wanted) {
        const auto* figure = wanted.seen ? find_figure(space_, wanted.speaker) : nullptr;
        if (figure != nullptr) {
            balloon.mouth = figure->mouth;
            balloon.head = figure->head;
        }
        const double limit =
            wanted.kind == BalloonKind::Caption && wanted.italic ? space_.height : zone_;
        if (balloon.rect.width > space_.width - 2 * kInset) return false;
        const bool from_below = wanted.kind == BalloonKind::Caption && wanted.italic;
        for (double step = 0; step <= limit - balloon.rect.height - kInset; step += 3) {
            const double y =
                from_below ? space_.height - kInset - balloon.rect.height - step : kInset + step;
            for (const double x : places_at(balloon, figure, wanted)) {
                balloon.rect.x = x;
                balloon.rect.y = y;
                if (!is_free(balloon.rect)) continue;
                placed_.push_back(balloon);
                return true;
            }
        }
        return false;
    }

    std::vector<Balloon> take() { return std::move(placed_); }

private:
    // Over the speaker first, then to the sides.
    [[nodiscard]] std::vector<double> places_at(const Balloon& balloon,
                                                const drawing::FigurePlace* figure,
                                                const Wanted& wanted) const {
        const double left = kInset;
        const double right = space_.width - kInset - balloon.rect.width;
        const bool mirrored = reading_ == Reading::RightToLeft;
        const double first = mirrored ? right : left;
        const double other = mirrored ? left : right;
        if (wanted.kind == BalloonKind::Caption) return {first, other, (left + right) / 2};
        std::vector<double> out;
        const double over =
            figure != nullptr ? figure->mouth.x - balloon.rect.width / 2 : (left + right) / 2;
        out.push_back(std::clamp(over, left, right));
        out.push_back(std::clamp(over - balloon.rect.width * 0.4, left, right));
        out.push_back(std::clamp(over + balloon.rect.width * 0.4, left, right));
        out.push_back(first);
        out.push_back((left + right) / 2);
        out.push_back(other);
        return out;
    }

    [[nodiscard]] bool is_free(const Rect& rect) const {
        for (const auto& figure : space_.figures) {
            if (figure.shown && overlap(rect, figure.head, 1)) return false;
        }
        for (const auto& before : placed_) {
            if (overlap(rect, before.rect, kApart)) return false;
            if (!is_read_after(rect, before.rect)) return false;
        }
        return true;
    }

    [[nodiscard]] bool is_read_after(const Rect& rect, const Rect& before) const {
        if (rect.y >= before.bottom()) return true;
        const bool beside =
            reading_ == Reading::LeftToRight ? rect.x >= before.right() : rect.right() <= before.x;
        return beside && rect.y + 2 >= before.y;
    }

    const PanelSpace& space_;
    double zone_;
    Reading reading_;
    std::vector<Balloon> placed_;
};

// Puts all in order, each in the first block shape that finds a place.
std::optional<std::vector<Balloon>> try_size(const std::vector<Wanted>& wanted,
                                             const PanelSpace& space, double zone, double size,
                                             Reading reading) {
    Placer placer(space, zone, reading);
    for (const auto& item : wanted) {
        bool put = false;
        for (const double share : kWidths) {
            const double width = std::max(60.0, (space.width - 2 * kInset) * share);
            put = placer.put(shape_block(item, width, size), item);
            if (put) break;
        }
        if (!put) return std::nullopt;
    }
    return placer.take();
}

}  // namespace

Lettering letter_panel(const Panel& panel, const PanelSpace& space, double zone,
                       const PageStyle& style) {
    const auto wanted = collect(panel);
    for (const double share : kSizes) {
        auto found = try_size(wanted, space, zone, style.lettering * share, style.reading);
        if (found) return {std::move(*found), true};
    }
    return {};
}

double band_height(const Panel& panel, double width, const PageStyle& style) {
    double height = kInset;
    for (const auto& item : collect(panel)) {
        const auto block = shape_block(item, width - 2 * kInset, style.lettering * kSizes.back());
        height += block.rect.height + kApart + 3;
    }
    return height + kInset;
}

}  // namespace fabula::comic
