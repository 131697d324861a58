// The longest row of numbers that ascend.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fabula {

// Indexes of a longest strictly ascending row among the values above 0, in order. Takes
// n log n steps.
std::vector<std::size_t> longest_ascending(const std::vector<std::int64_t>& values);

}  // namespace fabula
