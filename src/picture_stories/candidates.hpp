// The pictures of a scene: which are still to be made, approved ones, and those that nobody wanted.
#pragma once

#include "jobs/jobs_store.hpp"
#include "picture_stories/picture_stories.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

// Whether the session's work is to make a picture for the shot: it has none, or, where a model
// makes them, a rough one that nobody approved.
bool needs_picture(store::Reader& db, const Actor& actor, const ShotId& shot, bool by_model);
// Throws Conflict where the shot shows a picture that the rules did not draw: they put none over
// it.
void check_drawable(store::Reader& db, const Actor& actor, const ShotId& shot);

// The item of a job that makes the scene's picture.
jobs::NewJobItem item_for(store::Reader& db, const Actor& actor, const Scene& scene, bool by_model);
bool is_of_shot(const jobs::JobItem& item, const ShotId& shot);

// The shown picture becomes ink and a version of its shot, so that it stays whatever is drawn
// later.
void approve(store::Tx& tx, const Actor& actor, const SceneView& scene);
// A picture that somebody brought stays ink.
void unapprove(store::Tx& tx, const SceneView& scene);

// Puts what models made for the session and nobody approved into the bin of pictures.
void drop_candidates(store::Tx& tx, const Session& session);

}  // namespace fabula::picture_stories
