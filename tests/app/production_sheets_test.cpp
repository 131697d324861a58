// Shot lists, cast and location sheets as PDF, read again by other programs.
#include <algorithm>

#include "test_studio.hpp"
#include "typeset/tools.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed.\n\nEXT. YARD - NIGHT\n\nRain.\n\n"
    "INT. BAR - NIGHT\n\nMARIE\nStill closed.\n";

std::string take(TestStudio& studio, const std::string& kind, const std::string& project,
                 const std::string& sheet) {
    return studio
        .send(http::Method::Post, "/api/v1/spreadsheets/" + kind + "?project_id=" + project, sheet,
              "application/octet-stream")
        .body;
}

std::string with_shots(TestStudio& studio) {
    const auto project = studio.bring_project("bar.fountain", kText);
    take(studio, "shots", project,
         "Scene,Shot,Size,Angle,Description,Seconds,State\n"
         "1,1A,CU,Low Angle,Hands on the tap,4.5,Got it\n1,1B,WS,,The whole bar,3,\n"
         "2,2A,EWS,,Rain on slates,10,\n3,3A,MS,,Marie alone,,\n");
    return project;
}

std::string text_of(const std::string& pdf) {
    auto text = test::PdfFileOnDisk(pdf).text();
    // As wide as the column is set: what matters are the words.
    const auto [from, to] =
        std::ranges::unique(text, [](char a, char b) { return a == ' ' && b == ' '; });
    text.erase(from, to);
    return text;
}

// Whether a pixel of any page has a hue.
bool has_colour(const std::string& pdf) {
    const test::PdfFileOnDisk file(pdf);
    const auto picture = file.beside("page");
    REQUIRE(file.ask("pdftoppm -r 60 -singlefile", picture.string()).code == 0);
    const auto bytes = test::read_file(picture.string() + ".ppm");
    std::size_t at = 0;
    for (int lines = 0; lines < 3; ++lines) at = bytes.find('\n', at) + 1;
    REQUIRE(bytes.size() > at + 1000);
    for (; at + 2 < bytes.size(); at += 3) {
        if (bytes[at] != bytes[at + 1] || bytes[at] != bytes[at + 2]) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a shot list prints every shot below its scene, with a box to tick, without colour") {
    if (!test::has_tool("pdftotext") || !test::has_tool("pdftoppm")) return;
    TestStudio studio;
    const auto project = with_shots(studio);
    const auto pdf = studio.export_as(project, "shot_list");
    const auto text = text_of(pdf);
    for (const char* words : {"1 INT. BAR - DAY", "2 shots, 0:08", "[x]", "1A", "Low Angle",
                              "Hands on the tap", "4.5", "[ ]", "Rain on slates"}) {
        CAPTURE(words);
        CAPTURE(text);
        CHECK(test::contains(text, words));
    }
    CHECK_FALSE(has_colour(pdf));
}

TEST_CASE("a shot list by places has the scenes of a place together") {
    if (!test::has_tool("pdftotext")) return;
    TestStudio studio;
    const auto project = with_shots(studio);
    const auto job = studio.wait_for(studio.post("/api/v1/projects/" + project + "/exports",
                                                 {{"format", "shot_list"}, {"by_place", true}}));
    const auto text = text_of(studio.fetch(
        "/api/v1/exports/" + job.at("result").at("export_id").get<std::string>() + "/file"));
    const auto first = text.find("INT. BAR - DAY");
    const auto second = text.find("INT. BAR - NIGHT");
    const auto yard = text.find("EXT. YARD - NIGHT");
    CHECK(first < second);
    CHECK(second < yard);
    CHECK(yard != std::string::npos);
}

TEST_CASE("cast sheets say who somebody is and where they are, in the project's language") {
    if (!test::has_tool("pdftotext")) return;
    TestStudio studio;
    const auto project = with_shots(studio);
    take(studio, "cast", project, "Name,Role,Wants,Age\nMarie,minor,\"To close, for once.\",52\n");
    studio.send_json(http::Method::Patch, "/api/v1/projects/" + project, {{"language", "de"}});
    const auto text = text_of(studio.export_as(project, "cast_sheets"));
    for (const char* words : {"Figuren", "Marie", "Randfigur", "52", "2 Reden", "Will",
                              "To close, for once.", "Szenen", "1, 3"}) {
        CAPTURE(words);
        CAPTURE(text);
        CHECK(test::contains(text, words));
    }
}

TEST_CASE("location sheets name the scenes of each place, without colour") {
    if (!test::has_tool("pdftotext") || !test::has_tool("pdftoppm")) return;
    TestStudio studio;
    const auto project = with_shots(studio);
    const auto pdf = studio.export_as(project, "location_sheets");
    const auto text = text_of(pdf);
    for (const char* words : {"BAR", "2 Interior", "1 Day", "1 Night", "1 INT. BAR - DAY",
                              "3 INT. BAR - NIGHT", "YARD", "2 EXT. YARD - NIGHT"}) {
        CAPTURE(words);
        CAPTURE(text);
        CHECK(test::contains(text, words));
    }
    CHECK_FALSE(has_colour(pdf));
}

TEST_CASE("a project without shots has no shot list to print, and says so") {
    TestStudio studio;
    const auto project = studio.bring_project("bar.fountain", kText);
    const auto job = studio.wait_for(
        studio.post("/api/v1/projects/" + project + "/exports", {{"format", "shot_list"}}));
    CHECK(job.at("state") == "failed");
    CHECK(job.dump().find("The project has no shot yet.") != std::string::npos);
}

}  // namespace fabula::app
