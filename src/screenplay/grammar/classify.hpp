// What a single Fountain line looks like, its neighbours aside. Used by parser and printer, so
// that the one forces exactly what the other would misread. Lines come without outer blanks.
#pragma once

#include <cstddef>
#include <string_view>

namespace fabula::screenplay {

// At least one upper-case letter and no lower-case one; "ß" counts as neither.
bool is_upper_case(std::string_view text) noexcept;

// Any lower-case letter, "ß" aside.
bool has_lower_case(std::string_view text) noexcept;

// Upper case up to the extensions in parentheses, which may be in lower case.
bool looks_like_cue(std::string_view line) noexcept;

// INT. and its like in any language (see heading_prefix), also behind emphasis marks.
bool looks_like_heading(std::string_view line, std::string_view language = {}) noexcept;

// Upper case, ends with "TO:".
bool looks_like_transition(std::string_view line) noexcept;

// "===" or "=== 12A ==="; `number` is the locked page number, else empty.
bool is_page_break(std::string_view line, std::string_view& number) noexcept;

bool is_synopsis(std::string_view line) noexcept;

// Number of '#' in front; 0 where nothing follows them. Below other text a section needs a blank
// behind its marks, so that a hashtag stays text.
std::size_t section_marks(std::string_view line) noexcept;
bool is_section_below_text(std::string_view line) noexcept;

// ".HOUSE": one dot, then a letter or digit.
bool is_forced_heading(std::string_view line) noexcept;

// A cue's name, without the mark of dual dialogue.
std::string_view cue_name(std::string_view cue) noexcept;

// "@McClane".
bool is_forced_cue(std::string_view line) noexcept;

// "!TEXT"; "!!" and "!?" alone are text.
bool is_forced_action(std::string_view line) noexcept;

// ">text<" and ">text".
bool is_centered(std::string_view line) noexcept;
bool is_forced_transition(std::string_view line) noexcept;

bool is_lyric(std::string_view line) noexcept;

// Ends a paragraph or a speech without a blank line before it.
bool interrupts_text(std::string_view line) noexcept;

// Goes on with a speech when it stands below one.
bool continues_speech(std::string_view line) noexcept;

// Stands for a blank line to a heading, cue or transition above it: it is not on the page.
bool is_boundary(std::string_view line) noexcept;

// Splits "INT. HOUSE #12A#" into heading and number; the number is empty where there is none.
std::string_view split_scene_number(std::string_view line, std::string_view& number) noexcept;

// Opens with "(", emphasis marks aside; `closed` where it also ends with ")".
bool opens_parenthetical(std::string_view line) noexcept;
bool closes_parenthetical(std::string_view line) noexcept;

}  // namespace fabula::screenplay
