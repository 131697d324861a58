// How fast and how wide each connection is asked: calls wait here before anything is sent.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace fabula::providers {

struct Pace {
    std::int64_t concurrency = 4;                    // 1 or more.
    std::optional<std::int64_t> calls_per_minute{};  // Absent: as many as there are.
};

class Limiter {
public:
    using Clock = std::chrono::steady_clock;

    // One place among the calls of a connection; given back at its end.
    class Turn {
    public:
        Turn(Limiter& limiter, std::string connection)
            : limiter_(&limiter), connection_(std::move(connection)) {}
        ~Turn();
        Turn(Turn&& other) noexcept;
        Turn& operator=(Turn&&) = delete;

    private:
        Limiter* limiter_;
        std::string connection_;
    };

    // Waits for a place. Throws CallError: Cancelled at a stop, and RateLimited, with the time,
    // where the minute's calls are used up or the provider asked for a pause, and that is longer
    // than kWaitMax.
    [[nodiscard]] Turn take(const std::string& connection, const Pace& pace,
                            const std::stop_token& stop);
    // Nobody is let through before then.
    void pause(const std::string& connection, std::chrono::milliseconds wait);
    // How long a call would have to wait now, places aside.
    [[nodiscard]] std::chrono::milliseconds wait_of(const std::string& connection,
                                                    const Pace& pace);

    static constexpr std::chrono::seconds kWaitMax{20};

private:
    struct State {
        std::int64_t running = 0;
        std::deque<Clock::time_point> begun{};  // Within the last minute.
        Clock::time_point paused_until{};
    };

    static Clock::time_point free_at(State& state, const Pace& pace, Clock::time_point now);
    void give_back(const std::string& connection);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, State> states_;
};

}  // namespace fabula::providers
