#include "http/gate/peer.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include "http/gate/listener.hpp"
#include "http/wire.hpp"

namespace fabula::http::gate {

namespace {

Endpoint end_of(const char* address, int port) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(static_cast<uint16_t>(port));
    if (::inet_pton(AF_INET6, address, &v6.sin6_addr) == 1) {
        return Endpoint::from(reinterpret_cast<sockaddr*>(&v6), sizeof(v6));
    }
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(static_cast<uint16_t>(port));
    ::inet_pton(AF_INET, address, &v4.sin_addr);
    return Endpoint::from(reinterpret_cast<sockaddr*>(&v4), sizeof(v4));
}

// Both ends of a connection on loopback.
struct Pair {
    Listener listener{"127.0.0.1", 0};
    sample::RawClient client{listener.port()};
    int accepted = listener.accept().value();
    ~Pair() { ::close(accepted); }

    [[nodiscard]] Endpoint client_end() const { return Endpoint::remote_of(accepted); }
    [[nodiscard]] Endpoint server_end() const { return Endpoint::local_of(accepted); }
};

}  // namespace

TEST_CASE("the kernel tells which user holds the other end, by either way") {
    const Pair pair;
    CHECK(peer_uid_by_netlink(pair.client_end(), pair.server_end()) == ::getuid());
    CHECK(peer_uid_by_proc(pair.client_end(), pair.server_end()) == ::getuid());
    CHECK(peer_uid(pair.client_end(), pair.server_end()) == ::getuid());
}

// A socket that was closed is the kernel's own, and the kernel calls its user root: who sends a
// request and closes at once must not become root by that.
TEST_CASE("of a connection whose other end was closed no user is told") {
    Pair pair;
    const auto client = pair.client_end();
    { const sample::RawClient gone = std::move(pair.client); }
    CHECK(peer_uid_by_netlink(client, pair.server_end()) == std::nullopt);
    CHECK(peer_uid_by_proc(client, pair.server_end()) == std::nullopt);
}

TEST_CASE("of no connection no user is told") {
    const Pair pair;
    const auto server = pair.server_end();
    CHECK(peer_uid(end_of("127.0.0.1", 1), server) == std::nullopt);
    CHECK(peer_uid(end_of("192.0.2.1", pair.client_end().port()), server) == std::nullopt);
    CHECK(peer_uid(end_of("::1", pair.client_end().port()), server) == std::nullopt);
    CHECK(peer_uid(server, server) == std::nullopt);
}

TEST_CASE("an IPv4 client on an IPv6 socket is known as what it is") {
    const Listener listener("127.0.0.1", 0);
    const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
    if (socket < 0) {
        MESSAGE("skipped: this machine has no IPv6");
        return;
    }
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(static_cast<uint16_t>(listener.port()));
    ::inet_pton(AF_INET6, "::ffff:127.0.0.1", &address.sin6_addr);
    REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    const auto client = Endpoint::local_of(socket);
    const auto server = Endpoint::remote_of(socket);
    CHECK(client.address() == "127.0.0.1");
    CHECK(peer_uid_by_netlink(client, server) == ::getuid());
    CHECK(peer_uid_by_proc(client, server) == ::getuid());
    ::close(socket);
}

TEST_CASE("caps count IPv6 addresses by the network a user is given") {
    CHECK(end_of("2001:db8:1:2:3:4:5:6", 1).network() == "2001:db8:1:2::");
    CHECK(end_of("203.0.113.7", 1).network() == "203.0.113.7");
    CHECK(end_of("::ffff:203.0.113.7", 1).network() == "203.0.113.7");
    CHECK(end_of("::1", 80).loopback());
    CHECK(end_of("127.1.2.3", 80).loopback());
    CHECK_FALSE(end_of("128.0.0.1", 80).loopback());
    CHECK(end_of("::1", 80).port() == 80);
}

}  // namespace fabula::http::gate
