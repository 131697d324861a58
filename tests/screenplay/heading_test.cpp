#include <doctest/doctest.h>

#include <string>

#include "screenplay/document.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::screenplay {

namespace {

struct HeadingCase {
    std::string heading;
    Setting setting;
    std::string place;
    std::string time;
};

}  // namespace

TEST_CASE("a heading is taken apart into setting, place and time") {
    const HeadingCase cases[] = {
        {"INT. KITCHEN - NIGHT", Setting::Interior, "KITCHEN", "NIGHT"},
        {"EXT. BRICK'S PATIO - DAY", Setting::Exterior, "BRICK'S PATIO", "DAY"},
        {"INT./EXT. CAR - DAY", Setting::Both, "CAR", "DAY"},
        {"INT. / EXT. CAR - DAY", Setting::Both, "CAR", "DAY"},
        {"I/E CAR – CONTINUOUS", Setting::Both, "CAR", "CONTINUOUS"},
        {"INT - DEPOT - LATER", Setting::Interior, "DEPOT", "LATER"},
        {"INT. HOUSE - KITCHEN - DAY", Setting::Interior, "HOUSE - KITCHEN", "DAY"},
        {"INT. HOUSE - KITCHEN", Setting::Interior, "HOUSE - KITCHEN", ""},
        {"INT. HOUSE—NIGHT", Setting::Interior, "HOUSE", "NIGHT"},
        {"INT. HOUSE--NIGHT", Setting::Interior, "HOUSE", "NIGHT"},
        {"INT. HOUSE - DAY - LATER", Setting::Interior, "HOUSE", "DAY - LATER"},
        {"INT. HOUSE - DAY (1920)", Setting::Interior, "HOUSE", "DAY (1920)"},
        {"INT. HOUSE - THE NEXT MORNING", Setting::Interior, "HOUSE", "THE NEXT MORNING"},
        {"EXT. T-JUNCTION", Setting::Exterior, "T-JUNCTION", ""},
        {"INT. HOUSE/NIGHT", Setting::Interior, "HOUSE", "NIGHT"},
        {"INT. HOUSE, NIGHT", Setting::Interior, "HOUSE", "NIGHT"},
        {"INNEN. KÜCHE – TAG", Setting::Interior, "KÜCHE", "TAG"},
        {"AUSSEN. HOF – SPÄTER ABEND", Setting::Exterior, "HOF", "SPÄTER ABEND"},
        {"INNEN/AUSSEN AUTO – NACHT", Setting::Both, "AUTO", "NACHT"},
        {"INNEN / AUSSEN. AUTO – NACHT", Setting::Both, "AUTO", "NACHT"},
        {"INN./AUSS. AUTO – NACHT", Setting::Both, "AUTO", "NACHT"},
        {"I/A. AUTO – NACHT", Setting::Both, "AUTO", "NACHT"},
        {"INT. CUISINE – FIN DE JOURNÉE", Setting::Interior, "CUISINE", "FIN DE JOURNÉE"},
        {"INT. JOUR - CUISINE", Setting::Interior, "CUISINE", "JOUR"},
        {"INT. COCINA - DÍA", Setting::Interior, "COCINA", "DÍA"},
        {"EST. STRADA - NOTTE", Setting::Exterior, "STRADA", "NOTTE"},
        {"ИНТ./НАТ. МАШИНА - НОЧЬ", Setting::Both, "МАШИНА", "НОЧЬ"},
        {"ИНТ. КУХНЯ. НОЧЬ", Setting::Interior, "КУХНЯ", "НОЧЬ"},
        {"PL. ULICA - NOC", Setting::Exterior, "ULICA", "NOC"},
        {"INT. HOUSE - DEN", Setting::Interior, "HOUSE - DEN", ""},
        {"İÇ. EV - GECE", Setting::Interior, "EV", "GECE"},
        {"内景 客厅 夜", Setting::Interior, "客厅", "夜"},
        {"内/外景 汽车 - 日", Setting::Both, "汽车", "日"},
        {"外景。街道　夜", Setting::Exterior, "街道", "夜"},
        {"○教室（夜）", Setting::Unknown, "教室", "夜"},
        {"S#12. 거실 - 밤", Setting::Unknown, "거실", "밤"},
        {"פנים. בית - לילה", Setting::Interior, "בית", "לילה"},
        {"داخلي - منزل - ليل", Setting::Interior, "منزل", "ليل"},
        {"int. kitchen - night", Setting::Interior, "kitchen", "night"},
        {"INT.", Setting::Interior, "", ""},
        {"OPENING TITLES", Setting::Unknown, "OPENING TITLES", ""},
        {"", Setting::Unknown, "", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.heading);
        const auto parts = heading_parts(c.heading);
        CHECK(parts.setting == c.setting);
        CHECK(parts.place == c.place);
        CHECK(parts.time == c.time);
    }
}

TEST_CASE("the language that a title page names decides what is a time of day") {
    CHECK(heading_parts("INT. BYT - DEN", "cs").time == "DEN");
    CHECK(heading_parts("INT. CASA - SERA", "it").time == "SERA");
    for (const std::string value : {"cs", "cs-CZ", "Czech", "Čeština", " CZECH "}) {
        CAPTURE(value);
        const auto outline = read_outline(
            parse_fountain("Title: X\nLanguage: " + value + "\n\nINT. BYT - DEN\n\nTicho.\n"));
        REQUIRE(outline.nodes.size() == 1);
        CHECK(outline.nodes[0].parts.place == "BYT");
        CHECK(outline.nodes[0].parts.time == "DEN");
    }
}

TEST_CASE("a cue names its speaker without extensions and dual mark") {
    CHECK(speaker_of("ANNA (V.O.)") == "ANNA");
    CHECK(speaker_of("  ANNA (V.O.) (CONT'D) ^") == "ANNA");
    CHECK(speaker_of("ANNA^") == "ANNA");
    CHECK(speaker_of("McCLANE") == "McCLANE");
    CHECK(speaker_of("(V.O.)") == "(V.O.)");
    CHECK(speaker_of("") == "");
    CHECK(speaker_of("李明（画外音）") == "李明");
    CHECK(speaker_of("MÜLLER (AUS DEM OFF) ^") == "MÜLLER");
    CHECK(speaker_of("שלום (V.O.)") == "שלום");
}

TEST_CASE("words that a script uses behind many places are its times of day") {
    const auto outline = read_outline(parse_fountain(
        "INT. A - STORM\n\nOne.\n\nINT. B - STORM\n\nTwo.\n\nEXT. C - STORM\n\nThree.\n\n"
        "INT. A - KITCHEN\n\nFour.\n\nINT. B - KITCHEN\n\nFive.\n\nINT. C - KITCHEN\n\nSix.\n"));
    REQUIRE(outline.nodes.size() == 6);
    CHECK(outline.nodes[0].parts.place == "A");
    CHECK(outline.nodes[0].parts.time == "STORM");
    CHECK(outline.nodes[3].parts.place == "A - KITCHEN");
    CHECK(outline.nodes[3].parts.time == "");
}

TEST_CASE("the outline nests sections and scenes and counts what stands in them") {
    const auto outline = read_outline(parse_fountain(
        "Opening.\n\n# Act One\n\n= They meet.\n\n## Sequence\n\nINT. TRAM - DAY #4A#\n\n"
        "Two words.\n\nIDA\nHello.\n\nTOMAS (V.O.)\nHello you.\n\nIDA\nBye.\n\n# Act Two\n\n"
        "EXT. STREET - NIGHT\n\nRain.\n"));
    REQUIRE(outline.nodes.size() == 5);
    CHECK(outline.first_element == 1);
    const auto& scene = outline.nodes[2];
    CHECK(scene.title == "INT. TRAM - DAY");
    CHECK(scene.scene_number == "4A");
    CHECK(scene.parent == 1U);
    CHECK(outline.nodes[1].parent == 0U);
    CHECK_FALSE(outline.nodes[3].parent.has_value());
    CHECK(outline.nodes[4].parent == 3U);
    CHECK(outline.nodes[0].synopsis == "They meet.");
    REQUIRE(scene.speakers.size() == 2);
    CHECK(scene.speakers[0].name == "IDA");
    CHECK(scene.speakers[0].speeches == 2);
    CHECK(scene.speakers[1].name == "TOMAS");
    CHECK(scene.word_count == 10);
    CHECK(scene.body.from == scene.heading.to);
    CHECK(scene.body.to == outline.nodes[3].heading.from);
}

TEST_CASE("pages of a comic hold its panels, and captions are no speakers") {
    const auto outline = read_outline(
        parse_fountain("PAGE 1\n\nPanel 1\nThe depot.\n\nIDA\nHello.\n\nCAPTION\nLater.\n\n"
                       "Panel 2: Rain.\n\nPAGE 2\n\nPanel 1\n",
                       Format::Comic));
    REQUIRE(outline.nodes.size() == 5);
    CHECK(outline.nodes[0].kind == NodeKind::Section);
    CHECK(outline.nodes[0].title == "PAGE 1");
    CHECK(outline.nodes[1].kind == NodeKind::Scene);
    CHECK(outline.nodes[1].title == "Panel 1");
    CHECK(outline.nodes[1].parent == 0U);
    REQUIRE(outline.nodes[1].speakers.size() == 1);
    CHECK(outline.nodes[1].speakers[0].name == "IDA");
    CHECK(outline.nodes[2].title == "Panel 2");
    CHECK(outline.nodes[2].has_content);
    CHECK(outline.nodes[4].parent == 3U);
    CHECK_FALSE(outline.nodes[4].has_content);
}

TEST_CASE("acts of a play hold its scenes") {
    const auto outline = read_outline(parse_fountain(
        "ACT I\n\nSCENE 1\n\nA room.\n\nSCENE 2\n\nA street.\n\nACT II\n\nSCENE 1\n\nNight.\n",
        Format::Stage));
    REQUIRE(outline.nodes.size() == 5);
    CHECK(outline.nodes[0].kind == NodeKind::Section);
    CHECK(outline.nodes[1].parent == 0U);
    CHECK(outline.nodes[2].title == "SCENE 2");
    CHECK(outline.nodes[3].title == "ACT II");
    CHECK(outline.nodes[4].parent == 3U);
}

TEST_CASE("chapters and break lines are the nodes of a manuscript") {
    const auto outline = read_outline(parse_fountain(
        "# Chapter One\n\nINT. A WORD\n\n* * *\n\nMore.\n\n## Part\n\nEnd.\n", Format::Manuscript));
    REQUIRE(outline.nodes.size() == 3);
    CHECK(outline.nodes[0].kind == NodeKind::Section);
    CHECK(outline.nodes[1].kind == NodeKind::Scene);
    CHECK(outline.nodes[1].title == "");
    CHECK(outline.nodes[1].parent == 0U);
    CHECK(outline.nodes[2].parent == 0U);
}

}  // namespace fabula::screenplay
