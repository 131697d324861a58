// Fuzzes drawing typeset
// Any text can be measured, wrapped without loss, and written as SVG and PDF.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "drawing/shape.hpp"
#include "drawing/svg.hpp"
#include "typeset/pdf.hpp"

namespace {

using namespace fabula;
using namespace fabula::drawing;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

// The text without the ASCII blanks and line ends at which a line may end.
std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\n') out += c;
    }
    return out;
}

bool has_wide_blank(std::string_view text) {
    return text.find("\xE1\x9A\x80") != std::string_view::npos ||
           text.find("\xE2\x80") != std::string_view::npos ||
           text.find("\xE2\x81\x9F") != std::string_view::npos ||
           text.find("\xE3\x80\x80") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto face = static_cast<Face>(data[0] % 10);
    std::string joined;
    for (const auto& line : wrap_text(text, face, 12, data[1])) joined += line;
    if (!has_wide_blank(text)) {
        require(without_blanks(joined) == without_blanks(text), "wrapping loses text");
    }
    require(shape_cells(text, face, 12, 7).width >= 0, "cells of negative width");

    const Drawing page{
        300,
        100,
        {Text{.text = text, .face = face, .size = 12, .baseline = {10, 20}, .underline = true},
         Text{.text = text, .face = face, .size = 12, .baseline = {10, 40}, .cell = 7}}};
    require(to_svg(page).ends_with("</svg>\n"), "an SVG without an end");
    require(to_svg(page, {.text = SvgText::Outlines}).ends_with("</svg>\n"),
            "an SVG without an end");
    typeset::PdfDocument pdf({.title = text});
    pdf.add_page(page);
    pdf.add_bookmark(text);
    require(pdf.finish().ends_with("%%EOF\n"), "a PDF without an end");
    return 0;
}
