// Words of scene headings: INT, EXT and their like, in English, German and Russian.
#pragma once

#include <cstddef>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct HeadingPrefix {
    Setting setting = Setting::Unknown;
    std::size_t length = 0;  // Bytes, without the dot or blank behind it; 0: no heading.
};

// INT, EXT, EST, INT./EXT, INT/EXT, I/E followed by a dot or a blank, in any case; also EXT/INT,
// E/I and I./E, which writers use, and INNEN, AUSSEN, ИНТ, НАТ in upper case or before a dot.
HeadingPrefix heading_prefix(std::string_view line) noexcept;

// True for "NIGHT", "LATER", "SPÄTER", "DAY (1920)": what a heading says of its time.
bool is_time_of_day(std::string_view words);

// The end of a heading behind its last dash, slash or comma, and what stands before it.
struct HeadingTail {
    std::string_view before;
    std::string_view tail;  // Empty: no separator.
    bool dash = false;      // A dash between blanks, as before a time of day.
};
HeadingTail split_heading_tail(std::string_view place) noexcept;

}  // namespace fabula::screenplay
