// How values are written in a PDF (ISO 32000-1, 7.3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fabula::typeset {

void append_integer(std::string& out, std::int64_t value);
// "12 0 R"
void append_reference(std::string& out, int id);
// A literal string of any bytes (7.3.4.2).
void append_literal(std::string& out, std::string_view bytes);
// A text string (7.9.2.2): ASCII as it is, all else as UTF-16.
void append_text_string(std::string& out, std::string_view utf8);

// Four hexadecimal digits; `value` up to 0xFFFF.
void append_hex16(std::string& out, std::uint32_t value);
// The UTF-16 units of a text, four digits each.
void append_utf16_hex(std::string& out, std::string_view utf8);

}  // namespace fabula::typeset
