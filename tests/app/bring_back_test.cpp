// A partner's changed file comes back: chosen scene by scene, undone, and refused where it must be.
#include "base/text.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kHall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\n";
const std::string kHallSung = "INT. HALL - DAY\n\nAnna sings for the ferry.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands at last.\n\n";
const std::string kCave = "INT. CAVE - NIGHT\n\nDark.\n\n";

// A project with its frames drawn, and a file of the same story that was changed elsewhere.
class Return {
public:
    explicit Return(const std::string& file) {
        project = studio.bring_project("harbour.fountain", kHall + kYard + kQuay);
        script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0).at("id");
        studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
        address =
            "/api/v1/imports/" + studio.bring("back.fountain", file).at("id").get<std::string>();
    }
    std::string text() { return studio.fetch("/api/v1/scripts/" + script + "/text"); }
    // Of each scene how many shots with a frame it has: "HALL 2, YARD 1, ".
    std::string frames() {
        std::string out;
        const auto nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        for (const auto& node : nodes) {
            int drawn = 0;
            const auto id = node.at("id").get<std::string>();
            const auto shots = studio.get("/api/v1/shots?scene_id=" + id).at("shots");
            for (const auto& shot : shots) {
                drawn += !shot.at("image_id").is_null();
            }
            out += node.at("title").get<std::string>().substr(5, 4) + " " + std::to_string(drawn) +
                   (node.at("state") == "dormant" ? " dormant, " : ", ");
        }
        return out;
    }
    ApiAnswer apply(Json body) {
        body["project_id"] = project;
        return studio.send(http::Method::Post, address + "/apply", body.dump());
    }

    TestStudio studio;
    std::string project, script, address;
};

}  // namespace

TEST_CASE("scenes are taken and kept one by one, as one change that is undone as one") {
    Return back(kHallSung + kCave + kQuay);
    CHECK(back.frames() == "HALL 1, YARD 1, QUAY 1, ");
    const auto shown = back.studio.get(back.address + "/compare?project_id=" + back.project);
    CHECK(shown.at("version") == 1);
    CHECK(shown.at("scenes").at(0).at("change") == "changed");
    CHECK(shown.at("scenes").at(1).at("change") == "come");
    CHECK(shown.at("scenes").at(1).at("after") == 2);
    CHECK(shown.at("scenes").at(2).at("change") == "gone");
    CHECK(shown.at("scenes").at(2).at("before") == 2);

    CHECK(back.apply({{"version", 1}, {"keep", {2}}, {"leave_out", {2}}}).status == 200);
    CHECK(back.text() == kHallSung + kYard + kQuay);
    CHECK(back.frames() == "HALL 1, YARD 1, QUAY 1, ");

    back.studio.post("/api/v1/scripts/" + back.script + "/history/restore", {{"version", 1}});
    CHECK(back.text() == kHall + kYard + kQuay);
    CHECK(back.frames() == "HALL 1, YARD 1, QUAY 1, ");
}

TEST_CASE("a scene that the file lacks takes its frames into waiting and back") {
    Return back(kHall + kQuay);
    CHECK(back.apply({{"version", 1}}).status == 200);
    CHECK(back.frames() == "HALL 1, YARD 1 dormant, QUAY 1, ");
    back.studio.post("/api/v1/scripts/" + back.script + "/history/restore", {{"version", 1}});
    CHECK(back.frames() == "HALL 1, YARD 1, QUAY 1, ");
}

TEST_CASE("a choice is refused, and nothing taken, where it does not fit") {
    Return back(kHallSung + kQuay);
    const auto without_version = back.apply({{"keep", {1}}});
    CHECK(without_version.status == 422);
    CHECK(field_of(without_version) == "version");
    const auto no_such = back.apply({{"version", 1}, {"keep", {9}}});
    CHECK(no_such.status == 422);
    CHECK(field_of(no_such) == "keep");
    const auto not_new = back.apply({{"version", 1}, {"leave_out", {1}}});
    CHECK(not_new.status == 422);
    CHECK(field_of(not_new) == "leave_out");
    back.studio.send(http::Method::Put, "/api/v1/scripts/" + back.script,
                     Json{{"text", kHall + kYard + kQuay + "Waves.\n"}}.dump());
    CHECK(back.apply({{"version", 1}, {"keep", {2}}}).status == 409);
    CHECK(back.text() == kHall + kYard + kQuay + "Waves.\n");
    CHECK(back.apply({{"version", 2}, {"keep", {2}}}).status == 200);
    CHECK(back.text() == kHallSung + kYard + kQuay);
}

}  // namespace fabula::app
