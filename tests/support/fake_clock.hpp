// A clock that stands until a test moves it.
#pragma once

#include <atomic>

#include "base/time.hpp"

namespace fabula::test {

class FakeClock final : public Clock {
public:
    explicit FakeClock(std::string_view now = "2026-11-20T12:00:00.000Z")
        : now_(parse_iso(now).value()) {}

    [[nodiscard]] Time now() const override { return now_.load(); }
    void advance(std::chrono::milliseconds by) { now_.store(now_.load() + by); }
    void set(Time now) { now_.store(now); }

private:
    std::atomic<Time> now_;
};

}  // namespace fabula::test
