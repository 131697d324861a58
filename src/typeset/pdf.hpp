// PDF 1.7 from drawings: tagged, with outline, page labels, boxes, embedded font subsets and
// metadata. The same calls give the same bytes. Not for two threads at once.
#pragma once

#include <memory>
#include <optional>
#include <set>
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
    int stamp = 0;        // What add_stamp() answered; 0: none.
};

// A place in the document.
struct PdfTarget {
    std::size_t page = 0;  // Counts from 0 in the order of add_page(); may be added later.
    double y = 0;
};

// A finished document.
struct PdfFileBytes {
    std::string bytes;
    std::set<char32_t> missing;  // Characters for which no font was found.
};

class PdfDocument {
public:
    explicit PdfDocument(PdfInfo info);
    ~PdfDocument();
    PdfDocument(const PdfDocument&) = delete;
    PdfDocument& operator=(const PdfDocument&) = delete;

    // A page of the drawing's size. Groups become tags by their roles (drawing.hpp).
    void add_page(const drawing::Drawing& page, const PdfPageOptions& options = {});

    // What stands behind the content of many pages, written once: decoration to a reader, without
    // text that could be found or copied.
    int add_stamp(const drawing::Drawing& drawing);

    // An area of the page added last that leads elsewhere in the document. `text` names the goal.
    void add_link(const drawing::Rect& area, const PdfTarget& target, std::string_view text);

    // A line of the outline that leads to a height on the page added last. Level 0 is outermost.
    void add_bookmark(std::string_view title, double y = 0, int level = 0);

    // The file. Nothing may follow.
    std::string finish();
    PdfFileBytes finish_with_missing();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fabula::typeset
