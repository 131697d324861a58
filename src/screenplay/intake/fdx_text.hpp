// Paragraphs of Final Draft files as styled text.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

// What becomes of runs that are in capitals by their style only.
enum class Capitals { Written, AsTyped };

// The paragraph's own Text children joined, not those of its notes and summaries.
StyledText fdx_text(const pugi::xml_node& paragraph, Capitals capitals = Capitals::Written);

// The same of all paragraphs below `node`, joined by `separator`, without styles.
std::string fdx_plain_text(const pugi::xml_node& node, std::string_view separator);

// Without blanks at both ends.
void trim_styled(StyledText& styled);

// In capitals; the text may change its length.
void capitalize(StyledText& styled);

}  // namespace fabula::screenplay
