// Setting up, signing in and out, inviting: as browsers meet it.
#include <set>

#include "test_house.hpp"

namespace fabula::app {

using http::Method;

TEST_CASE("before the first account of a house that others reach only setup and health answer") {
    TestHouse house;
    std::set<std::string> open;
    for (const auto& row : house.routes()) {
        if (row.path.find('{') != std::string::npos) continue;
        const auto answer = house.send(row.method, row.path);
        if (answer.status != 401 && answer.status != 303) open.insert(row.name);
        if (row.kind == http::RouteKind::Page && row.name != "show_setup") {
            CHECK(answer.headers.at("Location") == "/setup");
        }
    }
    open.erase("get_icon");
    CHECK(open == std::set<std::string>{"get_health", "show_setup", "set_up"});
}

TEST_CASE("the first account needs the code, gets what was made at the desk and is the only one") {
    TestHouse house;
    const Json wish{{"name", "Ada"}, {"login", "ada"}, {"password", "a quiet harbour"}};
    auto wrong = wish;
    wrong["code"] = "7KQ2M-X9ADS";
    CHECK(house.post("/api/v1/setup", wrong).json().at("field") == "code");
    CHECK(house.post("/api/v1/setup", wish).status == 422);
    const auto before = house.studio().host;

    const auto owner = house.set_up();
    CHECK(house.codes_spent == 1);
    const auto me = house.get("/api/v1/me", owner).json();
    CHECK(me.at("id") == before.user.text);
    CHECK(me.at("organization_id") == before.organization.text);
    CHECK(me.at("login") == "ada@example.org");
    CHECK(me.at("house") == "Harbour House");
    CHECK(me.at("role") == "owner");
    CHECK(house.get("/api/v1/projects", owner).json().at("projects").size() == 1);
    auto again = wish;
    again["code"] = "7KQ2M-X9ADR";
    CHECK(house.post("/api/v1/setup", again).status == 409);
    CHECK(house.post("/api/v1/setup", again, owner).status == 409);
}

TEST_CASE("a house chooses a language and a paper, and its projects begin with them") {
    TestHouse house;
    const auto page = [&](const std::string& accepted) {
        return house.send(Method::Get, "/setup", "", nullptr, {{"accept-language", accepted}}).body;
    };
    const auto chosen = [](const std::string& html, const std::string& value, const char* mark) {
        const auto at = html.find("value=\"" + value + "\"");
        REQUIRE(at != std::string::npos);
        return html.substr(at, html.find('>', at) - at).find(mark) != std::string::npos;
    };
    CHECK(chosen(page("de-AT,en;q=0.5"), "de", " selected"));
    CHECK(chosen(page("de-AT,en;q=0.5"), "a4", " checked"));
    CHECK(chosen(page("en-US"), "en", " selected"));
    CHECK(chosen(page("en-US"), "letter", " checked"));
    CHECK(chosen(page("en-GB,en-US;q=0.8"), "a4", " checked"));
    CHECK(chosen(page(""), "a4", " checked"));

    const Json wish{{"code", "7KQ2M-X9ADR"},         {"name", "Ada"},    {"login", "ada"},
                    {"password", "a quiet harbour"}, {"language", "de"}, {"paper", "a4"}};
    const auto set_up = house.post("/api/v1/setup", wish);
    REQUIRE(set_up.status == 200);
    const auto owner = set_up.cookie();
    const auto project = house.post("/api/v1/projects", {{"title", "Fähre"}}, owner).json();
    CHECK(project.at("language") == "de");
    CHECK(project.at("paper") == "a4");
    const auto other =
        house.post("/api/v1/projects", {{"title", "Ferry"}, {"language", "en"}}, owner).json();
    CHECK(other.at("language") == "en");
    const auto script = house.post("/api/v1/scripts", {{"title", "Kai"}}, owner).json();
    const auto begun =
        house.get("/api/v1/projects/" + script.at("project_id").get<std::string>(), owner).json();
    CHECK(begun.at("language") == "de");
}

TEST_CASE("what projects begin with is changed later, and those that are there keep theirs") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto old = house.post("/api/v1/projects", {{"title", "Ferry"}}, owner).json();
    const auto at = house.get("/api/v1/organizations", owner)
                        .json()
                        .at("organizations")
                        .at(0)
                        .at("id")
                        .get<std::string>();
    const auto patch = [&](const Json& body) {
        return house.send(Method::Patch, "/api/v1/organizations/" + at, owner, body);
    };
    const auto changed = patch({{"language", "de"}, {"paper", "a4"}}).json();
    CHECK(changed.at("language") == "de");
    CHECK(changed.at("paper") == "a4");
    CHECK(patch({{"language", nullptr}}).status == 422);
    CHECK(patch({{"language", "d"}}).status == 422);
    CHECK(patch({{"paper", "papyrus"}}).status == 422);
    const auto made = house.post("/api/v1/projects", {{"title", "Fähre"}}, owner).json();
    CHECK(made.at("language") == "de");
    CHECK(made.at("paper") == "a4");
    const auto kept =
        house.get("/api/v1/projects/" + old.at("id").get<std::string>(), owner).json();
    CHECK(kept.at("language") == "en");
    CHECK(kept.at("paper") == "letter");
    const auto page = house.get("/people", owner).body;
    CHECK(page.find("name=\"language\" value=\"de\"") != std::string::npos);
    CHECK(page.find("<option value=\"a4\" selected>") != std::string::npos);
}

TEST_CASE("the language of one's pages is kept on the account and comes along at the sign-in") {
    TestHouse house;
    const auto owner = house.set_up();
    CHECK(house.get("/api/v1/me", owner).json().at("language").is_null());
    const auto patch = [&](const Json& body) {
        return house.send(Method::Patch, "/api/v1/me", owner, body);
    };
    CHECK(patch({{"language", "de"}}).json().at("language") == "de");
    CHECK(patch({{"language", "x"}}).status == 422);
    const auto in = house.post("/api/v1/session",
                               {{"login", "ada@example.org"}, {"password", "a quiet harbour"}});
    REQUIRE(in.status == 200);
    CHECK(in.all_cookies.find("fabula_language=de; Path=/") != std::string::npos);
    CHECK(house.get("/me", owner).body.find("<option value=\"de\" lang=\"de\" selected>") !=
          std::string::npos);
    CHECK(patch({{"language", nullptr}}).json().at("language").is_null());
    CHECK(patch({{"name", "Ada L."}}).json().at("name") == "Ada L.");
}

TEST_CASE("at the desk the first account needs no code, and from then on everybody signs in") {
    TestHouse house(accounts::FirstAccount::AtTheDesk);
    CHECK(house.get("/api/v1/projects").status == 200);
    const Json wish{{"name", "Ada"}, {"login", "ada"}, {"password", "a quiet harbour"}};
    const auto made = house.post("/api/v1/setup", wish);
    CHECK(made.status == 200);
    CHECK(house.get("/api/v1/projects").status == 401);
    CHECK(house.get("/api/v1/projects", made.cookie()).status == 200);
    CHECK(house.get("/p/1?at=2").headers.at("Location") == "/login?next=/p/1%3Fat%3D2");
}

TEST_CASE("another user of the machine cannot make the first account at the desk") {
    TestHouse house(accounts::FirstAccount::AtTheDesk, 4711);
    const Json wish{{"name", "Eve"}, {"login", "eve"}, {"password", "a quiet harbour"}};
    CHECK(house.post("/api/v1/setup", wish).status == 422);
    CHECK(house.get("/api/v1/projects").status == 403);
    CHECK_FALSE(house.studio().sign_in.has_accounts());
}

TEST_CASE("signing in leads on to pages of this server only") {
    TestHouse house;
    house.set_up();
    for (const std::string next : {"//evil.example", "https://evil.example", "/%5Cevil.example",
                                   "%2F%2Fevil.example", "/%0A/evil.example"}) {
        CAPTURE(next);
        const auto page = house.get("/login?next=" + next);
        CHECK(page.status == 200);
        CHECK(page.body.find("evil") == std::string::npos);
    }
    CHECK(house.get("/login?next=/jobs").body.find("jobs") != std::string::npos);
}

TEST_CASE(
    "the cookie of a session is kept from scripts, and encrypted connections have their own") {
    TestHouse house;
    house.set_up();
    const Json right{{"login", " ADA@example.org"}, {"password", "a quiet harbour"}};
    const auto plain = house.post("/api/v1/session", right);
    CHECK(plain.headers.at("Set-Cookie").find("; Path=/; HttpOnly; SameSite=Lax; Max-Age=") !=
          std::string::npos);
    CHECK(plain.cookie().starts_with("fabula_session="));
    const auto secure =
        house.send(Method::Post, "/api/v1/session", "", right, {{"x-forwarded-proto", "https"}});
    CHECK(secure.cookie().starts_with("__Host-fabula="));
    CHECK(secure.headers.at("Set-Cookie").find("; Secure") != std::string::npos);
    CHECK(house.get("/api/v1/me", secure.cookie()).status == 200);
}

TEST_CASE("a wrong password and an unknown name are refused alike, and many tries are slowed") {
    TestHouse house;
    house.set_up();
    const auto wrong =
        house.post("/api/v1/session", {{"login", "ada@example.org"}, {"password", "wrong"}});
    const auto unknown =
        house.post("/api/v1/session", {{"login", "nobody"}, {"password", "wrong"}});
    CHECK(wrong.status == 401);
    CHECK(wrong.json().at("detail") == unknown.json().at("detail"));
    CHECK(unknown.status == 401);
    int refused = 0;
    for (int i = 0; i < 20; ++i) {
        const auto answer =
            house.post("/api/v1/session", {{"login", "ada@example.org"}, {"password", "wrong"}});
        if (answer.status != 429) continue;
        ++refused;
        CHECK(answer.headers.at("Retry-After") != "0");
    }
    CHECK(refused >= 15);
    const std::string megabyte(1'000'000, 'x');
    CHECK(house.post("/api/v1/session", {{"login", "a"}, {"password", megabyte}}).status == 422);
}

TEST_CASE("forged cookies and those of ended sessions open nothing") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto forged = "fabula_session=" + std::string(64, 'a');
    for (const auto& cookie : {forged, std::string("fabula_session="), std::string("=;;="),
                               "fabula_session=" + std::string(9000, 'b')}) {
        CHECK(house.get("/api/v1/me", cookie).status == 401);
    }
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    CHECK(house.get("/api/v1/me", viewer).status == 200);
    CHECK(house.send(Method::Delete, "/api/v1/session", viewer).status == 204);
    CHECK(house.get("/api/v1/me", viewer).status == 401);
}

TEST_CASE("a new password ends every other session") {
    TestHouse house;
    const auto owner = house.set_up();
    const Json right{{"login", "ada@example.org"}, {"password", "a quiet harbour"}};
    const auto other = house.post("/api/v1/session", right).cookie();
    CHECK(house.get("/api/v1/me/sessions", other).json().at("sessions").size() == 2);
    const auto wrong = house.post("/api/v1/me/password",
                                  {{"password", "no"}, {"new_password", "another harbour"}}, owner);
    CHECK(wrong.json().at("field") == "password");
    CHECK(house.get("/api/v1/me", other).status == 200);
    const auto done =
        house.post("/api/v1/me/password",
                   {{"password", "a quiet harbour"}, {"new_password", "another harbour"}}, owner);
    CHECK(done.status == 204);
    CHECK(house.get("/api/v1/me", other).status == 401);
    CHECK(house.get("/api/v1/me", owner).status == 200);
}

TEST_CASE("an invitation works once, and not after it was taken back") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto token = house.invite(owner, {{"role", "editor"}});
    CHECK(house.get("/invite/" + token).status == 200);
    CHECK(house.get("/invite/" + std::string(64, 'a')).status == 404);
    Json join{{"token", token}, {"name", "Ed"}, {"login", "ed"}, {"password", "a quiet harbour"}};
    auto short_one = join;
    short_one["password"] = "short";
    CHECK(house.post("/api/v1/invitations/accept", short_one).json().at("field") == "password");
    auto long_name = join;
    long_name["name"] = std::string(101, 'n');
    CHECK(house.post("/api/v1/invitations/accept", long_name).status == 422);
    auto taken = join;
    taken["login"] = "ADA@example.org";
    CHECK(house.post("/api/v1/invitations/accept", taken).json().at("field") == "login");
    CHECK(house.post("/api/v1/invitations/accept", join).status == 200);
    join["login"] = "ed2";
    CHECK(house.post("/api/v1/invitations/accept", join).status == 409);

    const auto second = house.invite(owner, {{"role", "viewer"}});
    const auto open = house.get("/api/v1/invitations", owner).json().at("invitations");
    REQUIRE(open.size() == 1);
    CHECK(house
              .send(Method::Delete, "/api/v1/invitations/" + open.at(0).at("id").get<std::string>(),
                    owner)
              .status == 204);
    join["token"] = second;
    CHECK(house.post("/api/v1/invitations/accept", join).status == 409);
}

TEST_CASE("rights that are reduced hold at the next write, which says so") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto editor = house.join(owner, "ed", {{"role", "editor"}});
    const auto project = "/api/v1/projects/" + house.demo(owner);
    CHECK(house.send(Method::Patch, project, editor, {{"title", "Mine"}}).status == 200);
    const auto id = house.get("/api/v1/me", editor).json().at("id").get<std::string>();
    CHECK(house.send(Method::Patch, "/api/v1/members/" + id, owner, {{"role", "viewer"}}).status ==
          200);
    const auto refused = house.send(Method::Patch, project, editor, {{"title", "Again"}});
    CHECK(refused.status == 403);
    CHECK(refused.json().at("detail") ==
          "Only an editor or a higher role may do this. You are a viewer here.");
    CHECK(house.get(project, editor).json().at("title") == "Mine");
    CHECK(house.send(Method::Delete, "/api/v1/members/" + id, owner).status == 204);
    CHECK(house.get(project, editor).status == 401);
}

TEST_CASE("a guest of one project sees that one, its pages and nothing else of the house") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto shared = house.demo(owner);
    const auto hidden =
        house.post("/api/v1/projects", {{"title", "Hidden"}}, owner).json().at("id");
    const auto guest = house.join(owner, "gus", {{"role", "editor"}, {"project_id", shared}});
    const auto list = house.get("/api/v1/projects", guest).json().at("projects");
    REQUIRE(list.size() == 1);
    CHECK(list.at(0).at("id") == shared);
    for (const std::string lens : {"", "/script", "/people", "/exports"}) {
        CHECK(house.get("/p/" + shared + lens, guest).status == 200);
        CHECK(house.get("/p/" + hidden.get<std::string>() + lens, guest).status == 404);
    }
    CHECK(house.get("/", guest).body.find("Hidden") == std::string::npos);
    CHECK(house.get("/api/v1/members", guest).status == 403);
    CHECK(house.post("/api/v1/projects", {{"title", "New"}}, guest).status == 403);
}

TEST_CASE("the last owner stays, and only an owner makes another one") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto admin = house.join(owner, "al", {{"role", "admin"}});
    const auto own = house.get("/api/v1/me", owner).json().at("id").get<std::string>();
    CHECK(house.send(Method::Delete, "/api/v1/members/" + own, owner).status == 409);
    CHECK(house.send(Method::Patch, "/api/v1/members/" + own, owner, {{"role", "viewer"}}).status ==
          409);
    CHECK(house.send(Method::Patch, "/api/v1/members/" + own, admin, {{"role", "viewer"}}).status ==
          403);
    CHECK(house.post("/api/v1/invitations", {{"role", "owner"}}, admin).status == 403);
    CHECK(house.post("/api/v1/invitations", {{"role", "editor"}}, admin).status == 201);
}

}  // namespace fabula::app
