// What bad input gets on the wire. Each case sends bytes to a real server on loopback.
#include <doctest/doctest.h>

#include <fstream>

#include "http/gate/head.hpp"
#include "http/wire.hpp"

namespace fabula::http {

using sample::eventually;
using sample::get;
using sample::House;
using sample::RawClient;

namespace {

const std::string kHost = "Host: localhost\r\n";

int status_of(House& house, const std::string& text) {
    RawClient client(house.server.port());
    client.send(text);
    client.finish_sending();
    return client.read().status;
}

std::string head_with(const std::string& lines) {
    return "GET /api/v1/boats/b1 HTTP/1.1\r\n" + kHost + lines + "\r\n";
}

}  // namespace

TEST_CASE("a request whose length can be read in two ways is refused and its connection closed") {
    House house;
    const std::string post = "POST /api/v1/boats HTTP/1.1\r\n" + kHost;
    const std::string smuggled = "GET /api/v1/boats/newest HTTP/1.1\r\n" + kHost + "\r\n";
    for (const std::string lines :
         {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "Content-Length: 5\r\nContent-Length: 0\r\n\r\n",
          "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "Content-Length: 0, 5\r\n\r\n",
          "Content-Length: +5\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 0x5\r\n\r\n",
          "Content-Length: \r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n",
          "Content-Length : 5\r\n\r\n", "Content-Length\t: 5\r\n\r\n", " Content-Length: 5\r\n\r\n",
          "X: a\r\n Content-Length: 5\r\n\r\n"}) {
        CAPTURE(lines);
        RawClient client(house.server.port());
        client.send(post + lines + smuggled);
        client.finish_sending();
        CHECK(client.read().status == 400);
        CHECK(client.read().status == 0);
        CHECK(client.closed());
    }
}

TEST_CASE("a body in chunks is answered with 411, whatever its chunks say") {
    House house;
    for (const auto* size : {"5", "-2", "FFFFFFFFFFFFFFFF", "0"}) {
        CAPTURE(size);
        CHECK(status_of(house, "POST /api/v1/charts HTTP/1.1\r\n" + kHost +
                                   "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nhello") ==
              411);
    }
    CHECK(status_of(house, "POST /api/v1/charts HTTP/1.1\r\n" + kHost +
                               "Transfer-Encoding: xchunked\r\n\r\n") == 411);
    CHECK(status_of(house, "POST /api/v1/charts HTTP/1.0\r\n" + kHost +
                               "Transfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(std::filesystem::is_empty(house.folder.path()));
}

TEST_CASE("line ends and NUL in a header are refused, plain and percent-encoded") {
    House house;
    for (const std::string value : {"a%0d%0aX-Actor: host", "a%0D", "%0a", "x%00y"}) {
        CAPTURE(value);
        CHECK(status_of(house, head_with("X-Note: " + value + "\r\n")) == 400);
    }
    CHECK(status_of(house, head_with(std::string("X-Note: a\0b\r\n", 13))) == 400);
    CHECK(status_of(house, head_with("X-Note: a\rX-Actor: host\r\n")) == 400);
    CHECK(status_of(house, head_with("X-Note: a\nX-Actor: host\r\n")) == 400);
    CHECK(status_of(house, head_with("X-Note: a\x01\r\n")) == 400);
    CHECK(status_of(house, head_with("X-Note: 100%25 \xC3\xA4\r\n")) == 200);
}

TEST_CASE("a head that is not well-formed is refused") {
    House house;
    const std::string rest = " HTTP/1.1\r\n" + kHost + "\r\n";
    CHECK(status_of(house, "GET /api/v1/boats/b1" + rest) == 200);
    CHECK(status_of(house, "\r\nGET /api/v1/boats/b1" + rest) == 200);
    CHECK(status_of(house, "GET  /api/v1/boats/b1" + rest) == 400);
    CHECK(status_of(house, "GET /a b" + rest) == 400);
    CHECK(status_of(house, "GET" + rest) == 400);
    CHECK(status_of(house, "GET api" + rest) == 400);
    CHECK(status_of(house, "GET *" + rest) == 400);
    CHECK(status_of(house, "GET /\xC3\xA4" + rest) == 400);
    CHECK(status_of(house, "GET /a#b" + rest) == 400);
    CHECK(status_of(house, "G\x01T /" + rest) == 400);
    CHECK(status_of(house, "get /" + rest) == 501);
    CHECK(status_of(house, "TRACE /" + rest) == 501);
    CHECK(status_of(house, "CONNECT a:80" + rest) == 501);
    CHECK(status_of(house, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 501);
    CHECK(status_of(house, "GET / HTTP/2.0\r\n" + kHost + "\r\n") == 505);
    CHECK(status_of(house, "GET / HTTX\r\n" + kHost + "\r\n") == 400);
    CHECK(status_of(house, head_with("No colon\r\n")) == 400);
    CHECK(status_of(house, head_with(": nameless\r\n")) == 400);
    CHECK(status_of(house, head_with("Bad name: x\r\n")) == 400);
    CHECK(status_of(house, "\x16\x03\x01\x02\r\n\r\n") == 400);
}

TEST_CASE("Host must be there once, and name the host of the address") {
    House house;
    CHECK(status_of(house, "GET /api/v1/boats/b1 HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of(house, head_with(kHost)) == 400);
    CHECK(status_of(house, "GET /api/v1/boats/b1 HTTP/1.0\r\n\r\n") == 421);
    CHECK(status_of(house, "GET /api/v1/boats/b1 HTTP/1.0\r\n" + kHost + "\r\n") == 200);
    CHECK(status_of(house, "GET http://localhost/api/v1/boats/b1 HTTP/1.1\r\n" + kHost + "\r\n") ==
          200);
    CHECK(status_of(house, "GET http://evil.example/ HTTP/1.1\r\n" + kHost + "\r\n") == 400);
    CHECK(status_of(house, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") == 421);
}

TEST_CASE("headers that decide who asks may not be there twice") {
    House house;
    for (const std::string name : {"Authorization", "X-API-Key", "Origin", "Content-Type"}) {
        CAPTURE(name);
        CHECK(status_of(house, head_with(name + ": a\r\n" + name + ": b\r\n")) == 400);
    }
    CHECK(status_of(house, head_with("Accept: a\r\nAccept: b\r\n")) == 200);
}

TEST_CASE("a head above its limits is refused by the limit's name") {
    Limits limits = sample::quick_limits();
    limits.header_bytes = 4000;
    limits.header_count = 20;
    limits.target_bytes = 1000;
    House house(limits);
    CHECK(status_of(house, head_with("X-Note: " + std::string(3000, 'x') + "\r\n")) == 200);
    RawClient client(house.server.port());
    const auto answer = client.ask(head_with("X-Note: " + std::string(5000, 'x') + "\r\n"));
    CHECK(answer.status == 431);
    CHECK(answer.body.find("longer than 4000 bytes") != std::string::npos);
    CHECK(client.closed());

    std::string many;
    for (int i = 0; i < 20; ++i) many += "X-" + std::to_string(i) + ": x\r\n";
    CHECK(status_of(house, head_with(many)) == 431);
    CHECK(status_of(house, get("/" + std::string(1000, 'a'))) == 414);
}

TEST_CASE("a header without end is refused before it fills the memory") {
    House house;
    RawClient client(house.server.port());
    client.send("GET / HTTP/1.1\r\nX: ");
    const std::string piece(16'384, 'x');
    bool open = true;
    // Until the server has had enough: what it reads while it lingers is dropped, fast as it comes.
    for (int i = 0; i < 1'000'000 && open; ++i) open = client.send(piece);
    CHECK_FALSE(open);
}

TEST_CASE("an expectation that cannot be met is said to be so") {
    House house;
    CHECK(status_of(house, head_with("Expect: miracles\r\n")) == 417);
}

// A header dripped byte by byte: each byte is in time, the whole is not.
TEST_CASE("a header that drips in is given up after its total time") {
    House house;
    RawClient client(house.server.port());
    const std::string head = get("/api/v1/boats/b1");
    std::size_t sent = 0;
    pollfd answered{.fd = client.socket(), .events = POLLIN, .revents = 0};
    while (sent < head.size() && ::poll(&answered, 1, 20) == 0) {
        client.send(head.substr(sent++, 1));
    }
    CHECK(sent < head.size());
    CHECK(client.read().status == 408);
    CHECK(client.closed());
}

TEST_CASE("a connection that says nothing is closed without a word") {
    Limits limits = sample::quick_limits();
    limits.idle = std::chrono::milliseconds(100);
    House house(limits);
    RawClient silent(house.server.port());
    CHECK(silent.closed());
    CHECK(silent.received().empty());
    RawClient once(house.server.port());
    CHECK(once.ask(get("/api/v1/boats/b1")).status == 200);
    CHECK(once.closed());
}

TEST_CASE("a body that stalls is given up and leaves nothing behind") {
    House house;
    RawClient client(house.server.port());
    client.send("POST /api/v1/charts?name=a HTTP/1.1\r\n" + kHost +
                "Content-Length: 100000\r\n\r\nhalf of it");
    const auto answer = client.read();
    CHECK(answer.status == 408);
    CHECK(answer.body.find("came too slowly") != std::string::npos);
    CHECK(client.closed());
    CHECK(std::filesystem::is_empty(house.folder.path()));
    CHECK(eventually([&] { return house.server.connections() == 0; }));
}

TEST_CASE("a client that leaves in the middle of its body leaves nothing behind") {
    House house;
    {
        const RawClient client(house.server.port());
        client.send("POST /api/v1/charts?name=a HTTP/1.1\r\n" + kHost +
                    "Content-Length: 100000\r\n\r\nhalf of it");
    }
    CHECK(eventually([&] { return house.server.connections() == 0; }));
    CHECK(std::filesystem::is_empty(house.folder.path()));
}

TEST_CASE("a refused body is read away, so that the client gets its answer") {
    House house;
    RawClient client(house.server.port());
    const std::string body(3'000'000, 'x');
    client.send("POST /api/v1/boats HTTP/1.1\r\n" + kHost +
                "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body);
    const auto answer = client.read();
    CHECK(answer.status == 413);
    CHECK(answer.header("Connection") == "close");
}

// What is at stake: few threads work at a time, and those that wait for ever would end the server.
TEST_CASE("300 connections that never read their answer do not starve the next one") {
    Limits limits = sample::quick_limits();
    limits.answer_period = std::chrono::seconds(30);
    House house(limits);
    house.boats.log_path = house.folder / "log.txt";
    std::ofstream(house.boats.log_path) << std::string(8'000'000, 'x');
    std::vector<RawClient> stuck;
    for (int i = 0; i < 300; ++i) {
        stuck.emplace_back(house.server.port(), 4096);
        stuck.back().send(get("/api/v1/boats/b1/log"));
    }
    CHECK(eventually([&] { return house.server.threads() >= 300; }));
    for (int i = 0; i < 20; ++i) {
        RawClient newcomer(house.server.port());
        CHECK(newcomer.ask(get("/api/v1/boats/b1")).status == 200);
    }
    CHECK(house.server.connections() >= 300);
}

TEST_CASE("a client that never reads its answer is cut") {
    House house;
    house.boats.log_path = house.folder / "log.txt";
    std::ofstream(house.boats.log_path) << std::string(30'000'000, 'x');
    const RawClient stuck(house.server.port(), 4096);
    stuck.send(get("/api/v1/boats/b1/log"));
    CHECK(eventually([&] { return house.server.connections() == 1; }));
    CHECK(eventually([&] { return house.server.connections() == 0; }));
}

TEST_CASE("a connection too many is told to come back") {
    Limits limits = sample::quick_limits();
    limits.connections = 3;
    House house(limits);
    std::vector<RawClient> held;
    for (int i = 0; i < 3; ++i) {
        held.emplace_back(house.server.port());
        CHECK(held.back().ask(get("/api/v1/boats/b1")).status == 200);
    }
    RawClient fourth(house.server.port());
    const auto answer = fourth.read();
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "2");
    CHECK(answer.header("Content-Type") == "application/problem+json");
    CHECK(fourth.closed());

    held.pop_back();
    CHECK(eventually([&] { return house.server.connections() < 3; }));
    RawClient fifth(house.server.port());
    CHECK(fifth.ask(get("/api/v1/boats/b1")).status == 200);
}

// Loopback is not counted by address: there everybody has the same one.
TEST_CASE("an address of another machine gets so many connections and no more") {
    const auto address = sample::outside_address();
    if (!address) {
        MESSAGE("skipped: this machine has no address but loopback");
        return;
    }
    Limits limits = sample::quick_limits();
    limits.connections_per_address = 2;
    House house(limits, {.loopback_only = false}, "0.0.0.0");
    const std::string ask = "GET /api/v1/boats/b1 HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n";
    std::vector<RawClient> held;
    for (int i = 0; i < 2; ++i) {
        held.emplace_back(house.server.port(), 0, *address);
        CHECK(held.back().ask(ask).status == 200);
    }
    RawClient third(house.server.port(), 0, *address);
    const auto answer = third.read();
    CHECK(answer.status == 429);
    CHECK(answer.header("Retry-After") == "2");
    RawClient local(house.server.port());
    CHECK(local.ask(ask).status == 200);
}

TEST_CASE("connections without a request hold no thread, and threads without work end") {
    Limits limits = sample::quick_limits();
    limits.turns = 2;
    House house(limits);
    std::vector<RawClient> clients;
    for (int i = 0; i < 40; ++i) {
        clients.emplace_back(house.server.port());
        clients.back().ask(get("/api/v1/boats/b1"));
    }
    CHECK(house.server.connections() == 40);
    CHECK(house.server.threads() <= 4);
    clients.clear();
    CHECK(eventually([&] { return house.server.threads() == 0; }));
    RawClient again(house.server.port());
    CHECK(again.ask(get("/api/v1/boats/b1")).status == 200);
}

TEST_CASE("what the gate refuses is answered like any other problem") {
    House house;
    RawClient client(house.server.port());
    const auto answer = client.ask("GET / HTTP/1.1\r\n\r\n");
    CHECK(answer.status == 400);
    CHECK(answer.header("Content-Type") == "application/problem+json");
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    const Json problem = parse_json(answer.body);
    CHECK(problem["type"] == "/docs#problem-malformed");
    CHECK(problem["detail"] == "The header Host is missing.");
    CHECK(problem["instance"] == answer.header("X-Request-Id"));
    CHECK(answer.header("X-Request-Id").size() == 16);
}

TEST_CASE("a head is taken apart as it was sent") {
    const auto parsed = gate::parse_head(
        "PATCH /a%20b?x=1&y HTTP/1.1\r\nHost: localhost:8000\r\nCONTENT-length:\t12 \r\n"
        "Expect: 100-Continue\r\nConnection: Keep-Alive, close\r\n\r\n",
        Limits{});
    const auto& head = std::get<gate::Head>(parsed);
    CHECK(head.request.method == Method::Patch);
    CHECK(head.request.path == "/a%20b");
    CHECK(head.request.raw_query == "x=1&y");
    CHECK(head.request.header("host") == "localhost:8000");
    CHECK(head.content_length == 12);
    CHECK(head.expects_continue);
    CHECK_FALSE(head.keep_alive);
}

}  // namespace fabula::http
