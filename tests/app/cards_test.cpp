// Cards of an outline: one by one, by two people at once, and together with the text.
#include <random>
#include <thread>

#include "base/error.hpp"
#include "plan.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::app {

namespace {

using http::Method;

}  // namespace

TEST_CASE("cards are planned, moved and reordered, and siblings count from one") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto other = plan.add("Two", 1);
    const auto a = plan.add("A", 3, act);
    const auto b = plan.add("B", 3, act);
    const auto c = plan.add("C", 3, act);
    CHECK(plan.tree() == "One(A, B, C), Two");
    CHECK(plan.node(b).at("node_number") == 2);
    CHECK(plan.node(b).at("order_index") == 1);
    CHECK(plan.node(b).at("level") == 3);
    CHECK(plan.node(b).at("state") == "planned");

    plan.studio.post("/api/v1/nodes/" + c + "/move", {{"parent_id", act}, {"position", 1}});
    CHECK(plan.tree() == "One(C, A, B), Two");
    plan.studio.post("/api/v1/nodes/" + a + "/move", {{"parent_id", other}, {"position", 1}});
    CHECK(plan.tree() == "One(C, B), Two(A)");
    plan.studio.post("/api/v1/nodes/reorder", {{"node_ids", {b, c}}});
    CHECK(plan.tree() == "One(B, C), Two(A)");
    CHECK(plan.status(Method::Put, "/api/v1/nodes/" + other, {{"nodeNumber", 1}}) == 200);
    CHECK(plan.tree() == "Two(A), One(B, C)");
    const auto sequence = plan.add("Seq", 2, act);
    plan.studio.post("/api/v1/nodes/" + b + "/move", {{"after", sequence}});
    CHECK(plan.tree() == "Two(A), One(C, Seq(B))");
    const auto path = plan.studio.get("/api/v1/nodes/" + b + "/path").at("path");
    CHECK(path.size() == 3);
    CHECK(path.at(0).at("title") == "One");
    const auto below =
        plan.studio.get("/api/v1/nodes/" + act + "/children?recursive=true").at("children");
    CHECK(below.size() == 3);
    CHECK(plan.studio.get("/api/v1/nodes/" + act + "/children").at("children").size() == 2);
}

TEST_CASE("a card cannot stand below itself, below a scene or in another project") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto sequence = plan.add("Seq", 2, act);
    const auto scene = plan.add("A", 3, sequence);
    const auto before = plan.tree();
    const auto move = [&](const std::string& id, const Json& target) {
        return plan.status(Method::Post, "/api/v1/nodes/" + id + "/move", target);
    };
    CHECK(move(act, {{"parent_id", act}, {"position", 1}}) == 422);
    CHECK(move(act, {{"parent_id", sequence}, {"position", 1}}) == 422);
    CHECK(move(sequence, {{"parent_id", scene}, {"position", 1}}) == 422);
    CHECK(move(scene, {{"parent_id", "elsewhere"}, {"position", 1}}) == 422);
    CHECK(plan.status(Method::Post, "/api/v1/nodes",
                      {{"project_id", plan.project}, {"title", "X"}, {"level", 2}}) == 422);
    CHECK(plan.status(Method::Post, "/api/v1/nodes/bulk",
                      {{"project_id", plan.project},
                       {"nodes",
                        {{{"title", "X"}, {"level", 1}},
                         {{"title", "Y"}, {"parent_id", "none"}}}}}) == 422);
    CHECK(plan.tree() == before);
}

TEST_CASE("who moves a card that another has moved meanwhile is told so") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto a = plan.add("A", 3, act);
    plan.add("B", 3, act);
    const auto rev = plan.node(a).at("rev").get<std::int64_t>();
    auto& outline = plan.studio.studio().outline;
    const auto& host = plan.studio.studio().host;
    outline.move(host, NodeId{a}, {.parent = NodeId{act}, .position = 2}, rev);
    CHECK(plan.tree() == "One(B, A)");
    CHECK_THROWS_WITH(
        outline.move(host, NodeId{a}, {.parent = NodeId{act}, .position = 1}, rev),
        "Somebody changed this card meanwhile. Load it again and repeat your change.");
    CHECK(plan.tree() == "One(B, A)");
}

TEST_CASE("two people who move cards at once leave siblings that count from one") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto other = plan.add("Two", 1);
    std::vector<std::string> cards;
    for (int i = 0; i < 6; ++i) cards.push_back(plan.add("Card " + std::to_string(i), 3, act));
    plan.studio.post("/api/v1/nodes/" + cards[0] + "/write", Json::object());
    plan.studio.post("/api/v1/nodes/" + cards[1] + "/write", Json::object());
    auto& outline = plan.studio.studio().outline;
    const auto& host = plan.studio.studio().host;
    const auto move_all = [&](unsigned seed) {
        std::mt19937 random(seed);
        for (int i = 0; i < 40; ++i) {
            try {
                outline.move(host, NodeId{cards[random() % cards.size()]},
                             {.parent = NodeId{random() % 2 == 0 ? act : other},
                              .position = static_cast<std::int64_t>(random() % 3 + 1)},
                             std::nullopt);
            } catch (const AppError&) {
                // There are fewer cards below that act by now.
            }
        }
    };
    std::thread first(move_all, 1);
    std::thread second(move_all, 2);
    first.join();
    second.join();
    CHECK(plan.tree().find("Card") != std::string::npos);
    CHECK(plan.all().at("stats").at("scenes") == 6);
}

namespace {

// Titles of the headings as the text says them, and as the nodes do: the same, in one order.
void check_agreement(Plan& plan) {
    std::string by_text;
    const auto outline = screenplay::read_outline(
        screenplay::parse_fountain(plan.text(), screenplay::Format::Screenplay));
    for (const auto& node : outline.nodes) by_text += node.title + "|";
    std::string by_nodes;
    for (const auto& record : plan.studio.studio().outline.list_all(plan.studio.studio().host,
                                                                    ProjectId{plan.project})) {
        if (record.state == NodeState::Attached) by_nodes += record.title + "|";
    }
    CHECK(by_nodes == by_text);
}

}  // namespace

TEST_CASE("whatever is done with cards, siblings count from one and the text has their order") {
    Plan plan;
    plan.put_text(
        "# One\n\nINT. A\n\nOne.\n\n## Seq\n\nINT. B\n\nTwo.\n\n# Two\n\nINT. C\n\nThree.\n\n"
        "INT. D\n\nFour.\n");
    std::mt19937 random(11);
    std::vector<std::string> binned;
    for (int i = 0; i < 120; ++i) {
        CAPTURE(i);
        const auto all = plan.studio.studio().outline.list_all(plan.studio.studio().host,
                                                               ProjectId{plan.project});
        const auto any = [&] { return all[random() % all.size()].id.text; };
        const auto target = any();
        int status = 200;
        switch (random() % 7) {
            case 0:
            case 1: {
                Json place{{"position", random() % 4 + 1}};
                if (random() % 4 != 0) place["parent_id"] = any();
                status = plan.status(Method::Post, "/api/v1/nodes/" + target + "/move", place);
                break;
            }
            case 2:
                status = plan.status(Method::Post, "/api/v1/nodes",
                                     {{"project_id", plan.project},
                                      {"title", "Scene " + std::to_string(i)},
                                      {"kind", random() % 3 == 0 ? "section" : "scene"},
                                      {"parent_id", target}});
                break;
            case 3:
                if (all.size() < 8) break;
                status = plan.status(Method::Delete, "/api/v1/nodes/" + target);
                if (status == 204) binned.push_back(target);
                break;
            case 4:
                if (binned.empty()) break;
                status = plan.status(Method::Post, "/api/v1/nodes/" + binned.back() + "/restore");
                if (status == 200) binned.pop_back();
                break;
            case 5:
                status = plan.status(Method::Post, "/api/v1/nodes/" + target + "/write",
                                     {{"all", random() % 2 == 0}});
                break;
            default:
                status = plan.status(Method::Patch, "/api/v1/nodes/" + target,
                                     {{"title", "Other " + std::to_string(i)}});
        }
        CHECK(status < 500);
        plan.tree();
        check_agreement(plan);
    }
}

TEST_CASE("a card is a scene or a section as asked, whatever the template has at its level") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto made = [&](const Json& fields) {
        auto wish = fields;
        wish["project_id"] = plan.project;
        return plan.studio.post("/api/v1/nodes", wish);
    };
    const auto scene = made({{"title", "A"}, {"kind", "scene"}, {"parent_id", act}});
    CHECK(scene.at("kind") == "scene");
    CHECK(scene.at("level") == 3);
    const auto section = made({{"title", "Seq"}, {"kind", "section"}, {"parent_id", act}});
    CHECK(section.at("level") == 2);
    const auto deeper =
        made({{"title", "Deep"}, {"kind", "section"}, {"parent_id", section.at("id")}});
    CHECK(deeper.at("kind") == "section");
    made({{"title", "B"}, {"kind", "scene"}, {"parent_id", deeper.at("id")}});
    made({{"title", "Loose"}, {"kind", "scene"}});
    CHECK(plan.tree() == "Loose, One(A, Seq(Deep(B)))");
}

TEST_CASE("ten thousand cards below one parent are made and moved, and keep their places") {
    Plan plan;
    const auto act = plan.add("One", 1);
    Json nodes = Json::array();
    for (int i = 1; i <= 10'000; ++i) {
        nodes.push_back({{"title", "S" + std::to_string(i)}, {"parent_id", act}, {"level", 3}});
    }
    const auto made =
        plan.studio.post("/api/v1/nodes/bulk", {{"project_id", plan.project}, {"nodes", nodes}});
    CHECK(made.at("count") == 10'000);
    CHECK(made.at("nodes").at(9'999).at("position") == 10'000);
    const auto last = made.at("nodes").at(9'999).at("id").get<std::string>();
    const auto answer =
        plan.studio.post("/api/v1/nodes/" + last + "/move", {{"parent_id", act}, {"position", 2}});
    CHECK(answer.at("position") == 2);
    const auto second = made.at("nodes").at(1).at("id").get<std::string>();
    CHECK(plan.node(second).at("position") == 3);
}

TEST_CASE("a planned scene is written with the sections it stands in, and stays the same node") {
    Plan plan;
    const auto act = plan.add("One", 1);
    const auto sequence = plan.add("Harbour", 2, act);
    const auto scene = plan.studio
                           .post("/api/v1/nodes", {{"project_id", plan.project},
                                                   {"title", "INT. HALL - DAY"},
                                                   {"synopsis", "Anna waits."},
                                                   {"parent_id", sequence},
                                                   {"level", 3}})
                           .at("id")
                           .get<std::string>();
    plan.add("The quay", 3, sequence);
    plan.studio.post("/api/v1/nodes/" + scene + "/write", Json::object());
    CHECK(plan.text() == "# One\n\n## Harbour\n\nINT. HALL - DAY\n\n= Anna waits.\n\n");
    CHECK(plan.tree() == "One*(Harbour*(INT. HALL - DAY*, The quay))");
    CHECK(plan.node(scene).at("synopsis") == "Anna waits.");
    plan.studio.post("/api/v1/nodes/" + act + "/write", {{"all", true}});
    CHECK(plan.text() ==
          "# One\n\n## Harbour\n\nINT. HALL - DAY\n\n= Anna waits.\n\n.The quay\n\n");
    CHECK(plan.tree() == "One*(Harbour*(INT. HALL - DAY*, The quay*))");
}

TEST_CASE("a written scene moved below a planned act takes the act into the text") {
    Plan plan;
    plan.put_text("# One\n\nINT. HALL - DAY\n\nAnna waits.\n\nEXT. YARD - NIGHT\n\nRain.\n");
    const auto two = plan.add("Two", 1);
    const auto yard = plan.id("EXT. YARD - NIGHT");
    CHECK(plan.tree() == "One*(INT. HALL - DAY*, EXT. YARD - NIGHT*), Two");
    plan.studio.post("/api/v1/nodes/" + yard + "/move", {{"parent_id", two}, {"position", 1}});
    CHECK(plan.tree() == "One*(INT. HALL - DAY*), Two*(EXT. YARD - NIGHT*)");
    CHECK(plan.text() ==
          "# One\n\nINT. HALL - DAY\n\nAnna waits.\n\n# Two\n\nEXT. YARD - NIGHT\n\nRain.\n");
    CHECK(plan.id("EXT. YARD - NIGHT") == yard);
    CHECK(plan.id("Two") == two);
}

TEST_CASE("cards move in one order with the script: planned ones among written ones") {
    Plan plan;
    plan.put_text("# One\n\nINT. A\n\nOne.\n\nINT. B\n\nTwo.\n");
    const auto act = plan.id("One");
    const auto planned = plan.add("Between", 3, act);
    plan.studio.post("/api/v1/nodes/" + planned + "/move", {{"parent_id", act}, {"position", 2}});
    CHECK(plan.tree() == "One*(INT. A*, Between, INT. B*)");
    // A scene put behind another comes directly behind it; the planned one stays where it is.
    plan.put_text("# One\n\nINT. A\n\nOne.\n\nINT. NEW\n\nNew.\n\nINT. B\n\nTwo.\n");
    CHECK(plan.tree() == "One*(INT. A*, INT. NEW*, Between, INT. B*)");
    plan.studio.post("/api/v1/nodes/" + plan.id("INT. A") + "/move",
                     {{"parent_id", act}, {"position", 3}});
    CHECK(plan.tree() == "One*(INT. NEW*, Between, INT. A*, INT. B*)");
    CHECK(plan.text() == "# One\n\nINT. NEW\n\nNew.\n\nINT. A\n\nOne.\n\nINT. B\n\nTwo.\n");
    // Written where it is planned.
    plan.studio.post("/api/v1/nodes/" + planned + "/write", Json::object());
    CHECK(plan.text() ==
          "# One\n\nINT. NEW\n\nNew.\n\n.Between\n\nINT. A\n\nOne.\n\nINT. B\n\nTwo.\n");
}

TEST_CASE("typing the heading of a planned scene is writing that scene") {
    Plan plan;
    plan.put_text("# One\n\n");
    const auto scene = plan.add("INT. HALL - DAY", 3, plan.id("One"));
    plan.put_text("# One\n\nEXT. ELSEWHERE\n\nINT. HALL - DAY\n\nAnna waits.\n");
    CHECK(plan.tree() == "One*(EXT. ELSEWHERE*, INT. HALL - DAY*)");
    CHECK(plan.id("INT. HALL - DAY") == scene);
}

TEST_CASE("title and synopsis of a written card are changed in the text") {
    Plan plan;
    plan.put_text("# One\n\nINT. HALL - DAY #7#\n\n= Anna waits.\n\nShe waits.\n");
    const auto hall = plan.id("INT. HALL - DAY");
    const auto changed = plan.studio.send(
        Method::Patch, "/api/v1/nodes/" + hall,
        Json{{"title", "INT. CELLAR - DAY"}, {"description", "Anna hides."}, {"color", "red"}}
            .dump());
    REQUIRE(changed.status == 200);
    CHECK(plan.text() == "# One\n\nINT. CELLAR - DAY #7#\n\n= Anna hides.\n\nShe waits.\n");
    const auto node = plan.node(hall);
    CHECK(node.at("title") == "INT. CELLAR - DAY");
    CHECK(node.at("synopsis") == "Anna hides.");
    CHECK(node.at("color") == "red");
    CHECK(plan.status(Method::Patch, "/api/v1/nodes/" + plan.id("One"), {{"title", "Act one"}}) ==
          200);
    CHECK(plan.text().starts_with("# Act one\n\nINT. CELLAR"));
}

TEST_CASE("a deleted card takes its text along and brings it back") {
    Plan plan;
    const std::string text =
        "# One\n\nINT. A\n\nOne.\n\nINT. B\n\nTwo.\n\n# Two\n\nINT. C\n\nThree.\n";
    plan.put_text(text);
    const auto act = plan.id("One");
    plan.add("Planned", 3, act);
    CHECK(plan.tree() == "One*(INT. A*, INT. B*, Planned), Two*(INT. C*)");
    CHECK(plan.status(Method::Delete, "/api/v1/nodes/" + act) == 204);
    CHECK(plan.tree() == "Two*(INT. C*)");
    CHECK(plan.text() == "# Two\n\nINT. C\n\nThree.\n");
    CHECK(plan.status(Method::Get, "/api/v1/nodes/" + act) == 404);
    plan.studio.post("/api/v1/nodes/" + act + "/restore");
    CHECK(plan.tree() == "One*(INT. A*, INT. B*, Planned), Two*(INT. C*)");
    CHECK(plan.text() == text);

    CHECK(plan.status(Method::Delete, "/api/v1/nodes/" + act) == 204);
    const Time later = plan.studio.studio().clock.now() + std::chrono::hours(24 * 31);
    CHECK(plan.studio.studio().outline.purge_expired(later) == 4);
    CHECK(plan.status(Method::Post, "/api/v1/nodes/" + act + "/restore") == 404);
}

}  // namespace fabula::app
