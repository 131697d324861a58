// Threads on the text and on anything else: where they stand, who may do what, what is refused.
#include "base/changes.hpp"
#include "test_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. HALL - DAY\n\nAnna waits by the door.\n\nEXT. YARD - NIGHT\n\nRain on the roofs.\n";

// A script with its threads, asked over the API of a whole studio.
class Talk {
public:
    explicit Talk(const std::filesystem::path& data = {}) : studio(data) {
        const auto known = studio.get("/api/v1/scripts").at("scripts");
        for (const auto& one : known) {
            if (one.at("title") == "Talk") take(one);
        }
        if (id.empty()) take(studio.post("/api/v1/scripts", {{"title", "Talk"}, {"text", kText}}));
    }

    // A thread on the first place where the text has `words`.
    std::string comment_on(const std::string& words, const std::string& body = "Why?") {
        const auto from = static_cast<int>(text().find(words));
        const auto made =
            studio.post("/api/v1/threads", {{"object_kind", "script"},
                                            {"object_id", id},
                                            {"from", from},
                                            {"to", from + static_cast<int>(words.size())},
                                            {"body", body}});
        CHECK(made.at("quote") == words);
        return made.at("id").get<std::string>();
    }
    // What stands in the text where the thread is; "-" where its words are gone.
    std::string words_of(const std::string& thread) {
        const auto now = studio.get("/api/v1/threads/" + thread);
        REQUIRE(now.at("version") == studio.get(address).at("version"));
        if (now.at("gone") == true) return "-";
        return text().substr(now.at("from").get<std::size_t>(),
                             now.at("to").get<std::size_t>() - now.at("from").get<std::size_t>());
    }
    void change(const Json& changes) {
        const auto version = studio.get(address).at("version");
        studio.post(address + "/changes", {{"client_id", "test"},
                                           {"client_seq", ++sent_},
                                           {"version", version},
                                           {"changes", changes}});
    }
    void replace(const std::string& words, const std::string& by) {
        const auto now = text();
        const auto from = now.find(words);
        change(ChangeSet::replace(now.size(), from, from + words.size(), by).to_json());
    }
    std::string text() { return studio.fetch(address + "/text"); }
    std::string node(const std::string& title) {
        const auto nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        for (const auto& row : nodes) {
            if (row.at("title") == title) return row.at("id").get<std::string>();
        }
        return {};
    }
    int status_of(const Json& body) {
        return studio.send(http::Method::Post, "/api/v1/threads", body.dump()).status;
    }

    TestStudio studio;
    std::string id;
    std::string project;
    std::string address;

private:
    void take(const Json& script) {
        id = script.at("id").get<std::string>();
        project = script.at("project_id").get<std::string>();
        address = "/api/v1/scripts/" + id;
    }

    int sent_ = 0;
};

}  // namespace

TEST_CASE("a thread keeps to its words while others are written before, in and behind them") {
    Talk talk;
    const auto thread = talk.comment_on("waits by the door");
    CHECK(talk.words_of(thread) == "waits by the door");
    talk.replace("INT. HALL", "INT. LONG HALL");
    talk.replace("Anna ", "Anna still ");
    talk.replace(".\n\nEXT", ", in the rain.\n\nEXT");
    CHECK(talk.words_of(thread) == "waits by the door");
    talk.replace("by the", "near a");
    CHECK(talk.words_of(thread) == "waits near a door");
}

TEST_CASE("a thread whose words are deleted stays and quotes them, and undo gives them back") {
    Talk talk;
    const auto thread = talk.comment_on("by the door");
    talk.replace("Anna waits by the door.\n", "");
    CHECK(talk.words_of(thread) == "-");
    const auto gone = talk.studio.get("/api/v1/threads/" + thread);
    CHECK(gone.at("quote") == "by the door");
    CHECK(gone.at("from") == gone.at("to"));
    CHECK(gone.at("comments").size() == 1);
    talk.replace("EXT. YARD", "EXT. BACK YARD");
    CHECK(talk.words_of(thread) == "-");

    talk.replace("DAY\n\n", "DAY\n\nAnna waits by the door.\n");
    CHECK(talk.words_of(thread) == "by the door");
    talk.replace("the door", "the gate");
    CHECK(talk.words_of(thread) == "by the gate");
}

TEST_CASE("a thread goes with its scene when that is moved") {
    Talk talk;
    const auto thread = talk.comment_on("Rain on the");
    talk.studio.post("/api/v1/nodes/" + talk.node("EXT. YARD - NIGHT") + "/move", Json::object());
    CHECK(talk.text().starts_with("EXT. YARD"));
    CHECK(talk.words_of(thread) == "Rain on the");
}

TEST_CASE("a thread stands at its words after a restart and behind many changes") {
    test::TempFolder folder;
    std::string thread;
    {
        Talk talk(folder.path() / "data");
        thread = talk.comment_on("Rain on the");
        // More changes than lie between two snapshots.
        for (int i = 0; i < 300; ++i) talk.replace("INT. ", "INT. A");
    }
    Talk talk(folder.path() / "data");
    CHECK(talk.words_of(thread) == "Rain on the");
}

TEST_CASE("a range of an older version is brought up to the newest") {
    Talk talk;
    const auto version = talk.studio.get(talk.address).at("version");
    const auto from = static_cast<int>(kText.find("Rain"));
    talk.replace("INT. HALL", "INT. VERY LONG HALL");
    Json thread{{"object_kind", "script"}, {"object_id", talk.id}, {"from", from},
                {"to", from + 4},          {"body", "How much?"},  {"version", version}};
    const auto made = talk.studio.post("/api/v1/threads", thread);
    CHECK(made.at("quote") == "Rain");
    talk.replace("Rain", "");
    CHECK(talk.status_of(thread) == 409);
    thread["version"] = 1000;
    CHECK(talk.status_of(thread) == 409);
}

TEST_CASE("what is no thread is refused and says which field is wrong") {
    Talk talk;
    const Json sound{{"object_kind", "script"},
                     {"object_id", talk.id},
                     {"from", 0},
                     {"to", 4},
                     {"body", "Yes."}};
    const auto refused = [&](const std::string& field, const Json& value) {
        auto body = sound;
        body[field] = value;
        const auto answer = talk.studio.send(http::Method::Post, "/api/v1/threads", body.dump());
        CHECK(answer.status == 422);
        return answer.body.find("\"" + field + "\"") != std::string::npos;
    };
    CHECK(refused("to", 0));
    CHECK(refused("to", 100'000));
    CHECK(refused("from", -1));
    CHECK(refused("from", nullptr));
    CHECK(refused("body", ""));
    CHECK(refused("body", " \n "));
    CHECK(refused("body", std::string(10'001, 'x')));
    CHECK(refused("object_kind", "house"));
    auto body = sound;
    body["object_id"] = "01900000-0000-7000-8000-0000000000ff";
    CHECK(talk.status_of(body) == 404);
    body = {{"object_kind", "node"}, {"object_id", talk.node("INT. HALL - DAY")}, {"body", "x"}};
    CHECK(talk.status_of(body) == 201);
    body["from"] = 0;
    body["to"] = 2;
    CHECK(talk.status_of(body) == 422);
    CHECK(talk.studio.get("/api/v1/threads?project_id=" + talk.project).at("threads").size() == 1);
}

TEST_CASE("comments are answered, changed, deleted, restored and resolved") {
    Talk talk;
    const auto thread = talk.comment_on("Rain");
    const auto address = "/api/v1/threads/" + thread;
    const auto reply = talk.studio.post(address + "/comments", {{"body", "Because.\r\nYes. "}});
    CHECK(reply.at("body") == "Because.\nYes.");
    CHECK(reply.at("mine") == true);
    const auto comment = "/api/v1/comments/" + reply.at("id").get<std::string>();
    const auto changed =
        talk.studio.send(http::Method::Patch, comment, Json{{"body", "Indeed."}}.dump());
    CHECK(parse_json(changed.body).at("body") == "Indeed.");
    CHECK(parse_json(changed.body).at("edited_at").is_string());

    CHECK(talk.studio.send(http::Method::Delete, comment).status == 204);
    CHECK(talk.studio.get(address).at("comments").size() == 1);
    CHECK(talk.studio.send(http::Method::Patch, comment, R"({"body": "x"})").status == 412);
    CHECK(talk.studio.post(comment + "/restore").at("body") == "Indeed.");
    CHECK(talk.studio.get(address).at("comments").size() == 2);

    const std::string list = "/api/v1/threads?object_kind=script&object_id=" + talk.id;
    talk.studio.send(http::Method::Patch, address, R"({"resolved": true})");
    CHECK(talk.studio.get(list + "&state=open").at("threads").empty());
    CHECK(talk.studio.get(list + "&state=resolved").at("threads").size() == 1);
    talk.studio.send(http::Method::Patch, address, R"({"resolved": false})");
    CHECK(talk.studio.get(list + "&state=open").at("threads").size() == 1);

    // Without a comment a thread is not listed; restoring one brings it back.
    const auto first = talk.studio.get(address).at("comments").at(0).at("id").get<std::string>();
    talk.studio.send(http::Method::Delete, comment);
    talk.studio.send(http::Method::Delete, "/api/v1/comments/" + first);
    CHECK(talk.studio.get(list).at("threads").empty());
    talk.studio.post("/api/v1/comments/" + first + "/restore");
    CHECK(talk.studio.get(list).at("threads").size() == 1);
}

TEST_CASE("a list of threads goes on where its part before ended") {
    Talk talk;
    for (int i = 0; i < 5; ++i) talk.comment_on("Rain", std::to_string(i));
    const std::string list = "/api/v1/threads?limit=2&project_id=" + talk.project;
    std::string bodies;
    std::string cursor;
    do {
        const auto part = talk.studio.get(list + (cursor.empty() ? "" : "&cursor=" + cursor));
        for (const auto& one : part.at("threads")) {
            bodies += one.at("comments").at(0).at("body").get<std::string>();
        }
        cursor = part.at("next_cursor").is_null() ? "" : part.at("next_cursor").get<std::string>();
    } while (!cursor.empty());
    CHECK(bodies == "01234");
}

TEST_CASE("everybody who sees a project may talk about it, and only its author changes a comment") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto project = house.demo(owner);
    const auto editor = house.join(owner, "edward", {{"role", "editor"}});
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    const auto unread = [&](const std::string& who) {
        const auto now = house.get("/api/v1/projects/" + project + "/comments/unread", who).json();
        return std::pair(now.at("comments").get<int>(), now.at("mentions").get<int>());
    };
    const auto made = house.post("/api/v1/threads",
                                 {{"object_kind", "project"},
                                  {"object_id", project},
                                  {"body", "What do you think, @Edward? And you, @Nobody?"}},
                                 viewer);
    REQUIRE(made.status == 201);
    const auto thread = "/api/v1/threads/" + made.json().at("id").get<std::string>();
    const auto first = made.json().at("comments").at(0);
    CHECK(first.at("author_name") == "vera");
    REQUIRE(first.at("mentions").size() == 1);
    CHECK(first.at("mentions").at(0).at("name") == "Edward");
    CHECK(unread(viewer) == std::pair(0, 0));
    CHECK(unread(editor) == std::pair(1, 1));
    CHECK(unread(owner) == std::pair(1, 0));
    CHECK(house.get(thread, editor).json().at("unread_count") == 1);
    CHECK(house.post(thread + "/seen", nullptr, editor).status == 204);
    CHECK(unread(editor) == std::pair(0, 0));

    const auto answer = house.post(thread + "/comments", {{"body", "Good."}}, editor);
    REQUIRE(answer.status == 201);
    CHECK(unread(editor) == std::pair(0, 0));
    CHECK(unread(viewer) == std::pair(1, 0));
    const auto comment = "/api/v1/comments/" + answer.json().at("id").get<std::string>();
    const Json other{{"body", "Bad."}};
    CHECK(house.send(http::Method::Patch, comment, owner, other).status == 403);
    CHECK(house.send(http::Method::Delete, comment, viewer).status == 403);
    CHECK(house.send(http::Method::Delete, comment, owner).status == 204);
    CHECK(house.post(comment + "/restore", nullptr, editor).status == 403);
    CHECK(house.post(comment + "/restore", nullptr, owner).status == 200);

    // Who began the thread may resolve it, and editors.
    const Json resolved{{"resolved", true}};
    CHECK(house.send(http::Method::Patch, thread, viewer, resolved).status == 200);
    const auto own =
        house.post("/api/v1/threads",
                   {{"object_kind", "project"}, {"object_id", project}, {"body", "x"}}, owner);
    const auto others = "/api/v1/threads/" + own.json().at("id").get<std::string>();
    CHECK(house.send(http::Method::Patch, others, viewer, resolved).status == 403);
    CHECK(house.send(http::Method::Patch, others, editor, resolved).status == 200);
    const auto stale = house.send(http::Method::Patch, others, editor, {{"resolved", false}},
                                  {{"if-match", "\"1\""}});
    CHECK(stale.status == 412);
}

TEST_CASE("open pages are told of threads") {
    Talk talk;
    const auto before = talk.studio.studio().events.last_id();
    const auto thread = talk.comment_on("Rain");
    talk.studio.post("/api/v1/threads/" + thread + "/comments", {{"body", "More."}});
    const auto batch = talk.studio.studio().events.read(
        talk.studio.studio().host, {.after = before, .project_id = talk.project});
    REQUIRE(batch.events.size() == 2);
    CHECK(batch.events.at(1).type == "comments.changed");
    CHECK(batch.events.at(1).data.at("thread_id") == thread);
    CHECK(batch.events.at(1).data.at("object_id") == talk.id);
}

}  // namespace fabula::app
