#include "http/events.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace fabula::http {

namespace {

using std::chrono::milliseconds;

const OrganizationId kOurs{"o1"};
const OrganizationId kTheirs{"o2"};

Actor our_actor() {
    Actor actor;
    actor.organization = kOurs;
    return actor;
}

EventHub::Options patient() {
    return {.kept = 5, .batch_max = 3, .waiters_max = 2};
}
EventHub::Options hasty() {
    EventHub::Options options = patient();
    options.wait = milliseconds(1);
    return options;
}

std::vector<std::string> types(const EventBatch& batch) {
    std::vector<std::string> names;
    for (const auto& event : batch.events) names.push_back(event.type);
    return names;
}

}  // namespace

TEST_CASE("events after an id are given at once, in order") {
    EventHub hub("boot", patient());
    const auto first = hub.publish(kOurs, "p1", "one", {{"n", 1}});
    hub.publish(kOurs, "p1", "two", nullptr);
    CHECK(first == "boot-1");
    const auto batch = hub.wait(our_actor(), {.after = first}, {});
    CHECK(types(batch) == std::vector<std::string>{"two"});
    CHECK(batch.last_id == "boot-2");
    CHECK_FALSE(batch.reset);
    CHECK_FALSE(batch.resume);
}

TEST_CASE("an answer holds a bounded number of events, and the next goes on behind them") {
    EventHub hub("boot", patient());
    for (const auto* type : {"a", "b", "c", "d"}) hub.publish(kOurs, "", type, nullptr);
    const auto first = hub.wait(our_actor(), {.after = "boot-0"}, {});
    CHECK(types(first) == std::vector<std::string>{"a", "b", "c"});
    CHECK(first.last_id == "boot-3");
    const auto second = hub.wait(our_actor(), {.after = first.last_id}, {});
    CHECK(types(second) == std::vector<std::string>{"d"});
}

TEST_CASE("an id that is not known asks for everything to be read again") {
    EventHub hub("boot", patient());
    for (int i = 0; i < 7; ++i) hub.publish(kOurs, "", "tick", nullptr);
    for (const auto* after : {"boot-1", "earlier-7", "boot-8", "boot-x", "boot--1", "boot", "7"}) {
        CAPTURE(after);
        const auto batch = hub.wait(our_actor(), {.after = after}, {});
        CHECK(batch.reset);
        CHECK(batch.events.empty());
        CHECK(batch.last_id == "boot-7");
    }
    CHECK_FALSE(hub.wait(our_actor(), {.after = "boot-2"}, {}).reset);
}

TEST_CASE("only what the actor may see is given, and only of the project asked for") {
    EventHub hub("boot", hasty());
    hub.publish(kTheirs, "p9", "theirs", nullptr);
    hub.publish(kOurs, "p1", "first", nullptr);
    hub.publish(kOurs, "p2", "second", nullptr);
    CHECK(types(hub.wait(our_actor(), {.after = "boot-0"}, {})) ==
          std::vector<std::string>{"first", "second"});
    CHECK(types(hub.wait(our_actor(), {.after = "boot-0", .project_id = "p2"}, {})) ==
          std::vector<std::string>{"second"});
    const auto foreign = hub.wait(our_actor(), {.after = "boot-0", .project_id = "p9"}, {});
    CHECK(foreign.events.empty());
    CHECK(foreign.last_id == "boot-3");
}

TEST_CASE("who waits is answered when something happens") {
    EventHub hub("boot", patient());
    EventBatch batch;
    std::thread waiter([&] { batch = hub.wait(our_actor(), {.after = ""}, {}); });
    while (hub.waiting() == 0) std::this_thread::yield();
    hub.publish(kTheirs, "", "not for us", nullptr);
    hub.publish(kOurs, "", "for us", nullptr);
    waiter.join();
    CHECK(types(batch) == std::vector<std::string>{"for us"});
    CHECK(batch.last_id == "boot-2");
}

TEST_CASE("who waits in vain learns where to go on") {
    EventHub hub("boot", hasty());
    hub.publish(kOurs, "", "before", nullptr);
    const auto batch = hub.wait(our_actor(), {.after = ""}, {});
    CHECK(batch.events.empty());
    CHECK(batch.last_id == "boot-1");
    CHECK_FALSE(batch.resume);
}

TEST_CASE("who waits is told to resume when the server stops") {
    EventHub hub("boot", patient());
    std::stop_source stopping;
    EventBatch batch;
    std::thread waiter([&] { batch = hub.wait(our_actor(), {.after = ""}, stopping.get_token()); });
    while (hub.waiting() == 0) std::this_thread::yield();
    stopping.request_stop();
    waiter.join();
    CHECK(batch.resume);
    CHECK(batch.last_id == "boot-0");
    CHECK(hub.waiting() == 0);
}

TEST_CASE("more than so many do not wait") {
    EventHub hub("boot", patient());
    std::stop_source stopping;
    std::vector<std::thread> waiters;
    for (int i = 0; i < 2; ++i) {
        waiters.emplace_back([&] { hub.wait(our_actor(), {.after = ""}, stopping.get_token()); });
    }
    while (hub.waiting() < 2) std::this_thread::yield();
    CHECK_THROWS_AS(hub.wait(our_actor(), {.after = ""}, {}), AppError);
    hub.publish(kTheirs, "", "tick", nullptr);
    stopping.request_stop();
    for (auto& waiter : waiters) waiter.join();
}

TEST_CASE("the latest of a thing replaces the one just before, and the order is kept") {
    EventHub hub("boot", hasty());
    const auto latest = EventHub::Repeats::Replaced;
    const auto first = hub.publish(kOurs, "p1", "changed", 1, latest);
    for (int n = 2; n <= 20; ++n) hub.publish(kOurs, "p1", "changed", n, latest);
    hub.publish(kOurs, "p1", "other", nullptr);
    hub.publish(kOurs, "p1", "changed", 21, latest);
    const auto batch = hub.wait(our_actor(), {.after = first}, {});
    CHECK(types(batch) == std::vector<std::string>{"changed", "other", "changed"});
    CHECK(batch.events[0].data == 20);
    CHECK(batch.last_id == "boot-22");
}

TEST_CASE("events that are not wanted are left out") {
    EventHub hub("boot", hasty());
    const auto first = hub.publish(kOurs, "p1", "one", nullptr);
    hub.publish(kOurs, "p1", "two", nullptr);
    hub.publish(kOurs, "p1", "three", nullptr);
    const auto batch = hub.read(our_actor(), {.after = first, .except = {"two"}});
    CHECK(types(batch) == std::vector<std::string>{"three"});
    CHECK(batch.last_id == "boot-3");
}

}  // namespace fabula::http
