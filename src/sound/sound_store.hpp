// Rows of sounds.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "sound/sound.hpp"
#include "store/store.hpp"
#include "story/story_store.hpp"

namespace fabula::sound {

using story::Bin;

// Throws NotFound where it is not there or not the actor's, Forbidden where they may not.
Sound get_sound(store::Reader& db, const Actor& actor, Action action, const SoundId& id,
                Bin bin = Bin::Without);

// In story order: by scene, the scene's own before those of its shots, then by where they begin.
// Those in the bin are left out, and those of shots and scenes that lie there.
std::vector<Sound> list_sounds_of_project(store::Reader& db, const ProjectId& project);
std::vector<Sound> list_sounds_of_shot(store::Reader& db, const ShotId& shot);
std::vector<Sound> list_sounds_of_scene(store::Reader& db, const NodeId& scene);
// The bin, newest first.
std::vector<Sound> list_removed_sounds(store::Reader& db, const ProjectId& project);

std::vector<SoundAnswer> with_files(store::Reader& db, const std::vector<Sound>& sounds);

// The other takes of the same character in the same place lose their star.
void star_alone(store::Tx& tx, const Sound& sound);

// Deletes for good, with their files, what went into the bin before `before`, and what lies under
// shots and scenes that did; answers how many. Called before those are deleted.
std::int64_t delete_expired_sounds(store::Tx& tx, Time before, std::int64_t limit);

}  // namespace fabula::sound
