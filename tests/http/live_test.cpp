#include "http/live/live.hpp"

#include <doctest/doctest.h>

#include "http/live_wire.hpp"

namespace fabula::http {

using sample::eventually;
using sample::get;
using sample::House;
using sample::kUpgrade;
using sample::LiveWire;
using sample::Opcode;
using sample::RawClient;

namespace {

// Says back what it hears; "slow" is dealt with on another thread, "fail" not at all.
class EchoTopic final : public LiveTopic {
public:
    explicit EchoTopic(LiveHub& live) : live_(live) { live.add("echo", *this); }
    EchoTopic(const EchoTopic&) = delete;
    EchoTopic& operator=(const EchoTopic&) = delete;
    ~EchoTopic() override { live_.stop(); }

    void receive(LiveClient& client, const Json& message, const LiveTurn& turn) override {
        const auto type = message.at("type").get<std::string>();
        if (type == "echo.fail") invalid("words", "are none");
        if (type == "echo.flood") {
            const auto text = live_text({{"type", "flood"}, {"words", std::string(1000, 'x')}});
            for (int i = 0; i < 150; ++i) client.send(text);
            return;
        }
        if (type != "echo.slow") return client.send(Json{{"type", "echo"}, {"of", message}});
        live_.work(client, message, turn, [this, weak = client.weak_from_this(), message] {
            if (message.contains("wrong")) invalid("wrong", "is given");
            live_.post([weak, message] {
                if (const auto back = weak.lock())
                    back->send(Json{{"type", "echo"}, {"of", message}});
            });
        });
    }
    void left(LiveClient&) override { ++gone; }

    std::atomic<int> gone = 0;

private:
    LiveHub& live_;
};

}  // namespace

TEST_CASE("a connection becomes live with the answer that RFC 6455 computes") {
    House house;
    LiveWire wire(house.server.port());
    CHECK(wire.opening().status == 101);
    CHECK(wire.opening().header("Sec-WebSocket-Accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK(house.live.clients() == 1);
    wire.send({{"type", "beat"}});
    CHECK(wire.read_message("beat") == Json{{"type", "beat"}});
}

TEST_CASE("what asks for no upgrade, or a wrong one, is told so") {
    House house;
    RawClient client(house.server.port());
    const auto plain = client.ask(get("/api/v1/live"));
    CHECK(plain.status == 426);
    CHECK(plain.header("Upgrade") == "websocket");
    RawClient other(house.server.port());
    CHECK(other.ask(get("/api/v1/live", "Upgrade: websocket\r\nConnection: Upgrade\r\n")).status ==
          400);
    RawClient foreign(house.server.port());
    CHECK(foreign.ask(get("/api/v1/live", "Origin: https://elsewhere.example\r\n" + kUpgrade))
              .status == 403);
    LiveWire nobody(house.server.port(), "X-Actor: nobody\r\n");
    CHECK(nobody.opening().status == 401);
    CHECK(eventually([&] { return house.live.clients() == 0; }));
}

TEST_CASE("messages are answered in their order, and one that fails says why") {
    House house;
    EchoTopic echo(house.live);
    LiveWire wire(house.server.port());
    wire.send({{"type", "echo.slow"}, {"n", 1}});
    wire.send({{"type", "echo.say"}, {"n", 2}});
    CHECK(wire.read_message("echo").at("of").at("n") == 1);
    CHECK(wire.read_message("echo").at("of").at("n") == 2);
    wire.send({{"type", "echo.fail"}, {"ref", 7}});
    const auto problem = wire.read_message("problem");
    CHECK(problem.at("status") == 422);
    CHECK(problem.at("ref") == 7);
    CHECK(problem.dump().find("words") != std::string::npos);
    wire.send({{"type", "echo.slow"}, {"ref", 8}, {"wrong", true}});
    CHECK(wire.read_message("problem").at("ref") == 8);
    wire.send({{"type", "weather.rain"}});
    CHECK(wire.read_message("problem").at("detail").get<std::string>().find("weather.rain") !=
          std::string::npos);
    wire.send(Opcode::Text, "{not json");
    CHECK(wire.read_message("problem").at("status") == 422);
    wire.send(Opcode::Text, "[1]");
    CHECK(wire.read_message("problem").at("status") == 422);
    house.server.stop();
    CHECK(echo.gone == 1);
}

TEST_CASE("frames that are not ours end the connection with their code") {
    House house;
    const auto end_after = [&](Opcode opcode, std::string_view payload) {
        LiveWire wire(house.server.port());
        wire.send(opcode, payload);
        return wire.read_end();
    };
    CHECK(end_after(Opcode::Binary, "\x01") == 1003);
    CHECK(end_after(Opcode::Text, std::string(5000, ' ')) == 1009);
    CHECK(end_after(Opcode::Text, "\xff\xfe") == 1007);
    CHECK(end_after(static_cast<Opcode>(5), "x") == 1002);
    CHECK(eventually([&] { return house.live.clients() == 0; }));
}

TEST_CASE("events go to those who follow, from where they stopped") {
    House house;
    const auto first = house.hub.publish(OrganizationId{"o1"}, "p1", "one", {{"n", 1}});
    house.hub.publish(OrganizationId{"o1"}, "p1", "two", nullptr);
    LiveWire wire(house.server.port());
    wire.send({{"type", "events.follow"}, {"after", first}, {"project_id", "p1"}});
    const auto missed = wire.read_message("events");
    REQUIRE(missed.at("events").size() == 1);
    CHECK(missed.at("events")[0].at("type") == "two");
    house.hub.publish(OrganizationId{"o2"}, "p1", "foreign", nullptr);
    house.hub.publish(OrganizationId{"o1"}, "p2", "other project", nullptr);
    house.hub.publish(OrganizationId{"o1"}, "p1", "three", nullptr);
    const auto next = wire.read_message("events");
    REQUIRE(next.at("events").size() == 1);
    CHECK(next.at("events")[0].at("type") == "three");
    LiveWire late(house.server.port());
    late.send({{"type", "events.follow"}, {"after", "another-1"}});
    CHECK(late.read_message("events").at("reset") == true);
}

TEST_CASE("what happens after the live connections have ended is told to nobody") {
    House house;
    {
        LiveHub live(house.log);
        EventHub events("boot", {});
        {
            const EventTopic topic(live, events);
            live.stop();
        }
        CHECK(events.publish(OrganizationId{"o1"}, "p1", "late", nullptr) == "boot-1");
    }
}

TEST_CASE("a client that does not read is told to resume, and the others hear on") {
    House house;
    EchoTopic echo(house.live);
    LiveWire stuck(house.server.port(), "", 4096);
    LiveWire near(house.server.port());
    for (int i = 0; i < 100; ++i) stuck.send({{"type", "echo.flood"}});
    CHECK(eventually([&] { return house.live.clients() == 1; }));
    CHECK(echo.gone == 1);
    near.send({{"type", "echo.say"}, {"n", 1}});
    CHECK(near.read_message("echo").at("of").at("n") == 1);
}

TEST_CASE("a guest who may not stay is shown out") {
    House house;
    LiveWire wire(house.server.port());
    house.gatekeeper.closed = true;
    CHECK(wire.read_end() == 4401);
}

TEST_CASE("more lines than there are get an answer, and the end of the server is told") {
    House house;
    std::vector<LiveWire> wires;
    wires.reserve(20);
    for (int i = 0; i < 20; ++i) wires.emplace_back(house.server.port());
    CHECK(wires.back().opening().status == 101);
    CHECK(LiveWire(house.server.port()).opening().status == 503);
    CHECK(eventually([&] { return house.server.connections() == 0; }));
    std::thread stopping([&] { house.server.stop(); });
    for (auto& wire : wires) CHECK(wire.read_end() == 1012);
    stopping.join();
}

}  // namespace fabula::http
