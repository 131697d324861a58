// The sockets that take connections.
#pragma once

#include <optional>
#include <string>
#include <vector>

struct addrinfo;

namespace fabula::http::gate {

// Listens on every address that `host` names. SO_REUSEADDR lets a server start again at once;
// without SO_REUSEPORT no second one gets the same port.
class Listener {
public:
    // `port` 0 takes a free one. Throws AppError Conflict where the port is taken, Forbidden where
    // this user may not have it, Invalid for a host that does not resolve or is not of this
    // machine; the text names host and port.
    Listener(const std::string& host, int port);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    [[nodiscard]] int port() const { return port_; }
    // True where every address is of this machine alone.
    [[nodiscard]] bool loopback() const { return loopback_; }

    // The next connection's socket; nullopt once wake() was called. Waits.
    std::optional<int> accept();
    // From another thread: accept() gives up.
    void wake();
    // Gives the port back. Call when no thread is in accept().
    void close();

private:
    void open_on(const addrinfo& address, const std::string& host, int port);
    [[nodiscard]] int accept_ready();

    std::vector<int> sockets_;
    int wake_ = -1;  // An eventfd, readable once wake() was called.
    int port_ = 0;
    bool loopback_ = true;
};

}  // namespace fabula::http::gate
