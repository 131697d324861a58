// Whole scripts and books that nobody here wrote: the folder named in FABULA_MATERIAL.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/outline.hpp"
#include "screenplay/speech.hpp"
#include "support/document_dump.hpp"

namespace fabula::screenplay {

namespace {

namespace fs = std::filesystem;

std::optional<fs::path> material() {
    const char* folder = std::getenv("FABULA_MATERIAL");
    if (folder != nullptr && fs::is_directory(folder)) return fs::path(folder);
    MESSAGE("skipped: FABULA_MATERIAL names no folder");
    return std::nullopt;
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    REQUIRE_FALSE(bytes.empty());
    return bytes;
}

Imported import_file(const fs::path& path) {
    auto imported = import_text(read(path), path.filename().string());
    REQUIRE_FALSE(imported.refusal.has_value());
    return imported;
}

// Types and words in order, without what only one of the two forms can hold: sections, the case
// that Final Draft shows, blanks, and stars that the one file has as text.
std::vector<std::string> sequence(const Imported& imported) {
    std::vector<std::string> out;
    for (const auto& element : parse_fountain(imported.text).elements) {
        if (element.type == ElementType::Section) continue;
        std::string line(name_of(element.type));
        line += element.dual == Dual::None ? ' ' : element.dual == Dual::Left ? '<' : '>';
        for (const char c : element.text) {
            if (c != ' ' && c != '\n' && c != '*') line.push_back(c);
        }
        for (char& c : line) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace

TEST_CASE("a Final Draft file and its Fountain have the same elements") {
    const auto folder = material();
    if (!folder) return;
    for (const std::string name : {"vikings", "gumshoe"}) {
        CAPTURE(name);
        const auto script = *folder / "final-draft" / name;
        const auto fountain = sequence(import_file(script / "source.fountain"));
        const auto fdx = sequence(import_file(script / "source.fdx"));
        CHECK(fountain.size() == (name == "vikings" ? 2656 : 833));
        CHECK(fdx.size() == fountain.size());
        CHECK(fdx == fountain);
    }
}

TEST_CASE("scripts and books read the same after they are written") {
    const auto folder = material();
    if (!folder) return;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(*folder)) {
        const auto ending = entry.path().extension();
        if (ending != ".fountain" && ending != ".md" && ending != ".xhtml" && ending != ".fdx") {
            continue;
        }
        if (entry.path().filename() == "README.md") continue;
        CAPTURE(entry.path().string());
        const auto imported = import_file(entry.path());
        const auto document = parse_fountain(imported.text, imported.format);
        const auto again = parse_fountain(print_fountain(document), imported.format);
        const bool same =
            test::dump(again, test::Ranges::Left) == test::dump(document, test::Ranges::Left);
        CHECK(same);
        ++count;
    }
    CHECK(count >= 21);
}

TEST_CASE("an untouched script of others comes back byte for byte") {
    const auto folder = material();
    if (!folder) return;
    for (const std::string name : {"vikings", "gumshoe"}) {
        const auto path = *folder / "final-draft" / name / "source.fountain";
        const auto imported = import_file(path);
        const bool same = restore(imported.text, imported.form) == read(path);
        CHECK(same);
    }
}

TEST_CASE("a scene that was decoded wrongly in four ways is the same scene") {
    const auto folder = material();
    if (!folder) return;
    const std::string scene =
        "INT. KÜCHE – TAG\n\nDas Café ist leer. „Wo ist er?“ fragt sie.\n\nMÜLLER\n"
        "Über den Fluß – naß bis auf die Knochen…\n";
    for (const std::string name : {"misdecoded-latin1.txt", "misdecoded-macroman.txt",
                                   "windows-1252.txt", "utf16-bom.txt"}) {
        CAPTURE(name);
        const auto imported = import_file(*folder / "prose" / name);
        CHECK(imported.text == scene);
        CHECK(imported.kind == SourceKind::Fountain);
    }
}

TEST_CASE("Alice has twelve chapters, and the Hatter speaks") {
    const auto folder = material();
    if (!folder) return;
    const auto alice = import_file(*folder / "prose/alice.md");
    CHECK(alice.title == "Alice's Adventures in Wonderland");
    const auto document = parse_fountain(alice.text, alice.format);
    const auto outline = read_outline(document);
    std::size_t chapters = 0;
    for (const auto& node : outline.nodes) chapters += node.kind == NodeKind::Section;
    CHECK(chapters == 12);
    CHECK(outline.nodes.front().title == "Chapter 1 - Down the Rabbit-Hole");
    const auto names = find_names(document);
    REQUIRE(names.size() > 20);
    CHECK(names[0].name == "Alice");
    std::size_t hatter = 0;
    for (const auto& placed : find_speech(document)) hatter += placed.speech.speaker == "Hatter";
    CHECK(hatter > 40);
}

TEST_CASE("the road to Oz is offered as scenes") {
    const auto folder = material();
    if (!folder) return;
    const auto oz = import_file(*folder / "prose/wizard-of-oz.md");
    std::vector<std::string> offers;
    for (const auto& doubt : oz.doubts) {
        offers.push_back(doubt.suggestion.substr(0, doubt.suggestion.find('\n')));
    }
    CHECK(offers.size() >= 20);
    CHECK(std::find(offers.begin(), offers.end(), "## The forest") != offers.end());
    CHECK(std::find(offers.begin(), offers.end(), "## The next morning") != offers.end());
}

namespace {

// Letters and digits in small case, marks of emphasis aside.
std::string letters(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        if (is_letter(c) || is_digit(c)) append_code_point(out, c);
    }
    return to_lower(out);
}

std::string printed_letters(const Document& document) {
    std::string out;
    for (const auto& element : document.elements) out += letters(element.text);
    return out;
}

std::size_t count_cues(const Document& document) {
    return static_cast<std::size_t>(
        std::count_if(document.elements.begin(), document.elements.end(),
                      [](const Element& e) { return e.type == ElementType::Character; }));
}

std::string without_tags(std::string_view xml) {
    std::string out;
    bool inside = false;
    for (const char c : xml) {
        if (c == '<') inside = true;
        if (!inside) out.push_back(c);
        if (c == '>') inside = false;
    }
    return out;
}

}  // namespace

TEST_CASE("a play in Markdown keeps every word, its acts, speakers and speeches") {
    const auto folder = material();
    if (!folder) return;
    const auto source = read(*folder / "plays/earnest.md");
    const auto play = import_file(*folder / "plays/earnest.md");
    CHECK(play.title == "The Importance of Being Earnest");
    CHECK(play.format == Format::Stage);
    const auto document = parse_fountain(play.text, play.format);
    const auto outline = read_outline(document);
    REQUIRE(outline.nodes.size() == 6);
    CHECK(outline.nodes[0].title == "FIRST ACT");
    CHECK(outline.nodes[1].kind == NodeKind::Scene);
    CHECK(outline.nodes[1].parent == 0U);
    CHECK(outline.nodes[1].speakers.size() == 5);
    CHECK(count_cues(document) == 879);
    CHECK(play.text.find("GWENDOLEN AND CECILY\n(Speaking together.)\n") != std::string::npos);
    CHECK(play.text.find("ALGERNON\nDid you hear what I was playing, Lane?\n") !=
          std::string::npos);
    CHECK(play.text.find("LANE\nYes, sir.\n(Hands them on a salver.)\n") != std::string::npos);
    // Behind the title, author and year, which are the title page.
    CHECK(printed_letters(document) == letters(source.substr(source.find("-------"))));
}

TEST_CASE("plays in TEI keep every word in its order and every speech") {
    const auto folder = material();
    if (!folder) return;
    struct Play {
        const char* file;
        const char* title;
        std::size_t speeches;
        std::size_t scenes;
    };
    for (const auto& [file, title, speeches, scenes] :
         {Play{"buechner-woyzeck.tei.xml", "Woyzeck", 394, 48},
          Play{"wette-haensel-und-gretel.tei.xml", "Hänsel und Gretel", 211, 10}}) {
        CAPTURE(file);
        const auto source = read(*folder / "plays" / file);
        const auto play = import_file(*folder / "plays" / file);
        CHECK(play.kind == SourceKind::Tei);
        CHECK(play.title == title);
        const auto document = parse_fountain(play.text, play.format);
        CHECK(count_cues(document) == speeches);
        std::size_t found = 0;
        for (const auto& node : read_outline(document).nodes) found += !node.speakers.empty();
        CHECK(found == scenes);
        const auto body = letters(without_tags(source.substr(source.find("<body>"))));
        const auto printed = printed_letters(document);
        CHECK(printed.find(body) != std::string::npos);
    }
}

}  // namespace fabula::screenplay
