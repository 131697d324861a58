#include "typeset/sides.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::typeset {

using screenplay::Element;
using screenplay::ElementType;

namespace {

bool belongs_to_speech(ElementType type) {
    return type == ElementType::Dialogue || type == ElementType::Parenthetical ||
           type == ElementType::Lyric;
}

}  // namespace

std::optional<std::uint32_t> find_character(const screenplay::Statistics& statistics,
                                            std::string_view name) {
    const std::string wanted = fold(trim(name));
    for (std::uint32_t i = 0; i < statistics.characters.size(); ++i) {
        if (fold(statistics.characters[i].name) == wanted) return i;
    }
    return std::nullopt;
}

std::vector<ElementLook> sides_looks(const screenplay::Document& document,
                                     const screenplay::Statistics& statistics,
                                     std::uint32_t character) {
    const std::string wanted = fold(statistics.characters[character].name);
    std::vector<ElementLook> looks(document.elements.size(), ElementLook::Dimmed);
    std::size_t next = 0;
    bool present = false, speaks = false;
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        const Element& element = document.elements[i];
        if (next < statistics.scenes.size() && statistics.scenes[next].heading == i) {
            present = std::ranges::find(statistics.scenes[next].present, character) !=
                      statistics.scenes[next].present.end();
            ++next;
        }
        if (element.type == ElementType::Character) {
            speaks = fold(screenplay::speaker_of(element.text)) == wanted;
        } else if (!belongs_to_speech(element.type)) {
            speaks = false;
        }
        // What is said before the first heading is theirs all the same.
        if (speaks) {
            looks[i] = ElementLook::Marked;
        } else if (present) {
            looks[i] = ElementLook::Normal;
        }
    }
    return looks;
}

}  // namespace fabula::typeset
