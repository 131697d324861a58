// Projects as records: their fields, lists, archive, templates and copies, and what is left of one
// that is purged.
#include <filesystem>
#include <set>

#include "drawing/image.hpp"
#include "support/sounds.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

std::string id_of(const Json& record) {
    return record.at("id").get<std::string>();
}

// Titles of a list, in its order.
std::string titles(TestStudio& studio, const std::string& query) {
    std::string out;
    std::string cursor;
    do {
        const auto page = studio.get("/api/v1/projects?limit=2&" + query +
                                     (cursor.empty() ? "" : "&cursor=" + url_encode(cursor)));
        for (const auto& row : page.at("projects")) {
            out += (out.empty() ? "" : "|") + row.at("title").get<std::string>();
        }
        cursor = page.at("next_cursor").is_null() ? "" : page.at("next_cursor").get<std::string>();
    } while (!cursor.empty());
    return out;
}

// Rows of every table, but for those that tell of the house rather than of a project.
std::map<std::string, std::int64_t> count_rows(TestStudio& studio) {
    return studio.studio().store.read([](store::Reader& db) {
        std::map<std::string, std::int64_t> counts;
        for (const auto& table : db.column<std::string>("SELECT name FROM sqlite_schema WHERE type "
                                                        "= 'table' AND name NOT LIKE 'sqlite%'")) {
            counts[table] = db.count("SELECT count(*) FROM \"" + table + "\"");
        }
        return counts;
    });
}

std::set<std::string> list_files(TestStudio& studio) {
    std::set<std::string> files;
    const auto folder = studio.studio().directory.folder();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto path = entry.path().string();
        const bool kept = path.find("/images/") != path.npos || path.find("/audio/") != path.npos ||
                          path.find("/documents/") != path.npos;
        if (entry.is_regular_file() && kept) files.insert(path);
    }
    return files;
}

std::string a_picture() {
    drawing::Pixels pixels{.width = 64, .height = 48, .rgba = {}};
    std::uint32_t noise = 1;
    for (int i = 0; i < 64 * 48 * 4; ++i) {
        noise = noise * 1664525 + 1013904223;
        pixels.rgba.push_back(static_cast<std::uint8_t>(noise >> 24));
    }
    return drawing::encode_png(pixels);
}

const std::string kStory =
    "Title: Harbour\n\n# One\n\nINT. HALL - DAY\n\nAnna waits for the ferry.\n\nANNA\nIt is "
    "late.\n\nEXT. QUAY - DAWN\n\nThe ferry lands.\n";

}  // namespace

TEST_CASE("a project keeps the documented fields, and refuses values of no list") {
    TestStudio studio;
    const auto made = studio.post("/api/v1/projects", {{"title", "Ferries"},
                                                       {"kind", "series"},
                                                       {"genre", "Drama"},
                                                       {"duration", "10 x 45"},
                                                       {"narrativeStructure", "kishotenketsu"},
                                                       {"episode_layout", "streaming-4-act"},
                                                       {"season_engine", "custom:tides"},
                                                       {"beat_template", "season-lite-5"},
                                                       {"time_lock", true},
                                                       {"max_duration_seconds", 2700},
                                                       {"reading_speed_wpm", 200}});
    CHECK(made.at("genre") == "Drama");
    CHECK(made.at("narrative_structure") == "kishotenketsu");
    CHECK(made.at("season_engine") == "custom:tides");
    CHECK(made.at("created_by") == studio.studio().host.user.text);
    const auto address = "/api/v1/projects/" + id_of(made);
    const auto field = [&](const Json& patch) {
        const auto answer = studio.send(Method::Patch, address, patch.dump());
        CHECK(answer.status == 422);
        return parse_json(answer.body).at("field").get<std::string>();
    };
    CHECK(field({{"episode_layout", "seven-act"}}) == "episode_layout");
    CHECK(field({{"season_engine", "diesel"}}) == "season_engine");
    CHECK(field({{"narrative_structure", "6-act"}}) == "narrative_structure");
    CHECK(field({{"reading_speed_wpm", 3}}) == "reading_speed_wpm");
    CHECK(field({{"max_duration_seconds", 0}}) == "max_duration_seconds");
    CHECK(field({{"cover_image_id", "none"}}) == "cover_image_id");
    CHECK(studio.get("/api/v1/projects/" + id_of(made)).at("rev") == made.at("rev"));
}

TEST_CASE("projects are listed by title, by change and by age, searched, and page by page") {
    TestStudio studio;
    studio.send(Method::Delete, "/api/v1/projects/" + studio.demo());
    const auto b = id_of(studio.post("/api/v1/projects", {{"title", "beta"}, {"genre", "Noir"}}));
    studio.post("/api/v1/projects", {{"title", "Alpha"}, {"kind", "book"}});
    studio.post("/api/v1/projects", {{"title", "Gamma"}, {"logline", "A Löwe in the harbour"}});
    CHECK(titles(studio, "") == "Gamma|Alpha|beta");
    CHECK(titles(studio, "sort=title") == "Alpha|beta|Gamma");
    studio.send(Method::Patch, "/api/v1/projects/" + b, R"({"logline":"A quiet lion"})");
    CHECK(titles(studio, "sort=updated").starts_with("beta|"));
    CHECK(titles(studio, "q=l%C3%B6we%20HARB") == "Gamma");
    CHECK(titles(studio, "q=noir") == "beta");
    CHECK(titles(studio, "kind=book") == "Alpha");
    CHECK(titles(studio, "q=nothing").empty());
    CHECK(studio.send(Method::Get, "/api/v1/projects?sort=colour").status == 422);
}

TEST_CASE("the archive and the templates are lists of their own") {
    TestStudio studio;
    studio.send(Method::Delete, "/api/v1/projects/" + studio.demo());
    const auto a = id_of(studio.post("/api/v1/projects", {{"title", "A"}}));
    studio.post("/api/v1/projects", {{"title", "B"}, {"is_template", true}});
    CHECK(titles(studio, "") == "A");
    CHECK(titles(studio, "is_template=true") == "B");
    CHECK(studio.post("/api/v1/projects/" + a + "/archive").at("archived_at").is_string());
    CHECK(titles(studio, "").empty());
    CHECK(titles(studio, "archived=true") == "A");
    CHECK(studio.post("/api/v1/projects/" + a + "/unarchive").at("archived_at").is_null());
    CHECK(titles(studio, "") == "A");
}

TEST_CASE("a cover is a sound picture of the project's own") {
    TestStudio studio;
    const auto a = id_of(studio.post("/api/v1/projects", {{"title", "A"}}));
    const auto b = id_of(studio.post("/api/v1/projects", {{"title", "B"}}));
    const auto upload = [&](const std::string& bytes) {
        return studio.send(Method::Post, "/api/v1/projects/" + a + "/upload-image", bytes,
                           "image/png");
    };
    CHECK(upload("no picture").status >= 400);
    CHECK(upload(a_picture().substr(0, 4000)).status >= 400);
    const auto answer = upload(a_picture());
    REQUIRE(answer.status == 200);
    const auto cover = parse_json(answer.body).at("cover_image_id").get<std::string>();
    CHECK(studio.fetch("/api/v1/assets/" + cover + "/file") == a_picture());
    CHECK(
        studio.send(Method::Patch, "/api/v1/projects/" + b, Json{{"cover_image_id", cover}}.dump())
            .status == 422);
    CHECK(
        studio.send(Method::Patch, "/api/v1/projects/" + a, R"({"cover_image_id":null})").status ==
        200);
}

TEST_CASE("a copy has everything that the original has, and shares nothing with it") {
    TestStudio studio;
    const auto original = studio.bring_project("harbour.fountain", kStory);
    studio.wait_for(studio.post("/api/v1/projects/" + original + "/storyboard"));
    studio.post("/api/v1/nodes", {{"project_id", original}, {"title", "Planned"}, {"level", 1}});
    studio.post("/api/v1/projects/" + original + "/beats", {{"template", "L7"}});
    REQUIRE(studio
                .send(Method::Post, "/api/v1/projects/" + original + "/upload-image", a_picture(),
                      "image/png")
                .status == 200);
    const auto copied = studio.post("/api/v1/projects/" + original + "/duplicate", Json::object());
    const auto copy = id_of(copied);
    CHECK(copied.at("title") == "Harbour (copy)");
    const auto content = [&](const std::string& project) {
        const auto all =
            studio.get("/api/v1/nodes/ultra-batch-load?project_id=" + project).at("stats");
        const auto script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0);
        return all.dump() + studio.fetch("/api/v1/scripts/" + id_of(script) + "/text") +
               std::to_string(studio.get("/api/v1/beats?project_id=" + project).at("beats").size());
    };
    CHECK(content(copy) == content(original));
    const auto shots = [&](const std::string& project) {
        return studio.get("/api/v1/shots?project_id=" + project).at("shots");
    };
    const auto theirs = shots(original);
    const auto ours = shots(copy);
    REQUIRE(ours.size() == theirs.size());
    REQUIRE(!ours.empty());
    CHECK(ours.at(0).at("id") != theirs.at(0).at("id"));
    CHECK(ours.at(0).at("image_id") != theirs.at(0).at("image_id"));
    const auto picture = [&](const Json& shot) {
        return studio.fetch("/api/v1/assets/" + shot.at("image_id").get<std::string>() + "/file");
    };
    const auto drawn = picture(theirs.at(0));
    CHECK(picture(ours.at(0)) == drawn);

    // The original can go for good.
    CHECK(studio.send(Method::Delete, "/api/v1/projects/" + original).status == 204);
    CHECK(studio.send(Method::Delete, "/api/v1/bin/" + original).status == 204);
    CHECK(picture(shots(copy).at(0)) == drawn);
    const auto script = studio.get("/api/v1/projects/" + copy + "/scripts").at("scripts").at(0);
    CHECK(studio
              .send(Method::Put, "/api/v1/scripts/" + id_of(script),
                    Json{{"text", kStory + "\nINT. NEW\n\nNew.\n"}}.dump())
              .status == 200);
    CHECK(shots(copy).size() == ours.size());
}

TEST_CASE("a copy has a world of its own, with what lies in it") {
    TestStudio studio;
    const auto original = studio.bring_project("harbour.fountain", kStory);
    const auto world = id_of(studio.get("/api/v1/projects/" + original + "/world"));
    const auto items = "/api/v1/worlds/" + world + "/items";
    const auto island = id_of(studio.post(items, {{"name", "Island"}}));
    const auto tower = id_of(studio.post(items, {{"name", "Tower"}, {"parent_id", island}}));
    studio.post("/api/v1/world-items/" + tower + "/links",
                {{"to_id", island}, {"kind", "watches"}});
    const auto gone = id_of(studio.post(items, {{"name", "Gone"}}));
    studio.send(Method::Delete, "/api/v1/world-items/" + gone);
    const auto copy =
        id_of(studio.post("/api/v1/projects/" + original + "/duplicate", Json::object()));
    const auto own_world = id_of(studio.get("/api/v1/projects/" + copy + "/world"));
    CHECK(own_world != world);
    std::map<std::string, Json> entries;
    const auto found = studio.get("/api/v1/worlds/" + own_world + "/items?limit=200");
    for (const auto& item : found.at("items")) {
        entries[item.at("name").get<std::string>()] = item;
    }
    CHECK(!entries.contains("Gone"));
    REQUIRE(entries.contains("Tower"));
    CHECK(entries["Tower"].at("parent_id") == entries["Island"].at("id"));
    CHECK(entries["Tower"].at("parent_id") != island);
    const auto links =
        studio.get("/api/v1/world-items/" + id_of(entries["Tower"]) + "/links").at("links");
    REQUIRE(links.size() == 1);
    CHECK(links.at(0).at("to_id") == entries["Island"].at("id"));
    const auto categories =
        studio.get("/api/v1/worlds/" + own_world + "/categories").at("categories");
    CHECK(categories.size() ==
          studio.get("/api/v1/worlds/" + world + "/categories").at("categories").size());
}

TEST_CASE("a purged project leaves no row and no file") {
    TestStudio studio;
    const auto rows = count_rows(studio);
    const auto files = list_files(studio);
    const auto project = studio.bring_project("harbour.fountain", kStory);
    studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
    studio.export_as(project, "pdf");
    const auto act = id_of(studio.post(
        "/api/v1/nodes", {{"project_id", project}, {"title", "Planned"}, {"level", 1}}));
    const auto script =
        id_of(studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0));
    studio.post("/api/v1/threads", {{"object_kind", "node"}, {"object_id", act}, {"body", "Why?"}});
    studio.post("/api/v1/scripts/" + script + "/review-links", Json::object());
    studio.post("/api/v1/scripts/" + script + "/drafts", {{"name", "First"}});
    studio.post("/api/v1/presets", {{"project_id", project}, {"name", "A4"}});
    const auto anna =
        id_of(studio.get("/api/v1/characters?project_id=" + project).at("characters").at(0));
    REQUIRE(studio
                .send(Method::Post, "/api/v1/characters/" + anna + "/upload-image", a_picture(),
                      "image/png")
                .status == 201);
    const auto world = id_of(studio.get("/api/v1/projects/" + project + "/world"));
    studio.post("/api/v1/worlds/" + world + "/items", {{"name", "The lighthouse"}});
    studio.post("/api/v1/projects/" + project + "/beats", {{"template", "STC"}});
    studio.send(Method::Delete, "/api/v1/nodes/" + act);
    studio.send(Method::Post, "/api/v1/projects/" + project + "/upload-image", a_picture(),
                "image/png");
    const auto scene = id_of(studio.get("/api/v1/nodes?project_id=" + project).at("nodes").at(0));
    REQUIRE(studio
                .send(Method::Post, "/api/v1/nodes/" + scene + "/upload-audio?type=music",
                      test::tone(100), "audio/wav")
                .status == 201);
    CHECK(list_files(studio).size() > files.size());
    CHECK(studio.send(Method::Delete, "/api/v1/projects/" + project).status == 204);
    CHECK(studio.send(Method::Get, "/api/v1/projects/" + project).status == 404);
    CHECK(studio.post("/api/v1/projects/" + project + "/restore").at("deleted_at").is_null());
    CHECK(studio.send(Method::Delete, "/api/v1/projects/" + project).status == 204);
    auto& stories = studio.studio().stories;
    const auto now = studio.studio().clock.now();
    CHECK(stories.purge_expired(now + std::chrono::hours(24 * 29)) == 0);
    CHECK(stories.purge_expired(now + std::chrono::hours(24 * 31)) == 1);
    auto left = count_rows(studio);
    CHECK(left.at("activity")-- == rows.at("activity") + 1);  // The house knows that it is gone.
    CHECK(left == rows);
    CHECK(list_files(studio) == files);
}

}  // namespace fabula::app
