#include "store/writer.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "base/error.hpp"

namespace fabula::store {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kGroupMax = 256;
// The first work of a group waits this long for the others at most.
constexpr auto kGroupTimeMax = 20ms;
constexpr auto kQueueWaitMax = 10s;
constexpr auto kIdle = 500ms;
constexpr int kCheckpointPages = 1000;
constexpr int kAlarmPages = 65'536;  // 256 MiB: a reader keeps the log from being emptied.

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, Options options)
    : connection_(std::move(connection)),
      options_(std::move(options)),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_waits_.notify_one();
    thread_.join();
    connection_->checkpoint(Connection::Checkpoint::Truncate);
}

void Writer::submit(WorkFn run, void* work) {
    if (std::this_thread::get_id() == thread_.get_id()) {
        throw std::logic_error("a write was started inside a write");
    }
    Pending pending{run, work};
    std::unique_lock lock(mutex_);
    if (!room_waits_.wait_for(lock, kQueueWaitMax,
                              [&] { return queue_.size() < options_.queue_max; })) {
        throw AppError(Code::Unavailable,
                       PublicText{"Too much is being saved at once. Try again in a moment."});
    }
    queue_.push_back(&pending);
    if (queue_.size() == 1) work_waits_.notify_one();
    pending.wake.wait(lock, [&] { return pending.done; });
    lock.unlock();
    if (pending.error) std::rethrow_exception(pending.error);
}

std::size_t Writer::waiting() {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

std::vector<Writer::Pending*> Writer::take_group() {
    std::unique_lock lock(mutex_);
    const auto has_work = [&] { return stopping_ || !queue_.empty(); };
    if (log_is_empty_)
        work_waits_.wait(lock, has_work);
    else
        work_waits_.wait_for(lock, kIdle, has_work);
    const auto count = std::min(queue_.size(), kGroupMax);
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Pending*> group(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    if (count > 0) room_waits_.notify_all();
    return group;
}

void Writer::loop() {
    for (;;) {
        const auto group = take_group();
        if (group.empty()) {
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) return;
            }
            // Idle. Where a reader is in the way, the next idle moment tries again.
            if (!log_is_empty_) {
                log_is_empty_ = connection_->checkpoint(Connection::Checkpoint::Truncate);
            }
            continue;
        }
        log_is_empty_ = false;
        run_group(group);
        tidy_log();
    }
}

void Writer::watch(std::vector<Watched> tables, RowListener listener) {
    const auto begin = [&](Tx&) {
        row_listener_ = std::move(listener);
        changed_rows_.clear();
        connection_->watch(tables, [this](std::string_view table, std::string_view key) {
            if (row_listener_) changed_rows_.push_back({std::string(table), std::string(key)});
        });
    };
    submit([](void* work, Tx& tx) { (*static_cast<decltype(begin)*>(work))(tx); },
           const_cast<void*>(static_cast<const void*>(&begin)));
}

void Writer::tell_of_rows() {
    if (changed_rows_.empty()) return;
    try {
        row_listener_(changed_rows_);
    } catch (const std::exception& error) {
        report(std::string("the listener to rows failed: ") + error.what());
    }
    changed_rows_.clear();
}

void Writer::answer(std::span<Pending* const> group) {
    tell_of_rows();
    run_callbacks(group);
    const std::lock_guard lock(mutex_);
    // Under the lock: a caller that saw `done` returns, and its Pending is gone.
    for (auto* pending : group) {
        pending->done = true;
        pending->wake.notify_one();
    }
}

void Writer::run_group(std::span<Pending* const> group) {
    while (!group.empty()) {
        auto taken = commit_together(group);
        if (taken == 0) {
            // Whose fault it was shows when each runs alone.
            for (auto* pending : group) commit_alone(*pending);
            taken = group.size();
        }
        answer(group.first(taken));
        group = group.subspan(taken);
    }
}

std::size_t Writer::commit_together(std::span<Pending* const> group) {
    const auto deadline = std::chrono::steady_clock::now() + kGroupTimeMax;
    try {
        connection_->run("BEGIN IMMEDIATE", {});
    } catch (...) {
        // Another program holds the database. None has run, and none would fare better alone.
        for (auto* pending : group) pending->error = std::current_exception();
        return group.size();
    }
    try {
        std::size_t count = 0;
        while (count < group.size()) {
            run_in_savepoint(*group[count++]);
            // A full disk takes the whole transaction with it, not only the savepoint.
            if (!connection_->in_transaction()) return 0;
            if (std::chrono::steady_clock::now() > deadline) break;
        }
        connection_->run("COMMIT", {});
        return count;
    } catch (...) {
        roll_back();
        return 0;
    }
}

void Writer::run_in_savepoint(Pending& pending) {
    Tx tx(*connection_, options_.clock.now());
    connection_->run("SAVEPOINT work", {});
    try {
        pending.run(pending.work, tx);
        pending.callbacks = tx.take_callbacks();
    } catch (...) {
        pending.error = std::current_exception();
        if (!connection_->in_transaction()) return;
        connection_->run("ROLLBACK TO work", {});
    }
    connection_->run("RELEASE work", {});
}

void Writer::commit_alone(Pending& pending) {
    pending.error = nullptr;
    pending.callbacks.clear();
    try {
        Tx tx(*connection_, options_.clock.now());
        connection_->run("BEGIN IMMEDIATE", {});
        pending.run(pending.work, tx);
        connection_->run("COMMIT", {});
        pending.callbacks = tx.take_callbacks();
    } catch (...) {
        pending.error = std::current_exception();
        roll_back();
    }
}

void Writer::roll_back() {
    try {
        if (connection_->in_transaction()) connection_->run("ROLLBACK", {});
    } catch (const std::exception& error) {
        // The next BEGIN fails and tells its caller.
        report(std::string("a transaction could not be rolled back: ") + error.what());
    }
}

void Writer::run_callbacks(std::span<Pending* const> group) {
    for (auto* pending : group) {
        for (const auto& callback : pending->callbacks) {
            try {
                callback();
            } catch (const std::exception& error) {
                // The rows are on disk, so the writer's caller must not hear of a failure.
                report(std::string("a callback after COMMIT failed: ") + error.what());
            }
        }
    }
}

void Writer::tidy_log() {
    const int pages = connection_->log_pages();
    if (pages < checkpointed_pages_) checkpointed_pages_ = 0;  // The log began anew.
    if (pages - checkpointed_pages_ < kCheckpointPages) return;
    connection_->checkpoint(Connection::Checkpoint::Passive);
    checkpointed_pages_ = pages;
    if (pages > kAlarmPages && !log_alarm_) {
        report("the write-ahead log is over 256 MiB: a reader keeps it from being emptied");
    }
    log_alarm_ = pages > kAlarmPages;
}

void Writer::report(std::string_view text) const {
    if (options_.report) options_.report(text);
}

}  // namespace fabula::store
