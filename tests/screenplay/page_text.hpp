// Pages as text, for tests: "12 Dialogue text" per line, and scripts that fill a page to a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"

namespace fabula::screenplay::test {

// Paragraphs that take exactly so many rows.
inline std::string filled(int rows) {
    std::string text;
    for (int row = rows % 2 == 0 ? 2 : 1; row <= rows; row += 2) {
        text += row == 2 ? "Filler one.\nFiller two.\n\n" : "Filler.\n\n";
    }
    return text;
}

inline Pages pages_of(std::string_view text, const PageOptions& options = {}) {
    return paginate(parse_fountain(text), options);
}

// The lines of a page as "row text"; page numbers and fillers left out.
inline std::vector<std::string> lines_of(std::string_view text, std::size_t page_index,
                                         const PageOptions& options = {}) {
    const Document document = parse_fountain(text);
    const Pages pages = paginate(document, options);
    std::vector<std::string> lines;
    if (page_index >= pages.pages.size()) return lines;
    const Page& page = pages.pages[page_index];
    for (const PageLine& line : page.lines) {
        if (line.kind >= LineKind::Header) continue;
        const std::string shown = text_of(document, page, line);
        if (shown.starts_with("Filler")) continue;
        lines.push_back(std::to_string(line.row) + " " + shown);
    }
    return lines;
}

}  // namespace fabula::screenplay::test

#include <doctest/doctest.h>

namespace doctest {

template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string text = "\n";
        for (const auto& line : lines) text += "  | " + line + "\n";
        return text.c_str();
    }
};

}  // namespace doctest
