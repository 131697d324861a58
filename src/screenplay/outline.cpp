#include "screenplay/outline.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/format_lines.hpp"
#include "screenplay/grammar/heading.hpp"
#include "screenplay/grammar/languages.hpp"
#include "screenplay/intake/words.hpp"

namespace fabula::screenplay {

namespace {

bool opens_panel(const Document& document, const Element& element) {
    return document.format == Format::Comic && element.shot;
}

bool opens_node(const Document& document, const Element& element) {
    if (element.type == ElementType::Section) return true;
    if (is_prose(document.format)) {
        return element.type == ElementType::Centered && is_break_line(element.text);
    }
    return element.type == ElementType::SceneHeading || opens_panel(document, element);
}

bool is_printed(ElementType type) {
    switch (type) {
        case ElementType::Action:
        case ElementType::Character:
        case ElementType::Parenthetical:
        case ElementType::Dialogue:
        case ElementType::Lyric:
        case ElementType::Transition:
        case ElementType::Centered: return true;
        default: return false;
    }
}

// Counts what stands in the body of one node after another.
class BodyCounter {
public:
    explicit BodyCounter(Format format) : format_(format) {}

    void add(OutlineNode& node, const Element& element) {
        if (element.type == ElementType::Synopsis) {
            if (!node.synopsis.empty()) node.synopsis.push_back(' ');
            node.synopsis += element.text;
        }
        if (!is_printed(element.type)) return;
        node.word_count += count_words(element.text);
        node.has_content = node.has_content || !trim(element.text).empty();
        if (element.type == ElementType::Character) count_speech(node, element.text);
    }

    void begin_node() { speakers_.clear(); }

private:
    void count_speech(OutlineNode& node, std::string_view cue) {
        const auto name = speaker_of(cue);
        if (names_effect(name, format_)) return;
        const auto [known, fresh] = speakers_.try_emplace(fold(name), node.speakers.size());
        if (fresh) node.speakers.push_back({std::string(name), 0});
        ++node.speakers[known->second].speeches;
    }

    Format format_;
    std::unordered_map<std::string, std::size_t> speakers_;  // Of the node, by folded name.
};

OutlineNode open_node(const Document& document, std::uint32_t index, std::string_view language) {
    const auto& element = document.elements[index];
    OutlineNode node;
    node.element = index;
    node.heading = element.range;
    node.scene_number = element.scene_number;
    if (element.type == ElementType::Section) {
        node.kind = NodeKind::Section;
        node.level = element.level;
        node.title = element.text;
    } else if (opens_panel(document, element)) {
        node.title = format_label(element.text, document.format);
        node.has_content = element.text.size() > node.title.size() + 1;
    } else if (element.type == ElementType::SceneHeading) {
        node.title = element.text;
        node.parts = heading_parts(element.text, language);
    }
    return node;
}

// What headings of a script say behind their last dash is a time of day where it stands behind
// many places: scripts have words of their own ("- STORM"), and not all are in English or German.
class OwnTimes {
public:
    explicit OwnTimes(const std::vector<OutlineNode>& nodes) {
        for (const auto& node : nodes) {
            const auto tail = tail_of(node);
            if (!tail.tail.empty()) places_[fold(tail.tail)].insert(fold(tail.before));
        }
    }

    void apply(OutlineNode& node) const {
        const auto tail = tail_of(node);
        if (tail.tail.empty()) return;
        const auto found = places_.find(fold(tail.tail));
        if (found == places_.end() || found->second.size() < kPlaces) return;
        const std::string before(tail.before);
        node.parts.time = tail.tail;
        node.parts.place = before;
    }

private:
    static constexpr std::size_t kPlaces = 3;

    static HeadingTail tail_of(const OutlineNode& node) {
        if (node.kind != NodeKind::Scene || !node.parts.time.empty()) return {};
        const auto tail = split_heading_tail(node.parts.place);
        if (!tail.dash || count_words(tail.tail) > 3) return {};
        // "HOUSE - KITCHEN", "HOTEL - KITCHEN" and "SHIP - KITCHEN" are kitchens.
        for (const auto& word : read_words(tail.tail, 0, 3)) {
            if (is_place_word(word.folded)) return {};
        }
        return tail;
    }

    std::map<std::string, std::set<std::string>> places_;  // By folded tail.
};

// The innermost section that is open, and the closing of those that the new one ends.
class OpenSections {
public:
    std::optional<std::uint32_t> parent_of(const OutlineNode& node, std::uint32_t index,
                                           const std::vector<OutlineNode>& nodes) {
        if (node.kind == NodeKind::Section) {
            while (!open_.empty() && nodes[open_.back()].level >= node.level) open_.pop_back();
        }
        const auto parent = open_.empty() ? std::nullopt : std::optional(open_.back());
        if (node.kind == NodeKind::Section) open_.push_back(index);
        return parent;
    }

private:
    std::vector<std::uint32_t> open_;
};

std::uint32_t end_of_text(const Document& document) {
    return document.elements.empty() ? document.title_page_range.to
                                     : document.elements.back().range.to;
}

}  // namespace

Outline read_outline(const Document& document) {
    Outline outline;
    OpenSections sections;
    BodyCounter counter(document.format);
    const auto count = static_cast<std::uint32_t>(document.elements.size());
    outline.first_element = count;
    const auto language = language_of(document);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto& element = document.elements[i];
        if (opens_node(document, element)) {
            if (!outline.nodes.empty()) {
                outline.nodes.back().end = i;
                outline.nodes.back().body.to = element.range.from;
            } else {
                outline.first_element = i;
            }
            auto node = open_node(document, i, language);
            node.body.from = element.range.to;
            node.parent = sections.parent_of(node, static_cast<std::uint32_t>(outline.nodes.size()),
                                             outline.nodes);
            outline.nodes.push_back(std::move(node));
            counter.begin_node();
        } else if (!outline.nodes.empty()) {
            counter.add(outline.nodes.back(), element);
        }
    }
    if (!outline.nodes.empty()) {
        outline.nodes.back().end = count;
        outline.nodes.back().body.to = end_of_text(document);
    }
    const OwnTimes times(outline.nodes);
    for (auto& node : outline.nodes) times.apply(node);
    return outline;
}

std::uint32_t count_words(std::string_view text) noexcept {
    std::uint32_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

}  // namespace fabula::screenplay
