// The title page of a Fountain text: `key: value` lines before the first blank one.
#pragma once

#include <cstddef>

#include "screenplay/document.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

// Fills doc.title_page and its range; answers the line behind it and its blank line, 0 where the
// text has no title page. `FADE IN:` or a heading on the first line does not open one; below blank
// lines only a key of the syntax page does.
std::size_t read_title_page(const Lines& lines, Document& doc);

}  // namespace fabula::screenplay
