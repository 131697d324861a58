// The threads that serve connections.
//
// Connections wait for their next request in one epoll set; an idle one holds no thread. Only
// `turns` threads at a time wait there and work. A thread that may have to wait gives its turn to
// another (turn.hpp), and so does one that has worked for long; it is taken back with the next
// request. So there are as many threads as wait for something, and few where none does.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "http/gate/connection.hpp"

namespace fabula::http::gate {

class Workers {
public:
    struct Options {
        std::size_t turns;
        std::size_t threads_max;
        std::chrono::milliseconds thread_idle;      // A thread without work ends after this,
        std::chrono::milliseconds connection_idle;  // a connection without request after this.
        std::chrono::milliseconds long_work;        // Whoever works longer loses the turn.
    };
    struct Callbacks {
        // Serves the requests that are there or begin to come; true: the connection is kept.
        std::function<bool(Connection&)> serve;
        // Before a connection is closed.
        std::function<void(Connection&)> leave;
    };

    // Callbacks are called from many threads and throw nothing. Throws std::system_error where the
    // system gives no descriptor.
    Workers(const Options& options, Callbacks callbacks);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();  // Closes all connections and waits for all threads.

    // Serves the connection from its first byte on.
    void add(std::unique_ptr<Connection> connection);

    // The socket is about to have a second descriptor, which is another's: it is not waited for any
    // more. Of a connection that is being served.
    void forget(const Connection& connection) const;

    // Closes the connections that wait; the others are closed after their answer.
    void end_waiting();
    // Every further read and write fails.
    void cut();
    // False where connections are left after `time`.
    bool wait_for_end(std::chrono::milliseconds time);

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t threads() const;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Line {
        std::unique_ptr<Connection> connection;
        bool waits = true;
        Time since{};
    };
    struct Turn;
    friend void may_wait() noexcept;

    void work();
    bool take_turn(Turn& turn);
    void give_turn(Turn& turn);
    [[nodiscard]] bool may_end();
    void want_another();
    void serve(std::uint64_t id, Turn& turn);
    void wait_again(std::uint64_t id, Connection& connection);
    void close(std::uint64_t id);
    void close_expired(Time now);
    void watch();
    void take_turns_of_long_work(Time now);
    [[nodiscard]] bool control(int operation, int socket, std::uint64_t id) const;

    static thread_local Turn* current_;

    const Options options_;
    const Callbacks callbacks_;
    const int epoll_;
    const int wake_;

    mutable std::mutex lines_mutex_;
    std::condition_variable lines_left_;
    std::unordered_map<std::uint64_t, Line> lines_;
    std::uint64_t next_id_ = 1;
    bool ending_ = false;

    mutable std::mutex mutex_;  // Of what follows; never taken together with lines_mutex_.
    std::condition_variable turn_free_;
    std::condition_variable watch_;
    std::condition_variable thread_left_;
    std::list<Turn> turns_;  // One for each thread.
    std::size_t free_turns_;
    std::size_t reserves_ = 0;  // Threads that wait for a turn.
    bool stopping_ = false;
    std::atomic<std::size_t> idle_{0};  // Threads that wait for a request.
    std::atomic<bool> crowded_{false};  // Nobody waits for the next request.
    std::thread watcher_;
};

}  // namespace fabula::http::gate
