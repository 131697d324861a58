// The Fountain language (fountain.io/syntax, version 1.1): text to document and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// Reads stored text (UTF-8 with LF). Any text is a script: nothing fails, doubts are diagnostics.
// Comic, stage and audio have lines of their own (see grammar/format_lines.hpp). In the manuscript
// format paragraphs are Action, break lines (***, * * *, ---, ___, #, ⁂) are Centered, and no cues,
// headings or transitions are recognized.
Document parse_fountain(std::string_view text, Format format = Format::Screenplay);

// Reads a stretch of a script below its title page, which `front` holds: nothing in it is one.
Document parse_body(std::string_view text, const Document& front);

// The diagnostics of a document and those that only the whole of it shows, in text order: a scene
// number that is used twice.
std::vector<Diagnostic> all_diagnostics(const Document& document);

// What `Format: Stage play`, `Format: comic` or `Format: Hörspiel` of the title page names; nullopt
// where it says something else.
std::optional<Format> named_format(const Document& document);

// Writes Fountain that reads as the same document, ranges and diagnostics aside; forcing marks
// stand only where a line would otherwise read as something else.
std::string print_fountain(const Document& document);

// Writes Fountain for programs that know what the syntax page says and no more: headings in other
// languages, names in other scripts and what the document's format makes of a line have their
// forcing mark; shots are action, locked pages page breaks. A format other than the screenplay is
// named on the title page.
std::string print_portable_fountain(Document document);

// True for a line that separates scenes of a manuscript: "***", "* * *", "---", "___", "#", "⁂".
bool is_break_line(std::string_view line) noexcept;

}  // namespace fabula::screenplay
