// The size of a picture, read from the first bytes of its file without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fabula::files {

struct PixelSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};

// PNG (ISO/IEC 15948, 11.2.2) and JPEG (ITU-T T.81, B.2.2). Nothing for other or damaged files.
std::optional<PixelSize> find_pixel_size(std::string_view bytes);

}  // namespace fabula::files
