// A drawing as pixels.
#pragma once

#include <string>

#include "drawing/drawing.hpp"
#include "drawing/image.hpp"

namespace fabula::drawing {

struct RasterOptions {
    double pixels_per_point = 2;
    Color background{255, 255, 255, 255};  // Alpha 0: transparent.
};

// The options that make the picture of `drawing` so many pixels wide.
RasterOptions raster_to_width(const Drawing& drawing, std::uint32_t width);

// Throws TooLarge beyond kImagePixelsMax. An image that cannot be decoded is drawn as a crossed
// box: one damaged file must not take a whole page away.
Pixels rasterize(const Drawing& drawing, const RasterOptions& options);

// rasterize and encode_png with the physical size.
std::string render_png(const Drawing& drawing, const RasterOptions& options);

}  // namespace fabula::drawing
