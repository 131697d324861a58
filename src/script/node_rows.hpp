// Rows of sections and scenes kept in step with the text.
#pragma once

#include <utility>
#include <vector>

#include "script/node_match.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Members of a node's metadata that the program itself keeps: the text of one in the bin, and the
// synopsis of a planned one whose heading was written without.
inline constexpr std::string_view kCutText = "cut_text";
inline constexpr std::string_view kPlannedSynopsis = "planned_synopsis";

// What the outline says of a node; identity, order and state are the caller's.
void describe(Node& node, const screenplay::OutlineNode& read);

// The rows in rank order with the places of their headings: of the attached from the outline of
// the text, whose nodes they are in that order, of the dormant from their anchors, moved to that
// text already.
std::vector<HeldNode> hold_nodes(const std::vector<Node>& rows, const std::vector<Anchor>& anchors,
                                 const screenplay::Outline& outline);

// What a change does to the rows of a script.
struct NodePlan {
    std::vector<Node> inserted;
    std::vector<Node> updated;
    // Nodes whose heading is gone, with its place in the new text.
    std::vector<std::pair<NodeId, std::int64_t>> asleep;
};
// A heading that is new, or stands elsewhere than before, comes directly behind the one above it;
// nodes without a heading keep their places.
NodePlan plan_nodes(const Script& script, const std::vector<HeldNode>& held, const RangeMap& map,
                    const screenplay::Outline& outline, const NodeWish& wish = {});

// The nodes behind the change, as the store has them once the plan is carried out.
std::vector<HeldNode> nodes_behind(const std::vector<HeldNode>& held, const NodePlan& plan,
                                   const RangeMap& map, const screenplay::Outline& outline);

// To the next version of the text.
void move(Anchor& anchor, const RangeMap& map);

// `script` is the row with the version that the plan leads to.
void store_nodes(store::Tx& tx, const NodePlan& plan, const Script& script);

}  // namespace fabula::script
