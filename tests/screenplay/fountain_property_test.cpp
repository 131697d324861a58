// What holds for any text: nothing is lost, ranges are lines in order, and writing what was read
// reads the same. Random texts of the pieces that mean something, seeded, and all material.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/source_form.hpp"
#include "support/document_dump.hpp"

namespace fabula::screenplay {

namespace {

namespace fs = std::filesystem;

constexpr auto kPieces = std::to_array<std::string_view>(
    {"\n",      "\n",         "\n",         "\n\n",   "\n\n",     "  \n",    " ",        "   ",
     "\t",      "INT. ",      "EXT",        "INNEN ", "I/E",      "A",       "ANNA",     "anna",
     "PAGE 1",  "Panel 2",    "Panel 2: x", "SFX: b", "SOUND:",   "ACT I",   "SCENE 2",  "Prologue",
     "(",       ")",          "(b)",        "^",      " ^",       "*",       "**",       "_",
     "\\",      "[[",         "]]",         "/*",     "*/",       "~",       "!",        "!!",
     "@",       ".",          "..",         "#",      "# ",       "##",      "=",        "= ",
     "===",     "=== 2A ===", ">",          "<",      "TO:",      "CUT TO:", " - NIGHT", "#4#",
     "Title: ", "Author:",    "x",          "é",      "É",        "🎬",       "ß",        "内景",
     "{{",      "}}",         "***",        "---",    "FADE IN:", "Key: v",  "1",        "שלום",
     "مرحبا",   "אַ"});

class Texts {
public:
    explicit Texts(std::uint32_t seed) : random_(seed) {}

    std::string next() {
        std::string text;
        for (auto count = random_() % 24; count > 0; --count) {
            text += kPieces[random_() % kPieces.size()];
        }
        return text;
    }

    std::uint32_t number() { return static_cast<std::uint32_t>(random_()); }

private:
    std::mt19937 random_;
};

std::vector<std::uint32_t> offsets_of(std::string_view text) {
    std::vector<std::uint32_t> units(text.size() + 1, 0);
    std::uint32_t unit = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto code_point = next_code_point(text, at);
        std::fill(units.begin() + static_cast<std::ptrdiff_t>(from),
                  units.begin() + static_cast<std::ptrdiff_t>(at), unit);
        unit += code_point > 0xFFFF ? 2 : 1;
    }
    units[text.size()] = unit;
    return units;
}

// The first thing that is wrong with the ranges; empty where nothing is.
std::string fault_of_ranges(std::string_view text, const Document& document) {
    const auto units = offsets_of(text);
    std::vector<bool> starts(units.back() + 1, false);
    std::vector<bool> ends(units.back() + 1, false);
    std::vector<bool> held(units.back() + 1, false);
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find('\n', from), text.size());
        starts[units[from]] = ends[units[to]] = true;
        from = to + 1;
    }
    const auto hold = [&](Range range) {
        for (auto at = range.from; at < range.to; ++at) held[at] = true;
    };
    hold(document.title_page_range);
    std::uint32_t last = document.title_page_range.to;
    for (const auto& element : document.elements) {
        if (element.range.from < last || element.range.to < element.range.from) return "order";
        const bool hidden = element.type >= ElementType::Note;  // Several may share a line.
        if (!hidden && !starts[element.range.from]) return "start";
        if (!hidden && !ends[element.range.to]) return "end";
        hold(element.range);
        last = element.range.to;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool blank = text[at] == ' ' || text[at] == '\t' || text[at] == '\n';
        if (!blank && !held[units[at]]) return "lost at byte " + std::to_string(at);
    }
    return {};
}

// Types and words, without what a portable text says otherwise: forced headings have no emphasis.
std::string words_of(const Document& document) {
    std::string out;
    for (const auto& entry : document.title_page) {
        if (entry.key == "Format") continue;
        out.append("title page | ").append(entry.key).append("\n");
    }
    for (auto element : document.elements) {
        element.forced = element.shot = false;
        element.blank_lines = 1;
        if (element.type == ElementType::PageBreak) element.scene_number.clear();
        if (element.type == ElementType::SceneHeading) element.runs.clear();
        out.append(test::describe(element)).append(" | ").append(test::styled(element));
        out.push_back('\n');
    }
    std::erase_if(out, [](char c) { return c == ' ' || c == '\t'; });
    return out;
}

void check_text(const std::string& text, Format format) {
    CAPTURE(text);
    CAPTURE(name_of(format));
    const auto document = parse_fountain(text, format);
    CHECK(fault_of_ranges(text, document) == "");
    const auto printed = print_fountain(document);
    CAPTURE(printed);
    const auto again = parse_fountain(printed, format);
    CHECK(test::dump(again, test::Ranges::Left) == test::dump(document, test::Ranges::Left));
    CHECK(print_fountain(again) == printed);
    const auto portable = print_portable_fountain(document);
    CAPTURE(portable);
    if (format == Format::Screenplay) {
        CHECK(words_of(parse_fountain(portable)) == words_of(document));
    }
}

}  // namespace

TEST_CASE("any text keeps its lines and reads the same after it is written") {
    Texts texts(20261121);
    for (int i = 0; i < 1500; ++i) {
        const auto text = texts.next();
        for (std::size_t format = 0; format < kFormatNames.size(); ++format) {
            check_text(text, static_cast<Format>(format));
        }
    }
}

TEST_CASE("every material text keeps its lines and reads the same after it is written") {
    const char* folder = std::getenv("FABULA_MATERIAL");
    if (folder == nullptr || !fs::is_directory(folder)) {
        MESSAGE("skipped: FABULA_MATERIAL names no folder");
        return;
    }
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto ending = entry.path().extension();
        if (ending != ".fountain" && ending != ".md" && ending != ".txt") continue;
        CAPTURE(entry.path().string());
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto text = normalise_text(bytes).text;
        for (const auto format : {Format::Screenplay, Format::Manuscript, Format::Comic}) {
            const auto document = parse_fountain(text, format);
            CHECK(fault_of_ranges(text, document) == "");
            const auto again = parse_fountain(print_fountain(document), format);
            const bool same =
                test::dump(again, test::Ranges::Left) == test::dump(document, test::Ranges::Left);
            CHECK(same);
        }
        ++count;
    }
    CHECK(count >= 20);
}

TEST_CASE("any mix of line ends and a byte-order mark come back byte for byte") {
    Texts texts(7);
    const std::array<std::string_view, 3> ends = {"\n", "\r\n", "\r"};
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(texts.number() % 3 == 0 ? "\xEF\xBB\xBF" : "");
        const auto mixed = texts.number() % 2 == 0;
        const auto usual = ends[texts.number() % 3];
        for (const char c : "x" + texts.next()) {
            if (c != '\n') {
                bytes.push_back(c);
            } else {
                bytes.append(mixed ? ends[texts.number() % 3] : usual);
            }
        }
        CAPTURE(bytes);
        const auto normalised = normalise_text(bytes);
        REQUIRE_FALSE(normalised.refusal.has_value());
        CHECK(normalised.text.find('\r') == std::string::npos);
        if (normalised.form.exact) CHECK(restore(normalised.text, normalised.form) == bytes);
        CHECK(normalised.form.exact);
    }
}

}  // namespace fabula::screenplay
