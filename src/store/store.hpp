// The database of one data directory: one writer, many readers.
//
//   store.write([&](store::Tx& tx) { tx.insert(shot); });
//   auto shot = store.read([&](store::Reader& db) { return find_shot(db, id); });
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "store/db.hpp"
#include "store/migrate.hpp"

namespace fabula::store {

class Writer;

struct StoreOptions {
    std::filesystem::path file;
    const Clock& clock;
    // Told what went wrong where nobody waits for an answer, e.g. at a checkpoint.
    std::function<void(std::string_view)> report{};
    std::size_t reader_count = 0;  // 0: twice the processors, 4 to 16.
    // Queries of one read that take longer are stopped: a long read keeps the log from shrinking.
    std::chrono::milliseconds read_time_max = std::chrono::seconds(5);
    // How long a write waits for another program that holds the database.
    std::chrono::milliseconds busy_time_max = std::chrono::seconds(5);
    // False: a COMMIT does not wait for the disk. The file stays whole, the last ones may be gone.
    bool durable = true;
    std::vector<Migration> migrations = embedded_migrations();
    Extension extension = nullptr;  // Of every connection.
};

class Store {
public:
    // Opens or creates the database and migrates it. Throws Unavailable with a sentence for the
    // user where that cannot be done.
    explicit Store(StoreOptions options);
    // Waits for the writes that are queued. No read or write may be under way.
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Runs work(Tx&) on the writer's thread and returns its value when it is on disk. Throws what
    // the work threw, with everything it did undone. The work must be brief, touch nothing but
    // `tx` and its own results, and bear being run twice (Writer::submit).
    template <class Work>
    auto write(Work&& work) -> std::invoke_result_t<Work&, Tx&> {
        using Result = std::invoke_result_t<Work&, Tx&>;
        if constexpr (std::is_void_v<Result>) {
            submit([](void* target,
                      Tx& tx) { (*static_cast<std::remove_reference_t<Work>*>(target))(tx); },
                   address_of(work));
        } else {
            std::optional<Result> result;
            auto keep = [&](Tx& tx) { result.emplace(work(tx)); };
            submit([](void* target, Tx& tx) { (*static_cast<decltype(keep)*>(target))(tx); },
                   address_of(keep));
            return std::move(*result);
        }
    }

    // Runs work(Reader&) on a pooled connection of the calling thread; it sees one snapshot.
    // Unavailable where no connection gets free in 5 s or the work's queries take too long.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work&, Reader&> {
        Snapshot snapshot(*this);
        return work(snapshot.reader());
    }

    // From then on, after each COMMIT, `listener` is told of the rows that were inserted, changed
    // or deleted in these tables, cascades included; sometimes of one that was not, where a work
    // was undone. Called on the writer's thread: be brief, write nothing. There is one listener;
    // an empty one ends it.
    using RowListener = std::function<void(const std::vector<ChangedRow>&)>;
    void watch(std::vector<Watched> tables, RowListener listener);

    // Works that wait for the writer's next group.
    [[nodiscard]] std::size_t waiting_writes() const;

    // What opening did to the schema.
    [[nodiscard]] const Migrated& migrated() const { return migrated_; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    // A read transaction on a borrowed connection.
    class Snapshot {
    public:
        explicit Snapshot(Store& store);
        ~Snapshot();
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;
        Reader& reader() { return reader_; }

    private:
        Store& store_;
        std::unique_ptr<Connection> connection_;
        Reader reader_;
    };

    template <class T>
    static void* address_of(T& object) {
        return const_cast<void*>(static_cast<const void*>(std::addressof(object)));
    }
    void submit(void (*run)(void*, Tx&), void* work);
    std::unique_ptr<Connection> borrow();
    void give_back(std::unique_ptr<Connection> connection);

    const std::filesystem::path file_;
    const std::chrono::milliseconds read_time_max_;
    Migrated migrated_;
    std::mutex mutex_;
    std::condition_variable reader_waits_;
    std::vector<std::unique_ptr<Connection>> idle_readers_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace fabula::store
