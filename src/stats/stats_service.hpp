// What one can ask of a project's numbers. Whoever may view it may.
#pragma once

#include "stats/stats.hpp"
#include "store/store.hpp"

namespace fabula::stats {

class StatsService {
public:
    explicit StatsService(store::Store& store) : store_(store) {}

    Overview overview(const Actor& actor, const ProjectId& project);
    ShotStats shots(const Actor& actor, const ProjectId& project);
    // Those of the project, and for each in how many shots they are seen, under any of their names.
    CharacterStats characters(const Actor& actor, const ProjectId& project);
    MediaStats media(const Actor& actor, const ProjectId& project);
    // Throws NotFound where the node is of another kind.
    NodeStats node(const Actor& actor, const NodeId& id, NodeKind kind);
    OneShotStats shot(const Actor& actor, const ShotId& id);

private:
    store::Store& store_;
};

}  // namespace fabula::stats
