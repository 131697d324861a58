#include "store/store.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/error.hpp"
#include "store/writer.hpp"

namespace fabula::store {

namespace {

constexpr std::chrono::seconds kReaderWaitMax{5};

std::size_t reader_count(std::size_t wanted) {
    if (wanted > 0) return wanted;
    return std::clamp<std::size_t>(2 * std::size_t{std::thread::hardware_concurrency()}, 4, 16);
}

}  // namespace

Store::Store(StoreOptions options)
    : file_(std::move(options.file)), read_time_max_(options.read_time_max) {
    auto connection = std::make_unique<Connection>(file_, Access::ReadWrite, options.busy_time_max,
                                                   options.extension);
    if (!options.durable) connection->run_script("PRAGMA synchronous = NORMAL");
    migrated_ = migrate(*connection, file_, options.migrations);
    writer_ = std::make_unique<Writer>(
        std::move(connection),
        Writer::Options{.clock = options.clock, .report = std::move(options.report)});
    const auto count = reader_count(options.reader_count);
    for (std::size_t i = 0; i < count; ++i) {
        idle_readers_.push_back(std::make_unique<Connection>(
            file_, Access::ReadOnly, options.busy_time_max, options.extension));
    }
}

Store::~Store() {
    idle_readers_.clear();  // First, so that the writer can empty the log.
}

void Store::submit(void (*run)(void*, Tx&), void* work) {
    writer_->submit(run, work);
}

void Store::watch(std::vector<Watched> tables, RowListener listener) {
    writer_->watch(std::move(tables), std::move(listener));
}

std::size_t Store::waiting_writes() const {
    return writer_->waiting();
}

std::unique_ptr<Connection> Store::borrow() {
    std::unique_lock lock(mutex_);
    if (!reader_waits_.wait_for(lock, kReaderWaitMax, [&] { return !idle_readers_.empty(); })) {
        throw AppError(Code::Unavailable,
                       PublicText{"Too much is being read at once. Try again in a moment."});
    }
    auto connection = std::move(idle_readers_.back());  // The last one used has the warm cache.
    idle_readers_.pop_back();
    return connection;
}

void Store::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        idle_readers_.push_back(std::move(connection));
    }
    reader_waits_.notify_one();
}

Store::Snapshot::Snapshot(Store& store)
    : store_(store), connection_(store.borrow()), reader_(*connection_) {
    connection_->set_deadline(std::chrono::steady_clock::now() + store.read_time_max_);
    try {
        connection_->run("BEGIN", {});
    } catch (...) {
        store_.give_back(std::move(connection_));
        throw;
    }
}

Store::Snapshot::~Snapshot() {
    connection_->end_snapshot();
    store_.give_back(std::move(connection_));
}

}  // namespace fabula::store
