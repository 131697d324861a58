// Placeholder frames: one picture per shot, drawn by rules. Same spec, same drawing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "drawing/drawing.hpp"
#include "drawing/figure/look.hpp"
#include "drawing/figure/pose.hpp"
#include "drawing/frame/light.hpp"

namespace fabula::drawing {

// How much of the figures is seen; the names are those of the shot list.
enum class Framing : std::uint8_t {
    ExtremeClose,
    Close,
    MediumClose,
    Medium,
    MediumWide,
    Wide,
    ExtremeWide,
    TwoShot,
    OverShoulder,
    Insert
};

enum class CameraAngle : std::uint8_t {
    EyeLevel,
    High,
    Low,
    BirdsEye,
    Dutch,
    OverShoulder,
    PointOfView
};

struct FigureSpec {
    std::string name;
    Pose pose = Pose::Stand;
    Expression expression = Expression::Neutral;
    Gaze gaze = Gaze::Ahead;
    Facing facing = Facing::Right;
    bool speaking = false;
    bool seated = false;
    std::string prop{};  // Sprite held in the hands; empty: none.
    Look look{};         // From assign_looks().

    static constexpr auto fields = FieldList{Field<&FigureSpec::name>{"name"},
                                             Field<&FigureSpec::pose>{"pose"},
                                             Field<&FigureSpec::expression>{"expression"},
                                             Field<&FigureSpec::gaze>{"gaze"},
                                             Field<&FigureSpec::facing>{"facing"},
                                             Field<&FigureSpec::speaking>{"speaking"},
                                             Field<&FigureSpec::seated>{"seated"},
                                             Field<&FigureSpec::prop>{"prop"},
                                             Field<&FigureSpec::look>{"look"}};
};

struct FrameSpec {
    double width = 640, height = 360;  // Points.
    Framing framing = Framing::Medium;
    CameraAngle angle = CameraAngle::EyeLevel;
    std::string place{};  // As the scene heading names it: "CONTROL ROOM".
    std::string set{};    // Key of the set; empty: by the words of the place.
    bool inside = true;
    TimeOfDay time = TimeOfDay::Day;
    Weather weather = Weather::Clear;
    std::vector<FigureSpec> figures{};  // From left to right.
    std::int64_t focus = -1;            // Whom the camera is on; -1: everybody.
    std::string feature{};              // Sprite of a vehicle that is there; empty: none.
    std::string insert{};               // Sprite of an insert; empty: none is known.
    std::string sign{};                 // What is written on the sign of an insert.
    double headroom = 0;                // Share of the height left free above, for lettering.

    static constexpr auto fields =
        FieldList{Field<&FrameSpec::width>{"width"},
                  Field<&FrameSpec::height>{"height"},
                  Field<&FrameSpec::framing>{"framing"},
                  Field<&FrameSpec::angle>{"angle"},
                  Field<&FrameSpec::place>{"place", {.length_max = 2000}},
                  Field<&FrameSpec::set>{"set"},
                  Field<&FrameSpec::inside>{"inside"},
                  Field<&FrameSpec::time>{"time"},
                  Field<&FrameSpec::weather>{"weather"},
                  Field<&FrameSpec::figures>{"figures"},
                  Field<&FrameSpec::focus>{"focus"},
                  Field<&FrameSpec::feature>{"feature"},
                  Field<&FrameSpec::insert>{"insert"},
                  Field<&FrameSpec::sign>{"sign", {.length_max = 2000}},
                  Field<&FrameSpec::headroom>{"headroom"}};
};

// Where a figure is in a picture, for balloons: in the picture's own points.
struct FigurePlace {
    std::string name;
    Rect head;  // With hair and hat, cut at the border of the picture.
    Point mouth;
    bool shown = false;   // Any of the head is in the picture.
    bool behind = false;  // Seen from the back.
};

struct FrameDrawing {
    Drawing drawing;
    std::vector<FigurePlace> figures;  // In the order of the spec.
};

FrameDrawing draw_frame(const FrameSpec& spec);

// Gives each figure of the frame the look of its cast member; names are compared folded.
void dress(FrameSpec& spec, const std::vector<CastMember>& cast, const std::vector<Look>& looks);

}  // namespace fabula::drawing

namespace fabula {

template <>
struct EnumNames<drawing::Framing> {
    static constexpr std::array<std::string_view, 10> names{
        "ECU", "CU", "MCU", "MS", "MWS", "WS", "EWS", "TWO_SHOT", "OTS", "INSERT"};
};
template <>
struct EnumNames<drawing::CameraAngle> {
    static constexpr std::array<std::string_view, 7> names{
        "Eye Level",   "High Angle",        "Low Angle", "Bird's Eye View",
        "Dutch Angle", "Over-the-Shoulder", "POV"};
};

}  // namespace fabula
