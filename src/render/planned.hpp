// Which shots a wish is about, and what would be sent for each.
#pragma once

#include <vector>

#include "render/render.hpp"
#include "store/store.hpp"

namespace fabula::render {

// Throws Invalid where the wish does not fit the project.
std::vector<shots::Shot> wanted_shots(store::Reader& db, const Actor& actor,
                                      const ProjectId& project, const RenderWish& wish);
// With at most `references_max` pictures of people each, in the words of that prompt.
std::vector<PlannedPicture> plan_pictures(store::Reader& db, const Actor& actor,
                                          const ProjectId& project, const RenderWish& wish,
                                          std::int64_t references_max,
                                          std::string_view prompt = kFramePrompt);

}  // namespace fabula::render
