// A project in numbers: its outline, shots, people and files. What lies in the bin is not counted.
#pragma once

#include "cast/cast.hpp"
#include "shots/shots.hpp"

namespace fabula::stats {

struct TimelineCounts {
    std::int64_t acts = 0;
    std::int64_t sequences = 0;
    std::int64_t scenes = 0;
    std::int64_t shots = 0;
    double total_duration = 0;

    static constexpr auto fields = FieldList{
        Field<&TimelineCounts::acts>{"acts", {.help = "sections of the first level"}},
        Field<&TimelineCounts::sequences>{"sequences", {.help = "sections of deeper levels"}},
        Field<&TimelineCounts::scenes>{"scenes"}, Field<&TimelineCounts::shots>{"shots"},
        Field<&TimelineCounts::total_duration>{"total_duration",
                                               {.help = "seconds, of all shots"}}};
};

struct ContentCounts {
    std::int64_t characters = 0;
    std::int64_t worlds = 0;

    static constexpr auto fields =
        FieldList{Field<&ContentCounts::characters>{"characters"},
                  Field<&ContentCounts::worlds>{
                      "worlds", {.help = "its own, and those that are linked with it"}}};
};

struct ProjectFacts {
    ProjectKind type = ProjectKind::Film;
    std::string genre;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields =
        FieldList{Field<&ProjectFacts::type>{"type"}, Field<&ProjectFacts::genre>{"genre"},
                  Field<&ProjectFacts::created_at>{"created_at"},
                  Field<&ProjectFacts::updated_at>{"updated_at"}};
};

struct Overview {
    TimelineCounts timeline;
    ContentCounts content;
    ProjectFacts metadata;

    static constexpr auto fields =
        FieldList{Field<&Overview::timeline>{"timeline"}, Field<&Overview::content>{"content"},
                  Field<&Overview::metadata>{"metadata"}};
};

struct DurationStats {
    double average = 0;
    double min = 0;
    double max = 0;
    double total = 0;

    static constexpr auto fields =
        FieldList{Field<&DurationStats::average>{"average", {.help = "seconds"}},
                  Field<&DurationStats::min>{"min"}, Field<&DurationStats::max>{"max"},
                  Field<&DurationStats::total>{"total"}};
};

// How often each word stands in a field of the shots, {"CU": 12}; shots that say nothing are left
// out.
struct ShotStats {
    std::int64_t total_shots = 0;
    DurationStats duration_stats;
    Json camera_angles = Json::object();
    Json framings = Json::object();
    Json lenses = Json::object();
    Json movements = Json::object();

    static constexpr auto fields = FieldList{Field<&ShotStats::total_shots>{"total_shots"},
                                             Field<&ShotStats::duration_stats>{"duration_stats"},
                                             Field<&ShotStats::camera_angles>{"camera_angles"},
                                             Field<&ShotStats::framings>{"framings"},
                                             Field<&ShotStats::lenses>{"lenses"},
                                             Field<&ShotStats::movements>{"movements"}};
};

struct Appearance {
    CharacterId character_id;
    std::string name;
    std::int64_t shot_count = 0;

    static constexpr auto fields =
        FieldList{Field<&Appearance::character_id>{"character_id"},
                  Field<&Appearance::name>{"name"}, Field<&Appearance::shot_count>{"shot_count"}};
};

struct CharacterStats {
    std::int64_t total_characters = 0;
    std::vector<Appearance> appearances;  // Most shots first.
    std::optional<Appearance> most_featured;
    std::optional<Appearance> least_featured;

    static constexpr auto fields =
        FieldList{Field<&CharacterStats::total_characters>{"total_characters"},
                  Field<&CharacterStats::appearances>{"appearances", {.length_max = 10'000}},
                  Field<&CharacterStats::most_featured>{"most_featured"},
                  Field<&CharacterStats::least_featured>{"least_featured"}};
};

struct MediaStats {
    std::int64_t audio_files = 0;
    std::int64_t images = 0;
    std::int64_t total_storage = 0;

    static constexpr auto fields = FieldList{
        Field<&MediaStats::audio_files>{"audio_files"}, Field<&MediaStats::images>{"images"},
        Field<&MediaStats::total_storage>{"total_storage", {.help = "bytes"}}};
};

// Of a section with all that stands in it, or of a scene.
struct NodeStats {
    std::string id;
    std::string title;
    std::int64_t scenes = 0;
    std::int64_t shots = 0;
    double total_duration = 0;

    static constexpr auto fields =
        FieldList{Field<&NodeStats::id>{"id"}, Field<&NodeStats::title>{"title"},
                  Field<&NodeStats::scenes>{"scenes"}, Field<&NodeStats::shots>{"shots"},
                  Field<&NodeStats::total_duration>{"total_duration", {.help = "seconds"}}};
};

struct OneShotStats {
    std::string id;
    std::string shot_number;
    double duration = 0;
    std::int64_t characters = 0;
    std::int64_t images = 0;

    static constexpr auto fields =
        FieldList{Field<&OneShotStats::id>{"id"}, Field<&OneShotStats::shot_number>{"shot_number"},
                  Field<&OneShotStats::duration>{"duration", {.help = "seconds"}},
                  Field<&OneShotStats::characters>{"characters", {.help = "in frame"}},
                  Field<&OneShotStats::images>{"images", {.help = "versions and references"}}};
};

}  // namespace fabula::stats
