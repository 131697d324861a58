// Formats as data: the built-in files, what a user may change in a copy, and what is refused.
#include "screenplay/format_file.hpp"

#include <fstream>
#include <sstream>

#include "screenplay/layout_json.hpp"
#include "screenplay/page_text.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using namespace fabula::screenplay::test;

namespace {

Json layout_file(const std::string& name) {
    std::ifstream in(std::string(FABULA_SOURCE_DIR) + "/templates/screenplay/" + name);
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return parse_json(text.str());
}

std::string problem_of(const char* json) {
    try {
        layout_from_json(parse_json(json), Paper::Letter);
    } catch (const AppError& error) {
        return error.details().field + " " + error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("each built-in format is its file, and is called like it") {
    for (const std::string_view name : kFormatNames) {
        CAPTURE(name);
        const Format format = *find_format(name);
        CHECK(name_of(format) == name);
        const Json file = layout_file(std::string(name) + ".json");
        CHECK(file["format"] == name);
        for (const Paper paper : {Paper::Letter, Paper::A4}) {
            CHECK(layout_from_json(file, paper) == layout_for(format, paper));
        }
    }
    CHECK_FALSE(find_format("sitcom"));
}

TEST_CASE("the multi-camera format double-spaces what is said and shows action in capitals") {
    const Layout layout = layout_for(Format::Multicam, Paper::Letter);
    CHECK(layout.format == Format::Multicam);
    CHECK(layout.of(Slot::Dialogue).left == 2.25);
    CHECK(layout.of(Slot::Dialogue).line_spacing == 2);
    CHECK(layout.of(Slot::Parenthetical).left == 2.75);
    CHECK(layout.of(Slot::Character).right == 6.25);
    CHECK(layout.of(Slot::Action).upper_case);
    CHECK_FALSE(layout_for(Format::Screenplay, Paper::Letter).of(Slot::Action).upper_case);
}

TEST_CASE("a layout file with a mistake is refused, the place named") {
    CHECK(problem_of(R"({"elements": {"acton": {}}})") == "elements.acton is not known");
    CHECK(problem_of(R"({"elements": {"action": {"left": "1"}}})") ==
          "elements.action.left must be a number");
    CHECK(problem_of(R"({"elements": {"action": {"left": 40}}})") ==
          "elements.action.left must lie between 0 and 8.27");
    CHECK(problem_of(R"({"elements": {"action": {"left": 8}}})") ==
          "elements.action.right must lie right of left");
    CHECK(problem_of(R"({"elements": {"action": {"align": "middle"}}})") ==
          "elements.action.align is not one of the known values");
    CHECK(problem_of(R"({"elements": {"action": {"style": ["loud"]}}})") ==
          "elements.action.style must be a list of bold, italic, underline");
    CHECK(problem_of(R"({"page": []})") == "page must be an object");
    CHECK(problem_of(R"({"header": 3})") == "header must be text");
    CHECK(problem_of(R"({"breaks": {"lines_before": 1.5}})") ==
          "breaks.lines_before must be a whole number");
    CHECK(problem_of(R"({"breaks": {"at_sentences": 1}})") ==
          "breaks.at_sentences must be true or false");
}

TEST_CASE("a changed layout file changes the pages") {
    Json json = layout_file("screenplay.json");
    json["elements"]["dialogue"]["right"] = 5.0;
    json["continued"]["more"] = "(WEITER)";
    const Layout layout = layout_from_json(json, Paper::Letter);
    CHECK(columns_of(layout, Slot::Dialogue).rest == 25);
    CHECK(layout.continued.more == "(WEITER)");
}

TEST_CASE("a measure off the paper is refused, whichever paper it is printed on") {
    CHECK(problem_of(R"({"elements": {"action": {"right": 8.4}}})") ==
          "elements.action.right must lie between 0 and 8.27");
    CHECK(problem_of(R"({"elements": {"action": {"first_indent": -2}}})") ==
          "elements.action.first_indent leaves the column");
    CHECK(problem_of(R"({"page": {"top": 4, "bottom": 4, "leading_points": 72}})") ==
          "page.leading_points leaves less than five lines");
}

TEST_CASE("keys, lists and direction with a mistake are refused, the place named") {
    CHECK(problem_of(R"({"elements": {"action": {"enter": "dialog"}}})") ==
          "elements.action.enter is not one of the known values");
    CHECK(problem_of(R"({"cycle": ["action", "cue"]})") == "cycle names an unknown element");
    CHECK(problem_of(R"({"lists": {"transitions": "CUT TO:"}})") ==
          "lists.transitions must be a list of texts");
    CHECK(problem_of(R"({"lists": {"transition": []}})") == "lists.transition is not known");
    CHECK(problem_of(R"({"direction": "up"})") == "direction is not one of the known values");
    CHECK(problem_of(R"({"format": "sitcom"})") == "format is not one of the known values");
    CHECK(problem_of(R"({"cue_numbers": true})") == "cue_numbers is not one of the known values");
}

TEST_CASE("a format says what Enter and Tab give behind each element") {
    const FormatFile& file = format_file(Format::Screenplay);
    const auto& keys = file.elements;
    const auto at = [&](Slot slot) { return keys[static_cast<std::size_t>(slot)]; };
    CHECK(at(Slot::SceneHeading).enter == Slot::Action);
    CHECK(at(Slot::Action).enter == std::nullopt);
    CHECK(at(Slot::Action).tab == Slot::Character);
    CHECK(at(Slot::Character).enter == Slot::Dialogue);
    CHECK(at(Slot::Character).tab == Slot::Parenthetical);
    CHECK(at(Slot::Dialogue).enter == Slot::Character);
    CHECK(at(Slot::Transition).enter == Slot::SceneHeading);
    CHECK(at(Slot::SceneHeading).name == "Scene heading");
    CHECK(format_file(Format::Comic).elements[0].name == "Panel");
    CHECK(file.cycle.front() == Slot::Action);
    CHECK(file.lists.extensions.front() == "(V.O.)");
    CHECK(format_file(Format::Manuscript).lists.transitions.empty());
    CHECK(file.direction == Direction::Auto);
}

TEST_CASE("a title page may change its layout in JumpCut's words") {
    const auto layout_of = [](const std::string& words) {
        return layout_for(parse_fountain("Title: X\nFmt: " + words + "\n\nINT. A - DAY\n"));
    };
    CHECK(layout_of("") == layout_for(Format::Screenplay, Paper::Letter));
    CHECK(layout_of("MultiCam") == layout_for(Format::Multicam, Paper::Letter));
    CHECK(layout_of("a4") == layout_for(Format::Screenplay, Paper::A4));
    CHECK(layout_of("dl-2.0 dr-5.5").of(Slot::Dialogue).left == 2.0);
    CHECK(layout_of("dl-2.0 dr-5.5").of(Slot::Dialogue).right == 5.5);
    CHECK(layout_of("cr-6.00").of(Slot::Character).right == 6.0);
    CHECK(layout_of("dsd").of(Slot::Dialogue).line_spacing == 2);
    CHECK(layout_of("ssbsh bsh").of(Slot::SceneHeading).space_before == 1);
    CHECK(layout_of("ssbsh bsh").of(Slot::SceneHeading).style == Bold);
    CHECK(lines_per_page(layout_of("lpp-55").page) == 55);
    CHECK_FALSE(layout_of("no-auto-act-breaks").of(Slot::NewAct).starts_page);
    // Nonsense changes nothing.
    CHECK(layout_of("dl-99 dr-x lpp-1000 quick") == layout_for(Format::Screenplay, Paper::Letter));
}

TEST_CASE("paper that a person chose wins over the title page's") {
    const Document document = parse_fountain("Title: X\nFmt: a4\n\nINT. A - DAY\n");
    CHECK(layout_for(document, Paper::Letter).page.height == 11.0);
}

TEST_CASE("what is said begins beside its cue in an audio drama, and cues are numbered") {
    const Document document = parse_fountain(
        "Title: Sea\n\nWaves.\n\nANNA\nListen. Do you hear that, out there, behind the "
        "breakers?\n\nBEN\nNo.\n",
        Format::Audio);
    const Pages pages = paginate(document);
    std::vector<std::string> lines;
    for (const PageLine& line : pages.pages[0].lines) {
        lines.push_back(std::to_string(line.row) + " " + text_of(document, pages.pages[0], line));
    }
    CHECK(lines == std::vector<std::string>{"0 1.", "0 WAVES.", "2 2.", "2 ANNA",
                                            "2 Listen. Do you hear that, out there,",
                                            "4 behind the breakers?", "7 3.", "7 BEN", "7 No."});
}

TEST_CASE("an act of a stage play opens a page, a scene of it does not") {
    const Document document = parse_fountain(
        "# Act One\n\n## Scene 1\n\nA kitchen.\n\n## Scene 2\n\nRain.\n\n# Act Two\n\nSnow.\n",
        Format::Stage);
    const Pages pages = paginate(document);
    REQUIRE(pages.pages.size() == 2);
    CHECK(text_of(document, pages.pages[1], pages.pages[1].lines[0]) == "ACT TWO");
}
