#include "base/address_block.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace fabula {

namespace {

constexpr int kMappedBits = 96;  // In front of an IPv4 address, "::ffff:".

}  // namespace

std::optional<AddressBlock::Bytes> AddressBlock::read(std::string_view address, bool& v4) {
    const std::string text(address);
    Bytes out{};
    v4 = ::inet_pton(AF_INET, text.c_str(), out.data() + kMappedBits / 8) == 1;
    if (v4) {
        out[10] = out[11] = 0xFF;
        return out;
    }
    if (::inet_pton(AF_INET6, text.c_str(), out.data()) == 1) return out;
    return std::nullopt;
}

std::optional<AddressBlock> AddressBlock::parse(std::string_view text) {
    AddressBlock block;
    const auto slash = text.find('/');
    bool v4 = false;
    const auto bytes = read(text.substr(0, slash), v4);
    if (!bytes) return std::nullopt;
    block.bytes_ = *bytes;
    if (slash == std::string_view::npos) return block;
    const auto bits = parse_integer(text.substr(slash + 1));
    if (!bits || *bits < 0 || *bits > (v4 ? 32 : 128)) return std::nullopt;
    block.prefix_ = static_cast<int>(*bits) + (v4 ? kMappedBits : 0);
    return block;
}

bool AddressBlock::holds(std::string_view address) const {
    bool v4 = false;
    const auto bytes = read(address, v4);
    if (!bytes) return false;
    const auto whole = static_cast<std::size_t>(prefix_ / 8);
    if (!std::equal(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(whole),
                    bytes->begin())) {
        return false;
    }
    const int rest = prefix_ % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<unsigned char>(0xFF << (8 - rest));
    return (bytes_[whole] & mask) == ((*bytes)[whole] & mask);
}

}  // namespace fabula
