#include "base/text.hpp"

#include <utf8proc.h>

#include <charconv>
#include <cstdlib>

namespace fabula {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Length of the sequence that a lead byte opens; 0 for a byte that cannot lead.
std::size_t sequence_length(unsigned char lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// Decodes one sequence; nullopt where it is not strict UTF-8.
std::optional<char32_t> decode_at(std::string_view text, std::size_t at,
                                  std::size_t& length) noexcept {
    const auto lead = static_cast<unsigned char>(text[at]);
    length = sequence_length(lead);
    if (length == 0 || at + length > text.size()) return std::nullopt;
    if (length == 1) return lead;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0U) != 0x80U) return std::nullopt;
        value = (value << 6U) | (byte & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); at += length) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            length = 1;
        } else if (!decode_at(text, at, length)) {
            return false;
        }
    }
    return true;
}

char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        ++at;
        return first;
    }
    std::size_t length = 0;
    const auto value = decode_at(text, at, length);
    at += value ? length : 1;
    return value.value_or(kReplacement);
}

void append_code_point(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

std::string fingerprint(std::string_view text) {
    std::uint32_t first = 0x811C9DC5;
    std::uint32_t second = 0x9747B28C;
    const auto mix = [&](std::uint32_t unit) {
        first = (first ^ unit) * 0x01000193U;
        second = (second ^ unit) * 0x85EBCA6BU;
        second ^= second >> 15U;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto point = static_cast<std::uint32_t>(next_code_point(text, at));
        if (point < 0x10000) {
            mix(point);
        } else {
            mix(0xD800 + ((point - 0x10000) >> 10U));
            mix(0xDC00 + ((point - 0x10000) & 0x3FFU));
        }
    }
    std::string out;
    for (const auto lane : {first, second}) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            out.push_back("0123456789abcdef"[(lane >> static_cast<unsigned>(shift)) & 15U]);
        }
    }
    return out;
}

std::size_t count_utf16_units(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        count += (byte & 0xC0U) != 0x80U;
        count += byte >= 0xF0;
    }
    return count;
}

std::optional<std::size_t> byte_offset_of(std::string_view text,
                                          std::size_t utf16_offset) noexcept {
    std::size_t units = 0;
    std::size_t at = 0;
    while (units < utf16_offset && at < text.size()) {
        units += next_code_point(text, at) >= 0x10000 ? 2 : 1;
    }
    return units == utf16_offset ? std::optional(at) : std::nullopt;
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    while (true) {
        const auto to = text.find(separator, from);
        parts.push_back(text.substr(from, to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

std::string in_one_line(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
                             (c >= 0x2066 && c <= 0x2069);
        if (!control && c != ' ') {
            append_code_point(out, c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return std::string(trim(out));
}

std::string unify_line_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            out += text[at];
        } else if (at + 1 == text.size() || text[at + 1] != '\n') {
            out += '\n';
        }
    }
    return out;
}

bool starts_with_ascii_insensitive(std::string_view text, std::string_view prefix) noexcept {
    if (text.size() < prefix.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (lower(text[i]) != lower(prefix[i])) return false;
    }
    return true;
}

std::string to_lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

namespace {

template <class Map>
std::string map_code_points(std::string_view text, Map map) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            out.push_back(static_cast<char>(map(byte)));
            ++at;
        } else {
            append_code_point(out, map(next_code_point(text, at)));
        }
    }
    return out;
}

utf8proc_category_t category_of(char32_t c) noexcept {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

}  // namespace

std::string to_upper(std::string_view text) {
    return map_code_points(text, [](char32_t c) -> char32_t {
        if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
        return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
    });
}

std::string to_lower(std::string_view text) {
    return map_code_points(text, [](char32_t c) -> char32_t {
        if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
        return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    });
}

std::string fold(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (length < 0) return to_lower_ascii(trim(text));
    const std::string_view whole(reinterpret_cast<char*>(mapped), static_cast<std::size_t>(length));
    std::string out;
    bool gap = false;
    for (const char c : whole) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = !out.empty();
            continue;
        }
        if (gap) out.push_back(' ');
        gap = false;
        out.push_back(c);
    }
    std::free(mapped);
    return out;
}

bool is_letter(char32_t c) noexcept {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const auto category = category_of(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t c) noexcept {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    const auto category = category_of(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t c) noexcept {
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return category_of(c) == UTF8PROC_CATEGORY_LL;
}

bool is_digit(char32_t c) noexcept {
    if (c < 0x80) return c >= '0' && c <= '9';
    return category_of(c) == UTF8PROC_CATEGORY_ND;
}

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

std::optional<double> parse_decimal(std::string_view text) noexcept {
    double value = 0;
#if defined(__cpp_lib_to_chars)
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
#else  // libc++ for WebAssembly, which has one locale only.
    if (text.empty() || text.find_first_not_of("0123456789.-") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string copy(text);
    char* stop = nullptr;
    value = std::strtod(copy.c_str(), &stop);
    if (stop != copy.c_str() + copy.size()) return std::nullopt;
#endif
    return value;
}

std::string shorten(std::string_view text, std::size_t code_points) {
    if (count_code_points(text) <= code_points || code_points == 0) return std::string(text);
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < code_points; ++i) next_code_point(text, at);
    return std::string(trim(text.substr(0, at))) + "…";
}

bool reads_as_formula(std::string_view cell) noexcept {
    if (!cell.empty() && (cell[0] == '\t' || cell[0] == '\r')) return true;
    std::size_t at = cell.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos) return false;
    const char32_t c = next_code_point(cell, at);
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20;
}

std::string url_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                                c == '~';
        if (unreserved) {
            out.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out.push_back('%');
            out.push_back(digits[byte >> 4U]);
            out.push_back(digits[byte & 0x0FU]);
        }
    }
    return out;
}

}  // namespace fabula
