#include "http/body/file_name.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::http {

namespace {

constexpr std::size_t kNameBytesMax = 255;  // What Linux file systems hold.

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

// Characters that turn the writing direction and so make a name look like another.
bool turns_direction(char32_t c) {
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string check_file_name(std::string_view name) {
    if (name.size() > kNameBytesMax) invalid("name", "The file name is longer than 255 bytes.");
    if (!is_utf8(name)) invalid("name", "The file name is not UTF-8.");
    if (name == "." || name == "..") invalid("name", "The file name is that of a folder.");
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = next_code_point(name, at);
        if (is_control(c)) invalid("name", "The file name holds a control character.");
        if (turns_direction(c)) {
            invalid("name", "The file name holds a character that turns the writing direction.");
        }
        if (c == '/' || c == '\\') invalid("name", "The file name must not name a folder.");
    }
    return std::string(name);
}

}  // namespace fabula::http
