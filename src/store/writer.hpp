// The one thread that writes. Works that wait at the same time share one COMMIT, and with it one
// wait for the disk.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "store/connection.hpp"
#include "store/db.hpp"

namespace fabula::store {

class Writer {
public:
    struct Options {
        const Clock& clock;
        // Told what went wrong where nobody waits for an answer, e.g. at a checkpoint.
        std::function<void(std::string_view)> report{};
        std::size_t queue_max = 1024;  // Further callers wait up to 10 s for room.
    };
    // Takes over the connection; nothing else may use it.
    Writer(std::unique_ptr<Connection> connection, Options options);
    // Finishes what is queued, empties the log and ends the thread.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    using WorkFn = void (*)(void* work, Tx& tx);
    // Runs the work in a savepoint of the current group and returns after the group's COMMIT.
    // Throws what the work threw, or why the COMMIT failed; its changes are then undone. The work
    // runs a second time, alone, where the COMMIT of its group failed.
    // std::logic_error on the writer's own thread; Unavailable where the queue stays full.
    void submit(WorkFn run, void* work);
    [[nodiscard]] std::size_t waiting();
    // As Store::watch.
    using RowListener = std::function<void(const std::vector<ChangedRow>&)>;
    void watch(std::vector<Watched> tables, RowListener listener);

private:
    // Lives on the stack of the caller, who waits for `done`.
    struct Pending {
        WorkFn run;
        void* work;
        std::vector<std::function<void()>> callbacks{};
        std::exception_ptr error{};
        bool done = false;
        std::condition_variable wake{};
    };

    void loop();
    std::vector<Pending*> take_group();
    void answer(std::span<Pending* const> group);
    void run_group(std::span<Pending* const> group);
    // How many works from the front have their answer; 0 where the group was undone.
    std::size_t commit_together(std::span<Pending* const> group);
    void commit_alone(Pending& pending);
    void run_in_savepoint(Pending& pending);
    void run_callbacks(std::span<Pending* const> group);
    void tell_of_rows();
    void roll_back();
    void tidy_log();
    void report(std::string_view text) const;

    std::unique_ptr<Connection> connection_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable work_waits_;
    std::condition_variable room_waits_;
    std::deque<Pending*> queue_;
    bool stopping_ = false;
    // The writer's thread alone:
    bool log_is_empty_ = false;
    int checkpointed_pages_ = 0;
    bool log_alarm_ = false;
    std::vector<ChangedRow> changed_rows_;
    RowListener row_listener_;
    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace fabula::store
