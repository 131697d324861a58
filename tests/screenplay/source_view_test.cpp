// What an editor shows of the source: text and marks told apart, lines of the page in the source.
#include "screenplay/source_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/final_draft.hpp"

using namespace fabula::screenplay;

namespace {

// The spans of element `index` as they stand in the source: T text, m mark, n note, b boneyard,
// with the style as a number.
std::string spans_of(const std::string& source, std::uint32_t index = 0) {
    const LiveScript script(source, Format::Screenplay, {});
    std::string shown;
    for (const auto& span : source_view(script, index).spans) {
        const auto from = *fabula::byte_offset_of(source, span.range.from);
        const auto to = *fabula::byte_offset_of(source, span.range.to);
        if (!shown.empty()) shown += "|";
        shown += "Tmnb"[static_cast<int>(span.kind)];
        if (span.style != Plain) shown += std::to_string(span.style);
        shown += ":" + source.substr(from, to - from);
    }
    return shown;
}

std::vector<std::uint32_t> breaks_of(const std::string& source, std::uint32_t index) {
    return source_view(LiveScript(source, Format::Screenplay, {}), index).breaks;
}

}  // namespace

TEST_CASE("forcing marks, emphasis and numbers are marks, words are text") {
    CHECK(spans_of(".KÜCHE #12A#\n\nx") == "m:.|T:KÜCHE|m: #12A#");
    CHECK(spans_of("!Ja *und* **nein**.") == "m:!|T:Ja |m:*|T2:und|m:*|T: |m:**|T1:nein|m:**|T:.");
    CHECK(spans_of("> FADE OUT.\n\n") == "m:> |T:FADE OUT.");
    CHECK(spans_of("> middle <\n\n") == "m:> |T:middle|m: <");
    CHECK(spans_of("~Sing 😀 it\n\n") == "m:~|T:Sing 😀 it");
    CHECK(spans_of("\\*no\\*\n") == "m:\\|T:*no|m:\\|T:*");
}

TEST_CASE("notes and cut text inside an element are told apart from its words") {
    CHECK(spans_of("He [[why?]] runs /* fast */ off.\n") ==
          "T:He |n:[[why?]]|m: |T:runs |b:/* fast */|m: |T:off.");
    CHECK(spans_of("He [[why runs.\n") == "T:He [[why runs.");
}

TEST_CASE("lines of the page begin at these units of the source, opening marks with them") {
    const std::string line =
        "Rain falls on the roof of the house in which the two of them *sleep* on.";
    CHECK(breaks_of(line + "\n", 0) == std::vector<std::uint32_t>{61});
    CHECK(breaks_of("ANNA\nA speech that is long enough for 😀 two lines.\n", 1) ==
          std::vector<std::uint32_t>{41});
}

TEST_CASE("a cue whose speaker goes on has what its page adds, unless that is switched off") {
    const std::string source =
        "ANNA\nYes.\n\nShe waits.\n\nANNA ^\nNo.\n\nBEN\nWhy?\n\n"
        "He waits.\n\nBEN (cont'd)\nWhy not?\n\n@anna\nBecause.\n\n"
        "Rain.\n\n@anna\nAnd so on.\n";
    const auto added = [&](const PageOptions& options) {
        const LiveScript script(source, Format::Screenplay, options);
        std::string all;
        for (std::uint32_t i = 0; i < script.document().elements.size(); ++i) {
            if (script.document().elements[i].type != ElementType::Character) continue;
            all += script.document().elements[i].text + ":" + source_view(script, i).added + "|";
        }
        return all;
    };
    CHECK(added({}) == "ANNA:|ANNA:(CONT'D)|BEN:|BEN (cont'd):|anna:|anna:(CONT'D)|");
    CHECK(added({.automatic_continued = false}) == "ANNA:|ANNA:|BEN:|BEN (cont'd):|anna:|anna:|");
}

TEST_CASE("a note makes a line of the source longer than the page, so it ends earlier") {
    const auto note = "[[" + std::string(10, 'a') + std::string(" bbbbbbbbb", 10) + "]]";
    std::string long_note = "Rain [[";
    for (int i = 0; i < 20; ++i) long_note += "word ";
    CHECK(breaks_of(long_note + "]] falls.\n", 0) == std::vector<std::uint32_t>{62});
    CHECK(breaks_of("Rain " + note + " falls.\n", 0).empty());
}

TEST_CASE("the edge of a page names the speech that goes on there") {
    std::string text = "INT. HALL - DAY\n\nANNA\n";
    for (int i = 0; i < 80; ++i) text += "This is a sentence of a speech. ";
    const LiveScript script(text, Format::Screenplay, {});
    const auto edges = page_edges(script);
    REQUIRE(edges.size() == 2);
    CHECK(edges[1].label == "2");
    CHECK(edges[1].more == "(MORE)");
    CHECK(edges[1].cue == "ANNA (CONT'D)");
    CHECK(text.substr(edges[1].unit, 7) == "This is");

    // What goes over is wrapped anew from there: its first line is whole.
    const auto& breaks = source_view(script, 2).breaks;
    const auto edge = std::find(breaks.begin(), breaks.end(), edges[1].unit);
    REQUIRE(edge != breaks.end());
    CHECK(text.substr(*edge, *(edge + 1) - *edge) == "This is a sentence of a speech. ");
}

// At stake: an editor that shows pages which are not those that come out of the printer. Shown on
// real scripts, line by line.
TEST_CASE("an editor's lines are those of the printed pages") {
    const auto folder = test::material_folder();
    if (!folder) return;
    for (const char* name : {"vikings/source.fountain", "gumshoe/source.fountain"}) {
        CAPTURE(name);
        const LiveScript script(test::read_file(*folder / name), Format::Screenplay, {});
        const auto& document = script.document();
        std::vector<std::vector<std::uint32_t>> printed(document.elements.size());
        for (const Page& page : script.pages().pages) {
            for (const PageLine& line : page.lines) {
                const bool text = line.kind == LineKind::Text && line.run_count > 0 &&
                                  !page.runs[line.first_run].own;
                if (text) printed[line.element].push_back(page.runs[line.first_run].from);
            }
        }
        std::size_t compared = 0;
        for (std::uint32_t i = 0; i < printed.size(); ++i) {
            const auto& element = document.elements[i];
            std::erase_if(printed[i], [&](std::uint32_t from) {
                return from == 0 || element.text[from - 1] == '\n';
            });
            const auto view = source_view(script, i);
            // Final Draft's scripts hold their notes elsewhere: a line of the source is no longer
            // than one of the page.
            const auto expected = source_units(view.spans, element, printed[i]);
            if (!printed[i].empty()) CHECK(view.breaks == expected);
            compared += expected.size();
        }
        CHECK(compared > 300);
    }
}
