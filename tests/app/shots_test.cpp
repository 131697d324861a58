// Shots over the API: planned by hand, made of lines, ordered, pictured, binned.
#include "drawing/image.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\n(softly)\nClosed.\n\nBOB (O.S.)\nSince when?\n\n"
    "EXT. YARD - NIGHT\n\nRain.\n";

std::string png(std::uint32_t side) {
    drawing::Pixels pixels{.width = side, .height = side, .rgba = {}};
    pixels.rgba.assign(std::size_t{4} * side * side, 200);
    return drawing::encode_png(pixels);
}

struct Film {
    explicit Film(TestStudio& in) : studio(in), project(in.bring_project("bar.fountain", kText)) {
        const Json nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        bar = nodes.at(0).at("id").get<std::string>();
        yard = nodes.at(1).at("id").get<std::string>();
    }
    Json add(Json wish, const std::string& scene = {}) const {
        wish["scene_id"] = scene.empty() ? bar : scene;
        return studio.post("/api/v1/shots", wish);
    }
    // "1A 1B": the numbers in their order, whose places are checked to be 1…n.
    [[nodiscard]] std::string order(const std::string& scene = {}) const {
        const Json shots =
            studio.get("/api/v1/shots?scene_id=" + (scene.empty() ? bar : scene)).at("shots");
        std::string out;
        std::int64_t position = 0;
        for (const auto& shot : shots) {
            CHECK(shot.at("order_index") == ++position);
            out += (out.empty() ? "" : " ") + shot.at("shot_number").get<std::string>();
        }
        return out;
    }
    [[nodiscard]] Json script() const {
        const Json scripts = studio.get("/api/v1/scripts?project_id=" + project).at("scripts");
        return scripts.at(0);
    }
    [[nodiscard]] std::string character(const std::string& name) const {
        return studio.character(project, name);
    }

    TestStudio& studio;
    std::string project, bar, yard;
};

std::string address_of(const Json& shot) {
    return "/api/v1/shots/" + shot.at("id").get<std::string>();
}

}  // namespace

TEST_CASE("a shot is planned with the documented fields, in either spelling") {
    TestStudio studio;
    const Film film(studio);
    const auto shot = film.add({{"description", "Hands at the tap"},
                                {"cameraAngle", "Low Angle"},
                                {"camera_movement", "Dolly In"},
                                {"framing", "CU"},
                                {"lens", "50mm"},
                                {"composition", "Thirds"},
                                {"lightingNotes", "One bulb"},
                                {"soundNotes", "Drip"},
                                {"dialog", "None"},
                                {"notes", "Borrow the tap"},
                                {"duration", "1:04.5"},
                                {"status", "ready"}});
    CHECK(shot.at("shot_number") == "1A");
    CHECK(shot.at("project_id") == film.project);
    CHECK(shot.at("camera_angle") == "Low Angle");
    CHECK(shot.at("lighting_notes") == "One bulb");
    CHECK(shot.at("duration_ms") == 64'500);
    CHECK(shot.at("duration") == "1:04.5");
    CHECK(shot.at("shotlength_minutes") == 1);
    CHECK(shot.at("shotlength_seconds") == 4);
    CHECK(shot.at("status") == "ready");
    const auto changed = studio.send_json(http::Method::Put, address_of(shot),
                                          {{"shotlengthMinutes", 0}, {"shotlengthSeconds", 7}});
    CHECK(parse_json(changed.body).at("duration") == "0:07");
    const Json listed = studio.get("/api/v1/shots?project_id=" + film.project).at("shots");
    CHECK(listed.at(0).at("lens") == "50mm");
    const Json values = studio.get("/api/v1/shots/values");
    CHECK(values.at("framings").at(0) == "ECU");
    CHECK(values.at("camera_movements").size() == 14);
}

TEST_CASE("places are 1 to n and numbers nobody else's, whatever is done") {
    TestStudio studio;
    const Film film(studio);
    const auto first = film.add(Json::object());
    const auto second = film.add(Json::object());
    film.add({{"shot_number", "12"}, {"order_index", 1}});
    CHECK(film.order() == "12 1A 1B");
    CHECK(
        studio.send_json(http::Method::Patch, address_of(second), {{"shot_number", "12"}}).status ==
        409);
    studio.send_json(http::Method::Patch, address_of(second), {{"order_index", 99}});
    studio.send_json(http::Method::Patch, address_of(first), {{"order_index", 3}});
    CHECK(film.order() == "12 1B 1A");
    studio.send_json(http::Method::Patch, address_of(first), {{"scene_id", film.yard}});
    CHECK(film.order() == "12 1B");
    CHECK(film.order(film.yard) == "1A");
    CHECK(film.add(Json::object(), film.yard).at("shot_number") == "2A");
    const auto ids = Json{first.at("id"), second.at("id")};
    studio.post("/api/v1/shots/reorder", {{"scene_id", film.bar}, {"shot_ids", ids}});
    CHECK(film.order() == "1A 1B 12");
    CHECK(film.order(film.yard) == "2A");
    const Json orders = {{{"shot_id", first.at("id")}, {"order", 9}},
                         {{"shot_id", second.at("id")}, {"order", 1}}};
    studio.post("/api/v1/shots/reorder", {{"sceneId", film.bar}, {"shotOrders", orders}});
    CHECK(film.order() == "1B 1A 12");
}

TEST_CASE("a shot goes into the bin and comes back to its place, with another number if taken") {
    TestStudio studio;
    const Film film(studio);
    const auto first = film.add(Json::object());
    film.add(Json::object());
    CHECK(studio.send(http::Method::Delete, address_of(first)).status == 204);
    CHECK(film.order() == "1B");
    CHECK(studio.send(http::Method::Get, address_of(first)).status == 404);
    CHECK(studio.get("/api/v1/shots?deleted=true&project_id=" + film.project).at("shots").size() ==
          1);
    film.add({{"shot_number", "1A"}});
    CHECK(studio.post(address_of(first) + "/restore").at("shot_number") == "1C");
    CHECK(film.order() == "1C 1B 1A");
    studio.send(http::Method::Delete, address_of(first));
    auto& shots = studio.studio().shots;
    CHECK(shots.purge_expired(studio.studio().clock.now()) == 0);
    CHECK(shots.purge_expired(studio.studio().clock.now() + std::chrono::hours(24 * 31)) == 1);
    CHECK(studio.send(http::Method::Post, address_of(first) + "/restore").status == 404);
}

TEST_CASE("selected lines make a shot that keeps to them while the script is written") {
    TestStudio studio;
    const Film film(studio);
    const auto script = film.script();
    const auto address = "/api/v1/scripts/" + script.at("id").get<std::string>();
    const auto from = kText.find("Marie pours");
    const auto to = kText.find("EXT. YARD");
    const auto shot = studio.post("/api/v1/shots", {{"project_id", film.project},
                                                    {"from", from},
                                                    {"to", to},
                                                    {"version", script.at("version")}});
    CHECK(shot.at("scene_id") == film.bar);
    CHECK(shot.at("description") == "Marie pours.");
    REQUIRE(shot.at("dialogue").size() == 2);
    CHECK(shot.at("dialogue").at(0).at("text") == "Closed.");
    CHECK(shot.at("dialogue").at(0).at("parenthetical") == "softly");
    CHECK(shot.at("dialogue").at(1).at("extension") == "O.S.");
    CHECK(shot.at("character_names") == Json{"MARIE", "BOB"});
    CHECK(shot.at("characters").at(0).at("id") == film.character("Marie"));
    REQUIRE(studio
                .send_json(http::Method::Put, address,
                           {{"text", "Title: Bar\n\n" + kText}, {"version", script.at("version")}})
                .status == 200);
    const auto now = studio.get(address_of(shot));
    CHECK(now.at("from") == from + 12);
    CHECK(now.at("to") == to + 12);
    CHECK(now.at("version") == film.script().at("version"));
    const auto stale =
        studio.send_json(http::Method::Patch, address_of(shot),
                         {{"from", 0}, {"to", 5}, {"version", script.at("version")}});
    CHECK(stale.status == 409);
    CHECK(field_of(stale) == "version");
}

TEST_CASE("shots follow their lines into the scene that a new heading makes of them") {
    TestStudio studio;
    const Film film(studio);
    const auto script = film.script();
    const auto line = [&](const std::string& words) {
        const auto from = kText.find(words);
        return studio.post("/api/v1/shots", {{"project_id", film.project},
                                             {"from", from},
                                             {"to", from + words.size()},
                                             {"version", script.at("version")}});
    };
    const auto pour = line("Marie pours.");
    const auto closed = line("Closed.");
    const auto asked = line("Since when?");
    CHECK(film.order() == "1A 1B 1C");
    const auto at = kText.find("BOB (O.S.)");
    const Json heading = {0, "INT. CELLAR - DAY", "", ""};
    studio.post("/api/v1/scripts/" + script.at("id").get<std::string>() + "/changes",
                {{"client_id", "4b1c2f0e-0000-4000-8000-000000000001"},
                 {"client_seq", 1},
                 {"version", script.at("version")},
                 {"changes", {at, heading, kText.size() - at}}});
    CHECK(film.order() == "1A 1B");
    const Json nodes = studio.get("/api/v1/nodes?project_id=" + film.project).at("nodes");
    REQUIRE(nodes.size() == 3);
    CHECK(film.order(nodes.at(1).at("id").get<std::string>()) == "1C");
    CHECK(studio.get(address_of(asked)).at("scene_id") == nodes.at(1).at("id"));
    CHECK(studio.get(address_of(pour)).at("scene_id") == film.bar);
    CHECK(studio.get(address_of(closed)).at("scene_id") == film.bar);
}

TEST_CASE("lines are followed through a whole text in which their scene is split") {
    TestStudio studio;
    const Film film(studio);
    const auto script = film.script();
    const auto from = kText.find("Since when?");
    const auto shot = studio.post("/api/v1/shots", {{"project_id", film.project},
                                                    {"from", from},
                                                    {"to", from + 11},
                                                    {"version", script.at("version")}});
    auto split = kText;
    split.insert(split.find("BOB (O.S.)"), "INT. CELLAR - DAY\n\n");
    REQUIRE(studio
                .send_json(http::Method::Put,
                           "/api/v1/scripts/" + script.at("id").get<std::string>(),
                           {{"text", split}, {"version", script.at("version")}})
                .status == 200);
    const auto now = studio.get(address_of(shot));
    CHECK(now.at("from") == split.find("Since when?"));
    CHECK(now.at("to") == split.find("Since when?") + 11);
    CHECK(now.at("scene_id") != shot.at("scene_id"));
    CHECK(film.order() == "");
}

TEST_CASE("a block of rows is written whole or not at all") {
    TestStudio studio;
    const Film film(studio);
    const auto first = film.add(Json::object());
    const auto write = [&](const Json& rows) {
        return studio.send_json(http::Method::Post, "/api/v1/shots/rows",
                                {{"scene_id", film.bar}, {"shots", rows}});
    };
    const auto refused = write({{{"lens", "35mm"}}, {{"duration", "soon"}}});
    CHECK(refused.status == 422);
    CHECK(field_of(refused) == "shots[1].duration");
    CHECK(film.order() == "1A");
    const auto written =
        write({{{"id", first.at("id")}, {"lens", "35mm"}, {"rev", first.at("rev")}},
               {{"description", "Two"}},
               {{"description", "Three"}}});
    CHECK(written.status == 200);
    CHECK(film.order() == "1A 1B 1C");
    CHECK(studio.get(address_of(first)).at("lens") == "35mm");
    const auto stale =
        write({{{"id", first.at("id")}, {"lens", "85mm"}, {"rev", first.at("rev")}}});
    CHECK(stale.status == 412);
    CHECK(field_of(stale) == "shots[0]");
}

TEST_CASE("who is in frame is said by ids, and pictures are versions of which one is starred") {
    TestStudio studio;
    const Film film(studio);
    const auto shot = film.add({{"characterIds", {film.character("Bob")}}});
    CHECK(shot.at("character_names") == Json{"Bob"});
    const auto added =
        studio.post(address_of(shot) + "/characters", {{"characterId", film.character("Marie")}});
    CHECK(added.at("characters").size() == 2);
    studio.send(http::Method::Delete, address_of(shot) + "/characters/" + film.character("Bob"));
    CHECK(studio.get(address_of(shot)).at("character_names") == Json{"Marie"});
    CHECK(
        studio.send(http::Method::Delete, address_of(shot) + "/characters/" + film.character("Bob"))
            .status == 404);

    const auto upload = [&](const std::string& use, std::uint32_t side) {
        const auto answer =
            studio.send(http::Method::Post, address_of(shot) + "/upload-image?use=" + use,
                        png(side), "application/octet-stream");
        REQUIRE(answer.status == 201);
        return parse_json(answer.body);
    };
    const auto one = upload("view", 20);
    const auto two = upload("view", 30);
    upload("reference", 40);
    CHECK(studio.get(address_of(shot)).at("image_url") == two.at("image_url"));
    CHECK(studio.get(address_of(shot)).at("reference_image_url").is_string());
    const auto picture = "/api/v1/pictures/" + one.at("picture").at("id").get<std::string>();
    studio.send_json(http::Method::Patch, picture, {{"starred", true}});
    CHECK(studio.get(address_of(shot)).at("image_url") == one.at("image_url"));
    studio.send(http::Method::Delete, picture);
    CHECK(studio.get(address_of(shot)).at("image_url") == two.at("image_url"));
    CHECK(studio.get(address_of(shot) + "/pictures").at("pictures").size() == 2);
}

TEST_CASE("a drawn frame becomes the first version when a picture is brought") {
    TestStudio studio;
    const Film film(studio);
    const auto hand_made = film.add({{"framing", "CU"}, {"character_names", {"MARIE"}}});
    studio.wait_for(studio.post("/api/v1/projects/" + film.project + "/storyboard"));
    const auto drawn = studio.get(address_of(hand_made));
    REQUIRE(drawn.at("image_url").is_string());
    studio.send(http::Method::Post, address_of(hand_made) + "/upload-image", png(30),
                "application/octet-stream");
    CHECK(studio.get(address_of(hand_made)).at("image_url") != drawn.at("image_url"));
    const Json pictures = studio.get(address_of(hand_made) + "/pictures").at("pictures");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures.at(0).at("asset_id") == drawn.at("image_id"));
    CHECK(pictures.at(1).at("starred") == true);
    CHECK(studio.get(address_of(hand_made)).at("state") == "ink");
    const auto page = "/api/v1/projects/" + film.project + "/comic/pages/1.svg";
    CHECK(studio.fetch(page).find("<image") != std::string::npos);
    const auto first = "/api/v1/pictures/" + pictures.at(0).at("id").get<std::string>();
    studio.send_json(http::Method::Patch, first, {{"starred", true}});
    CHECK(studio.get(address_of(hand_made)).at("state") == "rough");
    CHECK(studio.fetch(page).find("<image") == std::string::npos);
    CHECK(studio.export_as(film.project, "cbz").starts_with("PK"));
    studio.send_json(http::Method::Patch, address_of(hand_made),
                     {{"framing", "Knees up"}, {"camera_angle", "From the ceiling"}});
    film.add(Json::object());
    for (const char* lens : {"", "/script", "/shots", "/storyboard", "/comic", "/exports"}) {
        CAPTURE(lens);
        CHECK(studio.send(http::Method::Get, "/p/" + film.project + lens).status == 200);
    }
    CHECK(studio.fetch("/p/" + film.project + "/storyboard").find("Knees up") != std::string::npos);
}

TEST_CASE("bad shots are refused by field") {
    TestStudio studio;
    const Film film(studio);
    const Film other(studio);
    const auto post = [&](Json wish) {
        return studio.send_json(http::Method::Post, "/api/v1/shots", wish);
    };
    CHECK(field_of(post({{"framing", "CU"}})) == "scene_id");
    CHECK(post({{"scene_id", "none"}}).status == 404);
    CHECK(field_of(post({{"scene_id", film.bar}, {"project_id", other.project}})) == "scene_id");
    CHECK(field_of(post({{"scene_id", film.bar}, {"duration_ms", -1}})) == "duration_ms");
    CHECK(field_of(post({{"scene_id", film.bar}, {"duration", "1:99"}})) == "duration");
    CHECK(field_of(post({{"scene_id", film.bar}, {"from", 1}, {"to", 2}})) == "version");
    const auto version = film.script().at("version");
    CHECK(field_of(post({{"scene_id", film.bar}, {"from", 5}, {"to", 5}, {"version", version}})) ==
          "to");
    CHECK(field_of(post(
              {{"scene_id", film.bar}, {"from", 0}, {"to", 1'000'000}, {"version", version}})) ==
          "to");
    CHECK(field_of(post({{"scene_id", film.bar}, {"status", "done"}})) == "status");
    const auto foreign = other.add(Json::object());
    const auto reorder =
        studio.send_json(http::Method::Post, "/api/v1/shots/reorder",
                         {{"scene_id", film.bar}, {"shot_ids", {foreign.at("id")}}});
    CHECK(field_of(reorder) == "shot_ids");
    CHECK(film.order() == "");
    CHECK(other.order() == "1A");
}

}  // namespace fabula::app
