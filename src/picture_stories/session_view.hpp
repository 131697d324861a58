// A session as it stands, read off its project, its pictures and the work on them.
#pragma once

#include "picture_stories/picture_stories.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

SessionView view_of(store::Reader& db, const Actor& actor, const Session& session);

}  // namespace fabula::picture_stories
