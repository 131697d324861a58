// Lettering by hand over the API, and a check of all that the rules letter.
#include <cmath>

#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. KITCHEN - DAY\n\nMARIE (30) and BOB (50) wait.\n\nMARIE\nTea? There is some left.\n\n"
    "BOB\nNever.\n";

struct LetteredFilm {
    explicit LetteredFilm(TestStudio& in)
        : studio(in), project(in.bring_project("tea.fountain", kText)) {
        const auto job =
            studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
        REQUIRE(job.at("state") == "done");
        const Json shots = studio.get("/api/v1/shots?project_id=" + project).at("shots");
        for (const auto& one : shots) {
            if (!one.at("dialogue").empty() && shot.empty()) shot = one.at("id");
        }
        REQUIRE_FALSE(shot.empty());
    }
    [[nodiscard]] Json lettering(const std::string& language = "") const {
        return studio.get("/api/v1/shots/" + shot + "/lettering?language=" + language);
    }
    // As they stand, ready to be given back.
    [[nodiscard]] Json records() const {
        Json out = Json::array();
        const Json balloons = lettering().at("balloons");
        for (const auto& one : balloons) out.push_back(one.at("balloon"));
        return out;
    }
    ApiAnswer write(const Json& balloons) const {
        return studio.send_json(http::Method::Patch, "/api/v1/shots/" + shot,
                                {{"balloons", balloons}});
    }
    [[nodiscard]] std::string page(const std::string& language = "") const {
        return studio.fetch("/api/v1/projects/" + project +
                            "/comic/pages/1.svg?language=" + language);
    }

    TestStudio& studio;
    std::string project, shot;
};

// The text of each, "|" between them.
std::string texts(const Json& lettering) {
    std::string out;
    for (const auto& one : lettering.at("balloons")) {
        out += (out.empty() ? "" : "|") + one.at("text").get<std::string>();
    }
    return out;
}

std::size_t index_of(const Json& lettering, const std::string& text) {
    const auto& balloons = lettering.at("balloons");
    for (std::size_t i = 0; i < balloons.size(); ++i) {
        if (balloons[i].at("text") == text) return i;
    }
    FAIL("no balloon says " << text);
    return 0;
}

struct Box {
    double x = 0, y = 0, right = 0, bottom = 0;
};

Box box_of(const Json& one) {
    const double x = one.at("x"), y = one.at("y"), w = one.at("width"), h = one.at("height");
    return {x, y, x + w, y + h};
}

bool overlap(const Box& a, const Box& b) {
    return a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
}

double distance(const Box& box, double x, double y) {
    return std::hypot(std::max({box.x - x, 0.0, x - box.right}),
                      std::max({box.y - y, 0.0, y - box.bottom}));
}

// What is wrong with the lettering of a panel, one sentence each.
std::vector<std::string> check_panel(const Json& lettering) {
    std::vector<std::string> wrong;
    std::vector<Json> shown;
    const Json balloons = lettering.at("balloons");
    for (const auto& one : balloons) {
        if (one.at("shown") == true) shown.push_back(one);
        if (one.at("shown") == false && one.at("text") != "") wrong.emplace_back("is not lettered");
    }
    const Box panel{0, 0, lettering.at("width"), lettering.at("height")};
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto box = box_of(shown[i]);
        const auto words = shown[i].at("text").get<std::string>();
        const bool inside = box.x >= 3 && box.y >= 3 && box.right <= panel.right - 3 &&
                            box.bottom <= panel.bottom - 3;
        if (!inside) wrong.push_back("leaves the panel: " + words);
        const Json figures = lettering.at("figures");
        for (const auto& figure : figures) {
            const auto head = box_of(figure);
            if (overlap(box, head)) wrong.push_back("covers a face: " + words);
            const bool speaks = figure.at("name") == shown[i].at("balloon").at("speaker");
            if (!speaks || shown[i].at("tail_x").is_null()) continue;
            // Pointing at the head: nearer to it than the balloon is, and not far off.
            const double x = shown[i].at("tail_x"), y = shown[i].at("tail_y");
            const double gap = distance(head, box.x + (box.right - box.x) / 2, box.bottom);
            if (distance(head, x, y) > std::max(60.0, gap)) {
                wrong.push_back("points away from its speaker: " + words);
            }
        }
        for (std::size_t j = 0; j < i; ++j) {
            const auto before = box_of(shown[j]);
            if (overlap(box, before)) wrong.push_back("overlaps: " + words);
            const bool narrated = shown[i].at("balloon").at("source") == "narration";
            const bool after =
                box.y >= before.bottom || (box.x >= before.right && box.y + 2 >= before.y);
            if (!after && !narrated) wrong.push_back("is read too early: " + words);
        }
    }
    return wrong;
}

}  // namespace

TEST_CASE("balloons are moved, reworded, added and given back to the rules") {
    TestStudio studio;
    const LetteredFilm film(studio);
    const auto before = film.lettering();
    const auto page = film.page();
    auto records = film.records();
    const auto tea = index_of(before, "Tea? There is some left.");
    CHECK(before.at("balloons").at(tea).at("automatic") == true);
    records[tea]["x"] = 0.5;
    records[tea]["y"] = 0.8;
    records[tea]["kind"] = "shout";
    records[tea]["text"] = "Tea? There is *some* left.";
    records.push_back({{"source", "own"},
                       {"kind", "sound_effect"},
                       {"text", "CLINK"},
                       {"x", 0.5},
                       {"y", 0.5},
                       {"turn", -15}});
    REQUIRE(film.write(records).status == 200);
    const auto after = film.lettering();
    const auto& moved = after.at("balloons").at(tea);
    CHECK(moved.at("automatic") == false);
    CHECK(moved.at("kind") == "shout");
    const double x = moved.at("x"), y = moved.at("y");
    const double w = moved.at("width"), h = moved.at("height");
    CHECK(x + w / 2 == doctest::Approx(after.at("width").get<double>() * 0.5));
    CHECK(y + h / 2 == doctest::Approx(after.at("height").get<double>() * 0.8));
    CHECK(after.at("balloons").back().at("text") == "CLINK");
    CHECK(film.page() != page);
    CHECK(film.page().find("CLINK") != std::string::npos);
    // The stressed word stands in letters of its own, without its stars.
    CHECK(film.page().find("aria-label=\"some\"") != std::string::npos);

    REQUIRE(film.write(Json::array()).status == 200);
    CHECK(film.lettering().at("balloons") == before.at("balloons"));
    CHECK(film.page() == page);
}

TEST_CASE("a touched balloon tells when its line has changed; a moved one follows the line") {
    TestStudio studio;
    const LetteredFilm film(studio);
    auto records = film.records();
    const auto tea = index_of(film.lettering(), "Tea? There is some left.");
    records[tea]["x"] = 0.4;
    records[tea]["y"] = 0.2;
    REQUIRE(film.write(records).status == 200);
    const auto relettered = [&](const std::string& words) {
        const Json shot = studio.get("/api/v1/shots/" + film.shot);
        const Json scripts = studio.get("/api/v1/scripts?project_id=" + film.project).at("scripts");
        auto text = kText;
        text.replace(text.find("Tea? There is some left."), 24, words);
        REQUIRE(studio
                    .send_json(http::Method::Put,
                               "/api/v1/scripts/" + scripts.at(0).at("id").get<std::string>(),
                               {{"text", text}})
                    .status == 200);
        const Json now = studio.get("/api/v1/shots/" + film.shot);
        const Json script =
            studio.get("/api/v1/scripts/" + scripts.at(0).at("id").get<std::string>());
        REQUIRE(studio
                    .send_json(http::Method::Patch, "/api/v1/shots/" + film.shot,
                               {{"from", now.at("from")},
                                {"to", now.at("to")},
                                {"version", script.at("version")}})
                    .status == 200);
    };
    relettered("More tea?");
    const auto followed = film.lettering();
    CHECK(texts(followed).find("More tea?") != std::string::npos);
    const auto at = index_of(followed, "More tea?");
    CHECK(followed.at("balloons").at(at).at("balloon").at("x") == 0.4);

    records = film.records();
    records[at]["text"] = "More tea, dear?";
    records[at]["said"] = "More tea?";
    REQUIRE(film.write(records).status == 200);
    CHECK(film.lettering().at("balloons").at(at).at("changed") == false);
    relettered("No tea today.");
    const auto touched = film.lettering().at("balloons").at(at);
    CHECK(touched.at("text") == "More tea, dear?");
    CHECK(touched.at("changed") == true);
    CHECK(touched.at("source_text") == "No tea today.");
}

TEST_CASE("the same art is lettered in several languages, in reader and exports") {
    TestStudio studio;
    const LetteredFilm film(studio);
    const auto written = film.page();
    auto records = film.records();
    const auto tea = index_of(film.lettering(), "Tea? There is some left.");
    records[tea]["translations"] = {{{"language", "de"}, {"text", "Tee? Es ist noch welcher da."}}};
    REQUIRE(film.write(records).status == 200);
    CHECK(texts(film.lettering("de")).find("Tee? Es ist noch welcher da.") != std::string::npos);
    CHECK(texts(film.lettering()).find("Tea? There is some left.") != std::string::npos);
    CHECK(film.page() == written);
    CHECK(film.page("de") != written);
    CHECK(studio.get("/api/v1/projects/" + film.project + "/comic").at("languages") ==
          Json({"de"}));
    const auto job = studio.wait_for(studio.post("/api/v1/projects/" + film.project + "/exports",
                                                 {{"format", "cbz"}, {"language", "de"}}));
    REQUIRE(job.at("state") == "done");
    const auto german = studio.fetch("/api/v1/exports/" +
                                     job.at("result").at("export_id").get<std::string>() + "/file");
    CHECK(german != studio.export_as(film.project, "cbz"));
}

TEST_CASE("lettering that cannot be is refused with its field, and nothing is kept of it") {
    TestStudio studio;
    const LetteredFilm film(studio);
    const auto before = film.lettering();
    const auto empty = film.write({{{"source", "own"}, {"kind", "speech"}, {"text", "  "}}});
    CHECK(empty.status == 422);
    CHECK(field_of(empty) == "balloons[0].text");
    CHECK(field_of(film.write({{{"text", "Hm"}, {"x", 0.5}}})) == "balloons[0].y");
    CHECK(film.write({{{"text", "Hm"}, {"x", 4}, {"y", 0}}}).status == 422);
    CHECK(film.write({{{"text", "Hm"}, {"kind", "yodel"}}}).status == 422);
    Json many = Json::array();
    for (int i = 0; i < 61; ++i) many.push_back({{"text", "Hm"}});
    CHECK(film.write(many).status == 422);
    CHECK(film.lettering() == before);
}

TEST_CASE(
    "what the rules letter in the demo is read in order, covers no face and leaves no panel") {
    TestStudio studio;
    const auto project = studio.demo();
    const auto drawn = studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
    REQUIRE(drawn.at("state") == "done");
    const Json pages = studio.get("/api/v1/projects/" + project + "/comic").at("pages");
    std::vector<std::string> wrong;
    std::size_t panels = 0;
    for (const auto& page : pages) {
        for (const auto& panel : page.at("panels")) {
            const auto shot = panel.at("shot_id").get<std::string>();
            for (const auto& one :
                 check_panel(studio.get("/api/v1/shots/" + shot + "/lettering"))) {
                wrong.push_back(panel.at("shot_number").get<std::string>() + " " + one);
            }
            ++panels;
        }
    }
    CHECK(panels > 80);
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("a balloon that a hand puts over a face is found by that check") {
    TestStudio studio;
    const LetteredFilm film(studio);
    const auto before = film.lettering();
    CHECK(check_panel(before) == std::vector<std::string>{});
    const auto& head = before.at("figures").at(0);
    const double x = head.at("x"), y = head.at("y");
    auto records = film.records();
    const auto tea = index_of(before, "Tea? There is some left.");
    records[tea]["x"] = (x + 10) / before.at("width").get<double>();
    records[tea]["y"] = (y + 10) / before.at("height").get<double>();
    REQUIRE(film.write(records).status == 200);
    CHECK(check_panel(film.lettering()).at(0) == "covers a face: Tea? There is some left.");
}

}  // namespace fabula::app
