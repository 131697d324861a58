// Rows of worlds and their items.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "store/store.hpp"
#include "world/world.hpp"

namespace fabula::world {

// Throws NotFound where the world is not there or not the actor's, Forbidden where they may not.
World get_world(store::Reader& db, const Actor& actor, Action action, const WorldId& id);
std::optional<World> find_world_of(store::Reader& db, const ProjectId& project);
// The locations of the project's own world, in the order of their first scene.
std::vector<WorldItem> list_locations(store::Reader& db, const ProjectId& project,
                                      const std::string& after, std::int64_t limit);

}  // namespace fabula::world
