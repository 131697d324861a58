// What a scene heading begins with and how it comes apart: INT. and EXT. as Fountain has them, and
// the words of other languages.
#pragma once

#include <cstddef>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct HeadingPrefix {
    Setting setting = Setting::Unknown;
    std::size_t length = 0;     // Bytes, without the dot or blank behind it; 0: no heading.
    std::string_view language;  // Of its words; empty for INT. and its like.
};

// INT, EXT, EST, INT./EXT, INT/EXT, I/E followed by a dot or a blank, in any case; also EXT/INT,
// E/I and I./E, which writers use.
HeadingPrefix fountain_heading_prefix(std::string_view line) noexcept;

// These, and INNEN, AUSSEN, ИНТ, 内景 and what else languages.hpp has, which must stand in upper
// case: "Innen ist es dunkel." is a sentence. In a script of that `language` (see language_of) they
// may stand in any case before a dot. Also "○教室" and "S#1.", with which Japanese and Korean
// headings begin.
HeadingPrefix heading_prefix(std::string_view line, std::string_view language = {}) noexcept;

// True for "NIGHT", "LATER", "SPÄTER", "DAY (1920)": what a heading says of its time.
bool is_time_of_day(std::string_view words, std::string_view language = {});

// The end of a heading behind its last dash, slash or comma, and what stands before it.
struct HeadingTail {
    std::string_view before;
    std::string_view tail;  // Empty: no separator.
    bool dash = false;      // A dash between blanks, as before a time of day.
};
HeadingTail split_heading_tail(std::string_view place) noexcept;

}  // namespace fabula::screenplay
