#include "screenplay/pages/writer.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::screenplay {

namespace {

bool is_lower_ascii(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

std::uint16_t column_at(std::string_view line, std::size_t bytes) noexcept {
    return static_cast<std::uint16_t>(std::min(count_cells(line.substr(0, bytes)), 0xffffU));
}

}  // namespace

PageLine& PageWriter::begin_line(LineKind kind, std::uint32_t element, int row) {
    return page_.lines.emplace_back(
        PageLine{.kind = kind,
                 .row = static_cast<std::int16_t>(row),
                 .first_run = static_cast<std::uint32_t>(page_.runs.size()),
                 .element = element});
}

void PageWriter::add_text(LineKind kind, std::uint32_t element, Slot slot, const LineSpan& span,
                          int row, bool first, std::string_view suffix) {
    const ElementLayout& layout = layout_.of(slot);
    const Element& source = document_.elements[element];
    PageLine& line = begin_line(kind, element, row);
    const std::uint8_t lyric =
        source.type == ElementType::Lyric ? layout_.of(Slot::Lyric).style : std::uint8_t{Plain};
    add_runs(source, span, static_cast<std::uint8_t>(layout.style | lyric), layout.upper_case);
    std::uint32_t cells = span.cells;
    if (!suffix.empty()) {
        add_run(suffix, static_cast<std::uint16_t>(cells), layout.style);
        cells += count_cells(suffix);
    }
    line.run_count = static_cast<std::uint16_t>(page_.runs.size() - line.first_run);
    const double left = (layout.left + (first ? layout.first_indent : 0.0)) * 72.0;
    const double width = cells * layout_.page.cell_points;
    const double free = layout.right * 72.0 - left - width;
    const double shift = layout.align == Align::Left     ? 0.0
                         : layout.align == Align::Center ? free / 2
                                                         : free;
    line.x = static_cast<float>(left + shift);
}

// What is shown as it was typed is not copied.
bool PageWriter::needs_copy(std::string_view text, bool upper) const {
    if (layout_.breaks.join_lines && text.find('\n') != std::string_view::npos) return true;
    return upper && std::any_of(text.begin(), text.end(), [](char c) {
               return is_lower_ascii(c) || static_cast<unsigned char>(c) >= 0x80;
           });
}

void PageWriter::add_runs(const Element& element, const LineSpan& span, std::uint8_t style,
                          bool upper) {
    const std::string_view text = element.text;
    const std::string_view line = text.substr(span.from, span.to - span.from);
    const bool copy = needs_copy(line, upper);
    const auto add = [&](std::uint32_t from, std::uint32_t to, std::uint8_t own_style) {
        const auto added = static_cast<std::uint8_t>(style | own_style);
        const std::uint16_t column = column_at(line, from - span.from);
        if (!copy) {
            page_.runs.push_back({from, to, column, added, false});
            return;
        }
        const std::string_view stretch = text.substr(from, to - from);
        std::string shown = upper ? to_upper(stretch) : std::string(stretch);
        if (layout_.breaks.join_lines) std::replace(shown.begin(), shown.end(), '\n', ' ');
        add_run(shown, column, added);
    };
    if (element.runs.empty()) {
        if (span.to > span.from) add(span.from, span.to, Plain);
        return;
    }
    auto run = std::upper_bound(element.runs.begin(), element.runs.end(), span.from,
                                [](std::uint32_t at, const Run& wanted) { return at < wanted.to; });
    for (; run != element.runs.end() && run->from < span.to; ++run) {
        add(std::max(run->from, span.from), std::min(run->to, span.to), run->style);
    }
}

void PageWriter::add_run(std::string_view text, std::uint16_t column, std::uint8_t style) {
    const auto from = static_cast<std::uint32_t>(page_.text.size());
    page_.text += text;
    page_.runs.push_back(
        {from, static_cast<std::uint32_t>(page_.text.size()), column, style, true});
}

void PageWriter::add_own(LineKind kind, std::string_view text, double x, Align align, int row,
                         std::uint32_t element) {
    PageLine& line = begin_line(kind, element, row);
    add_run(text, 0, Plain);
    line.run_count = 1;
    const double width = count_cells(text) * layout_.page.cell_points;
    const double share = align == Align::Left ? 0.0 : align == Align::Center ? 0.5 : 1.0;
    line.x = static_cast<float>(x * 72.0 - width * share);
}

void PageWriter::set_margins(std::string_view header, std::string_view footer) {
    while (!page_.lines.empty() && page_.lines.back().kind >= LineKind::Header) {
        page_.text.resize(page_.runs.back().from);
        page_.runs.pop_back();
        page_.lines.pop_back();
    }
    const PageGeometry& page = layout_.page;
    const auto add = [&](LineKind kind, std::string_view text, double top) {
        if (text.empty()) return;
        const double rows = (top - page.top) * 72.0 / page.leading_points;
        add_own(kind, text, page.header_right, Align::Right,
                static_cast<int>(rows < 0 ? rows - 0.5 : rows + 0.5));
    };
    add(LineKind::Header, header, page.header);
    add(LineKind::Footer, footer, page.height - page.footer - page.leading_points / 72.0);
}

std::string continued_suffix(const Layout& layout, std::string_view cue) {
    for (std::size_t at = cue.find('('); at != std::string_view::npos; at = cue.find('(', at + 1)) {
        if (starts_with_ascii_insensitive(cue.substr(at), "(cont")) return {};
    }
    return " " + layout.continued.cue;
}

}  // namespace fabula::screenplay
