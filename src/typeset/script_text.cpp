#include "typeset/script_text.hpp"

#include <algorithm>
#include <cmath>

#include "screenplay/pages/cells.hpp"

namespace fabula::typeset {

using screenplay::Document;
using screenplay::Layout;
using screenplay::Page;
using screenplay::PageLine;
using screenplay::Pages;

namespace {

class TextWriter {
public:
    TextWriter(const Document& document, const Layout& layout)
        : document_(document), layout_(layout) {}

    void add(const Page& page) {
        if (any_) out_ += '\f';
        any_ = true;
        std::vector<const PageLine*> lines;
        lines.reserve(page.lines.size());
        for (const PageLine& line : page.lines) lines.push_back(&line);
        std::ranges::stable_sort(lines, [](const PageLine* a, const PageLine* b) {
            return a->row != b->row ? a->row < b->row : a->x < b->x;
        });
        if (lines.empty()) return;
        int row = std::min<int>(0, lines.front()->row);
        std::size_t used = 0;  // Columns of the row so far.
        for (const PageLine* line : lines) {
            for (; row < line->row; ++row, used = 0) out_ += '\n';
            add_line(page, *line, used);
        }
        out_ += '\n';
    }

    std::string take() { return std::move(out_); }

private:
    [[nodiscard]] std::size_t column_of(double points) const {
        const double margin = layout_.page.scene_number_left * 72.0;
        return static_cast<std::size_t>(
            std::max(0.0, std::round((points - margin) / layout_.page.cell_points)));
    }

    void add_line(const Page& page, const PageLine& line, std::size_t& used) {
        const std::string text = screenplay::text_of(document_, page, line);
        const std::size_t last = text.find_last_not_of(' ');
        if (last == std::string::npos) return;
        std::size_t column = column_of(static_cast<double>(line.x));
        if (used > 0) column = std::max(column, used + 1);  // Columns side by side never touch.
        out_.append(column - used, ' ');
        const std::string_view shown = std::string_view(text).substr(0, last + 1);
        out_ += shown;
        used = column + screenplay::count_cells(shown);
    }

    const Document& document_;
    const Layout& layout_;
    std::string out_;
    bool any_ = false;
};

}  // namespace

std::string script_text(const Document& document, const Pages& pages, const Layout& layout) {
    TextWriter writer(document, layout);
    if (pages.title_page) writer.add(*pages.title_page);
    for (const Page& page : pages.pages) writer.add(page);
    return writer.take();
}

}  // namespace fabula::typeset
