// The outline (bookmarks) and the page labels of a PDF (ISO 32000-1, 12.3.3, 12.4.2).
#pragma once

#include <string>
#include <vector>

#include "typeset/pdf/file.hpp"

namespace fabula::typeset {

struct PdfBookmark {
    std::string title{};
    int level = 0;
    int page = 0;  // Object.
    double y = 0;  // From the lower edge.
};

// Returns the object of the outline's root. A level may be at most one deeper than the one before;
// what is deeper counts as one deeper.
int write_outline(PdfFile& file, const std::vector<PdfBookmark>& bookmarks);

// The labels' number tree: stretches that count on become one entry.
std::string page_labels(const std::vector<std::string>& labels);

}  // namespace fabula::typeset
