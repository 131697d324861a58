// Scripts as records over the API: begun, found, copied, binned, purged.
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText = "INT. HALL - DAY\n\nAnna waits.\n\nEXT. YARD - NIGHT\n\nRain.\n";

Json create(TestStudio& studio, const Json& body) {
    return studio.post("/api/v1/scripts", body);
}

std::string address_of(const Json& script) {
    return "/api/v1/scripts/" + script.at("id").get<std::string>();
}

Json nodes_of(TestStudio& studio, const Json& script) {
    return studio.get("/api/v1/nodes?project_id=" + script.at("project_id").get<std::string>())
        .at("nodes");
}

std::string titles(const Json& list) {
    std::string out;
    for (const auto& item : list.at("scripts")) {
        out += (out.empty() ? "" : "|") + item.at("title").get<std::string>();
    }
    return out;
}

Json problem_of(const ApiAnswer& answer) {
    return parse_json(answer.body);
}

}  // namespace

TEST_CASE("a script begins empty, with a text, in a format, or as what was understood of a file") {
    TestStudio studio;
    const auto empty = create(studio, {{"title", "Empty"}});
    CHECK(empty.at("format") == "screenplay");
    CHECK(empty.at("version") == 1);
    CHECK(empty.at("length") == 0);

    const auto written =
        create(studio, {{"title", "Hall"}, {"text", "INT. HALL - DAY\r\n\r\nÄnna 🎬 waits.\r\n"}});
    CHECK(studio.fetch(address_of(written) + "/text") == "INT. HALL - DAY\n\nÄnna 🎬 waits.\n");
    CHECK(written.at("length") == 32);
    CHECK(nodes_of(studio, written).at(0).at("place") == "HALL");

    const auto book = create(studio, {{"title", "Book"}, {"kind", "book"}});
    CHECK(book.at("format") == "manuscript");
    const auto play = create(studio, {{"title", "Play"}, {"format", "stage"}});
    CHECK(play.at("kind") == "theater");

    const auto import = studio.bring("hall.fountain", kText);
    const auto brought = create(studio, {{"import_id", import.at("id")}, {"title", "From a file"}});
    CHECK(brought.at("title") == "From a file");
    CHECK(studio.fetch(address_of(brought) + "/text") == kText);
}

TEST_CASE("what cannot be a script is refused by name") {
    TestStudio studio;
    const auto refused = [&](const std::string& body) {
        const auto answer = studio.send(http::Method::Post, "/api/v1/scripts", body);
        CAPTURE(answer.body);
        CHECK(answer.status == 422);
        return problem_of(answer).value("field", "");
    };
    CHECK(refused("{}") == "title");
    CHECK(refused(R"({"title":" "})") == "title");
    CHECK(refused(R"({"title":"A","text":"a\u0000b"})") == "text");
    CHECK(studio.send(http::Method::Post, "/api/v1/scripts", R"({"title":"A","format_id":"x"})")
              .status == 404);
    CHECK(studio.send(http::Method::Post, "/api/v1/scripts", R"({"title":"A","text":"\ud800"})")
              .status == 422);
    const auto large = Json{{"title", "A"}, {"text", std::string(20'000'001, 'a')}};
    CHECK(studio.send(http::Method::Post, "/api/v1/scripts", large.dump()).status >= 413);
}

TEST_CASE("scripts are listed part by part and found by words of their titles") {
    TestStudio studio;
    for (const auto* title : {"Harbour lights", "Straße am Hafen", "Harbour nights"}) {
        create(studio, {{"title", title}});
    }
    const auto first = studio.get("/api/v1/scripts?limit=2");
    CHECK(titles(first) == "Harbour nights|Straße am Hafen");
    const auto second =
        studio.get("/api/v1/scripts?limit=2&cursor=" + first.at("next_cursor").get<std::string>());
    CHECK(second.at("scripts").at(0).at("title") == "Harbour lights");
    CHECK(titles(studio.get("/api/v1/scripts?q=harbour")) == "Harbour nights|Harbour lights");
    CHECK(titles(studio.get("/api/v1/scripts?q=STRASSE+hafen")) == "Straße am Hafen");
    CHECK(titles(studio.get("/api/v1/scripts?q=nobody")).empty());
    CHECK(titles(studio.get("/api/v1/scripts?format=audio")).empty());
    const auto project = first.at("scripts").at(0).at("project_id").get<std::string>();
    CHECK(titles(studio.get("/api/v1/scripts?project_id=" + project)) == "Harbour nights");
    CHECK(titles(studio.get("/api/v1/projects/" + project + "/scripts")) == "Harbour nights");
    CHECK(studio.send(http::Method::Get, "/api/v1/scripts?project_id=none").status == 404);
}

TEST_CASE("a script is renamed with its project") {
    TestStudio studio;
    const auto script = create(studio, {{"title", "Working title"}});
    const auto answer = studio.send(http::Method::Patch, address_of(script), R"({"title":"Kelp"})");
    REQUIRE(answer.status == 200);
    CHECK(parse_json(answer.body).at("title") == "Kelp");
    const auto project = script.at("project_id").get<std::string>();
    CHECK(studio.get("/api/v1/projects/" + project).at("title") == "Kelp");
    CHECK(studio.send(http::Method::Patch, address_of(script), R"({"title":""})").status == 422);
}

TEST_CASE("a copy is the script of a new project with new scenes") {
    TestStudio studio;
    const auto script = create(studio, {{"title", "Hall"}, {"text", kText}});
    const auto copy = studio.post(address_of(script) + "/copy", {{"title", "Hall, again"}});
    CHECK(copy.at("title") == "Hall, again");
    CHECK(copy.at("project_id") != script.at("project_id"));
    CHECK(studio.fetch(address_of(copy) + "/text") == kText);
    const auto before = nodes_of(studio, script);
    const auto after = nodes_of(studio, copy);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i].at("title") == before[i].at("title"));
        CHECK(after[i].at("id") != before[i].at("id"));
    }
    CHECK(studio.post(address_of(script) + "/copy").at("title") == "Hall");
}

TEST_CASE("a script in the bin is nowhere else, says who put it there, and comes back whole") {
    TestStudio studio;
    const auto script = create(studio, {{"title", "Hall"}, {"text", kText}});
    REQUIRE(studio.send(http::Method::Delete, address_of(script)).status == 204);
    CHECK(studio.send(http::Method::Get, address_of(script)).status == 404);
    CHECK(studio.send(http::Method::Get, address_of(script) + "/text").status == 404);
    CHECK(titles(studio.get("/api/v1/scripts?q=hall")).empty());
    CHECK(titles(studio.get("/api/v1/scripts?deleted=true")) == "Hall");

    const auto bin = studio.get("/api/v1/bin").at("entries");
    REQUIRE(bin.size() == 1);
    CHECK(bin[0].at("title") == "Hall");
    CHECK(bin[0].at("deleted_by_name") == "Desk");
    CHECK(bin[0].at("deleted_at") < bin[0].at("purged_at"));

    CHECK(studio.post(address_of(script) + "/restore").at("deleted_at").is_null());
    CHECK(studio.get("/api/v1/bin").at("entries").empty());
    CHECK(studio.fetch(address_of(script) + "/text") == kText);
    CHECK(studio.send(http::Method::Post, address_of(script) + "/restore").status == 404);
}

TEST_CASE("what is purged leaves no row and no file") {
    TestStudio studio;
    const auto project = studio.bring_project("hall.fountain", kText);
    studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
    studio.export_as(project, "fountain");
    const auto rows = [&](const std::string& table) {
        return studio.studio().store.read([&](store::Reader& db) {
            return db.count("SELECT count(*) FROM " + table + " WHERE project_id = ?", project);
        });
    };
    const auto files = [&] {
        std::size_t count = 0;
        const auto listing = studio.studio().tree.list(AssetFolder::Shots);
        for (const auto& [id, entry] : listing.entries) {
            count +=
                entry.facts && entry.facts->project_id && entry.facts->project_id->text == project;
        }
        return count;
    };
    REQUIRE(rows("shot") > 0);
    REQUIRE(files() > 0);
    CHECK(studio.send(http::Method::Delete, "/api/v1/bin/" + project).status == 404);
    REQUIRE(studio.send(http::Method::Delete, "/api/v1/projects/" + project).status == 204);
    REQUIRE(studio.send(http::Method::Delete, "/api/v1/bin/" + project).status == 204);
    for (const auto* table :
         {"script", "node", "shot", "character", "world", "asset", "job", "export", "import"}) {
        CAPTURE(table);
        CHECK(rows(table) == 0);
    }
    CHECK(files() == 0);
    CHECK(studio.studio().assets.check(files::CheckDepth::Hashes).is_clean());
    CHECK(studio.send(http::Method::Post, "/api/v1/projects/" + project + "/restore").status ==
          404);
}

TEST_CASE("the bin is emptied of what has lain there for thirty days") {
    TestStudio studio;
    const auto old = create(studio, {{"title", "Old"}});
    const auto kept = create(studio, {{"title", "Kept"}});
    REQUIRE(studio.send(http::Method::Delete, address_of(old)).status == 204);
    auto& stories = studio.studio().stories;
    const auto now = studio.studio().clock.now();
    CHECK(stories.purge_expired(now + std::chrono::days(29)) == 0);
    CHECK(studio.get("/api/v1/bin").at("entries").size() == 1);
    CHECK(stories.purge_expired(now + std::chrono::days(31)) == 1);
    CHECK(studio.get("/api/v1/bin").at("entries").empty());
    CHECK(studio.get(address_of(kept)).at("title") == "Kept");
}

TEST_CASE("a project keeps fields of its owner's own") {
    TestStudio studio;
    const auto script = create(studio, {{"title", "Hall"}});
    const auto address = "/api/v1/projects/" + script.at("project_id").get<std::string>();
    const auto send = [&](const Json& metadata) {
        return studio.send(http::Method::Patch, address, Json{{"metadata", metadata}}.dump());
    };
    CHECK(send({{"producer", "Ada"}}).status == 200);
    CHECK(studio.get(address).at("metadata").at("producer") == "Ada");
    CHECK(send(Json::array({1})).status == 422);
    CHECK(send({{"producer", std::string(70'000, 'a')}}).status == 422);
}

TEST_CASE("a format of one's own is kept, and its scripts look as it says") {
    TestStudio studio;
    auto definition = studio.get("/api/v1/templates").at("templates").at(0).at("definition");
    definition["title"] = "House style";
    definition["elements"]["action"]["left"] = 3.0;
    const auto format = studio.post("/api/v1/formats", {{"definition", definition}});
    CHECK(format.at("title") == "House style");
    CHECK(format.at("format") == "screenplay");

    const auto script =
        create(studio, {{"title", "Hall"}, {"text", kText}, {"format_id", format.at("id")}});
    const auto plain = create(studio, {{"title", "Plain"}, {"text", kText}});
    const auto sheet = [&](const Json& of) {
        return studio.fetch(address_of(of) + "/pages/1.svg?paper=letter");
    };
    CHECK(sheet(script) != sheet(plain));
    CHECK(studio.send(http::Method::Patch, address_of(script), R"({"format_id":null})").status ==
          200);
    CHECK(sheet(script) == sheet(plain));

    const auto stage = create(studio, {{"title", "Play"}, {"format", "stage"}});
    const Json other{{"format_id", format.at("id")}};
    CHECK(studio.send(http::Method::Patch, address_of(stage), other.dump()).status == 422);
    CHECK(studio.send(http::Method::Patch, address_of(plain), other.dump()).status == 200);
    REQUIRE(
        studio.send(http::Method::Delete, "/api/v1/formats/" + format.at("id").get<std::string>())
            .status == 204);
    CHECK(studio.get(address_of(plain)).at("format_id").is_null());
}

TEST_CASE("a format that cannot be used is refused with the place in its file") {
    TestStudio studio;
    const auto good = studio.get("/api/v1/templates").at("templates").at(0).at("definition");
    const auto field_of = [&](const Json& definition) {
        const auto answer = studio.send(http::Method::Post, "/api/v1/formats",
                                        Json{{"definition", definition}}.dump());
        CAPTURE(answer.body);
        CHECK(answer.status == 422);
        return problem_of(answer).value("field", "");
    };
    auto bad = good;
    bad["elements"]["action"]["left"] = "wide";
    CHECK(field_of(bad) == "definition.elements.action.left");
    bad = good;
    bad["colour"] = "red";
    CHECK(field_of(bad) == "definition.colour");
    bad = good;
    bad.erase("title");
    CHECK(field_of(bad) == "definition.title");
    CHECK(field_of("nonsense") == "definition");
}

TEST_CASE("a script is read by range, by scene and by page, part by part") {
    TestStudio studio;
    const auto script =
        create(studio, {{"title", "Hall"}, {"text", "INT. 🎬 - DAY\n\nAnna waits.\n\nRain.\n"}});
    const auto address = address_of(script);
    CHECK(studio.fetch(address + "/text?from=5&to=7") == "🎬");
    CHECK(studio.fetch(address + "/text?from=15&to=26") == "Anna waits.");
    CHECK(studio.send(http::Method::Get, address + "/text?from=6").status == 422);
    CHECK(studio.send(http::Method::Get, address + "/text?to=999").status == 422);
    CHECK(studio.fetch(address + "/text?from=20&to=4").empty());

    const auto texts = [&](const std::string& query) {
        const auto answer = studio.get(address + "/elements" + query);
        std::string out;
        for (const auto& element : answer.at("elements")) {
            out += (out.empty() ? "" : "|") + element.at("text").get<std::string>();
        }
        return out + (answer.at("next_cursor").is_null() ? "" : "…");
    };
    CHECK(texts("") == "INT. 🎬 - DAY|Anna waits.|Rain.");
    CHECK(texts("?limit=2") == "INT. 🎬 - DAY|Anna waits.…");
    CHECK(texts("?limit=2&cursor=2") == "Rain.");
    CHECK(texts("?from=15&to=20") == "Anna waits.");
    CHECK(texts("?from=4000").empty());
    const auto scene = nodes_of(studio, script).at(0).at("id").get<std::string>();
    CHECK(texts("?scene_id=" + scene) == "INT. 🎬 - DAY|Anna waits.|Rain.");
    CHECK(studio.send(http::Method::Get, address + "/elements?scene_id=none").status == 404);
    CHECK(studio.send(http::Method::Get, address + "/elements?limit=0").status == 422);

    std::string pages;
    for (int i = 0; i < 300; ++i) pages += "Line " + std::to_string(i) + ".\n\n";
    const auto book = create(studio, {{"title", "Long"}, {"text", pages}});
    const auto first = studio.get(address_of(book) + "/pages?limit=2");
    CHECK(first.at("pages").size() == 2);
    const auto next = studio.get(
        address_of(book) + "/pages?limit=2&cursor=" + first.at("next_cursor").get<std::string>());
    CHECK(next.at("pages").at(0).at("number") == 3);
}

TEST_CASE("words are found in a script with their places and scenes, part by part") {
    TestStudio studio;
    const auto script =
        create(studio, {{"title", "Hall"},
                        {"text",
                         "Straße.\n\nINT. 🎬 HALL - DAY\n\nÄnna waits, änna.\n\nEXT. HALL - "
                         "NIGHT\n\nRain on the hall.\n"}});
    const auto scenes = nodes_of(studio, script);
    const auto found = [&](const std::string& query) {
        const auto answer = studio.get(address_of(script) + "/search?" + query);
        std::string out;
        for (const auto& match : answer.at("matches")) {
            out += std::to_string(match.at("from").get<int>()) + "-" +
                   std::to_string(match.at("to").get<int>()) + " " +
                   match.at("heading").get<std::string>() + "|";
        }
        const auto& next = answer.at("next_cursor");
        return out + (next.is_null() ? "" : "…" + next.get<std::string>());
    };
    CHECK(found("q=%C3%A4NNA") == "29-33 INT. 🎬 HALL - DAY|41-45 INT. 🎬 HALL - DAY|");
    CHECK(found("q=hall&limit=2") == "17-21 INT. 🎬 HALL - DAY|53-57 EXT. HALL - NIGHT|…79");
    CHECK(found("q=hall&limit=2&cursor=79") == "79-83 EXT. HALL - NIGHT|");
    CHECK(found("q=stra%C3%9Fe") == "0-6 |");
    CHECK(found("q=nobody").empty());
    const auto rain = studio.get(address_of(script) + "/search?q=rain").at("matches").at(0);
    CHECK(rain.at("line") == "Rain on the hall.");
    CHECK(rain.at("scene_id") == scenes.at(1).at("id"));
    CHECK(studio.get(address_of(script) + "/search?q=stra").at("matches").at(0).at("scene_id") ==
          nullptr);
    CHECK(studio.send(http::Method::Get, address_of(script) + "/search").status == 422);
    CHECK(studio.send(http::Method::Get, address_of(script) + "/search?q=").status == 422);
}

TEST_CASE("the first page of a script of five hundred pages is there at once") {
    TestStudio studio;
    std::string text;
    for (int scene = 0; scene < 1000; ++scene) {
        text += "INT. ROOM " + std::to_string(scene) + " - DAY\n\n";
        for (int line = 0; line < 5; ++line) {
            text +=
                "Somebody walks through the room and looks at what is left of it.\n\n"
                "ANNA\nI have been here before, and so have you.\n\n";
        }
    }
    const auto script = create(studio, {{"title", "Long"}, {"text", text}});
    const auto started = std::chrono::steady_clock::now();
    const auto elements = studio.get(address_of(script) + "/elements?limit=100");
    const auto read = std::chrono::steady_clock::now();
    const auto pages = studio.get(address_of(script) + "/pages?count=1");
    const auto paged = std::chrono::steady_clock::now();
    const auto ms = [](auto from, auto to) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
    };
    CHECK(elements.at("elements").size() == 100);
    CHECK(pages.at("page_count").get<int>() > 500);
    MESSAGE(pages.at("page_count"), " pages: first elements after ", ms(started, read),
            " ms, first page after ", ms(read, paged), " ms");
}

}  // namespace fabula::app
