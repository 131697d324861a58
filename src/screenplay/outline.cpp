#include "screenplay/outline.hpp"

#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

namespace {

bool opens_node(const Document& document, const Element& element) {
    if (element.type == ElementType::Section) return true;
    if (document.format == Format::Manuscript) {
        return element.type == ElementType::Centered && is_break_line(element.text);
    }
    return element.type == ElementType::SceneHeading;
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

void count_speech(OutlineNode& node, std::string_view cue) {
    const auto name = speaker_of(cue);
    const auto folded = fold(name);
    for (auto& speaker : node.speakers) {
        if (fold(speaker.name) == folded) {
            ++speaker.speeches;
            return;
        }
    }
    node.speakers.push_back({std::string(name), 1});
}

void add_to_body(OutlineNode& node, const Element& element) {
    if (element.type == ElementType::Synopsis) {
        if (!node.synopsis.empty()) node.synopsis.push_back(' ');
        node.synopsis += element.text;
    }
    if (!is_printed(element.type)) return;
    node.word_count += count_words(element.text);
    node.has_content = node.has_content || !trim(element.text).empty();
    if (element.type == ElementType::Character) count_speech(node, element.text);
}

OutlineNode open_node(const Document& document, std::uint32_t index) {
    const auto& element = document.elements[index];
    OutlineNode node;
    node.element = index;
    node.heading = element.range;
    node.scene_number = element.scene_number;
    if (element.type == ElementType::Section) {
        node.kind = NodeKind::Section;
        node.level = element.level;
        node.title = element.text;
    } else if (element.type == ElementType::SceneHeading) {
        node.title = element.text;
        node.parts = heading_parts(element.text);
    }
    return node;
}

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
    const auto count = static_cast<std::uint32_t>(document.elements.size());
    outline.first_element = count;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto& element = document.elements[i];
        if (opens_node(document, element)) {
            if (!outline.nodes.empty()) {
                outline.nodes.back().end = i;
                outline.nodes.back().body.to = element.range.from;
            } else {
                outline.first_element = i;
            }
            auto node = open_node(document, i);
            node.body.from = element.range.to;
            node.parent = sections.parent_of(node, static_cast<std::uint32_t>(outline.nodes.size()),
                                             outline.nodes);
            outline.nodes.push_back(std::move(node));
        } else if (!outline.nodes.empty()) {
            add_to_body(outline.nodes.back(), element);
        }
    }
    if (!outline.nodes.empty()) {
        outline.nodes.back().end = count;
        outline.nodes.back().body.to = end_of_text(document);
    }
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
