#include "script/node_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/ascending.hpp"
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

namespace {

using Matches = std::vector<std::optional<std::size_t>>;

// All nodes behind a change, in order: headings by their place in the outline, others among `held`.
struct Place {
    std::optional<std::size_t> heading;
    std::optional<std::size_t> held;
};

std::vector<Place> places_as_wished(const std::vector<HeldNode>& held, const Matches& matches,
                                    const std::vector<NodeId>& order) {
    std::unordered_map<std::string, std::size_t> headings;
    std::unordered_map<std::string, std::size_t> others;
    std::vector<Place> places;
    for (std::size_t i = 0; i < held.size(); ++i) others.emplace(held[i].row.id.text, i);
    for (std::size_t h = 0; h < matches.size(); ++h) {
        if (matches[h]) headings.emplace(held[*matches[h]].row.id.text, h);
    }
    for (const auto& id : order) {
        const auto known = others.find(id.text);
        if (known == others.end()) continue;
        const auto heading = headings.find(id.text);
        places.push_back({heading == headings.end() ? std::nullopt : std::optional(heading->second),
                          known->second});
        others.erase(known);
    }
    // What nobody wished for, in the order of the text.
    for (std::size_t h = 0; h < matches.size(); ++h) {
        if (!matches[h]) places.push_back({h, std::nullopt});
    }
    return places;
}

std::vector<Place> places_by_text(const std::vector<HeldNode>& held, const Matches& matches) {
    std::vector<std::int64_t> known;
    std::vector<std::optional<std::size_t>> heading_of(held.size());
    for (std::size_t h = 0; h < matches.size(); ++h) {
        known.push_back(matches[h] ? held[*matches[h]].row.rank : 0);
        if (matches[h]) heading_of[*matches[h]] = h;
    }
    std::vector<bool> kept(matches.size(), false);
    for (const auto h : longest_ascending(known)) kept[h] = true;
    std::vector<Place> places;
    const auto add_headings_from = [&](std::size_t h) {
        for (; h < matches.size() && !kept[h]; ++h) places.push_back({h, matches[h]});
    };
    add_headings_from(0);
    for (std::size_t i = 0; i < held.size(); ++i) {
        const auto heading = heading_of[i];
        if (heading && !kept[*heading]) continue;
        places.push_back({heading, i});
        if (heading) add_headings_from(*heading + 1);
    }
    return places;
}

// The row of a heading as it was, or none yet, with what the text says now.
Node row_of_heading(const std::vector<HeldNode>& held, const screenplay::OutlineNode& read,
                    Node node, bool fresh) {
    const auto place = node.place;
    const auto synopsis = node.synopsis;
    describe(node, read);
    // What was planned of it is not lost because the text does not say it.
    if (node.state == NodeState::Planned && node.synopsis.empty() && !synopsis.empty()) {
        node.metadata[std::string(kPlannedSynopsis)] = synopsis;
    }
    node.state = NodeState::Attached;
    node.deleted_at.reset();
    if (node.metadata.is_object()) node.metadata.erase(std::string(kCutText));
    if (fresh || node.place != place) node.location_id = location_of(held, node);
    return node;
}

std::vector<NodeId> ids_of_headings(const std::vector<HeldNode>& held, const Matches& matches) {
    std::vector<NodeId> ids;
    for (const auto& match : matches) {
        ids.push_back(match ? held[*match].row.id : make_id<NodeId>());
    }
    return ids;
}

// Takes the place of a heading into the plan.
void plan_heading(NodePlan& plan, const Script& script, const std::vector<HeldNode>& held,
                  const screenplay::OutlineNode& read, const Node* before, const Node* wished,
                  Node node) {
    node.project_id = script.project_id;
    node.script_id = script.id;
    const auto rank = node.rank;
    const auto parent = node.parent_id;
    const auto id = node.id;
    if (before != nullptr) node = wished != nullptr ? *wished : *before;
    node = row_of_heading(held, read, std::move(node), before == nullptr);
    node.id = id;
    node.rank = rank;
    node.parent_id = parent;
    if (before == nullptr) {
        plan.inserted.push_back(std::move(node));
    } else if (wished != nullptr || !same_row(node, *before)) {
        plan.updated.push_back(std::move(node));
    }
}

// The same of a node without one.
void plan_sleeping(NodePlan& plan, const HeldNode& held, const RangeMap& map, std::int64_t rank,
                   const Node* wished) {
    const bool loses_heading = held.row.state == NodeState::Attached;
    if (!loses_heading && wished == nullptr && held.row.rank == rank) return;
    auto node = wished != nullptr ? *wished : held.row;
    node.rank = rank;
    if (loses_heading) {
        node.state = NodeState::Dormant;
        plan.asleep.push_back({node.id, map(held.heading).to});
    }
    plan.updated.push_back(std::move(node));
}

}  // namespace

NodePlan plan_nodes(const Script& script, const std::vector<HeldNode>& held, const RangeMap& map,
                    const screenplay::Outline& outline, const NodeWish& wish) {
    const auto matches = match_nodes(held, map, outline, wish);
    const auto places = wish.order.empty() ? places_by_text(held, matches)
                                           : places_as_wished(held, matches, wish.order);
    std::vector<std::int64_t> known;
    for (const auto& place : places) known.push_back(place.held ? held[*place.held].row.rank : 0);
    const auto ranks = assign_ranks(known);
    const auto ids = ids_of_headings(held, matches);
    std::unordered_map<std::string, const Node*> wished;
    for (const auto& row : wish.rows) wished.emplace(row.id.text, &row);
    const auto wished_row = [&](std::optional<std::size_t> index) -> const Node* {
        const auto found = index ? wished.find(held[*index].row.id.text) : wished.end();
        return found == wished.end() ? nullptr : found->second;
    };
    NodePlan plan;
    std::vector<bool> placed(held.size(), false);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& [heading, index] = places[i];
        if (index) placed[*index] = true;
        if (!heading) {
            plan_sleeping(plan, held[*index], map, ranks[i], wished_row(index));
            continue;
        }
        const auto& read = outline.nodes[*heading];
        Node node;
        node.id = ids[*heading];
        node.rank = ranks[i];
        if (read.parent) node.parent_id = ids[*read.parent];
        plan_heading(plan, script, held, read, index ? &held[*index].row : nullptr,
                     wished_row(index), std::move(node));
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (!placed[i]) plan_sleeping(plan, held[i], map, held[i].row.rank, wished_row(i));
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
