// A scene in the words that an image model is asked with.
#pragma once

#include "picture_stories/picture_stories.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

inline constexpr std::string_view kPicturePrompt = "picture";

// The look in words.
std::string_view style_of(MediaType look);

// The project's words for pictures, filled in with the scene and the look.
std::string prompt_by_rules(store::Reader& db, const Actor& actor, const Session& session,
                            const Scene& scene);

}  // namespace fabula::picture_stories
