#include "typeset/comic_pdf.hpp"

namespace fabula::typeset {

PdfFileBytes comic_pdf(const std::vector<ComicPdfPage>& pages, PdfInfo info) {
    PdfDocument pdf(std::move(info));
    for (const ComicPdfPage& page : pages) {
        pdf.add_page(page.drawing, page.options);
        if (!page.bookmark.empty()) pdf.add_bookmark(page.bookmark);
    }
    return pdf.finish_with_missing();
}

}  // namespace fabula::typeset
