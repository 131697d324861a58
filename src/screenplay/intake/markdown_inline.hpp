// Emphasis, links, code and references within a Markdown paragraph.
#pragma once

#include <string_view>

#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

StyledText read_markdown_inline(std::string_view text);

}  // namespace fabula::screenplay
