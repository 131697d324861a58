// Threads for connections: one is started when work waits and none is idle, up to a cap.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace fabula::http::gate {

class Workers {
public:
    using Task = std::function<void()>;

    // A thread without work for `idle` ends.
    Workers(std::size_t threads_max, std::chrono::milliseconds idle);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();  // Waits for all tasks.

    // False where every thread is busy and no more may be started. A task throws nothing.
    bool submit(Task task);
    [[nodiscard]] std::size_t threads() const;

private:
    void work();

    const std::size_t threads_max_;
    const std::chrono::milliseconds idle_time_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable ended_;
    std::deque<Task> waiting_;
    std::size_t threads_ = 0;
    std::size_t idle_ = 0;
    bool stopping_ = false;
};

}  // namespace fabula::http::gate
