// A picture in its own proportions, as large as a box allows, in its middle.
#pragma once

#include <memory>

#include "drawing/drawing.hpp"

namespace fabula::typeset {

drawing::Group placed(const drawing::Drawing& drawing, const drawing::Rect& box);
drawing::Group placed(const std::shared_ptr<const drawing::ImageData>& image,
                      const drawing::Rect& box);

}  // namespace fabula::typeset
