// Fuzzes screenplay
// Any script has pages: each part of each printed element is on one of them, in order, within the
// rows of the page, and paging again after an element is gone gives the pages of the rest.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"

namespace {

using namespace fabula;
using namespace fabula::screenplay;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void check_lines(const Document& document, const Page& page, int rows) {
    require(page.rows <= rows, "a page is too long");
    for (const PageLine& line : page.lines) {
        require(line.kind != LineKind::Text || (line.row >= 0 && line.row < rows),
                "a line lies off its page");
        require(line.first_run + line.run_count <= page.runs.size(), "a line lacks a run");
        if (line.element != kNoElement) (void)text_of(document, page, line);
    }
}

// Parts of one element follow each other without a gap, blanks at a break aside.
void check_parts(const Document& document, const Pages& pages, int rows) {
    std::vector<std::uint32_t> shown(document.elements.size(), 0);
    for (const Page& page : pages.pages) {
        check_lines(document, page, rows);
        for (const PageElement& part : page.elements) {
            const std::string& text = document.elements[part.element].text;
            require(part.from <= part.to && part.to <= text.size(), "a part lies outside its text");
            require(part.from >= shown[part.element], "a part is shown twice");
            for (auto at = shown[part.element]; at < part.from; ++at) {
                require(text[at] == ' ' || text[at] == '\t' || text[at] == '\n', "text is lost");
            }
            shown[part.element] = part.to;
        }
    }
}

bool is_same(const Pages& a, const Pages& b) {
    if (a.pages.size() != b.pages.size()) return false;
    for (std::size_t i = 0; i < a.pages.size(); ++i) {
        const Page& left = a.pages[i];
        const Page& right = b.pages[i];
        if (left.elements != right.elements || left.start != right.start ||
            left.label != right.label || left.rows != right.rows || left.text != right.text ||
            left.lines.size() != right.lines.size()) {
            return false;
        }
    }
    return true;
}

void check(const std::string& text, Format format) {
    Document document = parse_fountain(text, format);
    const PageOptions options;
    const Layout layout = layout_for(format, options.paper.value_or(Paper::Letter));
    Pages pages = paginate(document, layout, options);
    check_parts(document, pages, lines_per_page(layout.page));
    if (document.elements.empty()) return;
    const std::size_t gone = text.size() % document.elements.size();
    document.elements.erase(document.elements.begin() + static_cast<std::ptrdiff_t>(gone));
    pages = repaginate(std::move(pages), document, {static_cast<std::uint32_t>(gone), 1, 0}, layout,
                       options);
    require(is_same(pages, paginate(document, layout, options)),
            "pages after an edit are not those of the script");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (!fabula::is_utf8(text) || text.find_first_of(std::string_view("\r\0", 2)) != text.npos) {
        return 0;
    }
    check(text, Format::Screenplay);
    check(text, Format::Manuscript);
    return 0;
}
