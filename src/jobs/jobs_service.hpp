// What one can do with jobs, and the threads that do them.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "jobs/job_run.hpp"
#include "jobs/jobs_store.hpp"

namespace fabula::jobs {

struct NewJob {
    std::string kind{};
    std::string title{};
    std::optional<ProjectId> project_id{};
    Json input{};
    std::vector<NewJobItem> items{};  // May also be found by the worker: JobRun::add_items.
};

// Does the job. What it throws ends the job as failed; JobStopped is passed on. It is called
// again after a crash, and must then do only what is not done yet.
using WorkerFn = std::function<void(JobRun&)>;

using CheckInputFn = std::function<void(const Json&)>;

struct JobServiceOptions {
    int worker_count = 2;  // Jobs at a time.
    std::chrono::milliseconds lease_time = std::chrono::seconds(60);
    // Told what goes to the log.
    std::function<void(std::string_view)> report = [](std::string_view) {};
};

class JobService {
public:
    JobService(store::Store& store, const Clock& clock, JobListener& listener,
               JobServiceOptions options = {});
    // stop(), then waits for the workers however long they take.
    ~JobService();
    JobService(const JobService&) = delete;
    JobService& operator=(const JobService&) = delete;

    // Before start(). `check_input` throws Invalid for an item's input that the worker does not
    // take; without it nobody changes the input of such items.
    void register_kind(const std::string& kind, WorkerFn worker, CheckInputFn check_input = {});

    // Stores the job; it begins after the COMMIT. The actor's organization owns it: who calls
    // this has checked that the project is theirs. std::logic_error for an unknown kind.
    Job submit(const Actor& actor, const NewJob& in);
    // The same as part of a larger transaction.
    Job submit(store::Tx& tx, const Actor& actor, const NewJob& in);

    Job get(const Actor& actor, const JobId& id);
    std::vector<JobItem> list_items(const Actor& actor, const JobId& id);
    std::vector<Job> list(const Actor& actor, const JobFilter& filter);
    // The items that are done stay done. Conflict where the job has ended otherwise.
    Job cancel(const Actor& actor, const JobId& id);
    // Queues what did not come again, but pieces whose outcome is unknown. Conflict where nothing
    // is missing.
    Job retry(const Actor& actor, const JobId& id);
    // A paused job goes on at once.
    Job resume(const Actor& actor, const JobId& id);

    // One piece, told apart by its id in its job; the job's state is found in get().
    //
    // Again, with another input where one is given. Conflict for one that is done, has not ended,
    // or whose outcome is unknown; Unsupported for an input where the job's kind takes none.
    JobItem retry_item(const Actor& actor, const JobId& job, const JobItemId& item,
                       const std::optional<Json>& input = std::nullopt);
    // Left out; what needs it does without.
    JobItem skip_item(const Actor& actor, const JobId& job, const JobItemId& item);
    // A queued one is cancelled, one at work is asked to stop.
    JobItem cancel_item(const Actor& actor, const JobId& job, const JobItemId& item);
    // As part of a larger transaction, whoever has decided it: also one whose outcome is unknown.
    JobItem queue_item_again(store::Tx& tx, const Job& job, const JobItem& item);

    // Takes back the jobs of the process before this one and starts the workers.
    void start();
    // Asks the workers to stop and hands their leases back; false where one did not stop in time,
    // whose results are then refused.
    bool stop(std::chrono::milliseconds patience);

    // Runs the next job on the calling thread, for tests and for commands without a server;
    // false where none waits.
    bool run_next();

private:
    void work_loop();
    void renew_loop();
    void renew(const Job& job);
    std::optional<Job> claim();
    void run(const Job& job);
    // How the run ended, by what the worker function threw.
    enum class Outcome { Returned, Stopped, Paused, LostLease, Failed };
    struct RunEnd {
        Outcome outcome = Outcome::Returned;
        std::string error{};  // Where it failed.
        Pause pause{};
    };
    RunEnd call_worker(JobRun& run);
    void settle(const Job& job, const RunEnd& end);
    Job settle_held(store::Tx& tx, const Lease& lease, const Job& job, const RunEnd& end);
    Job change_job(const Actor& actor, const JobId& job,
                   const std::function<Job(store::Tx&, const Job&)>& change);
    JobItem change_item(const Actor& actor, const JobId& job, const JobItemId& item,
                        const std::function<Job(store::Tx&, const Job&, const JobItem&)>& change);
    [[nodiscard]] Lease lease_of(const Job& job) const;
    void announce(store::Tx& tx, const Job& job);
    void announce(store::Tx& tx, const Job& job, const JobItem& item);
    void wake_after(store::Tx& tx);
    void wake();

    store::Store& store_;
    const Clock& clock_;
    JobListener& listener_;
    const JobServiceOptions options_;
    struct Kind {
        WorkerFn work{};
        CheckInputFn check_input{};
    };
    std::map<std::string, Kind> kinds_;

    struct Active {
        Job job{};
        std::stop_source stop{};
        JobRun* run = nullptr;  // Of the thread that works on it.
    };
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool job_waits_ = false;
    std::map<std::string, Active> active_;  // By job id.
    std::vector<std::thread> threads_;
};

}  // namespace fabula::jobs
