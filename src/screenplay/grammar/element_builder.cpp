#include "screenplay/grammar/element_builder.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

Element& ElementBuilder::begin(ElementType type, const Line& first) {
    auto& element = doc_.elements.emplace_back();
    element.type = type;
    element.range = first.range;
    if (doc_.elements.size() == 1) gap_ = 0;  // Blank lines at the top say nothing.
    const bool printed = type < ElementType::Section;
    const auto gap = printed ? std::max(gap_, widest_gap_) : gap_;
    widest_gap_ = printed ? 0 : std::max(gap_, widest_gap_);
    gap_ = 0;
    element.blank_lines = static_cast<std::uint16_t>(
        std::min<std::size_t>(gap, std::numeric_limits<std::uint16_t>::max()));
    return element;
}

void ElementBuilder::add_text(const Line& line, std::string_view text) {
    auto& element = doc_.elements.back();
    element.range.to = line.range.to;
    if (!line.marked && line.hidden_from == line.hidden_to) {
        element.text.append(text);
        return;
    }
    places_.clear();
    const auto skipped = static_cast<std::size_t>(text.data() - line.text.data());
    for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
        const auto& hidden = lines_.hidden[i];
        const auto at = hidden.shown_at > skipped ? hidden.shown_at - skipped : 0;
        places_.push_back(static_cast<std::uint32_t>(std::min(at, text.size())));
    }
    append_styled(text, element.text, styled_, places_);
    if (line.marked) doubt_emphasis(line, text);
    add_notes(line);
}

namespace {

// Ranges of what a line hides, in order, in one pass over the line.
class HiddenRanges {
public:
    HiddenRanges(std::string_view source, const Line& line)
        : source_(source), at_(line.from), unit_(line.range.from) {}

    Range next(const Hidden& hidden) {
        Range range;
        range.from = advance(hidden.from);
        range.to = advance(hidden.to);
        return range;
    }

private:
    std::uint32_t advance(std::uint32_t to) {
        unit_ += static_cast<std::uint32_t>(count_utf16_units(source_.substr(at_, to - at_)));
        at_ = to;
        return unit_;
    }

    std::string_view source_;
    std::uint32_t at_;
    std::uint32_t unit_;
};

}  // namespace

void ElementBuilder::add_notes(const Line& line) {
    HiddenRanges ranges(source_, line);
    for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
        const auto& hidden = lines_.hidden[i];
        if (!hidden.note) continue;
        doc_.notes.push_back({static_cast<std::uint32_t>(doc_.elements.size() - 1),
                              places_[i - line.hidden_from], ranges.next(hidden),
                              std::string(inside(hidden))});
    }
}

void ElementBuilder::add_inline_notes(const Line& line) {
    places_.assign(line.hidden_to - line.hidden_from,
                   static_cast<std::uint32_t>(doc_.elements.back().text.size()));
    add_notes(line);
}

void ElementBuilder::finish() {
    auto& element = doc_.elements.back();
    if (!styled_.empty()) element.runs = cover(styled_, element.text.size());
    styled_.clear();
}

std::string_view ElementBuilder::inside(const Hidden& hidden) const {
    const auto end = hidden.to - 2;
    return source_.substr(hidden.from + 2, end - hidden.from - 2);
}

void ElementBuilder::add_hidden(const Line& line) {
    HiddenRanges ranges(source_, line);
    for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
        const auto& hidden = lines_.hidden[i];
        auto& element = begin(hidden.note ? ElementType::Note : ElementType::Boneyard, line);
        if (line.hidden_to - line.hidden_from > 1) {
            element.range = ranges.next(hidden);
        }
        element.text = hidden.note ? trim_right(trim_left(inside(hidden))) : inside(hidden);
    }
}

void ElementBuilder::doubt_emphasis(const Line& line, std::string_view text) {
    const auto at = find_open_bold(text);
    if (at == std::string_view::npos) return;
    auto range = line.range;
    if (line.hidden_from == line.hidden_to) {
        const auto skipped = static_cast<std::size_t>(text.data() - line.text.data());
        const auto from = line.from + static_cast<std::uint32_t>(skipped + at);
        range = range_in(source_, line, from, from + 2);
    }
    doubt(range, "emphasis_left_open",
          "Bold begins here and does not end on this line, so its stars are printed.");
}

void ElementBuilder::doubt(Range range, std::string_view code, std::string_view message,
                           std::string suggestion) {
    add_diagnostic(Diagnostic{Severity::Doubt, range, std::string(code), std::string(message),
                              std::move(suggestion)});
}

void ElementBuilder::add_diagnostic(std::optional<Diagnostic> diagnostic) {
    constexpr std::size_t kMost = 500;
    if (!diagnostic || doc_.diagnostics.size() >= kMost) return;
    doc_.diagnostics.push_back(std::move(*diagnostic));
}

}  // namespace fabula::screenplay
