#include "http/server.hpp"

#include <doctest/doctest.h>

#include <atomic>

#include <fstream>

#include "http/wire.hpp"

namespace fabula::http {

using sample::eventually;
using sample::get;
using sample::House;
using sample::RawClient;

TEST_CASE("one connection carries many requests") {
    House house;
    RawClient client(house.server.port());
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.ask(get("/api/v1/boats/b1"));
        CHECK(answer.status == 200);
        CHECK(answer.body == R"({"id":"b1","name":"Ariel","rig":"sloop","length_cm":800,"rev":3})");
        CHECK(answer.header("Connection").empty());
        CHECK(answer.header("Date") == "Fri, 20 Nov 2026 12:00:00 GMT");
    }
    const auto last = client.ask(get("/api/v1/boats/b1", "Connection: close\r\n"));
    CHECK(last.header("Connection") == "close");
    CHECK(client.closed());
}

TEST_CASE("many connections at once are all answered, each in its order") {
    Limits limits = sample::quick_limits();
    limits.turns = 2;
    limits.long_work = std::chrono::milliseconds(1);
    House house(limits);
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> people;
        for (int person = 0; person < 16; ++person) {
            people.emplace_back([&] {
                std::vector<RawClient> clients;
                for (int i = 0; i < 8; ++i) clients.emplace_back(house.server.port());
                for (int round = 0; round < 20; ++round) {
                    for (auto& client : clients) client.send(get("/api/v1/boats/b1"));
                    for (auto& client : clients) right += client.read().status == 200;
                }
            });
        }
    }
    CHECK(right == 16 * 8 * 20);
    CHECK(eventually([&] { return house.server.connections() == 0; }));
}

TEST_CASE("requests sent ahead are answered in their order") {
    House house;
    RawClient client(house.server.port());
    client.send(get("/api/v1/boats/b1") + get("/api/v1/rafts") +
                "POST /api/v1/boats HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                "application/json\r\nContent-Length: 15\r\n\r\n{\"name\":\"Tern\"}" +
                get("/api/v1/boats/b2"));
    CHECK(client.read().status == 200);
    CHECK(client.read().status == 404);
    CHECK(client.read().status == 201);
    CHECK(client.read().body.find("\"b2\"") != std::string::npos);
}

TEST_CASE("HEAD tells of the answer without sending it") {
    House house;
    RawClient client(house.server.port());
    client.send("HEAD /api/v1/boats/b1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto answer = client.read(true);
    CHECK(answer.status == 200);
    CHECK(answer.header("Content-Length") == "64");
    CHECK(client.ask(get("/api/v1/boats/b2")).body.size() == 64);
}

TEST_CASE("an answer without content declares none") {
    House house;
    RawClient client(house.server.port());
    const auto gone = client.ask("DELETE /api/v1/boats/b1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(gone.status == 204);
    CHECK(gone.header("Content-Length").empty());
    const auto same = client.ask(get("/api/v1/boats/b1", "If-None-Match: \"3\"\r\n"));
    CHECK(same.status == 304);
    CHECK(same.header("Content-Length").empty());
    CHECK(same.header("ETag") == "\"3\"");
}

TEST_CASE("a file is sent whole or in the part asked for") {
    House house;
    house.boats.log_path = house.folder / "log.txt";
    std::ofstream(house.boats.log_path) << "0123456789";
    RawClient client(house.server.port());
    const auto whole = client.ask(get("/api/v1/boats/b1/log"));
    CHECK(whole.status == 200);
    CHECK(whole.body == "0123456789");
    CHECK(whole.header("Accept-Ranges") == "bytes");
    CHECK(whole.header("Content-Type") == "text/plain");
    const auto part = client.ask(get("/api/v1/boats/b1/log", "Range: bytes=2-4\r\n"));
    CHECK(part.status == 206);
    CHECK(part.body == "234");
    CHECK(part.header("Content-Range") == "bytes 2-4/10");
    CHECK(client.ask(get("/api/v1/boats/b1/log", "Range: bytes=-3\r\n")).body == "789");
    CHECK(client.ask(get("/api/v1/boats/b1/log", "Range: bytes=50-\r\n")).status == 416);
    CHECK(client.ask(get("/api/v1/boats/b1/log", "Range: bytes=0-1,4-5\r\n")).status == 200);
    CHECK(client.ask(get("/api/v1/boats/b1/log", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n"))
              .status == 200);
    CHECK(client.ask(get("/api/v1/boats/b1", "Range: bytes=0-1\r\n")).status == 200);
}

TEST_CASE("an empty file and a missing one are told apart") {
    House house;
    house.boats.log_path = house.folder / "log.txt";
    RawClient client(house.server.port());
    CHECK(client.ask(get("/api/v1/boats/b1/log")).status == 404);
    std::ofstream(house.boats.log_path) << "";
    const auto empty = client.ask(get("/api/v1/boats/b1/log"));
    CHECK(empty.status == 200);
    CHECK(empty.header("Content-Length") == "0");
}

TEST_CASE("a client that waits for 100 is told to go on, or refused without its body") {
    House house;
    RawClient client(house.server.port());
    const std::string head =
        "POST /api/v1/charts?name=a.txt HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n";
    client.send(head + "Content-Length: 5\r\n\r\n");
    CHECK(client.read().status == 100);
    const auto taken = client.ask("hello");
    CHECK(taken.status == 201);
    CHECK(taken.body == R"({"name":"a.txt","type":"","size":5,"text":"hello"})");

    client.send(head + "Content-Length: 200000000\r\n\r\n");
    const auto refused = client.read();
    CHECK(refused.status == 413);
    CHECK(refused.header("Connection") == "close");
    CHECK(refused.body.find("at most 100 MB") != std::string::npos);
}

TEST_CASE("a second server on the port is told so") {
    House house;
    std::stop_source stopping;
    const int port = house.server.port();
    try {
        const Server second({.port = port}, house.dispatcher, house.log, house.clock, stopping);
        FAIL("two servers have one port");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Conflict);
        CHECK(std::string(error.what()) ==
              "Another program, maybe another Fabula, has 127.0.0.1, port " + std::to_string(port) +
                  " already. Stop it, or choose another port with --port.");
    }
}

TEST_CASE("a host that is not of this machine is refused by name") {
    House house;
    std::stop_source stopping;
    const auto message = [&](const char* host) -> std::string {
        try {
            const Server server({.host = host, .port = 0}, house.dispatcher, house.log, house.clock,
                                stopping);
            return "";
        } catch (const AppError& error) {
            return error.what();
        }
    };
    CHECK(message("203.0.113.9") == "The address 203.0.113.9 is not one of this machine.");
    CHECK(message("no such host").find("The host \"no such host\" is not known") == 0);
    CHECK(message("localhost").empty());
    CHECK(message("0.0.0.0").empty());
}

TEST_CASE("only a loopback address is of this machine alone") {
    House house;
    std::stop_source stopping;
    CHECK(house.server.loopback());
    const Server open({.host = "0.0.0.0", .port = 0}, house.dispatcher, house.log, house.clock,
                      stopping);
    CHECK_FALSE(open.loopback());
}

TEST_CASE("stopping takes no new connections and lets the waiting resume") {
    House house;
    const int port = house.server.port();
    RawClient waiting(port);
    RawClient idle(port);
    CHECK(idle.ask(get("/api/v1/boats/b1")).status == 200);
    waiting.send(get("/api/v1/events"));
    CHECK(eventually([&] { return house.hub.waiting() == 1; }));

    CHECK(house.server.stop());
    const auto answer = waiting.read();
    CHECK(answer.status == 200);
    CHECK(parse_json(answer.body)["resume"] == true);
    CHECK(answer.header("Connection") == "close");
    CHECK(idle.closed());
    CHECK(house.server.connections() == 0);
    CHECK(RawClient(port).ask(get("/api/v1/boats/b1")).status == 0);
}

TEST_CASE("stopping cuts who does not read") {
    Limits limits = sample::quick_limits();
    limits.answer_period = std::chrono::seconds(60);
    limits.drain = std::chrono::milliseconds(100);
    House house(limits);
    house.boats.log_path = house.folder / "log.txt";
    std::ofstream(house.boats.log_path) << std::string(30'000'000, 'x');
    RawClient stuck(house.server.port(), 4096);
    stuck.send(get("/api/v1/boats/b1/log"));
    CHECK(eventually([&] { return house.server.connections() == 1; }));
    CHECK(house.server.stop());
    CHECK(house.server.connections() == 0);
}

}  // namespace fabula::http
