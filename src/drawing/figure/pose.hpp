// Poses, faces and gestures, and the bones they make.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"
#include "drawing/drawing.hpp"
#include "drawing/figure/look.hpp"

namespace fabula::drawing {

enum class Pose : std::uint8_t {
    Stand,
    Talk,
    Shout,
    Point,
    Walk,
    Run,
    Sit,
    Lie,
    Crouch,
    Kneel,
    Hug,
    Hold,
    Offer,
    Wave,
    ArmsCrossed,
    HandsOnHips,
    Think,
    Reach,
    Climb,
    Fall,
    Push,
    Drive,
    Cheer,
    Weep,
    Pray,
    Fight,
    Dance,
    Read,
    Phone,
    Drink,
    Salute,
    Whisper,
    Work,
    Lean
};
enum class Expression : std::uint8_t {
    Neutral,
    Smile,
    Laugh,
    Sad,
    Cry,
    Angry,
    Surprised,
    Afraid,
    Tired,
    Sly,
    Stern,
    Asleep,
    Shy
};
enum class Gaze : std::uint8_t { Ahead, Up, Down };
enum class Facing : std::uint8_t { Left, Right, Front, Back };

// Measures of a body in metres.
struct Body {
    double head = 0.18;  // Half the height of the head, chin to crown.
    double neck = 0.05;
    double torso = 0.56;
    double upper_arm = 0.27, forearm = 0.25;
    double thigh = 0.40, shin = 0.37;
    double shoulders = 0.20, waist = 0.15, hips = 0.155;  // Half widths.
    double arm = 0.046, leg = 0.075;                      // Radii where they are thickest.
    double stoop = 0;                                     // Degrees of lean by age.
};
Body body_of(const Look& look);

struct Limb {
    Point root, joint, end;
};

enum class HandShape : std::uint8_t { Relaxed, Fist, Point, Open };
enum class Base : std::uint8_t { Feet, Seat, Knees, Lying, Air };

// A posed body in metres around the point where it meets the ground: x to where it faces,
// y upwards. "Near" is the side towards the viewer.
struct Skeleton {
    Body body;
    Base base = Base::Feet;
    Point pelvis, neck, head;
    Limb near_arm, far_arm, near_leg, far_leg;
    HandShape near_hand = HandShape::Relaxed, far_hand = HandShape::Relaxed;
    double tilt = 0;   // Of the head, degrees, forwards positive.
    double pitch = 0;  // Of the face: -1 looks down, 1 looks up.
    double turn = 0;   // 0: towards the viewer; 1: as far to the side as faces are drawn.
    bool back = false;
    double top = 0;  // Highest point, hair not counted.
};

enum class Seat : std::uint8_t { No, Yes };

// `seat`: sits down to do what the pose does with arms and head.
Skeleton skeleton_of(const Look& look, Pose pose, Gaze gaze, Facing facing, Seat seat = Seat::No);

// What somebody does and feels, by the words of a sentence about them.
struct Acting {
    Pose pose = Pose::Stand;
    Expression expression = Expression::Neutral;
    Gaze gaze = Gaze::Ahead;
    bool says_pose = false;  // A word said so; otherwise Stand is only the default.
    bool says_expression = false;
};
Acting read_acting(std::string_view words);
// The same by how something is said: capitals, marks and laughter in the speech, and its
// parenthetical.
Acting read_delivery(std::string_view speech, std::string_view parenthetical);

}  // namespace fabula::drawing

namespace fabula {

template <>
struct EnumNames<drawing::Pose> {
    static constexpr std::array<std::string_view, 34> names{
        "stand",        "talk",          "shout",  "point",   "walk",  "run",   "sit",
        "lie",          "crouch",        "kneel",  "hug",     "hold",  "offer", "wave",
        "arms_crossed", "hands_on_hips", "think",  "reach",   "climb", "fall",  "push",
        "drive",        "cheer",         "weep",   "pray",    "fight", "dance", "read",
        "phone",        "drink",         "salute", "whisper", "work",  "lean"};
};
template <>
struct EnumNames<drawing::Expression> {
    static constexpr std::array<std::string_view, 13> names{
        "neutral", "smile", "laugh", "sad",   "cry",    "angry", "surprised",
        "afraid",  "tired", "sly",   "stern", "asleep", "shy"};
};
template <>
struct EnumNames<drawing::Gaze> {
    static constexpr std::array<std::string_view, 3> names{"ahead", "up", "down"};
};
template <>
struct EnumNames<drawing::Facing> {
    static constexpr std::array<std::string_view, 4> names{"left", "right", "front", "back"};
};

}  // namespace fabula
