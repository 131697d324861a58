#include "net/reach.hpp"

#include <doctest/doctest.h>

namespace fabula::net {

TEST_CASE("servers of the world are told from private networks and from what is no server") {
    for (const auto* address : {"1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1",
                                "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.17.255.255",
                                "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::200e"}) {
        CAPTURE(address);
        CHECK(reach_of(address) == Reach::Global);
    }
    for (const auto* address : {"127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255",
                                "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                                "100.127.255.255", "::1", "fc00::1", "fd12:3456::1"}) {
        CAPTURE(address);
        CHECK(reach_of(address) == Reach::Local);
    }
    for (const auto* address :
         {"0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.1", "192.0.2.1", "192.88.99.1",
          "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
          "239.255.255.255", "240.0.0.1", "255.255.255.255"}) {
        CAPTURE(address);
        CHECK(reach_of(address) == Reach::Nowhere);
    }
}

TEST_CASE("an IPv6 address that carries another one inside leads nowhere") {
    for (const auto* address : {"::",
                                "::ffff:127.0.0.1",
                                "::ffff:1.1.1.1",
                                "::127.0.0.1",
                                "::ffff:0:10.0.0.1",
                                "64:ff9b::7f00:1",
                                "64:ff9b:1::a00:1",
                                "2002:7f00:1::",
                                "2001:0:1::1",
                                "2001:10::1",
                                "2001:20::1",
                                "2001:db8::1",
                                "3fff::1",
                                "fe80::1",
                                "febf::1",
                                "fec0::1",
                                "ff02::1",
                                "100::1",
                                "5f00::1",
                                "4000::1"}) {
        CAPTURE(address);
        CHECK(reach_of(address) == Reach::Nowhere);
    }
}

TEST_CASE("what is no address leads nowhere") {
    for (const auto* text : {"", "localhost", "1.1.1", "1.1.1.1/32", "0x7f.1", "fe80::1%eth0"}) {
        CAPTURE(text);
        CHECK(reach_of(text) == Reach::Nowhere);
    }
}

}  // namespace fabula::net
