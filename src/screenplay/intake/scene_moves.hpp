// Changes of place or time in prose, as offers to write in a section line. Rules for English and
// German; the same text gives the same offers.
#pragma once

#include <string_view>
#include <vector>

#include "screenplay/import.hpp"

namespace fabula::screenplay {

// `document` was read from `text` in the manuscript format.
std::vector<ImportDoubt> find_scene_moves(const Document& document, std::string_view text);

}  // namespace fabula::screenplay
