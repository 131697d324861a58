// What one can do with shots.
#pragma once

#include <optional>
#include <vector>

#include "shots/shots.hpp"
#include "store/store.hpp"

namespace fabula::shots {

class ShotsService {
public:
    explicit ShotsService(store::Store& store) : store_(store) {}

    // In story order.
    std::vector<Shot> list_of_project(const Actor& actor, const ProjectId& project);
    std::vector<Shot> list_of_scene(const Actor& actor, const NodeId& scene);
    std::optional<Shot> find(const Actor& actor, const ShotId& id);

private:
    store::Store& store_;
};

}  // namespace fabula::shots
