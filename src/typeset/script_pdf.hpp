// A script as PDF: its pages as laid out, with title page, page labels and an outline of its
// sections and scenes.
#pragma once

#include <string>

#include "screenplay/pages.hpp"
#include "typeset/pdf.hpp"
#include "typeset/script_page.hpp"

namespace fabula::typeset {

struct ScriptPdfOptions {
    PdfInfo info{};           // Title and author come from the title page where left empty.
    std::string watermark{};  // Across every page; empty: none.
    bool contents = false;    // A list of the scenes behind the title page, with links.
    bool notes = false;       // Numbers in the margin that lead to the notes behind the last page.
    PageMarks marks{};
    // Only the pages with an element that is not dimmed, without the title page: sides.
    bool only_undimmed = false;
};

// `pages` and `layout` belong to `document`.
PdfFileBytes script_pdf(const screenplay::Document& document, const screenplay::Pages& pages,
                        const screenplay::Layout& layout, ScriptPdfOptions options);

}  // namespace fabula::typeset
