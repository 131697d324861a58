// A range of network addresses, as proxies are configured by.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace fabula {

class AddressBlock {
public:
    // "192.0.2.7", "10.0.0.0/8", "2001:db8::/32". Nothing for any other text.
    static std::optional<AddressBlock> parse(std::string_view text);

    // False for what is no address. An IPv4 address also matches in its IPv6 form.
    [[nodiscard]] bool holds(std::string_view address) const;

private:
    using Bytes = std::array<unsigned char, 16>;  // IPv4 mapped into IPv6.
    static std::optional<Bytes> read(std::string_view address, bool& v4);

    Bytes bytes_{};
    int prefix_ = 128;  // Leading bits that count.
};

}  // namespace fabula
