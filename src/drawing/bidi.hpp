// Directions on one line of text: the Unicode Bidirectional Algorithm (UAX 9), by FriBidi.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fabula::drawing {

enum class BaseDirection : std::uint8_t {
    Auto,     // That of the first character that has one.
    ToRight,  // Latin.
    ToLeft,   // Hebrew, Arabic.
};

// The embedding level of each code point: odd where it is written to the left. `text` is one line.
std::vector<std::uint8_t> bidi_levels(std::u32string_view text, BaseDirection base);

// Whether anything in the text can be written to the left; quick for text that cannot.
bool may_read_to_left(std::string_view text) noexcept;

// Stretches of the line that are written in one direction, in the order in which they stand on
// paper from left to right.
struct DirectedStretch {
    std::uint32_t from = 0;  // Bytes.
    std::uint32_t to = 0;
    bool to_left = false;
};
std::vector<DirectedStretch> painting_order(std::string_view line, BaseDirection base);

// Turns `items`, in reading order, into painting order by their levels (rule L2).
template <class Item, class LevelOf>
void order_by_level(std::vector<Item>& items, LevelOf&& level_of) {
    std::uint8_t highest = 0;
    for (const Item& item : items) {
        if (level_of(item) > highest) highest = level_of(item);
    }
    for (std::uint8_t level = highest; level > 0; --level) {
        for (std::size_t from = 0; from < items.size();) {
            std::size_t to = from;
            while (to < items.size() && level_of(items[to]) >= level) ++to;
            for (std::size_t a = from, b = to; a + 1 < b;) std::swap(items[a++], items[--b]);
            from = to == from ? from + 1 : to;
        }
    }
}

}  // namespace fabula::drawing
