// Search over the API: what is found, in which words, where it opens, and what never is.
#include "test_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

constexpr auto kMarket =
    "INT. KÜCHE - NACHT\n\nFrau Müller wetzt ein Messer.\n\n"
    "MARIE\nDas Messer ist stumpf, Franz.\n\n"
    "EXT. MARKTPLATZ - TAG\n\nEs regnet.\n\n"
    "FRANZ\n(leise)\nKein Messer schneidet Regen.\n";

class Searched {
public:
    Searched() : project(studio.bring_project("Messer.fountain", kMarket)) {}

    Json find(const std::string& words, const std::string& more = "") {
        studio.studio().search.settle();
        return studio.get("/api/v1/search?q=" + url_encode(words) + more);
    }
    // "scene:INT. KÜCHE - NACHT|character:MARIE"
    std::string found(const std::string& words, const std::string& more = "") {
        std::string out;
        const auto answer = find(words, more);
        for (const auto& one : answer.at("results")) {
            out += (out.empty() ? "" : "|") + one.at("kind").get<std::string>() + ":" +
                   one.at("title").get<std::string>();
        }
        return out;
    }
    std::string here() const { return "&project_id=" + project; }
    Json create(const std::string& path, Json body) {
        body["project_id"] = project;
        return studio.post("/api/v1/" + path, body);
    }
    std::string scene(std::size_t index) {
        const auto nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        return nodes.at(index).at("id").get<std::string>();
    }

    TestStudio studio;
    std::string project;
};

// "Das [Messer] ist stumpf"
std::string quoted(const Json& result) {
    std::string out;
    for (const auto& part : result.at("quote")) {
        const auto text = part.at("text").get<std::string>();
        out += part.at("hit").get<bool>() ? "[" + text + "]" : text;
    }
    return out;
}

}  // namespace

TEST_CASE("a word of the script is found with its scene, its quote and who says it") {
    Searched in;
    const auto results = in.find("stumpf", in.here()).at("results");
    REQUIRE(results.size() == 1);
    const auto& one = results.at(0);
    CHECK(one.at("kind") == "scene");
    CHECK(one.at("id") == in.scene(0));
    CHECK(one.at("project_title") == "Messer");
    CHECK(one.at("title") == "INT. KÜCHE - NACHT");
    CHECK(one.at("part") == "dialogue");
    CHECK(one.at("speaker") == "MARIE");
    CHECK(quoted(one) == "Das Messer ist [stumpf], Franz.");
    CHECK(one.at("url") ==
          "/p/" + in.project + "/write?at=" + in.scene(0) + "&find=stumpf%2C%20Franz.");
}

TEST_CASE("umlauts, case and beginnings do not matter, quotes and minus do") {
    Searched in;
    for (const auto* words : {"Muller", "müller", "MÜLLER", "Mueller", "mül", "\"Frau Müller\""}) {
        CAPTURE(words);
        CHECK(in.found(words, in.here() + "&kind=scene") == "scene:INT. KÜCHE - NACHT");
    }
    CHECK(in.found("messer -regen", in.here() + "&kind=scene") == "scene:INT. KÜCHE - NACHT");
    CHECK(in.found("\"Frau Mess\"", in.here()).empty());
    CHECK(in.found("-messer", in.here()).empty());
    CHECK(in.found("", in.here()).empty());
}

TEST_CASE("what somebody says can be asked for, inside or outside") {
    Searched in;
    const auto cast = in.studio.get("/api/v1/characters?project_id=" + in.project).at("characters");
    std::string franz;
    for (const auto& one : cast) {
        if (one.at("name") == "FRANZ" || one.at("name") == "Franz") franz = one.at("id");
    }
    REQUIRE_FALSE(franz.empty());
    const auto said = in.find("messer", "&character_id=" + franz).at("results");
    REQUIRE(said.size() == 1);
    CHECK(quoted(said.at(0)) == "Kein [Messer] schneidet Regen.");
    CHECK(in.found("messer", in.here() + "&setting=int") == "scene:INT. KÜCHE - NACHT");
    CHECK(in.found("messer", in.here() + "&setting=ext") == "scene:EXT. MARKTPLATZ - TAG");
}

TEST_CASE("records of every kind are found, each where it opens") {
    Searched in;
    const auto person = in.create(
        "characters", {{"name", "Hauptmann"}, {"aliases", {"Zwiebelkopf"}}, {"wants", "Ruhe"}});
    const auto shot = in.studio.post(
        "/api/v1/shots", {{"scene_id", in.scene(0)}, {"description", "Der Kirschbaum im Fenster"}});
    const auto world = in.studio.post("/api/v1/worlds", {{"name", "Sumpfland"}});
    const auto entry =
        in.studio.post("/api/v1/worlds/" + world.at("id").get<std::string>() + "/items",
                       {{"name", "Galgenberg"}, {"text", "Hier wachsen Disteln."}});
    const auto thread = in.studio.post("/api/v1/threads", {{"object_kind", "project"},
                                                           {"object_id", in.project},
                                                           {"body", "Mehr Nebelhörner bitte"}});
    const auto planned =
        in.create("nodes", {{"title", "Die Kirmes"}, {"synopsis", "Ein Karussell brennt."}});
    const auto id = [](const Json& one) { return one.at("id").get<std::string>(); };
    const auto url = [&](const std::string& words) {
        const auto results = in.find(words).at("results");
        return results.empty() ? "" : results.at(0).at("url").get<std::string>();
    };
    CHECK(in.found("zwiebelkopf") == "character:Hauptmann");
    CHECK(url("zwiebelkopf") == "/p/" + in.project + "/cast/" + id(person));
    CHECK(url("kirschbaum") ==
          "/p/" + in.project + "/shots?at=" + in.scene(0) + "#shot-" + id(shot));
    CHECK(in.found("sumpfland") == "world:Sumpfland");
    CHECK(url("disteln") == "/w/" + id(world) + "/e/" + id(entry));
    CHECK(in.found("nebelhoerner").starts_with("comment:"));
    CHECK(in.find("nebelhoerner").at("results").at(0).at("id") ==
          thread.at("comments").at(0).at("id"));
    CHECK(in.found("karussell") == "node:Die Kirmes");
    CHECK(url("karussell") == "/p/" + in.project + "/board?at=" + id(planned));
}

TEST_CASE("what was changed is found as it is now, what is in the bin is not") {
    Searched in;
    const auto person = in.create("characters", {{"name", "Kasperl"}});
    const auto address = "/api/v1/characters/" + person.at("id").get<std::string>();
    CHECK(in.found("kasperl") == "character:Kasperl");
    in.studio.send_json(http::Method::Patch, address, {{"name", "Seppel"}});
    CHECK(in.found("kasperl").empty());
    CHECK(in.found("seppel") == "character:Seppel");
    in.studio.send(http::Method::Delete, address);
    CHECK(in.found("seppel").empty());
    in.studio.post(address + "/restore");
    CHECK(in.found("seppel") == "character:Seppel");
    in.studio.send(http::Method::Delete, "/api/v1/projects/" + in.project);
    CHECK(in.found("seppel").empty());
    CHECK(in.found("stumpf").empty());
    in.studio.post("/api/v1/projects/" + in.project + "/restore");
    CHECK(in.found("stumpf") == "scene:INT. KÜCHE - NACHT");
}

TEST_CASE("a hit that the index has and the record no longer is not shown") {
    Searched in;
    const auto person = in.create("characters", {{"name", "Kasperl"}});
    CHECK(in.found("kasperl") == "character:Kasperl");
    // Behind the index's back: a watcher that hears nothing.
    in.studio.studio().store.watch({}, {});
    in.studio.send(http::Method::Delete,
                   "/api/v1/characters/" + person.at("id").get<std::string>());
    CHECK(in.studio.get("/api/v1/search?q=kasperl").at("results").empty());
}

TEST_CASE("words of the script that are typed are found, and those taken out are not") {
    Searched in;
    const auto script =
        in.studio.get("/api/v1/scripts?project_id=" + in.project).at("scripts").at(0);
    const auto address = "/api/v1/scripts/" + script.at("id").get<std::string>();
    std::string text = kMarket;
    text.replace(text.find("stumpf"), 6, "scharf");
    in.studio.send_json(http::Method::Put, address, {{"text", text}});
    CHECK(in.found("stumpf").empty());
    CHECK(quoted(in.find("scharf").at("results").at(0)) == "Das Messer ist [scharf], Franz.");
}

TEST_CASE("one kind comes in parts, all kinds with their counts") {
    Searched in;
    for (int i = 1; i <= 7; ++i) in.create("characters", {{"name", "Zwerg " + std::to_string(i)}});
    const auto all = in.find("zwerg");
    CHECK(all.at("results").size() == 5);
    CHECK(all.at("groups").at(0) == Json{{"kind", "character"}, {"count", 7}, {"more", false}});
    const auto first = in.find("zwerg", "&kind=character&limit=4");
    CHECK(first.at("results").size() == 4);
    const auto cursor = first.at("next_cursor").get<std::string>();
    const auto rest = in.find("zwerg", "&kind=character&limit=4&cursor=" + cursor);
    CHECK(rest.at("results").size() == 3);
    CHECK(rest.at("next_cursor").is_null());
}

TEST_CASE("no words are a mistake, however they are written") {
    Searched in;
    for (const auto* words : {"\"", "*", "NEAR(", "a AND OR NOT", "title:x", "{files} : y", "-",
                              "'; DROP TABLE words;--", "\xEE\x80\x80kscene", "^a ^b"}) {
        CAPTURE(words);
        CHECK(in.studio.send(http::Method::Get, "/api/v1/search?q=" + url_encode(words)).status ==
              200);
    }
    const auto longest = std::string(501, 'a');
    CHECK(field_of(in.studio.send(http::Method::Get, "/api/v1/search?q=" + longest)) == "q");
    CHECK(field_of(in.studio.send(http::Method::Get, "/api/v1/search")) == "q");
    CHECK(in.studio.send(http::Method::Get, "/api/v1/search?q=a&project_id=none").status == 404);
    CHECK(in.studio.send(http::Method::Get, "/api/v1/search?q=a&character_id=none").status == 404);
}

TEST_CASE("what was stored while nobody looked is found at the next start, and nothing is lost") {
    test::TempFolder folder;
    const auto data = folder.path() / "data";
    {
        TestStudio studio(data);
        studio.bring_project("Messer.fountain", kMarket);
        studio.studio().search.settle();
        studio.studio().store.watch({}, {});  // What is stored now, the index does not hear of.
        studio.bring_project("Nebel.fountain", "INT. LEUCHTTURM - NACHT\n\nNebel überall.\n");
    }
    {
        TestStudio studio(data);
        studio.studio().search.settle();
        CHECK(studio.get("/api/v1/search?q=nebel&kind=scene").at("results").size() == 1);
        CHECK(studio.get("/api/v1/search?q=stumpf").at("results").size() == 1);
    }
    std::filesystem::remove_all(data / "cache");
    TestStudio studio(data);
    studio.studio().search.settle();
    CHECK(studio.get("/api/v1/search?q=nebel&kind=scene").at("results").size() == 1);
    CHECK(studio.get("/api/v1/search?q=stumpf").at("results").size() == 1);
}

TEST_CASE("nobody finds what they may not read") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto project = house.demo(owner);
    const auto secret =
        house.post("/api/v1/projects", {{"title", "Blutmond"}, {"kind", "film"}}, owner).json();
    house.post("/api/v1/characters", {{"name", "Werwolf"}, {"project_id", secret.at("id")}}, owner);
    house.post("/api/v1/worlds", {{"name", "Wolfsschlucht"}}, owner);
    const auto guest = house.join(owner, "gus", {{"role", "viewer"}, {"project_id", project}});
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    house.studio().search.settle();
    const auto count = [&](const std::string& cookie, const std::string& words) {
        const auto answer = house.get("/api/v1/search?q=" + words, cookie);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return answer.json().at("results").size();
    };
    for (const auto* words : {"blutmond", "werwolf", "wolfsschlucht"}) {
        CAPTURE(words);
        CHECK(count(viewer, words) == 1);
        CHECK(count(guest, words) == 0);
    }
    CHECK(house.get("/api/v1/search?q=a&project_id=" + secret.at("id").get<std::string>(), guest)
              .status == 404);
    CHECK(house.get("/api/v1/search?q=a").status == 401);
}

}  // namespace fabula::app
