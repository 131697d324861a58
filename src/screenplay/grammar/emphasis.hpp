// *italics*, **bold**, ***both*** and _underline_ within one line, as the Fountain page has them:
// a mark opens before and closes behind a visible character; `\*` and `\_` are plain.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct StyledText {
    std::string text;
    std::vector<Run> runs;  // Empty: all plain.
};

// Appends the line without its marks; appends to `styled` only the stretches that are not plain.
// `places` are ascending offsets in `line`, which become offsets in `text`.
void append_styled(std::string_view line, std::string& text, std::vector<Run>& styled,
                   std::span<std::uint32_t> places = {});

// Runs that cover a text of `length` bytes, from the stretches that are not plain.
std::vector<Run> cover(const std::vector<Run>& styled, std::size_t length);

// Where two or three stars open a word and nothing on the line closes them; npos: nowhere.
std::size_t find_open_bold(std::string_view line);

StyledText read_styled(std::string_view line);

// The inverse for one line without line breaks: marks for `runs` put in, and a backslash before
// what would otherwise be a mark. A style on blanks at its ends is dropped, as no mark holds it.
struct MarkedLine {
    std::string text;
    // Offset in `text` of each given offset in the line.
    std::vector<std::uint32_t> places;
};
enum class Escape { Needed, All };
MarkedLine write_styled(std::string_view line, const std::vector<Run>& runs,
                        const std::vector<std::uint32_t>& places = {},
                        Escape escape = Escape::Needed);

}  // namespace fabula::screenplay
