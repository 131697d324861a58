// Placing in the order of reading: a later balloon stands to the right of an earlier one or below
// its upper half, never above it (Kurlander, Skelly and Salesin, "Comic Chat", 1996).
#include "comic/lettering.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "drawing/shape.hpp"

namespace fabula::comic {

using drawing::Point;
using drawing::Rect;

namespace {

constexpr double kInset = 4;                                    // From the panel's border.
constexpr double kApart = 2;                                    // Between balloons.
constexpr std::array<double, 4> kSizes{1.0, 0.93, 0.86, 0.78};  // Of the style's lettering.
constexpr std::array<double, 6> kWidths{0.42, 0.5, 0.34, 0.62, 0.8, 0.96};  // Of the panel.

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

bool is_narrated(const Lettered& words) {
    return words.kind == BalloonKind::Caption && words.italic;
}

// Where the panel's border leaves room.
double within(double at, double length, double whole) {
    return std::clamp(at, kInset, std::max(kInset, whole - kInset - length));
}

class Placer {
public:
    Placer(const PanelSpace& space, double zone, Reading reading, std::size_t count)
        : space_(space), zone_(zone), reading_(reading), placed_(count) {}

    // Where the hand has put it; nothing has to give way to that but the border.
    void keep(std::size_t index, PlacedBalloon balloon, const Lettered& words) {
        point(balloon, words);
        const auto& hand = words.balloon;
        balloon.rect.x = within(*hand.x * space_.width - balloon.rect.width / 2, balloon.rect.width,
                                space_.width);
        balloon.rect.y = within(*hand.y * space_.height - balloon.rect.height / 2,
                                balloon.rect.height, space_.height);
        balloon.index = index;
        placed_[index] = std::move(balloon);
    }

    // True where the balloon got a place; it is then kept.
    bool put(std::size_t index, PlacedBalloon balloon, const Lettered& words) {
        const auto* figure = point(balloon, words);
        const bool narrated = is_narrated(words);
        const double limit = narrated ? space_.height : zone_;
        if (balloon.rect.width > space_.width - 2 * kInset) return false;
        balloon.index = index;
        for (double step = 0; step <= limit - balloon.rect.height - kInset; step += 3) {
            const double y =
                narrated ? space_.height - kInset - balloon.rect.height - step : kInset + step;
            for (const double x : places_at(balloon, figure, words)) {
                balloon.rect.x = x;
                balloon.rect.y = y;
                if (!is_free(index, balloon)) continue;
                placed_[index] = balloon;
                return true;
            }
        }
        return false;
    }

    std::vector<PlacedBalloon> take() {
        std::vector<PlacedBalloon> out;
        for (auto& one : placed_) {
            if (one) out.push_back(std::move(*one));
        }
        return out;
    }

private:
    // Where the tail points; answers the figure that speaks.
    const drawing::FigurePlace* point(PlacedBalloon& balloon, const Lettered& words) const {
        const auto& hand = words.balloon;
        const bool speaks =
            words.kind != BalloonKind::Caption && words.kind != BalloonKind::SoundEffect;
        const auto* figure = words.seen && speaks ? find_figure(space_, hand.speaker) : nullptr;
        if (hand.tail == BalloonTail::Point && hand.tail_x && hand.tail_y) {
            balloon.mouth = Point{*hand.tail_x * space_.width, *hand.tail_y * space_.height};
            balloon.exact_tail = true;
        } else if (figure != nullptr && hand.tail == BalloonTail::Speaker) {
            balloon.mouth = figure->mouth;
            balloon.head = figure->head;
        }
        return figure;
    }

    // Over the speaker first, then to the sides.
    [[nodiscard]] std::vector<double> places_at(const PlacedBalloon& balloon,
                                                const drawing::FigurePlace* figure,
                                                const Lettered& words) const {
        const double left = kInset;
        const double right = space_.width - kInset - balloon.rect.width;
        const bool mirrored = reading_ == Reading::RightToLeft;
        const double first = mirrored ? right : left;
        const double other = mirrored ? left : right;
        if (words.kind == BalloonKind::Caption) return {first, other, (left + right) / 2};
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

    [[nodiscard]] bool is_free(std::size_t index, const PlacedBalloon& balloon) const {
        const auto& rect = balloon.rect;
        for (const auto& figure : space_.figures) {
            if (figure.shown && overlap(rect, figure.head, 1)) return false;
        }
        const auto tail = tail_line(balloon);
        for (std::size_t i = 0; i < placed_.size(); ++i) {
            if (!placed_[i] || i == index) continue;
            const auto& other = *placed_[i];
            if (overlap(rect, other.rect, kApart)) return false;
            if (i < index && !is_read_after(rect, other.rect)) return false;
            // No tail runs through another balloon.
            if (tail && crosses(other.rect, *tail)) return false;
            const auto other_tail = tail_line(other);
            if (other_tail && crosses(rect, *other_tail)) return false;
        }
        return true;
    }

    static bool crosses(const Rect& rect, const TailLine& tail) {
        return entry_of(rect, tail.foot, tail.bend) < 1 || entry_of(rect, tail.bend, tail.tip) < 1;
    }

    // Below it, or beside it on the side that is read later and not much higher or lower.
    [[nodiscard]] bool is_read_after(const Rect& rect, const Rect& before) const {
        if (rect.y >= before.bottom()) return true;
        const bool beside =
            reading_ == Reading::LeftToRight ? rect.x >= before.right() : rect.right() <= before.x;
        return beside && rect.y + 2 >= before.y;
    }

    const PanelSpace& space_;
    double zone_;
    Reading reading_;
    std::vector<std::optional<PlacedBalloon>> placed_;
};

bool is_put_by_hand(const Lettered& words, Hand hand) {
    return hand == Hand::Keep && words.balloon.x && words.balloon.y;
}

// Puts all in order, each in the first block shape that finds a place.
std::optional<std::vector<PlacedBalloon>> try_size(const std::vector<Lettered>& wanted,
                                                   const PanelSpace& space, double zone,
                                                   double size, Reading reading, Hand hand) {
    Placer placer(space, zone, reading, wanted.size());
    const double whole = space.width - 2 * kInset;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].text.empty() || !is_put_by_hand(wanted[i], hand)) continue;
        const double share = wanted[i].balloon.width.value_or(kWidths[0]);
        placer.keep(i, shape_block(wanted[i], std::max(30.0, whole * share), size), wanted[i]);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].text.empty() || is_put_by_hand(wanted[i], hand)) continue;
        bool put = false;
        for (const double share : kWidths) {
            const double width = std::max(60.0, whole * wanted[i].balloon.width.value_or(share));
            put = placer.put(i, shape_block(wanted[i], width, size), wanted[i]);
            if (put) break;
        }
        if (!put) return std::nullopt;
    }
    return placer.take();
}

}  // namespace

Lettering letter_panel(const Panel& panel, const PanelSpace& space, double zone,
                       const PageStyle& style, Hand hand) {
    const auto wanted = letter_words(panel);
    for (const double share : kSizes) {
        const double size = style.lettering * share;
        auto found = try_size(wanted, space, zone, size, style.reading, hand);
        if (found) return {std::move(*found), true};
    }
    return {};
}

double band_height(const Panel& panel, double width, const PageStyle& style) {
    double height = kInset;
    for (const auto& words : letter_words(panel)) {
        if (words.text.empty()) continue;
        const auto block = shape_block(words, width - 2 * kInset, style.lettering * kSizes.back());
        height += block.rect.height + kApart + 3;
    }
    return height + kInset;
}

}  // namespace fabula::comic
