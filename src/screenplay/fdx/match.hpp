// Which paragraphs of an edited script are those of the file it came from.
#pragma once

#include <cstdint>
#include <vector>

#include "screenplay/fdx/paragraphs.hpp"

namespace fabula::screenplay {

struct ParagraphMatch {
    std::vector<std::uint32_t> before;  // Of each new paragraph the old one, or kNoParagraph.
    std::vector<std::uint32_t> after;   // The inverse.
    std::vector<bool> moved;            // Of each new paragraph: the old one stands elsewhere.
};

// Equal ones in order; between them those that resemble each other; then equal ones that moved.
ParagraphMatch match_paragraphs(const std::vector<FdxParagraph>& before,
                                const std::vector<FdxParagraph>& after);

// The same for notes, by their text; one that changed is found by its paragraph.
std::vector<std::uint32_t> match_notes(const std::vector<FdxNote>& before,
                                       const std::vector<FdxNote>& after,
                                       const ParagraphMatch& paragraphs);

}  // namespace fabula::screenplay
