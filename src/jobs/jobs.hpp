// Long work as rows: stored before the answer, done piece by piece, resumed after a crash.
#pragma once

#include <string>
#include <vector>

#include "files/asset.hpp"

namespace fabula {

using JobId = Id<struct JobTag>;
using JobItemId = Id<struct JobItemTag>;

// Paused: waits for an hour or for somebody. PartlyDone: ended, and some of its items did not come.
enum class JobState { Queued, Running, Paused, Done, PartlyDone, Failed, Cancelled };

template <>
struct EnumNames<JobState> {
    static constexpr std::array<std::string_view, 7> names{
        "queued", "running", "paused", "done", "partly_done", "failed", "cancelled"};
};

// Running is stored before the item's work begins. Unknown: it may have been made, and paid, but
// nobody can tell. Unsupported: nobody here can make it. Blocked: something that it needs did not
// come. Skipped: left out by somebody; what needs it does without.
enum class JobItemState {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
    Unknown,
    Unsupported,
    Blocked,
    Skipped
};

template <>
struct EnumNames<JobItemState> {
    static constexpr std::array<std::string_view, 9> names{"queued",      "running",   "done",
                                                           "failed",      "cancelled", "unknown",
                                                           "unsupported", "blocked",   "skipped"};
};

namespace jobs {

constexpr bool has_ended(JobState state) {
    return state != JobState::Queued && state != JobState::Running && state != JobState::Paused;
}

constexpr bool has_ended(JobItemState state) {
    return state != JobItemState::Queued && state != JobItemState::Running;
}

// What needs the item can begin.
constexpr bool lets_on(JobItemState state) {
    return state == JobItemState::Done || state == JobItemState::Skipped;
}

struct Job {
    JobId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    std::optional<UserId> created_by{};
    std::string kind{};  // Names the worker function.
    std::string title{};
    JobState state = JobState::Queued;
    bool cancel_requested = false;
    Json input{};
    Json result{};
    std::string error{};              // For the user; empty where nothing failed.
    std::string pause_reason{};       // For the user, while it is paused.
    std::optional<Time> resume_at{};  // Of a paused job; none: somebody resumes it.
    std::int64_t item_count = 0;
    std::int64_t done_count = 0;    // Items done or skipped.
    std::int64_t failed_count = 0;  // Items that ended otherwise, cancelled ones apart.
    std::int64_t attempts = 0;      // Claims since it last got further.
    std::optional<std::string> lease_token{};
    std::optional<Time> lease_until{};
    std::optional<Time> started_at{};
    std::optional<Time> finished_at{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "job";
    static constexpr auto fields = FieldList{
        Field<&Job::id>{"id"},
        Field<&Job::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Job::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Job::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Job::kind>{"kind", {.length_max = 100}},
        Field<&Job::title>{"title"},
        Field<&Job::state>{"state"},
        Field<&Job::cancel_requested>{"cancel_requested"},
        Field<&Job::input>{"input"},
        Field<&Job::result>{"result"},
        Field<&Job::error>{"error", {.length_max = 2000}},
        Field<&Job::pause_reason>{"pause_reason", {.length_max = 2000}},
        Field<&Job::resume_at>{"resume_at"},
        Field<&Job::item_count>{"item_count", {.min = 0}},
        Field<&Job::done_count>{"done_count", {.min = 0}},
        Field<&Job::failed_count>{"failed_count", {.min = 0}},
        Field<&Job::attempts>{"attempts", {.min = 0}},
        Field<&Job::lease_token>{"lease_token", {.visibility = Visibility::Secret}},
        Field<&Job::lease_until>{"lease_until", {.visibility = Visibility::Secret}},
        Field<&Job::started_at>{"started_at"},
        Field<&Job::finished_at>{"finished_at"},
        Field<&Job::rev>{"rev"},
        Field<&Job::created_at>{"created_at"},
        Field<&Job::updated_at>{"updated_at"}};
};

struct JobItem {
    JobItemId id{};
    JobId job_id{};
    std::int64_t rank = 0;
    std::string item_key{};  // Names the piece within its job, e.g. a shot's id.
    std::string title{};
    std::vector<std::string> needs{};  // Keys of the items that it waits for.
    JobItemState state = JobItemState::Queued;
    Json input{};
    Json result{};
    std::string error{};  // For the user.
    AssetId asset_id{};   // The id of the file that it makes, fixed before the file is there.
    std::int64_t attempts = 0;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "job_item";
    static constexpr auto fields = FieldList{
        Field<&JobItem::id>{"id"},
        Field<&JobItem::job_id>{
            "job_id", {.references = "job", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&JobItem::rank>{"rank"},
        Field<&JobItem::item_key>{"item_key"},
        Field<&JobItem::title>{"title"},
        Field<&JobItem::needs>{"needs"},
        Field<&JobItem::state>{"state"},
        Field<&JobItem::input>{"input"},
        Field<&JobItem::result>{"result"},
        Field<&JobItem::error>{"error", {.length_max = 2000}},
        Field<&JobItem::asset_id>{"asset_id", {.unique = true, .indexed = true}},
        Field<&JobItem::attempts>{"attempts", {.min = 0}},
        Field<&JobItem::rev>{"rev"},
        Field<&JobItem::created_at>{"created_at"},
        Field<&JobItem::updated_at>{"updated_at"}};
};

}  // namespace jobs
}  // namespace fabula
