// PDF 1.7 from drawings: tagged, with outline, page labels, boxes, embedded font subsets and
// metadata. The same calls give the same bytes. Not for two threads at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "drawing/drawing.hpp"

namespace fabula::typeset {

struct PdfInfo {
    std::string title{};
    std::string author{};
    std::string subject{};
    std::string language = "en";  // BCP 47.
    Time created{};
    std::string id{};  // Names the document and its version; equal ids mean equal documents.
};

// Boxes inside the drawing, in its coordinates; the drawing itself is the MediaBox.
struct PdfPageOptions {
    std::optional<drawing::Rect> trim{};   // What is left after cutting.
    std::optional<drawing::Rect> bleed{};  // What is printed, beyond the cut.
    std::string label{};  // The number as a reader shows it; empty: counted from 1.
};

class PdfDocument {
public:
    explicit PdfDocument(PdfInfo info);
    ~PdfDocument();
    PdfDocument(const PdfDocument&) = delete;
    PdfDocument& operator=(const PdfDocument&) = delete;

    // A page of the drawing's size. Groups become tags by their roles (drawing.hpp).
    void add_page(const drawing::Drawing& page, const PdfPageOptions& options = {});

    // A line of the outline that leads to a height on the page added last. Level 0 is outermost.
    void add_bookmark(std::string_view title, double y = 0, int level = 0);

    // The file. Nothing may follow.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fabula::typeset
