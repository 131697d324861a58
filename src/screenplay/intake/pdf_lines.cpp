#include "screenplay/intake/pdf_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <utility>

#include "base/text.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

constexpr double kMargin = 72;       // Headers and footers stand in the page's margins.
constexpr double kSameLine = 3;      // Words of one line differ by less in height.
constexpr double kPageMax = 20'000;  // Points; what lies beyond is no page.
constexpr std::size_t kBlanksMax = 4;

double number_of(const pugi::xml_node& node, std::string_view name) {
    const auto value = parse_decimal(attribute_of(node, name)).value_or(0);
    return std::isfinite(value) ? std::clamp(value, -kPageMax, kPageMax) : 0;
}

std::vector<PdfWord> read_words(const pugi::xml_node& page) {
    std::vector<PdfWord> words;
    for (const auto& node : page.children()) {
        if (local_name(node) != "word") continue;
        PdfWord word{number_of(node, "xMin"), number_of(node, "xMax"), number_of(node, "yMin"),
                     number_of(node, "yMax"), collapsed_text(node)};
        if (!word.text.empty()) words.push_back(std::move(word));
    }
    return words;
}

// Sorted from the top down, each from left to right.
std::vector<PdfLine> gather(std::vector<PdfWord> words, std::size_t page) {
    const auto height = [](const PdfWord& word) { return (word.top + word.bottom) / 2; };
    std::stable_sort(words.begin(), words.end(),
                     [&](const PdfWord& a, const PdfWord& b) { return height(a) < height(b); });
    std::vector<PdfLine> lines;
    double last = 0;
    for (auto& word : words) {
        if (lines.empty() || height(word) > last + kSameLine) {
            lines.push_back({{}, page, lines.empty() ? 0 : height(word) - last});
            last = height(word);
        }
        lines.back().words.push_back(std::move(word));
    }
    for (auto& line : lines) {
        std::stable_sort(line.words.begin(), line.words.end(),
                         [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
    }
    return lines;
}

// Letters as they are, numbers alike, so that headers of different pages are equal.
std::string pattern_of(const PdfLine& line) {
    std::string out;
    for (const auto& word : line.words) {
        for (const char c : word.text) {
            const char shown = c >= '0' && c <= '9' ? '#' : c;
            if (shown != '#' || !out.ends_with('#')) out.push_back(shown);
        }
        out.push_back(' ');
    }
    return out;
}

// "12.", "A12", "12A.", "- 12 -".
bool is_page_number(const PdfLine& line) {
    std::string text;
    for (const auto& word : line.words) text.append(word.text);
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (c >= 'A' && c <= 'Z') {
            ++letters;
        } else if (c != '.' && c != '-') {
            return false;
        }
    }
    return digits > 0 && digits <= 4 && letters <= 2 && text.size() <= 8;
}

struct Page {
    double width = 0;
    double height = 0;
    std::vector<PdfLine> lines;

    [[nodiscard]] bool in_margin(const PdfLine& line) const {
        return line.height() < kMargin || line.height() > height - kMargin;
    }
};

// In the margins: page numbers, and what many pages repeat.
std::size_t take_running_lines(std::vector<Page>& pages) {
    std::map<std::string, std::size_t> counts;
    for (const auto& page : pages) {
        for (const auto& line : page.lines) {
            if (page.in_margin(line)) ++counts[pattern_of(line)];
        }
    }
    const auto often = std::max<std::size_t>(3, pages.size() / 4);
    std::size_t taken = 0;
    for (auto& page : pages) {
        taken += std::erase_if(page.lines, [&](const PdfLine& line) {
            return page.in_margin(line) && pattern_of(line) != "(MORE) " &&
                   (is_page_number(line) || counts[pattern_of(line)] >= often);
        });
        if (!page.lines.empty()) page.lines.front().gap = 0;
    }
    return taken;
}

double most_common(std::map<int, std::size_t> counts, double unit, double fallback) {
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? fallback : most->first * unit;
}

void measure(PdfLines& out) {
    constexpr double kUnit = 0.05;
    std::map<int, std::size_t> cells;
    std::map<int, std::size_t> gaps;
    for (const auto& line : out.lines) {
        if (line.gap > 4 && line.gap < 40) ++gaps[static_cast<int>(std::lround(line.gap * 2))];
        for (std::size_t i = 1; i < line.words.size(); ++i) {
            const auto& word = line.words[i - 1];
            const auto letters = static_cast<double>(count_code_points(word.text) + 1);
            const auto cell = (line.words[i].left - word.left) / letters;
            if (cell > 2 && cell < 20) ++cells[static_cast<int>(std::lround(cell / kUnit))];
        }
    }
    out.cell = most_common(std::move(cells), kUnit, 7.2);
    // Where most paragraphs are one line the gap between them is the more common one.
    const auto common = most_common(gaps, 0.5, 12);
    const auto half = gaps[static_cast<int>(std::lround(common))];
    out.leading = half * 10 >= out.lines.size() ? common / 2 : common;
}

}  // namespace

std::string text_of(const std::vector<PdfWord>& words, double cell) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            const auto letters = static_cast<double>(count_code_points(words[i - 1].text));
            const auto blanks = (words[i].left - words[i - 1].left) / cell - letters;
            const bool exact = std::abs(blanks - std::round(blanks)) < 0.2 && blanks > 0.5;
            const auto count = exact ? static_cast<std::size_t>(std::lround(blanks)) : 1;
            out.append(std::clamp<std::size_t>(count, 1, kBlanksMax), ' ');
        }
        out.append(words[i].text);
    }
    return out;
}

PdfLines read_pdf_lines(std::string_view xml) {
    PdfLines out;
    // The page around it declares a document type, which load_xml() refuses.
    const auto from = xml.find("<doc>");
    const auto to = xml.rfind("</doc>");
    pugi::xml_document tree;
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) {
        out.refusal = "The words of the PDF could not be read.";
        return out;
    }
    out.refusal = load_xml(xml.substr(from, to + 6 - from), tree);
    if (out.refusal) return out;
    std::vector<Page> pages;
    for (const auto& node : child_of(tree, "doc").children()) {
        if (local_name(node) != "page") continue;
        pages.push_back({number_of(node, "width"), number_of(node, "height"),
                         gather(read_words(node), pages.size())});
    }
    out.taken = take_running_lines(pages);
    for (auto& page : pages) {
        out.page_widths.push_back(page.width);
        std::move(page.lines.begin(), page.lines.end(), std::back_inserter(out.lines));
    }
    if (out.lines.empty()) {
        out.refusal =
            "The PDF holds pictures of pages and no text; it needs text recognition first.";
    }
    measure(out);
    return out;
}

}  // namespace fabula::screenplay
