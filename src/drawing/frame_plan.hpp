// From the words of a shot to the frame that shows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/figure/look.hpp"
#include "drawing/frame.hpp"

namespace fabula::drawing {

struct ShotLine {
    std::string speaker;        // The cue without extension.
    std::string extension;      // "V.O.", "O.S."
    std::string parenthetical;  // Without brackets.
    std::string text;
};

// A shot as the shot list has it, and what its scene knows.
struct ShotText {
    std::string framing = "MS";  // As in the shot list; "MS" for what is not in it.
    std::string angle = "Eye Level";
    std::string place;  // Of the scene heading: "CONTROL ROOM".
    bool inside = true;
    std::string time;          // Of the scene heading, or of the last that named one.
    std::string scene_action;  // All action of the scene: its weather is in it.
    std::string description;   // The action of this shot.
    std::vector<ShotLine> lines;
    std::vector<std::string> characters;        // In frame.
    std::vector<std::string> scene_characters;  // In the order in which they entered the scene.
    std::vector<std::string> order{};           // By hand, from left to right; empty: by the rules.
};

// Figures keep the sides on which they entered the scene, so that nobody jumps across the axis.
// Their looks are not set: dress() does that.
FrameSpec plan_frame(const ShotText& shot);

// What a script tells of the looks of its people: from the sentence that introduces each ("JUNE
// (55), red curls, …"), from their names, and from the pronouns used of them alone.
// `actions` are the action paragraphs in order.
std::vector<CastMember> read_cast(const std::vector<std::string>& names,
                                  const std::vector<std::string>& actions);

}  // namespace fabula::drawing
