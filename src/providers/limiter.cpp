#include "providers/limiter.hpp"

#include <algorithm>
#include <utility>

#include "providers/call_error.hpp"

namespace fabula::providers {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::minutes kMinute{1};

std::string seconds_text(milliseconds wait) {
    const auto seconds = std::max<std::int64_t>(1, (wait.count() + 999) / 1000);
    return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

}  // namespace

Limiter::Turn::Turn(Turn&& other) noexcept
    : limiter_(std::exchange(other.limiter_, nullptr)), connection_(std::move(other.connection_)) {}

Limiter::Turn::~Turn() {
    if (limiter_ != nullptr) limiter_->give_back(connection_);
}

Limiter::Clock::time_point Limiter::free_at(State& state, const Pace& pace, Clock::time_point now) {
    while (!state.begun.empty() && state.begun.front() + kMinute <= now) state.begun.pop_front();
    auto at = std::max(now, state.paused_until);
    if (pace.calls_per_minute) {
        const auto most =
            static_cast<std::size_t>(std::max<std::int64_t>(1, *pace.calls_per_minute));
        if (state.begun.size() >= most) {
            at = std::max(at, state.begun[state.begun.size() - most] + kMinute);
        }
    }
    return at;
}

Limiter::Turn Limiter::take(const std::string& connection, const Pace& pace,
                            const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    auto& state = states_[connection];
    for (;;) {
        if (stop.stop_requested()) {
            throw CallError(CallFailure::Cancelled,
                            PublicText{"The call was cancelled before anything was sent."});
        }
        const auto now = Clock::now();
        const auto at = free_at(state, pace, now);
        if (at > now + kWaitMax) {
            const auto wait = std::chrono::duration_cast<milliseconds>(at - now);
            throw CallError(CallFailure::RateLimited,
                            PublicText{"The limit of this connection is used up. The next call can "
                                       "be made in " +
                                       seconds_text(wait) + "."},
                            {.retry_after = wait});
        }
        if (at <= now && state.running < std::max<std::int64_t>(1, pace.concurrency)) {
            ++state.running;
            state.begun.push_back(now);
            return {*this, connection};
        }
        if (at > now) {
            changed_.wait_until(lock, stop, at, [] { return false; });
        } else {
            changed_.wait(lock, stop, [&] { return state.running < pace.concurrency; });
        }
    }
}

void Limiter::pause(const std::string& connection, milliseconds wait) {
    const std::lock_guard lock(mutex_);
    auto& state = states_[connection];
    state.paused_until = std::max(state.paused_until, Clock::now() + wait);
}

milliseconds Limiter::wait_of(const std::string& connection, const Pace& pace) {
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    return std::chrono::duration_cast<milliseconds>(free_at(states_[connection], pace, now) - now);
}

void Limiter::give_back(const std::string& connection) {
    const std::lock_guard lock(mutex_);
    --states_[connection].running;
    changed_.notify_all();
}

}  // namespace fabula::providers
