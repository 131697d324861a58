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

enum class Kind { Fountain, FinalDraft };

// A project with its frames drawn, and a file of the same story that was changed elsewhere.
class Return {
public:
    explicit Return(const std::string& file, Kind kind = Kind::Fountain) {
        project = studio.bring_project("harbour.fountain", kHall + kYard + kQuay);
        script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0).at("id");
        studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
        address = "/api/v1/imports/" + bring(file, kind).at("id").get<std::string>();
    }
    // On the words where they stand first, or on a thing in the project; answers the thread's id.
    std::string comment_on(const std::string& words) {
        const auto from = text().find(words);
        return comment({{"object_kind", "script"},
                        {"object_id", script},
                        {"from", from},
                        {"to", from + words.size()}});
    }
    std::string comment(Json about) {
        about["body"] = "Why?";
        return studio.post("/api/v1/threads", about).at("id").get<std::string>();
    }
    // The words that the thread is on now; "-" where they are gone.
    std::string words_of(const std::string& thread) {
        const auto now = studio.get("/api/v1/threads/" + thread);
        if (now.at("gone") == true) return "-";
        const auto from = now.at("from").get<std::size_t>();
        return text().substr(from, now.at("to").get<std::size_t>() - from);
    }
    Json scene(const std::string& title) {
        const auto nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        for (const auto& node : nodes) {
            if (node.at("title").get<std::string>().find(title) != std::string::npos) return node;
        }
        return nullptr;
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

private:
    // What a partner sends: the text itself, or what another program makes of it.
    Json bring(const std::string& file, Kind kind) {
        if (kind == Kind::Fountain) return studio.bring("back.fountain", file);
        const auto theirs = studio.bring_project("theirs.fountain", file);
        return studio.bring("back.fdx", studio.export_as(theirs, "fdx"));
    }
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

TEST_CASE("comments on words, scenes and shots are where they were when a changed file came back") {
    const std::string file =
        kQuay + "EXT. YARD - NIGHT\n\nHard rain on the roofs, and wind.\n\n"
                "INT. HALL - EVENING\n\nBen comes in.\n\nAnna waits for the ferry.\n";
    for (const auto kind : {Kind::Fountain, Kind::FinalDraft}) {
        CAPTURE(static_cast<int>(kind));
        Return back(file, kind);
        const auto roofs = back.comment_on("on the roofs");
        const auto anna = back.comment_on("Anna waits");
        const auto ferry = back.comment_on("ferry lands");
        const auto hall = back.scene("HALL").at("id");
        const auto shots =
            back.studio.get("/api/v1/shots?scene_id=" + hall.get<std::string>()).at("shots");
        const auto on_hall = back.comment({{"object_kind", "node"}, {"object_id", hall}});
        const auto on_shot =
            back.comment({{"object_kind", "shot"}, {"object_id", shots.at(0).at("id")}});

        REQUIRE(back.apply({{"version", 1}}).status == 200);
        CHECK(back.text().starts_with(kQuay));
        CHECK(back.frames() == "QUAY 1, YARD 1, HALL 1, ");
        CHECK(back.words_of(roofs) == "on the roofs");
        CHECK(back.words_of(anna) == "Anna waits");
        CHECK(back.words_of(ferry) == "ferry lands");
        CHECK(back.scene("HALL - EVENING").at("id") == hall);
        CHECK(back.studio.get("/api/v1/threads/" + on_hall).at("object_id") == hall);
        const auto shot = back.studio.get("/api/v1/threads/" + on_shot).at("object_id");
        CHECK(back.studio.get("/api/v1/shots/" + shot.get<std::string>()).at("scene_id") == hall);
    }
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
