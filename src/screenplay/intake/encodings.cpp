#include "screenplay/intake/encodings.hpp"

#include <array>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

// 0x80..0x9F of Windows-1252 (the WHATWG index, in which the five holes are controls).
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// 0x80..0xFF of Mac Roman (Apple's ROMAN.TXT).
constexpr std::array<char16_t, 128> kMac = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

unsigned char byte_at(std::string_view bytes, std::size_t at) noexcept {
    return static_cast<unsigned char>(bytes[at]);
}

// The byte that decodes to `c`; Windows-1252 also takes Latin-1's controls as they are.
std::optional<char> encode(char32_t c, SingleByte encoding) noexcept {
    if (c < 0x80) return static_cast<char>(c);
    const bool windows = encoding == SingleByte::Windows1252;
    if (windows && c <= 0xFF) return static_cast<char>(c);
    const std::size_t size = windows ? kWindows.size() : kMac.size();
    for (std::size_t i = 0; i < size; ++i) {
        if ((windows ? kWindows[i] : kMac[i]) == c) return static_cast<char>(0x80 + i);
    }
    return std::nullopt;
}

bool is_quote_or_dash(char32_t c) noexcept {
    return (c >= 0x2010 && c <= 0x201F) || c == 0x2026 || c == 0x2039 || c == 0x203A || c == 0xAB ||
           c == 0xBB;
}

bool is_ascii_letter(char32_t c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// How well a character fits between its neighbours: letters belong into words in one case, quotes
// and dashes to their ends, and nothing else into the middle.
int fit(char32_t c, char32_t before, char32_t after) noexcept {
    const bool inside = is_ascii_letter(before) && is_ascii_letter(after);
    const bool beside = is_ascii_letter(before) || is_ascii_letter(after);
    if (is_letter(c)) {
        if (is_upper(c) && is_lower(before)) return -3;
        if (is_lower(c) && is_upper(before) && is_upper(after)) return c == 0xDF ? 2 : -1;
        return beside ? 2 : 0;
    }
    if (c == 0x2019) return 1;
    if (is_quote_or_dash(c)) return inside ? -1 : 1;
    if (c < 0xA0) return -5;
    return inside ? -3 : -1;
}

int score(std::string_view bytes, SingleByte encoding) noexcept {
    const auto decode = [&](std::size_t at) -> char32_t {
        return at < bytes.size() ? decode_byte(byte_at(bytes, at), encoding) : U' ';
    };
    int total = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (byte_at(bytes, at) < 0x80) continue;
        total += fit(decode(at), at == 0 ? U' ' : decode(at - 1), decode(at + 1));
        if (total > 1'000'000 || total < -1'000'000) break;
    }
    return total;
}

// What scripts in European languages are written with.
bool is_plausible(char32_t c) noexcept {
    return (c >= 0xA0 && c <= 0x17F) || (c >= 0x2010 && c <= 0x2044) || c == 0x20AC ||
           c == 0x2122 || (c >= 0x386 && c <= 0x3CE) || (c >= 0x401 && c <= 0x45F);
}

// A stretch of characters beyond ASCII decoded again; empty where it is not UTF-8 read wrongly.
std::string decode_again(std::string_view stretch, SingleByte read_as) {
    std::string bytes;
    for (std::size_t at = 0; at < stretch.size();) {
        const auto byte = encode(next_code_point(stretch, at), read_as);
        if (!byte) return {};
        bytes.push_back(*byte);
    }
    if (!is_utf8(bytes)) return {};
    for (std::size_t at = 0; at < bytes.size();) {
        if (!is_plausible(next_code_point(bytes, at))) return {};
    }
    return bytes;
}

// Calls `take(stretch, from)` for each stretch of characters beyond ASCII.
template <class Take>
void each_stretch(std::string_view text, Take&& take) {
    for (std::size_t at = 0; at < text.size();) {
        if (byte_at(text, at) < 0x80) {
            ++at;
            continue;
        }
        const auto from = at;
        while (at < text.size() && byte_at(text, at) >= 0x80) ++at;
        take(text.substr(from, at - from), from);
    }
}

// Without the text, which most files do not need.
Mended count_mends(std::string_view text, SingleByte read_as, std::size_t& failures) {
    Mended out;
    out.encoding = read_as;
    out.read_as = read_as == SingleByte::Windows1252 ? "Windows-1252" : "Mac Roman";
    each_stretch(text, [&](std::string_view stretch, std::size_t) {
        const auto again = decode_again(stretch, read_as);
        if (again.empty()) {
            ++failures;
        } else if (++out.places == 1) {
            out.example_wrong = stretch;
            out.example_mended = again;
        }
    });
    return out;
}

std::string mend(std::string_view text, SingleByte read_as) {
    std::string out;
    out.reserve(text.size());
    std::size_t copied = 0;
    each_stretch(text, [&](std::string_view stretch, std::size_t from) {
        const auto again = decode_again(stretch, read_as);
        out.append(text.substr(copied, from - copied));
        out.append(again.empty() ? stretch : std::string_view(again));
        copied = from + stretch.size();
    });
    return out.append(text.substr(copied));
}

}  // namespace

Utf16Text decode_utf16(std::string_view bytes, ByteOrder order) {
    Utf16Text out;
    const auto unit = [&](std::size_t at) -> char32_t {
        const char32_t first = byte_at(bytes, at);
        const char32_t second = byte_at(bytes, at + 1);
        return order == ByteOrder::Little ? second << 8U | first : first << 8U | second;
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        if (at + 1 == bytes.size()) {
            out.fault = at;
            return out;
        }
        auto c = unit(at);
        if (c >= 0xD800 && c <= 0xDFFF) {
            const char32_t low = c < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
            if (low < 0xDC00 || low > 0xDFFF) {
                out.fault = at;
                return out;
            }
            c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
            at += 2;
        }
        append_code_point(out.text, c);
    }
    return out;
}

std::optional<ByteOrder> guess_utf16(std::string_view bytes) noexcept {
    if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < bytes.size(); ++at) zeros[at % 2] += bytes[at] == '\0';
    const auto many = bytes.size() / 2 * 7 / 10;
    const auto few = bytes.size() / 200;
    if (zeros[1] >= many && zeros[0] <= few) return ByteOrder::Little;
    if (zeros[0] >= many && zeros[1] <= few) return ByteOrder::Big;
    return std::nullopt;
}

char32_t decode_byte(unsigned char byte, SingleByte encoding) noexcept {
    if (byte < 0x80) return byte;
    if (encoding == SingleByte::MacRoman) return kMac[byte - 0x80];
    return byte < 0xA0 ? kWindows[byte - 0x80] : byte;
}

std::string decode_single_byte(std::string_view bytes, SingleByte encoding) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        append_code_point(out, decode_byte(byte_at(bytes, at), encoding));
    }
    return out;
}

SingleByte guess_single_byte(std::string_view bytes) noexcept {
    const bool mac = score(bytes, SingleByte::MacRoman) > score(bytes, SingleByte::Windows1252);
    return mac ? SingleByte::MacRoman : SingleByte::Windows1252;
}

MixedText decode_mixed(std::string_view bytes) {
    MixedText out;
    out.text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        if (byte_at(bytes, at) < 0x80) {
            out.text.push_back(bytes[at++]);
            continue;
        }
        auto next = at;
        next_code_point(bytes, next);
        if (next - at > 1) {
            ++out.sequences;
            out.text.append(bytes.substr(at, next - at));
        } else {
            ++out.strays;
            append_code_point(out.text, decode_byte(byte_at(bytes, at), SingleByte::Windows1252));
        }
        at = next;
    }
    return out;
}

std::optional<Mended> mend_double_decoding(std::string_view text) {
    std::optional<Mended> best;
    for (const auto read_as : {SingleByte::Windows1252, SingleByte::MacRoman}) {
        std::size_t failures = 0;
        auto mended = count_mends(text, read_as, failures);
        // A few other characters may have been typed into the text since.
        if (mended.places == 0 || mended.places < 3 * failures) continue;
        if (!best || mended.places > best->places) best = std::move(mended);
    }
    if (best) best->text = mend(text, best->encoding);
    return best;
}

}  // namespace fabula::screenplay
