#include "typeset/pdf/cff.hpp"

#include <optional>

namespace fabula::typeset {

namespace {

// Reads big-endian numbers; behind the end everything is zero.
class CffReader {
public:
    explicit CffReader(std::string_view bytes) : bytes_(bytes) {}

    std::size_t at = 0;

    [[nodiscard]] bool at_end() const { return at >= bytes_.size(); }
    std::uint32_t number(int length) {
        std::uint32_t value = 0;
        for (int i = 0; i < length; ++i) {
            value = value << 8U | (at_end() ? 0U : static_cast<unsigned char>(bytes_[at]));
            ++at;
        }
        return value;
    }

    // The first entry of an INDEX; the reader stands behind the INDEX then.
    std::string_view first_of_index() {
        const std::uint32_t count = number(2);
        if (count == 0) return {};
        const int width = static_cast<int>(number(1));
        if (width < 1 || width > 4) return fail();
        const std::size_t offsets = at;
        const std::size_t data =
            offsets + (std::size_t{count} + 1) * static_cast<unsigned>(width) - 1;
        const std::size_t first = number(width), second = number(width);
        at = offsets + std::size_t{count} * static_cast<unsigned>(width);
        const std::size_t end = data + number(width);
        if (second < first || data + second > bytes_.size() || end > bytes_.size()) return fail();
        at = end;
        return bytes_.substr(data + first, second - first);
    }

private:
    std::string_view fail() {
        at = bytes_.size();
        return {};
    }

    std::string_view bytes_;
};

struct TopDict {
    bool keyed_by_cid = false;
    std::size_t charset = 0;
};

// Operands stand before their operator; only the last one matters here.
TopDict read_top_dict(std::string_view bytes) {
    constexpr std::uint32_t kCharset = 15, kEscape = 12, kRos = 30;
    TopDict dict;
    CffReader in(bytes);
    std::uint32_t operand = 0;
    while (!in.at_end()) {
        const std::uint32_t b = in.number(1);
        if (b >= 32 && b <= 246) {
            operand = b - 139;
        } else if (b >= 247 && b <= 250) {
            operand = (b - 247) * 256 + in.number(1) + 108;
        } else if (b >= 251 && b <= 254) {
            in.number(1);
        } else if (b == 28) {
            operand = in.number(2);
        } else if (b == 29) {
            operand = in.number(4);
        } else if (b == 30) {  // A real number ends with the nibble F.
            for (std::uint32_t nibbles = 0; (nibbles & 0x0FU) != 0x0FU && !in.at_end();) {
                nibbles = in.number(1);
            }
        } else if (b == kEscape) {
            if (in.number(1) == kRos) dict.keyed_by_cid = true;
        } else if (b == kCharset) {
            dict.charset = operand;
        }
    }
    return dict;
}

}  // namespace

std::vector<std::uint16_t> read_cids(std::string_view cff, std::uint32_t glyph_count) {
    CffReader in(cff);
    in.at = 2;
    in.at = in.number(1);  // Length of the header.
    in.first_of_index();   // Names.
    const TopDict dict = read_top_dict(in.first_of_index());
    if (!dict.keyed_by_cid || dict.charset < 3) return {};
    std::vector<std::uint16_t> cids{0};
    in.at = dict.charset;
    const std::uint32_t format = in.number(1);
    if (format > 2) return {};
    while (cids.size() < glyph_count && !in.at_end()) {
        std::uint32_t cid = in.number(2);
        const std::uint32_t more = format == 0 ? 0 : in.number(format == 1 ? 1 : 2);
        for (std::uint32_t i = 0; i <= more && cids.size() < glyph_count; ++i) {
            cids.push_back(static_cast<std::uint16_t>(cid++));
        }
    }
    cids.resize(glyph_count, 0);
    return cids;
}

}  // namespace fabula::typeset
