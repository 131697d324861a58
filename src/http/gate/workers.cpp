#include "http/gate/workers.hpp"

#include <system_error>
#include <thread>

namespace fabula::http::gate {

Workers::Workers(std::size_t threads_max, std::chrono::milliseconds idle)
    : threads_max_(threads_max), idle_time_(idle) {}

Workers::~Workers() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    work_.notify_all();
    ended_.wait(lock, [this] { return threads_ == 0; });
}

bool Workers::submit(Task task) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    // An idle thread counts once for each task that waits for it already.
    if (idle_ <= waiting_.size()) {
        if (threads_ == threads_max_) return false;
        try {
            std::thread(&Workers::work, this).detach();  // The destructor waits for it.
        } catch (const std::system_error&) {
            return false;  // The system gives no more threads.
        }
        ++threads_;
    }
    waiting_.push_back(std::move(task));
    work_.notify_one();
    return true;
}

std::size_t Workers::threads() const {
    const std::lock_guard lock(mutex_);
    return threads_;
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        const bool woken =
            work_.wait_for(lock, idle_time_, [this] { return stopping_ || !waiting_.empty(); });
        --idle_;
        if (waiting_.empty()) {
            if (woken && !stopping_) continue;
            break;
        }
        Task task = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
    --threads_;
    // Under the lock: the destructor may end the object as soon as it is let go.
    ended_.notify_all();
}

}  // namespace fabula::http::gate
