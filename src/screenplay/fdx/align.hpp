// Which items of a sequence are still there in another one, in the same order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fabula::screenplay {

inline constexpr std::uint32_t kUnmatched = 0xFFFFFFFF;

// For each item of `before` the index of the equal item in `after`, ascending, or kUnmatched.
// Items are compared by their hashes. Linear but for stretches that changed, where the work is
// bounded: in a stretch with too many changes only items that occur once are found.
std::vector<std::uint32_t> align(std::span<const std::uint64_t> before,
                                 std::span<const std::uint64_t> after);

}  // namespace fabula::screenplay
