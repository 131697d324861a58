#include "script/node_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "script/script_store.hpp"

namespace fabula::script {

namespace {

bool same_row(const Node& a, const Node& b) {
    return a.parent_id == b.parent_id && a.kind == b.kind && a.level == b.level &&
           a.state == b.state && a.rank == b.rank && a.title == b.title &&
           a.scene_number == b.scene_number && a.setting == b.setting && a.place == b.place &&
           a.time_of_day == b.time_of_day && a.synopsis == b.synopsis &&
           a.location_id == b.location_id;
}

// Places are named by headings: a heading of a known place is there.
std::optional<WorldItemId> location_of(const std::vector<HeldNode>& held, const Node& node) {
    if (node.place.empty()) return std::nullopt;
    const auto place = fold(node.place);
    for (const auto& other : held) {
        if (other.row.location_id && fold(other.row.place) == place) return other.row.location_id;
    }
    return std::nullopt;
}

}  // namespace

void describe(Node& node, const screenplay::OutlineNode& read) {
    node.kind = read.kind == screenplay::NodeKind::Section ? NodeKind::Section : NodeKind::Scene;
    node.level = read.level;
    node.title = shorten(read.title, 2000);
    node.scene_number = shorten(read.scene_number, 40);
    node.setting = short_name_of(read.parts.setting);
    node.place = shorten(read.parts.place, 2000);
    node.time_of_day = shorten(read.parts.time, 200);
    node.synopsis = shorten(read.synopsis, 20'000);
}

std::vector<HeldNode> hold_nodes(const std::vector<Node>& rows, const std::vector<Anchor>& anchors,
                                 const screenplay::Outline& outline) {
    std::map<std::string, screenplay::Range> asleep;
    for (const auto& anchor : anchors) {
        asleep[anchor.owner_id] = {static_cast<std::uint32_t>(anchor.from_offset),
                                   static_cast<std::uint32_t>(anchor.to_offset)};
    }
    std::vector<HeldNode> held;
    std::size_t attached = 0;
    for (const auto& row : rows) {
        screenplay::Range heading;
        if (row.state == NodeState::Attached && attached < outline.nodes.size()) {
            heading = outline.nodes[attached++].heading;
        } else if (const auto found = asleep.find(row.id.text); found != asleep.end()) {
            heading = {found->second.from, found->second.from};
        }
        held.push_back({row, heading});
    }
    return held;
}

NodePlan plan_nodes(const Script& script, const std::vector<HeldNode>& held, const RangeMap& map,
                    const screenplay::Outline& outline,
                    const std::vector<std::optional<std::size_t>>* given) {
    const auto matches = given != nullptr ? match_given_nodes(held, map, outline, *given)
                                          : match_nodes(held, map, outline);
    std::vector<std::int64_t> known;
    for (const auto& match : matches) known.push_back(match ? held[*match].row.rank : 0);
    const auto ranks = assign_ranks(known);
    NodePlan plan;
    std::vector<NodeId> ids;
    std::vector<bool> standing(held.size(), false);
    for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
        const auto& read = outline.nodes[i];
        Node node;
        if (matches[i]) {
            node = held[*matches[i]].row;
            standing[*matches[i]] = true;
        } else {
            node.id = make_id<NodeId>();
            node.project_id = script.project_id;
            node.script_id = script.id;
        }
        const auto place = node.place;
        describe(node, read);
        node.state = NodeState::Attached;
        node.rank = ranks[i];
        node.parent_id = read.parent ? std::optional(ids[*read.parent]) : std::nullopt;
        if (!matches[i] || node.place != place) node.location_id = location_of(held, node);
        ids.push_back(node.id);
        if (!matches[i])
            plan.inserted.push_back(std::move(node));
        else if (!same_row(node, held[*matches[i]].row))
            plan.updated.push_back(std::move(node));
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (standing[i]) continue;
        if (held[i].row.state == NodeState::Dormant) continue;
        plan.asleep.push_back({held[i].row.id, map(held[i].heading).to});
        auto node = held[i].row;
        node.state = NodeState::Dormant;
        node.parent_id = std::nullopt;
        plan.updated.push_back(std::move(node));
    }
    return plan;
}

std::vector<HeldNode> nodes_behind(const std::vector<HeldNode>& held, const NodePlan& plan,
                                   const RangeMap& map, const screenplay::Outline& outline) {
    std::map<std::string, Node> updated;
    for (const auto& node : plan.updated) updated[node.id.text] = node;
    std::map<std::string, std::int64_t> asleep;
    for (const auto& [node, place] : plan.asleep) asleep[node.text] = place;
    std::vector<HeldNode> behind;
    for (const auto& node : held) {
        auto& next = behind.emplace_back(node.row, map(node.heading));
        if (const auto found = updated.find(node.row.id.text); found != updated.end()) {
            next.row = found->second;
            ++next.row.rev;  // As storing it does.
        }
        if (const auto found = asleep.find(node.row.id.text); found != asleep.end()) {
            next.heading.from = next.heading.to = static_cast<std::uint32_t>(found->second);
        }
    }
    for (const auto& node : plan.inserted) behind.push_back({node, {}});
    std::sort(behind.begin(), behind.end(), [](const HeldNode& a, const HeldNode& b) {
        return std::tie(a.row.rank, a.row.id.text) < std::tie(b.row.rank, b.row.id.text);
    });
    std::size_t attached = 0;
    for (auto& node : behind) {
        if (node.row.state != NodeState::Attached || attached == outline.nodes.size()) continue;
        node.heading = outline.nodes[attached++].heading;
    }
    return behind;
}

void move(Anchor& anchor, const RangeMap& map) {
    const auto range = map({static_cast<std::uint32_t>(anchor.from_offset),
                            static_cast<std::uint32_t>(anchor.to_offset)});
    anchor.from_offset = range.from;
    anchor.to_offset = range.to;
    ++anchor.version;
}

void store_nodes(store::Tx& tx, const NodePlan& plan, const Script& script) {
    for (auto node : plan.inserted) {
        tx.insert(node);
        tx.insert(Anchor{.id = make_id<AnchorId>(),
                         .script_id = script.id,
                         .owner_kind = "node",
                         .owner_id = node.id.text,
                         .from_offset = 0,
                         .to_offset = 0,
                         .version = script.version});
    }
    for (auto node : plan.updated) tx.update(node);
    for (const auto& [node, place] : plan.asleep) {
        move_anchor_of_node(tx, node, place, script.version);
    }
}

}  // namespace fabula::script
