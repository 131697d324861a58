// What tells one state of a project's shots, people and scenes from another.
#pragma once

#include <string>

#include "store/store.hpp"
#include "story/story.hpp"

namespace fabula::panels {

// Differs whenever something that a comic is drawn from has changed; cheap to ask.
std::string comic_revision(store::Reader& db, const ProjectId& project);

}  // namespace fabula::panels
