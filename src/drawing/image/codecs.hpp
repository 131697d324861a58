// The decoders behind drawing/image.hpp. They return nothing for a damaged file and throw nothing.
#pragma once

#include <optional>
#include <string_view>

#include "drawing/image.hpp"

namespace fabula::drawing {

// `info` is what probe_image says of the same bytes. Reduced by the largest whole factor that
// leaves at least `width_min` columns (0: not reduced). As stored, not turned.
std::optional<Pixels> decode_png(std::string_view bytes, const ImageInfo& info,
                                 std::uint32_t width_min);
std::optional<Pixels> decode_jpeg(std::string_view bytes, const ImageInfo& info,
                                  std::uint32_t width_min);

// decode_image for callers that go on without the picture.
std::optional<Pixels> find_pixels(std::string_view bytes, std::uint32_t width_min);

}  // namespace fabula::drawing
