// Rows of presets.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "store/store.hpp"
#include "takeout/preset.hpp"

namespace fabula::takeout {

// Throws NotFound for one that is neither the actor's own nor a project's that they may view;
// Forbidden where they may not do that in its project.
Preset get_preset(store::Reader& db, const Actor& actor, Action action, const PresetId& id);
// The actor's own, and the project's, by name. The project must have been looked up before.
std::vector<Preset> list_presets(store::Reader& db, const Actor& actor, const ProjectId& project,
                                 std::int64_t limit);
// Of the project; without one the actor's own.
std::int64_t count_presets(store::Reader& db, const Actor& actor,
                           const std::optional<ProjectId>& project);
void delete_preset(store::Tx& tx, const PresetId& id);

}  // namespace fabula::takeout
