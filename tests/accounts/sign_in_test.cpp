#include "accounts/sign_in_service.hpp"

#include <doctest/doctest.h>

#include "accounts/house.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

TEST_CASE("a session ends 30 days after it was last used, and after 90 days in any case") {
    House house;
    const auto user = house.sign_in.get_user(house.add(Role::Viewer).user);
    const auto idle = house.sign_in.open_session(user, {}).token;
    house.clock.advance(std::chrono::days(29));
    CHECK(house.sign_in.find_visitor(idle).has_value());
    house.clock.advance(std::chrono::days(29));
    CHECK(house.sign_in.find_visitor(idle).has_value());
    house.clock.advance(std::chrono::days(31));
    CHECK_FALSE(house.sign_in.find_visitor(idle).has_value());

    const auto used = house.sign_in.open_session(user, {}).token;
    for (int day = 0; day < 89; ++day) {
        house.clock.advance(std::chrono::days(1));
        REQUIRE(house.sign_in.find_visitor(used).has_value());
    }
    house.clock.advance(std::chrono::days(1));
    CHECK_FALSE(house.sign_in.find_visitor(used).has_value());
}

TEST_CASE("sessions that are over are cleaned up at the next sign-in") {
    House house;
    const auto actor = house.add(Role::Viewer);
    const auto user = house.sign_in.get_user(actor.user);
    house.sign_in.open_session(user, {});
    house.clock.advance(std::chrono::days(31));
    house.sign_in.open_session(user, {});
    CHECK(house.store.read(
              [](store::Reader& db) { return db.count("SELECT count(*) FROM session"); }) == 1);
}

TEST_CASE("the session of a user who is deleted or belongs to nothing any more opens nothing") {
    House house;
    const auto actor = house.add(Role::Viewer);
    const auto token = house.sign_in.open_session(house.sign_in.get_user(actor.user), {}).token;
    CHECK(house.sign_in.find_visitor(token)->actor.user == actor.user);
    house.store.write(
        [&](store::Tx& tx) { delete_membership(tx, house.organization, actor.user); });
    CHECK_FALSE(house.sign_in.find_visitor(token).has_value());
    house.store.write(
        [&](store::Tx& tx) { tx.run("DELETE FROM app_user WHERE id = ?", actor.user); });
    CHECK_FALSE(house.sign_in.find_visitor(token).has_value());
}

TEST_CASE("an invitation is over after 7 days") {
    House house;
    house.sign_in.claim_desk({"Ada", "ada", "a quiet harbour"}, {.name = "House"});
    const auto made = house.people.invite(house.owner, {.role = Role::Editor});
    CHECK(house.people.view_invitation(made.token).role == Role::Editor);
    house.clock.advance(std::chrono::days(7));
    CHECK(refusal([&] { house.people.view_invitation(made.token); }) ==
          "This invitation is older than 7 days. Ask for another one.");
}

TEST_CASE("sign-in names are compared without case and blanks around them") {
    CHECK(check_login("  Ada@Example.ORG ") == "ada@example.org");
    CHECK(check_login("STRASSE") == check_login("straße"));
    for (const std::string bad : {"", "a", "two words", "tab\tbed"}) {
        CAPTURE(bad);
        CHECK_FALSE(refusal([&] { check_login(bad); }).empty());
    }
    CHECK_FALSE(refusal([] { check_login(std::string(255, 'x')); }).empty());
}

TEST_CASE("passwords that would be guessed first are refused") {
    CHECK(refuse_password("a quiet harbour", "ada", "Ada") == std::nullopt);
    for (const std::string bad : {"short", "aaaaaaaaaaaa", "Password123", "qwertyuiop"}) {
        CAPTURE(bad);
        CHECK(refuse_password(bad, "ada", "Ada").has_value());
    }
    CHECK(refuse_password("ada@example.org", "ada@example.org", "Ada").has_value());
    CHECK(refuse_password(std::string(257, 'x') + "y", "ada", "Ada").has_value());
}

TEST_CASE("tries come back with time, and one address does not use up another's") {
    test::FakeClock clock;
    Throttle throttle(clock);
    for (int i = 0; i < 5; ++i) throttle.take("ada", "192.0.2.1");
    CHECK(refusal([&] { throttle.take("ada", "192.0.2.1"); }) ==
          "Too many tries. Wait 12 seconds and try again.");
    CHECK(refusal([&] { throttle.take("ada", "192.0.2.2"); }).empty());
    clock.advance(std::chrono::seconds(12));
    CHECK(refusal([&] { throttle.take("ada", "192.0.2.1"); }).empty());
    CHECK_FALSE(refusal([&] { throttle.take("ada", "192.0.2.1"); }).empty());
}

TEST_CASE("of a thousand tries in a minute from one address few are heard") {
    test::FakeClock clock;
    Throttle throttle(clock);
    int heard = 0;
    for (int i = 0; i < 1000; ++i) {
        heard += refusal([&] { throttle.take("user" + std::to_string(i), "192.0.2.1"); }).empty();
        clock.advance(std::chrono::milliseconds(60));
    }
    CHECK(heard == 59);
}

}  // namespace fabula::accounts
