// A job in the hands of a worker function.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/jobs_store.hpp"

namespace fabula::jobs {

// Told of every change, after the COMMIT that holds it and on the writer's thread: be brief,
// write nothing, throw nothing.
class JobListener {
public:
    virtual ~JobListener() = default;
    virtual void job_changed(const Job& job) = 0;
    virtual void item_changed(const Job& job, const JobItem& item) = 0;
};

// Thrown by JobRun where the run has to stop: the job was cancelled or the server stops.
class JobStopped : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "the job is to stop"; }
};

// Thrown by the work on an item that ends neither done nor failed: as Unknown or Unsupported.
class ItemWithoutResult : public std::exception {
public:
    // `text` is for the user.
    ItemWithoutResult(JobItemState state, std::string text)
        : state_(state), text_(std::move(text)) {}
    [[nodiscard]] JobItemState state() const noexcept { return state_; }
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    JobItemState state_;
    std::string text_;
};

// Thrown by the work on an item where the job cannot go on now. The item is queued again, those at
// work come to their ends, and the job waits.
class JobPauses : public std::exception {
public:
    explicit JobPauses(Pause pause) : pause_(std::move(pause)) {}
    [[nodiscard]] const Pause& pause() const noexcept { return pause_; }
    [[nodiscard]] const char* what() const noexcept override { return "the job is to wait"; }

private:
    Pause pause_;
};

// Rows that go with a result, written in the transaction that stores it.
using StoreWith = std::function<void(store::Tx&)>;

struct ItemResult {
    Json value{};
    StoreWith store_with{};
};

// Which items of a job are worked on, and by how many threads.
struct ItemPass {
    int threads = 1;
    std::function<bool(const JobItem&)> wanted{};  // None: all.
};

class JobRun {
public:
    struct Surroundings {
        store::Store& store;
        const Clock& clock;
        JobListener& listener;
        std::chrono::milliseconds lease_time;
        std::function<void(std::string_view)> report;
    };
    JobRun(const Surroundings& around, Job job, std::stop_token stop)
        : around_(around), job_(std::move(job)), stop_(std::move(stop)) {}

    // As claimed; items that are done by then were done by an earlier run.
    [[nodiscard]] const Job& job() const { return job_; }
    [[nodiscard]] std::vector<JobItem> items() const;

    [[nodiscard]] bool stop_requested() const { return stop_.stop_requested(); }
    // For long steps. Throws JobStopped.
    void check_stop() const;
    // Fires where the job is to stop, or the item alone, which is then cancelled however its work
    // throws. For an item at work.
    [[nodiscard]] std::stop_token stop_of(const JobItem& item);
    // Whether somebody cancelled the job: else a stop means that the server stops.
    [[nodiscard]] bool cancel_requested() const;
    // Asks an item to stop; false where this run has not begun it, or asked it before.
    bool stop_item(const JobItemId& id);

    // Adds items found while working, with the rows that belong to them. A worker function may
    // run again after a crash: it adds them only where job().item_count is 0.
    void add_items(const std::vector<NewJobItem>& items, const StoreWith& with = {});

    // Calls work for each queued item that the pass wants, in rank order and behind what the item
    // needs, and stores what it returns as one transaction with the item's state. An item whose
    // work throws has failed and stops no other but those that need it; its error is the AppError's
    // text. Items queued again meanwhile are worked on too. Throws JobStopped where it had to stop,
    // and JobPauses.
    void each_item(const std::function<ItemResult(const JobItem&)>& work,
                   const ItemPass& pass = {});

    // Stores the result of the job as a whole.
    void set_result(const Json& result, const StoreWith& with = {});

private:
    using Work = std::function<ItemResult(const JobItem&)>;
    [[nodiscard]] Lease lease() const;
    // One round over the items as they are now; false where none of them could begin.
    bool work_through(const Work& work, const ItemPass& pass);
    // The state in which the item ended; nothing where somebody took it out of the queue.
    std::optional<JobItemState> run_item(const JobItem& item, const Work& work);
    // Stores what came; answers how the item ended where nothing did.
    std::optional<ItemEnding> call_work(const JobItem& item, const Work& work);
    void store_item(const JobItem& item, const ItemEnding& ending, const StoreWith& with);
    void block(const JobItem& item);
    void announce(store::Tx& tx, const Job& job) const;
    void announce(store::Tx& tx, const Job& job, const JobItem& item) const;

    Surroundings around_;
    const Job job_;
    const std::stop_token stop_;
    std::mutex mutex_;
    std::map<std::string, std::stop_source> stops_;  // Of the items begun by this run, by id.
};

}  // namespace fabula::jobs
