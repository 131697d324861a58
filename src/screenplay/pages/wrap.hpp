// Text to lines of whole characters, and where its sentences end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "screenplay/layout.hpp"

namespace fabula::screenplay {

// Bytes of the text, blanks at the end left out.
struct LineSpan {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t cells = 0;
};

struct WrapOptions {
    Columns columns;
    bool join_lines = false;
    std::size_t line_limit = 0;  // Stops there, so that a book in one paragraph costs a page.
};

// Appends the lines of text[from, …). False where line_limit cut it short.
//
// As Final Draft wraps: as many words as fit; blanks at the end of a line take no room, and neither
// does one hyphen. A word may part behind a hyphen inside it, and a dash of two hyphens between
// them. A word longer than a line is cut.
bool wrap_text(std::string_view text, std::uint32_t from, const WrapOptions& options,
               std::vector<LineSpan>& lines);

// Where the first sentence that begins behind `from` begins; text.size() where none does. A
// sentence ends with '.', '!', '?' or the like of other scripts, closing quotes and brackets after
// it included.
std::size_t next_sentence(std::string_view text, std::size_t from) noexcept;

// Whether a sentence ends where the text does.
bool ends_with_sentence(std::string_view text) noexcept;

}  // namespace fabula::screenplay
