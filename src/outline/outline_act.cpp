#include "outline/outline_act.hpp"

#include <algorithm>

namespace fabula::outline {

namespace {

// The row of that id, in the bin or not.
std::optional<std::size_t> find_row(const Tree& tree, const NodeId& id) {
    const auto& rows = tree.nodes();
    const auto found = std::ranges::find(rows, id, &script::Node::id);
    if (found == rows.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rows.begin());
}

Json fields_of(const Tree& tree, const NodeId& id) {
    const auto row = find_row(tree, id);
    if (!row) return nullptr;
    const auto& node = tree.node(*row);
    Json out{{"title", node.title},
             {"synopsis", node.synopsis},
             {"color", node.color},
             {"metadata", node.metadata},
             {"state", name_of(node.state)},
             {"planned_eighths",
              JsonCodec<decltype(node.planned_eighths)>::encode(node.planned_eighths)},
             {"planned_words", JsonCodec<decltype(node.planned_words)>::encode(node.planned_words)},
             {"parent_id", JsonCodec<decltype(node.parent_id)>::encode(node.parent_id)}};
    // What lies in the bin has no place among the others.
    out["position"] = tree.find(id) ? Json(tree.position_of(*row)) : Json(nullptr);
    return out;
}

}  // namespace

std::vector<ActedOn> acted_on(const OutlineAct& act, const Tree& before, const Tree& after) {
    std::vector<ActedOn> out;
    for (const auto& id : act.nodes) {
        out.push_back({id, fields_of(before, id), fields_of(after, id)});
    }
    return out;
}

void record_act(store::Tx& tx, const Actor& actor, history::Act act,
                const std::vector<ActedOn>& nodes) {
    for (const auto& node : nodes) {
        const history::Entity entity{script::Node::table, node.id.text};
        if (act == history::Act::Update)
            history::record_change(tx, actor, entity, node.before, node.after);
        else
            history::record(tx, actor, act, entity);
    }
}

}  // namespace fabula::outline
