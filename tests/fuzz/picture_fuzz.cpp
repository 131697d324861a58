// Fuzzes drawing typeset
// Any bytes are a picture or refused; what is a picture has the size that its header says, has a
// thumbnail, and goes into a PDF.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/error.hpp"
#include "drawing/image.hpp"
#include "typeset/pdf.hpp"

namespace {

using namespace fabula;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void place_in_pdf(std::string_view bytes) {
    drawing::ImageData data;
    data.bytes = bytes;
    typeset::PdfDocument pdf({.title = "x"});
    pdf.add_page({100,
                  100,
                  {drawing::Image{std::make_shared<const drawing::ImageData>(std::move(data)),
                                  {10, 10, 50, 50}}}});
    require(pdf.finish().ends_with("%%EOF\n"), "a PDF without an end");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::uint64_t kPixelsMax = 1'000'000;  // More only costs time.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto info = drawing::probe_image(bytes);
    if (info && std::uint64_t{info->width} * info->height > kPixelsMax) return 0;
    place_in_pdf(bytes);
    try {
        const auto pixels = drawing::decode_image(bytes);
        require(info.has_value(), "a picture that no header announced");
        require(pixels.width == info->width && pixels.height == info->height,
                "a picture of another size than its header says");
        require(drawing::thumbnail(bytes, 16).width <= 16, "a thumbnail that is too wide");
    } catch (const AppError&) {
    }
    return 0;
}
