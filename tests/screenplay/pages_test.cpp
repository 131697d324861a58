// Title page, measures and JSON.
#include "screenplay/pages.hpp"

#include "base/json.hpp"
#include "screenplay/page_text.hpp"
#include "screenplay/pages_json.hpp"
#include "screenplay/pages_measure.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using namespace fabula::screenplay::test;

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

TEST_CASE("a stage play is timed by its words, a screenplay by its pages") {
    std::string words;
    for (int i = 0; i < 148; ++i) words += "go ";
    const std::string text = "INT. A - DAY\n\n" + words + "\n\nINT. B - DAY\n\nOne.\n";
    const auto seconds_in = [&](Format format) {
        const Document document = parse_fountain(text, format);
        const Layout layout = layout_for(format, Paper::Letter);
        std::vector<int> seconds;
        for (const auto& scene : measure(document, layout, paginate(document, layout, {})).scenes) {
            seconds.push_back(scene.seconds);
        }
        return seconds;
    };
    // 152 words and 5 words at 150 a minute.
    CHECK(seconds_in(Format::Stage) == std::vector<int>{61, 2});
    CHECK(seconds_in(Format::Screenplay) == std::vector<int>{13, 3});
}
