// Rows of jobs and their items. What a worker writes is written only under its lease: each such
// statement names the lease token, and changes nothing once the job belongs to another.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "jobs/jobs.hpp"
#include "store/store.hpp"

namespace fabula::jobs {

// The job was taken back, ended or deleted while its worker was at it.
class LeaseLost : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "the lease is lost"; }
};

struct JobFilter {
    std::optional<ProjectId> project_id{};
    std::optional<JobState> state{};
    std::string before{};  // Last id of the page before; empty for the first page.
    std::int64_t limit = 100;
};

std::optional<Job> find_job(store::Reader& db, const JobId& id);
// Throws NotFound where it is not the actor's at all, Forbidden where they may not do that in its
// project.
Job get_job(store::Reader& db, const Actor& actor, Action action, const JobId& id);
// Newest first.
// Those of the actor's organization that they may view.
std::vector<Job> list_jobs(store::Reader& db, const Actor& actor, const JobFilter& filter);
// In rank order.
std::vector<JobItem> list_items(store::Reader& db, const JobId& job);
// The newest job of the kind that has not ended, so that none is begun twice.
std::optional<Job> find_unfinished_job(store::Reader& db, const ProjectId& project,
                                       const std::string& kind);

bool has_waiting_job(store::Reader& db, Time now);

struct NewJobItem {
    std::string key{};  // Unique within the job.
    std::string title{};
    Json input{};
    // Keys of items of the job that must be done or skipped before: given before it or with it.
    std::vector<std::string> needs{};
};
// Adds items behind those that are there. Conflict where a key is there already; Invalid where an
// item needs one that is not there, or in a circle itself.
void create_items(store::Tx& tx, const JobId& job, const std::vector<NewJobItem>& items);

struct Lease {
    JobId job{};
    std::string token{};
    Time until{};
};

// Claims the oldest job that waits, whose pause is over or whose lease ran out, and that `may_run`
// accepts by kind.
std::optional<Job> claim_next_job(store::Tx& tx, const Lease& lease,
                                  const std::function<bool(const std::string&)>& may_run);
// How many of a job's items are in which state.
struct ItemTally {
    std::int64_t open = 0;  // Queued or running.
    std::int64_t done = 0;  // Done or skipped.
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
};
ItemTally tally_items(store::Reader& db, const JobId& job);

// These throw LeaseLost where the lease does not hold.
Job renew_lease(store::Tx& tx, const Lease& lease);
struct Progress {
    std::int64_t added = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
};
Job record_progress(store::Tx& tx, const Lease& lease, const Progress& progress);
Job record_result(store::Tx& tx, const Lease& lease, const Json& result);
struct Ending {
    JobState state = JobState::Done;
    std::string error{};
};
// Also cancels the items that did not end.
Job end_job(store::Tx& tx, const Lease& lease, const Ending& ending);
struct Pause {
    std::optional<Time> until{};  // None: until somebody resumes it.
    std::string reason{};         // For the user.
};
// What is begun is queued again.
Job pause_job(store::Tx& tx, const Lease& lease, const Pause& pause);
// Back into the queue as if nobody had claimed it.
Job hand_back(store::Tx& tx, const Lease& lease);
// The same for every running job: this process is the only one, so its predecessor is dead.
void hand_back_all(store::Tx& tx);

// Nothing where it is no longer queued.
std::optional<JobItem> begin_item(store::Tx& tx, const JobItemId& id);
struct ItemEnding {
    JobItemState state = JobItemState::Done;
    Json result{};
    std::string error{};
};
// Throws LeaseLost where it is not running.
JobItem end_item(store::Tx& tx, const JobItemId& id, const ItemEnding& ending);
// A queued item whose needs did not come; nothing where it is no longer queued.
std::optional<JobItem> block_item(store::Tx& tx, const JobItemId& id, const std::string& why);

// Throws NotFound where the job has no such item.
JobItem get_item(store::Reader& db, const JobId& job, const JobItemId& id);

// What somebody does with one item; each answers the job, counted again. The job of an item that is
// queued again is queued as well where it had ended; a paused one stays so.
//
// Queues an item that ended, with what needs it and was blocked. Conflict where it has not ended.
Job queue_item_again(store::Tx& tx, const Job& job, const JobItem& item);
// An item that is not running and not done, and queues what it blocked.
Job skip_item(store::Tx& tx, const Job& job, const JobItem& item);
// An item that is queued. A running one is asked to stop by JobService.
Job cancel_item(store::Tx& tx, const Job& job, const JobItem& item);

// A paused job goes on now. Conflict for any other.
Job resume_job(store::Tx& tx, const Job& job);
// Ends a job that no worker has; asks the worker to stop where one has it.
Job request_cancel(store::Tx& tx, const Job& job);
// Queues an ended job again with all of its items that did not come, but those whose outcome is
// unknown: they may have been paid. Conflict where there is none.
Job queue_again(store::Tx& tx, const Job& job);

}  // namespace fabula::jobs
