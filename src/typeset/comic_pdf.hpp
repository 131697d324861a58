// A comic as PDF: its page drawings, pictures inside, lettering as text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "typeset/pdf.hpp"

namespace fabula::typeset {

struct ComicPdfPage {
    drawing::Drawing drawing;
    PdfPageOptions options{};  // Trim and bleed for the printer.
    std::string bookmark{};    // A chapter or scene that begins here.
};

PdfFileBytes comic_pdf(const std::vector<ComicPdfPage>& pages, PdfInfo info);

}  // namespace fabula::typeset
