// A Fountain text cut into the lines that its rules speak of: notes and boneyard taken out, a line
// joined with the next where one of them spans the break.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// What the reader does not see, in bytes of the source, brackets included.
struct Hidden {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool note = false;           // Else boneyard.
    std::uint32_t shown_at = 0;  // Byte offset in Line::text where it stood.
};

enum class LineContent : std::uint8_t {
    Text,
    Blank,
    Hidden,  // Holds a note or boneyard and nothing else.
};

struct Line {
    std::string_view text;   // What shows, indentation and trailing blanks kept.
    std::uint32_t from = 0;  // Bytes of the source, without the last line break.
    std::uint32_t to = 0;
    Range range;                    // The same in UTF-16 units.
    std::uint32_t hidden_from = 0;  // Its part of Lines::hidden.
    std::uint32_t hidden_to = 0;
    LineContent kind = LineContent::Blank;
    bool two_blanks = false;  // A blank line of exactly two spaces, which continues dialogue.
    bool marked = false;      // Has a star, underscore or backslash, so may hold emphasis.
};

struct Lines {
    std::vector<Line> lines;
    std::size_t shown = 0;  // Lines that are not blank.
    std::vector<Hidden> hidden;
    std::vector<Diagnostic> diagnostics;
    std::deque<std::string> joined;  // Owns the text of lines that hide something.
};

// Views point into `text`, which must outlive the result.
Lines read_lines(std::string_view text);

// UTF-16 range of the bytes [from, to), which lie in `line`.
Range range_in(std::string_view text, const Line& line, std::uint32_t from, std::uint32_t to);

inline bool is_blank_char(char c) noexcept {
    return c == ' ' || c == '\t';
}

inline std::string_view trim_left(std::string_view text) noexcept {
    while (!text.empty() && is_blank_char(text.front())) text.remove_prefix(1);
    return text;
}

inline std::string_view trim_right(std::string_view text) noexcept {
    while (!text.empty() && is_blank_char(text.back())) text.remove_suffix(1);
    return text;
}

// What the line shows, without its outer blanks.
inline std::string_view shown(const Line& line) noexcept {
    return trim_right(trim_left(line.text));
}

}  // namespace fabula::screenplay
