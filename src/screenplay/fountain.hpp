// The Fountain language (fountain.io/syntax, version 1.1): text to document and back.
#pragma once

#include <string>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// Reads stored text (UTF-8 with LF). Any text is a script: nothing fails, doubts are diagnostics.
// In the manuscript format paragraphs are Action, break lines (***, * * *, ---, ___, #, ⁂) are
// Centered, and no cues, headings or transitions are recognized.
Document parse_fountain(std::string_view text, Format format = Format::Screenplay);

// Reads a stretch of a script below its title page, which `front` holds: nothing in it is one.
Document parse_body(std::string_view text, const Document& front);

// Writes Fountain that reads as the same document, ranges and diagnostics aside; forcing marks
// stand only where a line would otherwise read as something else.
std::string print_fountain(const Document& document);

// True for a line that separates scenes of a manuscript: "***", "* * *", "---", "___", "#", "⁂".
bool is_break_line(std::string_view line) noexcept;

}  // namespace fabula::screenplay
