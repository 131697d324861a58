// What becomes of the nodes of a script when its text changes, row by row, the same whether an
// editor sends the change, the API puts the new text, or a file comes back.
#include <algorithm>
#include <map>

#include "base/changes.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kHall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\nANNA\nIt is late.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands at last.\n\n";
const std::string kText = "# One\n\n" + kHall + "# Two\n\n" + kYard + kQuay;

enum class Way { Editor, Api, Import };
// Whether those that were not there at first are shown too.
enum class Sleepers { All, OnlyKnown };

// As somebody types it: what is the same before and behind stays.
Json typed(const std::string& before, const std::string& after) {
    const auto shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (tail < shorter - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    return ChangeSet::replace(before.size(), head, before.size() - tail,
                              after.substr(head, after.size() - tail - head))
        .to_json();
}

class Script {
public:
    explicit Script(Way way) : way_(way) {
        project_ = studio_.bring_project("harbour.fountain", kText);
        address_ = "/api/v1/scripts/" + studio_.get("/api/v1/projects/" + project_ + "/scripts")
                                            .at("scripts")
                                            .at(0)
                                            .at("id")
                                            .get<std::string>();
        studio_.wait_for(studio_.post("/api/v1/projects/" + project_ + "/storyboard"));
        for (const auto& node : nodes()) names_[node.at("id")] = node.at("title");
    }

    void become(const std::string& text) {
        const auto version = studio_.get(address_).at("version");
        if (way_ == Way::Editor) {
            studio_.post(address_ + "/changes", {{"client_id", "editor"},
                                                 {"client_seq", ++sent_},
                                                 {"version", version},
                                                 {"changes", typed(this->text(), text)}});
        } else if (way_ == Way::Api) {
            const auto answer =
                studio_.send(http::Method::Put, address_, Json{{"text", text}}.dump());
            REQUIRE(answer.status == 200);
        } else {
            const auto import = studio_.bring("back.fountain", text).at("id").get<std::string>();
            studio_.post("/api/v1/imports/" + import + "/apply",
                         {{"project_id", project_}, {"version", version}});
        }
        CHECK(this->text() == text);
    }
    // In order: the title, what the node was called first where that differs ("new": nothing), how
    // many shots it has; the dormant in brackets.
    std::string shown(Sleepers sleepers = Sleepers::All) {
        std::string out;
        for (const auto& node : nodes()) {
            const auto title = node.at("title").get<std::string>();
            const auto known = names_.find(node.at("id").get<std::string>());
            const bool sleeps = node.at("state") == "dormant";
            if (sleeps && known == names_.end() && sleepers == Sleepers::OnlyKnown) continue;
            const auto first = known == names_.end() ? "new" : known->second;
            auto row = title + (first == title ? "" : " <- " + first);
            const auto shots =
                studio_.get("/api/v1/shots?scene_id=" + node.at("id").get<std::string>());
            row += " " + std::to_string(shots.at("shots").size());
            out += (out.empty() ? "" : "|") + (sleeps ? "(" + row + ")" : row);
        }
        return out;
    }
    std::string text() { return studio_.fetch(address_ + "/text"); }

private:
    Json nodes() { return studio_.get("/api/v1/nodes?project_id=" + project_).at("nodes"); }

    TestStudio studio_;
    const Way way_;
    std::string project_, address_;
    std::map<std::string, std::string> names_;
    int sent_ = 0;
};

struct Row {
    std::string what;
    std::string text;
    std::string shown;
};

const std::string kBegun = "One 0|INT. HALL - DAY 2|Two 0|EXT. YARD - NIGHT 1|EXT. QUAY - DAWN 1";

// Each leads from kText to its text.
const std::vector<Row> kRows{
    {"typing before, in and behind a heading",
     "# One\n\nDawn.\n\nINT. LONG HALL - DAY\n\nBen.\n\nAnna waits for the ferry.\n\n"
     "ANNA\nIt is late.\n\n# Two\n\n" +
         kYard + kQuay,
     "One 0|INT. LONG HALL - DAY <- INT. HALL - DAY 2|Two 0|EXT. YARD - NIGHT 1|"
     "EXT. QUAY - DAWN 1"},
    {"a scene written above another",
     "# One\n\nEXT. GATE - DAY\n\nNobody is there.\n\n" + kHall + "# Two\n\n" + kYard + kQuay,
     "One 0|EXT. GATE - DAY <- new 0|INT. HALL - DAY 2|Two 0|EXT. YARD - NIGHT 1|"
     "EXT. QUAY - DAWN 1"},
    {"a heading deleted", "# One\n\n" + kHall + "# Two\n\nRain on the roofs.\n\n" + kQuay,
     "One 0|INT. HALL - DAY 2|Two 0|(EXT. YARD - NIGHT 1)|EXT. QUAY - DAWN 1"},
    {"a heading commented out",
     "# One\n\n" + kHall + "# Two\n\n/* EXT. YARD - NIGHT */\n\nRain on the roofs.\n\n" + kQuay,
     "One 0|INT. HALL - DAY 2|Two 0|(EXT. YARD - NIGHT 1)|EXT. QUAY - DAWN 1"},
    {"a scene repeated", kText + kYard,
     "One 0|INT. HALL - DAY 2|Two 0|EXT. YARD - NIGHT 1|EXT. QUAY - DAWN 1|"
     "EXT. YARD - NIGHT <- new 0"},
    {"a section deleted", "# One\n\n" + kHall + kYard + kQuay,
     "One 0|INT. HALL - DAY 2|(Two 0)|EXT. YARD - NIGHT 1|EXT. QUAY - DAWN 1"},
};

}  // namespace

TEST_CASE("each row of what becomes of nodes holds by editor, API and import") {
    for (const auto way : {Way::Editor, Way::Api, Way::Import}) {
        for (const auto& row : kRows) {
            CAPTURE(static_cast<int>(way));
            CAPTURE(row.what);
            Script script(way);
            REQUIRE(script.shown() == kBegun);
            script.become(row.text);
            CHECK(script.shown() == row.shown);
            // Back again: what slept is awake with all that hangs on it, what came new sleeps.
            script.become(kText);
            CHECK(script.shown(Sleepers::OnlyKnown) == kBegun);
        }
    }
}

TEST_CASE(
    "the first part of a split scene keeps its node, and shots go with their lines, each way") {
    for (const auto way : {Way::Editor, Way::Api, Way::Import}) {
        CAPTURE(static_cast<int>(way));
        Script script(way);
        script.become(
            "# One\n\nINT. HALL - DAY\n\nAnna waits for the ferry.\n\nINT. CELLAR - DAY\n\n"
            "ANNA\nIt is late.\n\n# Two\n\n" +
            kYard + kQuay);
        CHECK(script.shown() ==
              "One 0|INT. HALL - DAY 1|INT. CELLAR - DAY <- new 1|Two 0|EXT. YARD - NIGHT 1|"
              "EXT. QUAY - DAWN 1");
    }
}

TEST_CASE("a whole text with its scenes in another order keeps each scene by API and import") {
    for (const auto way : {Way::Api, Way::Import}) {
        CAPTURE(static_cast<int>(way));
        Script script(way);
        script.become("# One\n\n" + kQuay + kHall + "# Two\n\n" + kYard);
        CHECK(script.shown() ==
              "One 0|EXT. QUAY - DAWN 1|INT. HALL - DAY 2|Two 0|EXT. YARD - NIGHT 1");
    }
}

}  // namespace fabula::app
