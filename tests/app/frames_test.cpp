// Placeholder frames set by hand over the API.
#include "drawing/image.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. KITCHEN - DAY\n\nMARIE (30) and BOB (50) wait.\n\nMARIE\nTea?\n\nBOB\nNever.\n\n"
    "EXT. YARD - NIGHT\n\nMarie waits.\n";

// A film of which every shot has its frame.
struct DrawnFilm {
    explicit DrawnFilm(TestStudio& in)
        : studio(in), project(in.bring_project("tea.fountain", kText)) {
        const auto job =
            studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
        REQUIRE(job.at("state") == "done");
        const Json all = shots();
        for (const auto& one : all) {
            if (one.at("character_names").size() == 2) both = one.at("id");
            const bool next = one.at("scene_id") != all.at(0).at("scene_id");
            if (next && !one.at("character_names").empty()) yard = one.at("id");
        }
        REQUIRE_FALSE(both.empty());
        REQUIRE_FALSE(yard.empty());
    }
    [[nodiscard]] Json shots() const {
        return studio.get("/api/v1/shots?project_id=" + project).at("shots");
    }
    [[nodiscard]] Json frame(const std::string& shot) const {
        return studio.get("/api/v1/shots/" + shot + "/frame");
    }
    [[nodiscard]] ApiAnswer send(const std::string& shot, const Json& wish) const {
        return studio.send_json(http::Method::Patch, "/api/v1/shots/" + shot + "/frame", wish);
    }
    Json set(const std::string& shot, const Json& wish) const {
        const auto answer = send(shot, wish);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return parse_json(answer.body);
    }
    [[nodiscard]] std::string picture(const std::string& shot) const {
        return studio.fetch("/api/v1/assets/" + frame(shot).at("image_id").get<std::string>() +
                            "/file");
    }
    void wait_for_jobs() const {
        const Json jobs = studio.get("/api/v1/jobs").at("jobs");
        for (const auto& job : jobs) studio.wait_for(job);
    }
    [[nodiscard]] std::string character(const std::string& name) const {
        return studio.character(project, name);
    }

    TestStudio& studio;
    std::string project, both, yard;
};

Json figure(const Json& frame, const std::string& name) {
    for (const auto& one : frame.at("spec").at("figures")) {
        if (one.at("name") == name) return one;
    }
    return {};
}

std::string from_left(const Json& frame) {
    return names_in(frame.at("spec").at("figures"));
}

}  // namespace

TEST_CASE("a frame set by hand is drawn so, and the rules bring the same bytes back") {
    TestStudio studio;
    const DrawnFilm film(studio);
    const auto before = film.frame(film.both);
    const auto drawn_by_rules = film.picture(film.both);
    CHECK(before.at("editable") == true);
    CHECK(before.at("set") == "kitchen");
    const auto after = film.set(
        film.both, {{"framing", "WS"},
                    {"hand",
                     {{"set", "forest"},
                      {"time", "night"},
                      {"weather", "snow"},
                      {"figures", {{{"name", "Marie"}, {"pose", "wave"}, {"facing", "front"}}}}}}});
    CHECK(after.at("set") == "forest");
    CHECK(after.at("framing") == "WS");
    CHECK(after.at("spec").at("inside") == false);
    CHECK(after.at("spec").at("weather") == "snow");
    CHECK(figure(after, "MARIE").at("pose") == "wave");
    CHECK(figure(after, "MARIE").at("facing") == "front");
    CHECK(figure(after, "BOB").at("pose") == figure(before, "BOB").at("pose"));
    CHECK(after.at("image_id") != before.at("image_id"));
    const auto drawn_by_hand = film.picture(film.both);
    CHECK(drawn_by_hand != drawn_by_rules);
    // The placeholder that it replaced is gone with its file.
    CHECK(studio
              .send(http::Method::Get,
                    "/api/v1/assets/" + before.at("image_id").get<std::string>() + "/file")
              .status == 404);

    film.set(film.both, {{"framing", before.at("framing")}, {"hand", Json::object()}});
    CHECK(film.picture(film.both) == drawn_by_rules);
    film.set(film.both, {{"framing", "WS"}, {"hand", after.at("hand")}});
    CHECK(film.picture(film.both) == drawn_by_hand);
}

TEST_CASE("figures change places and leave the frame by hand") {
    TestStudio studio;
    const DrawnFilm film(studio);
    CHECK(from_left(film.frame(film.both)) == "MARIE|BOB");
    const auto turned = film.set(film.both, {{"hand", {{"order", {"BOB", "MARIE"}}}}});
    CHECK(from_left(turned) == "BOB|MARIE");
    CHECK(figure(turned, "BOB").at("facing") == "right");
    CHECK(figure(turned, "MARIE").at("facing") == "left");
    const auto alone = film.set(film.both, {{"character_names", {"Bob"}}});
    CHECK(from_left(alone) == "Bob");
    CHECK(studio.get("/api/v1/shots/" + film.both).at("character_names") == Json({"Bob"}));
}

TEST_CASE("a look is kept with the character and holds in every frame") {
    TestStudio studio;
    const DrawnFilm film(studio);
    const auto bob = figure(film.frame(film.both), "BOB").at("look");
    const auto yard = film.picture(film.yard);
    const auto answer = studio.send_json(
        http::Method::Put, "/api/v1/characters/" + film.character("Marie") + "/look",
        {{"hair", "braids"}, {"hair_color", "#ff8800"}, {"garment", "raincoat"}});
    REQUIRE(answer.status == 200);
    CHECK(parse_json(answer.body).at("look") ==
          Json({{"hair", "braids"}, {"hair_color", "#ff8800"}, {"garment", "raincoat"}}));
    film.wait_for_jobs();
    for (const auto& shot : {film.both, film.yard}) {
        Json look;
        const Json people = film.frame(shot).at("people");
        for (const auto& one : people) {
            if (one.at("name") == "Marie") look = one.at("shown");
        }
        REQUIRE_FALSE(look.is_null());
        CHECK(look.at("hair") == "braids");
        CHECK(look.at("hair_color") == "#ff8800");
        CHECK(look.at("garment") == "raincoat");
    }
    CHECK(figure(film.frame(film.both), "BOB").at("look") == bob);
    CHECK(film.picture(film.yard) != yard);
    studio.send_json(http::Method::Put, "/api/v1/characters/" + film.character("Marie") + "/look",
                     Json::object());
    film.wait_for_jobs();
    CHECK(film.picture(film.yard) == yard);
}

TEST_CASE("a frame by hand refuses what it cannot draw, and leaves brought pictures alone") {
    TestStudio studio;
    const DrawnFilm film(studio);
    const auto no_set = film.send(film.both, {{"hand", {{"set", "volcano"}}}});
    CHECK(no_set.status == 422);
    CHECK(field_of(no_set) == "hand.set");
    CHECK(film.send(film.both, {{"hand", {{"weather", "hail"}}}}).status == 422);
    CHECK(film.send(film.both, {{"character_names", {" "}}}).status == 422);
    CHECK(studio
              .send_json(http::Method::Put,
                         "/api/v1/characters/" + film.character("Marie") + "/look",
                         {{"hair_color", "red"}})
              .status == 422);

    drawing::Pixels pixels{.width = 8, .height = 8, .rgba = {}};
    pixels.rgba.assign(std::size_t{4} * 8 * 8, 120);
    const auto own = drawing::encode_png(pixels);
    REQUIRE(studio
                .send(http::Method::Post, "/api/v1/shots/" + film.both + "/upload-image?use=view",
                      own, "application/octet-stream")
                .status == 201);
    const auto before = film.frame(film.both);
    CHECK(before.at("editable") == false);
    CHECK(film.send(film.both, {{"hand", {{"weather", "rain"}}}}).status == 409);
    CHECK(film.frame(film.both) == before);
}

}  // namespace fabula::app
