// The outline in step with the text: what becomes of scenes, and of the shots that hold on to
// lines, when the text changes as a whole, is moved, copied, split or cut.
#include <algorithm>
#include <random>
#include <set>

#include "base/changes.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"
#include "script/node_match.hpp"
#include "script/script_store.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kHall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\nANNA\nIt is late.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands at last.\n";
const std::string kText = kHall + kYard + kQuay;

// A script with shots, and where each of them is.
class Stage {
public:
    explicit Stage(const std::string& text = kText, bool board = true) {
        project = studio.bring_project("harbour.fountain", text);
        script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0).at("id");
        address = "/api/v1/scripts/" + script;
        if (board) {
            studio.wait_for(studio.post("/api/v1/projects/" + project + "/storyboard"));
        }
    }

    Json put(const std::string& text) {
        const auto answer = studio.send(http::Method::Put, address, Json{{"text", text}}.dump());
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return parse_json(answer.body);
    }
    std::string text() { return studio.fetch(address + "/text"); }
    Json nodes() { return studio.get("/api/v1/nodes?project_id=" + project).at("nodes"); }
    std::string node(const std::string& title) {
        for (const auto& row : nodes()) {
            if (row.at("title") == title) return row.at("id").get<std::string>();
        }
        return {};
    }
    std::string state(const std::string& id) {
        return studio.get("/api/v1/nodes/" + id).at("state").get<std::string>();
    }
    // Titles in order, the dormant in brackets.
    std::string order() {
        std::string out;
        for (const auto& row : nodes()) {
            const auto title = row.at("title").get<std::string>();
            out += (out.empty() ? "" : "|") +
                   (row.at("state") == "dormant" ? "(" + title + ")" : title);
        }
        return out;
    }
    void move(const std::string& id, const Json& after) {
        studio.post("/api/v1/nodes/" + id + "/move", {{"after", after}});
    }
    // The text that the shots of a scene hold on to, in the order of the anchors, without blanks.
    std::string shot_texts(const std::string& scene) {
        const auto whole = text();
        std::string out;
        studio.studio().store.read([&](store::Reader& db) {
            const auto shots = db.column<std::string>(
                "SELECT id FROM shot WHERE scene_id = ? ORDER BY order_index", scene);
            for (const auto& anchor : script::list_anchors(db, ScriptId{script})) {
                if (std::find(shots.begin(), shots.end(), anchor.owner_id) == shots.end()) continue;
                screenplay::Range range{static_cast<std::uint32_t>(anchor.from_offset),
                                        static_cast<std::uint32_t>(anchor.to_offset)};
                for (const auto& row :
                     script::list_changes(db, ScriptId{script}, anchor.version, 10'000)) {
                    range = script::map_range(script::to_change_set(row), range);
                }
                const auto from = byte_offset_of(whole, range.from).value();
                const auto to = byte_offset_of(whole, range.to).value();
                out += "[" + std::string(trim(whole.substr(from, to - from))) + "]";
            }
        });
        return out;
    }

    TestStudio studio;
    std::string project, script, address;
};

}  // namespace

TEST_CASE("a whole text in place of another is one change, and every scene stays itself") {
    Stage stage;
    const auto hall = stage.node("INT. HALL - DAY");
    const auto quay = stage.node("EXT. QUAY - DAWN");
    const auto held = stage.shot_texts(hall);
    REQUIRE(held.find("Anna waits for the ferry.") != std::string::npos);

    const auto record = stage.put(kQuay + "\nINT. NEW - DAY\n\nNew.\n\n" + kHall);
    CHECK(record.at("version") == 2);
    CHECK(stage.node("INT. HALL - DAY") == hall);
    CHECK(stage.node("EXT. QUAY - DAWN") == quay);
    CHECK(stage.order().find("(EXT. YARD - NIGHT)") != std::string::npos);
    CHECK(stage.shot_texts(hall) == held);

    stage.put(kText);
    CHECK(stage.order() == "(INT. NEW - DAY)|INT. HALL - DAY|EXT. YARD - NIGHT|EXT. QUAY - DAWN");
    CHECK(stage.put(stage.text()).at("version") == 3);
}

TEST_CASE("a scene is moved with its text as one change, and its shots with their lines") {
    Stage stage;
    const auto hall = stage.node("INT. HALL - DAY");
    const auto held = stage.shot_texts(hall);
    stage.move(hall, stage.node("EXT. QUAY - DAWN"));
    CHECK(stage.text() == kYard + kQuay + "\n" + kHall);
    CHECK(stage.order() == "EXT. YARD - NIGHT|EXT. QUAY - DAWN|INT. HALL - DAY");
    CHECK(stage.node("INT. HALL - DAY") == hall);
    CHECK(stage.shot_texts(hall) == held);
    CHECK(stage.studio.get(stage.address).at("version") == 2);

    stage.move(hall, nullptr);
    CHECK(stage.order() == "INT. HALL - DAY|EXT. YARD - NIGHT|EXT. QUAY - DAWN");
    CHECK(stage.shot_texts(hall) == held);
    // Where it is already.
    stage.move(hall, nullptr);
    CHECK(stage.studio.get(stage.address).at("version") == 3);
    CHECK(
        stage.studio.send(http::Method::Post, "/api/v1/nodes/" + hall + "/move", R"({"after":"x"})")
            .status == 409);
    CHECK(stage.studio.send(http::Method::Post, "/api/v1/nodes/none/move", "{}").status == 404);
}

TEST_CASE("a section is moved with all that it holds, and never into itself") {
    Stage stage("# One\n\n" + kHall + "# Two\n\n" + kYard + kQuay, false);
    const auto one = stage.node("One");
    stage.move(one, stage.node("EXT. QUAY - DAWN"));
    CHECK(stage.order() == "Two|EXT. YARD - NIGHT|EXT. QUAY - DAWN|One|INT. HALL - DAY");
    CHECK(stage.studio
              .send(http::Method::Post, "/api/v1/nodes/" + stage.node("Two") + "/move",
                    Json{{"after", stage.node("EXT. YARD - NIGHT")}}.dump())
              .status == 422);
}

TEST_CASE("the scenes of a deleted section fall to the section above, in the same order") {
    Stage stage("# One\n\n" + kHall + "# Two\n\n" + kYard + kQuay, false);
    const auto one = stage.node("One");
    const auto yard = stage.node("EXT. YARD - NIGHT");
    stage.put("# One\n\n" + kHall + kYard + kQuay);
    CHECK(stage.order() == "One|INT. HALL - DAY|(Two)|EXT. YARD - NIGHT|EXT. QUAY - DAWN");
    CHECK(stage.studio.get("/api/v1/nodes/" + yard).at("parent_id") == one);
    CHECK(stage.node("EXT. YARD - NIGHT") == yard);
}

TEST_CASE("a copied scene is a new one, and the first keeps its shots") {
    Stage stage;
    const auto hall = stage.node("INT. HALL - DAY");
    const auto held = stage.shot_texts(hall);
    stage.put(kText + "\n" + kHall);
    const auto nodes = stage.nodes();
    REQUIRE(nodes.size() == 4);
    CHECK(nodes[0].at("id") == hall);
    CHECK(nodes[3].at("id") != hall);
    CHECK(stage.shot_texts(hall) == held);
    CHECK(stage.shot_texts(nodes[3].at("id").get<std::string>()).empty());
}

TEST_CASE("a cut scene sleeps with its shots, and wakes with them") {
    Stage stage;
    const auto yard = stage.node("EXT. YARD - NIGHT");
    const auto shots = [&] {
        return stage.studio.get("/api/v1/shots?scene_id=" + yard).at("shots").size();
    };
    const auto count = shots();
    REQUIRE(count > 0);
    stage.put(kHall + kQuay);
    CHECK(stage.state(yard) == "dormant");
    CHECK(shots() == count);
    stage.put(kHall + kQuay + "\n" + kYard);
    CHECK(stage.state(yard) == "attached");
    CHECK(stage.node("EXT. YARD - NIGHT") == yard);
}

TEST_CASE("a scene with new words for its heading or its body is the same scene") {
    Stage stage;
    const auto yard = stage.node("EXT. YARD - NIGHT");
    stage.put(kHall + "EXT. GARDEN - DUSK\n\nRain on the roofs.\n\n" + kQuay);
    CHECK(stage.node("EXT. GARDEN - DUSK") == yard);
    stage.put(kHall + "EXT. GARDEN - DUSK\n\nSnow.\n\n" + kQuay);
    CHECK(stage.node("EXT. GARDEN - DUSK") == yard);
}

TEST_CASE("three clients who type, replace and move at random lose no node and no order") {
    Stage stage(kText, false);
    std::mt19937 random(23);
    std::set<std::string> known;
    int seq = 0;
    const std::vector<std::string> bits{
        "INT. CAVE\n\nDark.\n\n", "# Act\n\n", "word ", "\n\n", kYard, "/* ", " */", "EXT. "};
    for (int round = 0; round < 120; ++round) {
        const auto text = stage.text();
        const auto nodes = stage.nodes();
        switch (random() % 4) {
            case 0: {
                const auto from = random() % (text.size() + 1);
                const auto to = std::min<std::size_t>(text.size(), from + random() % 30);
                const auto version = stage.studio.get(stage.address).at("version");
                const auto change =
                    ChangeSet::replace(text.size(), from, to, bits[random() % bits.size()]);
                const auto answer =
                    stage.studio.send(http::Method::Post, stage.address + "/changes",
                                      Json{{"client_id", "c" + std::to_string(round % 3)},
                                           {"client_seq", ++seq},
                                           {"version", version},
                                           {"changes", change.to_json()}}
                                          .dump());
                REQUIRE(answer.status == 200);
                break;
            }
            case 1: stage.put(text + "\n\n" + bits[random() % bits.size()]); break;
            default: {
                if (nodes.empty()) break;
                const auto& one = nodes[random() % nodes.size()];
                const auto& other = nodes[random() % nodes.size()];
                const auto status =
                    stage.studio
                        .send(http::Method::Post,
                              "/api/v1/nodes/" + one.at("id").get<std::string>() + "/move",
                              Json{{"after", other.at("id")}}.dump())
                        .status;
                // Asleep, or into itself: refused. Anything else is a move.
                CHECK((status == 200 || status == 409 || status == 422));
            }
        }
        std::set<std::string> now;
        for (const auto& node : stage.nodes()) now.insert(node.at("id").get<std::string>());
        for (const auto& id : known) CHECK(now.contains(id));
        known = now;
        // Attached nodes and headings agree in number and order, or the pages cannot be made.
        const auto pages = stage.studio.send(http::Method::Get, stage.address + "/pages");
        CHECK(pages.status == 200);
        const auto document = screenplay::parse_fountain(stage.text());
        const auto outline = screenplay::read_outline(document);
        std::size_t next = 0;
        for (const auto& node : stage.nodes()) {
            if (node.at("state") != "attached") continue;
            REQUIRE(next < outline.nodes.size());
            CHECK(node.at("title") == shorten(outline.nodes[next++].title, 2000));
        }
        CHECK(next == outline.nodes.size());
    }
}

TEST_CASE("a file that comes back changed is shown, then taken in as one change") {
    Stage stage;
    const auto hall = stage.node("INT. HALL - DAY");
    const auto yard = stage.node("EXT. YARD - NIGHT");
    const auto held = stage.shot_texts(hall);
    const auto changed = kQuay + "\nINT. CAVE - NIGHT\n\nDark.\n\n" + kHall;
    const auto import = stage.studio.bring("back.fountain", changed);
    const auto address = "/api/v1/imports/" + import.at("id").get<std::string>();
    const auto shown = stage.studio.get(address + "/compare?project_id=" + stage.project);
    std::string what;
    for (const auto& scene : shown.at("scenes")) {
        what += scene.at("change").get<std::string>() + " " +
                (scene.at("title_after").get<std::string>() +
                 scene.at("title_before").get<std::string>())
                    .substr(5, 4) +
                "|";
    }
    CHECK(what == "moved QUAY|come CAVE|gone YARD|");
    CHECK(shown.at("same_count") == 2);
    CHECK(stage.studio.get(stage.address).at("version") == 1);

    const auto record = stage.studio.post(address + "/apply", {{"project_id", stage.project}});
    CHECK(record.at("version") == 2);
    CHECK(stage.node("INT. HALL - DAY") == hall);
    CHECK(stage.shot_texts(hall) == held);
    CHECK(stage.state(yard) == "dormant");
    CHECK(trim(stage.text()) == trim(changed));
    const Json again{{"project_id", stage.project}};
    CHECK(stage.studio.send(http::Method::Post, address + "/apply", again.dump()).status == 409);
    const auto play = stage.studio.bring(
        "play.fountain", "Format: Stage play\n\n# ACT ONE\n\n.Hall\n\nANNA\nLate.\n");
    if (play.at("format") == "stage") {
        CHECK(stage.studio
                  .send(http::Method::Post,
                        "/api/v1/imports/" + play.at("id").get<std::string>() + "/apply",
                        again.dump())
                  .status == 422);
    }
}

TEST_CASE("the documented addresses of projects do what they say, by id") {
    TestStudio studio;
    const auto project =
        studio.post("/api/v1/projects/create",
                    {{"metadata", {{"title", "Kelp"}, {"producer", "Ada"}, {"genre", "drama"}}}});
    const auto id = project.at("id").get<std::string>();
    const auto metadata = studio.get("/api/v1/projects/" + id + "/metadata");
    CHECK(metadata.at("producer") == "Ada");
    CHECK(metadata.at("title") == "Kelp");
    CHECK(metadata.at("project_id") == id);
    CHECK(studio.get("/api/v1/projects/list").at("projects").at(0).at("genre") == "drama");
    const auto put = studio.send(http::Method::Put, "/api/v1/projects/" + id + "/metadata",
                                 R"({"metadata":{"title":"Tang"}})");
    CHECK(put.status == 200);
    CHECK_FALSE(parse_json(put.body).contains("producer"));
    CHECK(studio.send(http::Method::Post, "/api/v1/projects/create", R"({"metadata":{}})").status ==
          422);
    CHECK(studio.send(http::Method::Get, "/api/v1/projects/none/metadata").status == 404);
}

TEST_CASE("the documented addresses of screenplays do what they say, by id") {
    TestStudio studio;
    const auto id = studio.post("/api/v1/projects/create", {{"metadata", {{"title", "Kelp"}}}})
                        .at("id")
                        .get<std::string>();
    const Json lines = Json::parse(R"([
        {"class": "scene-heading", "content": "INT. HALL - DAY"},
        {"class": "action", "content": "Anna waits."},
        {"class": "character", "content": "ANNA"},
        {"class": "dialogue", "content": "It is late."},
        {"class": "transition", "content": "CUT TO:"},
        {"class": "shot", "content": "CLOSE ON the clock"}])");
    const auto created =
        studio.post("/api/v1/create_screenplay", {{"template_name", "american_screenplay"},
                                                  {"screenplay_name", "Hall"},
                                                  {"screenplayContent", lines},
                                                  {"project_id", id}});
    CHECK(created.at("project_id") == id);
    const Json named{{"screenplay_id", created.at("id")}};
    CHECK(studio.post("/api/v1/open_screenplay", named).at("content") == lines);
    const auto script = created.at("id").get<std::string>();
    const auto part = studio.get("/api/v1/open_screenplay?limit=4&screenplay_id=" + script);
    CHECK(part.at("content").size() == 4);
    CHECK(studio
              .get("/api/v1/open_screenplay?limit=4&screenplay_id=" + script +
                   "&cursor=" + part.at("next_cursor").get<std::string>())
              .at("content")
              .size() == 2);
    CHECK(studio
              .send(http::Method::Post, "/api/v1/create_screenplay",
                    Json{{"template_name", "tv_pilot"},
                         {"screenplay_name", "Second"},
                         {"screenplay_content", lines},
                         {"project_id", id}}
                        .dump())
              .status == 409);

    auto changed = lines;
    changed[3]["content"] = "It is far too late.";
    const auto saved = studio.post("/api/v1/save_screenplay",
                                   {{"screenplay_id", script}, {"screenplay", changed}});
    CHECK(saved.at("version").get<int>() == created.at("version").get<int>() + 1);
    CHECK(studio.post("/api/v1/open_screenplay", named).at("content") == changed);
    CHECK(studio.post("/api/v1/list_screenplays", Json::object()).at("screenplays").size() == 2);

    CHECK(studio.send(http::Method::Post, "/api/v1/open_screenplay", R"({"screenplay_id":"x"})")
              .status == 404);
    CHECK(studio.send(http::Method::Post, "/api/v1/save_screenplay", named.dump()).status == 422);
    CHECK(studio.send(http::Method::Post, "/api/v1/delete_screenplay", named.dump()).status == 204);
    CHECK(studio.send(http::Method::Post, "/api/v1/open_screenplay", named.dump()).status == 404);
    CHECK(studio.get("/api/v1/bin").at("entries").size() == 1);
}

TEST_CASE("saving lines keeps what lines cannot say") {
    Stage stage(
        "Title: Harbour\nAuthor: Ada\n\n= Anna waits.\n\nINT. HALL - DAY #4A#\n\nAnna *waits* for "
        "it.[[why?]]\n\n[[A note of its own.]]\n\nANNA (V.O.)\nIt is late.\n\nBERT ^\nTo me too.\n",
        false);
    const auto before = stage.text();
    const auto named = Json{{"screenplay_id", stage.script}};
    auto lines = stage.studio.post("/api/v1/open_screenplay", named).at("content");
    const auto save = [&] {
        stage.studio.post("/api/v1/save_screenplay",
                          {{"screenplay_id", stage.script}, {"screenplay", lines}});
    };
    save();
    CHECK(stage.text() == before);
    CHECK(stage.studio.get(stage.address).at("version") == 1);
    for (auto& line : lines) {
        if (line.at("content") == "It is late.") line["content"] = "It is later.";
    }
    save();
    auto expected = before;
    expected.replace(expected.find("late."), 5, "later.");
    CHECK(stage.text() == expected);
    lines.clear();
    save();
    CHECK(stage.text().find("A note of its own.") != std::string::npos);
    CHECK(stage.text().find("Title: Harbour") != std::string::npos);
}

}  // namespace fabula::app
