// Two versions of a scene beside each other, as history and bring-back show them.
#pragma once

#include "pages/page_data.hpp"

namespace fabula::pages {

// [{same, gone, come (booleans), text}]: the one side, the other, or both in one text. Of a long
// stretch that stayed only the ends are shown.
Json parts_of(const script::ComparedScene& scene, bool old_side, bool new_side);
// {title, change, change_name, moved}.
Json compared_head(const Sources& from, const Visit& visit, const script::ComparedScene& scene);

}  // namespace fabula::pages
