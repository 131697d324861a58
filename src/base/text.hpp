// Text as Fabula keeps it: UTF-8 with LF. Positions that travel are UTF-16 units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula {

// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) noexcept;

// The code point at `at`, which is moved behind it. Invalid bytes read as U+FFFD, one at a time.
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;
void append_code_point(std::string& out, char32_t code_point);

std::size_t count_code_points(std::string_view text) noexcept;
std::size_t count_utf16_units(std::string_view text) noexcept;
// 16 hexadecimal digits that tell texts apart, the same here and in the editor
// (web/ts/writing/fingerprint.ts): two 32-bit lanes over UTF-16 units, the first FNV-1a. They prove
// nothing against somebody who wants to deceive.
std::string fingerprint(std::string_view text);

// Byte offset of a UTF-16 offset; nullopt beyond the end or inside a surrogate pair.
std::optional<std::size_t> byte_offset_of(std::string_view text, std::size_t utf16_offset) noexcept;

// Blanks, tabs and line ends at both ends.
std::string_view trim(std::string_view text) noexcept;
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

// Blanks and line ends collapsed to single blanks, without control characters and marks that turn
// the direction of writing.
std::string in_one_line(std::string_view text);

// CR LF and CR to LF.
std::string unify_line_ends(std::string_view text);

bool starts_with_ascii_insensitive(std::string_view text, std::string_view prefix) noexcept;
std::string to_lower_ascii(std::string_view text);

// Full Unicode case mapping of single code points (simple mapping, "ß" folds to "ss").
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
// For comparing names: NFKC, case folded, marks kept, inner blanks collapsed.
std::string fold(std::string_view text);

bool is_letter(char32_t code_point) noexcept;
bool is_upper(char32_t code_point) noexcept;
bool is_lower(char32_t code_point) noexcept;
bool is_digit(char32_t code_point) noexcept;

// The whole text as a number; nullopt where anything is left over.
std::optional<std::int64_t> parse_integer(std::string_view text) noexcept;
std::optional<double> parse_decimal(std::string_view text) noexcept;

// What opens a formula in Excel, LibreOffice or Google Sheets, also behind blanks they drop.
bool reads_as_formula(std::string_view cell) noexcept;

// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
std::string url_encode(std::string_view text);

// At most `code_points` long, with an ellipsis as last one where something was cut.
std::string shorten(std::string_view text, std::size_t code_points);

}  // namespace fabula
