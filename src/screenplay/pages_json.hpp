// Pages as a document for other programs.
#pragma once

#include "base/json_value.hpp"
#include "screenplay/pages.hpp"

namespace fabula::screenplay {

// {"pages": [{"number", "elements": [{"type", "text", "continued"}]}]} in reading order. `number`
// is 1 for the first body page, the title page is left out, and so is what a page says of its own:
// "(MORE)", repeated cues, numbers. `continued` is true for the later part of an element.
Json pages_json(const Document& document, const Pages& pages);

}  // namespace fabula::screenplay
