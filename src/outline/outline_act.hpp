// Acts on the outline as the activity log has them.
#pragma once

#include <string>
#include <vector>

#include "history/record.hpp"
#include "outline/tree.hpp"

namespace fabula::outline {

// What somebody does to some nodes; others may move out of their way.
struct OutlineAct {
    history::Act act = history::Act::Update;
    std::vector<NodeId> nodes;
};

// One of the nodes, before and behind the act.
struct ActedOn {
    NodeId id;
    Json before;  // What a person may change of it; null where it is new.
    Json after;
};
std::vector<ActedOn> acted_on(const OutlineAct& act, const Tree& before, const Tree& after);

// In the transaction that stores the nodes.
void record_act(store::Tx& tx, const Actor& actor, history::Act act,
                const std::vector<ActedOn>& nodes);

}  // namespace fabula::outline
