#include "comments/review_pages.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/source_view.hpp"

namespace fabula::comments {

namespace {

using screenplay::LineKind;
using screenplay::Page;
using screenplay::PageLine;
using screenplay::PageRun;

// Where the bytes of elements stand in the text. Elements are asked for in ascending order.
class Units {
public:
    explicit Units(const script::ScriptView& view) : view_(view) {}

    std::array<std::uint32_t, 2> of(std::uint32_t element, const PageRun& run) {
        const auto& found = view_.document.elements[element];
        if (element != element_) {
            element_ = element;
            spans_ = screenplay::source_spans(source_of(found.range), found);
        }
        const std::array<std::uint32_t, 2> bytes{run.from, run.to};
        const auto units = screenplay::source_units(spans_, found, bytes);
        return {units[0], std::max(units[0], units[1])};
    }

private:
    std::string_view source_of(screenplay::Range range) {
        const std::string_view text = view_.text;
        if (range.from < unit_) {
            unit_ = 0;
            byte_ = 0;
        }
        byte_ += byte_offset_of(text.substr(byte_), range.from - unit_).value_or(0);
        unit_ = range.from;
        const auto rest = text.substr(byte_);
        return rest.substr(0, byte_offset_of(rest, range.to - range.from).value_or(0));
    }

    const script::ScriptView& view_;
    std::uint32_t element_ = screenplay::kNoElement;
    std::vector<screenplay::SourceSpan> spans_;
    std::uint32_t unit_ = 0;  // Where the last source began.
    std::size_t byte_ = 0;
};

Json run_json(const script::ScriptView& view, const Page& page, const PageLine& line,
              const PageRun& run, double cell, Units& units) {
    const auto text = screenplay::text_of(view.document, page, line, run);
    Json out = {{"x", static_cast<double>(line.x) + run.column * cell}, {"text", text}};
    if (run.style != screenplay::Plain) out["style"] = run.style;
    if (line.kind != LineKind::Text || line.element == screenplay::kNoElement) return out;
    if (run.own) {
        // In other letters than were typed: only the whole element has a place.
        const auto& range = view.document.elements[line.element].range;
        out["from"] = range.from;
        out["to"] = range.to;
        out["whole"] = true;
        return out;
    }
    // Marks that open the stretch stand before its words.
    const auto [from, to] = units.of(line.element, run);
    const auto length = static_cast<std::uint32_t>(count_utf16_units(text));
    out["from"] = to >= from + length ? to - length : from;
    out["to"] = to;
    return out;
}

Json page_json(const script::ScriptView& view, const Page& page, const screenplay::Layout& layout,
               Units& units) {
    Json lines = Json::array();
    for (const auto& line : page.lines) {
        Json runs = Json::array();
        for (std::size_t r = 0; r < line.run_count; ++r) {
            runs.push_back(run_json(view, page, line, page.runs[line.first_run + r],
                                    layout.page.cell_points, units));
        }
        if (runs.empty()) continue;
        Json row = {{"y", screenplay::baseline_of(layout.page, line.row)},
                    {"runs", std::move(runs)}};
        if (line.kind == LineKind::Text && line.element != screenplay::kNoElement &&
            view.document.elements[line.element].type == screenplay::ElementType::SceneHeading) {
            row["heading"] = true;
        }
        lines.push_back(std::move(row));
    }
    return {{"number", page.number},
            {"label", page.label},
            {"width", layout.page.width * 72},
            {"height", layout.page.height * 72},
            {"lines", std::move(lines)}};
}

}  // namespace

PrintedText::PrintedText(const script::ScriptView& view)
    : view_(view), printed_(view.document.elements.size(), false) {
    const auto laid_out = script::lay_out(view, {.paper = view.project.paper});
    for (const auto& page : laid_out.pages.pages) {
        for (const auto& shown : page.elements) {
            if (shown.element < printed_.size()) printed_[shown.element] = true;
        }
    }
}

std::string_view PrintedText::source_of(std::int64_t from, std::int64_t to) const {
    const std::string_view text = view_.text;
    const auto begin = byte_offset_of(text, static_cast<std::size_t>(from));
    const auto end = byte_offset_of(text, static_cast<std::size_t>(to));
    return begin && end && *begin <= *end ? text.substr(*begin, *end - *begin) : std::string_view();
}

std::optional<std::vector<screenplay::SourceSpan>> PrintedText::spans_at(std::int64_t unit) const {
    const auto& elements = view_.document.elements;
    const auto found = std::ranges::upper_bound(elements, unit, {}, [](const auto& one) {
        return static_cast<std::int64_t>(one.range.from);
    });
    if (found == elements.begin()) return std::nullopt;
    const auto& element = *std::prev(found);
    const bool printed = printed_[static_cast<std::size_t>(&element - elements.data())];
    if (!printed || unit > static_cast<std::int64_t>(element.range.to)) return std::nullopt;
    return screenplay::source_spans(source_of(element.range.from, element.range.to), element);
}

namespace {

bool is_hidden(const screenplay::SourceSpan& span) {
    return span.kind == screenplay::SourceKind::Note ||
           span.kind == screenplay::SourceKind::Boneyard;
}

}  // namespace

bool PrintedText::shows_ends(const Stretch& stretch) const {
    const auto shows = [&](std::int64_t held, std::int64_t end) {
        const auto spans = spans_at(held);
        return spans && std::ranges::none_of(*spans, [&](const auto& span) {
                   return is_hidden(span) && static_cast<std::int64_t>(span.range.from) < end &&
                          end < static_cast<std::int64_t>(span.range.to);
               });
    };
    return stretch.from < stretch.to && shows(stretch.from, stretch.from) &&
           shows(stretch.to - 1, stretch.to);
}

std::string PrintedText::words(const Stretch& stretch) const {
    return std::string(source_of(stretch.from, stretch.to));
}

void PrintedText::check_words(const Stretch& stretch) const {
    if (words(stretch).find('\n') != std::string::npos) {
        invalid("to", "is in another line: a suggestion by a link stays within one");
    }
    const auto spans = spans_at(stretch.from);
    const auto overlaps = [&](const screenplay::SourceSpan& span) {
        const std::int64_t from = span.range.from;
        const std::int64_t to = span.range.to;
        return is_hidden(span) && from < stretch.to && to > stretch.from;
    };
    if (!spans || !shows_ends(stretch) || std::ranges::any_of(*spans, overlaps)) {
        invalid("from", "is of words that the pages do not show");
    }
}

Json review_pages(const script::ScriptView& view, std::int64_t from, std::int64_t limit) {
    const auto laid_out = script::lay_out(view, {.paper = view.project.paper});
    const auto count = std::ssize(laid_out.pages.pages);
    Units units(view);
    Json pages = Json::array();
    for (auto number = from; number < from + limit && number <= count; ++number) {
        const auto* page = script::find_page(laid_out.pages, number);
        if (page != nullptr) pages.push_back(page_json(view, *page, laid_out.layout, units));
    }
    return {{"version", view.script.version}, {"page_count", count}, {"pages", std::move(pages)}};
}

}  // namespace fabula::comments
