// The activity log over the API: every act leaves its entry, and what was undone leaves none.
#include "base/text.hpp"
#include "history/record.hpp"
#include "http/templates.hpp"
#include "outline/beats.hpp"
#include "test_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

const std::string kText =
    "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed.\n\nEXT. YARD - NIGHT\n\nRain.\n";

struct Story {
    Story() {
        project = studio.bring_project("bar.fountain", kText);
        const Json nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        bar = nodes.at(0).at("id").get<std::string>();
        yard = nodes.at(1).at("id").get<std::string>();
    }
    Json log(const std::string& query = "") {
        return studio.get("/api/v1/logs/project/" + project + "/recent?limit=100" + query)
            .at("entries");
    }
    Json of(const std::string& type, const std::string& id) {
        return studio.get("/api/v1/logs/entity/" + type + "/" + id).at("entries");
    }
    // "create shot 1A|import project bar": newest first.
    std::string said(const Json& entries) {
        std::string out;
        for (const auto& entry : entries) {
            out += (out.empty() ? "" : "|") + entry.at("action").get<std::string>() + " " +
                   entry.at("entity_type").get<std::string>() + " " +
                   entry.at("name").get<std::string>();
        }
        return out;
    }
    Json add_shot(Json wish = Json::object()) {
        wish["scene_id"] = bar;
        return studio.post("/api/v1/shots", wish);
    }
    ApiAnswer patch(const std::string& target, const Json& body) {
        return studio.send_json(Method::Patch, target, body);
    }

    TestStudio studio;
    std::string project, bar, yard;
};

std::string id_of(const Json& record) {
    return record.at("id").get<std::string>();
}

}  // namespace

TEST_CASE("an entry says who changed what, from what to what, and where it is") {
    Story story;
    const auto shot = id_of(story.add_shot({{"duration", "4"}}));
    REQUIRE(story.patch("/api/v1/shots/" + shot, {{"duration", "6"}}).status == 200);
    const auto entries = story.log();
    CHECK(story.said(entries) == "update shot 1A|create shot 1A|import project bar");
    const auto& newest = entries.at(0);
    CHECK(newest.at("details") ==
          Json{{"changes", {{"duration_ms", {{"before", 4000}, {"after", 6000}}}}}});
    CHECK(newest.at("user").at("id") == story.studio.studio().host.user.text);
    CHECK(newest.at("entity_id") == shot);
    CHECK(newest.at("parent_path") == "INT. BAR - DAY");
    CHECK(newest.at("standing") == true);
    CHECK(entries.at(2).at("details") == Json{{"file", "bar.fountain"}});
    CHECK(story.of("shot", shot) ==
          story.studio.get("/api/v1/logs/shot/" + shot + "/recent").at("entries"));
    CHECK(story.of("shot", shot).size() == 2);
}

TEST_CASE("an act that is refused or changes nothing leaves no entry") {
    Story story;
    const auto first = id_of(story.add_shot());
    const auto second = id_of(story.add_shot());
    const auto before = story.log();
    CHECK(story.patch("/api/v1/shots/" + second, {{"shot_number", "1A"}}).status == 409);
    CHECK(story.patch("/api/v1/shots/" + first, {{"weight", 2}}).status == 200);
    const Json rows{{{"notes", "kept?"}}, {{"duration", "much"}}};
    CHECK(story.studio
              .send_json(Method::Post, "/api/v1/shots/rows",
                         {{"scene_id", story.bar}, {"shots", rows}})
              .status == 422);
    CHECK(story.log() == before);
}

TEST_CASE("updates of a few minutes are one entry, and what is as it was is no change") {
    Story story;
    const auto address = "/api/v1/shots/" + id_of(story.add_shot({{"lens", "35mm"}}));
    story.patch(address, {{"lens", "50mm"}});
    story.patch(address, {{"lens", "85mm"}, {"framing", "CU"}});
    const auto folded = story.log().at(0).at("details").at("changes");
    CHECK(folded == Json{{"lens", {{"before", "35mm"}, {"after", "85mm"}}},
                         {"framing", {{"before", ""}, {"after", "CU"}}}});
    story.patch(address, {{"framing", ""}});
    CHECK(story.log().at(0).at("details").at("changes") ==
          Json{{"lens", {{"before", "35mm"}, {"after", "85mm"}}}});
    story.patch(address, {{"lens", "35mm"}});
    CHECK(story.said(story.log()) == "create shot 1A|import project bar");
}

TEST_CASE("of a long value the entry keeps what is around the change, and says how long it was") {
    Story story;
    const auto address = "/api/v1/shots/" + id_of(story.add_shot());
    std::string text(3000, 'a');
    story.patch(address, {{"notes", text}});
    story.studio.studio().store.write([](store::Tx& tx) {
        tx.run("UPDATE activity SET created_at = '2020-01-01T00:00:00.000Z'");
    });
    text.replace(2000, 3, "ßöz");
    story.patch(address, {{"notes", text}});
    const auto change = story.log().at(0).at("details").at("changes").at("notes");
    CHECK(change.at("before").at("length") == 3000);
    CHECK(change.at("before").at("from") == 1940);
    CHECK(change.at("after").at("from") == 1940);
    const auto after = change.at("after").at("text").get<std::string>();
    CHECK(count_code_points(after) == 500);
    CHECK(after.substr(60, 5) == "ßöz");
}

TEST_CASE("moving, binning and restoring are acts of their own") {
    Story story;
    const auto shot = id_of(story.add_shot());
    const auto address = "/api/v1/shots/" + shot;
    story.patch(address, {{"scene_id", story.yard}});
    CHECK(story.studio.send(Method::Delete, address).status == 204);
    CHECK(story.log().at(0).at("in_bin") == true);
    story.studio.post(address + "/restore");
    CHECK(story.said(story.log()) ==
          "restore shot 1A|delete shot 1A|move shot 1A|create shot 1A|import project bar");
    const auto move = story.log().at(2);
    CHECK(move.at("details").at("changes").at("scene_id") ==
          Json{{"before", story.bar}, {"after", story.yard}});
    CHECK(move.at("names").at(story.yard) == "EXT. YARD - NIGHT");
}

TEST_CASE("many rows at once are one entry of the project and one of each thing") {
    Story story;
    Json rows = Json::array();
    for (int i = 0; i < 3; ++i) rows.push_back({{"notes", "row"}});
    const auto made =
        story.studio.post("/api/v1/shots/rows", {{"scene_id", story.bar}, {"shots", rows}});
    CHECK(story.said(story.log()) == "create node INT. BAR - DAY|import project bar");
    CHECK(story.log().at(0).at("details") ==
          Json{{"of", "shot"}, {"create_count", 3}, {"change_count", 0}});
    CHECK(story.said(story.of("shot", id_of(made.at("shots").at(2)))) == "create shot 1C");
}

TEST_CASE("cards are planned, renamed, moved and binned in the log as in the outline") {
    Story story;
    const auto node = [&](const Json& wish) {
        auto given = wish;
        given["project_id"] = story.project;
        return id_of(story.studio.post("/api/v1/nodes", given));
    };
    const auto act = node({{"level", 1}, {"title", "Act"}});
    const auto planned = node({{"kind", "scene"}, {"title", "Dock"}, {"parent_id", act}});
    story.patch("/api/v1/nodes/" + planned, {{"synopsis", "They meet."}});
    story.patch("/api/v1/nodes/" + story.yard, {{"title", "EXT. COURT - NIGHT"}});
    story.studio.send(Method::Delete, "/api/v1/nodes/" + planned);
    CHECK(story.said(story.log()) ==
          "delete node Dock|update node EXT. COURT - NIGHT|update node Dock|create node Dock|"
          "create node Act|import project bar");
    CHECK(story.log().at(1).at("details").at("changes").at("title") ==
          Json{{"before", "EXT. YARD - NIGHT"}, {"after", "EXT. COURT - NIGHT"}});
    CHECK(story.log().at(0).at("parent_path") == "Act");
    CHECK(story.studio.get("/api/v1/logs/scene/" + story.yard + "/recent").at("entries").size() ==
          1);
}

TEST_CASE("what one person writes in an hour is one entry that counts") {
    Story story;
    const auto script =
        id_of(story.studio.get("/api/v1/scripts?project_id=" + story.project).at("scripts").at(0));
    const auto write = [&](int seq, std::size_t length, const std::string& text) {
        const auto change = ChangeSet::replace(length, 0, seq == 3 ? 4 : 0, text);
        return story.studio
            .send_json(Method::Post, "/api/v1/scripts/" + script + "/changes",
                       {{"client_id", "desk"},
                        {"client_seq", seq},
                        {"version", seq},
                        {"changes", change.to_json()}})
            .status;
    };
    REQUIRE(write(1, kText.size(), "\n\n") == 200);
    REQUIRE(write(2, kText.size() + 2, "Dawn\n") == 200);
    REQUIRE(write(3, kText.size() + 7, "Dusk") == 200);
    const auto entries = story.of("script", script);
    REQUIRE(entries.size() == 1);
    CHECK(entries.at(0).at("action") == "write");
    CHECK(entries.at(0).at("details") == Json{{"count", 3}, {"added", 11}, {"deleted", 4}});
}

TEST_CASE("comments, links, pictures and exports stand with the thing they are about") {
    Story story;
    const auto cast = story.studio.get("/api/v1/characters?project_id=" + story.project);
    const auto marie = id_of(cast.at("characters").at(0));
    const auto thread = story.studio.post(
        "/api/v1/threads",
        {{"object_kind", "character"}, {"object_id", marie}, {"body", "Is she from here?"}});
    story.patch("/api/v1/threads/" + id_of(thread), {{"resolved", true}});
    const auto bob = id_of(
        story.studio.post("/api/v1/characters", {{"project_id", story.project}, {"name", "Bob"}}));
    const auto relation = story.studio.post("/api/v1/characters/" + marie + "/relations",
                                            {{"to_id", bob}, {"kind", "sister of"}});
    story.studio.send(Method::Delete, "/api/v1/relations/" + id_of(relation));
    CHECK(story.said(story.of("character", marie)) ==
          "unlink character Marie|link character Marie|resolve character Marie|"
          "comment character Marie");
    CHECK(story.log().dump().find("from here") == std::string::npos);
    story.studio.export_as(story.project, "fountain");
    CHECK(story.log().at(0).at("action") == "export");
    story.studio.post("/api/v1/characters/" + marie + "/rename", {{"name", "Maria"}});
    CHECK(story.log().at(0).at("action") == "rename");
    CHECK(story.log().at(0).at("details").at("changes").at("name") ==
          Json{{"before", "Marie"}, {"after", "Maria"}});
}

TEST_CASE("a list of the log is filtered, cut at a hundred and goes on by its cursor") {
    Story story;
    for (int i = 0; i < 5; ++i) story.add_shot();
    const auto at = "/api/v1/logs/project/" + story.project + "/recent";
    const auto first = story.studio.get(at + "?limit=4");
    CHECK(first.at("entries").size() == 4);
    const auto second =
        story.studio.get(at + "?limit=4&cursor=" + first.at("next_cursor").get<std::string>());
    CHECK(story.said(second.at("entries")) == "create shot 1A|import project bar");
    CHECK(second.at("next_cursor").is_null());
    CHECK(story.said(story.log("&action=IMPORT")) == "import project bar");
    CHECK(story.log("&entity_type=shot").size() == 5);
    CHECK(story.log("&user_id=01900000-0000-7000-8000-0000000000ff").empty());
    CHECK(field_of(story.studio.send(Method::Get, at + "?action=fly")) == "action");
    CHECK(story.studio.get("/api/v1/logs/user/activity").at("entries").size() >= 6);
}

TEST_CASE("entries of a purged project go with it, and one of the house tells of it") {
    Story story;
    story.add_shot();
    story.studio.send(Method::Delete, "/api/v1/projects/" + story.project);
    story.studio.send(Method::Delete, "/api/v1/bin/" + story.project);
    const auto left = story.of("project", story.project);
    CHECK(story.said(left) == "purge project bar");
    CHECK(left.at(0).at("standing") == false);
    CHECK(story.studio.send(Method::Get, "/api/v1/logs/project/" + story.project + "/recent")
              .status == 404);
}

TEST_CASE("entries are kept for a year") {
    Story story;
    story.add_shot();
    auto& studio = story.studio.studio();
    CHECK(studio.activity.forget_old(studio.clock.now() + std::chrono::days(364)) == 0);
    CHECK(studio.activity.forget_old(studio.clock.now() + std::chrono::days(366)) >= 2);
    CHECK(story.log().empty());
}

TEST_CASE("members see the log of their project, their own e-mail address and no other") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto project = house.demo(owner);
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    const auto guest = house.join(owner, "gus", {{"role", "editor"}, {"project_id", project}});
    const auto scene =
        id_of(house.get("/api/v1/nodes?project_id=" + project, owner).json().at("nodes").at(0));
    REQUIRE(house.post("/api/v1/shots", {{"scene_id", scene}}, guest).status == 201);
    const auto log = "/api/v1/logs/project/" + project + "/recent";
    const auto seen_by = [&](const std::string& cookie) {
        return house.get(log, cookie).json().at("entries").at(0).at("user");
    };
    CHECK(seen_by(viewer).at("name") == "gus");
    CHECK(seen_by(viewer).at("email").is_null());
    CHECK(seen_by(guest).at("email") == "gus");
    CHECK(seen_by(owner).at("email") == "gus");
    const auto join = house.get(log + "?entity_type=member", owner).json().at("entries").at(0);
    CHECK(join.at("action") == "join");
    CHECK(join.at("details").at("changes").at("role") ==
          Json{{"before", nullptr}, {"after", "editor"}});

    const auto user = seen_by(owner).at("id").get<std::string>();
    house.studio().store.write(
        [&](store::Tx& tx) { tx.run("DELETE FROM app_user WHERE id = ?", user); });
    CHECK(seen_by(owner).is_null());
}

TEST_CASE("every field that the log may name has a name on the page") {
    TestStudio studio;
    const http::FolderResources files(std::filesystem::path(FABULA_SOURCE_DIR) / "web/i18n");
    const auto texts = parse_json(files.find("en.json")->bytes());
    const auto check = [&](const Json& fields) {
        for (const auto& [field, value] : fields.items()) {
            CAPTURE(field);
            CHECK(texts.contains("activity.field_" + field));
        }
    };
    check(history::logged_fields(story::Project{}));
    check(history::logged_fields(shots::Shot{}));
    check(history::logged_fields(cast::Character{}));
    check(history::logged_fields(world::World{}));
    check(history::logged_fields(world::WorldCategory{}));
    check(history::logged_fields(world::WorldItem{}));
    check(history::logged_fields(sound::Sound{}));
    check(history::logged_fields(outline::Beat{}));
}

TEST_CASE("the page tells the log in sentences that lead to the things") {
    Story story;
    const auto shot = id_of(story.add_shot({{"duration", "4"}}));
    story.patch("/api/v1/shots/" + shot, {{"duration", "6"}});
    const auto page = story.studio.fetch("/p/" + story.project + "/activity");
    CHECK(page.find("Changed the length of <a href=\"/p/" + story.project +
                    "/shots?at=" + story.bar + "#shot-" + shot +
                    "\">shot 1A</a> from 4 s to 6 s") != std::string::npos);
    CHECK(page.find("from the file bar.fountain") != std::string::npos);
    story.studio.send(Method::Delete, "/api/v1/shots/" + shot);
    const auto later = story.studio.fetch("/p/" + story.project + "/activity?kind=shot");
    CHECK(later.find("lies in the bin") != std::string::npos);
    CHECK(later.find("bar.fountain") == std::string::npos);
}

}  // namespace fabula::app
