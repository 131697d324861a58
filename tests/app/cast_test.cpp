// Characters over the API: added, found, pictured, related, renamed.
#include "base/text.hpp"
#include "drawing/image.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. BAR - DAY\n\nMARIE pours. Bob watches Marie.\n\nMARIE\n(softly)\nClosed.\n\n"
    "EXT. YARD - NIGHT\n\nRain.\n\nBOB\nMarie?\n\nMARIE (V.O.)\nHere.\n\nTHE DOG\nWoof.\n";

std::string png(std::uint32_t width, std::uint32_t height) {
    drawing::Pixels pixels{.width = width, .height = height, .rgba = {}};
    pixels.rgba.assign(std::size_t{4} * width * height, 200);
    return drawing::encode_png(pixels);
}

struct Film {
    explicit Film(TestStudio& studio) : project(studio.bring_project("bar.fountain", kText)) {
        script = studio.get("/api/v1/scripts?project_id=" + project)
                     .at("scripts")
                     .at(0)
                     .at("id")
                     .get<std::string>();
        const auto all = studio.get("/api/v1/characters?project_id=" + project).at("characters");
        for (const auto& one : all) {
            ids[to_upper(one.at("name").get<std::string>())] = one.at("id").get<std::string>();
        }
    }
    [[nodiscard]] std::string of(const std::string& name) const {
        return "/api/v1/characters/" + ids.at(name);
    }

    std::string project;
    std::string script;
    std::map<std::string, std::string> ids;
};

std::string text_of(TestStudio& studio, const Film& film) {
    return studio.fetch("/api/v1/scripts/" + film.script + "/text");
}

}  // namespace

TEST_CASE("a character is added, changed against a revision, binned and brought back") {
    TestStudio studio;
    const Film film(studio);
    const auto made = studio.post("/api/v1/characters", {{"projectId", film.project},
                                                         {"name", " Woyzeck "},
                                                         {"role", "protagonist"},
                                                         {"traits", {"haunted", "poor"}},
                                                         {"visualTags", {"shaved head"}},
                                                         {"backstory", "A soldier."},
                                                         {"color", "#aa3300"}});
    CHECK(made.at("name") == "Woyzeck");
    CHECK(made.at("role") == "protagonist");
    CHECK(made.at("traits") == Json({"haunted", "poor"}));
    CHECK(made.at("visual_tags") == Json({"shaved head"}));
    CHECK(made.at("image_url").is_null());
    const auto address = "/api/v1/characters/" + made.at("id").get<std::string>();

    const auto changed = studio.send_json(http::Method::Put, address, {{"wants", "Peas."}});
    REQUIRE(changed.status == 200);
    CHECK(parse_json(changed.body).at("wants") == "Peas.");
    CHECK(parse_json(changed.body).at("rev") == 2);

    CHECK(studio.send(http::Method::Delete, address).status == 204);
    CHECK(studio.send(http::Method::Get, address).status == 404);
    CHECK(names_in(studio.get("/api/v1/characters?deleted=true&project_id=" + film.project)
                       .at("characters")) == "Woyzeck");
    CHECK(studio.post(address + "/restore").at("name") == "Woyzeck");
    CHECK(names_in(studio.get("/api/v1/timeline-characters?sort=name&project_id=" + film.project)
                       .at("characters")) == "Bob|Marie|The Dog|Woyzeck");
}

TEST_CASE("characters of the organization belong to no project, and a scope must be named") {
    TestStudio studio;
    const auto house = studio.get("/api/v1/me").at("organization_id").get<std::string>();
    studio.post("/api/v1/characters", {{"organization_id", house}, {"name", "Kasper"}});
    CHECK(names_in(studio.get("/api/v1/characters?organization_id=" + house).at("characters")) ==
          "Kasper");
    const auto post = [&](const Json& body) {
        return studio.send_json(http::Method::Post, "/api/v1/characters", body);
    };
    CHECK(field_of(post({{"name", "Nobody"}})) == "project_id");
    CHECK(post({{"name", "A"}, {"project_id", "none"}}).status == 404);
    CHECK(post({{"name", "A"}, {"organization_id", "none"}}).status == 404);
    CHECK(field_of(post({{"name", "  "}, {"project_id", studio.demo()}})) == "name");
    CHECK(field_of(post({{"name", "A"}, {"project_id", studio.demo()}, {"color", "red"}})) ==
          "color");
    CHECK(field_of(post({{"name", "A"}, {"project_id", studio.demo()}, {"role", "hero"}})) ==
          "role");
    CHECK(field_of(post({{"name", "A"}, {"project_id", studio.demo()}, {"traits", {" "}}})) ==
          "traits");
    CHECK(studio.send(http::Method::Get, "/api/v1/characters").status == 422);
}

TEST_CASE("names that speak and are nobody's yet are found and added") {
    TestStudio studio;
    const Film film(studio);
    studio.send(http::Method::Delete, film.of("MARIE"));
    studio.send(http::Method::Delete, film.of("THE DOG"));
    const auto address = "/api/v1/projects/" + film.project + "/cast/found";
    const auto found = studio.get(address).at("names");
    CHECK(names_in(found) == "Marie|The Dog");
    CHECK(found.at(0).at("speeches") == 2);
    CHECK(field_of(studio.send_json(http::Method::Post, address, {{"names", {"BOB"}}})) == "names");
    CHECK(names_in(studio.post(address, {{"names", {"marie"}}}).at("characters")) == "Marie");
    CHECK(names_in(studio.post(address, Json::object()).at("characters")) == "The Dog");
    CHECK(studio.get(address).at("names").empty());
}

TEST_CASE("every line of a character is told with its scene, also under an alias") {
    TestStudio studio;
    const Film film(studio);
    const auto lines = studio.get(film.of("MARIE") + "/lines").at("lines");
    REQUIRE(lines.size() == 2);
    CHECK(lines.at(0).at("text") == "(softly)\nClosed.");
    CHECK(lines.at(0).at("scene_number") == "1");
    CHECK(lines.at(0).at("page") == 1);
    CHECK(lines.at(1).at("cue") == "MARIE (V.O.)");
    CHECK(lines.at(1).at("scene_title") == "EXT. YARD - NIGHT");
    studio.send_json(http::Method::Patch, film.of("BOB"), {{"aliases", {"the dog"}}});
    CHECK(studio.get(film.of("BOB") + "/lines").at("lines").size() == 2);
    const auto first = studio.get(film.of("MARIE") + "/lines?limit=1");
    CHECK(studio
              .get(film.of("MARIE") +
                   "/lines?limit=1&cursor=" + first.at("next_cursor").get<std::string>())
              .at("lines")
              .at(0)
              .at("text") == "Here.");
    const auto scenes = studio.get(film.of("BOB") + "/presence").at("scenes");
    REQUIRE(scenes.size() == 2);
    CHECK(scenes.at(0).at("speeches") == 0);
    CHECK(scenes.at(0).at("named") == true);
    CHECK(scenes.at(1).at("speeches") == 2);
}

TEST_CASE("a character is renamed everywhere as one change, which can be taken back") {
    TestStudio studio;
    const Film film(studio);
    const auto preview = studio.post(film.of("MARIE") + "/rename/preview", {{"name", "Anna"}});
    const auto& places = preview.at("places");
    REQUIRE(places.size() == 5);
    CHECK(places.at(0).at("kind") == "action");
    CHECK(places.at(0).at("before") == "MARIE");
    CHECK(places.at(0).at("after") == "ANNA");
    CHECK(places.at(1).at("after") == "Anna");
    CHECK(places.at(3).at("kind") == "dialogue");
    CHECK(places.at(3).at("line") == "Marie?");
    CHECK(text_of(studio, film) == kText);

    const auto renamed =
        studio.post(film.of("MARIE") + "/rename", {{"name", "Anna"},
                                                   {"version", preview.at("version")},
                                                   {"leave", {places.at(3).at("from")}},
                                                   {"keep_alias", true}});
    CHECK(renamed.at("place_count") == 4);
    CHECK(renamed.at("character").at("name") == "Anna");
    CHECK(renamed.at("character").at("aliases") == Json({"Marie"}));
    CHECK(text_of(studio, film) ==
          "INT. BAR - DAY\n\nANNA pours. Bob watches Anna.\n\nANNA\n(softly)\nClosed.\n\n"
          "EXT. YARD - NIGHT\n\nRain.\n\nBOB\nMarie?\n\nANNA (V.O.)\nHere.\n\nTHE DOG\nWoof.\n");

    // Somebody writes on before it is taken back.
    studio.send_json(
        http::Method::Post, "/api/v1/scripts/" + film.script + "/changes",
        {{"client_id", "other"},
         {"client_seq", 1},
         {"version", renamed.at("version")},
         {"changes", Json::array({Json(static_cast<std::int64_t>(text_of(studio, film).size())),
                                  Json::array({0, "", "= Late."})})}});
    const auto stale = studio.send_json(http::Method::Post, film.of("BOB") + "/rename",
                                        {{"name", "Rob"}, {"version", preview.at("version")}});
    CHECK(stale.status == 409);
    const auto undone =
        studio.post(film.of("MARIE") + "/rename/undo", {{"version", renamed.at("version")}});
    CHECK(undone.at("character").at("name") == "Marie");
    CHECK(text_of(studio, film) == kText + "\n= Late.");
    CHECK(studio
              .send_json(http::Method::Post, film.of("BOB") + "/rename/undo",
                         {{"version", renamed.at("version")}})
              .status == 404);
}

TEST_CASE("a name that no cue could have is refused") {
    TestStudio studio;
    const Film film(studio);
    for (const auto* name : {" ", "A (B)", "@A", "A\nB"}) {
        const auto answer =
            studio.send_json(http::Method::Post, film.of("BOB") + "/rename", {{"name", name}});
        CAPTURE(name);
        CHECK(answer.status == 422);
        CHECK(field_of(answer) == "name");
    }
    CHECK(text_of(studio, film) == kText);
}

TEST_CASE("the first portrait stands for a character until another is starred") {
    TestStudio studio;
    const Film film(studio);
    const auto upload = [&](const std::string& bytes, const std::string& use = "portrait") {
        return studio.send(http::Method::Post, film.of("BOB") + "/upload-image?use=" + use, bytes,
                           "application/octet-stream");
    };
    const auto first = upload(png(20, 30));
    REQUIRE(first.status == 201);
    const auto second = parse_json(upload(png(40, 30)).body).at("picture");
    const auto url = parse_json(first.body).at("image_url").get<std::string>();
    CHECK(studio.get(film.of("BOB")).at("image_url") == url);
    CHECK(studio.fetch(url) == png(20, 30));

    const auto address = "/api/v1/pictures/" + second.at("id").get<std::string>();
    studio.send_json(http::Method::Patch, address, {{"starred", true}, {"position", 1}});
    CHECK(studio.get(film.of("BOB")).at("image_id") == second.at("asset_id"));
    auto pictures = studio.get(film.of("BOB") + "/pictures").at("pictures");
    REQUIRE(pictures.size() == 2);
    CHECK(pictures.at(0).at("id") == second.at("id"));
    CHECK(pictures.at(0).at("position") == 1);
    CHECK(pictures.at(1).at("position") == 2);
    CHECK(pictures.at(1).at("starred") == false);

    CHECK(studio.send(http::Method::Delete, address).status == 204);
    CHECK(studio.get(film.of("BOB")).at("image_url") == url);
    studio.post(address + "/restore");
    pictures = studio.get(film.of("BOB") + "/pictures").at("pictures");
    CHECK(pictures.at(0).at("id") == second.at("id"));
    CHECK(pictures.at(1).at("starred") == true);

    studio.send_json(http::Method::Patch, film.of("BOB"), {{"sheet_locked", true}});
    CHECK(upload(png(20, 30), "sheet").status == 409);
}

TEST_CASE("what is no sound picture is refused and leaves nothing") {
    TestStudio studio;
    const Film film(studio);
    const auto status = [&](const std::string& bytes) {
        return studio
            .send(http::Method::Post, film.of("BOB") + "/upload-image", bytes,
                  "application/octet-stream")
            .status;
    };
    const auto good = png(64, 64);
    CHECK(status("") == 422);
    CHECK(status("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") == 415);
    CHECK(status("GIF89a" + std::string(100, 'x')) == 415);
    CHECK(status(good.substr(0, good.size() / 2)) == 422);
    CHECK(status(png(1, 1)) == 422);
    CHECK(status(png(12'001, 2)) == 413);
    CHECK(studio.get(film.of("BOB") + "/pictures").at("pictures").empty());
    CHECK(studio.studio().assets.check(files::CheckDepth::Hashes).is_clean());
}

TEST_CASE("what somebody is to another is said once and goes with either") {
    TestStudio studio;
    const Film film(studio);
    const auto made = studio.post(film.of("BOB") + "/relations",
                                  {{"to_id", film.ids.at("MARIE")}, {"kind", "loves"}});
    CHECK(made.at("from_id") == film.ids.at("BOB"));
    CHECK(studio.get(film.of("MARIE") + "/relations").at("relations").size() == 1);
    CHECK(field_of(studio.send_json(http::Method::Post, film.of("BOB") + "/relations",
                                    {{"to_id", film.ids.at("BOB")}, {"kind", "is"}})) == "to_id");
    CHECK(studio
              .send_json(http::Method::Post, film.of("BOB") + "/relations",
                         {{"to_id", "nobody"}, {"kind", "knows"}})
              .status == 404);
    const auto address = "/api/v1/relations/" + made.at("id").get<std::string>();
    CHECK(parse_json(studio.send_json(http::Method::Patch, address, {{"note", "Secretly."}}).body)
              .at("note") == "Secretly.");
    studio.send(http::Method::Delete, film.of("MARIE"));
    CHECK(studio.get(film.of("BOB") + "/relations").at("relations").empty());
    studio.post(film.of("MARIE") + "/restore");
    CHECK(studio.send(http::Method::Delete, address).status == 204);
    CHECK(studio.get(film.of("BOB") + "/relations").at("relations").empty());
}

TEST_CASE("what lies in the bin for thirty days goes for good, with its pictures") {
    TestStudio studio;
    const Film film(studio);
    studio.send(http::Method::Post, film.of("BOB") + "/upload-image", png(20, 20),
                "application/octet-stream");
    studio.send(http::Method::Delete, film.of("BOB"));
    auto& all = studio.studio();
    CHECK(all.cast.purge_expired(all.clock.now()) == 0);
    CHECK(all.cast.purge_expired(all.clock.now() + std::chrono::days(31)) == 1);
    CHECK(studio.send(http::Method::Post, film.of("BOB") + "/restore").status == 404);
    const auto check = all.assets.check(files::CheckDepth::Hashes);
    CHECK(check.is_clean());
    CHECK(all.store.read(
              [](store::Reader& db) { return db.count("SELECT count(*) FROM picture"); }) == 0);
}

}  // namespace fabula::app
