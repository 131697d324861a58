// The approved pictures of a story as one file.
#pragma once

#include <string>

#include "files/asset_service.hpp"
#include "picture_stories/picture_stories.hpp"

namespace fabula::picture_stories {

// "images/scene_001.png": the first scene is 1.
std::string image_path(const SceneView& scene);

// story.json with what each scene is, and the approved pictures. The same story gives the same
// bytes. Throws Conflict where none is approved.
std::string zip_of(const SessionView& view, const std::string& title,
                   const files::AssetService& assets);

}  // namespace fabula::picture_stories
