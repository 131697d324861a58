// Access tokens of a Supabase project as programs send them, to a house that knows the project.
#include "support/supabase_project.hpp"
#include "test_house.hpp"

namespace fabula::app {

namespace {

using http::Method;
using test::SigningKey;

const std::string kMara = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const std::string kOther = "0b7c3a52-6f0e-4c43-9f8e-0d6b1f1f7a55";
const std::string kMyPassword = "a quiet harbour";

struct SupabaseHouse {
    test::SupabaseDouble project;
    SigningKey key = SigningKey::p256("one");
    TestHouse house{accounts::FirstAccount::BySetup,
                    1000,
                    {},
                    {{"supabase-url", project.url()}, {"net-allow", project.at()}}};
    std::string owner = house.set_up();

    SupabaseHouse() { project.publish({&key}); }

    std::string token(const std::string& subject, const Json& change = Json::object()) {
        auto claims = test::claims_of(subject, project.issuer(), house.studio().clock.now());
        claims.update(change);
        return test::token_by(key, claims);
    }
    TestHouse::Answer ask(const std::string& token, Method method, const std::string& target,
                          const Json& body = nullptr) {
        return house.send(method, target, "", body, {{"authorization", "Bearer " + token}});
    }
    TestHouse::Answer me(const std::string& token) { return ask(token, Method::Get, "/api/v1/me"); }
    TestHouse::Answer link(const std::string& cookie, const std::string& token,
                           const std::string& password = kMyPassword) {
        return house.post("/api/v1/me/supabase", {{"password", password}, {"token", token}},
                          cookie);
    }
    TestHouse::Answer unlink(const std::string& cookie) {
        return house.send(Method::Delete, "/api/v1/me/supabase", cookie);
    }
    void open_to_all() {
        const auto answer =
            house.send(Method::Patch, "/api/v1/house-rules", owner, {{"sign_up", "open"}});
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
    }
};

}  // namespace

TEST_CASE("who has linked their Supabase account acts by its tokens as they are here") {
    SupabaseHouse one;
    const auto token = one.token(kMara);
    const auto refused = one.me(token);
    CHECK(refused.status == 403);
    CHECK(refused.json().at("detail") ==
          "This Supabase account is linked to nobody here. Sign in, and link it on the page "
          "\"Me\".");

    const auto state = one.link(one.owner, "  " + token + "\n").json();
    CHECK(state.at("linked") == true);
    CHECK(state.at("email") == "mara@example.org");
    CHECK(one.me(token).json().at("name") == "Ada");
    const auto project = "/api/v1/projects/" + one.house.demo(one.owner);
    CHECK(one.ask(token, Method::Patch, project, {{"title", "By a token"}}).status == 200);
    CHECK(one.house.get(project, one.owner).json().at("title") == "By a token");
    CHECK(one.ask(token, Method::Get, "/api/v1/invitations").status == 200);
    CHECK(one.house.send(Method::Get, project, "", nullptr, {{"x-api-key", token}}).status == 200);
    // A later token of the same account, and one of another.
    CHECK(one.me(one.token(kMara, {{"email", "new@example.org"}})).status == 200);
    CHECK(one.me(one.token(kOther)).status == 403);
    CHECK(one.house.get("/api/v1/me/supabase", one.owner).json().at("last_used_at").is_string());
    const auto page = one.house.get("/me", one.owner);
    CHECK(page.body.find("mara@example.org") != std::string::npos);
    CHECK(page.body.find(token) == std::string::npos);
}

TEST_CASE("a token does not reach what keeps others out, nor does it link itself") {
    SupabaseHouse one;
    const auto token = one.token(kMara);
    REQUIRE(one.link(one.owner, token).status == 200);
    CHECK(one.ask(token, Method::Post, "/api/v1/me/keys", {{"name", "x"}, {"scope", "admin"}})
              .status == 403);
    CHECK(one.ask(token, Method::Post, "/api/v1/me/password",
                  {{"password", kMyPassword}, {"new_password", "a louder harbour"}})
              .status == 403);
    CHECK(one.ask(token, Method::Delete, "/api/v1/me/supabase").status == 403);
    CHECK(one.ask(token, Method::Post, "/api/v1/me/supabase",
                  {{"password", kMyPassword}, {"token", one.token(kOther)}})
              .status == 403);
}

TEST_CASE("an account that was unlinked opens nothing until it is linked again") {
    SupabaseHouse one;
    one.open_to_all();
    const auto token = one.token(kMara);
    REQUIRE(one.link(one.owner, token).status == 200);
    CHECK(one.unlink(one.owner).status == 204);
    // Nor does it become somebody new, though everybody may.
    const auto refused = one.me(token);
    CHECK(refused.status == 403);
    CHECK(refused.json().at("detail") ==
          "This Supabase account is linked to nobody here any more. Sign in, and link it on the "
          "page \"Me\".");
    CHECK(one.unlink(one.owner).status == 404);
    CHECK(one.house.get("/api/v1/me/supabase", one.owner).json().at("linked") == false);
    REQUIRE(one.link(one.owner, token).status == 200);
    CHECK(one.me(token).status == 200);
    // A new password ends it as it ends keys.
    REQUIRE(one.house
                .post("/api/v1/me/password",
                      {{"password", kMyPassword}, {"new_password", "a louder harbour"}}, one.owner)
                .status < 300);
    CHECK(one.me(token).status == 403);
}

TEST_CASE("linking takes the password and a token that is valid, and no account of another's") {
    SupabaseHouse one;
    const auto token = one.token(kMara);
    CHECK(one.link(one.owner, token, "a wrong harbour").json().at("field") == "password");
    for (const auto& bad :
         {std::string("fab_1234"), token + "x", one.token(kMara, {{"exp", 1000}}),
          one.token(kMara, {{"role", "anon"}}), one.token(kMara, {{"is_anonymous", true}})}) {
        const auto answer = one.link(one.owner, bad);
        CHECK(answer.status == 422);
        CHECK(answer.json().at("field") == "token");
        CHECK(answer.body.find(bad) == std::string::npos);
    }
    REQUIRE(one.link(one.owner, token).status == 200);
    const auto ed = one.house.join(one.owner, "ed", {{"role", "editor"}});
    CHECK(one.link(ed, token).status == 409);
    CHECK(one.me(token).json().at("name") == "Ada");
    // Another account of one's own takes the place of the first.
    REQUIRE(one.link(one.owner, one.token(kOther)).status == 200);
    CHECK(one.me(one.token(kOther)).json().at("name") == "Ada");
    CHECK(one.me(token).status == 403);
    REQUIRE(one.link(ed, token).status == 200);
    CHECK(one.me(token).json().at("name") == "ed");
    CHECK(one.ask(token, Method::Get, "/api/v1/invitations").status == 403);
}

TEST_CASE("in a house that is open to everybody a new account gets a place of its own") {
    SupabaseHouse one;
    one.open_to_all();
    const auto token = one.token(kMara);
    const auto made = one.me(token).json();
    CHECK(made.at("name") == "Mara");
    CHECK(one.me(one.token(kMara)).json().at("id") == made.at("id"));
    CHECK(one.me(one.token(kOther)).json().at("id") != made.at("id"));
    CHECK(one.ask(token, Method::Get, "/api/v1/projects").json().at("projects").empty());
    CHECK(one.ask(token, Method::Get, "/api/v1/projects/" + one.house.demo(one.owner)).status ==
          404);
    CHECK(one.ask(token, Method::Post, "/api/v1/projects", {{"title", "Mine"}}).status == 201);
}

TEST_CASE("nobody is taken over by an account with their e-mail address") {
    SupabaseHouse one;
    one.open_to_all();
    const auto token = one.token(kMara, {{"email", " ADA@example.org"}});
    const auto refused = one.me(token);
    CHECK(refused.status == 403);
    CHECK(refused.json().at("detail") ==
          "Somebody signs in here by the e-mail address of this Supabase account. If that is you, "
          "sign in, and link the account on the page \"Me\".");
    CHECK(one.house.get("/api/v1/me/supabase", one.owner).json().at("linked") == false);
}

TEST_CASE("who left the house is not let in by their token") {
    SupabaseHouse one;
    const auto ed = one.house.join(one.owner, "ed", {{"role", "editor"}});
    const auto token = one.token(kMara);
    REQUIRE(one.link(ed, token).status == 200);
    const auto id = one.house.get("/api/v1/me", ed).json().at("id").get<std::string>();
    REQUIRE(one.house.send(Method::Delete, "/api/v1/members/" + id, one.owner).status == 204);
    CHECK(one.me(token).status == 401);
}

TEST_CASE("a token that is over, forged or somebody else's is refused without a reason") {
    SupabaseHouse one;
    REQUIRE(one.link(one.owner, one.token(kMara)).status == 200);
    const auto evil = SigningKey::p256("one");
    const auto now = one.house.studio().clock.now();
    for (const auto& token :
         {one.token(kMara, {{"exp", 1000}}), one.token(kMara) + "AA",
          one.token(kMara, {{"iss", "https://evil.example/auth/v1"}}),
          one.token(kMara, {{"aud", "other"}}),
          test::token_by(evil, test::claims_of(kMara, one.project.issuer(), now)),
          test::token_by(std::string(40, 'x'), test::claims_of(kMara, one.project.issuer(), now)),
          test::unsigned_token(R"({"alg":"none"})",
                               test::claims_of(kMara, one.project.issuer(), now).dump()) +
              "."}) {
        const auto answer = one.me(token);
        CHECK(answer.status == 401);
        CHECK(answer.json().at("detail") ==
              "This token is not valid here. Sign in again where it is from.");
        // Whatever cookie comes along.
        CHECK(one.house
                  .send(Method::Get, "/api/v1/me", one.owner, nullptr,
                        {{"authorization", "Bearer " + token}})
                  .status == 401);
    }
}

TEST_CASE("while the project's keys cannot be fetched a token is told to come back") {
    SupabaseHouse one;
    one.project.answer("500 Internal Server Error", "", "");
    const auto answer = one.me(one.token(kMara));
    CHECK(answer.status == 503);
    CHECK(answer.headers.contains("Retry-After"));
    CHECK(one.house.get("/api/v1/me", one.owner).status == 200);
}

TEST_CASE("a house without a project takes no tokens, and one at the desk makes nobody of them") {
    TestHouse house;
    const auto owner = house.set_up();
    CHECK(house.get("/api/v1/me/supabase", owner).json().at("available") == false);
    CHECK(house.get("/me", owner).body.find("link_supabase") == std::string::npos);
    const auto text = test::unsigned_token("{}", "{}") + ".AAAA";
    CHECK(house.send(Method::Get, "/api/v1/me", "", nullptr, {{"authorization", "Bearer " + text}})
              .json()
              .at("detail") == "This key opens nothing: it is unknown, over or revoked.");
    CHECK(house.post("/api/v1/me/supabase", {{"password", kMyPassword}, {"token", text}}, owner)
              .status == 409);

    test::SupabaseDouble project;
    const auto key = SigningKey::p256("one");
    project.publish({&key});
    TestHouse desk(accounts::FirstAccount::AtTheDesk, 1000, {},
                   {{"supabase-url", project.url()}, {"net-allow", project.at()}});
    const auto token =
        test::token_by(key, test::claims_of(kMara, project.issuer(), desk.studio().clock.now()));
    CHECK(desk.send(Method::Get, "/api/v1/projects", "", nullptr,
                    {{"authorization", "Bearer " + token}})
              .status == 403);
    CHECK(desk.get("/api/v1/projects").status == 200);
}

}  // namespace fabula::app
