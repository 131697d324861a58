// A server on loopback that does to its clients what a test says, byte by byte.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/text.hpp"

namespace fabula::test {

class WireClient {
public:
    explicit WireClient(int socket) : socket_(socket) {}

    // Header block and body by its Content-Length; what there is where the client goes away.
    std::string read_request() {
        std::string text;
        auto wanted = std::string::npos;
        while (text.size() < wanted && receive(text)) {
            const auto head = text.find("\r\n\r\n");
            if (head == std::string::npos || wanted != std::string::npos) continue;
            const auto at = to_lower_ascii(text.substr(0, head)).find("content-length:");
            const auto length = at == std::string::npos ? 0 : std::stoul(text.substr(at + 15));
            wanted = head + 4 + length;
        }
        return text;
    }
    // False once the client is gone.
    bool send(std::string_view text) {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // With the length of the body.
    bool answer(const std::string& status, const std::string& headers, const std::string& body) {
        return send("HTTP/1.1 " + status + "\r\n" + headers +
                    "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    void wait_until_gone() {
        std::string rest;
        while (receive(rest)) {
        }
    }
    [[nodiscard]] int socket() const { return socket_; }

private:
    bool receive(std::string& into) {
        char buffer[4096];
        const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
        if (count > 0) into.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    int socket_;
};

// Words between the threads of servers and that of the test.
class Word {
public:
    Word() = default;
    explicit Word(std::string text) : text_(std::move(text)) {}
    Word& operator=(std::string text) {
        const std::lock_guard lock(mutex_);
        text_ = std::move(text);
        return *this;
    }
    [[nodiscard]] std::string text() const {
        const std::lock_guard lock(mutex_);
        return text_;
    }

private:
    mutable std::mutex mutex_;
    std::string text_;
};

class WireServer {
public:
    using Behaviour = std::function<void(WireClient&)>;

    explicit WireServer(Behaviour behaviour) : behaviour_(std::move(behaviour)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(listener_, raw, size) == 0);
        REQUIRE(::listen(listener_, 16) == 0);
        REQUIRE(::getsockname(listener_, raw, &size) == 0);
        port_ = ntohs(address.sin_port);
        accepting_ = std::thread([this] { accept_all(); });
    }
    ~WireServer() {
        ::shutdown(listener_, SHUT_RDWR);
        accepting_.join();
        ::close(listener_);
        for (auto& one : clients_) {
            ::shutdown(one.socket, SHUT_RDWR);
            one.thread.join();
            ::close(one.socket);
        }
    }
    WireServer(const WireServer&) = delete;
    WireServer& operator=(const WireServer&) = delete;

    // Answers every request so.
    static Behaviour answering(std::string status, std::string headers, std::string body) {
        return [=](WireClient& client) {
            client.read_request();
            client.answer(status, headers, body);
        };
    }

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string at() const { return "localhost:" + std::to_string(port_); }
    // Connections so far.
    int count() {
        const std::lock_guard lock(mutex_);
        return static_cast<int>(clients_.size());
    }

private:
    struct Connected {
        int socket;
        std::thread thread;
    };

    void accept_all() {
        while (true) {
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) return;
            const std::lock_guard lock(mutex_);
            clients_.push_back({socket, std::thread([this, socket] {
                                    WireClient client(socket);
                                    behaviour_(client);
                                    ::shutdown(socket, SHUT_RDWR);
                                })});
        }
    }

    Behaviour behaviour_;
    int listener_ = -1;
    int port_ = 0;
    std::mutex mutex_;  // Of what follows.
    std::list<Connected> clients_;
    std::thread accepting_;
};

}  // namespace fabula::test
