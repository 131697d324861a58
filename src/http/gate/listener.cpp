#include "http/gate/listener.hpp"

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/error.hpp"
#include "http/gate/peer.hpp"

namespace fabula::http::gate {

namespace {

constexpr int kBacklog = 1024;  // The kernel cuts it to net.core.somaxconn.
// How long to wait where the system has no descriptor or memory left for a connection.
constexpr int kShortageMs = 50;

// What the kernel may hold of an answer that is not yet on its way. Without it a client that does
// not read makes the kernel take megabytes.
constexpr int kUnsentBytes = 128 << 10;

void set_option(int socket, int level, int option, int value = 1) {
    ::setsockopt(socket, level, option, &value, sizeof(value));
}

[[noreturn]] void cannot_listen(int error, const std::string& host, int port) {
    const std::string place = host + ", port " + std::to_string(port);
    const std::string log = place + ": " + std::strerror(error);
    switch (error) {
        case EADDRINUSE:
            throw AppError(Code::Conflict,
                           PublicText{"Another program, maybe another Fabula, has " + place +
                                      " already. Stop it, or choose another port with --port."},
                           {.log = log});
        case EACCES:
            throw AppError(Code::Forbidden,
                           PublicText{"This user may not listen on " + place +
                                      ". Ports below 1024 belong to root."},
                           {.log = log});
        case EADDRNOTAVAIL:
            throw AppError(Code::Invalid,
                           PublicText{"The address " + host + " is not one of this machine."},
                           {.field = "host", .log = log});
        default:
            throw AppError(
                Code::Unavailable,
                PublicText{"Nothing can be heard on " + place + ": " + std::strerror(error) + "."},
                {.log = log});
    }
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses resolve(const std::string& host, int port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    // RFC 6761, 6.3: this name is the machine itself, also where no file of hosts says so.
    const std::string name = host == "localhost" ? "127.0.0.1" : host;
    const int error = ::getaddrinfo(name.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (error != 0) {
        throw AppError(
            Code::Invalid,
            PublicText{"The host \"" + host + "\" is not known: " + ::gai_strerror(error) + "."},
            {.field = "host"});
    }
    return Addresses(list);
}

// Failures of the one connection, not of listening: accept(2), "Error handling".
bool concerns_connection(int error) {
    switch (error) {
        case ECONNABORTED:
        case EINTR:
        case EPROTO:
        case ENETDOWN:
        case ENOPROTOOPT:
        case EHOSTDOWN:
        case ENONET:
        case EHOSTUNREACH:
        case EOPNOTSUPP:
        case ENETUNREACH:
        case EPERM: return true;
        default: return false;
    }
}

}  // namespace

Listener::Listener(const std::string& host, int port) {
    const auto addresses = resolve(host, port);
    wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    try {
        for (const auto* address = addresses.get(); address != nullptr;
             address = address->ai_next) {
            // A free port is taken once; "localhost" then means its first address.
            if (port == 0 && !sockets_.empty()) break;
            open_on(*address, host, port);
        }
    } catch (...) {
        close();
        ::close(wake_);
        throw;
    }
}

Listener::~Listener() {
    close();
    ::close(wake_);
}

void Listener::close() {
    for (const int socket : sockets_) ::close(socket);
    sockets_.clear();
}

void Listener::open_on(const addrinfo& address, const std::string& host, int port) {
    const int socket =
        ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) {
        // A machine without IPv6 has the rest of the addresses.
        if (errno == EAFNOSUPPORT && address.ai_next != nullptr) return;
        cannot_listen(errno, host, port);
    }
    sockets_.push_back(socket);
    set_option(socket, SOL_SOCKET, SO_REUSEADDR);
    // Accepted sockets inherit these two.
    set_option(socket, IPPROTO_TCP, TCP_NODELAY);
    set_option(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, kUnsentBytes);
    // "localhost" is two addresses, and "::" must not take the port from 0.0.0.0.
    if (address.ai_family == AF_INET6 && host != "::")
        set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY);
    if (::bind(socket, address.ai_addr, address.ai_addrlen) != 0 ||
        ::listen(socket, kBacklog) != 0) {
        // "::1" may be named and yet not be there, as in many containers.
        if (errno == EADDRNOTAVAIL && (address.ai_next != nullptr || sockets_.size() > 1)) {
            ::close(socket);
            sockets_.pop_back();
            return;
        }
        cannot_listen(errno, host, port);
    }
    const auto bound = Endpoint::local_of(socket);
    port_ = bound.port();
    loopback_ = loopback_ && bound.loopback();
}

int Listener::accept_ready() {
    for (const int listening : sockets_) {
        const int socket = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0) return socket;
        if (errno == EAGAIN || concerns_connection(errno)) continue;
        pollfd waking{.fd = wake_, .events = POLLIN, .revents = 0};
        ::poll(&waking, 1, kShortageMs);
    }
    return -1;
}

std::optional<int> Listener::accept() {
    std::vector<pollfd> waiting{{.fd = wake_, .events = POLLIN, .revents = 0}};
    for (const int socket : sockets_) {
        waiting.push_back({.fd = socket, .events = POLLIN, .revents = 0});
    }
    for (;;) {
        const int ready = ::poll(waiting.data(), waiting.size(), -1);
        if (ready > 0 && waiting.front().revents != 0) return std::nullopt;
        const int socket = accept_ready();
        if (socket >= 0) return socket;
    }
}

void Listener::wake() {
    const std::uint64_t one = 1;
    const auto written = ::write(wake_, &one, sizeof(one));
    static_cast<void>(written);  // Fails only where it is awake already.
}

}  // namespace fabula::http::gate
