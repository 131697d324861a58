// Words across a page that say whose copy it is.
#pragma once

#include <string_view>

#include "drawing/drawing.hpp"

namespace fabula::typeset {

// The text along the page's diagonal in light grey, as outlines: it can be neither found nor
// copied, so it does not stand between the words of the page. A long text is made smaller.
drawing::Drawing watermark_drawing(std::string_view text, double width, double height);

}  // namespace fabula::typeset
