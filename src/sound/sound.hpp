// A sound: music, an effect, a voice or a take, laid under a shot or under a scene.
#pragma once

#include "cast/cast.hpp"
#include "files/asset.hpp"
#include "script/script.hpp"
#include "shots/shots.hpp"

namespace fabula {

using SoundId = Id<struct SoundTag>;

// Voice: what a character is heard saying. Take: one try at it, of which one is chosen.
enum class SoundType { Music, Sfx, Voice, Take };

template <>
struct EnumNames<SoundType> {
    static constexpr std::array<std::string_view, 4> names{"music", "sfx", "voice", "take"};
};

namespace sound {

struct Sound {
    SoundId id{};
    ProjectId project_id{};
    std::optional<ShotId> shot_id{};   // Either of these two, and not both: what it lies under.
    std::optional<NodeId> scene_id{};  // A shot's sound has none: the shot may move.
    AssetId asset_id{};
    SoundType type = SoundType::Sfx;
    std::string label{};
    std::string file_name{};  // As whoever brought it calls the file.
    std::optional<CharacterId> character_id{};
    std::int64_t offset_ms = 0;            // Where in the shot or scene it begins.
    std::int64_t start_ms = 0;             // Where in the file it begins.
    std::optional<std::int64_t> end_ms{};  // Where in the file it ends; nothing: with the file.
    std::int64_t fade_in_ms = 0;
    std::int64_t fade_out_ms = 0;
    double gain_db = 0;  // Louder or quieter than the file, decibels.
    std::string note{};
    bool starred = false;                       // The chosen one of the takes of its character.
    std::optional<std::int64_t> duration_ms{};  // Of the whole file; nothing where nobody told.
    bool measured = false;                      // The length was read from the file itself.
    Json waveform_data = Json::array();         // Loudest of equal parts of the file, 0 to 1.
    std::optional<Time> deleted_at{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "sound";
    static constexpr std::int64_t kLengthMax = 24 * 3'600'000;
    static constexpr Rules milliseconds = {
        .visibility = Visibility::Patch, .min = 0, .max = kLengthMax};
    static constexpr auto fields = FieldList{
        Field<&Sound::id>{"id"},
        Field<&Sound::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Sound::shot_id>{"shot_id",
                               {.visibility = Visibility::Patch,
                                .references = "shot",
                                .on_delete = OnDelete::Cascade,
                                .indexed = true,
                                .help = "what it lies under: a shot, or else a scene"}},
        Field<&Sound::scene_id>{"scene_id",
                                {.visibility = Visibility::Patch,
                                 .references = "node",
                                 .on_delete = OnDelete::Cascade,
                                 .indexed = true}},
        Field<&Sound::asset_id>{
            "asset_id", {.references = "asset", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Sound::type>{"type", {.visibility = Visibility::Patch, .required = true}},
        Field<&Sound::label>{"label", {.visibility = Visibility::Patch}},
        Field<&Sound::file_name>{"file_name", {.visibility = Visibility::Create}},
        Field<&Sound::character_id>{"character_id",
                                    {.visibility = Visibility::Patch,
                                     .references = "character",
                                     .on_delete = OnDelete::SetNull,
                                     .indexed = true,
                                     .help = "who is heard, of a voice or a take"}},
        Field<&Sound::offset_ms>{"offset_ms", milliseconds},
        Field<&Sound::start_ms>{"start_ms", milliseconds},
        Field<&Sound::end_ms>{"end_ms", milliseconds},
        Field<&Sound::fade_in_ms>{"fade_in_ms", milliseconds},
        Field<&Sound::fade_out_ms>{"fade_out_ms", milliseconds},
        Field<&Sound::gain_db>{
            "gain_db",
            {.visibility = Visibility::Patch, .min = -60, .max = 12, .help = "decibels"}},
        Field<&Sound::note>{"note", {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&Sound::starred>{
            "starred",
            {.visibility = Visibility::Patch, .help = "the chosen one of a character's takes"}},
        Field<&Sound::duration_ms>{"duration_ms", milliseconds},
        Field<&Sound::measured>{"measured", {.help = "the length was read from the file"}},
        Field<&Sound::waveform_data>{"waveform_data",
                                     {.help = "the loudest of equal parts of the file, 0 to 1"}},
        Field<&Sound::deleted_at>{"deleted_at"},
        Field<&Sound::rev>{"rev"},
        Field<&Sound::created_at>{"created_at"},
        Field<&Sound::updated_at>{"updated_at"}};

    // Where in the file it ends; nothing where its length is not known.
    [[nodiscard]] std::optional<std::int64_t> end() const { return end_ms ? end_ms : duration_ms; }
};

// What a caller may say of a sound beyond what its row holds: the documented seconds, and what a
// browser has heard of a file that does not tell it.
struct SoundWish : Sound {
    double start_time = 0;
    std::optional<double> end_time{};
    double fade_in = 0;
    double fade_out = 0;
    double duration = 0;
    Json peaks{};

    static constexpr Rules seconds = {.visibility = Visibility::Patch,
                                      .min = 0,
                                      .max = kLengthMax / 1000,
                                      .help = "seconds; the same in milliseconds is exact"};
    static constexpr auto fields = join_fields(
        Sound::fields,
        FieldList{Field<&SoundWish::start_time>{"start_time", seconds},
                  Field<&SoundWish::end_time>{"end_time", seconds},
                  Field<&SoundWish::fade_in>{"fade_in", seconds},
                  Field<&SoundWish::fade_out>{"fade_out", seconds},
                  Field<&SoundWish::duration>{
                      "duration",
                      {.visibility = Visibility::Patch,
                       .min = 0,
                       .max = kLengthMax / 1000,
                       .help = "seconds of the whole file; passed over where the file tells it"}},
                  Field<&SoundWish::peaks>{
                      "peaks",
                      {.visibility = Visibility::Patch,
                       .help = "up to 1000 numbers from 0 to 1; passed over for WAV files"}}});
};

struct SoundAnswer : Sound {
    std::string file_url{};  // Answers parts of the file too (Range).
    std::string mime{};
    std::int64_t file_size = 0;
    double start_time = 0;  // Seconds, as documented.
    std::optional<double> end_time{};
    double fade_in = 0;
    double fade_out = 0;
    std::optional<double> duration{};

    static constexpr auto fields = join_fields(
        Sound::fields,
        FieldList{Field<&SoundAnswer::file_url>{"file_url"}, Field<&SoundAnswer::mime>{"mime"},
                  Field<&SoundAnswer::file_size>{"file_size", {.help = "bytes"}},
                  Field<&SoundAnswer::start_time>{"start_time", {.help = "seconds"}},
                  Field<&SoundAnswer::end_time>{"end_time", {.help = "seconds"}},
                  Field<&SoundAnswer::fade_in>{"fade_in", {.help = "seconds"}},
                  Field<&SoundAnswer::fade_out>{"fade_out", {.help = "seconds"}},
                  Field<&SoundAnswer::duration>{"duration", {.help = "seconds"}}});
};

inline constexpr std::size_t kPeaksKept = 600;  // Of a WAV.
inline constexpr std::size_t kPeaksMax = 1000;  // Of what a browser sends.

}  // namespace sound
}  // namespace fabula
