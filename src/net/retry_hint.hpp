// When a service that refused wants to be asked again.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.hpp"
#include "net/message.hpp"

namespace fabula::net {

// How long to wait from `now` on, at most kRetryWaitMax; nothing where the answer names no time.
// The first that names one: Retry-After-Ms, Retry-After in seconds or as a date (RFC 9110, 10.2.3),
// then the reset of a rate limit that has nothing left, and of several the last: RateLimit-*,
// X-RateLimit-*, Anthropic-RateLimit-*, in seconds, as "6m0s", as a date or as a time since 1970.
// Where none says that nothing is left, the last reset of all.
std::optional<std::chrono::milliseconds> retry_hint(const Headers& headers, Time now);

inline constexpr std::chrono::hours kRetryWaitMax{24 * 31};

}  // namespace fabula::net
