// The title page of a Final Draft file, read off the places of its lines.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// The key of what stands on further title pages: a cast list, a quotation.
inline constexpr std::string_view kFrontMatter = "Front matter";

// The words of one of its lines, with Fountain's marks for their styles.
std::string fdx_title_line(const pugi::xml_node& paragraph);

// Centred groups are title, credit, author and source, as writers set them; right-aligned lines
// with a digit are the draft's date; what else stands there is contact. Further title pages are
// front matter.
std::vector<TitleEntry> read_fdx_title(const pugi::xml_node& title_page);

}  // namespace fabula::screenplay
