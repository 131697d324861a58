// The sample table behind a real server on loopback, and a client that sends what it is told.
#pragma once

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "http/events.hpp"
#include "http/live/event_topic.hpp"
#include "http/sample.hpp"
#include "http/server.hpp"
#include "support/temp_folder.hpp"

namespace fabula::http::sample {

// Waits until `is_so`; false where it never is.
template <class Question>
bool eventually(Question is_so) {
    for (int i = 0; i < 20'000; ++i) {
        if (is_so()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

// An IPv4 address of this machine, in network order, that others can reach.
inline std::optional<in_addr_t> outside_address() {
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return std::nullopt;
    std::optional<in_addr_t> found;
    for (const auto* one = list; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        const auto address = reinterpret_cast<sockaddr_in*>(one->ifa_addr)->sin_addr.s_addr;
        if (ntohl(address) >> 24U != 127) found = address;
    }
    ::freeifaddrs(list);
    return found;
}

// Deadlines that let a test wait for them.
inline Limits quick_limits() {
    Limits limits;
    limits.header_total = std::chrono::milliseconds(300);
    limits.idle = std::chrono::milliseconds(2000);
    limits.body_period = std::chrono::milliseconds(300);
    limits.answer_period = std::chrono::milliseconds(300);
    limits.linger = std::chrono::milliseconds(300);
    limits.worker_idle = std::chrono::milliseconds(200);
    limits.drain = std::chrono::milliseconds(2000);
    return limits;
}

inline LiveHub::Options quick_live_options() {
    return {.clients = 20,
            .message_bytes = 4000,
            .outbox_bytes = 200'000,
            .look = std::chrono::milliseconds(50),
            .farewell = std::chrono::milliseconds(200)};
}

class House {
public:
    explicit House(const Limits& limits = quick_limits(), PolicyOptions options = {},
                   std::string host = "127.0.0.1")
        : policy(std::move(options)),
          dispatcher(rows(),
                     {.gatekeeper = gatekeeper,
                      .policy = policy,
                      .log = log,
                      .upload_folder = folder.path(),
                      .stopping = stopping.get_token()},
                     limits),
          server({.host = std::move(host), .port = 0, .limits = limits, .live = &live}, dispatcher,
                 log, clock, stopping) {
        server.start();
    }

    RouteTable rows() {
        RouteTable table = boats.table();
        for (auto& row : event_routes.table()) table.push_back(std::move(row));
        return table;
    }

    test::FakeClock clock;
    std::mutex mutex;
    std::string logged;
    Log log{LogLevel::Debug, clock, [this](std::string_view line) {
                const std::lock_guard lock(mutex);
                logged += line;
            }};
    test::TempFolder folder;
    std::stop_source stopping;
    BoatRoutes boats;
    EventHub hub{"boot", {.kept = 100, .wait = std::chrono::milliseconds(5000)}};
    EventRoutes event_routes{hub};
    LiveHub live{log, quick_live_options()};
    EventTopic event_topic{live, hub};
    NamedGatekeeper gatekeeper;
    Policy policy;
    Dispatcher dispatcher;
    Server server;
};

struct WireAnswer {
    int status = 0;  // 0: the connection ended without an answer.
    std::vector<NameValue> headers;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const {
        for (const auto& [key, value] : headers) {
            if (key == name) return value;
        }
        return {};
    }
};

class RawClient {
public:
    // `address` is an IPv4 address in network order.
    explicit RawClient(int port, int receive_buffer = 0,
                       in_addr_t to_address = htonl(INADDR_LOOPBACK))
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0) {
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(port));
        address.sin_addr.s_addr = to_address;
        connected_ =
            ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    RawClient(RawClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_) {}
    ~RawClient() {
        if (socket_ >= 0) ::close(socket_);
    }

    // False where the server has closed.
    bool send(std::string_view text) const {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // The next answer; `head` where it is one to HEAD.
    WireAnswer read(bool head = false) {
        WireAnswer answer;
        std::size_t end;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) return answer;
        }
        answer.status = std::stoi(buffer_.substr(9, 3));
        std::string_view lines = std::string_view(buffer_).substr(0, end);
        for (const auto line : split(lines.substr(lines.find("\r\n") + 2), '\n')) {
            const auto colon = line.find(": ");
            answer.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 2)));
        }
        const auto length = answer.header("Content-Length");
        const std::size_t size = length.empty() || head ? 0 : std::stoul(length);
        while (buffer_.size() < end + 4 + size) {
            if (!receive()) break;
        }
        answer.body = buffer_.substr(end + 4, size);
        buffer_.erase(0, end + 4 + size);
        return answer;
    }

    WireAnswer ask(std::string_view text) {
        send(text);
        return read();
    }

    // The next bytes; nullopt where the server has closed before.
    std::optional<std::string> take(std::size_t size) {
        while (buffer_.size() < size) {
            if (!receive()) return std::nullopt;
        }
        auto bytes = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return bytes;
    }

    // True once the server has closed; false where it still waits after a while.
    [[nodiscard]] bool closed() {
        pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
        while (::poll(&waiting, 1, 10'000) > 0) {
            if (!receive()) return true;
        }
        return false;
    }

    void finish_sending() const { ::shutdown(socket_, SHUT_WR); }
    [[nodiscard]] bool connected() const { return connected_; }
    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] const std::string& received() const { return buffer_; }

private:
    bool receive() {
        char piece[16'384];
        const auto got = ::recv(socket_, piece, sizeof(piece), 0);
        if (got <= 0) return false;
        buffer_.append(piece, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    bool connected_ = false;
    std::string buffer_;
};

inline std::string get(std::string_view target, std::string_view more = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
           "\r\n";
}

}  // namespace fabula::http::sample
