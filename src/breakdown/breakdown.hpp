// From scenes to shots by rules: what is seen, how close, who is there, who speaks. No model is
// asked; the same script gives the same shots.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "screenplay/outline.hpp"

namespace fabula::breakdown {

// How much of a figure the picture shows; names as shot lists abbreviate them.
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
    Insert,
};

// A speech, or the part of a long one that fits a shot.
struct SpokenLine {
    std::string speaker;        // The cue without extension.
    std::string extension;      // "V.O.", without brackets.
    std::string parenthetical;  // Without brackets.
    std::string text;
};

struct ShotPlan {
    std::uint32_t node = 0;   // Into Outline::nodes.
    screenplay::Range range;  // The stretch of text it shows; UTF-16 units.
    Framing framing = Framing::Medium;
    std::string angle = "Eye Level";
    std::string movement = "Static";
    std::string description;  // The writer's own words; empty in a shot of speech alone.
    std::vector<SpokenLine> dialogue;
    std::vector<std::string> characters;  // In frame, left to right, as their cues are written.
    std::int64_t duration_ms = 0;
    bool establishing = false;  // The first look at a place.
    std::uint8_t weight = 2;    // 1 passing … 4 a turning point: how large a panel wants to be.
};

struct BreakdownOptions {
    int words_per_minute = 160;  // Of speech.
};

// Shots of every node that has content, in story order. Each speech is in exactly one shot or, if
// it is long, in parts in neighbouring ones; together they are the whole speech.
std::vector<ShotPlan> break_down(const screenplay::Document& document,
                                 const screenplay::Outline& outline,
                                 const BreakdownOptions& options = {});

}  // namespace fabula::breakdown

template <>
struct fabula::EnumNames<fabula::breakdown::Framing> {
    static constexpr std::array<std::string_view, 10> names{
        "ECU", "CU", "MCU", "MS", "MWS", "WS", "EWS", "TWO_SHOT", "OTS", "INSERT"};
};
