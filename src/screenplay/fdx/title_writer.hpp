// The title page of a Final Draft file, set as Final Draft's template sets it.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// The same lines under the same keys; words about the layout stand elsewhere in the file.
bool same_fdx_title(const std::vector<TitleEntry>& a, const std::vector<TitleEntry>& b);

// Makes the title page of the file say `entries` where it said `before`. Lines that only changed
// their words keep their place and form; else the page is set anew. Answers the keys that have no
// place on Final Draft's title page and are left out.
std::vector<std::string> merge_fdx_title(pugi::xml_node root, const std::vector<TitleEntry>& before,
                                         const std::vector<TitleEntry>& entries);

}  // namespace fabula::screenplay
