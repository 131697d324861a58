// A shot: a framed picture of a scene. On a comic page it is a panel.
#pragma once

#include "cast/cast.hpp"
#include "files/asset.hpp"
#include "script/script.hpp"

namespace fabula {

using ShotId = Id<struct ShotTag>;

namespace shots {

// One speech as it stands in the script.
struct Line {
    std::string speaker;        // Cue without extension; empty for a caption.
    std::string extension;      // "V.O.", "O.S."; empty in most lines.
    std::string parenthetical;  // Without brackets.
    std::string text;

    static constexpr auto fields =
        FieldList{Field<&Line::speaker>{"speaker"}, Field<&Line::extension>{"extension"},
                  Field<&Line::parenthetical>{"parenthetical", {.length_max = 2000}},
                  Field<&Line::text>{"text", {.length_max = 200'000}}};
};

struct Shot {
    ShotId id;
    ProjectId project_id;
    NodeId scene_id;
    std::int64_t rank = 0;        // Order within the scene.
    std::string shot_number;      // "1A".
    std::string framing;          // ECU, CU, MCU, MS, MWS, WS, EWS, TWO_SHOT, OTS, INSERT.
    std::string camera_angle;     // Eye Level, High Angle, …
    std::string camera_movement;  // Static, Pan, …
    std::string description;      // The writer's own words.
    std::vector<Line> dialogue;
    std::vector<std::string> character_names;  // In frame, left to right.
    std::int64_t duration_ms = 0;
    bool establishing = false;  // The first look at a place.
    std::int64_t weight = 2;    // 1 passing … 4 a turning point: how large a panel wants to be.
    ArtState state = ArtState::Rough;
    Json frame;  // What the provider was asked to draw.
    std::optional<AssetId> image_id;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "shot";
    static constexpr auto fields = FieldList{
        Field<&Shot::id>{"id"},
        Field<&Shot::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Shot::scene_id>{
            "scene_id", {.references = "node", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Shot::rank>{"rank"},
        Field<&Shot::shot_number>{"shot_number", {.length_max = 40}},
        Field<&Shot::framing>{"framing", {.length_max = 40}},
        Field<&Shot::camera_angle>{"camera_angle", {.length_max = 40}},
        Field<&Shot::camera_movement>{"camera_movement", {.length_max = 40}},
        Field<&Shot::description>{"description", {.length_max = 20'000}},
        Field<&Shot::dialogue>{"dialogue"},
        Field<&Shot::character_names>{"character_names"},
        Field<&Shot::duration_ms>{"duration_ms", {.min = 0}},
        Field<&Shot::establishing>{"establishing"},
        Field<&Shot::weight>{"weight", {.min = 1, .max = 4}},
        Field<&Shot::state>{"state"},
        Field<&Shot::frame>{"frame"},
        Field<&Shot::image_id>{
            "image_id", {.references = "asset", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Shot::rev>{"rev"},
        Field<&Shot::created_at>{"created_at"},
        Field<&Shot::updated_at>{"updated_at"}};
};

}  // namespace shots
}  // namespace fabula
