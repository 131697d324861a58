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
// The newest queued or running job of the kind, so that none is begun twice.
std::optional<Job> find_unfinished_job(store::Reader& db, const ProjectId& project,
                                       const std::string& kind);

bool has_waiting_job(store::Reader& db, Time now);

struct NewJobItem {
    std::string key{};  // Unique within the job.
    std::string title{};
    Json input{};
};
// Adds items behind those that are there. Conflict where a key is there already.
void create_items(store::Tx& tx, const JobId& job, const std::vector<NewJobItem>& items);

struct Lease {
    JobId job{};
    std::string token{};
    Time until{};
};

// Claims the oldest job that waits, or whose lease ran out, and that `may_run` accepts by kind.
std::optional<Job> claim_next_job(store::Tx& tx, const Lease& lease,
                                  const std::function<bool(const std::string&)>& may_run);
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
// Back into the queue as if nobody had claimed it.
Job hand_back(store::Tx& tx, const Lease& lease);
// The same for every running job: this process is the only one, so its predecessor is dead.
void hand_back_all(store::Tx& tx);

// Conditional on the item's state; throw LeaseLost where it is another.
JobItem begin_item(store::Tx& tx, const JobItemId& id);
struct ItemEnding {
    JobItemState state = JobItemState::Done;
    Json result{};
    std::string error{};
};
JobItem end_item(store::Tx& tx, const JobItemId& id, const ItemEnding& ending);

// Ends a job that no worker has; asks the worker to stop where one has it.
Job request_cancel(store::Tx& tx, const Job& job);
// Queues an ended job again with its failed and cancelled items. Conflict where nothing failed.
Job queue_again(store::Tx& tx, const Job& job);

}  // namespace fabula::jobs
