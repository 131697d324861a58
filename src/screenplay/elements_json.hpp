// A document as JSON, as `fabula convert x.fountain x.elements.json` writes it.
#pragma once

#include "base/json_value.hpp"
#include "screenplay/document.hpp"

namespace fabula::screenplay {

// {"title_page": {key: value}, "elements": [{"type", "text", "range": [from, to), …}],
// "diagnostics": [{"severity": "hint" or "doubt", "code", "message", "range", "suggestion"}]} in
// order. Ranges are UTF-16 units of the stored text; texts and values have no emphasis marks;
// further lines of a value follow "\n". Boneyard is not an element here. Where they apply, elements
// have "scene_number" (headings, locked pages), "level" (sections) and "dual": "left" or "right".
Json elements_json(const Document& document);

// One of its elements.
Json element_json(const Element& element);

}  // namespace fabula::screenplay
