// Lettering as somebody set it by hand: balloons, captions and sound effects of one panel.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"

namespace fabula::comic {

enum class BalloonKind : std::uint8_t {
    Speech,
    Shout,
    Whisper,
    Thought,
    Radio,
    Caption,
    SoundEffect
};

// Where the words come from: written by hand, a line of the script, the heading of the scene, or
// the description of a shot in which nobody speaks.
enum class BalloonSource : std::uint8_t { Own, Line, Place, Narration };

// Speaker: to who speaks, where they are seen. Point: to a place that was chosen.
enum class BalloonTail : std::uint8_t { Speaker, None, Point };

struct Translation {
    std::string language;  // BCP 47: "de", "pt-BR".
    std::string text;

    static constexpr auto fields = FieldList{
        Field<&Translation::language>{
            "language", {.required = true, .length_min = 2, .length_max = 35, .help = "BCP 47"}},
        Field<&Translation::text>{"text", {.length_max = 4000}}};
};

// Whatever is absent follows from the rules. Places and sizes are shares of the panel.
struct Balloon {
    BalloonSource source = BalloonSource::Own;
    std::int64_t line = 0;        // The first of the shot's lines that it says, from 0.
    std::int64_t line_count = 1;  // Several speeches of one speaker in one balloon.
    std::string said;             // What the source said when the hand touched it.
    std::string
        text;  // Empty: as the source says. *Stars* stress words; empty of its own: nothing.
    std::string speaker;
    std::optional<BalloonKind> kind;
    std::optional<double> x;  // Of its middle.
    std::optional<double> y;
    std::optional<double> width;  // As wide as its words may run.
    BalloonTail tail = BalloonTail::Speaker;
    std::optional<double> tail_x;  // The tip, where the tail is a Point.
    std::optional<double> tail_y;
    std::int64_t size = 100;  // Of the letters, percent.
    std::int64_t turn = 0;    // Degrees, clockwise; of sound effects.
    bool hidden = false;
    std::vector<Translation> translations;

    static constexpr Rules share = {.min = 0, .max = 1, .help = "share of the panel, 0 to 1"};
    static constexpr Rules words = {.length_max = 4000};
    static constexpr auto fields = FieldList{
        Field<&Balloon::source>{"source"},
        Field<&Balloon::line>{"line", {.min = 0, .max = 1000, .help = "of the shot, from 0"}},
        Field<&Balloon::line_count>{"line_count", {.min = 1, .max = 1000}},
        Field<&Balloon::said>{"said", {.length_max = 200'000, .help = "by the source by then"}},
        Field<&Balloon::text>{"text", words},
        Field<&Balloon::speaker>{"speaker"},
        Field<&Balloon::kind>{"kind"},
        Field<&Balloon::x>{"x", share},
        Field<&Balloon::y>{"y", share},
        Field<&Balloon::width>{"width", share},
        Field<&Balloon::tail>{"tail"},
        Field<&Balloon::tail_x>{"tail_x", share},
        Field<&Balloon::tail_y>{"tail_y", share},
        Field<&Balloon::size>{"size", {.min = 50, .max = 400, .help = "of the letters, percent"}},
        Field<&Balloon::turn>{"turn", {.min = -90, .max = 90, .help = "degrees clockwise"}},
        Field<&Balloon::hidden>{"hidden"},
        Field<&Balloon::translations>{"translations", {.length_max = 40}}};
};

inline constexpr std::size_t kBalloonsMax = 60;  // Of one panel.

}  // namespace fabula::comic

namespace fabula {

template <>
struct EnumNames<comic::BalloonKind> {
    static constexpr std::array<std::string_view, 7> names{
        "speech", "shout", "whisper", "thought", "radio", "caption", "sound_effect"};
};
template <>
struct EnumNames<comic::BalloonSource> {
    static constexpr std::array<std::string_view, 4> names{"own", "line", "place", "narration"};
};
template <>
struct EnumNames<comic::BalloonTail> {
    static constexpr std::array<std::string_view, 3> names{"speaker", "none", "point"};
};

}  // namespace fabula
