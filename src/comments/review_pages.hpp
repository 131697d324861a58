// The pages of a script for who reads them by a review link: what is printed and nothing else, each
// stretch with its place in the text, so that it can be spoken of.
#pragma once

#include "base/json.hpp"
#include "script/script_service.hpp"

namespace fabula::comments {

// {"version", "page_count", "pages": [{"number", "label", "width", "height" (points),
//   "lines": [{"y" (points, of the baseline), "heading" (of a scene), "runs":
//     [{"x" (points), "text", "style" (bits: 1 bold, 2 italic, 4 underlined),
//       "from", "to" (UTF-16 units; absent where it is not in the text), "whole" (true where these
//       are of the whole element, not of the stretch)}]}]}]}
// Page 0 is the title page; it is left out where there is none.
Json review_pages(const script::ScriptView& view, std::int64_t from, std::int64_t limit);

}  // namespace fabula::comments
