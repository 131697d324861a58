// Servers that answer badly, slowly, without end, or not at all.
#include <chrono>
#include <csignal>
#include <thread>

#include "world.hpp"

namespace fabula::net {

namespace {

using test::WireClient;
using test::WireServer;
using namespace std::chrono_literals;

// How a request to a server that behaves so ends, with these limits.
Outcome meet(WireServer::Behaviour behaviour, Limits limits = {}, std::stop_token stop = {}) {
    WireServer server(std::move(behaviour));
    const World world{};
    const Fetcher fetcher({.allowed = {server.at()}});
    return outcome(fetcher, {.url = "http://" + server.at() + "/", .limits = limits}, stop);
}

WireServer::Behaviour saying(std::string text) {
    return [text = std::move(text)](WireClient& client) {
        client.read_request();
        client.send(text);
    };
}

}  // namespace

TEST_CASE("an answer larger than the caller takes is cut short, announced or not") {
    const auto announced = meet([](WireClient& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        client.wait_until_gone();
    });
    CHECK(announced.failure == "too large");
    CHECK(announced.sent == Sent::Maybe);
    std::atomic<std::size_t> sent{0};
    const auto endless = meet([&](WireClient& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\n\r\n");
        while (client.send(std::string(100'000, 'x'))) sent += 100'000;
    });
    CHECK(endless.failure == "too large");
    CHECK(sent < 30'000'000);
    const auto chunked = meet(
        [](WireClient& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (client.send("5\r\nxxxxx\r\n")) {
            }
        },
        {.body_bytes = 1000});
    CHECK(chunked.failure == "too large");
    CHECK(meet(saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x')),
               {.body_bytes = 1000})
              .failure == "answered");
}

TEST_CASE("headers without end are cut short") {
    const auto long_line = meet([](WireClient& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\nX: ");
        while (client.send(std::string(10'000, 'x'))) {
        }
    });
    CHECK((long_line.failure == "too large" || long_line.failure == "broken"));
    CHECK(meet([](WireClient& client) {
              client.read_request();
              client.send("HTTP/1.1 200 OK\r\n");
              while (client.send("X-Header: something of some length\r\n")) {
              }
          }).failure == "too large");
    CHECK(meet([](WireClient& client) {
              client.read_request();
              while (client.send("HTTP/1.1 100 Continue\r\n\r\n")) {
              }
          }).failure == "too large");
}

TEST_CASE("an answer that breaks off or is no HTTP is told from a whole one") {
    for (const std::string text :
         {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nhello\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx",
          "<html>hello</html>\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "ICY 200 OK\r\n\r\n"}) {
        CAPTURE(text);
        const auto how = meet(saying(text));
        CHECK(how.failure == "broken");
        CHECK(how.sent == Sent::Maybe);
    }
}

TEST_CASE("a compressed answer, for which nobody asked, is not unpacked") {
    for (const auto* coding : {"gzip", "deflate", "br", "zstd", "GZIP", "identity, gzip"}) {
        CAPTURE(coding);
        CHECK(meet(saying("HTTP/1.1 200 OK\r\nContent-Encoding: " + std::string(coding) +
                          "\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08"))
                  .failure == "broken");
    }
    CHECK(meet(saying("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n"
                      "Content-Length: 2\r\n\r\nok"))
              .failure == "answered");
    CHECK(meet(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                      "5\r\nhello\r\n0\r\n\r\n"))
              .failure == "broken");
}

TEST_CASE("a server that is silent, or speaks too slowly, is not waited for") {
    const auto began = std::chrono::steady_clock::now();
    const auto silent = meet(
        [](WireClient& client) {
            client.read_request();
            client.wait_until_gone();
        },
        {.period = 200ms});
    CHECK(silent.failure == "timed out");
    CHECK(silent.sent == Sent::Maybe);
    const auto slow = meet(
        [](WireClient& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\n\r\n");
            while (client.send("x")) std::this_thread::sleep_for(20ms);
        },
        {.period = 300ms, .bytes_per_period = 500});
    CHECK(slow.failure == "timed out");
    const auto dripping = meet(
        [](WireClient& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\n\r\n");
            while (client.send("x")) std::this_thread::sleep_for(20ms);
        },
        {.total = 400ms});
    CHECK(dripping.failure == "timed out");
    CHECK(std::chrono::steady_clock::now() - began < 5s);
}

TEST_CASE("a server that nobody reaches has not seen the request") {
    World world{.names = {{"ai.example", {{kFar}}}}};
    const auto closed = outcome(world.fetcher(), {.url = "http://ai.example/"});
    CHECK(closed.failure == "cannot connect");
    CHECK(closed.sent == Sent::No);
    const auto unknown = outcome(world.fetcher(), {.url = "http://nobody.example/"});
    CHECK(unknown.failure == "no such name");
    CHECK(unknown.sent == Sent::No);
    CHECK(unknown.text == "No server by the name nobody.example was found.");
}

TEST_CASE("a server that takes no connection is given up before anything is sent") {
    // A listener with a full queue: what comes beyond it gets no answer from the kernel.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener, 0) == 0);
    REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    std::vector<int> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(waiting.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
    const auto at = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    const Fetcher fetcher({.allowed = {at}});
    const auto how = outcome(fetcher, {.url = "http://" + at + "/", .limits = {.connect = 300ms}});
    for (const int socket : waiting) ::close(socket);
    ::close(listener);
    CHECK(how.failure == "timed out");
    CHECK(how.sent == Sent::No);
}

TEST_CASE("a name server that does not answer holds nobody up") {
    static std::atomic<bool> over{false};  // The look-ups outlive the questions.
    const Fetcher fetcher({.resolver = [](const std::string&) {
        while (!over) std::this_thread::sleep_for(5ms);
        return std::vector<std::string>{};
    }});
    const auto how = outcome(fetcher, {.url = "http://ai.example/", .limits = {.total = 200ms}});
    CHECK(how.failure == "timed out");
    CHECK(how.sent == Sent::No);
    std::stop_source source;
    source.request_stop();
    CHECK(outcome(fetcher, {.url = "http://ai.example/"}, source.get_token()).failure ==
          "cancelled");
    over = true;
}

TEST_CASE("a request is cancelled from another thread at once") {
    std::stop_source source;
    std::atomic<bool> asked{false};
    std::thread canceller([&] {
        while (!asked) std::this_thread::sleep_for(1ms);
        source.request_stop();
    });
    const auto began = std::chrono::steady_clock::now();
    const auto how = meet(
        [&](WireClient& client) {
            client.read_request();
            asked = true;
            client.wait_until_gone();
        },
        {}, source.get_token());
    canceller.join();
    CHECK(how.failure == "cancelled");
    CHECK(how.sent == Sent::Maybe);
    CHECK(std::chrono::steady_clock::now() - began < 1s);
}

TEST_CASE("a connection that is reset while the request goes out may have brought it there") {
    const auto how = meet([](WireClient& client) {
        const linger hard{1, 0};
        ::setsockopt(client.socket(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        client.read_request();
    });
    CHECK(how.failure == "broken");
    CHECK(how.sent == Sent::Maybe);
}

TEST_CASE("nothing of an address but its host is told on") {
    WireServer server(saying("nonsense\r\n\r\n"));
    const Fetcher fetcher({.allowed = {server.at()}});
    try {
        static_cast<void>(fetcher.fetch({.url = "http://" + server.at() + "/secret-path?key=secret",
                                         .credentials = {{"X-Key", "secret-key"}},
                                         .body = "secret-body"}));
        FAIL("it was answered");
    } catch (const FetchError& error) {
        const auto said = std::string(error.what()) + error.details().log;
        CHECK(said.find("localhost") != std::string::npos);
        CHECK(said.find("secret") == std::string::npos);
    }
}

}  // namespace fabula::net
