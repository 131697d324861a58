#include "base/address_block.hpp"

#include <doctest/doctest.h>

namespace fabula {

TEST_CASE("a network holds its addresses, in both notations") {
    const auto block = AddressBlock::parse("10.16.0.0/12");
    REQUIRE(block.has_value());
    CHECK(block->holds("10.16.0.1"));
    CHECK(block->holds("10.31.255.255"));
    CHECK(block->holds("::ffff:10.20.0.1"));
    CHECK_FALSE(block->holds("10.32.0.0"));
    CHECK_FALSE(block->holds("2001:db8::1"));
    CHECK_FALSE(block->holds("no address"));
    CHECK(AddressBlock::parse("2001:db8::/32")->holds("2001:db8:1::7"));
    for (const auto* bad :
         {"", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0", "host", "1/2/3"}) {
        CAPTURE(bad);
        CHECK_FALSE(AddressBlock::parse(bad).has_value());
    }
}

}  // namespace fabula
