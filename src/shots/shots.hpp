// A shot: a framed picture of a scene. On a comic page it is a panel.
#pragma once

#include "cast/cast.hpp"
#include "comic/balloon.hpp"
#include "files/asset.hpp"
#include "pictures/pictures.hpp"
#include "script/script.hpp"

namespace fabula {

using ShotId = Id<struct ShotTag>;

// How far the work on a shot is: thought of, ready to be made, made.
enum class ShotStatus { Planned, Ready, Taken };

template <>
struct EnumNames<ShotStatus> {
    static constexpr std::array<std::string_view, 3> names{"planned", "ready", "taken"};
};

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
    std::int64_t position = 0;    // 1…n within the scene.
    std::string shot_number;      // "1A"; nobody else's in the project.
    std::string framing;          // ECU, CU, MCU, MS, MWS, WS, EWS, TWO_SHOT, OTS, INSERT.
    std::string camera_angle;     // Eye Level, High Angle, …
    std::string camera_movement;  // Static, Pan, …
    std::string lens;             // 35mm, Fisheye, …
    std::string description;      // The writer's own words.
    std::string composition;
    std::string lighting_notes;
    std::string sound_notes;
    std::string dialog;  // Written by hand; `dialogue` is what the script says.
    std::string notes;
    std::vector<Line> dialogue;
    std::vector<std::string> character_names;  // In frame, left to right.
    std::int64_t duration_ms = 0;
    bool establishing = false;  // The first look at a place.
    std::int64_t weight = 2;    // 1 passing … 4 a turning point: how large a panel wants to be.
    ShotStatus status = ShotStatus::Planned;
    ArtState state = ArtState::Rough;
    Json frame = Json::object();           // The set that the provider was asked to draw.
    std::vector<comic::Balloon> balloons;  // Lettering by hand; empty: all by the rules.
    std::optional<AssetId> image_id;
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "shot";
    static constexpr std::int64_t kDurationMax = 24 * 3'600'000;
    // Any words of one's own; the usual ones are offered by GET /shots/values.
    static constexpr Rules choice = {.visibility = Visibility::Patch, .length_max = 100};
    static constexpr Rules text = {.visibility = Visibility::Patch, .length_max = 20'000};
    static constexpr auto fields = FieldList{
        Field<&Shot::id>{"id"},
        Field<&Shot::project_id>{"project_id",
                                 {.visibility = Visibility::Create,
                                  .references = "project",
                                  .on_delete = OnDelete::Cascade,
                                  .indexed = true,
                                  .help = "the scene's, where it is given"}},
        Field<&Shot::scene_id>{"scene_id",
                               {.visibility = Visibility::Patch,
                                .references = "node",
                                .on_delete = OnDelete::Cascade,
                                .indexed = true}},
        Field<&Shot::position>{"order_index",
                               {.visibility = Visibility::Patch,
                                .min = 1,
                                .help = "1 to n within the scene; absent: the last"}},
        Field<&Shot::shot_number>{"shot_number",
                                  {.visibility = Visibility::Patch,
                                   .length_max = 40,
                                   .help = "absent or empty: the next free one of the scene"}},
        Field<&Shot::framing>{"framing", choice},
        Field<&Shot::camera_angle>{"camera_angle", choice},
        Field<&Shot::camera_movement>{"camera_movement", choice},
        Field<&Shot::lens>{"lens", choice},
        Field<&Shot::description>{"description", text},
        Field<&Shot::composition>{"composition", text},
        Field<&Shot::lighting_notes>{"lighting_notes", text},
        Field<&Shot::sound_notes>{"sound_notes", text},
        Field<&Shot::dialog>{"dialog", text},
        Field<&Shot::notes>{"notes", text},
        Field<&Shot::dialogue>{"dialogue", {.help = "what the script says in it"}},
        Field<&Shot::character_names>{
            "character_names",
            {.visibility = Visibility::Patch, .length_max = 100, .help = "in frame"}},
        Field<&Shot::duration_ms>{"duration_ms",
                                  {.visibility = Visibility::Patch, .min = 0, .max = kDurationMax}},
        Field<&Shot::establishing>{"establishing", {.visibility = Visibility::Patch}},
        Field<&Shot::weight>{"weight", {.visibility = Visibility::Patch, .min = 1, .max = 4}},
        Field<&Shot::status>{"status", {.visibility = Visibility::Patch}},
        Field<&Shot::state>{"state"},
        Field<&Shot::frame>{"frame"},
        Field<&Shot::balloons>{
            "balloons",
            {.visibility = Visibility::Patch,
             .length_max = comic::kBalloonsMax,
             .help = "lettering by hand, in reading order; empty: by the rules"}},
        Field<&Shot::image_id>{
            "image_id", {.references = "asset", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Shot::deleted_at>{"deleted_at"},
        Field<&Shot::rev>{"rev"},
        Field<&Shot::created_at>{"created_at"},
        Field<&Shot::updated_at>{"updated_at"}};
};

// What a caller may say of a shot beyond what its row holds.
struct ShotWish : Shot {
    std::vector<CharacterId> character_ids;  // Take the place of character_names.
    std::string duration;                    // "4", "4.5", "1:30": seconds, or minutes before ':'.
    std::int64_t shotlength_minutes = 0;
    std::int64_t shotlength_seconds = 0;
    // The lines of the script that it shows, in UTF-16 units of the text at `version`.
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t version = 0;

    static constexpr Rules given = {.visibility = Visibility::Patch, .min = 0};
    static constexpr auto fields = join_fields(
        Shot::fields,
        FieldList{
            Field<&ShotWish::character_ids>{"character_ids",
                                            {.visibility = Visibility::Patch, .length_max = 100}},
            Field<&ShotWish::duration>{"duration",
                                       {.visibility = Visibility::Patch,
                                        .length_max = 20,
                                        .help = "seconds, or minutes:seconds"}},
            Field<&ShotWish::shotlength_minutes>{
                "shotlength_minutes", {.visibility = Visibility::Patch, .min = 0, .max = 1440}},
            Field<&ShotWish::shotlength_seconds>{
                "shotlength_seconds", {.visibility = Visibility::Patch, .min = 0, .max = 86'400}},
            Field<&ShotWish::from>{"from",
                                   {.visibility = Visibility::Patch,
                                    .min = 0,
                                    .help = "of the script's lines that it shows; UTF-16 units"}},
            Field<&ShotWish::to>{"to", given},
            Field<&ShotWish::version>{
                "version",
                {.visibility = Visibility::Patch, .min = 0, .help = "of the text they are of"}}});
};

struct ShotCharacter {
    CharacterId id;
    std::string name;
    std::optional<std::string> image_url;
    std::string description;

    static constexpr auto fields =
        FieldList{Field<&ShotCharacter::id>{"id"}, Field<&ShotCharacter::name>{"name"},
                  Field<&ShotCharacter::image_url>{"image_url"},
                  Field<&ShotCharacter::description>{"description", {.length_max = 20'000}}};
};

// A shot with what hangs on it.
struct ShotAnswer : Shot {
    std::optional<std::string> image_url;
    std::optional<std::string> reference_image_url;  // The starred reference picture.
    std::vector<ShotCharacter> characters;           // Those in frame who are in the cast.
    std::string duration;                            // "0:04", "0:04.5"; empty where none is set.
    std::int64_t shotlength_minutes = 0;
    std::int64_t shotlength_seconds = 0;
    // The lines of the script that it shows; UTF-16 units of the text at `version`.
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> version;

    static constexpr auto fields = join_fields(
        Shot::fields, FieldList{Field<&ShotAnswer::image_url>{"image_url"},
                                Field<&ShotAnswer::reference_image_url>{"reference_image_url"},
                                Field<&ShotAnswer::characters>{"characters"},
                                Field<&ShotAnswer::duration>{"duration"},
                                Field<&ShotAnswer::shotlength_minutes>{"shotlength_minutes"},
                                Field<&ShotAnswer::shotlength_seconds>{"shotlength_seconds"},
                                Field<&ShotAnswer::from>{"from"}, Field<&ShotAnswer::to>{"to"},
                                Field<&ShotAnswer::version>{"version"}});
};

// Milliseconds of "4", "4.5", "4s", "1:30"; nothing for anything else.
std::optional<std::int64_t> parse_duration(std::string_view text);
// "0:04.5", to a tenth of a second; empty for 0.
std::string duration_text(std::int64_t milliseconds);
// The same of many together, to a second.
std::string whole_duration_text(std::int64_t milliseconds);
// "4.5": seconds as parse_duration() takes them, exact; empty for 0.
std::string seconds_text(std::int64_t milliseconds);
// "1A", "1B", … "1Z", "1AA": the scene's number and letters.
std::string shot_number_of(std::string_view scene_number, std::size_t index);

}  // namespace shots
}  // namespace fabula
