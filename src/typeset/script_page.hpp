// A laid-out script page as a drawing: the one source of the page in the browser and in the PDF.
#pragma once

#include "drawing/drawing.hpp"
#include "screenplay/pages.hpp"

namespace fabula::typeset {

// `page` is one of the paginated `document`'s, `layout` the one it was paginated with. Each element
// is a group with its role; page numbers, scene numbers and "(MORE)" are decoration to a reader.
drawing::Drawing page_drawing(const screenplay::Document& document, const screenplay::Page& page,
                              const screenplay::Layout& layout);

}  // namespace fabula::typeset
