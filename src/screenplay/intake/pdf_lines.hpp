// Words of a PDF and where they stand, gathered to lines; what only pages have is taken out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::screenplay {

// Points from the page's left and top edges.
struct PdfWord {
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    std::string text;
};

struct PdfLine {
    std::vector<PdfWord> words;  // From left to right; at least one.
    std::size_t page = 0;
    double gap = 0;  // From the line above to this one; 0 at the top of a page.

    [[nodiscard]] double left() const { return words.front().left; }
    [[nodiscard]] double right() const { return words.back().right; }
    [[nodiscard]] double middle() const { return (left() + right()) / 2; }
    [[nodiscard]] double height() const { return (words.front().top + words.front().bottom) / 2; }
};

struct PdfLines {
    std::vector<PdfLine> lines;
    std::vector<double> page_widths;
    double cell = 7.2;      // Width of a letter.
    double leading = 12;    // From one line of a paragraph to the next.
    std::size_t taken = 0;  // Page numbers, headers and footers taken out.
    std::optional<std::string> refusal;
};

// `xml` is what `pdftotext -bbox` writes.
PdfLines read_pdf_lines(std::string_view xml);

// The words with one blank between them, or as many as their distance says.
std::string text_of(const std::vector<PdfWord>& words, double cell);

}  // namespace fabula::screenplay
