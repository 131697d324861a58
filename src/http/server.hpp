// The server: takes connections, reads their requests strictly, and writes what the dispatcher
// answers.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "base/log.hpp"
#include "http/dispatch.hpp"
#include "http/limits.hpp"
#include "http/live/live.hpp"

namespace fabula::http {

class Server {
public:
    struct Options {
        std::string host = "127.0.0.1";  // A name or an IP address; "0.0.0.0" and "::" are all.
        int port = 8000;                 // 0: a free one.
        Limits limits{};
        LiveHub* live = nullptr;  // Takes connections that become live ones; stopped by stop().
    };

    // Listens at once, answers after start(). `stopping` is requested by stop() before anything
    // else ends: give its token to the dispatcher. All must outlive this. Throws AppError where the
    // address cannot be had, see gate::Listener.
    Server(Options options, const Dispatcher& dispatcher, Log& log, const Clock& clock,
           std::stop_source& stopping);
    ~Server();  // stop(), and waits for what is still on its way.

    void start();
    // Takes no more connections, tells waiting clients to resume, lets answers under way go out
    // for `limits.drain`, then cuts. False where a handler is still busy after that.
    bool stop();

    [[nodiscard]] int port() const;
    // True where only this machine can connect.
    [[nodiscard]] bool loopback() const;
    [[nodiscard]] std::size_t connections() const;  // Open now.
    [[nodiscard]] std::size_t threads() const;      // That serve connections.

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace fabula::http
