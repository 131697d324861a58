#include "base/ascending.hpp"

#include <algorithm>

namespace fabula {

std::vector<std::size_t> longest_ascending(const std::vector<std::int64_t>& values) {
    std::vector<std::size_t> ends;  // ends[n]: the last index of a row of n + 1 with lowest value.
    std::vector<std::size_t> before(values.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] <= 0) continue;
        const auto at = std::lower_bound(
            ends.begin(), ends.end(), values[i],
            [&](std::size_t index, std::int64_t value) { return values[index] < value; });
        if (at != ends.begin()) before[i] = *std::prev(at);
        if (at == ends.end()) {
            ends.push_back(i);
        } else {
            *at = i;
        }
    }
    std::vector<std::size_t> row;
    if (ends.empty()) return row;
    for (auto i = ends.back(); i != values.size(); i = before[i]) row.push_back(i);
    std::reverse(row.begin(), row.end());
    return row;
}

}  // namespace fabula
