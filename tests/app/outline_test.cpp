// The outline as a person plans it: from templates, with beats, lengths and episodes.
#include <set>

#include "plan.hpp"

namespace fabula::app {

namespace {

using http::Method;

}  // namespace

TEST_CASE("each documented structure makes as many nodes as it says, named at every level") {
    const std::map<std::string, std::size_t> counts{
        {"film-3act", 228},          {"film-heroes-journey", 468}, {"film-save-the-cat", 585},
        {"series-traditional", 911}, {"book-novel", 147},          {"theater-classic", 140},
        {"game-narrative", 195},     {"series-short", 63}};
    for (const auto& [name, count] : counts) {
        CAPTURE(name);
        Plan plan;
        const auto made = plan.initialize({{"template_id", name}});
        CHECK(made.at("count") == count);
        CHECK(made.at("nodes").size() == count);
    }
    Plan plan;
    const auto known = plan.studio.get("/api/v1/structure-templates").at("structure_templates");
    std::set<std::string> names;
    for (const auto& one : known) names.insert(one.at("id").get<std::string>());
    CHECK(names.contains("kishotenketsu"));
    CHECK(names.contains("five-act"));
    CHECK(names.size() == 10);
}

TEST_CASE("a project is initialized once, by its own names and in its own language") {
    Plan plan(Json{{"language", "de"}});
    const auto made = plan.initialize(
        {{"template_id", "film-3act"},
         {"structure",
          {{"level_1_count", 2}, {"level_2_per_parent", 2}, {"level_3_per_parent", 1}}},
         {"predefined_nodes",
          {{"level_1", {{{"number", 1}, {"title", "Hafen"}, {"description", "Nacht."}}}},
           {"level_2",
            {{{"number", 2}, {"title", "Die Fähre"}},
             {{"number", 2}, {"title", "Der Sturm"}, {"parent", "2"}}}}}}});
    CHECK(made.at("count") == 10);
    CHECK(plan.tree() ==
          "Hafen(Sequenz 1(Szene 1), Die Fähre(Szene 1)), "
          "Akt 2(Sequenz 1(Szene 1), Der Sturm(Szene 1))");
    CHECK(made.at("nodes").at(0).at("description") == "Nacht.");
    CHECK(made.at("nodes").at(0).at("level_name") == "Akt");
    CHECK(made.at("nodes").at(2).at("level") == 3);
    CHECK(plan.studio.get("/api/v1/projects/" + plan.project).at("structure_template") ==
          "film-3act");
    CHECK(plan.status(Method::Post, "/api/v1/initialize-project", {{"project_id", plan.project}}) ==
          409);
    CHECK(plan.all().at("stats").at("total_nodes") == 10);
}

TEST_CASE("a structure that cannot be is refused, and nothing of it is stored") {
    Plan plan;
    const auto refused = [&](const Json& fields) {
        auto wish = fields;
        wish["project_id"] = plan.project;
        const auto answer =
            plan.studio.send(Method::Post, "/api/v1/initialize-project", wish.dump());
        CHECK(answer.status == 422);
        return parse_json(answer.body).at("field").get<std::string>();
    };
    CHECK(refused({{"template_id", "none"}}) == "template_id");
    CHECK(refused({{"structure", {{"level_1_count", 0}}}}) == "structure.level_1_count");
    CHECK(refused({{"structure", {{"level_1_count", 5000}, {"level_2_per_parent", 5000}}}}) ==
          "structure");
    CHECK(refused({{"predefined_nodes", {{"level_1", {{{"number", 1}}}}}}}) ==
          "predefined_nodes.level_1.1.title");
    CHECK(plan.all().at("stats").at("total_nodes") == 0);
}

TEST_CASE("shots are nodes of the level below their scene") {
    Plan plan;
    plan.initialize(
        {{"template_id", "theater-classic"},
         {"structure",
          {{"level_1_count", 1}, {"level_2_per_parent", 1}, {"level_3_per_parent", 2}}},
         {"predefined_nodes", {{"level_3", {{{"number", 2}, {"title", "She falls"}}}}}}});
    const auto scene = plan.id("Scene 1");
    const auto beats = plan.studio.get("/api/v1/nodes/" + scene + "/children").at("children");
    REQUIRE(beats.size() == 2);
    CHECK(beats.at(1).at("kind") == "shot");
    CHECK(beats.at(1).at("level") == 3);
    CHECK(beats.at(1).at("level_name") == "Beat");
    CHECK(beats.at(1).at("description") == "She falls");
    const auto id = beats.at(1).at("id").get<std::string>();
    CHECK(plan.node(id).at("position") == 2);
    CHECK(plan.studio.get("/api/v1/shots/" + id).at("description") == "She falls");
    const auto third = plan.studio.post(
        "/api/v1/nodes",
        {{"project_id", plan.project}, {"parent_id", scene}, {"level", 3}, {"title", "Silence"}});
    CHECK(third.at("position") == 3);
}

TEST_CASE("an organization's own structure is read, used and refused where it is none") {
    Plan plan;
    const Json definition{
        {"type", "audio"},
        {"name", {{"en", "Radio play"}, {"de", "Hörspiel"}}},
        {"levels",
         {{{"kind", "section"}, {"name", "Side"}}, {{"kind", "scene"}, {"name", "Take"}}}},
        {"default_structure", {{"level_1_count", 2}, {"level_2_per_parent", 3}}}};
    const auto own = plan.studio.post("/api/v1/structure-templates", {{"definition", definition}});
    CHECK(own.at("name") == "Radio play");
    const auto id = own.at("id").get<std::string>();
    CHECK(plan.initialize({{"template_id", id}}).at("count") == 8);
    CHECK(plan.tree() == "Side 1(Take 1, Take 2, Take 3), Side 2(Take 1, Take 2, Take 3)");
    CHECK(plan.studio.get("/api/v1/structure-templates/" + id + "?language=de").at("name") ==
          "Hörspiel");
    auto wrong = definition;
    wrong["levels"][0]["kind"] = "shot";
    const auto answer = plan.studio.send(Method::Post, "/api/v1/structure-templates",
                                         Json{{"definition", wrong}}.dump());
    CHECK(answer.status == 422);
    CHECK(parse_json(answer.body).at("field") == "definition.levels.1.kind");
    CHECK(plan.status(Method::Delete, "/api/v1/structure-templates/" + id) == 204);
    CHECK(plan.all().at("stats").at("scenes") == 6);
}

TEST_CASE("the eight beat templates fill a project, and beats tell their pages") {
    Plan plan;
    const auto known = plan.studio.get("/api/v1/beats/templates").at("beat_templates");
    std::string abbreviations;
    for (const auto& one : known) abbreviations += one.at("abbr").get<std::string>() + " ";
    CHECK(abbreviations == "8SEQ HJ L7 STC SL5 7PT SC8 FLD ");
    const auto made = plan.studio.post("/api/v1/projects/" + plan.project + "/beats",
                                       {{"template", "save-the-cat"}});
    CHECK(made.at("beats").size() == 15);
    CHECK(made.at("beats").at(14).at("pct_to") == 100.0);
    plan.put_text("# One\n\nINT. HALL - DAY\n\nAnna waits.\n");
    const auto hall = plan.id("INT. HALL - DAY");
    const auto beat = plan.studio.post("/api/v1/beats", {{"project_id", plan.project},
                                                         {"label", "Turn"},
                                                         {"pct_from", 45},
                                                         {"pct_to", 55},
                                                         {"from_container_id", hall},
                                                         {"to_container_id", hall}});
    CHECK(plan.studio.get("/api/v1/beats?project_id=" + plan.project).at("beats").size() == 16);
    CHECK(plan.status(Method::Patch, "/api/v1/projects/" + plan.project,
                      {{"max_duration_seconds", 6000}}) == 200);
    const auto lengths = plan.studio.get("/api/v1/projects/" + plan.project + "/lengths");
    const auto& turn = lengths.at("beats").at(15);
    CHECK(turn.at("target_page_from") == 45.0);
    CHECK(turn.at("page_from") == 1);
    CHECK(turn.at("page_to") == 1);
    const auto address = "/api/v1/beats/" + beat.at("id").get<std::string>();
    CHECK(plan.status(Method::Patch, address, {{"pct_to", 101}}) == 422);
    CHECK(plan.status(Method::Patch, address, {{"pct_from", 60}}) == 422);
    CHECK(plan.status(Method::Patch, address, {{"from_container_id", "none"}}) == 404);
    CHECK(plan.status(Method::Delete, address) == 204);
    CHECK(plan.status(Method::Get, address) == 404);
}

TEST_CASE("lengths add up, planned beside written") {
    Plan plan;
    plan.put_text("# One\n\nINT. A\n\nOne word more.\n\nINT. B\n\nTwo.\n");
    const auto act = plan.id("One");
    const auto planned = plan.add("INT. C", 3, act);
    CHECK(plan.status(Method::Patch, "/api/v1/nodes/" + planned, {{"planned_eighths", 12}}) == 200);
    CHECK(plan.status(Method::Patch, "/api/v1/nodes/" + plan.id("INT. A"),
                      {{"planned_eighths", 4}}) == 200);
    const auto lengths = plan.studio.get("/api/v1/projects/" + plan.project + "/lengths");
    const auto& one = lengths.at("nodes").at(0);
    CHECK(one.at("node_id") == act);
    CHECK(one.at("planned_eighths") == 16);
    CHECK(one.at("scene_count") == 3);
    CHECK(one.at("words") == 4);
    CHECK(one.at("eighths") == 2);
    CHECK(one.at("written") == true);
    CHECK(lengths.at("planned_eighths") == 16);
    CHECK(lengths.at("pages") == 1);
    CHECK(lengths.at("too_long") == false);
}

TEST_CASE("a book counts its words, and a series shows its episodes") {
    Plan book(Json{{"kind", "book"}, {"title", "Novel"}});
    book.put_text("# One\n\n## Arrival\n\nThe ferry lands at last.\n");
    const auto words = book.studio.post("/api/v1/projects/" + book.project + "/calculate-words");
    CHECK(words.at("current_words") == 5);
    Plan film;
    CHECK(film.status(Method::Post, "/api/v1/projects/" + film.project + "/calculate-words") ==
          422);
    CHECK(film.status(Method::Get, "/api/v1/projects/" + film.project + "/episodes") == 422);

    Plan series(Json{{"kind", "series"}, {"title", "Ferries"}});
    series.initialize({{"structure", {{"level_1_count", 2}, {"level_2_per_parent", 3}}}});
    const auto episodes =
        series.studio.get("/api/v1/projects/" + series.project + "/episodes").at("episodes");
    REQUIRE(episodes.size() == 6);
    CHECK(episodes.at(4).at("season") == "Season 2");
    CHECK(episodes.at(4).at("title") == "Episode 2");
    CHECK(episodes.at(4).at("number") == 2);
}

}  // namespace fabula::app
