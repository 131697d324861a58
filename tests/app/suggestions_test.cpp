// Suggestions: other words for some of the text, accepted as one change or refused, never applied
// to words that they are not about; and what is sent twice is stored once.
#include "base/changes.hpp"
#include "test_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. HALL - DAY\n\nAnna waits by the door.\n\nEXT. YARD - NIGHT\n\nRain on the roofs.\n";

// One script with what is suggested for it, asked over the API of a whole studio.
class Draft {
public:
    Draft() {
        const auto made = studio.post("/api/v1/scripts", {{"title", "Talk"}, {"text", kText}});
        address = "/api/v1/scripts/" + made.at("id").get<std::string>();
        id = made.at("id").get<std::string>();
    }

    Json wish(const std::string& words, const std::string& proposed) {
        const auto from = static_cast<int>(text().find(words));
        return {{"object_kind", "script"},
                {"object_id", id},
                {"from", from},
                {"to", from + static_cast<int>(words.size())},
                {"proposed", proposed}};
    }
    // On the first place where the text has `words`.
    std::string suggest(const std::string& words, const std::string& proposed) {
        const auto made = studio.post("/api/v1/threads", wish(words, proposed));
        CHECK(made.at("quote") == words);
        CHECK(made.at("proposed") == proposed);
        return made.at("id").get<std::string>();
    }
    Json thread(const std::string& thread) { return studio.get("/api/v1/threads/" + thread); }
    ApiAnswer accept(const std::string& thread) {
        return studio.send(http::Method::Post, "/api/v1/threads/" + thread + "/accept", "{}");
    }
    Json open_again(const std::string& thread) {
        return parse_json(
            studio.send(http::Method::Patch, "/api/v1/threads/" + thread, R"({"resolved": false})")
                .body);
    }
    void replace(const std::string& words, const std::string& by) {
        const auto now = text();
        const auto from = now.find(words);
        studio.post(
            address + "/changes",
            {{"client_id", "test"},
             {"client_seq", ++sent_},
             {"version", version()},
             {"changes", ChangeSet::replace(now.size(), from, from + words.size(), by).to_json()}});
    }
    int status_of(const Json& body) {
        return studio.send(http::Method::Post, "/api/v1/threads", body.dump()).status;
    }
    int version() { return studio.get(address).at("version").get<int>(); }
    std::string text() { return studio.fetch(address + "/text"); }

    TestStudio studio;
    std::string id;
    std::string address;

private:
    int sent_ = 0;
};

}  // namespace

TEST_CASE("an accepted suggestion is one change of the text, and is decided") {
    Draft draft;
    const auto thread = draft.suggest("waits by", "leans on");
    CHECK(draft.text() == kText);
    CHECK(draft.thread(thread).at("stale") == false);
    const auto before = draft.version();
    draft.replace("INT. HALL", "INT. LONG HALL");
    REQUIRE(draft.accept(thread).status == 200);
    CHECK(draft.version() == before + 2);
    CHECK(draft.text().find("Anna leans on the door.") != std::string::npos);
    const auto decided = draft.thread(thread);
    CHECK(decided.at("outcome") == "accepted");
    CHECK(decided.at("resolved_at").is_string());
    CHECK(draft.accept(thread).status == 409);
    CHECK(draft.version() == before + 2);
}

TEST_CASE("an accepted change that is undone leaves a suggestion that can be opened again") {
    Draft draft;
    const auto thread = draft.suggest("waits by", "leans on");
    REQUIRE(draft.accept(thread).status == 200);
    draft.replace("leans on", "waits by");
    CHECK(draft.open_again(thread).at("outcome").is_null());
    CHECK(draft.thread(thread).at("stale") == false);
    REQUIRE(draft.accept(thread).status == 200);
    CHECK(draft.text().find("Anna leans on the door.") != std::string::npos);
}

TEST_CASE("a suggestion whose words changed says so and is not applied to other words") {
    Draft draft;
    const auto typed_in = draft.suggest("waits by", "leans on");
    const auto deleted = draft.suggest("on the roofs", "on the roof");
    draft.replace("waits by", "waits there by");
    draft.replace(" on the roofs", "");
    for (const auto& thread : {typed_in, deleted}) {
        CHECK(draft.thread(thread).at("stale") == true);
        const auto before = draft.text();
        const auto refused = draft.accept(thread);
        CHECK(refused.status == 409);
        CHECK(refused.body.find("Nothing was changed") != std::string::npos);
        CHECK(draft.text() == before);
        CHECK(draft.thread(thread).at("outcome").is_null());
    }
    draft.replace("waits there by", "waits by");
    CHECK(draft.thread(typed_in).at("stale") == false);
    CHECK(draft.accept(typed_in).status == 200);
}

TEST_CASE("words that only look like those of an accepted suggestion are left alone") {
    Draft draft;
    draft.replace("Rain", "very very wet rain");
    const auto thread = draft.suggest("very ", "");
    REQUIRE(draft.accept(thread).status == 200);
    CHECK(draft.text().find("\n\nvery wet rain") != std::string::npos);
    CHECK(draft.open_again(thread).at("stale") == true);
    CHECK(draft.accept(thread).status == 409);
    CHECK(draft.text().find("\n\nvery wet rain") != std::string::npos);
}

TEST_CASE("all suggestions are accepted as one change, without those that do not fit") {
    Draft draft;
    const auto late = draft.suggest("Rain", "Snow");
    const auto early = draft.suggest("Anna waits", "Ben waits");
    const auto overlapping = draft.suggest("waits by", "leans on");
    const auto stale = draft.suggest("YARD", "GARDEN");
    draft.replace("YARD", "COURT");
    const auto before = draft.version();
    const auto all = draft.studio.post(draft.address + "/suggestions/accept", Json::object());
    CHECK(all.at("accepted") == Json::array({early, late}));
    CHECK(all.at("stale") == Json::array({overlapping, stale}));
    CHECK(all.at("version") == before + 1);
    CHECK(
        draft.text() ==
        "INT. HALL - DAY\n\nBen waits by the door.\n\nEXT. COURT - NIGHT\n\nSnow on the roofs.\n");
    CHECK(draft.thread(overlapping).at("outcome").is_null());
    const auto refused = draft.studio.post(draft.address + "/suggestions/refuse", Json::object());
    CHECK(refused.at("refused").size() == 2);
    CHECK(draft.thread(stale).at("outcome") == "refused");
    CHECK(draft.version() == before + 1);
}

TEST_CASE("a suggestion is about the words that its author saw, and replaces something") {
    Draft draft;
    const auto version = draft.version();
    auto wish = draft.wish("waits by", "leans on");
    wish["version"] = version;
    draft.replace("waits", "stands");
    CHECK(draft.status_of(wish) == 409);
    wish = draft.wish("stands by", "stands by");
    CHECK(draft.status_of(wish) == 422);
    wish["proposed"] = std::string("a\0b", 3);
    CHECK(draft.status_of(wish) == 422);
    wish["proposed"] = std::string(2001, 'a');
    CHECK(draft.status_of(wish) == 422);
    CHECK(draft.status_of({{"object_kind", "script"},
                           {"object_id", draft.id},
                           {"from", 5},
                           {"to", 5},
                           {"proposed", "a"}}) == 422);
    draft.replace("Rain", std::string(2001, 'x'));
    CHECK(draft.status_of(draft.wish(std::string(2001, 'x'), "y")) == 422);
    const auto plain = draft.studio.post("/api/v1/threads", {{"object_kind", "script"},
                                                             {"object_id", draft.id},
                                                             {"from", 0},
                                                             {"to", 3},
                                                             {"body", "Why?"}});
    CHECK(draft.accept(plain.at("id").get<std::string>()).status == 409);
}

TEST_CASE("who may read suggests, who may write decides") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto reader = house.join(owner, "vera", {{"role", "viewer"}});
    const auto script =
        house.post("/api/v1/scripts", {{"title", "Talk"}, {"text", kText}}, owner).json();
    const auto id = script.at("id").get<std::string>();
    const Json wish{{"object_kind", "script"}, {"object_id", id}, {"from", 17}, {"to", 21},
                    {"proposed", "Somebody"},  {"body", "Who?"}};
    const auto made = house.post("/api/v1/threads", wish, reader);
    REQUIRE(made.status == 201);
    const auto thread = "/api/v1/threads/" + made.json().at("id").get<std::string>();
    CHECK(house.post(thread + "/accept", Json::object(), reader).status == 403);
    for (const auto* what : {"accept", "refuse"}) {
        const auto all = "/api/v1/scripts/" + id + "/suggestions/" + what;
        CHECK(house.post(all, Json::object(), reader).status == 403);
    }
    // One's own is withdrawn, and opened again.
    const auto patch = [&](bool resolved) {
        return house.send(http::Method::Patch, thread, reader, {{"resolved", resolved}});
    };
    CHECK(patch(true).json().at("outcome") == "refused");
    CHECK(house.post(thread + "/accept", Json::object(), owner).status == 409);
    CHECK(patch(false).json().at("outcome").is_null());
    CHECK(house.post(thread + "/accept", Json::object(), owner).status == 200);
    CHECK(house.get("/api/v1/scripts/" + id + "/text", owner).body.find("Somebody waits") !=
          std::string::npos);
}

TEST_CASE("a reviewer suggests other words for a line of the pages, and sees what became of it") {
    TestHouse house;
    const auto owner = house.set_up();
    const std::string text =
        "INT. HALL - DAY\n\n= Not for others.\n\nAnna *waits* by the [[the red one]] door.\n";
    const auto script =
        house.post("/api/v1/scripts", {{"title", "Talk"}, {"text", text}}, owner).json();
    const auto id = script.at("id").get<std::string>();
    const auto path = [&](const Json& wish) {
        return house.post("/api/v1/scripts/" + id + "/review-links", wish, owner)
            .json()
            .at("path")
            .get<std::string>()
            .substr(3);
    };
    const auto review = "/api/v1/review/" + path(Json::object());
    const auto place = [&](const std::string& words) {
        const auto from = text.find(words);
        return "from=" + std::to_string(from) + "&to=" + std::to_string(from + words.size()) +
               "&version=1";
    };
    CHECK(house.get(review + "/words?" + place("*waits* by")).json().at("words") == "*waits* by");
    CHECK(house.get(review + "/words?" + place("Not for")).status == 422);
    CHECK(house.get(review + "/words?" + place("the red")).status == 422);
    CHECK(house.get(review + "/words?" + place("by the [[the red one]] door")).status == 422);
    CHECK(house.get(review + "/words?" + place("DAY\n\n= Not for others.\n\nAnna")).status == 422);

    const auto say = [&](const std::string& words, const Json& more) {
        const auto from = text.find(words);
        Json body{{"name", "Rita"}, {"from", from}, {"to", from + words.size()}, {"version", 1}};
        body.update(more);
        return house.post(review + "/threads", body);
    };
    CHECK(say("Not for", {{"body", "Ha"}}).status == 422);
    CHECK(say("the red", {{"proposed", "Ha"}}).status == 422);
    const auto across = say("by the [[the red one]] door", {{"body", "Which?"}});
    REQUIRE(across.status == 201);
    CHECK(across.json().at("quote") == "by the  door");
    const auto made = say("*waits* by", {{"proposed", "leans on"}});
    REQUIRE(made.status == 201);
    CHECK(made.json().at("quote") == "*waits* by");
    const auto thread = "/api/v1/threads/" + made.json().at("id").get<std::string>();
    REQUIRE(house.post(thread + "/accept", Json::object(), owner).status == 200);
    const auto seen = house.get(review + "/threads").json().at("threads").at(1);
    CHECK(seen.at("proposed") == "leans on");
    CHECK(seen.at("outcome") == "accepted");

    const auto reading = "/api/v1/review/" + path({{"access", "read"}});
    CHECK(house
              .post(reading + "/threads",
                    {{"name", "Rita"}, {"proposed", "x"}, {"from", 0}, {"to", 3}, {"version", 1}})
              .status == 403);
}

TEST_CASE("a comment that is sent twice after a lost answer is stored once") {
    Draft draft;
    auto wish = draft.wish("Anna", "Ben");
    wish["client_key"] = "first";
    const auto once = draft.studio.post("/api/v1/threads", wish);
    draft.replace("Anna", "Eva");  // What it was about is gone when it comes again.
    CHECK(draft.studio.post("/api/v1/threads", wish).at("id") == once.at("id"));
    const auto address = "/api/v1/threads/" + once.at("id").get<std::string>();
    const Json answer{{"body", "Which Anna?"}, {"client_key", "second"}};
    const auto said = draft.studio.post(address + "/comments", answer);
    CHECK(draft.studio.post(address + "/comments", answer).at("id") == said.at("id"));
    CHECK(draft.studio.get(address).at("comments").size() == 2);
    draft.studio.post(address + "/comments", {{"body", "Which Anna?"}});
    CHECK(draft.studio.get(address).at("comments").size() == 3);

    const auto other = draft.suggest("Rain", "Snow");
    CHECK(draft.studio
              .send(http::Method::Post, "/api/v1/threads/" + other + "/comments", answer.dump())
              .status == 422);
}

}  // namespace fabula::app
