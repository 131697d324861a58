#include "jobs/job_run.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/error.hpp"

namespace fabula::jobs {

namespace {

// Ends an item whose work takes the whole process down each time. High, because a process that is
// killed from outside, even many times in a row, must not cost anybody a frame.
constexpr std::int64_t kItemAttemptsMax = 25;

}  // namespace

std::vector<JobItem> JobRun::items() const {
    return around_.store.read([&](store::Reader& db) { return list_items(db, job_.id); });
}

void JobRun::check_stop() const {
    if (stop_requested()) throw JobStopped();
}

void JobRun::add_items(const std::vector<NewJobItem>& items, const StoreWith& with) {
    around_.store.write([&](store::Tx& tx) {
        const auto count = static_cast<std::int64_t>(items.size());
        const auto job = record_progress(tx, lease(), {.added = count});
        create_items(tx, job_.id, items);
        if (with) with(tx);
        announce(tx, job);
    });
}

void JobRun::each_item(const std::function<ItemResult(const JobItem&)>& work,
                       const ItemPass& pass) {
    std::vector<JobItem> queued = items();
    std::erase_if(queued, [&](const auto& item) {
        return item.state != JobItemState::Queued || (pass.wanted && !pass.wanted(item));
    });
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto take_items = [&] {
        try {
            for (auto i = next.fetch_add(1); i < queued.size(); i = next.fetch_add(1)) {
                check_stop();
                run_item(queued[i], work);
            }
        } catch (...) {
            next = queued.size();  // Nobody begins another one.
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < pass.threads; ++i) helpers.emplace_back(take_items);
        take_items();
    }
    if (failure) std::rethrow_exception(failure);
}

void JobRun::run_item(const JobItem& item, const std::function<ItemResult(const JobItem&)>& work) {
    const auto begun = around_.store.write([&](store::Tx& tx) {
        const auto job = renew_lease(tx, lease());
        if (job.cancel_requested) throw JobStopped();
        auto row = begin_item(tx, item.id);
        announce(tx, job, row);
        return row;
    });
    if (begun.attempts > kItemAttemptsMax) {
        fail_item(begun, "This was interrupted " + std::to_string(kItemAttemptsMax) +
                             " times and is not tried again.");
        return;
    }
    try {
        const auto result = work(begun);
        store_item(begun, {.state = JobItemState::Done, .result = result.value}, result.store_with);
    } catch (const LeaseLost&) {
        throw;
    } catch (const JobStopped&) {
        throw;
    } catch (const AppError& error) {
        if (!error.details().log.empty()) around_.report(error.details().log);
        fail_item(begun, error.what());
    } catch (const std::exception& error) {
        around_.report("job " + job_.id.text + ", item " + item.item_key + ": " + error.what());
        fail_item(begun, "Something went wrong inside Fabula.");
    }
}

void JobRun::store_item(const JobItem& item, const ItemEnding& ending, const StoreWith& with) {
    const bool done = ending.state == JobItemState::Done;
    around_.store.write([&](store::Tx& tx) {
        const auto job =
            record_progress(tx, lease(), {.done = done ? 1 : 0, .failed = done ? 0 : 1});
        const auto row = end_item(tx, item.id, ending);
        if (with) with(tx);
        announce(tx, job, row);
    });
}

void JobRun::fail_item(const JobItem& item, const std::string& error) {
    store_item(item, {.state = JobItemState::Failed, .error = error}, {});
}

void JobRun::set_result(const Json& result, const StoreWith& with) {
    around_.store.write([&](store::Tx& tx) {
        const auto job = record_result(tx, lease(), result);
        if (with) with(tx);
        announce(tx, job);
    });
}

Lease JobRun::lease() const {
    return {.job = job_.id,
            .token = job_.lease_token.value_or(""),
            .until = around_.clock.now() + around_.lease_time};
}

void JobRun::announce(store::Tx& tx, const Job& job) const {
    tx.after_commit([&listener = around_.listener, job] { listener.job_changed(job); });
}

void JobRun::announce(store::Tx& tx, const Job& job, const JobItem& item) const {
    tx.after_commit(
        [&listener = around_.listener, job, item] { listener.item_changed(job, item); });
}

}  // namespace fabula::jobs
