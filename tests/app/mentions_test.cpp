// Where texts call somebody or something by name, over the API and on their pages.
#include <chrono>

#include "base/text.hpp"
#include "test_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

constexpr auto kStory =
    "INT. MILL - DAY\n\nMarie Müller waits by the wheel. MARIE looks up.\n\n"
    "MARIE\nWhere is Franz?\n\n"
    "EXT. YARD - NIGHT\n\nFRANZ\nMarietta told me.\n\n"
    "EXT. QUAY - DAWN\n\nFRANZ\nI never saw Mueller again.\n";

class Told {
public:
    Told() : project(studio.bring_project("mill.fountain", kStory)) {
        const auto cast = studio.get("/api/v1/characters?project_id=" + project);
        for (const auto& one : cast.at("characters")) {
            const auto id = one.at("id").get<std::string>();
            const bool is_marie = fold(one.at("name").get<std::string>()).starts_with("marie");
            const std::string name = is_marie ? "Marie" : "Franz";
            studio.send_json(Method::Patch, "/api/v1/characters/" + id, {{"name", name}});
            ids[name] = id;
        }
    }

    Json of(const std::string& address, const std::string& query = "") {
        studio.studio().search.settle();
        return studio.get(address + "/mentions" + query);
    }
    Json of_marie(const std::string& query = "") {
        return of("/api/v1/characters/" + ids.at("Marie"), query);
    }
    std::string add(const std::string& path, const Json& body) {
        return studio.post("/api/v1/" + path, body).at("id").get<std::string>();
    }
    // "scene INT. MILL - DAY: [Marie] waits": kind, title and quote of each.
    static std::vector<std::string> said(const Json& answer) {
        std::vector<std::string> out;
        for (const auto& one : answer.at("results")) {
            std::string text =
                one.at("kind").get<std::string>() + " " + one.at("title").get<std::string>() + ": ";
            for (const auto& part : one.at("quote")) {
                const auto words = part.at("text").get<std::string>();
                text += part.at("hit").get<bool>() ? "[" + words + "]" : words;
            }
            out.push_back(std::move(text));
        }
        return out;
    }

    TestStudio studio;
    std::string project;
    std::map<std::string, std::string> ids;
};

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("a name is mentioned where a text has it as a whole word, not above a speech") {
    Told told;
    CHECK(Told::said(told.of_marie()) ==
          Said{"scene INT. MILL - DAY: [Marie] Müller waits by the wheel. [MARIE] looks up."});
    CHECK(told.of("/api/v1/characters/" + told.ids.at("Franz")).at("results").at(0).at("speaker") ==
          "MARIE");
}

TEST_CASE("other names count, with their umlauts in any spelling") {
    Told told;
    told.studio.send_json(Method::Patch, "/api/v1/characters/" + told.ids.at("Marie"),
                          {{"aliases", Json::array({"Müller"})}});
    const auto found = Told::said(told.of_marie());
    REQUIRE(found.size() == 2);
    CHECK(found[1] == "scene EXT. QUAY - DAWN: I never saw [Mueller] again.");
}

TEST_CASE("every kind of text counts, but not one's own, nor what lies in the bin") {
    Told told;
    const auto franz = "/api/v1/characters/" + told.ids.at("Franz");
    const auto scenes = told.studio.get("/api/v1/nodes?project_id=" + told.project).at("nodes");
    const auto world =
        told.studio.get("/api/v1/projects/" + told.project + "/world").at("id").get<std::string>();
    told.studio.send_json(Method::Patch, franz, {{"wants", "To see Marie."}});
    told.studio.send_json(Method::Patch, "/api/v1/characters/" + told.ids.at("Marie"),
                          {{"wants", "Marie wants out."}});
    const auto shot =
        told.add("shots", {{"scene_id", scenes.at(0).at("id")}, {"notes", "Marie from behind."}});
    told.add("worlds/" + world + "/items", {{"name", "Wheel"}, {"text", "Marie fears it."}});
    told.add("nodes", {{"project_id", told.project},
                       {"kind", "scene"},
                       {"title", "Later"},
                       {"synopsis", "Marie comes back."}});
    told.add(
        "threads",
        {{"object_kind", "project"}, {"object_id", told.project}, {"body", "Is Marie too quiet?"}});
    told.studio.bring_project("other.fountain", "INT. BAR - DAY\n\nMarie of another story.\n");
    std::string kinds;
    const auto found = told.of_marie();
    for (const auto& one : found.at("results")) {
        kinds += one.at("kind").get<std::string>() + " ";
    }
    CHECK(kinds == "scene character world_item shot node comment ");
    told.studio.send(Method::Delete, "/api/v1/shots/" + shot);
    CHECK(told.of_marie("?kind=shot").at("results").empty());
}

TEST_CASE("an entry is mentioned in texts of its project, and opened at the words") {
    Told told;
    const auto world =
        told.studio.get("/api/v1/projects/" + told.project + "/world").at("id").get<std::string>();
    const auto wheel = told.add("worlds/" + world + "/items", {{"name", "Wheel"}});
    const auto found = told.of("/api/v1/world-items/" + wheel);
    CHECK(Told::said(found) ==
          Said{"scene INT. MILL - DAY: Marie Müller waits by the [wheel]. MARIE looks up."});
    const auto url = found.at("results").at(0).at("url").get<std::string>();
    CHECK(url.find("/write?at=") != std::string::npos);
    CHECK(url.find("&find=wheel") != std::string::npos);
    const auto page = told.studio.fetch("/w/" + world + "/e/" + wheel);
    CHECK(page.find("<mark>wheel</mark>") != std::string::npos);
    CHECK(told.studio.fetch("/p/" + told.project + "/cast/" + told.ids.at("Marie"))
              .find("<mark>Marie</mark>") != std::string::npos);
}

TEST_CASE("a list of mentions is some of each kind, or one kind in parts") {
    Told told;
    const auto scene = told.studio.get("/api/v1/nodes?project_id=" + told.project)
                           .at("nodes")
                           .at(0)
                           .at("id")
                           .get<std::string>();
    Json rows = Json::array();
    for (int i = 0; i < 12; ++i) rows.push_back({{"notes", "Marie " + std::to_string(i)}});
    told.studio.post("/api/v1/shots/rows", {{"scene_id", scene}, {"shots", rows}});
    const auto some = told.of_marie();
    CHECK(some.at("results").size() == 6);
    CHECK(some.at("groups").at(1).at("count") == 12);
    const auto first = told.of_marie("?kind=shot&limit=10");
    CHECK(first.at("results").size() == 10);
    const auto rest =
        told.of_marie("?kind=shot&limit=10&cursor=" + first.at("next_cursor").get<std::string>());
    CHECK(rest.at("results").size() == 2);
    CHECK(rest.at("next_cursor").is_null());
}

TEST_CASE("who may not see a project is shown nothing that its texts say") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto world = house.post("/api/v1/worlds", {{"name", "Coast"}}, owner).json();
    const auto items = "/api/v1/worlds/" + world.at("id").get<std::string>() + "/items";
    const auto mill = house.post(items, {{"name", "Lantern"}}, owner).json();
    const auto address = "/api/v1/world-items/" + mill.at("id").get<std::string>() + "/mentions";
    const auto project = house.demo(owner);
    house.send(Method::Patch, "/api/v1/projects/" + project, owner,
               {{"logline", "A Lantern goes out."}});
    house.studio().search.settle();
    CHECK(house.get(address, owner).json().at("results").size() == 1);
    const auto guest = house.join(owner, "gus", {{"role", "viewer"}, {"project_id", project}});
    CHECK(house.get(address, guest).status == 403);
    CHECK(house.get(address).status == 401);
}

}  // namespace fabula::app
