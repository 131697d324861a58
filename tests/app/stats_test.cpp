// A project in numbers over the API: what is counted, and that the bin is not.
#include "test_studio.hpp"

namespace fabula::app {

namespace {

constexpr auto kFilm =
    "# Act\n\n## Sequence\n\nINT. KITCHEN - DAY\n\nMARIE\nPeas.\n\n"
    "EXT. YARD - DAY\n\nWOYZECK\nPeas again.\n";

struct Counted {
    Counted() : project(studio.bring_project("Peas.fountain", kFilm)) {
        const auto nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        for (const auto& node : nodes) ids.push_back(node.at("id"));
    }
    Json shot(std::size_t node, const std::string& framing, int milliseconds,
              const std::vector<std::string>& names) {
        return studio.post("/api/v1/shots", {{"scene_id", ids.at(node)},
                                             {"framing", framing},
                                             {"lens", "35mm"},
                                             {"duration_ms", milliseconds},
                                             {"character_names", names}});
    }
    Json stats(const std::string& what) { return studio.get("/api/v1/stats/" + what); }

    TestStudio studio;
    std::string project;
    std::vector<std::string> ids;  // Act, sequence, kitchen, yard.
};

}  // namespace

TEST_CASE("the outline, the people and the time of a project are counted") {
    Counted film;
    film.shot(2, "CU", 2500, {"Marie"});
    const auto binned = film.shot(3, "WS", 9000, {});
    film.shot(3, "WS", 1500, {"Woyzeck", "Marie"});
    film.studio.send(http::Method::Delete, "/api/v1/shots/" + binned.at("id").get<std::string>());
    const auto all = film.stats("project/" + film.project + "/overview");
    CHECK(
        all.at("timeline") ==
        Json{{"acts", 1}, {"sequences", 1}, {"scenes", 2}, {"shots", 2}, {"total_duration", 4.0}});
    CHECK(all.at("content") == Json{{"characters", 2}, {"worlds", 1}});
    CHECK(all.at("metadata").at("type") == "short");
}

TEST_CASE("shots are counted by their kinds and their lengths") {
    Counted film;
    film.shot(2, "CU", 2500, {});
    film.shot(3, "CU", 1500, {});
    film.shot(3, "WS", 5000, {});
    const auto shots = film.stats("project/" + film.project + "/shots");
    CHECK(shots.at("total_shots") == 3);
    CHECK(shots.at("duration_stats") ==
          Json{{"average", 3.0}, {"min", 1.5}, {"max", 5.0}, {"total", 9.0}});
    CHECK(shots.at("framings") == Json{{"CU", 2}, {"WS", 1}});
    CHECK(shots.at("lenses") == Json{{"35mm", 3}});
    CHECK(shots.at("movements") == Json::object());
}

TEST_CASE("a character is counted under any of their names, once in a shot") {
    Counted film;
    const auto cast =
        film.studio.get("/api/v1/characters?project_id=" + film.project).at("characters");
    for (const auto& one : cast) {
        if (one.at("name") != "Marie") continue;
        film.studio.send_json(http::Method::Patch,
                              "/api/v1/characters/" + one.at("id").get<std::string>(),
                              {{"aliases", {"Mizzi"}}});
    }
    film.shot(2, "CU", 1000, {"Marie", "Mizzi"});
    film.shot(3, "CU", 1000, {"Mizzi"});
    const auto people = film.stats("project/" + film.project + "/characters");
    CHECK(people.at("total_characters") == 2);
    CHECK(people.at("most_featured").at("name") == "Marie");
    CHECK(people.at("most_featured").at("shot_count") == 2);
    CHECK(people.at("least_featured").at("name") == "Woyzeck");
    CHECK(people.at("least_featured").at("shot_count") == 0);
}

TEST_CASE("an act counts all that stands in it, a scene its shots") {
    Counted film;
    const auto shot = film.shot(2, "CU", 2500, {"Marie"});
    film.shot(3, "CU", 1500, {});
    for (const auto* what : {"act/", "sequence/"}) {
        const auto found = film.stats(what + film.ids.at(what[0] == 'a' ? 0 : 1));
        CHECK(found.at("scenes") == 2);
        CHECK(found.at("shots") == 2);
        CHECK(found.at("total_duration") == 4.0);
    }
    const auto scene = film.stats("scene/" + film.ids.at(3));
    CHECK(scene.at("title") == "EXT. YARD - DAY");
    CHECK(scene.at("shots") == 1);
    CHECK(scene.at("total_duration") == 1.5);
    const auto one = film.stats("shot/" + shot.at("id").get<std::string>());
    CHECK(one.at("duration") == 2.5);
    CHECK(one.at("characters") == 1);
    CHECK(one.at("images") == 0);
    CHECK(film.studio.send(http::Method::Get, "/api/v1/stats/act/" + film.ids.at(2)).status == 404);
    CHECK(film.studio.send(http::Method::Get, "/api/v1/stats/scene/none").status == 404);
    CHECK(film.studio.send(http::Method::Get, "/api/v1/stats/shot/none").status == 404);
}

TEST_CASE("files are counted with their size") {
    Counted film;
    CHECK(film.stats("project/" + film.project + "/media") ==
          Json{{"audio_files", 0}, {"images", 0}, {"total_storage", 0}});
    CHECK(film.studio.send(http::Method::Get, "/api/v1/stats/project/none/media").status == 404);
}

}  // namespace fabula::app
