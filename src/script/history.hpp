// The past of a script: who wrote when, which versions have a name, what became of old changes.
#pragma once

#include "script/script.hpp"

namespace fabula {

using DraftId = Id<struct DraftTag>;

namespace script {

// A version with a name.
struct Draft {
    DraftId id;
    ScriptId script_id;
    std::int64_t version = 0;
    std::string name;
    std::optional<UserId> author_id;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "script_draft";
    static constexpr auto fields = FieldList{
        Field<&Draft::id>{"id"},
        Field<&Draft::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Draft::version>{"version",
                               {.visibility = Visibility::Create,
                                .min = 1,
                                .help = "of the text; absent: as it is now"}},
        Field<&Draft::name>{"name",
                            {.visibility = Visibility::Patch,
                             .required = true,
                             .length_min = 1,
                             .length_max = 200}},
        Field<&Draft::author_id>{
            "author_id",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Draft::rev>{"rev"},
        Field<&Draft::created_at>{"created_at"},
        Field<&Draft::updated_at>{"updated_at"}};
};

// What one person wrote in one hour (UTC).
struct Session {
    std::optional<UserId> author_id;
    std::string author_name;
    std::int64_t from_version = 0;  // Before the first of its changes.
    std::int64_t version = 0;       // Behind the last of them.
    std::int64_t change_count = 0;
    Time started_at{};
    Time ended_at{};
    Json tag;  // What kind of change it was, where it was one of its own: {"restored": 12}.

    static constexpr auto fields = FieldList{
        Field<&Session::author_id>{"author_id"},
        Field<&Session::author_name>{"author_name"},
        Field<&Session::from_version>{"from_version", {.help = "before its first change"}},
        Field<&Session::version>{"version", {.help = "behind its last change"}},
        Field<&Session::change_count>{"change_count"},
        Field<&Session::started_at>{"started_at"},
        Field<&Session::ended_at>{"ended_at"},
        Field<&Session::tag>{"tag", {.help = "imported, restored or moved; else null"}}};
};

// How long single changes are kept; then those of one hour become one.
inline constexpr auto kStepsKept = std::chrono::days(7);

// The part that one person has in a stretch.
struct StretchPerson {
    std::optional<UserId> author_id;
    std::int64_t from_version = 0;
    std::int64_t version = 0;
    std::int64_t change_count = 0;
    Time started_at{};
    Time ended_at{};

    static constexpr auto fields = FieldList{Field<&StretchPerson::author_id>{"author_id"},
                                             Field<&StretchPerson::from_version>{"from_version"},
                                             Field<&StretchPerson::version>{"version"},
                                             Field<&StretchPerson::change_count>{"change_count"},
                                             Field<&StretchPerson::started_at>{"started_at"},
                                             Field<&StretchPerson::ended_at>{"ended_at"}};
};

// Old changes of one hour as one; their rows of the change log are gone. Tagged changes stand
// alone.
struct Stretch {
    ScriptId script_id;
    std::int64_t from_version = 0;
    std::int64_t version = 0;
    Json changes;  // Leads from from_version to version.
    std::vector<StretchPerson> people;
    Json tag;

    static constexpr std::string_view table = "script_stretch";
    static constexpr auto fields = FieldList{
        Field<&Stretch::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Stretch::from_version>{"from_version"},
        Field<&Stretch::version>{"version"},
        Field<&Stretch::changes>{"changes"},
        Field<&Stretch::people>{"people", {.length_max = 10'000}},
        Field<&Stretch::tag>{"tag"}};
};

}  // namespace script
}  // namespace fabula
