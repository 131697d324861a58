#include "typeset/pdf/syntax.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace fabula::typeset {

void append_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> digits;
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_reference(std::string& out, int id) {
    append_integer(out, id);
    out += " 0 R";
}

void append_literal(std::string& out, std::string_view bytes) {
    out += '(';
    for (const char c : bytes) {
        if (c == '\r') {  // A reader would take it for a line feed.
            out += "\\r";
            continue;
        }
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    out += ')';
}

void append_text_string(std::string& out, std::string_view utf8) {
    const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (std::all_of(utf8.begin(), utf8.end(), plain)) return append_literal(out, utf8);
    out += "<FEFF";
    append_utf16_hex(out, utf8);
    out += '>';
}

void append_hex16(std::string& out, std::uint32_t value) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[value >> shift & 15];
}

void append_utf16_hex(std::string& out, std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t code = next_code_point(utf8, at);
        if (code >= 0x10000) {
            append_hex16(out, 0xD800 + ((code - 0x10000) >> 10));
            append_hex16(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            append_hex16(out, code);
        }
    }
}

}  // namespace fabula::typeset
