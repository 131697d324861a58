#include "base/text.hpp"
#include "drawing/frame_hand.hpp"
#include "drawing/set/set.hpp"

namespace fabula::drawing {
namespace {

template <class T>
void take(T& target, const std::optional<T>& given) {
    if (given) target = *given;
}

void act_as(FigureSpec& figure, const FigureHand& hand) {
    take(figure.pose, hand.pose);
    take(figure.expression, hand.expression);
    take(figure.gaze, hand.gaze);
    take(figure.facing, hand.facing);
    take(figure.seated, hand.seated);
    // A pose that is chosen is what the hands do; what the rules gave them would hide it.
    if (hand.pose) figure.prop.clear();
}

bool is_near(Framing framing) {
    return framing == Framing::ExtremeClose || framing == Framing::Close ||
           framing == Framing::MediumClose || framing == Framing::OverShoulder;
}

}  // namespace

void apply_hand(FrameSpec& spec, const FrameHand& hand) {
    spec.set = hand.set;
    if (const auto* set = find_set_by_key(hand.set)) spec.inside = set->inside == Inside::Yes;
    take(spec.inside, hand.inside);
    take(spec.time, hand.time);
    take(spec.weather, hand.weather);
    for (std::size_t i = 0; i < spec.figures.size(); ++i) {
        auto& figure = spec.figures[i];
        const auto name = fold(figure.name);
        for (const auto& by_hand : hand.figures) {
            if (fold(by_hand.name) == name) act_as(figure, by_hand);
        }
        const bool chosen = !hand.focus.empty() && fold(hand.focus) == name;
        if (chosen && is_near(spec.framing)) spec.focus = static_cast<std::int64_t>(i);
    }
}

}  // namespace fabula::drawing
