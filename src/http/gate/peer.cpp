#include "http/gate/peer.hpp"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

namespace fabula::http::gate {

namespace {

// States in which a socket still belongs to a process. In any later one the kernel names root as
// owner of what nobody holds any more.
bool is_held(int state) {
    return state == TCP_ESTABLISHED || state == TCP_CLOSE_WAIT;
}

const sockaddr_in& v4(const Endpoint& end) {
    return reinterpret_cast<const sockaddr_in&>(end.storage);
}
const sockaddr_in6& v6(const Endpoint& end) {
    return reinterpret_cast<const sockaddr_in6&>(end.storage);
}

void copy_address(const Endpoint& end, __be32 (&target)[4]) {
    if (end.family() == AF_INET) {
        std::memcpy(target, &v4(end).sin_addr, sizeof(in_addr));
    } else {
        std::memcpy(target, &v6(end).sin6_addr, sizeof(in6_addr));
    }
}

// A descriptor that is closed at the end of the block.
struct Descriptor {
    int value;
    explicit Descriptor(int descriptor) : value(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};

struct DiagRequest {
    nlmsghdr header;
    inet_diag_req_v2 body;
};

bool ask(int socket, const Endpoint& client, const Endpoint& server) {
    DiagRequest request{};
    request.header.nlmsg_len = sizeof(request);
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.body.sdiag_family = static_cast<__u8>(client.family());
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~0U;
    // From where the client stands: its own end is the source.
    request.body.id.idiag_sport = htons(static_cast<uint16_t>(client.port()));
    request.body.id.idiag_dport = htons(static_cast<uint16_t>(server.port()));
    copy_address(client, request.body.id.idiag_src);
    copy_address(server, request.body.id.idiag_dst);
    request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    return ::sendto(socket, &request, sizeof(request), 0, reinterpret_cast<sockaddr*>(&kernel),
                    sizeof(kernel)) == static_cast<ssize_t>(sizeof(request));
}

// "0100007F:1F90", as /proc/net/tcp writes 127.0.0.1:8000: each 32-bit word in machine order.
std::string proc_form(const Endpoint& end, bool mapped) {
    std::array<__be32, 4> words{};
    std::size_t count = 1;
    if (end.family() == AF_INET6) {
        count = 4;
        std::memcpy(words.data(), &v6(end).sin6_addr, sizeof(in6_addr));
    } else if (mapped) {
        count = 4;
        words[2] = htonl(0xFFFF);
        words[3] = v4(end).sin_addr.s_addr;
    } else {
        words[0] = v4(end).sin_addr.s_addr;
    }
    std::string text;
    std::array<char, 16> piece{};
    for (std::size_t i = 0; i < count; ++i) {
        std::snprintf(piece.data(), piece.size(), "%08X", words[i]);
        text += piece.data();
    }
    std::snprintf(piece.data(), piece.size(), ":%04X", static_cast<unsigned>(end.port()));
    return text + piece.data();
}

std::optional<uid_t> find_in_table(const char* path, const std::string& client,
                                   const std::string& server) {
    std::ifstream table(path);
    std::string line;
    while (std::getline(table, line)) {
        std::istringstream words(line);
        std::string slot, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
        words >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> uid >>
            timeout >> inode;
        if (local != client || remote != server || inode == "0" || inode.empty()) continue;
        if (!is_held(static_cast<int>(std::strtol(state.c_str(), nullptr, 16)))) continue;
        return static_cast<uid_t>(std::strtoul(uid.c_str(), nullptr, 10));
    }
    return std::nullopt;
}

bool comparable(const Endpoint& client, const Endpoint& server) {
    return client.family() == server.family() &&
           (client.family() == AF_INET || client.family() == AF_INET6);
}

}  // namespace

Endpoint Endpoint::from(const sockaddr* address, socklen_t length) {
    Endpoint end;
    std::memcpy(&end.storage, address, std::min<std::size_t>(length, sizeof(end.storage)));
    if (end.family() != AF_INET6 || !IN6_IS_ADDR_V4MAPPED(&v6(end).sin6_addr)) return end;
    sockaddr_in plain{};
    plain.sin_family = AF_INET;
    plain.sin_port = v6(end).sin6_port;
    std::memcpy(&plain.sin_addr, v6(end).sin6_addr.s6_addr + 12, sizeof(plain.sin_addr));
    end.storage = {};
    std::memcpy(&end.storage, &plain, sizeof(plain));
    return end;
}

Endpoint Endpoint::local_of(int socket) {
    sockaddr_storage storage{};
    socklen_t length = sizeof(storage);
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return {};
    return from(reinterpret_cast<sockaddr*>(&storage), length);
}

Endpoint Endpoint::remote_of(int socket) {
    sockaddr_storage storage{};
    socklen_t length = sizeof(storage);
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return {};
    return from(reinterpret_cast<sockaddr*>(&storage), length);
}

std::string Endpoint::address() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (family() == AF_INET) bytes = &v4(*this).sin_addr;
    if (family() == AF_INET6) bytes = &v6(*this).sin6_addr;
    if (bytes == nullptr) return {};
    ::inet_ntop(family(), bytes, text.data(), static_cast<socklen_t>(text.size()));
    return text.data();
}

int Endpoint::port() const {
    if (family() == AF_INET) return ntohs(v4(*this).sin_port);
    return family() == AF_INET6 ? ntohs(v6(*this).sin6_port) : 0;
}

bool Endpoint::loopback() const {
    if (family() == AF_INET) return ntohl(v4(*this).sin_addr.s_addr) >> 24U == 127;
    return family() == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6(*this).sin6_addr);
}

std::string Endpoint::network() const {
    if (family() != AF_INET6) return address();
    Endpoint cut = *this;
    auto& address = reinterpret_cast<sockaddr_in6&>(cut.storage).sin6_addr;
    std::memset(address.s6_addr + 8, 0, 8);
    return cut.address();
}

std::optional<uid_t> peer_uid_by_netlink(const Endpoint& client, const Endpoint& server) {
    const Descriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (socket.value < 0 || !comparable(client, server) || !ask(socket.value, client, server)) {
        return std::nullopt;
    }
    alignas(nlmsghdr) std::array<char, 1024> buffer{};
    const auto size = ::recv(socket.value, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size < static_cast<ssize_t>(NLMSG_LENGTH(sizeof(inet_diag_msg)))) return std::nullopt;
    const auto* header = reinterpret_cast<const nlmsghdr*>(buffer.data());
    if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY) return std::nullopt;
    const auto* found = static_cast<const inet_diag_msg*>(NLMSG_DATA(header));
    // Where no connection is found the kernel may answer with a socket that merely listens.
    const bool same = ntohs(found->id.idiag_sport) == client.port() &&
                      ntohs(found->id.idiag_dport) == server.port();
    if (!same || !is_held(found->idiag_state) || found->idiag_inode == 0) return std::nullopt;
    return found->idiag_uid;
}

std::optional<uid_t> peer_uid_by_proc(const Endpoint& client, const Endpoint& server) {
    if (!comparable(client, server)) return std::nullopt;
    if (client.family() == AF_INET) {
        const auto uid =
            find_in_table("/proc/net/tcp", proc_form(client, false), proc_form(server, false));
        if (uid) return uid;
    }
    return find_in_table("/proc/net/tcp6", proc_form(client, true), proc_form(server, true));
}

std::optional<uid_t> peer_uid(const Endpoint& client, const Endpoint& server) {
    if (!client.loopback() || !server.loopback()) return std::nullopt;
    if (const auto uid = peer_uid_by_netlink(client, server)) return uid;
    return peer_uid_by_proc(client, server);
}

}  // namespace fabula::http::gate
