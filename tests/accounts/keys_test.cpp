#include "accounts/keys_service.hpp"

#include <doctest/doctest.h>

#include "accounts/house.hpp"
#include "accounts/house_gatekeeper.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

struct KeyHouse : House {
    KeyService keys{store, clock};

    std::int64_t rows() {
        return store.read(
            [](store::Reader& db) { return db.count("SELECT count(*) FROM api_key"); });
    }
};

}  // namespace

TEST_CASE("a key stands for its owner until it ends, is revoked, or they leave") {
    KeyHouse house;
    const auto editor = house.add(Role::Editor);
    const auto made = house.keys.create(
        editor, {"Backup", KeyScope::Write, house.clock.now() + std::chrono::days(30)});
    CHECK(made.token.starts_with("fab_"));
    CHECK(made.token.size() == 68);
    CHECK(made.key.hint == made.token.substr(0, 8));
    const auto bearer = house.keys.find_bearer(made.token);
    REQUIRE(bearer.has_value());
    CHECK(bearer->actor.user == editor.user);
    CHECK(bearer->actor.organization == house.organization);
    CHECK(bearer->scope == KeyScope::Write);

    SUBCASE("ends") {
        house.clock.advance(std::chrono::days(30));
        CHECK_FALSE(house.keys.find_bearer(made.token).has_value());
        house.keys.forget_old(house.clock.now());
        CHECK(house.keys.list(editor).size() == 1);
        house.clock.advance(std::chrono::days(30));
        house.keys.forget_old(house.clock.now());
        CHECK(house.keys.list(editor).empty());
    }
    SUBCASE("is revoked, and only by its owner") {
        const auto other = house.add(Role::Owner);
        CHECK(refusal([&] { house.keys.revoke(other, made.key.id); }) == "There is no such key.");
        house.keys.revoke(editor, made.key.id);
        CHECK_FALSE(house.keys.find_bearer(made.token).has_value());
    }
    SUBCASE("leaves, and does not find it valid again on coming back") {
        house.people.remove(house.owner, editor.user);
        CHECK_FALSE(house.keys.find_bearer(made.token).has_value());
        house.store.write([&](store::Tx& tx) {
            put_membership(tx, house.organization, editor.user, Role::Editor);
        });
        CHECK_FALSE(house.keys.find_bearer(made.token).has_value());
    }
}

TEST_CASE("of a key only the hash is kept") {
    KeyHouse house;
    const auto made = house.keys.create(house.owner, {"Backup", KeyScope::Read, std::nullopt});
    const auto kept = house.store.read([](store::Reader& db) {
        return db.column<std::string>("SELECT token_hash FROM api_key").front();
    });
    CHECK(kept.size() == 64);
    CHECK(kept.find(made.token.substr(4, 16)) == std::string::npos);
    CHECK_FALSE(house.keys.find_bearer(kept).has_value());
    CHECK_FALSE(house.keys.find_bearer(made.token + "0").has_value());
    CHECK_FALSE(house.keys.find_bearer("").has_value());
}

TEST_CASE("how far a key must reach is read off the row") {
    const auto needed = [](http::Method method, http::Access access, const std::string& name) {
        http::Route row;
        row.method = method;
        row.access = access;
        row.name = name;
        return scope_for(row);
    };
    using enum http::Method;
    using enum http::Access;
    CHECK(needed(Get, Viewer, "get_project") == KeyScope::Read);
    CHECK(needed(Get, Anyone, "get_health") == KeyScope::Read);
    CHECK(needed(Post, Viewer, "create_comment") == KeyScope::Write);
    CHECK(needed(Delete, Editor, "delete_project") == KeyScope::Write);
    CHECK(needed(Get, Admin, "list_invitations") == KeyScope::Admin);
    CHECK(needed(Get, Host, "get_house_rules") == KeyScope::Admin);
    CHECK(needed(Patch, Owner, "update_organization") == KeyScope::Admin);
    CHECK_FALSE(needed(Post, Member, "create_key").has_value());
    http::Route live;
    live.access = Member;
    live.kind = http::RouteKind::Live;
    CHECK(scope_for(live) == KeyScope::Write);
}

TEST_CASE("a key of who runs the server runs it only with the scope of an admin") {
    KeyHouse house;
    for (const auto scope : {KeyScope::Read, KeyScope::Write, KeyScope::Admin}) {
        const auto made = house.keys.create(house.owner, {"x", scope, {}});
        CHECK(house.keys.find_bearer(made.token)->actor.host == (scope == KeyScope::Admin));
    }
}

TEST_CASE("keys of the settings are the host's, kept as hashes, and gone when not named any more") {
    KeyHouse house;
    const std::string first = "a-key-of-the-operator";
    const std::string second = "another-operators-key";
    house.keys.take_from_settings(house.owner, {first, second, first});
    CHECK(house.rows() == 2);
    CHECK(house.keys.find_bearer(first)->actor.user == house.owner.user);
    CHECK(house.keys.find_bearer(second)->scope == KeyScope::Admin);
    const auto id = house.keys.find_bearer(first)->key;
    CHECK(refusal([&] { house.keys.revoke(house.owner, id); }).find("API_KEYS") !=
          std::string::npos);

    house.keys.take_from_settings(house.owner, {first});
    CHECK(house.keys.find_bearer(first)->key == id);
    CHECK_FALSE(house.keys.find_bearer(second).has_value());
    house.keys.take_from_settings(house.owner, {});
    CHECK(house.rows() == 0);
    CHECK(refusal([&] { house.keys.take_from_settings(house.owner, {"short"}); }) ==
          "Each key in API_KEYS needs 16 to 500 characters.");
}

TEST_CASE("what a key is for is said in words, and its end lies ahead") {
    KeyHouse house;
    const auto past = house.clock.now();
    for (const std::string bad : {"", "   ", "a\nb"}) {
        CHECK_FALSE(refusal([&] {
                        house.keys.create(house.owner, {bad, KeyScope::Read, {}});
                    }).empty());
    }
    CHECK(refusal([&] {
              house.keys.create(house.owner, {"x", KeyScope::Read, past});
          }) == "This time is over already.");
    for (std::size_t i = 0; i < kKeysMax; ++i) {
        house.keys.create(house.owner, {"x", KeyScope::Read, {}});
    }
    CHECK(refusal([&] {
              house.keys.create(house.owner, {"x", KeyScope::Read, {}});
          }) == "These are 100 keys already. Revoke some first.");
}

TEST_CASE("a new password ends the keys that were made before it") {
    KeyHouse house;
    house.sign_in.claim_desk({"Ada", "ada", "a quiet harbour"}, {.name = "House"});
    const auto made = house.keys.create(house.owner, {"x", KeyScope::Read, {}});
    house.keys.take_from_settings(house.owner, {"a-key-of-the-operator"});
    house.sign_in.change_password(house.owner, {}, "a quiet harbour", "a louder harbour");
    CHECK_FALSE(house.keys.find_bearer(made.token).has_value());
    CHECK(house.keys.find_bearer("a-key-of-the-operator").has_value());
}

TEST_CASE("a key is read from two headers, and from no others") {
    auto request = http::Request::to(http::Method::Get, "/?key=fab_query");
    CHECK(key_token(request).empty());
    request.headers = {{"authorization", "Basic YTpi"}};
    CHECK(key_token(request).empty());
    request.headers = {{"authorization", "bearer  fab_b "}};
    CHECK(key_token(request) == "fab_b");
    request.headers.emplace_back("x-api-key", "fab_a");
    CHECK(key_token(request) == "fab_a");
}

TEST_CASE("requests of a minute are counted by caller and by network") {
    test::FakeClock clock;
    RequestRate rate(clock, {.caller = 3, .address = 4});
    for (int i = 0; i < 3; ++i) rate.count_caller("key a");
    CHECK(refusal([&] { rate.count_caller("key a"); }) ==
          "These are more than 3 requests in a minute. Try again in 20 seconds.");
    CHECK(refusal([&] { rate.count_caller("key b"); }).empty());
    clock.advance(std::chrono::seconds(20));
    CHECK(refusal([&] { rate.count_caller("key a"); }).empty());

    for (int i = 0; i < 4; ++i) rate.count_address("2001:db8:1:2::" + std::to_string(i));
    CHECK_FALSE(refusal([&] { rate.count_address("2001:db8:1:2:ffff::1"); }).empty());
    CHECK(refusal([&] { rate.count_address("2001:db8:1:3::1"); }).empty());
    CHECK(refusal([&] { rate.count_address("192.0.2.1"); }).empty());

    RequestRate free(clock, {});
    for (int i = 0; i < 10'000; ++i) free.count_address("192.0.2.1");
    CHECK(refusal([&] { free.count_caller("key a"); }).empty());
}

}  // namespace fabula::accounts
