// Title page, measures, JSON and the layout files.
#include "screenplay/pages.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "screenplay/layout_json.hpp"
#include "screenplay/page_text.hpp"
#include "screenplay/pages_json.hpp"
#include "screenplay/pages_measure.hpp"

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

TEST_CASE("the title page is laid out apart, as Final Draft's template sets it") {
    const Document document = parse_fountain(
        "Title:\n\t**THE LONG PIER**\nCredit: written by\nAuthor: Anna Berg\nSource: from her "
        "novel\n"
        "Draft date: 3 May 2024\nContact:\n\tHafenstr. 1\n\tKiel\n\nINT. A - DAY\n\nOne.\n");
    const Pages pages = paginate(document);
    REQUIRE(pages.title_page);
    const Page& title = *pages.title_page;
    std::vector<std::string> lines;
    for (const PageLine& line : title.lines) {
        lines.push_back(std::to_string(line.row) + " " + text_of(document, title, line));
    }
    CHECK(lines == std::vector<std::string>{"18 THE LONG PIER", "22 written by", "24 Anna Berg",
                                            "29 from her novel", "48 Hafenstr. 1", "49 Kiel",
                                            "48 3 May 2024"});
    CHECK(title.lines[0].x == doctest::Approx(4.25 * 72 - 13 * 7.006 / 2));
    CHECK(title.runs[0].style == Bold);
    CHECK(title.lines[4].x == doctest::Approx(72));
    CHECK(title.lines[6].x == doctest::Approx(6.0 * 72));
    CHECK(title.number == 0);
    CHECK(pages.pages.size() == 1);
    CHECK(pages.pages[0].number == 1);
}

TEST_CASE("a script without a title page has none") {
    CHECK_FALSE(pages_of("INT. A - DAY\n\nOne.\n").title_page);
    CHECK_FALSE(pages_of("Format: Screenplay\n\nINT. A - DAY\n\nOne.\n").title_page);
}

TEST_CASE("pages as JSON hold elements only, the later part of one as continued") {
    const std::string script =
        "Title: X\n\n" + filled(50) +
        "MAYOR\nWe have never had a summer like this one. The wells are full, the roads are dry, "
        "and nobody has asked me for anything since the fair.\n";
    const Document document = parse_fountain(script);
    const Json json = pages_json(document, paginate(document));
    REQUIRE(json["pages"].size() == 2);
    const Json& first = json["pages"][0];
    CHECK(first["number"] == 1);
    const Json& elements = first["elements"];
    CHECK(elements[elements.size() - 2] ==
          parse_json(R"({"type": "character", "text": "MAYOR", "continued": false})"));
    CHECK(elements.back() == parse_json(R"({"type": "dialogue", "text":
              "We have never had a summer like this one.", "continued": false})"));
    CHECK(json["pages"][1] == parse_json(R"({"number": 2, "elements": [{"type": "dialogue",
              "text": "The wells are full, the roads are dry, and nobody has asked me for )"
                                         R"(anything since the fair.", "continued": true}]})"));
}

TEST_CASE("scenes are measured in eighths of a page, from heading to heading") {
    const std::string script =
        "INT. A - DAY\n\nOne.\n\nINT. B - DAY\n\n" + filled(48) + "INT. C - DAY\n\n" + filled(60);
    const Document document = parse_fountain(script);
    const Layout layout = layout_for(Format::Screenplay, Paper::Letter);
    const Measures measures = measure(document, layout, paginate(document));
    REQUIRE(measures.scenes.size() == 3);
    // Heading, blank, line, two blanks.
    CHECK(measures.scenes[0] ==
          SceneLength{.heading = 0, .page = 1, .rows = 5, .eighths = 1, .seconds = 6});
    // Heading, blank and 47 rows on the first page, one on the second, two blanks.
    CHECK(measures.scenes[1].page == 1);
    CHECK(measures.scenes[1].rows == 51);
    CHECK(measures.scenes[1].eighths == 8);
    CHECK(measures.scenes[2].page == 2);
    CHECK(eighths_text(measures.scenes[2].eighths) == "1 1/8");
    CHECK(measures.page_of_element[0] == 1);
    CHECK(measures.page_of_element[measures.scenes[2].heading] == 2);
    CHECK(measures.seconds > 120);
}

TEST_CASE("eighths are not reduced") {
    CHECK(eighths_text(1) == "1/8");
    CHECK(eighths_text(4) == "4/8");
    CHECK(eighths_text(8) == "1");
    CHECK(eighths_text(18) == "2 2/8");
}

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
          "elements.action.left must lie between 0 and 17");
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
    json["more"] = "(WEITER)";
    const Layout layout = layout_from_json(json, Paper::Letter);
    CHECK(columns_of(layout, Slot::Dialogue).rest == 25);
    CHECK(layout.more == "(WEITER)");
}
