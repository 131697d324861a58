#include "jobs/job_run.hpp"

#include <condition_variable>
#include <exception>
#include <thread>

#include "base/error.hpp"
#include "jobs/needs.hpp"

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

std::stop_token JobRun::stop_of(const JobItem& item) {
    const std::lock_guard lock(mutex_);
    return stops_.at(item.id.text).get_token();
}

bool JobRun::stop_item(const JobItemId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = stops_.find(id.text);
    return found != stops_.end() && found->second.request_stop();
}

bool JobRun::cancel_requested() const {
    const auto now = around_.store.read([&](store::Reader& db) { return find_job(db, job_.id); });
    return !now || now->cancel_requested;
}

void JobRun::each_item(const Work& work, const ItemPass& pass) {
    while (work_through(work, pass)) {
    }
}

bool JobRun::work_through(const Work& work, const ItemPass& pass) {
    Schedule schedule(items(), pass.wanted);
    std::mutex mutex;
    std::condition_variable changed;
    std::exception_ptr failure;
    bool some_moved = false;
    // The next item that can begin, after waiting for what is at work; none: there is none left.
    const auto take = [&]() -> const JobItem* {
        std::unique_lock lock(mutex);
        for (;;) {
            if (failure) return nullptr;
            if (const auto* item = schedule.next()) return item;
            if (!schedule.busy()) return nullptr;
            changed.wait(lock);
        }
    };
    const auto take_items = [&] {
        while (const auto* item = take()) {
            std::optional<JobItemState> state;
            std::exception_ptr thrown;
            try {
                check_stop();
                state = run_item(*item, work);
            } catch (...) {
                thrown = std::current_exception();
            }
            const std::lock_guard lock(mutex);
            schedule.ended(*item, state.value_or(JobItemState::Queued));
            some_moved = true;
            if (thrown && !failure) failure = thrown;
            changed.notify_all();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < pass.threads; ++i) helpers.emplace_back(take_items);
        take_items();
    }
    if (failure) std::rethrow_exception(failure);
    for (const auto& item : schedule.take_blocked()) block(item);
    return some_moved;
}

std::optional<JobItemState> JobRun::run_item(const JobItem& item, const Work& work) {
    const auto begun = around_.store.write([&](store::Tx& tx) {
        const auto job = renew_lease(tx, lease());
        if (job.cancel_requested) throw JobStopped();
        auto row = begin_item(tx, item.id);
        if (row) announce(tx, job, *row);
        return row;
    });
    if (!begun) return std::nullopt;
    const auto ending = call_work(*begun, work);
    if (!ending) return JobItemState::Done;
    store_item(*begun, *ending, {});
    return ending->state;
}

std::optional<ItemEnding> JobRun::call_work(const JobItem& item, const Work& work) {
    if (item.attempts > kItemAttemptsMax) {
        return ItemEnding{.state = JobItemState::Failed,
                          .error = "This was interrupted " + std::to_string(kItemAttemptsMax) +
                                   " times and is not tried again."};
    }
    std::stop_source stop;
    const std::stop_callback with_job(stop_, [&] { stop.request_stop(); });
    {
        const std::lock_guard lock(mutex_);
        stops_[item.id.text] = stop;
    }
    const auto was_cancelled = [&] { return stop.stop_requested() && !stop_requested(); };
    try {
        const auto result = work(item);
        store_item(item, {.state = JobItemState::Done, .result = result.value}, result.store_with);
        return std::nullopt;
    } catch (const LeaseLost&) {
        throw;
    } catch (const JobStopped&) {
        if (!was_cancelled()) throw;
        return ItemEnding{.state = JobItemState::Cancelled};
    } catch (const JobPauses&) {
        if (!was_cancelled()) throw;
        return ItemEnding{.state = JobItemState::Cancelled};
    } catch (const ItemWithoutResult& ending) {
        return ItemEnding{.state = ending.state(), .error = ending.what()};
    } catch (const AppError& error) {
        if (!error.details().log.empty()) around_.report(error.details().log);
        return ItemEnding{.state = was_cancelled() ? JobItemState::Cancelled : JobItemState::Failed,
                          .error = error.what()};
    } catch (const std::exception& error) {
        around_.report("job " + job_.id.text + ", item " + item.item_key + ": " + error.what());
        return ItemEnding{.state = JobItemState::Failed,
                          .error = "Something went wrong inside Fabula."};
    }
}

void JobRun::store_item(const JobItem& item, const ItemEnding& ending, const StoreWith& with) {
    const bool done = lets_on(ending.state);
    const bool failed = !done && ending.state != JobItemState::Cancelled;
    around_.store.write([&](store::Tx& tx) {
        const auto job = record_progress(tx, lease(), {.done = done, .failed = failed});
        const auto row = end_item(tx, item.id, ending);
        if (with) with(tx);
        announce(tx, job, row);
    });
}

void JobRun::block(const JobItem& item) {
    around_.store.write([&](store::Tx& tx) {
        const auto row = block_item(tx, item.id, "Something that this needs did not come.");
        if (!row) return;
        announce(tx, record_progress(tx, lease(), {.failed = 1}), *row);
    });
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
