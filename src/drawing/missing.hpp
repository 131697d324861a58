// Characters that no font has, in words.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace fabula::drawing {

// One sentence for each script that they belong to, with the first of its characters.
std::vector<std::string> describe_missing(const std::set<char32_t>& characters);

}  // namespace fabula::drawing
