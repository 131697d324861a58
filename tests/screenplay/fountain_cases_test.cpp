// What the Fountain page says, case by case: cases/fountain/<name>.fountain beside <name>.expected,
// which lists the elements. The name of a case says what holds in it, doubtful ones included. Names
// that begin with that of a format are read in it.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "screenplay/fountain.hpp"
#include "support/document_dump.hpp"
#include "support/golden.hpp"

namespace fabula::screenplay {

namespace {

std::vector<std::filesystem::path> cases() {
    std::vector<std::filesystem::path> found;
    const auto folder =
        std::filesystem::path(FABULA_SOURCE_DIR) / "tests/screenplay/cases/fountain";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".fountain") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Format format_of(const std::filesystem::path& path) {
    const auto name = path.stem().string();
    return find_format(name.substr(0, name.find('_'))).value_or(Format::Screenplay);
}

}  // namespace

TEST_CASE("Fountain reads as each case says") {
    REQUIRE(cases().size() >= 139);
    for (const auto& path : cases()) {
        const auto name = path.stem().string();
        CAPTURE(name);
        const auto dump = test::dump(parse_fountain(read(path), format_of(path)));
        CHECK(
            fabula::test::matches_golden("screenplay/cases/fountain/" + name + ".expected", dump));
    }
}

TEST_CASE("every case reads the same after it is written") {
    for (const auto& path : cases()) {
        CAPTURE(path.stem().string());
        const auto format = format_of(path);
        const auto document = parse_fountain(read(path), format);
        const auto again = parse_fountain(print_fountain(document), format);
        CHECK(test::dump(again, test::Ranges::Left) == test::dump(document, test::Ranges::Left));
    }
}

TEST_CASE("an element's range holds whole lines and the words it reads") {
    const std::string text = "EXT. HOF – TAG #4#\n\n\t\tKÄTHE ^\n  (leise)\n\tJa,\n\tgut.\n";
    const auto document = parse_fountain(text);
    REQUIRE(document.elements.size() == 4);
    CHECK(document.elements[0].range == Range{0, 18});
    CHECK(document.elements[1].range == Range{20, 29});
    CHECK(document.elements[2].range == Range{30, 39});
    CHECK(document.elements[3].range == Range{40, 50});
    CHECK(document.elements[3].text == "Ja,\ngut.");
}

TEST_CASE("a scene number that is used twice is a doubt of the whole document") {
    const auto document = parse_fountain("INT. A #1#\n\nOne.\n\nINT. B #1A#\n\nINT. C #1#\n");
    CHECK(document.diagnostics.empty());
    const auto all = all_diagnostics(document);
    REQUIRE(all.size() == 1);
    CHECK(all[0].code == "scene_number_repeated");
    CHECK(all[0].range == Range{31, 41});
}

TEST_CASE("hostile marks are read in linear time") {
    // Each of these makes a reader that looks ahead from every mark quadratic.
    for (const std::string piece :
         {"[[", "/*", "**a ", "*a **b ", "_a", "(\n", "> ", "A\n(b\n", "[[a\n", "\\*", "*_",
          "Key: v\n", "Kei:\n", "  \n", "/*[[", "]] [[", "[[a\n\n"}) {
        CAPTURE(piece);
        std::string text = "Title: x\n";
        while (text.size() < 400'000) text += piece;
        const auto document = parse_fountain(text);
        CHECK(document.title_page.front().key == "Title");
        const auto again = parse_fountain(print_fountain(document));
        CHECK(again.elements.size() == document.elements.size());
    }
}

}  // namespace fabula::screenplay
