// Paragraphs of a word processor on their way to a document: a script by the names of their styles,
// else by where they stand, else a manuscript.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/title_lines.hpp"

namespace fabula::screenplay {

struct LaidParagraph {
    StyledText text;          // Empty: a blank line. Tabs and line breaks are kept.
    std::string style;        // Its name for people; empty: none.
    std::size_t heading = 0;  // Depth in the outline, 1 the outermost; 0: text.
    double indent = 0;        // Points from where text begins.
    Side side = Side::Left;
    bool new_page = false;  // A page break stands before it.
};

struct LaidScript {
    std::vector<LaidParagraph> paragraphs;
    std::string title;  // From the file's metadata, where it says.
    std::string author;
    std::vector<std::string> repairs;
};

ReadScript read_laid_script(LaidScript laid);

}  // namespace fabula::screenplay
