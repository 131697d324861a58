// The title page of a Final Draft file, read off the places of its lines.
#pragma once

#include <pugixml.hpp>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// Centred groups are title, credit, author and source, as writers set them; right-aligned lines
// with a digit are the draft's date; what else stands there is contact.
std::vector<TitleEntry> read_fdx_title(const pugi::xml_node& title_page);

}  // namespace fabula::screenplay
