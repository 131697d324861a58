// What somebody set by hand in a frame that the rules draw. Whatever it does not say follows from
// the rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/frame.hpp"

namespace fabula::drawing {

// One figure, by its name.
struct FigureHand {
    std::string name;
    std::optional<Pose> pose;
    std::optional<Expression> expression;
    std::optional<Gaze> gaze;
    std::optional<Facing> facing;
    std::optional<bool> seated;

    static constexpr auto fields =
        FieldList{Field<&FigureHand::name>{"name", {.required = true, .length_min = 1}},
                  Field<&FigureHand::pose>{"pose"},
                  Field<&FigureHand::expression>{"expression"},
                  Field<&FigureHand::gaze>{"gaze"},
                  Field<&FigureHand::facing>{"facing"},
                  Field<&FigureHand::seated>{"seated"}};
};

struct FrameHand {
    std::string set;  // Key of a set; empty: by the words of the place.
    std::optional<bool> inside;
    std::optional<TimeOfDay> time;
    std::optional<Weather> weather;
    std::string focus;               // Whom a near shot is on.
    std::vector<std::string> order;  // From left to right; who is not named stands behind these.
    std::vector<FigureHand> figures;

    static constexpr auto fields = FieldList{
        Field<&FrameHand::set>{"set", {.length_max = 40, .help = "key of GET /frames/values"}},
        Field<&FrameHand::inside>{"inside"},
        Field<&FrameHand::time>{"time"},
        Field<&FrameHand::weather>{"weather"},
        Field<&FrameHand::focus>{"focus", {.help = "whom a near shot is on"}},
        Field<&FrameHand::order>{"order", {.length_max = 100, .help = "names from left to right"}},
        Field<&FrameHand::figures>{"figures", {.length_max = 100}}};
};

// Writes over what the rules planned, but for `order`, which plan_frame() takes.
void apply_hand(FrameSpec& spec, const FrameHand& hand);

}  // namespace fabula::drawing
