// A story in time: which shot or line is seen when, and for how long.
#pragma once

#include "pages/lens.hpp"

namespace fabula::pages {

// One shot; or, of a scene without shots, one paragraph of the script.
struct TimedPart {
    const shots::Shot* shot = nullptr;
    std::string speaker;  // Of a speech in a scene without shots.
    std::string text;
    std::int64_t start_ms = 0;  // From the beginning of the story.
    std::int64_t length_ms = 0;
    bool estimated = false;  // Nobody said how long: as its words are read.
};

struct TimedScene {
    const SceneView* scene = nullptr;
    std::int64_t start_ms = 0;
    std::int64_t length_ms = 0;
    std::vector<TimedPart> parts;
};

// Points into the lens, which must outlive it.
std::vector<TimedScene> running_order_of(const Lens& lens);

// "0:04", "1:02:09": whole seconds.
std::string clock_text(std::int64_t milliseconds);

}  // namespace fabula::pages
