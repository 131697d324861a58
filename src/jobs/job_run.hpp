// A job in the hands of a worker function.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
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

    // Adds items found while working, with the rows that belong to them. A worker function may
    // run again after a crash: it adds them only where job().item_count is 0.
    void add_items(const std::vector<NewJobItem>& items, const StoreWith& with = {});

    // Calls work for each queued item that the pass wants, in rank order, and stores what it
    // returns as one transaction with the item's state. An item whose work throws has failed and
    // stops no other; its error is the AppError's text. Throws JobStopped where it had to stop.
    void each_item(const std::function<ItemResult(const JobItem&)>& work,
                   const ItemPass& pass = {});

    // Stores the result of the job as a whole.
    void set_result(const Json& result, const StoreWith& with = {});

private:
    [[nodiscard]] Lease lease() const;
    void run_item(const JobItem& item, const std::function<ItemResult(const JobItem&)>& work);
    void store_item(const JobItem& item, const ItemEnding& ending, const StoreWith& with);
    void fail_item(const JobItem& item, const std::string& error);
    void announce(store::Tx& tx, const Job& job) const;
    void announce(store::Tx& tx, const Job& job, const JobItem& item) const;

    Surroundings around_;
    const Job job_;
    const std::stop_token stop_;
};

}  // namespace fabula::jobs
