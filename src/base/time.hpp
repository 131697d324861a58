// Points in time as every record keeps them: UTC, milliseconds, ISO 8601 in text.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fabula {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// Lengths are kept in milliseconds; documented fields say them in seconds.
constexpr double to_seconds(std::int64_t milliseconds) {
    return static_cast<double>(milliseconds) / 1000;
}

// "2026-11-20T18:54:07.031Z"
std::string to_iso(Time time);

// Accepts what to_iso writes, with any number of decimals or none.
std::optional<Time> parse_iso(std::string_view text);

// The machine's clock. Only the composition and id generation read it; all else takes a Clock.
Time wall_clock_now();

// Where the present comes from; tests set it.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class WallClock final : public Clock {
public:
    [[nodiscard]] Time now() const override { return wall_clock_now(); }
};

}  // namespace fabula
