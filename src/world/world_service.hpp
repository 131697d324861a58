// What one can do with worlds.
#pragma once

#include <vector>

#include "store/store.hpp"
#include "world/world.hpp"

namespace fabula::world {

class WorldService {
public:
    explicit WorldService(store::Store& store) : store_(store) {}

    // The places of a project, in the order of their first scene.
    std::vector<WorldItem> list_locations(const Actor& actor, const ProjectId& project,
                                          const std::string& after, std::int64_t limit);

private:
    store::Store& store_;
};

}  // namespace fabula::world
