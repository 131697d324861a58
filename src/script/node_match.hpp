// Which sections and scenes of a changed text are those that it had before. Identity follows the
// heading: typed over it stays, deleted it sleeps, written again it wakes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/changes.hpp"
#include "screenplay/outline.hpp"
#include "script/script.hpp"

namespace fabula::script {

// A node as it was, and where its heading stood: UTF-16 units of the text before the change. A
// dormant node has an empty range where its heading was.
struct HeldNode {
    Node row;
    screenplay::Range heading;
};

// Moves a range with its text; it is empty where all of its text was deleted.
screenplay::Range map_range(const ChangeSet& change, screenplay::Range range);

// A stretch that a change takes out in one place and puts in again in another.
struct TextMove {
    std::uint32_t from = 0;  // [from, to) of the text before.
    std::uint32_t to = 0;
    std::uint32_t at = 0;  // Where it begins in the text behind.
};

// Where ranges go with a change, of which some stretches may be moves: what stands in one of those
// goes with it.
class RangeMap {
public:
    // `change` must outlive this. The moves do not overlap in the text before.
    RangeMap(const ChangeSet& change, std::vector<TextMove> moves = {});  // NOLINT: as good as it.

    [[nodiscard]] screenplay::Range operator()(screenplay::Range range) const;
    [[nodiscard]] bool has_moves() const { return !moves_.empty(); }

private:
    const ChangeSet& change_;
    std::vector<TextMove> moves_;  // By `from`.
};

// What whoever made a change knows of the outline behind it.
struct NodeWish {
    // For each heading the attached node that it is, by its place among the attached, or none: then
    // only those that sleep may wake for it. Absent: as the change tells.
    std::optional<std::vector<std::optional<std::size_t>>> nodes{};
    // Headings that are nodes which were not attached.
    std::vector<std::pair<std::size_t, NodeId>> woken{};
    // Nodes in the order that they get; those that are not named keep their rank. Empty: as the
    // text and the ranks tell.
    std::vector<NodeId> order{};
    // Rows that change with the text in what the text does not say.
    std::vector<Node> rows{};
};

// For each node of the outline the held node that it is, by index; none: it is new. Each held node
// is at most once in it. Those that are attached come first: whose heading still stands there. Then
// the dormant, by what this change put to sleep, by place, by heading. A planned node wakes for its
// own heading, in the section where it is planned or where no other is planned with that heading.
std::vector<std::optional<std::size_t>> match_nodes(const std::vector<HeldNode>& held,
                                                    const RangeMap& map,
                                                    const screenplay::Outline& outline,
                                                    const NodeWish& wish = {});

// Ranks in the order of the text: ascending, keeping as many of the known ones (0: none) as can be.
std::vector<std::int64_t> assign_ranks(const std::vector<std::int64_t>& known);

}  // namespace fabula::script
