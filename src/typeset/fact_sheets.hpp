// Sheets of facts on paper: a character or a place each, with its picture and what is known of it.
// Black and grey only; nothing is cut.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "typeset/pdf.hpp"

namespace fabula::typeset {

struct Fact {
    std::string name;
    std::string text;  // May have line breaks.
};

struct FactSheet {
    std::string title;
    std::string subtitle;  // One line below it; may be empty.
    // A drawing, else a picture, else nothing.
    std::shared_ptr<const drawing::Drawing> drawing{};
    std::shared_ptr<const drawing::ImageData> image{};
    std::string alternative{};  // Of the picture, read aloud.
    std::vector<Fact> facts;
};

struct FactSheets {
    std::string title;
    std::vector<FactSheet> sheets;
};

// With a bookmark for each sheet. A sheet that fits on a page is never parted. The paper is
// `width` × `height` points.
PdfFileBytes fact_sheets_pdf(const FactSheets& sheets, PdfInfo info, double width, double height);

}  // namespace fabula::typeset
