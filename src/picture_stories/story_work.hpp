// What models do for a picture story: its pictures put into words, and the pictures themselves.
#pragma once

#include "picture_stories/picture_stories.hpp"
#include "render/render_service.hpp"
#include "spending/paid_work.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

struct StoryWork {
    store::Store& store;
    const spending::PaidWork& paid;
    const providers::ModelChoice& models;
    const render::RenderService& renders;
};

// The session that a job is for.
Session session_of(store::Reader& db, const jobs::Job& job);

// Asks the session's text model for the prompts of all scenes, in one answer as JSON; those that
// somebody wrote stay. Throws as JobRun::each_item understands.
jobs::ItemResult word_scenes(const StoryWork& with, jobs::JobRun& run, const jobs::JobItem& item);

// One picture of a scene by the session's image model, in the words that the scene has now.
jobs::ItemResult paint_scene(const StoryWork& with, jobs::JobRun& run, const jobs::JobItem& item);

// How many pictures the image model of a job makes at the same time.
int width_of(const StoryWork& with, const jobs::Job& job);

}  // namespace fabula::picture_stories
