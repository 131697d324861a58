// Rows of shots.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "shots/shots.hpp"
#include "store/store.hpp"

namespace fabula::shots {

// Nothing where it is not there or the actor may not view it.
std::optional<Shot> find_shot(store::Reader& db, const Actor& actor, const ShotId& id);
// In story order: by the scene's rank, then by the shot's.
std::vector<Shot> list_shots_of_project(store::Reader& db, const ProjectId& project);
std::vector<Shot> list_shots_of_scene(store::Reader& db, const NodeId& scene);
std::int64_t count_shots(store::Reader& db, const ProjectId& project);
std::vector<ShotId> list_shots_without_image(store::Reader& db, const ProjectId& project);
// In all frames of the project.
void rename_character(store::Tx& tx, const ProjectId& project, const std::string& before,
                      const std::string& after);
void set_image(store::Tx& tx, const ShotId& shot, const AssetId& image);

}  // namespace fabula::shots
