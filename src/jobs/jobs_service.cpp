#include "jobs/jobs_service.hpp"

#include <stdexcept>

#include "base/error.hpp"
#include "base/random.hpp"

namespace fabula::jobs {

namespace {

// Ends a job that takes the whole process down each time before it gets any further.
constexpr std::int64_t kAttemptsMax = 25;
// For leases that run out, which nobody announces.
constexpr std::chrono::seconds kLookAgain{5};

// Who may only view stops and repeats what they began themselves: an export.
Job get_own_job(store::Tx& tx, const Actor& actor, const JobId& id) {
    auto job = get_job(tx, actor, Action::View, id);
    return job.created_by == actor.user ? job : get_job(tx, actor, Action::Edit, id);
}

}  // namespace

JobService::JobService(store::Store& store, const Clock& clock, JobListener& listener,
                       JobServiceOptions options)
    : store_(store), clock_(clock), listener_(listener), options_(std::move(options)) {}

JobService::~JobService() {
    stop(std::chrono::seconds(5));
    for (auto& thread : threads_) thread.join();
}

void JobService::register_kind(const std::string& kind, WorkerFn worker, CheckInputFn check_input) {
    kinds_[kind] = {std::move(worker), std::move(check_input)};
}

Job JobService::submit(const Actor& actor, const NewJob& in) {
    return store_.write([&](store::Tx& tx) { return submit(tx, actor, in); });
}

Job JobService::submit(store::Tx& tx, const Actor& actor, const NewJob& in) {
    if (!kinds_.contains(in.kind)) throw std::logic_error("no worker for jobs of " + in.kind);
    Job job{.organization_id = actor.organization,
            .project_id = in.project_id,
            .created_by = actor.user,
            .kind = in.kind,
            .title = in.title,
            .input = in.input,
            .item_count = static_cast<std::int64_t>(in.items.size())};
    tx.insert(job);
    create_items(tx, job.id, in.items);
    announce(tx, job);
    wake_after(tx);
    return job;
}

Job JobService::get(const Actor& actor, const JobId& id) {
    return store_.read([&](store::Reader& db) { return get_job(db, actor, Action::View, id); });
}

std::vector<JobItem> JobService::list_items(const Actor& actor, const JobId& id) {
    return store_.read([&](store::Reader& db) {
        return jobs::list_items(db, get_job(db, actor, Action::View, id).id);
    });
}

std::vector<Job> JobService::list(const Actor& actor, const JobFilter& filter) {
    return store_.read([&](store::Reader& db) { return list_jobs(db, actor, filter); });
}

Job JobService::cancel(const Actor& actor, const JobId& id) {
    auto job = store_.write([&](store::Tx& tx) {
        const auto before = get_own_job(tx, actor, id);
        if (before.state == JobState::Cancelled) return before;
        if (has_ended(before.state)) {
            throw AppError(Code::Conflict, PublicText{"The job has ended already."});
        }
        auto after = request_cancel(tx, before);
        announce(tx, after);
        return after;
    });
    const std::lock_guard lock(mutex_);
    if (const auto found = active_.find(id.text); found != active_.end()) {
        found->second.stop.request_stop();
    }
    return job;
}

Job JobService::change_job(const Actor& actor, const JobId& id,
                           const std::function<Job(store::Tx&, const Job&)>& change) {
    return store_.write([&](store::Tx& tx) {
        auto job = change(tx, get_own_job(tx, actor, id));
        announce(tx, job);
        wake_after(tx);
        return job;
    });
}

Job JobService::retry(const Actor& actor, const JobId& id) {
    return change_job(actor, id, queue_again);
}

Job JobService::resume(const Actor& actor, const JobId& id) {
    return change_job(actor, id, resume_job);
}

JobItem JobService::change_item(
    const Actor& actor, const JobId& id, const JobItemId& item_id,
    const std::function<Job(store::Tx&, const Job&, const JobItem&)>& change) {
    return store_.write([&](store::Tx& tx) {
        const auto before = get_own_job(tx, actor, id);
        const auto job = change(tx, before, get_item(tx, before.id, item_id));
        auto item = get_item(tx, job.id, item_id);
        announce(tx, job, item);
        wake_after(tx);
        return item;
    });
}

JobItem JobService::retry_item(const Actor& actor, const JobId& id, const JobItemId& item_id,
                               const std::optional<Json>& input) {
    return change_item(actor, id, item_id, [&](store::Tx& tx, const Job& job, const JobItem& item) {
        if (item.state == JobItemState::Unknown) {
            throw AppError(Code::Conflict, PublicText{"Nobody knows what became of this piece. "
                                                      "Look again, or send it again."});
        }
        auto next = item;
        if (input) {
            const auto found = kinds_.find(job.kind);
            if (found == kinds_.end() || !found->second.check_input) {
                throw AppError(Code::Unsupported,
                               PublicText{"Pieces of this job are made as they "
                                          "were asked for."},
                               {.field = "input"});
            }
            found->second.check_input(*input);
            next.input = *input;
        }
        return jobs::queue_item_again(tx, job, next);
    });
}

JobItem JobService::skip_item(const Actor& actor, const JobId& id, const JobItemId& item_id) {
    return change_item(actor, id, item_id, jobs::skip_item);
}

JobItem JobService::cancel_item(const Actor& actor, const JobId& id, const JobItemId& item_id) {
    return change_item(actor, id, item_id, [&](store::Tx& tx, const Job& job, const JobItem& item) {
        if (item.state != JobItemState::Running) {
            return jobs::cancel_item(tx, job, item);
        }
        tx.after_commit([this, job, item] {
            const std::lock_guard lock(mutex_);
            const auto found = active_.find(job.id.text);
            if (found == active_.end() || found->second.run == nullptr) return;
            found->second.run->stop_item(item.id);
        });
        return job;
    });
}

JobItem JobService::queue_item_again(store::Tx& tx, const Job& job, const JobItem& item) {
    const auto counted = jobs::queue_item_again(tx, job, item);
    auto queued = get_item(tx, job.id, item.id);
    announce(tx, counted, queued);
    wake_after(tx);
    return queued;
}

void JobService::start() {
    store_.write([](store::Tx& tx) { hand_back_all(tx); });
    for (int i = 0; i < options_.worker_count; ++i) {
        threads_.emplace_back([this] { work_loop(); });
    }
    threads_.emplace_back([this] { renew_loop(); });
}

bool JobService::stop(std::chrono::milliseconds patience) {
    std::vector<Job> stuck;
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        for (auto& [id, active] : active_) active.stop.request_stop();
        changed_.notify_all();
        changed_.wait_for(lock, patience, [&] { return active_.empty(); });
        for (const auto& [id, active] : active_) stuck.push_back(active.job);
    }
    for (const auto& job : stuck) {
        try {
            settle(job, {.outcome = Outcome::Stopped});
        } catch (const std::exception& error) {
            // Its lease runs out, or the next process takes it back.
            options_.report(std::string("a job could not be handed back: ") + error.what());
        }
    }
    return stuck.empty();
}

bool JobService::run_next() {
    const auto job = claim();
    if (job) run(*job);
    return job.has_value();
}

void JobService::work_loop() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
            job_waits_ = false;
        }
        try {
            if (run_next()) continue;
        } catch (const std::exception& error) {
            // The disk may be full. The job keeps its row, and its lease runs out.
            options_.report(std::string("a job could not be run: ") + error.what());
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kLookAgain, [&] { return stopping_ || job_waits_; });
    }
}

void JobService::renew_loop() {
    for (;;) {
        std::vector<Job> held;
        {
            std::unique_lock lock(mutex_);
            if (changed_.wait_for(lock, options_.lease_time / 3, [&] { return stopping_; })) return;
            for (const auto& [id, active] : active_) held.push_back(active.job);
        }
        for (const auto& job : held) renew(job);
    }
}

void JobService::renew(const Job& job) {
    bool goes_on = true;
    try {
        goes_on = store_.write(
            [&](store::Tx& tx) { return !renew_lease(tx, lease_of(job)).cancel_requested; });
    } catch (const LeaseLost&) {
        goes_on = false;
    } catch (const std::exception& error) {
        options_.report(std::string("a lease could not be renewed: ") + error.what());
    }
    if (goes_on) return;
    const std::lock_guard lock(mutex_);
    if (const auto found = active_.find(job.id.text); found != active_.end()) {
        found->second.stop.request_stop();
    }
}

std::optional<Job> JobService::claim() {
    // Looking for work troubles the writer only where there is some.
    const bool waits =
        store_.read([&](store::Reader& db) { return has_waiting_job(db, clock_.now()); });
    if (!waits) return std::nullopt;
    const Lease lease{.token = random_hex(16), .until = clock_.now() + options_.lease_time};
    return store_.write([&](store::Tx& tx) {
        auto job =
            claim_next_job(tx, lease, [&](const auto& kind) { return kinds_.contains(kind); });
        if (job) announce(tx, *job);
        return job;
    });
}

void JobService::run(const Job& job) {
    std::stop_source stop;
    JobRun run({.store = store_,
                .clock = clock_,
                .listener = listener_,
                .lease_time = options_.lease_time,
                .report = options_.report},
               job, stop.get_token());
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || job.cancel_requested) stop.request_stop();
        active_[job.id.text] = {job, stop, &run};
    }
    const auto end = call_worker(run);
    const auto forget = [&] {
        const std::lock_guard lock(mutex_);
        active_.erase(job.id.text);
        changed_.notify_all();
    };
    try {
        if (end.outcome != Outcome::LostLease) settle(job, end);
    } catch (...) {
        forget();
        throw;
    }
    forget();
}

JobService::RunEnd JobService::call_worker(JobRun& run) {
    const auto& job = run.job();
    if (job.attempts > kAttemptsMax) {
        return {.outcome = Outcome::Failed,
                .error = "The job was begun " + std::to_string(kAttemptsMax) +
                         " times without getting any further."};
    }
    try {
        run.check_stop();
        kinds_.at(job.kind).work(run);
        return {};
    } catch (const LeaseLost&) {
        return {.outcome = Outcome::LostLease};
    } catch (const JobStopped&) {
        return {.outcome = Outcome::Stopped};
    } catch (const JobPauses& pauses) {
        return {.outcome = Outcome::Paused, .pause = pauses.pause()};
    } catch (const AppError& failure) {
        if (!failure.details().log.empty()) options_.report(failure.details().log);
        return {.outcome = Outcome::Failed, .error = failure.what()};
    } catch (const std::exception& failure) {
        options_.report("job " + job.id.text + ": " + failure.what());
        return {.outcome = Outcome::Failed, .error = "Something went wrong inside Fabula."};
    }
}

void JobService::settle(const Job& job, const RunEnd& end) {
    try {
        store_.write([&](store::Tx& tx) {
            const auto lease = lease_of(job);
            announce(tx, settle_held(tx, lease, renew_lease(tx, lease), end));
        });
    } catch (const LeaseLost&) {
        return;  // Another has the job, or it is gone; there is nothing to end.
    }
}

Job JobService::settle_held(store::Tx& tx, const Lease& lease, const Job& job, const RunEnd& end) {
    if (end.outcome == Outcome::Failed) return end_job(tx, lease, {JobState::Failed, end.error});
    if (end.outcome != Outcome::Returned) {
        if (job.cancel_requested) return end_job(tx, lease, {JobState::Cancelled, {}});
        return end.outcome == Outcome::Paused ? pause_job(tx, lease, end.pause)
                                              : hand_back(tx, lease);
    }
    const auto tally = tally_items(tx, job.id);
    if (tally.open > 0) {
        // Queued again by somebody while the worker came to its end.
        wake_after(tx);
        return hand_back(tx, lease);
    }
    const auto missing = tally.failed + tally.cancelled;
    if (missing == 0) return end_job(tx, lease, {JobState::Done, {}});
    const auto text = std::to_string(missing) + " of " + std::to_string(job.item_count) +
                      " pieces could not be made.";
    return end_job(tx, lease, {tally.done == 0 ? JobState::Failed : JobState::PartlyDone, text});
}

Lease JobService::lease_of(const Job& job) const {
    return {.job = job.id,
            .token = job.lease_token.value_or(""),
            .until = clock_.now() + options_.lease_time};
}

void JobService::announce(store::Tx& tx, const Job& job) {
    tx.after_commit([this, job] { listener_.job_changed(job); });
}

void JobService::announce(store::Tx& tx, const Job& job, const JobItem& item) {
    tx.after_commit([this, job, item] { listener_.item_changed(job, item); });
}

void JobService::wake_after(store::Tx& tx) {
    tx.after_commit([this] { wake(); });
}

void JobService::wake() {
    const std::lock_guard lock(mutex_);
    job_waits_ = true;
    changed_.notify_all();
}

}  // namespace fabula::jobs
