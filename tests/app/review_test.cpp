// Review links: what somebody without an account may read and say by one, and what is refused.
#include "test_house.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. HALL - DAY\n\nAnna *waits* by the door. [[Not for others.]]\n\n= Nor this.\n\nRain.\n";

class Reading {
public:
    Reading() {
        owner = house.set_up();
        const auto made =
            house.post("/api/v1/scripts", {{"title", "Rain"}, {"text", kText}}, owner).json();
        script = made.at("id").get<std::string>();
        project = made.at("project_id").get<std::string>();
    }

    // The token of a new link.
    std::string link(const Json& wish = Json::object()) {
        const auto made = house.post("/api/v1/scripts/" + script + "/review-links", wish, owner);
        REQUIRE(made.status == 201);
        id = made.json().at("id").get<std::string>();
        return made.json().at("path").get<std::string>().substr(3);
    }
    std::string threads(const std::string& token) { return "/api/v1/review/" + token + "/threads"; }
    TestHouse::Answer say(const std::string& token, int from, int to,
                          const std::string& body = "Why?") {
        return house.post(
            threads(token),
            {{"name", "Rita"}, {"body", body}, {"from", from}, {"to", to}, {"version", version()}});
    }
    int version() {
        return house.get("/api/v1/scripts/" + script, owner).json().at("version").get<int>();
    }

    TestHouse house;
    std::string owner;
    std::string script;
    std::string project;
    std::string id;  // Of the last link.
};

// The text of all runs of the pages that stand in the script's text, with their places.
std::string placed_text(const Json& pages) {
    std::string out;
    for (const auto& page : pages.at("pages")) {
        for (const auto& line : page.at("lines")) {
            for (const auto& run : line.at("runs")) {
                if (!run.contains("from") || run.contains("whole")) continue;
                const auto from = run.at("from").get<std::size_t>();
                const auto to = run.at("to").get<std::size_t>();
                CHECK(kText.substr(from, to - from) == run.at("text"));
                out += run.at("text").get<std::string>() + "|";
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a review link shows what is printed, each stretch with its place, and nothing else") {
    Reading reading;
    const auto token = reading.link({{"label", "Rita"}});
    const auto answer = reading.house.get("/api/v1/review/" + token + "/pages?from=0");
    REQUIRE(answer.status == 200);
    const auto placed = placed_text(answer.json());
    CHECK(placed.starts_with("INT. HALL - DAY|Anna |waits| by the door."));
    CHECK(placed.ends_with("|Rain.|"));
    CHECK(answer.body.find("Not for others") == std::string::npos);
    CHECK(answer.body.find("Nor this") == std::string::npos);
    CHECK(answer.body.find(reading.project) == std::string::npos);

    const auto page = reading.house.get("/r/" + token);
    CHECK(page.status == 200);
    CHECK(page.body.find("data-access=\"comment\"") != std::string::npos);
    CHECK(page.body.find(reading.project) == std::string::npos);
    CHECK(page.body.find(reading.script) == std::string::npos);
}

TEST_CASE("a reviewer comments under a name, the house answers, and neither learns more") {
    Reading reading;
    const auto token = reading.link();
    const auto from = static_cast<int>(kText.find("Rain."));
    const auto made = reading.say(token, from, from + 5, "How much, @Ada?");
    REQUIRE(made.status == 201);
    CHECK(made.json().at("quote") == "Rain.");
    CHECK(made.json().at("comments").at(0).at("reviewer") == true);
    const auto thread = made.json().at("id").get<std::string>();

    const auto seen = reading.house.get("/api/v1/threads/" + thread, reading.owner).json();
    const auto& comment = seen.at("comments").at(0);
    CHECK(comment.at("author_name") == "Rita");
    CHECK(comment.at("author_id").is_null());
    CHECK(comment.at("reviewer") == true);
    CHECK(comment.at("mentions").empty());
    CHECK(seen.at("unread_count") == 1);
    reading.house.post("/api/v1/threads/" + thread + "/comments", {{"body", "Much."}},
                       reading.owner);

    const auto list = reading.house.get(reading.threads(token));
    REQUIRE(list.json().at("threads").size() == 1);
    CHECK(list.json().at("threads").at(0).at("comments").at(1).at("author_name") == "Ada");
    const auto owner = reading.house.get("/api/v1/me", reading.owner).json();
    CHECK(list.body.find(owner.at("id").get<std::string>()) == std::string::npos);
    CHECK(list.body.find(reading.project) == std::string::npos);

    const auto reply = reading.house.post(reading.threads(token) + "/" + thread + "/comments",
                                          {{"name", "Rita"}, {"body", "Thanks."}});
    CHECK(reply.status == 201);
    CHECK(reply.json().at("comments").size() == 3);
}

TEST_CASE("a link shows the house's own comments only where its maker wants it") {
    Reading reading;
    const auto own = reading.house.post("/api/v1/threads",
                                        {{"object_kind", "script"},
                                         {"object_id", reading.script},
                                         {"from", 0},
                                         {"to", 4},
                                         {"body", "Between us."}},
                                        reading.owner);
    const auto thread = own.json().at("id").get<std::string>();
    const auto narrow = reading.link();
    const auto wide = reading.link({{"all_threads", true}});
    CHECK(reading.house.get(reading.threads(narrow)).json().at("threads").empty());
    CHECK(reading.house.get(reading.threads(wide)).json().at("threads").size() == 1);
    const Json words{{"name", "Rita"}, {"body", "I see."}};
    const auto reply = [&](const std::string& token) {
        return reading.house.post(reading.threads(token) + "/" + thread + "/comments", words)
            .status;
    };
    CHECK(reply(narrow) == 404);
    CHECK(reply(wide) == 201);
}

TEST_CASE("a link that is revoked, over, cut or whose maker is gone leads nowhere") {
    Reading reading;
    const auto nowhere = [&](const std::string& token) {
        const auto page = reading.house.get("/r/" + token);
        CHECK(page.body.find("leads nowhere") != std::string::npos);
        CHECK(page.body.find("Rain") == std::string::npos);
        return page.status == 404 &&
               reading.house.get("/api/v1/review/" + token + "/pages").status == 404;
    };
    const auto revoked = reading.link();
    CHECK(reading.house
              .send(http::Method::Delete, "/api/v1/review-links/" + reading.id, reading.owner)
              .status == 204);
    CHECK(nowhere(revoked));
    const auto over = reading.link();
    reading.house.studio().store.write([&](store::Tx& tx) {
        tx.run("UPDATE review_link SET expires_at = ? WHERE id = ?", tx.now(), reading.id);
    });
    CHECK(nowhere(over));
    CHECK(nowhere(over.substr(1)));

    const auto editor = reading.house.join(reading.owner, "ed", {{"role", "editor"}});
    const auto made = reading.house.post("/api/v1/scripts/" + reading.script + "/review-links",
                                         Json::object(), editor);
    const auto theirs = made.json().at("path").get<std::string>().substr(3);
    CHECK(reading.house.get("/r/" + theirs).status == 200);
    const auto user = reading.house.get("/api/v1/me", editor).json().at("id").get<std::string>();
    reading.house.send(http::Method::Patch, "/api/v1/members/" + user, reading.owner,
                       {{"role", "viewer"}});
    CHECK(nowhere(theirs));
}

TEST_CASE("a link for reading takes no comment, and one for comments not many at once") {
    Reading reading;
    const auto read = reading.link({{"access", "read"}});
    CHECK(reading.say(read, 0, 4).status == 403);
    CHECK(reading.house.get(reading.threads(read)).status == 200);

    const auto token = reading.link({{"access", "comment"}});
    CHECK(reading.say(token, 4, 4).status == 422);
    CHECK(reading.house
              .post(reading.threads(token),
                    {{"name", " "}, {"body", "x"}, {"from", 0}, {"to", 4}, {"version", 1}})
              .status == 422);
    int taken = 0;
    int slowed = 0;
    for (int i = 0; i < 6; ++i) {
        const auto status = reading.say(token, 0, 4).status;
        taken += status == 201;
        slowed += status == 429;
    }
    CHECK(taken > 0);
    CHECK(slowed > 0);
    CHECK(taken + slowed == 6);
}

TEST_CASE("editors make links and see when they were used; the token is told once") {
    Reading reading;
    const auto token = reading.link({{"label", "The dramaturge"}, {"days", 7}});
    const auto list = "/api/v1/scripts/" + reading.script + "/review-links";
    CHECK(reading.house.get(list, reading.owner)
              .json()
              .at("review_links")
              .at(0)
              .at("last_used_at")
              .is_null());
    reading.house.get("/r/" + token);
    const auto after = reading.house.get(list, reading.owner);
    CHECK(after.json().at("review_links").at(0).at("last_used_at").is_string());
    CHECK(after.json().at("review_links").at(0).at("label") == "The dramaturge");
    CHECK(after.body.find(token) == std::string::npos);
    const auto viewer = reading.house.join(reading.owner, "vera", {{"role", "viewer"}});
    CHECK(reading.house.get(list, viewer).status == 403);
    CHECK(reading.house.post(list, Json::object(), viewer).status == 403);
}

}  // namespace fabula::app
