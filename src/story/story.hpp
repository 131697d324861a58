// A project: one story in every telling, from idea to export.
#pragma once

#include <string>

#include "base/actor.hpp"
#include "base/fields.hpp"
#include "base/json.hpp"
#include "base/paper.hpp"
#include "base/time.hpp"
#include "files/asset.hpp"

namespace fabula {

enum class ProjectKind { Film, Series, Short, Theater, Audio, Book, Comic, Game, Social };

template <>
struct EnumNames<ProjectKind> {
    static constexpr std::array<std::string_view, 9> names{
        "film", "series", "short", "theater", "audio", "book", "comic", "game", "social"};
};

namespace story {

enum class ProjectSort { Created, Updated, Title };

}  // namespace story

template <>
struct EnumNames<story::ProjectSort> {
    static constexpr std::array<std::string_view, 3> names{"created", "updated", "title"};
};

namespace story {

struct Project {
    ProjectId id;
    OrganizationId organization_id;
    std::optional<UserId> created_by;
    ProjectKind kind = ProjectKind::Film;
    std::string title;
    std::string logline;
    std::string genre;
    std::string duration;                   // As its owners say it: "90 min", "10 x 45".
    std::optional<AssetId> cover_image_id;  // A picture of this project.
    // What its outline is built by: the name of a built-in template or the id of an own one.
    std::string structure_template;
    std::string narrative_structure;
    std::string beat_template;
    std::string episode_layout;
    std::string season_engine;
    bool time_lock = false;  // It must not become longer than max_duration_seconds.
    std::optional<std::int64_t> max_duration_seconds;
    std::int64_t reading_speed_wpm = 230;  // Words per minute of a reader.
    std::string language = "en";           // BCP 47; drives spelling, quotes and (MORE) words.
    Paper paper = Paper::Letter;
    bool demo = false;         // Ours, there at the first start.
    bool is_template = false;  // Others are begun from it; not among the projects.
    std::optional<Time> archived_at;
    std::optional<std::string> ext_id;
    std::optional<Time> deleted_at;  // In the bin since then.
    std::optional<UserId> deleted_by;
    Json metadata = Json::object();  // Whatever its owners keep of it: producer, due date.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "project";
    static constexpr auto fields = FieldList{
        Field<&Project::id>{"id"},
        Field<&Project::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Project::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Project::kind>{"kind", {.visibility = Visibility::Patch}},
        Field<&Project::title>{"title",
                               {.visibility = Visibility::Patch,
                                .required = true,
                                .length_min = 1,
                                .length_max = 200}},
        Field<&Project::logline>{"logline", {.visibility = Visibility::Patch, .length_max = 2000}},
        Field<&Project::genre>{"genre", {.visibility = Visibility::Patch, .length_max = 200}},
        Field<&Project::duration>{"duration", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&Project::cover_image_id>{"cover_image_id",
                                        {.visibility = Visibility::Patch,
                                         .references = "asset",
                                         .on_delete = OnDelete::SetNull,
                                         .indexed = true,
                                         .help = "a picture of this project"}},
        Field<&Project::structure_template>{"structure_template",
                                            {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&Project::narrative_structure>{
            "narrative_structure",
            {.visibility = Visibility::Patch, .help = "a known name, or \"custom:…\""}},
        Field<&Project::beat_template>{"beat_template",
                                       {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&Project::episode_layout>{
            "episode_layout",
            {.visibility = Visibility::Patch, .help = "a known name, or \"custom:…\""}},
        Field<&Project::season_engine>{
            "season_engine",
            {.visibility = Visibility::Patch, .help = "a known name, or \"custom:…\""}},
        Field<&Project::time_lock>{"time_lock", {.visibility = Visibility::Patch}},
        Field<&Project::max_duration_seconds>{
            "max_duration_seconds", {.visibility = Visibility::Patch, .min = 1, .max = 3'600'000}},
        Field<&Project::reading_speed_wpm>{
            "reading_speed_wpm",
            {.visibility = Visibility::Patch, .min = 20, .max = 2000, .help = "words per minute"}},
        Field<&Project::language>{
            "language", {.visibility = Visibility::Patch, .length_min = 2, .length_max = 35}},
        Field<&Project::paper>{"paper", {.visibility = Visibility::Patch}},
        Field<&Project::demo>{"demo"},
        Field<&Project::is_template>{
            "is_template", {.visibility = Visibility::Patch, .help = "others are begun from it"}},
        Field<&Project::archived_at>{"archived_at"},
        Field<&Project::ext_id>{"ext_id", {.visibility = Visibility::Create, .length_max = 200}},
        Field<&Project::deleted_at>{"deleted_at"},
        Field<&Project::deleted_by>{
            "deleted_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Project::metadata>{
            "metadata",
            {.visibility = Visibility::Patch, .help = "fields of your own, up to 64 kB"}},
        Field<&Project::rev>{"rev"},
        Field<&Project::created_at>{"created_at"},
        Field<&Project::updated_at>{"updated_at"}};
};

// Which projects a list shows, and in which order; empty fields ask for nothing.
struct ProjectFilter {
    bool deleted = false;
    bool archived = false;
    bool is_template = false;
    std::optional<ProjectKind> kind;
    std::string words;  // Each stands in title, logline or genre.
    ProjectSort sort = ProjectSort::Created;
};

// How long a project lies in the bin before it is purged.
inline constexpr auto kBinKept = std::chrono::days(30);

struct BinEntry {
    ProjectId project_id;
    std::string title;
    ProjectKind kind = ProjectKind::Film;
    Time deleted_at{};
    std::optional<UserId> deleted_by;
    std::string deleted_by_name;
    Time purged_at{};

    static constexpr auto fields = FieldList{
        Field<&BinEntry::project_id>{"project_id"},
        Field<&BinEntry::title>{"title"},
        Field<&BinEntry::kind>{"kind"},
        Field<&BinEntry::deleted_at>{"deleted_at"},
        Field<&BinEntry::deleted_by>{"deleted_by"},
        Field<&BinEntry::deleted_by_name>{"deleted_by_name"},
        Field<&BinEntry::purged_at>{"purged_at", {.help = "when nothing of it will be left"}}};
};

// How much a project holds, under the house's words and the documented ones.
struct ProjectStats {
    std::int64_t sections = 0;
    std::int64_t scenes = 0;
    std::int64_t shots = 0;
    std::int64_t frames = 0;  // Shots that have a picture.
    std::int64_t characters = 0;
    std::int64_t locations = 0;
    std::int64_t pencil = 0;  // Records that nobody has approved yet.
    std::int64_t level_1 = 0, level_2 = 0, level_3 = 0, level_4 = 0;
    std::int64_t worlds = 0;

    static constexpr auto fields = FieldList{
        Field<&ProjectStats::sections>{"sections"},
        Field<&ProjectStats::scenes>{"scenes"},
        Field<&ProjectStats::shots>{"shots"},
        Field<&ProjectStats::frames>{"frames", {.help = "shots that have a picture"}},
        Field<&ProjectStats::characters>{"characters"},
        Field<&ProjectStats::locations>{"locations"},
        Field<&ProjectStats::pencil>{"pencil", {.help = "records that nobody has approved yet"}},
        Field<&ProjectStats::level_1>{"level_1", {.help = "sections of the first level"}},
        Field<&ProjectStats::level_2>{"level_2", {.help = "sections of deeper levels"}},
        Field<&ProjectStats::level_3>{"level_3", {.help = "scenes"}},
        Field<&ProjectStats::level_4>{"level_4", {.help = "shots"}},
        Field<&ProjectStats::worlds>{"worlds"}};
};

}  // namespace story
}  // namespace fabula
