#include "http/gate/workers.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include "http/gate/turn.hpp"

namespace fabula::http::gate {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kWakeId = 0;
constexpr std::chrono::milliseconds kLookMax{1000};

int checked(int descriptor, const char* what) {
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
    return descriptor;
}

}  // namespace

// A thread's right to wait for requests and to serve one.
struct Workers::Turn {
    explicit Turn(Workers& owner) : workers(owner) {}
    Workers& workers;
    std::atomic<bool> held{false};
    std::atomic<Clock::rep> since{0};  // When the work in hand began; 0: there is none.
};

thread_local Workers::Turn* Workers::current_ = nullptr;

void may_wait() noexcept {
    if (Workers::current_ != nullptr) Workers::current_->workers.give_turn(*Workers::current_);
}

Workers::Workers(const Options& options, Callbacks callbacks)
    : options_(options),
      callbacks_(std::move(callbacks)),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      free_turns_(options.turns) {
    epoll_event event{};
    event.events = EPOLLIN;  // Level-triggered: it wakes all.
    event.data.u64 = kWakeId;
    checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event), "epoll_ctl");
    watcher_ = std::thread([this] { watch(); });
}

Workers::~Workers() {
    end_waiting();
    cut();
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof(one));
        turn_free_.notify_all();
        watch_.notify_all();
        thread_left_.wait(lock, [this] { return turns_.empty(); });
    }
    watcher_.join();
    ::close(wake_);
    ::close(epoll_);
}

bool Workers::control(int operation, int socket, std::uint64_t id) const {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
    event.data.u64 = id;
    return ::epoll_ctl(epoll_, operation, socket, &event) == 0;
}

void Workers::add(std::unique_ptr<Connection> connection) {
    std::uint64_t id = 0;
    bool waits = false;
    {
        const std::lock_guard lock(lines_mutex_);
        id = next_id_++;
        auto& line = lines_[id];
        line.connection = std::move(connection);
        line.since = Clock::now();
        waits = !ending_ && control(EPOLL_CTL_ADD, line.connection->socket(), id);
        line.waits = waits;
    }
    if (!waits) return close(id);
    if (idle_ == 0) want_another();
}

// Sees to it that somebody waits for the next request.
void Workers::want_another() {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    if (free_turns_ == 0) {
        if (!crowded_.exchange(true)) watch_.notify_one();
        return;
    }
    if (reserves_ > 0) {
        turn_free_.notify_one();
        return;
    }
    if (turns_.size() >= options_.threads_max) return;
    auto& turn = turns_.emplace_back(*this);
    turn.held = true;
    try {
        std::thread([this, &turn] {
            current_ = &turn;
            work();
        }).detach();  // The destructor waits for it.
        --free_turns_;
    } catch (const std::system_error&) {
        turns_.pop_back();  // The system gives no more threads: those that are there go on.
    }
}

bool Workers::take_turn(Turn& turn) {
    if (turn.held) return true;
    std::unique_lock lock(mutex_);
    ++reserves_;
    const bool free = turn_free_.wait_for(lock, options_.thread_idle,
                                          [this] { return stopping_ || free_turns_ > 0; });
    --reserves_;
    if (!free || stopping_) return false;
    --free_turns_;
    turn.held = true;
    return true;
}

void Workers::give_turn(Turn& turn) {
    if (!turn.held.exchange(false)) return;
    {
        const std::lock_guard lock(mutex_);
        ++free_turns_;
    }
    if (idle_ == 0) want_another();
}

// Nobody came for long: a thread ends unless it is the last one that waits for connections.
bool Workers::may_end() {
    const std::lock_guard lock(lines_mutex_);
    return idle_ > 0 || lines_.empty();
}

void Workers::work() {
    auto& turn = *current_;
    while (take_turn(turn)) {
        epoll_event event{};
        ++idle_;
        const int count =
            ::epoll_wait(epoll_, &event, 1, static_cast<int>(options_.thread_idle.count()));
        const bool last = --idle_ == 0;
        if (count < 0) continue;  // Interrupted.
        if (count == 0) {
            if (may_end()) break;
            continue;
        }
        if (event.data.u64 == kWakeId) break;
        if (last) want_another();
        serve(event.data.u64, turn);
    }
    current_ = nullptr;
    const std::lock_guard lock(mutex_);
    if (turn.held) ++free_turns_;
    turns_.remove_if([&](const Turn& one) { return &one == &turn; });
    // Under the lock: the destructor may end the object as soon as it is let go.
    thread_left_.notify_all();
}

void Workers::serve(std::uint64_t id, Turn& turn) {
    Connection* connection = nullptr;
    {
        const std::lock_guard lock(lines_mutex_);
        const auto found = lines_.find(id);
        if (found == lines_.end() || !found->second.waits) return;  // It has just expired.
        found->second.waits = false;
        connection = found->second.connection.get();
    }
    turn.since = Clock::now().time_since_epoch().count();
    const bool keep = callbacks_.serve(*connection);
    turn.since = 0;
    if (keep)
        wait_again(id, *connection);
    else
        close(id);
}

void Workers::wait_again(std::uint64_t id, Connection& connection) {
    {
        const std::lock_guard lock(lines_mutex_);
        auto& line = lines_.at(id);
        line.waits = !ending_ && control(EPOLL_CTL_MOD, connection.socket(), id);
        line.since = Clock::now();
        if (line.waits) return;
    }
    close(id);
}

void Workers::forget(const Connection& connection) const {
    static_cast<void>(control(EPOLL_CTL_DEL, connection.socket(), kWakeId));
}

// Of a line that no other thread serves or closes.
void Workers::close(std::uint64_t id) {
    std::unique_ptr<Connection> connection;
    {
        const std::lock_guard lock(lines_mutex_);
        connection = std::move(lines_.at(id).connection);
    }
    callbacks_.leave(*connection);
    connection.reset();
    const std::lock_guard lock(lines_mutex_);
    lines_.erase(id);
    lines_left_.notify_all();
}

void Workers::end_waiting() {
    {
        const std::lock_guard lock(lines_mutex_);
        ending_ = true;
        for (auto& [id, line] : lines_) {
            if (line.connection != nullptr) line.connection->end_waiting();
        }
    }
    close_expired(Time::max());
}

void Workers::cut() {
    const std::lock_guard lock(lines_mutex_);
    for (auto& [id, line] : lines_) {
        if (line.connection != nullptr) line.connection->cut();
    }
}

bool Workers::wait_for_end(std::chrono::milliseconds time) {
    std::unique_lock lock(lines_mutex_);
    return lines_left_.wait_for(lock, time, [this] { return lines_.empty(); });
}

std::size_t Workers::connections() const {
    const std::lock_guard lock(lines_mutex_);
    return lines_.size();
}

std::size_t Workers::threads() const {
    const std::lock_guard lock(mutex_);
    return turns_.size();
}

void Workers::close_expired(Time now) {
    std::vector<std::uint64_t> expired;
    {
        const std::lock_guard lock(lines_mutex_);
        for (auto& [id, line] : lines_) {
            if (!line.waits || now - options_.connection_idle < line.since) continue;
            line.waits = false;
            expired.push_back(id);
        }
    }
    for (const auto id : expired) close(id);
}

// Closes what waits for too long and, while everybody works, gives the turns of those who have
// done so for long to others.
void Workers::watch() {
    const auto look = std::min(kLookMax, options_.connection_idle / 4);
    auto looked = Clock::now();
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (crowded_)
            watch_.wait_for(lock, options_.long_work, [this] { return stopping_; });
        else
            watch_.wait_for(lock, look, [this] { return stopping_ || crowded_.load(); });
        if (stopping_) return;
        lock.unlock();
        const auto now = Clock::now();
        if (now - looked >= look) {
            looked = now;
            close_expired(now);
        }
        if (crowded_) take_turns_of_long_work(now);
        lock.lock();
        if (idle_ > 0) crowded_ = false;
    }
}

void Workers::take_turns_of_long_work(Time now) {
    bool taken = false;
    {
        const std::lock_guard lock(mutex_);
        for (auto& turn : turns_) {
            const auto since = turn.since.load();
            if (since == 0 || now.time_since_epoch() - Clock::duration(since) < options_.long_work)
                continue;
            if (!turn.held.exchange(false)) continue;
            ++free_turns_;
            taken = true;
        }
    }
    if (taken) want_another();
}

}  // namespace fabula::http::gate
