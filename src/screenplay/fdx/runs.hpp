// New words for paragraphs of a Final Draft file: what stays keeps its runs with their revisions,
// tags and colours.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <vector>

#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

// Words that are still there, in UTF-16 units of their paragraphs.
struct KeptStretch {
    pugi::xml_node before;
    std::uint32_t from = 0;
    pugi::xml_node after;
    std::uint32_t to = 0;
    std::uint32_t length = 0;
};

enum class Compare { Exactly, InAnyCase };  // InAnyCase: the kind shows capitals by its style.

// `paragraphs` are neighbours that make one element, a line break between each two. Those whose
// break is gone are merged into the one before and removed; answers what stayed. Removed
// paragraphs are out of the vector afterwards.
std::vector<KeptStretch> rewrite_fdx_text(std::vector<pugi::xml_node>& paragraphs,
                                          const StyledText& text, Compare compare);

// For a paragraph without words or one that is written anew.
void write_fdx_text(pugi::xml_node paragraph, const StyledText& text);

}  // namespace fabula::screenplay
