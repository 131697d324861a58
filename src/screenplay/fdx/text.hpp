// Paragraphs of Final Draft files as styled text.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

// What becomes of runs that are in capitals by their style only.
enum class Capitals { Written, AsTyped };

// The paragraph's own Text children joined, not those of its notes and summaries.
StyledText fdx_text(const pugi::xml_node& paragraph, Capitals capitals = Capitals::Written);

// What one Text holds, as it stands there.
std::string fdx_run_text(const pugi::xml_node& run);

// The words of the paragraph's own Text children, as they stand there.
std::string fdx_raw_text(const pugi::xml_node& paragraph);

// The styles that a Style attribute names: "Bold+Underline".
std::uint8_t fdx_style(std::string_view names);

// The text of all paragraphs below `node`, joined by `separator`, without styles.
std::string fdx_plain_text(const pugi::xml_node& node, std::string_view separator);

// Without blanks at both ends.
void trim_styled(StyledText& styled);

// Whether Fountain knows a speech as nothing but a parenthetical: one line in brackets.
bool reads_as_parenthetical(std::string_view text);

// In brackets, where it is not.
void parenthesize(StyledText& styled);

// In capitals; the text may change its length.
void capitalize(StyledText& styled);

}  // namespace fabula::screenplay
