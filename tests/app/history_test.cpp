// The past of a script: sessions, drafts, comparisons, restoring, and old changes put together.
#include <random>

#include "base/changes.hpp"
#include "script/script_store.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kHall = "INT. HALL - DAY\n\nAnna waits.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands.\n";

class Past {
public:
    explicit Past(const std::string& text = kHall + kYard + kQuay) {
        const auto script = studio.post("/api/v1/scripts", {{"title", "Past"}, {"text", text}});
        project = script.at("project_id").get<std::string>();
        id = script.at("id").get<std::string>();
        address = "/api/v1/scripts/" + id;
    }
    void put(const std::string& text) {
        const auto answer = studio.send(http::Method::Put, address, Json{{"text", text}}.dump());
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
    }
    std::string text() { return studio.fetch(address + "/text"); }
    std::string text_of(int version) {
        return studio.fetch(address + "/versions/" + std::to_string(version) + "/text");
    }
    int version() { return studio.get(address).at("version").get<int>(); }
    void restore(const Json& body) { studio.post(address + "/history/restore", body); }
    std::string node(const std::string& title) {
        const auto rows = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        for (const auto& row : rows) {
            if (row.at("title") == title) return row.at("id").get<std::string>();
        }
        return {};
    }
    // "changed INT. HALL [Anna {-waits}{+sings}.]", one per scene that differs.
    std::string compared(const std::string& query) {
        const auto answer = studio.get(address + "/compare?" + query);
        std::string out;
        for (const auto& scene : answer.at("scenes")) {
            const auto& after = scene.at("title_after").get_ref<const std::string&>();
            const auto title = after.empty() ? scene.at("title_before").get<std::string>() : after;
            out += scene.at("change").get<std::string>() + " " + title.substr(5, 4);
            for (const auto& part : scene.at("parts")) {
                if (part.at("kind") == "same") continue;
                out += part.at("kind") == "gone" ? " -" : " +";
                out += part.at("text").get<std::string>();
            }
            out += "|";
        }
        return out;
    }
    // Makes what is in the log that much older.
    void age(std::chrono::hours by) {
        studio.studio().store.write([&](store::Tx& tx) {
            for (const auto& row : script::list_changes(tx, ScriptId{id}, 0, 1'000'000)) {
                tx.run(
                    "UPDATE script_change SET created_at = ? WHERE script_id = ? AND version = ?",
                    row.created_at - by, id, row.version);
            }
        });
    }
    void snapshot() {
        studio.studio().store.write([&](store::Tx& tx) {
            const auto script =
                script::get_script(tx, studio.studio().host, Action::View, ScriptId{id});
            const auto stored = script::read_text(tx, script);
            if (stored.snapshot_version == script.version) return;
            tx.insert(script::ScriptSnapshot{.script_id = script.id,
                                             .version = script.version,
                                             .text = stored.text,
                                             .anchors = Json::array()});
        });
    }
    std::int64_t rows(const std::string& table) {
        return studio.studio().store.read([&](store::Reader& db) {
            return db.count("SELECT count(*) FROM " + table + " WHERE script_id = ?", id);
        });
    }
    void compact() {
        studio.studio().history.compact_all(studio.studio().clock.now() - script::kStepsKept);
    }

    TestStudio studio;
    std::string project, id, address;
};

}  // namespace

TEST_CASE("what one person writes in an hour is one session") {
    Past past;
    past.put("INT. HALL - DAY\n\nAnna waits.\n");
    past.put("INT. HALL - DAY\n\nAnna waits and waits.\n");
    auto sessions = past.studio.get(past.address + "/history").at("sessions");
    REQUIRE(sessions.size() >= 1);
    CHECK(sessions[0].at("author_name") == "Desk");
    CHECK(sessions[0].at("version") == 3);
    CHECK(sessions[0].at("tag").is_null());
    past.restore({{"version", 1}});
    sessions = past.studio.get(past.address + "/history").at("sessions");
    CHECK(sessions[0].at("tag").at("restored") == 1);
    CHECK(sessions[0].at("change_count") == 1);
    const auto first = past.studio.get(past.address + "/history?limit=1");
    CHECK(first.at("sessions").size() == 1);
    const auto next = past.studio.get(
        past.address + "/history?limit=1&cursor=" + first.at("next_cursor").get<std::string>());
    CHECK(next.at("sessions").at(0).at("version") == 3);
    CHECK(past.studio.send(http::Method::Get, "/api/v1/scripts/none/history").status == 404);
}

TEST_CASE("a draft is a version with a name") {
    Past past;
    const auto draft = past.studio.post(past.address + "/drafts", {{"name", "First"}});
    CHECK(draft.at("version") == 1);
    past.put(kHall);
    CHECK(past.studio.post(past.address + "/drafts", {{"name", "Second"}}).at("version") == 2);
    CHECK(past.studio.post(past.address + "/drafts", {{"name", "Again"}, {"version", 1}})
              .at("version") == 1);
    const auto drafts = past.studio.get(past.address + "/drafts").at("drafts");
    REQUIRE(drafts.size() == 3);
    CHECK(drafts[0].at("name") == "Again");
    const auto address = "/api/v1/drafts/" + draft.at("id").get<std::string>();
    CHECK(past.studio.send(http::Method::Patch, address, R"({"name":"Zero"})").status == 200);
    CHECK(past.studio.send(http::Method::Patch, address, R"({"name":""})").status == 422);
    CHECK(past.studio.send(http::Method::Delete, address).status == 204);
    CHECK(past.studio.get(past.address + "/drafts").at("drafts").size() == 2);
    CHECK(
        past.studio
            .send(http::Method::Post, past.address + "/drafts", R"({"name":"Future","version":99})")
            .status == 404);
    CHECK(past.text_of(1) == kHall + kYard + kQuay);
    CHECK(past.text_of(2) == kHall);
    CHECK(past.studio.send(http::Method::Get, past.address + "/versions/99/text").status == 404);
    CHECK(past.studio.send(http::Method::Get, past.address + "/versions/x/text").status == 404);
}

TEST_CASE("two versions are compared word by word, scene by scene") {
    Past past;
    past.put("INT. HALL - DAY\n\nAnna sings.\n\n" + kYard + kQuay);
    CHECK(past.compared("from=1") == "changed HALL -waits +sings|");
    past.put(kQuay + "\nINT. HALL - DAY\n\nAnna sings.\n\nINT. CAVE\n\nDark.\n");
    CHECK(past.compared("from=2&to=3") ==
          "moved QUAY|come CAVE +INT. CAVE\n\nDark.\n|gone YARD -" + kYard + "|");
    CHECK(past.compared("from=3&to=3").empty());
    CHECK(past.studio.get(past.address + "/compare?from=2&to=3").at("same_count") == 2);
    CHECK(past.studio.get(past.address + "/compare?from=2&limit=1").at("scenes").size() == 1);
    CHECK(past.studio.send(http::Method::Get, past.address + "/compare?from=3&to=1").status == 422);
    CHECK(past.studio.send(http::Method::Get, past.address + "/compare?from=9").status == 404);
    CHECK(past.studio.send(http::Method::Get, past.address + "/compare").status == 422);
}

TEST_CASE("a scene that was retitled and rewritten step by step is compared as itself") {
    Past past;
    past.put(kHall + "EXT. GARDEN - DUSK\n\nRain on the roofs.\n\n" + kQuay);
    past.put(kHall + "EXT. GARDEN - DUSK\n\nSnow at last.\n\n" + kQuay);
    const auto scenes = past.studio.get(past.address + "/compare?from=1").at("scenes");
    REQUIRE(scenes.size() == 1);
    CHECK(scenes[0].at("change") == "changed");
    CHECK(scenes[0].at("title_before") == "EXT. YARD - NIGHT");
    CHECK(scenes[0].at("title_after") == "EXT. GARDEN - DUSK");
}

TEST_CASE("a version is restored as a new change, and nothing is removed by it") {
    Past past;
    const auto yard = past.node("EXT. YARD - NIGHT");
    past.put("INT. HALL - DAY\n\nAnna sings.\n\n" + kQuay);
    past.restore({{"version", 1}});
    CHECK(past.version() == 3);
    CHECK(past.text() == kHall + kYard + kQuay);
    CHECK(past.node("EXT. YARD - NIGHT") == yard);
    CHECK(past.text_of(2) == "INT. HALL - DAY\n\nAnna sings.\n\n" + kQuay);
    past.restore({{"version", 2}});
    CHECK(past.text() == past.text_of(2));
    // As it is already.
    past.restore({{"version", 4}});
    CHECK(past.version() == 4);
    CHECK(
        past.studio.send(http::Method::Post, past.address + "/history/restore", R"({"version":99})")
            .status == 404);
}

TEST_CASE("one scene is restored where it stands, or where it stood") {
    Past past;
    const auto hall = past.node("INT. HALL - DAY");
    const auto yard = past.node("EXT. YARD - NIGHT");
    past.put("INT. HALL - DAY\n\nAnna sings.\n\n" + kQuay + "\nINT. CAVE\n\nDark.\n");
    past.restore({{"version", 1}, {"scene", 1}});
    CHECK(past.text() == kHall + kQuay + "\nINT. CAVE\n\nDark.\n");
    CHECK(past.node("INT. HALL - DAY") == hall);
    past.restore({{"version", 1}, {"scene", 2}});
    CHECK(past.text() == kHall + kYard + kQuay + "\nINT. CAVE\n\nDark.\n");
    CHECK(past.node("EXT. YARD - NIGHT") == yard);
    const auto send = [&](const std::string& body) {
        return past.studio.send(http::Method::Post, past.address + "/history/restore", body).status;
    };
    CHECK(send(R"({"version":1,"scene":99})") == 422);
    CHECK(send(R"({"scene":1})") == 422);
}

TEST_CASE("old changes become one per hour; texts, drafts, people and tags stay") {
    Past past("INT. A\n\nStart.\n");
    std::vector<std::string> texts{"", past.text()};
    for (int i = 2; i <= 40; ++i) {
        past.put("INT. A\n\nStart, step " + std::to_string(i) + ".\n");
        texts.push_back(past.text());
    }
    past.studio.post(past.address + "/drafts", {{"name", "Kept"}, {"version", 20}});
    past.restore({{"version", 5}});
    texts.push_back(past.text());
    past.snapshot();
    past.age(std::chrono::days(10));
    past.put("INT. A\n\nToday.\n");
    texts.push_back(past.text());

    past.compact();
    CHECK(past.rows("script_change") == 1);
    // The beginning, until the draft, behind it, what was restored; an hour more may have begun.
    CHECK(past.rows("script_stretch") >= 4);
    CHECK(past.rows("script_stretch") <= 5);
    for (const auto version : {1, 20, 40, 41, 42}) {
        CAPTURE(version);
        CHECK(past.text_of(version) == texts[static_cast<std::size_t>(version)]);
    }
    CHECK(past.text() == texts.back());
    CHECK(past.compared("from=20&to=40") == "changed A -20 +40|");
    CHECK(past.studio.send(http::Method::Get, past.address + "/versions/7/text").status == 404);
    const auto sessions = past.studio.get(past.address + "/history").at("sessions");
    CHECK(sessions.at(0).at("version") == 42);
    CHECK(sessions.at(1).at("tag").at("restored") == 5);
    std::int64_t count = 0;
    for (const auto& session : sessions) {
        CHECK(session.at("author_name") == "Desk");
        count += session.at("change_count").get<std::int64_t>();
    }
    CHECK(count == 42);
    past.compact();
    CHECK(past.rows("script_change") == 1);

    SUBCASE("who comes from an old version is told to read again") {
        CHECK(past.studio.send(http::Method::Get, past.address + "/changes?after=7").status == 409);
        CHECK(past.studio.get(past.address + "/changes?after=41").at("changes").size() == 1);
    }
    SUBCASE("an old version is restored") {
        past.restore({{"version", 20}});
        CHECK(past.text() == texts[20]);
    }
}

}  // namespace fabula::app
