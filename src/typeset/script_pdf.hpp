// A script as PDF: its pages as laid out, with title page, page labels and an outline of its
// sections and scenes.
#pragma once

#include <string>

#include "screenplay/pages.hpp"
#include "typeset/pdf.hpp"

namespace fabula::typeset {

// `pages` and `layout` belong to `document`. Title and author come from the title page where
// `info` leaves them empty.
std::string script_pdf(const screenplay::Document& document, const screenplay::Pages& pages,
                       const screenplay::Layout& layout, PdfInfo info);

}  // namespace fabula::typeset
