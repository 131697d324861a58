// Connections to providers as records: who may what, where keys go, and who is asked.
#include "support/provider_double.hpp"
#include "test_house.hpp"

namespace fabula::app {

namespace {

using http::Method;
using providers::Kind;
using test::ProviderDouble;

using Flags = std::map<std::string, std::string>;

struct ProviderHouse {
    ProviderDouble local{Kind::Ollama};
    ProviderDouble bought{Kind::OpenAi};
    TestHouse house;
    std::string owner = house.set_up();

    explicit ProviderHouse(Flags flags = {})
        : house(accounts::FirstAccount::BySetup, 1000, {}, with_servers(std::move(flags))) {}

    TestHouse::Answer create(const Json& wish) {
        return house.post("/api/v1/providers", wish, owner);
    }
    std::string made(const Json& wish) {
        const auto answer = create(wish);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        return answer.json().at("id");
    }
    std::string bought_one() {
        return made({{"kind", "openai"},
                     {"base_url", "http://" + bought.at()},
                     {"key", test::kDoubleKey},
                     {"text_model", "double-1"}});
    }
    TestHouse::Answer patch(const std::string& id, const Json& change) {
        return house.send(Method::Patch, "/api/v1/providers/" + id, owner, change);
    }
    Json get(const std::string& path) {
        const auto answer = house.get("/api/v1" + path, owner);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return answer.json();
    }
    Json choice(const std::string& path, int index) {
        const auto page = get(path);
        return page.begin().value().at(static_cast<std::size_t>(index));
    }
    providers::ModelChoice::For whom() {
        return {.organization = OrganizationId{get("/me").at("organization_id")}};
    }
    std::string speak(const providers::ModelChoice::For& whom) {
        const auto model = house.studio().connections.find_text(whom);
        REQUIRE(model);
        return model->answer({.messages = {{providers::Speaker::User, "Hello"}}}, {}, {}).text;
    }

private:
    Flags with_servers(Flags flags) {
        flags["net-allow"] = local.at() + "," + bought.at();
        return flags;
    }
};

}  // namespace

TEST_CASE("a connection is made, tells its models, is tested and asked; its key is never told") {
    ProviderHouse one;
    const auto id = one.bought_one();
    const auto shown = one.get("/providers/" + id);
    CHECK(shown.at("name") == "OpenAI");
    CHECK(shown.at("has_key") == true);
    CHECK(shown.at("key_hint") == "1234");
    CHECK(shown.at("host") == "localhost");
    CHECK(one.get("/providers").dump().find(test::kDoubleKey) == std::string::npos);

    const auto test =
        one.house.post("/api/v1/providers/" + id + "/test", nullptr, one.owner).json();
    CHECK(test.at("ok") == true);
    CHECK(test.at("text") == "It works. It offers 2 models.");
    CHECK(one.choice("/providers/" + id + "/models", 0).at("id") == "double-0");
    CHECK(one.bought.submits() == 0);

    CHECK(one.speak(one.whom()) == "You said: Hello");
    CHECK(one.bought.journal().back().says("authorization: bearer " + test::kDoubleKey));
}

TEST_CASE("the key is sealed in the row, and of no use for another host") {
    ProviderHouse one;
    const auto id = one.bought_one();
    auto& store = one.house.studio().store;
    const auto sealed = store.read([&](store::Reader& db) {
        return db.column<std::string>("SELECT sealed_key FROM provider_connection").front();
    });
    CHECK(sealed.size() > 40);
    CHECK(sealed.find("double") == std::string::npos);

    // Whoever could write into the database still could not send the key elsewhere.
    store.write([&](store::Tx& tx) {
        tx.run("UPDATE provider_connection SET base_url = ?", "http://" + one.local.at());
    });
    CHECK_THROWS_WITH_AS(one.speak(one.whom()), doctest::Contains("cannot be read any more"),
                         providers::CallError);
    CHECK(one.local.journal().empty());
}

TEST_CASE("a key stays with its host: another address drops it, another path does not") {
    ProviderHouse one;
    const auto id = one.bought_one();
    const auto path = one.patch(id, {{"base_url", "http://" + one.bought.at() + "/v2/"}});
    CHECK(path.json().at("has_key") == true);
    CHECK(path.json().at("base_url") == "http://" + one.bought.at() + "/v2");
    const auto moved = one.patch(id, {{"base_url", "http://" + one.local.at()}});
    CHECK(moved.json().at("has_key") == false);
    CHECK(moved.json().at("key_hint") == "");
    const auto both =
        one.patch(id, {{"base_url", "http://" + one.bought.at()}, {"key", "another-key-5678"}});
    CHECK(both.json().at("key_hint") == "5678");
    CHECK(one.patch(id, {{"key", ""}}).json().at("has_key") == false);
}

TEST_CASE("what is wrong with a connection is named by its field") {
    ProviderHouse one;
    const auto field = [&](Json wish) {
        const auto answer = one.create(wish);
        CAPTURE(answer.body);
        CHECK(answer.status == 422);
        return answer.json().value("field", std::string());
    };
    CHECK(field({{"kind", "openai"}}) == "key");
    CHECK(field({{"kind", "ollama"}, {"base_url", "ftp://localhost"}}) == "base_url");
    CHECK(field({{"kind", "ollama"}, {"base_url", "http://user:pass@localhost"}}) == "base_url");
    CHECK(field({{"kind", "ollama"}, {"base_url", "http://localhost/?a=b"}}) == "base_url");
    CHECK(field({{"kind", "ollama"}, {"key", "two\nlines"}}) == "key");
    CHECK(field({{"kind", "ollama"}, {"workflow", {{"1", {{"class_type", "X"}}}}}}) == "workflow");
    CHECK(field({{"kind", "comfyui"}, {"workflow", {{"nodes", Json::array()}}}}) == "workflow");
    CHECK(field({{"kind", "comfyui"}, {"workflow", {{"1", {{"class_type", "X"}}}}}}) == "workflow");
    CHECK(one.create({{"kind", "skynet"}}).status == 422);
    CHECK(one.create({{"kind", "ollama"}, {"concurrency", 0}}).status == 422);
    CHECK(one.get("/providers").at("providers").empty());
}

TEST_CASE("a test says in words what is wrong") {
    ProviderHouse one;
    const auto said = [&](const Json& wish) {
        const auto id = one.made(wish);
        return one.house.post("/api/v1/providers/" + id + "/test", nullptr, one.owner).json();
    };
    const auto guarded = said({{"kind", "ollama"}, {"base_url", "http://127.0.0.1:9"}});
    CHECK(guarded.at("failure") == "not_allowed");
    CHECK(guarded.at("text").get<std::string>().find("net-allow") != std::string::npos);
    const auto wrong = said({{"kind", "openai"},
                             {"base_url", "http://" + one.bought.at()},
                             {"key", "wrong-key-123456"}});
    CHECK(wrong.at("failure") == "bad_key");
    const auto missing = said({{"kind", "ollama"},
                               {"base_url", "http://" + one.local.at()},
                               {"text_model", "double-1"},
                               {"embedding_model", "other"}});
    CHECK(missing.at("ok") == true);
    CHECK(missing.at("missing") == Json{"other"});
}

TEST_CASE("the first connection for a task is asked for it, until another one is chosen") {
    ProviderHouse one;
    const auto project = one.house.demo(one.owner);
    CHECK(one.choice("/providers/choices", 0).at("chosen_by") == "nobody");
    CHECK_FALSE(one.house.studio().connections.find_text(one.whom()));
    const auto bought = one.bought_one();
    const auto local = one.made({{"kind", "ollama"},
                                 {"name", "Mine"},
                                 {"base_url", "http://" + one.local.at()},
                                 {"text_model", "double-1"}});
    const auto first = one.choice("/providers/choices", 0);
    CHECK(first.at("connection_id") == bought);
    CHECK(first.at("chosen_by") == "organization");
    CHECK(one.choice("/providers/choices", 1).at("chosen_by") == "nobody");

    const auto mine = one.house.send(Method::Put, "/api/v1/projects/" + project + "/providers/text",
                                     one.owner, {{"connection_id", local}, {"model", "double-2"}});
    CHECK(mine.json().at("chosen_by") == "project");
    auto whom = one.whom();
    CHECK(one.house.studio().connections.find_text(whom)->endpoint().connection_id == bought);
    whom.project = ProjectId{project};
    const auto model = one.house.studio().connections.find_text(whom);
    CHECK(model->endpoint().name == "Mine");
    CHECK(model->endpoint().model == "double-2");
    CHECK(model->endpoint().local);
    CHECK(model->endpoint().concurrency == 1);

    const auto back = one.house.send(Method::Put, "/api/v1/projects/" + project + "/providers/text",
                                     one.owner, {{"connection_id", ""}});
    CHECK(back.json().at("connection_id") == bought);
    const auto wrong = one.house.send(Method::Put, "/api/v1/providers/choices/image", one.owner,
                                      {{"connection_id", local}});
    CHECK(wrong.status == 422);
    CHECK(wrong.json().at("field") == "connection_id");
    CHECK(one.house
              .send(Method::Put, "/api/v1/providers/choices/video", one.owner,
                    {{"connection_id", local}})
              .status == 404);
}

TEST_CASE("who asks nobody is not chosen for by a later change") {
    ProviderHouse one;
    const auto id = one.bought_one();
    const auto nobody = one.house.send(Method::Put, "/api/v1/providers/choices/text", one.owner,
                                       {{"connection_id", ""}});
    CHECK(nobody.json().at("chosen_by") == "organization");
    CHECK(nobody.json().at("works") == false);
    one.patch(id, {{"text_model", "double-2"}});
    one.made({{"kind", "ollama"}, {"text_model", "small"}});
    CHECK(one.choice("/providers/choices", 0).at("connection_id") == "");
    CHECK_FALSE(one.house.studio().connections.find_text(one.whom()));
}

TEST_CASE("a deleted connection is not asked, comes back with its key, and goes for good") {
    ProviderHouse one;
    const auto id = one.bought_one();
    CHECK(one.house.send(Method::Delete, "/api/v1/providers/" + id, one.owner).status == 204);
    CHECK(one.house.get("/api/v1/providers/" + id, one.owner).status == 404);
    CHECK_FALSE(one.house.studio().connections.find_text(one.whom()));
    const auto back =
        one.house.post("/api/v1/providers/" + id + "/restore", nullptr, one.owner).json();
    CHECK(back.at("has_key") == true);
    CHECK(one.speak(one.whom()) == "You said: Hello");

    one.patch(id, {{"enabled", false}});
    CHECK_FALSE(one.house.studio().connections.find_text(one.whom()));
    CHECK(one.choice("/providers/choices", 0).at("works") == false);

    one.house.send(Method::Delete, "/api/v1/providers/" + id, one.owner);
    auto& studio = one.house.studio();
    const auto now = studio.clock.now();
    CHECK(studio.connections.purge_expired(now) == 0);
    CHECK(studio.connections.purge_expired(now + std::chrono::days(31)) == 1);
}

TEST_CASE("viewers see what connections are called, editors ask by them, admins manage them") {
    ProviderHouse one;
    const auto id = one.bought_one();
    const auto viewer = one.house.join(one.owner, "vera", {{"role", "viewer"}});
    const auto editor = one.house.join(one.owner, "ed", {{"role", "editor"}});
    const auto path = "/api/v1/providers/" + id;
    const auto seen = one.house.get(path, viewer).json();
    CHECK(seen.at("name") == "OpenAI");
    CHECK(seen.at("base_url") == "");
    CHECK(seen.at("key_hint") == "");
    CHECK(one.house.post(path + "/test", nullptr, viewer).status == 403);
    CHECK(one.house.post(path + "/test", nullptr, editor).json().at("ok") == true);
    CHECK(one.house.send(Method::Patch, path, editor, {{"name", "Mine"}}).status == 403);
    CHECK(one.house.send(Method::Delete, path, editor).status == 403);
}

TEST_CASE("the log tells who changed a connection, and no key") {
    ProviderHouse one;
    const auto id = one.bought_one();
    one.patch(id, {{"text_model", "double-2"}, {"key", "another-key-5678"}});
    const auto entries = one.house.studio().store.read([&](store::Reader& db) {
        return db.column<std::string>(
            "SELECT details FROM activity WHERE entity_type = 'provider_connection' ORDER BY id");
    });
    REQUIRE(entries.size() == 2);
    const auto changes = parse_json(entries[1]).at("changes");
    CHECK(changes.at("text_model") == Json{{"before", "double-1"}, {"after", "double-2"}});
    CHECK(changes.at("sealed_key") == Json{{"secret", true}});
    CHECK(entries[1].find("5678") == std::string::npos);
}

TEST_CASE("connections of the settings are listed as such and cannot be changed") {
    ProviderHouse one(Flags{{"openrouter-api-key", "sk-or-of-the-host-99"},
                            {"openai-api-base", "http://localhost:1234/v1"},
                            {"openai-model", "small"}});
    const auto listed = one.get("/providers").at("providers");
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].at("id") == "environment:openai_compatible");
    CHECK(listed[0].at("from_setting") == "OPENAI_API_BASE");
    CHECK(listed[0].at("text_model") == "small");
    CHECK(listed[0].at("has_key") == false);
    CHECK(listed[1].at("from_setting") == "OPENROUTER_API_KEY");
    CHECK(listed[1].at("key_hint") == "t-99");
    const auto refused = one.patch("environment:openrouter", {{"name", "Mine"}});
    CHECK(refused.status == 409);
    CHECK(refused.json().at("detail").get<std::string>().find("OPENROUTER_API_KEY") !=
          std::string::npos);
    const auto chosen = one.choice("/providers/choices", 0);
    CHECK(chosen.at("chosen_by") == "settings");
    CHECK(chosen.at("connection_id") == "environment:openai_compatible");

    const auto other = one.house.send(Method::Put, "/api/v1/providers/choices/text", one.owner,
                                      {{"connection_id", "environment:openrouter"}});
    CHECK(other.json().at("chosen_by") == "organization");
    CHECK(other.json().at("model") == "openrouter/auto");
}

TEST_CASE("nobody else's organization sees the connections of the settings") {
    ProviderHouse one(Flags{{"openrouter-api-key", "sk-or-of-the-host-99"}});
    one.house.send(Method::Patch, "/api/v1/house-rules", one.owner, {{"sign_up", "open"}});
    providers::ModelChoice::For stranger{.organization = make_id<OrganizationId>()};
    CHECK_FALSE(one.house.studio().connections.find_text(stranger));
    CHECK(one.house.studio().connections.find_text(one.whom()));
}

TEST_CASE("the kinds are listed with where a key is made and which models are proposed") {
    ProviderHouse one;
    const auto kinds = one.get("/providers/kinds").at("kinds");
    CHECK(kinds.size() == 10);
    for (const auto& kind : kinds) {
        CAPTURE(kind.at("kind"));
        CHECK(kind.at("needs_key") == !kind.at("key_page").get<std::string>().empty());
    }
    const auto prices = one.get("/providers/prices").at("prices");
    CHECK(prices.size() > 10);
    CHECK(parse_iso(prices[0].at("as_of").get<std::string>() + "T00:00:00Z").has_value());
}

TEST_CASE("a price of one's own beats the table's, and what is in neither is unknown") {
    ProviderHouse one;
    const auto id = one.made({{"kind", "openai"}, {"key", "a-key-1234567"}, {"text_model", "new"}});
    const providers::TextRequest request{.messages = {{providers::Speaker::User, "Hello"}},
                                         .max_output_tokens = 1'000'000};
    const auto most = [&] {
        const auto guess = one.house.studio().connections.find_text(one.whom())->estimate(request);
        return guess ? std::optional(guess->high) : std::nullopt;
    };
    CHECK_FALSE(most().has_value());
    one.patch(id, {{"text_model", "gpt-4o"}});
    CHECK(*most() >= 10'000'000);
    one.patch(id, {{"input_price", 0}, {"output_price", 2'000'000}});
    CHECK(*most() == 2'000'000);
}

}  // namespace fabula::app
