#include "script/node_match.hpp"

#include <algorithm>
#include <map>

#include "base/ascending.hpp"
#include "base/text.hpp"

namespace fabula::script {

using screenplay::Range;

Range map_range(const ChangeSet& change, Range range) {
    const auto to = static_cast<std::uint32_t>(change.map_position(range.to, Side::Before));
    if (range.from == range.to) return {to, to};
    const auto from = static_cast<std::uint32_t>(change.map_position(range.from, Side::Behind));
    return from < to ? Range{from, to} : Range{to, to};
}

RangeMap::RangeMap(const ChangeSet& change, std::vector<TextMove> moves)
    : change_(change), moves_(std::move(moves)) {
    std::sort(moves_.begin(), moves_.end(),
              [](const TextMove& a, const TextMove& b) { return a.from < b.from; });
}

Range RangeMap::operator()(Range range) const {
    // The first stretch that ends behind the beginning, and the last that begins before the end.
    auto first = std::partition_point(moves_.begin(), moves_.end(),
                                      [&](const TextMove& move) { return move.to <= range.from; });
    const auto end = std::partition_point(first, moves_.end(), [&](const TextMove& move) {
        return move.from < std::max(range.to, range.from + 1);
    });
    if (first == end) return map_range(change_, range);
    const auto last = std::prev(end);
    const auto from = first->at + (std::max(range.from, first->from) - first->from);
    const auto to = last->at + (std::min(range.to, last->to) - last->from);
    if (range.from == range.to) return {from, from};
    // Stretches of one scene stay in order; else the range keeps its first part.
    if (from < to) return {from, to};
    return {from, first->at + (std::min(range.to, first->to) - first->from)};
}

namespace {

bool is_empty(Range range) {
    return range.from == range.to;
}

bool overlap(Range a, Range b) {
    return std::max(a.from, b.from) < std::min(a.to, b.to);
}

class NodeMatcher {
public:
    NodeMatcher(const std::vector<HeldNode>& held, const RangeMap& map,
                const screenplay::Outline& outline)
        : held_(held), outline_(outline), found_(outline.nodes.size()), taken_(held.size(), false) {
        for (const auto& node : held) places_.push_back(map(node.heading));
    }

    std::vector<std::optional<std::size_t>> match(const NodeWish& wish) {
        match_woken(wish.woken);
        if (wish.nodes) {
            match_given(*wish.nodes);
        } else {
            match_standing();
            // A heading that moved within the change is deleted in one place and written in
            // another.
            match_by_title(NodeState::Attached);
            match_by_place();
        }
        match_by_title(NodeState::Dormant);
        match_planned();
        return std::move(found_);
    }

private:
    void match_woken(const std::vector<std::pair<std::size_t, NodeId>>& woken) {
        for (const auto& [h, id] : woken) {
            const auto found = std::find_if(held_.begin(), held_.end(), [&](const HeldNode& node) {
                return node.row.id == id;
            });
            if (h >= found_.size() || found == held_.end()) continue;
            take(h, static_cast<std::size_t>(found - held_.begin()));
        }
    }

    void match_given(const std::vector<std::optional<std::size_t>>& given) {
        std::vector<std::size_t> attached;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (is_attached(i)) attached.push_back(i);
        }
        for (std::size_t h = 0; h < found_.size() && h < given.size(); ++h) {
            if (given[h] && *given[h] < attached.size()) take(h, attached[*given[h]]);
        }
    }

    [[nodiscard]] bool is_attached(std::size_t i) const {
        return held_[i].row.state == NodeState::Attached;
    }
    [[nodiscard]] Range heading(std::size_t h) const { return outline_.nodes[h].heading; }
    void take(std::size_t h, std::size_t i) {
        found_[h] = i;
        taken_[i] = true;
    }

    void match_standing() {
        std::vector<std::size_t> standing;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (is_attached(i) && !is_empty(places_[i])) standing.push_back(i);
        }
        std::stable_sort(standing.begin(), standing.end(), [&](std::size_t a, std::size_t b) {
            return places_[a].from < places_[b].from;
        });
        std::size_t next = 0;  // Headings are in text order too.
        for (const auto i : standing) {
            while (next < found_.size() && heading(next).to <= places_[i].from) ++next;
            if (const auto chosen = choose_heading(i, next)) {
                take(*chosen, i);
                next = *chosen + 1;
            }
        }
    }

    // Of the headings that stand where the node's was, the one that reads the same, else the first.
    [[nodiscard]] std::optional<std::size_t> choose_heading(std::size_t i, std::size_t from) const {
        std::optional<std::size_t> first;
        const auto title = fold(held_[i].row.title);
        for (auto h = from; h < found_.size() && overlap(places_[i], heading(h)); ++h) {
            if (fold(shorten(outline_.nodes[h].title, 2000)) == title) return h;
            if (!first) first = h;
        }
        return first;
    }

    void match_by_title(NodeState state) {
        std::multimap<std::string, std::size_t> sleeping;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (!taken_[i] && held_[i].row.state == state) {
                sleeping.emplace(fold(held_[i].row.title), i);
            }
        }
        if (sleeping.empty()) return;
        for (std::size_t h = 0; h < found_.size(); ++h) {
            const auto title = fold(shorten(outline_.nodes[h].title, 2000));
            if (found_[h] || title.empty()) continue;
            const auto same = sleeping.find(title);
            if (same == sleeping.end()) continue;
            take(h, same->second);
            sleeping.erase(same);
        }
    }

    void match_by_place() {
        std::multimap<std::uint32_t, std::size_t> sleeping;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            const auto& row = held_[i].row;
            if (taken_[i] || row.state == NodeState::Planned || row.deleted_at) continue;
            if (is_empty(places_[i])) sleeping.emplace(places_[i].from, i);
        }
        for (std::size_t h = 0; h < found_.size(); ++h) {
            if (found_[h]) continue;
            const auto near = sleeping.lower_bound(heading(h).from);
            if (near == sleeping.end() || near->first > heading(h).to) continue;
            take(h, near->second);
            sleeping.erase(near);
        }
    }

    // Templates plan many nodes with one heading: the right one is planned in the same section.
    void match_planned() {
        std::multimap<std::string, std::size_t> planned;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (taken_[i] || held_[i].row.state != NodeState::Planned) continue;
            if (!held_[i].row.deleted_at) planned.emplace(fold(held_[i].row.title), i);
        }
        if (planned.empty()) return;
        for (std::size_t h = 0; h < found_.size(); ++h) {
            const auto title = fold(shorten(outline_.nodes[h].title, 2000));
            if (found_[h] || title.empty()) continue;
            const auto [from, to] = planned.equal_range(title);
            const auto chosen = choose_planned(h, from, to);
            if (chosen == to) continue;
            take(h, chosen->second);
            planned.erase(chosen);
        }
    }

    template <class Iterator>
    Iterator choose_planned(std::size_t h, Iterator from, Iterator to) const {
        const auto& read = outline_.nodes[h];
        std::optional<NodeId> parent;
        bool known_parent = true;
        if (read.parent) {
            known_parent = found_[*read.parent].has_value();
            if (known_parent) parent = held_[*found_[*read.parent]].row.id;
        }
        auto only = to;
        std::size_t count = 0;
        for (auto at = from; at != to; ++at) {
            const auto& row = held_[at->second].row;
            const bool section = read.kind == screenplay::NodeKind::Section;
            if (section != (row.kind == NodeKind::Section)) continue;
            if (known_parent && row.parent_id == parent) return at;
            only = at;
            ++count;
        }
        return count == 1 ? only : to;
    }

    const std::vector<HeldNode>& held_;
    const screenplay::Outline& outline_;
    std::vector<Range> places_;  // Of the held nodes, in the new text.
    std::vector<std::optional<std::size_t>> found_;
    std::vector<bool> taken_;
};

}  // namespace

std::vector<std::optional<std::size_t>> match_nodes(const std::vector<HeldNode>& held,
                                                    const RangeMap& map,
                                                    const screenplay::Outline& outline,
                                                    const NodeWish& wish) {
    return NodeMatcher(held, map, outline).match(wish);
}

std::vector<std::int64_t> assign_ranks(const std::vector<std::int64_t>& known) {
    std::vector<std::int64_t> ranks(known.size(), 0);
    auto kept = longest_ascending(known);
    std::int64_t low = 0;
    std::size_t from = 0;
    for (std::size_t k = 0; k <= kept.size(); ++k) {
        const auto to = k < kept.size() ? kept[k] : known.size();
        const auto count = static_cast<std::int64_t>(to - from);
        const auto high = k < kept.size() ? known[to] : low + (count + 1) * kRankStep;
        if (high - low <= count) {  // No room between two neighbours: all are counted anew.
            for (std::size_t i = 0; i < ranks.size(); ++i) {
                ranks[i] = static_cast<std::int64_t>(i + 1) * kRankStep;
            }
            return ranks;
        }
        for (std::int64_t i = 0; i < count; ++i) {
            ranks[from + static_cast<std::size_t>(i)] = low + (high - low) * (i + 1) / (count + 1);
        }
        if (k < kept.size()) ranks[to] = low = high;
        from = to + 1;
    }
    return ranks;
}

}  // namespace fabula::script
