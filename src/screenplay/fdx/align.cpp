#include "screenplay/fdx/align.hpp"

#include <algorithm>
#include <unordered_map>

namespace fabula::screenplay {

namespace {

// [from, to) of both sequences.
struct Stretch {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t other_from = 0;
    std::uint32_t other_to = 0;
    int depth = 0;

    [[nodiscard]] bool empty() const noexcept { return from == to || other_from == other_to; }
};

struct Pair {
    std::uint32_t at = 0;
    std::uint32_t other = 0;
};

// Rounds of looking for items that occur once; further ones find next to nothing.
constexpr int kDepthMax = 6;
// Changes that are looked for one by one (Myers 1986); the trace takes their square.
constexpr int kChangesMax = 400;

class Aligner {
public:
    Aligner(std::span<const std::uint64_t> before, std::span<const std::uint64_t> after)
        : before_(before), after_(after), match_(before.size(), kUnmatched) {}

    std::vector<std::uint32_t> align() {
        todo_.push_back({0, static_cast<std::uint32_t>(before_.size()), 0,
                         static_cast<std::uint32_t>(after_.size()), 0});
        while (!todo_.empty()) {
            auto stretch = todo_.back();
            todo_.pop_back();
            trim(stretch);
            if (!stretch.empty()) divide(stretch);
        }
        return std::move(match_);
    }

private:
    void trim(Stretch& s) {
        while (!s.empty() && before_[s.from] == after_[s.other_from]) {
            match_[s.from++] = s.other_from++;
        }
        while (!s.empty() && before_[s.to - 1] == after_[s.other_to - 1]) {
            match_[--s.to] = --s.other_to;
        }
    }

    // At the items that occur once on both sides, else change by change.
    void divide(const Stretch& s) {
        const auto anchors = s.depth < kDepthMax ? find_anchors(s) : std::vector<Pair>();
        if (anchors.empty()) return compare(s);
        Stretch next{s.from, s.from, s.other_from, s.other_from, s.depth + 1};
        for (const auto& anchor : anchors) {
            next.to = anchor.at;
            next.other_to = anchor.other;
            if (!next.empty()) todo_.push_back(next);
            match_[anchor.at] = anchor.other;
            next.from = anchor.at + 1;
            next.other_from = anchor.other + 1;
        }
        next.to = s.to;
        next.other_to = s.other_to;
        if (!next.empty()) todo_.push_back(next);
    }

    [[nodiscard]] std::vector<Pair> find_anchors(const Stretch& s) const {
        struct Seen {
            std::uint32_t count = 0;
            std::uint32_t other_count = 0;
            std::uint32_t other = 0;
        };
        std::unordered_map<std::uint64_t, Seen> seen;
        seen.reserve(s.to - s.from);
        for (auto at = s.from; at < s.to; ++at) ++seen[before_[at]].count;
        for (auto at = s.other_from; at < s.other_to; ++at) {
            const auto found = seen.find(after_[at]);
            if (found == seen.end()) continue;
            ++found->second.other_count;
            found->second.other = at;
        }
        std::vector<Pair> pairs;
        for (auto at = s.from; at < s.to; ++at) {
            const auto& item = seen[before_[at]];
            if (item.count == 1 && item.other_count == 1) pairs.push_back({at, item.other});
        }
        return longest_ascending(pairs);
    }

    // Patience sorting: the most pairs that keep the order of both sequences.
    static std::vector<Pair> longest_ascending(const std::vector<Pair>& pairs) {
        std::vector<std::uint32_t> piles;  // Index of each pile's top.
        std::vector<std::uint32_t> below(pairs.size(), kUnmatched);
        for (std::uint32_t i = 0; i < pairs.size(); ++i) {
            const auto place = std::lower_bound(
                piles.begin(), piles.end(), pairs[i].other,
                [&](std::uint32_t top, std::uint32_t other) { return pairs[top].other < other; });
            if (place != piles.begin()) below[i] = *(place - 1);
            if (place == piles.end()) {
                piles.push_back(i);
            } else {
                *place = i;
            }
        }
        std::vector<Pair> out;
        for (auto i = piles.empty() ? kUnmatched : piles.back(); i != kUnmatched; i = below[i]) {
            out.push_back(pairs[i]);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    // Fewest changes. Row d of the trace holds how far each diagonal -d..d came with d changes.
    void compare(const Stretch& s) {
        const auto n = static_cast<int>(s.to - s.from);
        const auto m = static_cast<int>(s.other_to - s.other_from);
        std::vector<std::vector<int>> trace;
        const int limit = std::min(n + m, kChangesMax);
        for (int d = 0; d <= limit; ++d) {
            std::vector<int> row(static_cast<std::size_t>(2 * d + 1));
            for (int k = -d; k <= d; k += 2) {
                int x = d == 0 ? 0 : start_of(trace.back(), d, k);
                while (x < n && x - k < m && x - k >= 0 && same(s, x, x - k)) ++x;
                row[static_cast<std::size_t>(k + d)] = x;
                if (x >= n && x - k >= m) {
                    trace.push_back(std::move(row));
                    return read_trace(s, trace, d, k);
                }
            }
            trace.push_back(std::move(row));
        }
    }

    [[nodiscard]] bool same(const Stretch& s, int x, int y) const {
        return before_[s.from + static_cast<std::uint32_t>(x)] ==
               after_[s.other_from + static_cast<std::uint32_t>(y)];
    }

    // Whether diagonal k of row d was reached from the diagonal above it: one item more of `after`.
    static bool came_from_above(const std::vector<int>& previous, int d, int k) {
        if (k == -d) return true;
        if (k == d) return false;
        return previous[static_cast<std::size_t>(k - 1 + d - 1)] <
               previous[static_cast<std::size_t>(k + 1 + d - 1)];
    }

    static int start_of(const std::vector<int>& previous, int d, int k) {
        return came_from_above(previous, d, k)
                   ? previous[static_cast<std::size_t>(k + 1 + d - 1)]
                   : previous[static_cast<std::size_t>(k - 1 + d - 1)] + 1;
    }

    void read_trace(const Stretch& s, const std::vector<std::vector<int>>& trace, int d, int k) {
        for (; d >= 0; --d) {
            const int end = trace[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
            const int start = d == 0 ? 0 : start_of(trace[static_cast<std::size_t>(d - 1)], d, k);
            for (int x = end - 1; x >= start; --x) {
                match_[s.from + static_cast<std::uint32_t>(x)] =
                    s.other_from + static_cast<std::uint32_t>(x - k);
            }
            if (d == 0) return;
            k += came_from_above(trace[static_cast<std::size_t>(d - 1)], d, k) ? 1 : -1;
        }
    }

    std::span<const std::uint64_t> before_;
    std::span<const std::uint64_t> after_;
    std::vector<std::uint32_t> match_;
    std::vector<Stretch> todo_;
};

}  // namespace

std::vector<std::uint32_t> align(std::span<const std::uint64_t> before,
                                 std::span<const std::uint64_t> after) {
    return Aligner(before, after).align();
}

}  // namespace fabula::screenplay
