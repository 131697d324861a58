// The pictures of one PDF. A JPEG and most PNGs go in as they are; each picture goes in once.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "drawing/drawing.hpp"
#include "typeset/pdf/file.hpp"

namespace fabula::typeset {

class PdfImages {
public:
    explicit PdfImages(PdfFile& file) : file_(file) {}

    struct Placed {
        int object = 0;
        std::uint8_t orientation = 1;  // EXIF: how the stored picture is to be turned.
    };

    // Empty for a picture that cannot be read.
    std::optional<Placed> add(const std::shared_ptr<const drawing::ImageData>& data);

private:
    std::optional<Placed> write(std::string_view bytes);

    PdfFile& file_;
    // Kept alive, so that an address is not met twice for two pictures.
    std::map<std::shared_ptr<const drawing::ImageData>, std::optional<Placed>> placed_;
};

}  // namespace fabula::typeset
