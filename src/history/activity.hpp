// The activity log: who did what to which thing, and when, with what changed before and after.
#pragma once

#include <chrono>
#include <string>

#include "accounts/accounts.hpp"
#include "base/time.hpp"

namespace fabula {

using ActivityId = Id<struct ActivityTag>;

namespace history {

// Write: what one person wrote of a script's text in one hour. AddPicture to RestorePicture,
// Comment to RestoreComment and Link to Unlink are recorded with the thing that they hang on.
enum class Act {
    Create,
    Update,
    Move,
    Delete,
    Restore,
    Purge,
    Import,
    Export,
    Rename,
    Write,
    Archive,
    Unarchive,
    AddPicture,
    ChangePicture,
    DeletePicture,
    RestorePicture,
    Comment,
    ChangeComment,
    DeleteComment,
    RestoreComment,
    Resolve,
    Reopen,
    Accept,
    Refuse,
    Link,
    Unlink,
    Share,
    Unshare,
    Join,
    ChangeRole,
    Leave
};

}  // namespace history

template <>
struct EnumNames<history::Act> {
    static constexpr std::array<std::string_view, 31> names{
        "create",      "update",         "move",           "delete",
        "restore",     "purge",          "import",         "export",
        "rename",      "write",          "archive",        "unarchive",
        "add_picture", "change_picture", "delete_picture", "restore_picture",
        "comment",     "change_comment", "delete_comment", "restore_comment",
        "resolve",     "reopen",         "accept",         "refuse",
        "link",        "unlink",         "share",          "unshare",
        "join",        "change_role",    "leave"};
};

namespace history {

// How long entries are kept; the daily care deletes older ones.
inline constexpr auto kActivityKept = std::chrono::days(365);
// Updates of one thing by one person within this time of the first are one entry.
inline constexpr auto kOneUpdate = std::chrono::minutes(10);
// Code points of a value that an entry keeps; of a longer one, those around what changed.
inline constexpr std::size_t kValueMax = 500;
inline constexpr std::int64_t kActivityPageMax = 100;

// Of a project, and deleted with it; or of what belongs to no project, and then the organization's.
struct Activity {
    ActivityId id;
    std::optional<OrganizationId> organization_id;
    std::optional<ProjectId> project_id;
    std::optional<UserId> user_id;  // Absent: the program itself, or somebody who is gone.
    std::string entity_type;        // The table of the thing, or "member".
    std::string entity_id;
    std::string name;  // What the thing was called.
    Act action = Act::Update;
    // {"changes": {field: {before, after}}, "count": …}; a value that was too long is
    // {"text", "from", "length"}: a part of it, where that begins, and how long it is.
    Json details = Json::object();
    std::optional<ActivityId> part_of;  // The larger act that it was done in.
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "activity";
    static constexpr auto fields = FieldList{
        Field<&Activity::id>{"id"},
        Field<&Activity::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Activity::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Activity::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Activity::entity_type>{"entity_type"},
        Field<&Activity::entity_id>{"entity_id", {.indexed = true}},
        Field<&Activity::name>{"name", {.length_max = 200}},
        Field<&Activity::action>{"action"},
        Field<&Activity::details>{"details"},
        Field<&Activity::part_of>{"part_of"},
        Field<&Activity::created_at>{"created_at"},
        Field<&Activity::updated_at>{"updated_at"}};
};

}  // namespace history
}  // namespace fabula
