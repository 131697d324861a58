#include "screenplay/grammar/element_builder.hpp"

#include <algorithm>
#include <limits>

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
    add_notes(line);
}

void ElementBuilder::add_notes(const Line& line) {
    for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
        const auto& hidden = lines_.hidden[i];
        if (!hidden.note) continue;
        doc_.notes.push_back(
            {static_cast<std::uint32_t>(doc_.elements.size() - 1), places_[i - line.hidden_from],
             range_in(source_, line, hidden.from, hidden.to), std::string(inside(hidden))});
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
    for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
        const auto& hidden = lines_.hidden[i];
        auto& element = begin(hidden.note ? ElementType::Note : ElementType::Boneyard, line);
        if (line.hidden_to - line.hidden_from > 1) {
            element.range = range_in(source_, line, hidden.from, hidden.to);
        }
        element.text = hidden.note ? trim_right(trim_left(inside(hidden))) : inside(hidden);
    }
}

void ElementBuilder::doubt(Range range, std::string_view code, std::string_view message,
                           std::string suggestion) {
    constexpr std::size_t kMost = 500;
    if (doc_.diagnostics.size() >= kMost) return;
    doc_.diagnostics.push_back(
        {Severity::Doubt, range, std::string(code), std::string(message), std::move(suggestion)});
}

}  // namespace fabula::screenplay
