#include "screenplay/source_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/pages/units.hpp"
#include "screenplay/pages/wrap.hpp"
#include "screenplay/pages/writer.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

std::uint32_t units_of(std::string_view text) noexcept {
    return static_cast<std::uint32_t>(count_utf16_units(text));
}

// Walks the source and the text that was read from it side by side. What differs is a mark.
class Walk {
public:
    Walk(std::string_view source, const Element& element)
        : source_(source), text_(element.text), element_(element), unit_(element.range.from) {}

    std::vector<SourceSpan> run() {
        while (at_ < source_.size()) {
            const auto rest = source_.substr(at_);
            if (rest.starts_with("[[")) {
                hide(rest, "]]", SourceKind::Note);
            } else if (rest.starts_with("/*")) {
                hide(rest, "*/", SourceKind::Boneyard);
            } else {
                step(rest);
            }
        }
        return std::move(spans_);
    }

    [[nodiscard]] bool is_complete() const noexcept { return read_ == text_.size(); }

private:
    // Brackets that nothing closes are text.
    void hide(std::string_view rest, std::string_view close, SourceKind kind) {
        const auto end = rest.find(close, 2);
        const bool shown = text_.substr(read_).starts_with(rest.substr(0, 2)) && end == kNone;
        if (end == kNone || shown) {
            step(rest);
        } else {
            add(end + 2, kind, Plain);
        }
    }

    void step(std::string_view rest) {
        constexpr std::size_t kTab = 4;  // Blanks that a tab in action is read as.
        const auto length = std::min(rest.size(), sequence_length(rest.front()));
        const auto unread = text_.substr(read_);
        if (unread.starts_with(rest.substr(0, length))) {
            const auto style = style_here();
            add(length, SourceKind::Text, style);
            read_ += length;
        } else if (rest.front() == '\t' && unread.starts_with("    ")) {
            add(1, SourceKind::Text, style_here());
            read_ += kTab;
        } else {
            add(length, SourceKind::Mark, Plain);
        }
    }

    static std::size_t sequence_length(char lead) noexcept {
        const auto byte = static_cast<unsigned char>(lead);
        return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    }

    std::uint8_t style_here() {
        const auto& runs = element_.runs;
        while (run_ < runs.size() && runs[run_].to <= read_) ++run_;
        const bool styled = run_ < runs.size() && runs[run_].from <= read_;
        return styled ? runs[run_].style : std::uint8_t{Plain};
    }

    void add(std::size_t length, SourceKind kind, std::uint8_t style) {
        const auto units = units_of(source_.substr(at_, length));
        const bool joins = !spans_.empty() && spans_.back().kind == kind &&
                           spans_.back().style == style &&
                           (kind == SourceKind::Text || kind == SourceKind::Mark);
        if (joins) {
            spans_.back().range.to += units;
        } else {
            spans_.push_back({.range = {unit_, unit_ + units},
                              .text_from = static_cast<std::uint32_t>(read_),
                              .kind = kind,
                              .style = style});
        }
        unit_ += units;
        at_ += length;
    }

    std::string_view source_;
    std::string_view text_;
    const Element& element_;
    std::vector<SourceSpan> spans_;
    std::size_t at_ = 0;    // Bytes of the source.
    std::size_t read_ = 0;  // Bytes of the text.
    std::size_t run_ = 0;
    std::uint32_t unit_ = 0;
};

bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t';
}

// Notes take room in the source and none on the page: lines that hold one end earlier.
void break_long_lines(std::string_view source, const Element& element, std::uint32_t columns,
                      const std::vector<SourceSpan>& spans, std::vector<std::uint32_t>& breaks) {
    const bool hides = std::any_of(spans.begin(), spans.end(), [](const SourceSpan& span) {
        return span.kind == SourceKind::Note || span.kind == SourceKind::Boneyard;
    });
    if (!hides) return;
    std::vector<std::uint32_t> all;
    auto next = breaks.begin();
    std::uint32_t unit = element.range.from;
    std::uint32_t line = unit;
    for (std::size_t at = 0; at < source.size();) {
        if (next != breaks.end() && *next <= unit) {
            if (all.empty() || all.back() < *next) all.push_back(*next);
            line = *next++;
        }
        const char c = source[at];
        std::size_t behind = at;
        next_code_point(source, behind);
        unit += units_of(source.substr(at, behind - at));
        at = behind;
        if (c == '\n') line = unit;
        const bool room = at < source.size() && source[at] != '\n';
        if (is_blank(c) && room && unit - line >= columns) {
            all.push_back(unit);
            line = unit;
        }
    }
    breaks = std::move(all);
}

// Bytes of the element's text at which pages begin inside of it.
std::vector<std::uint32_t> page_offsets(const LiveScript& script, std::uint32_t index) {
    const auto& pages = script.pages().pages;
    auto page = std::partition_point(pages.begin(), pages.end(), [index](const Page& one) {
        return one.start.at.element < index;
    });
    std::vector<std::uint32_t> offsets;
    for (; page != pages.end() && page->start.at.element == index; ++page) {
        if (page->start.at.offset > 0) offsets.push_back(page->start.at.offset);
    }
    return offsets;
}

// What the line of a cue ends with on its page that the source does not say.
std::string added_to_cue(const LiveScript& script, std::uint32_t index) {
    const auto suffix = continued_suffix(script.layout(), script.document().elements[index].text);
    const auto& pages = script.pages().pages;
    auto page = std::partition_point(pages.begin(), pages.end(), [index](const Page& one) {
        return one.start.at.element <= index;
    });
    if (suffix.empty() || page == pages.begin()) return {};
    --page;
    for (const PageLine& line : page->lines) {
        if (line.element != index || line.kind != LineKind::Text) continue;
        const auto text = text_of(script.document(), *page, line);
        if (std::string_view(text).ends_with(suffix)) return script.layout().continued.cue;
    }
    return {};
}

// Bytes at which lines begin that no line break of the text begins. What stands on a page is
// wrapped from the page's edge on.
std::vector<std::uint32_t> line_offsets(std::string_view text, Columns columns,
                                        const std::vector<std::uint32_t>& edges) {
    std::vector<std::uint32_t> offsets;
    std::vector<LineSpan> lines;
    std::uint32_t from = 0;
    for (std::size_t i = 0; i <= edges.size(); ++i) {
        const auto to = i < edges.size() ? edges[i] : static_cast<std::uint32_t>(text.size());
        lines.clear();
        wrap_text(text.substr(0, to), from, {.columns = columns}, lines);
        for (const auto& line : lines) {
            const bool continues =
                line.from > 0 && line.from < text.size() && text[line.from - 1] != '\n';
            const bool fresh = offsets.empty() || offsets.back() < line.from;
            if (continues && fresh && line.from < to) offsets.push_back(line.from);
        }
        from = to;
    }
    return offsets;
}

}  // namespace

std::vector<SourceSpan> source_spans(std::string_view source, const Element& element) {
    Walk walk(source, element);
    auto spans = walk.run();
    if (walk.is_complete()) return spans;
    return {{.range = element.range}};
}

std::vector<std::uint32_t> source_units(const std::vector<SourceSpan>& spans,
                                        const Element& element,
                                        std::span<const std::uint32_t> offsets) {
    std::vector<std::uint32_t> units;
    units.reserve(offsets.size());
    std::size_t next = 0;              // The first span that is not reached.
    const SourceSpan* here = nullptr;  // The text that holds the place in hand.
    std::uint32_t opening = 0;         // Where marks before `here` begin; 0: none are there.
    std::uint32_t byte = 0;
    std::uint32_t unit = element.range.from;
    for (const auto offset : offsets) {
        for (; next < spans.size() && spans[next].text_from <= offset; ++next) {
            if (spans[next].kind != SourceKind::Text) continue;
            here = &spans[next];
            const bool marked = next > 0 && spans[next - 1].kind == SourceKind::Mark;
            opening = marked ? spans[next - 1].range.from : 0;
            byte = here->text_from;
            unit = here->range.from;
        }
        unit += units_of(std::string_view(element.text).substr(byte, offset - byte));
        byte = offset;
        const bool opens = here != nullptr && opening > 0 && offset == here->text_from;
        units.push_back(opens ? opening : std::min(unit, element.range.to));
    }
    return units;
}

SourceView source_view(const LiveScript& script, std::uint32_t index) {
    const Element& element = script.document().elements[index];
    const Layout& layout = script.layout();
    SourceView view;
    view.slot = slot_of(element, element.dual);
    if (element.type == ElementType::Note || element.type == ElementType::Boneyard) return view;
    const auto source = script.source_of(index);
    view.spans = source_spans(source, element);
    const bool printed = element.type < ElementType::PageBreak && layout.of(view.slot).printed;
    if (printed && element.type == ElementType::Character) view.added = added_to_cue(script, index);
    if (!printed || layout.breaks.join_lines) return view;
    const auto columns = columns_of(layout, view.slot);
    const auto offsets = line_offsets(element.text, columns, page_offsets(script, index));
    view.breaks = source_units(view.spans, element, offsets);
    break_long_lines(source, element, columns.rest, view.spans, view.breaks);
    return view;
}

std::vector<PageEdge> page_edges(const LiveScript& script) {
    const auto& document = script.document();
    std::vector<PageEdge> edges;
    std::string more;  // Of the page above.
    for (const Page& page : script.pages().pages) {
        const auto& at = page.start.at;
        PageEdge edge{.label = page.label, .unit = 0, .more = std::move(more), .cue = {}};
        more.clear();
        if (at.element < document.elements.size()) {
            const auto& element = document.elements[at.element];
            edge.unit = element.range.from;
            if (at.offset > 0) {
                const auto spans = source_spans(script.source_of(at.element), element);
                edge.unit = source_units(spans, element, {&at.offset, 1}).front();
            }
        } else {
            edge.unit = units_of(script.text());
        }
        for (const PageLine& line : page.lines) {
            if (line.kind == LineKind::ContinuedCue && edge.cue.empty()) {
                edge.cue = text_of(document, page, line);
            }
            if (line.kind == LineKind::More) more = text_of(document, page, line);
        }
        edges.push_back(std::move(edge));
    }
    return edges;
}

}  // namespace fabula::screenplay
