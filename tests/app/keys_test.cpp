// Keys and limits as programs meet them.
#include "test_house.hpp"

namespace fabula::app {

using http::Method;

namespace {

std::string make_key(TestHouse& house, const std::string& cookie, const std::string& scope) {
    const auto made =
        house.post("/api/v1/me/keys", {{"name", "Program"}, {"scope", scope}}, cookie);
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    return made.json().at("key");
}

TestHouse::Answer ask(TestHouse& house, const std::string& key, Method method,
                      const std::string& target, const Json& body = nullptr) {
    return house.send(method, target, "", body, {{"x-api-key", key}});
}

}  // namespace

TEST_CASE("a program reads and writes with a key, as far as the key reaches") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto project = "/api/v1/projects/" + house.demo(owner);
    const auto reads = make_key(house, owner, "read");
    const auto writes = make_key(house, owner, "write");
    const auto admin = make_key(house, owner, "admin");
    const Json title{{"title", "By a program"}};

    CHECK(ask(house, reads, Method::Get, project).status == 200);
    const auto refused = ask(house, reads, Method::Patch, project, title);
    CHECK(refused.status == 403);
    CHECK(refused.json().at("detail") ==
          "This key has the scope \"read\", which does not reach as far as this.");
    CHECK(ask(house, writes, Method::Patch, project, title).status == 200);
    CHECK(ask(house, writes, Method::Get, "/api/v1/invitations").status == 403);
    CHECK(ask(house, admin, Method::Get, "/api/v1/invitations").status == 200);
    const auto bearer =
        house.send(Method::Get, project, "", nullptr, {{"authorization", "Bearer " + writes}});
    CHECK(bearer.json().at("title") == "By a program");
}

TEST_CASE("a key cannot make keys, change the password or sign anybody out") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto admin = make_key(house, owner, "admin");
    CHECK(ask(house, admin, Method::Post, "/api/v1/me/keys", {{"name", "x"}, {"scope", "admin"}})
              .status == 403);
    CHECK(ask(house, admin, Method::Post, "/api/v1/me/password",
              {{"password", "a quiet harbour"}, {"new_password", "a louder harbour"}})
              .status == 403);
    CHECK(ask(house, admin, Method::Delete, "/api/v1/me/sessions").status == 403);
    CHECK(house.get("/api/v1/me", owner).status == 200);
}

TEST_CASE("a key that opens nothing is refused, whatever cookie comes along") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto key = make_key(house, owner, "read");
    const auto id = house.get("/api/v1/me/keys", owner).json().at("keys").at(0).at("id");
    CHECK(house.send(Method::Delete, "/api/v1/me/keys/" + id.get<std::string>(), owner).status ==
          204);
    CHECK(ask(house, key, Method::Get, "/api/v1/me").status == 401);
    CHECK(house.send(Method::Get, "/api/v1/me", owner, nullptr, {{"x-api-key", key}}).status ==
          401);
}

TEST_CASE("the list of keys tells what each is for and never the key") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto key = make_key(house, owner, "read");
    ask(house, key, Method::Get, "/api/v1/me");
    const auto list = house.get("/api/v1/me/keys", owner);
    CHECK(list.body.find(key) == std::string::npos);
    CHECK(list.body.find("token_hash") == std::string::npos);
    const auto row = list.json().at("keys").at(0);
    CHECK(row.at("name") == "Program");
    CHECK(row.at("hint") == key.substr(0, 8));
    CHECK(row.at("last_used_at").is_string());
    const auto page = house.get("/me", owner);
    CHECK(page.body.find(key) == std::string::npos);
    CHECK(page.body.find(key.substr(0, 8) + "…") != std::string::npos);
}

TEST_CASE("at the desk a key lets a program of another user of the machine in") {
    TestHouse house(accounts::FirstAccount::AtTheDesk, 4711);
    house.studio().keys.take_from_settings(house.studio().host, {"a-key-of-the-operator"});
    CHECK(house.get("/api/v1/projects").status == 403);
    CHECK(ask(house, "a-key-of-the-operator", Method::Get, "/api/v1/projects").status == 200);
    CHECK(ask(house, "a-key-of-nobody-here", Method::Get, "/api/v1/projects").status == 401);
}

TEST_CASE("before the setup no key opens anything") {
    TestHouse house;
    house.studio().keys.take_from_settings(house.studio().host, {"a-key-of-the-operator"});
    CHECK(ask(house, "a-key-of-the-operator", Method::Get, "/api/v1/projects").status == 401);
}

TEST_CASE("who asks too often is told when to come back, and files of pages do not count") {
    TestHouse house(accounts::FirstAccount::BySetup, 1000, {.caller = 5, .address = 1000});
    const auto owner = house.set_up();
    for (int i = 0; i < 5; ++i) CHECK(house.get("/api/v1/me", owner).status == 200);
    const auto refused = house.get("/api/v1/me", owner);
    CHECK(refused.status == 429);
    CHECK(std::stoi(refused.headers.at("Retry-After")) > 0);
    CHECK(std::stoi(refused.headers.at("Retry-After")) <= 12);
    CHECK(refused.json().at("type") == "/docs#problem-too_many");
    CHECK(house.get("/health", owner).status == 200);
    CHECK(house.get("/assets/app.css", owner).status != 429);
}

TEST_CASE("what no key reaches are rows that there are") {
    TestHouse house;
    std::size_t in_person = 0;
    std::size_t uncounted = 0;
    for (const auto& row : house.routes()) {
        in_person += !accounts::scope_for(row).has_value();
        uncounted += !accounts::is_counted(row);
    }
    CHECK(in_person == 24);
    CHECK(uncounted == 5);
}

}  // namespace fabula::app
