#include "jobs/jobs_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "jobs/needs.hpp"

namespace fabula::jobs {

namespace {

struct Candidate {
    JobId id{};
    std::string kind{};

    static constexpr auto fields =
        FieldList{Field<&Candidate::id>{"id"}, Field<&Candidate::kind>{"kind"}};
};

// Of a job that somebody may claim: queued, running, now, paused, now.
constexpr std::string_view kWaits =
    "(state = ? OR (state = ? AND lease_until < ?) OR (state = ? AND resume_at <= ?))";

struct StateCount {
    JobItemState state = JobItemState::Queued;
    std::int64_t item_count = 0;

    static constexpr auto fields =
        FieldList{Field<&StateCount::state>{"state"}, Field<&StateCount::item_count>{"item_count"}};
};

template <Stored T>
std::string returning() {
    return " RETURNING " + store::column_list(store::field_names<T>);
}

template <class T>
T held(std::optional<T> row) {
    if (!row) throw LeaseLost();
    return std::move(*row);
}

// An UPDATE of the job that holds only under the lease.
template <class... Args>
Job update_held(store::Tx& tx, const Lease& lease, const std::string& changes,
                const Args&... args) {
    return held(tx.returning<Job>(
        "UPDATE job SET " + changes +
            ", rev = rev + 1, updated_at = ? WHERE id = ? AND lease_token = ? AND state = ?" +
            returning<Job>(),
        args..., tx.now(), lease.job, lease.token, JobState::Running));
}

void queue_begun_items(store::Tx& tx, const JobId& job) {
    tx.run(
        "UPDATE job_item SET state = ?, rev = rev + 1, updated_at = ?"
        " WHERE job_id = ? AND state = ?",
        JobItemState::Queued, tx.now(), job, JobItemState::Running);
}

void cancel_open_items(store::Tx& tx, const JobId& job) {
    tx.run(
        "UPDATE job_item SET state = ?, rev = rev + 1, updated_at = ?"
        " WHERE job_id = ? AND state IN (?, ?)",
        JobItemState::Cancelled, tx.now(), job, JobItemState::Queued, JobItemState::Running);
}

}  // namespace

std::optional<Job> find_job(store::Reader& db, const JobId& id) {
    return db.one<Job>(store::select_from<Job>() + " WHERE id = ?", id);
}

Job get_job(store::Reader& db, const Actor& actor, Action action, const JobId& id) {
    constexpr std::string_view missing = "There is no such job.";
    auto found = find_job(db, id);
    const auto object =
        found ? accounts::object_of(found->project_id, found->organization_id) : accounts::Object{};
    if (!found || !accounts::can(db, actor, Action::View, object)) {
        throw AppError(Code::NotFound, PublicText{std::string(missing)});
    }
    accounts::require(db, actor, action, object, missing);
    return std::move(*found);
}

std::vector<Job> list_jobs(store::Reader& db, const Actor& actor, const JobFilter& filter) {
    const bool all = accounts::can(db, actor, Action::View, actor.organization);
    return db.all<Job>(store::select_from<Job>() +
                           " WHERE organization_id = ?1 AND (?2 IS NULL OR project_id = ?2)"
                           " AND (?3 IS NULL OR state = ?3) AND (?4 = '' OR id < ?4)"
                           " AND (?6 = 1 OR project_id IN"
                           " (SELECT project_id FROM project_member WHERE user_id = ?7))"
                           " ORDER BY id DESC LIMIT ?5",
                       actor.organization, filter.project_id, filter.state, filter.before,
                       filter.limit, all, actor.user);
}

std::vector<JobItem> list_items(store::Reader& db, const JobId& job) {
    return db.all<JobItem>(store::select_from<JobItem>() + " WHERE job_id = ? ORDER BY rank, id",
                           job);
}

std::optional<Job> find_unfinished_job(store::Reader& db, const ProjectId& project,
                                       const std::string& kind) {
    return db.one<Job>(store::select_from<Job>() +
                           " WHERE project_id = ? AND kind = ? AND state IN (?, ?, ?)"
                           " ORDER BY id DESC LIMIT 1",
                       project, kind, JobState::Queued, JobState::Running, JobState::Paused);
}

bool has_waiting_job(store::Reader& db, Time now) {
    return db.count("SELECT count(*) FROM job WHERE " + std::string(kWaits), JobState::Queued,
                    JobState::Running, now, JobState::Paused, now) > 0;
}

void create_items(store::Tx& tx, const JobId& job, const std::vector<NewJobItem>& items) {
    check_needs(items, [&](const std::string& key) {
        return tx.count("SELECT count(*) FROM job_item WHERE job_id = ? AND item_key = ?", job,
                        key) > 0;
    });
    auto rank = tx.count("SELECT max(rank) FROM job_item WHERE job_id = ?", job);
    for (const auto& item : items) {
        tx.insert(JobItem{.job_id = job,
                          .rank = ++rank,
                          .item_key = item.key,
                          .title = item.title,
                          .needs = item.needs,
                          .input = item.input,
                          .asset_id = make_id<AssetId>()});
    }
}

std::optional<Job> claim_next_job(store::Tx& tx, const Lease& lease,
                                  const std::function<bool(const std::string&)>& may_run) {
    const auto waiting = tx.all<Candidate>(
        "SELECT id, kind FROM job WHERE " + std::string(kWaits) + " ORDER BY id", JobState::Queued,
        JobState::Running, tx.now(), JobState::Paused, tx.now());
    for (const auto& candidate : waiting) {
        if (!may_run(candidate.kind)) continue;
        auto claimed = tx.returning<Job>(
            "UPDATE job SET state = ?, lease_token = ?, lease_until = ?, attempts = attempts + 1,"
            " started_at = coalesce(started_at, ?), pause_reason = '', resume_at = NULL,"
            " rev = rev + 1, updated_at = ? WHERE id = ? AND " +
                std::string(kWaits) + returning<Job>(),
            JobState::Running, lease.token, lease.until, tx.now(), tx.now(), candidate.id,
            JobState::Queued, JobState::Running, tx.now(), JobState::Paused, tx.now());
        if (!claimed) continue;
        queue_begun_items(tx, candidate.id);  // By a worker that is gone.
        return claimed;
    }
    return std::nullopt;
}

ItemTally tally_items(store::Reader& db, const JobId& job) {
    ItemTally tally;
    const auto counted = db.all<StateCount>(
        "SELECT state, count(*) AS item_count FROM job_item WHERE job_id = ? GROUP BY state", job);
    for (const auto& [state, count] : counted) {
        if (!has_ended(state))
            tally.open += count;
        else if (lets_on(state))
            tally.done += count;
        else if (state == JobItemState::Cancelled)
            tally.cancelled += count;
        else
            tally.failed += count;
    }
    return tally;
}

Job renew_lease(store::Tx& tx, const Lease& lease) {
    return update_held(tx, lease, "lease_until = ?", lease.until);
}

Job record_progress(store::Tx& tx, const Lease& lease, const Progress& progress) {
    return update_held(tx, lease,
                       "item_count = item_count + ?, done_count = done_count + ?,"
                       " failed_count = failed_count + ?, attempts = 0, lease_until = ?",
                       progress.added, progress.done, progress.failed, lease.until);
}

Job record_result(store::Tx& tx, const Lease& lease, const Json& result) {
    return update_held(tx, lease, "result = ?, lease_until = ?", result, lease.until);
}

Job end_job(store::Tx& tx, const Lease& lease, const Ending& ending) {
    auto job = update_held(tx, lease,
                           "state = ?, error = ?, finished_at = ?, lease_token = NULL,"
                           " lease_until = NULL",
                           ending.state, ending.error, tx.now());
    cancel_open_items(tx, job.id);
    return job;
}

Job pause_job(store::Tx& tx, const Lease& lease, const Pause& pause) {
    auto job = update_held(tx, lease,
                           "state = ?, resume_at = ?, pause_reason = ?, lease_token = NULL,"
                           " lease_until = NULL",
                           JobState::Paused, pause.until, pause.reason);
    queue_begun_items(tx, job.id);
    return job;
}

Job hand_back(store::Tx& tx, const Lease& lease) {
    auto job = update_held(tx, lease, "state = ?, lease_token = NULL, lease_until = NULL",
                           JobState::Queued);
    queue_begun_items(tx, job.id);
    return job;
}

void hand_back_all(store::Tx& tx) {
    const auto running = tx.column<JobId>("SELECT id FROM job WHERE state = ?", JobState::Running);
    for (const auto& id : running) {
        tx.run(
            "UPDATE job SET state = ?, lease_token = NULL, lease_until = NULL, rev = rev + 1,"
            " updated_at = ? WHERE id = ? AND state = ?",
            JobState::Queued, tx.now(), id, JobState::Running);
        queue_begun_items(tx, id);
    }
}

std::optional<JobItem> begin_item(store::Tx& tx, const JobItemId& id) {
    return tx.returning<JobItem>(
        "UPDATE job_item SET state = ?, attempts = attempts + 1, error = '', rev = rev + 1,"
        " updated_at = ? WHERE id = ? AND state = ?" +
            returning<JobItem>(),
        JobItemState::Running, tx.now(), id, JobItemState::Queued);
}

std::optional<JobItem> block_item(store::Tx& tx, const JobItemId& id, const std::string& why) {
    return tx.returning<JobItem>(
        "UPDATE job_item SET state = ?, error = ?, rev = rev + 1, updated_at = ?"
        " WHERE id = ? AND state = ?" +
            returning<JobItem>(),
        JobItemState::Blocked, why, tx.now(), id, JobItemState::Queued);
}

JobItem end_item(store::Tx& tx, const JobItemId& id, const ItemEnding& ending) {
    return held(tx.returning<JobItem>(
        "UPDATE job_item SET state = ?, result = ?, error = ?, rev = rev + 1, updated_at = ?"
        " WHERE id = ? AND state = ?" +
            returning<JobItem>(),
        ending.state, ending.result, ending.error, tx.now(), id, JobItemState::Running));
}

Job request_cancel(store::Tx& tx, const Job& job) {
    if (job.state == JobState::Running) {
        auto next = job;
        next.cancel_requested = true;
        tx.update(next);
        return next;
    }
    auto next = job;
    next.state = JobState::Cancelled;
    next.finished_at = tx.now();
    tx.update(next);
    cancel_open_items(tx, job.id);
    return next;
}

JobItem get_item(store::Reader& db, const JobId& job, const JobItemId& id) {
    auto found =
        db.one<JobItem>(store::select_from<JobItem>() + " WHERE id = ? AND job_id = ?", id, job);
    if (!found) throw AppError(Code::NotFound, PublicText{"The job has no such piece."});
    return std::move(*found);
}

namespace {

AppError item_conflict(const std::string& text) {
    return AppError(Code::Conflict, PublicText{text});
}

// The job with its items counted again. One that had ended is queued where something is to be done,
// and where nothing is missing any more: its worker ends it.
Job count_again(store::Tx& tx, Job job) {
    const auto tally = tally_items(tx, job.id);
    job.done_count = tally.done;
    job.failed_count = tally.failed;
    if (has_ended(job.state) && (tally.open > 0 || tally.done == job.item_count)) {
        job.state = JobState::Queued;
        job.cancel_requested = false;
        job.error.clear();
        job.attempts = 0;
        job.finished_at.reset();
    }
    tx.update(job);
    return job;
}

// What waits for an item and was blocked by it, and so on.
void queue_blocked(store::Tx& tx, const JobId& job) {
    tx.run(
        "UPDATE job_item SET state = ?, error = '', rev = rev + 1, updated_at = ?"
        " WHERE job_id = ? AND state = ?",
        JobItemState::Queued, tx.now(), job, JobItemState::Blocked);
}

}  // namespace

Job queue_item_again(store::Tx& tx, const Job& job, const JobItem& item) {
    if (!has_ended(item.state) || item.state == JobItemState::Done) {
        throw item_conflict(has_ended(item.state) ? "This piece is done."
                                                  : "This piece has not ended yet.");
    }
    auto next = item;
    next.state = JobItemState::Queued;
    next.error.clear();
    next.attempts = 0;
    tx.update(next);
    queue_blocked(tx, job.id);
    return count_again(tx, job);
}

Job skip_item(store::Tx& tx, const Job& job, const JobItem& item) {
    if (item.state == JobItemState::Running || lets_on(item.state)) {
        throw item_conflict(item.state == JobItemState::Running ? "This piece is being made."
                                                                : "This piece is done.");
    }
    auto next = item;
    next.state = JobItemState::Skipped;
    next.error.clear();
    tx.update(next);
    queue_blocked(tx, job.id);
    return count_again(tx, job);
}

Job cancel_item(store::Tx& tx, const Job& job, const JobItem& item) {
    if (item.state != JobItemState::Queued) throw item_conflict("This piece does not wait.");
    auto next = item;
    next.state = JobItemState::Cancelled;
    tx.update(next);
    return count_again(tx, job);
}

Job resume_job(store::Tx& tx, const Job& job) {
    if (job.state != JobState::Paused) throw item_conflict("The job is not paused.");
    auto next = job;
    next.state = JobState::Queued;
    next.resume_at.reset();
    next.pause_reason.clear();
    tx.update(next);
    return next;
}

Job queue_again(store::Tx& tx, const Job& job) {
    if (!has_ended(job.state)) throw item_conflict("The job has not ended yet.");
    if (job.state == JobState::Done) throw item_conflict("Nothing in this job failed.");
    const auto queued = tx.run(
        "UPDATE job_item SET state = ?, error = '', attempts = 0, rev = rev + 1,"
        " updated_at = ? WHERE job_id = ? AND state IN (?, ?, ?, ?)",
        JobItemState::Queued, tx.now(), job.id, JobItemState::Failed, JobItemState::Cancelled,
        JobItemState::Unsupported, JobItemState::Blocked);
    const auto tally = tally_items(tx, job.id);
    if (queued == 0 && tally.failed > 0) {
        throw item_conflict(
            "Nobody knows what became of the pieces that are left. Decide for each.");
    }
    auto next = job;
    next.state = JobState::Queued;
    next.cancel_requested = false;
    next.error.clear();
    next.attempts = 0;
    next.finished_at.reset();
    next.done_count = tally.done;
    next.failed_count = tally.failed;
    tx.update(next);
    return next;
}

}  // namespace fabula::jobs
