// Prose in plain text, Markdown or HTML to a document in the manuscript format: its words as they
// came, headings as sections, rules and rows of stars as breaks.
#pragma once

#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// Paragraphs stand between blank lines, or begin with an indented line, or are lines of their own;
// lines broken at a fixed width are joined. "Chapter 1" and its like alone on a line are headings.
Document read_plain_prose(std::string_view text);

// Headings, paragraphs, emphasis, rules, quotes, lists, front matter; indented lines are verse and
// keep their breaks. Links keep their words.
Document read_markdown(std::string_view text);

// A tolerant reader of tags: any text is a document. Scripts, styles and navigation are left out.
Document read_html(std::string_view text);

}  // namespace fabula::screenplay
