#include "net/reach.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/address_block.hpp"

namespace fabula::net {

namespace {

using Blocks = std::vector<AddressBlock>;

template <std::size_t count>
Blocks parse_blocks(const std::array<std::string_view, count>& texts) {
    Blocks blocks;
    for (const auto text : texts) blocks.push_back(AddressBlock::parse(text).value());
    return blocks;
}

const Blocks& local_blocks() {
    static const Blocks blocks = parse_blocks(
        std::to_array<std::string_view>({"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12",
                                         "192.168.0.0/16", "100.64.0.0/10", "::1", "fc00::/7"}));
    return blocks;
}

// The IANA registry of special IPv4 addresses, without the local ones and those of anycast servers.
const Blocks& nowhere_v4() {
    static const Blocks blocks = parse_blocks(std::to_array<std::string_view>(
        {"0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
         "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"}));
    return blocks;
}

// Inside 2000::/3, all that is given out so far: protocol assignments with Teredo, documentation,
// 6to4. What is outside (mapped and compatible IPv4, NAT64, link-local, multicast) is not listed.
const Blocks& nowhere_v6() {
    static const Blocks blocks = parse_blocks(
        std::to_array<std::string_view>({"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"}));
    return blocks;
}

bool is_in(const Blocks& blocks, std::string_view address) {
    return std::ranges::any_of(blocks,
                               [&](const AddressBlock& block) { return block.holds(address); });
}

}  // namespace

Reach reach_of(std::string_view address) {
    static const AddressBlock given_out = AddressBlock::parse("2000::/3").value();
    const auto itself = AddressBlock::parse(address);
    if (!itself || address.find('/') != std::string_view::npos) return Reach::Nowhere;
    const bool v6 = address.find(':') != std::string_view::npos;
    // A mapped address would be taken for the IPv4 address in it.
    if (v6 && address.starts_with("::") && address != "::1") return Reach::Nowhere;
    if (is_in(local_blocks(), address)) return Reach::Local;
    if (v6 && !given_out.holds(address)) return Reach::Nowhere;
    return is_in(v6 ? nowhere_v6() : nowhere_v4(), address) ? Reach::Nowhere : Reach::Global;
}

}  // namespace fabula::net
