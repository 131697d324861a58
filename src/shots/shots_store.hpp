// Rows of shots.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "shots/shots.hpp"
#include "store/store.hpp"
#include "story/story_store.hpp"

namespace fabula::shots {

using story::Bin;

// Nothing where it is not there or the actor may not view it.
std::optional<Shot> find_shot(store::Reader& db, const Actor& actor, const ShotId& id);
// Throws NotFound where it is not there or not the actor's, Forbidden where they may not.
Shot get_shot(store::Reader& db, const Actor& actor, Action action, const ShotId& id,
              Bin bin = Bin::Without);

// In story order: by the scene's rank, then by the shot's place. Those in the bin are left out, and
// those of scenes that lie there.
std::vector<Shot> list_shots_of_project(store::Reader& db, const ProjectId& project);
std::vector<Shot> list_shots_of_scene(store::Reader& db, const NodeId& scene);
std::int64_t count_shots_of_scene(store::Reader& db, const NodeId& scene);
std::int64_t count_shots(store::Reader& db, const ProjectId& project);
std::vector<ShotId> list_shots_without_image(store::Reader& db, const ProjectId& project);

// The same in parts: behind the shot `after`, or from the start.
std::vector<Shot> list_shots(store::Reader& db, const ProjectId& project, const ShotId& after,
                             std::int64_t limit);
// The bin, newest first.
std::vector<Shot> list_removed(store::Reader& db, const ProjectId& project, std::int64_t limit);

pictures::Owner picture_owner(store::Reader& db, const Shot& shot);
std::vector<ShotAnswer> with_answers(store::Reader& db, const std::vector<Shot>& shots);

// True where another shot of the project bears the number.
bool is_number_taken(store::Reader& db, const Shot& shot, const std::string& number);
// "3C" behind "3A" and "3B".
std::string next_number(store::Reader& db, const Shot& shot);

// In all frames of the project, and above what is said in them.
void rename_character(store::Tx& tx, const ProjectId& project, const std::string& before,
                      const std::string& after);
// A new frame of the shot. The one before stays as a version where the shot has versions.
void set_image(store::Tx& tx, const ShotId& shot, const AssetId& image);
// The frame that the shot has without versions becomes its first version.
void keep_image_as_version(store::Tx& tx, const Shot& shot);
// The starred view of a shot is its frame; for other pictures nothing is done.
void show_starred(store::Tx& tx, const pictures::Picture& changed);

void delete_anchor(store::Tx& tx, const ShotId& shot);
// Deletes for good what went into the bin before `before`; answers how many.
std::int64_t delete_expired(store::Tx& tx, Time before, std::int64_t limit);

}  // namespace fabula::shots
