// What changed between two versions of a script, as a reader of the later one sees it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// The paper of changed pages, in the order in which productions hand out revisions.
enum class RevisionColor : std::uint8_t {
    White,
    Blue,
    Pink,
    Yellow,
    Green,
    Goldenrod,
    Buff,
    Salmon,
    Cherry,
    Tan,
};
inline constexpr std::array<std::string_view, 10> kRevisionColorNames = {
    "white", "blue", "pink", "yellow", "green", "goldenrod", "buff", "salmon", "cherry", "tan"};

// A stretch of an element of the later version. Where from equals to, something was taken out.
struct ChangedText {
    std::uint32_t element = 0;
    std::uint32_t from = 0;  // Bytes of Element::text.
    std::uint32_t to = 0;
    bool operator==(const ChangedText&) const = default;
};

// Ascending. Words are compared within paragraphs that are still there; what is not printed does
// not count. What was taken out after the last element is marked at its end.
std::vector<ChangedText> changed_text(const Document& before, const Document& after);

}  // namespace fabula::screenplay
