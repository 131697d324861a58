// Who holds the other end of a connection on this machine, asked from the kernel.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/types.h>

#include <optional>
#include <string>

namespace fabula::http::gate {

// An IP address with its port. An IPv4 address that came over an IPv6 socket is taken as IPv4.
struct Endpoint {
    sockaddr_storage storage{};

    static Endpoint local_of(int socket);
    static Endpoint remote_of(int socket);
    static Endpoint from(const sockaddr* address, socklen_t length);

    [[nodiscard]] int family() const { return storage.ss_family; }
    [[nodiscard]] std::string address() const;  // "127.0.0.1", "::1"; empty for other families.
    [[nodiscard]] int port() const;
    [[nodiscard]] bool loopback() const;
    // What caps count by: the IPv4 address, or the first 64 bits of an IPv6 address.
    [[nodiscard]] std::string network() const;
};

// The user whose socket `client` is, connected to our `server`. nullopt where either is not of this
// machine, or the kernel does not tell: the socket is closed already, or both ways of asking are
// shut (some containers).
std::optional<uid_t> peer_uid(const Endpoint& client, const Endpoint& server);

// The two ways, for tests: the kernel's socket monitor, and the tables under /proc/net.
std::optional<uid_t> peer_uid_by_netlink(const Endpoint& client, const Endpoint& server);
std::optional<uid_t> peer_uid_by_proc(const Endpoint& client, const Endpoint& server);

}  // namespace fabula::http::gate
