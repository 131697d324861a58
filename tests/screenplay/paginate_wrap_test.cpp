// How a paragraph becomes lines of whole characters.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "screenplay/page_text.hpp"
#include "screenplay/pages/cells.hpp"
#include "screenplay/pages/wrap.hpp"

using namespace fabula::screenplay;
using Lines = std::vector<std::string>;

namespace {

Lines wrapped(std::string_view text, std::uint16_t columns) {
    std::vector<LineSpan> spans;
    wrap_text(text, 0, {.columns = {columns, columns}}, spans);
    Lines lines;
    for (const LineSpan& span : spans) {
        lines.emplace_back(text.substr(span.from, span.to - span.from));
        CHECK(span.cells == count_cells(lines.back()));
    }
    return lines;
}

}  // namespace

TEST_CASE("elements are as wide as Final Draft's: 61, 38, 26, 35, 16 and 29 characters") {
    const Layout layout = layout_for(Format::Screenplay, Paper::Letter);
    CHECK(columns_of(layout, Slot::SceneHeading).rest == 61);
    CHECK(columns_of(layout, Slot::Action).rest == 61);
    CHECK(columns_of(layout, Slot::Character).rest == 38);
    CHECK(columns_of(layout, Slot::Parenthetical).first == 26);
    CHECK(columns_of(layout, Slot::Parenthetical).rest == 25);
    CHECK(columns_of(layout, Slot::Dialogue).rest == 35);
    CHECK(columns_of(layout, Slot::Lyric).rest == 50);
    CHECK(columns_of(layout, Slot::Transition).rest == 16);
    CHECK(columns_of(layout, Slot::LeftDialogue).rest == 29);
    CHECK(columns_of(layout, Slot::RightDialogue).rest == 29);
    const Layout manuscript = layout_for(Format::Manuscript, Paper::A4);
    CHECK(columns_of(manuscript, Slot::Action).rest == 65);
    CHECK(columns_of(manuscript, Slot::Action).first == 60);
}

TEST_CASE("as many words as fit stand in a line") {
    CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrapped("one two three", 13) == Lines{"one two three"});
    CHECK(wrapped("one two three", 12) == Lines{"one two", "three"});
}

TEST_CASE("blanks at the end of a line take no room, blanks inside it do") {
    CHECK(wrapped("1234567890        ", 10) == Lines{"1234567890"});
    CHECK(wrapped("1234567890    a", 10) == Lines{"1234567890", "a"});
    CHECK(wrapped("go.  Yes", 7) == Lines{"go.", "Yes"});
    CHECK(wrapped("go. Yes", 7) == Lines{"go. Yes"});
}

TEST_CASE("blanks at the start of a paragraph stay") {
    CHECK(wrapped("    a b", 6) == Lines{"    a", "b"});
}

TEST_CASE("one hyphen at the end of a line takes no room") {
    CHECK(wrapped("a 12345678- b", 10) == Lines{"a 12345678-", "b"});
    CHECK(wrapped("a 123456789- b", 10) == Lines{"a", "123456789-", "b"});
}

TEST_CASE("a word may part behind a hyphen, and a dash between its two") {
    CHECK(wrapped("my soon-to-be-born son", 13) == Lines{"my soon-to-be-", "born son"});
    CHECK(wrapped("a word--and more", 8) == Lines{"a word--", "and more"});
    CHECK(wrapped("a 12345678--", 10) == Lines{"a 12345678-", "-"});
    CHECK(wrapped("a word -- and", 7) == Lines{"a word -", "- and"});
}

TEST_CASE("a hyphen at the start of a word stays with it, closing quotes with the hyphen") {
    CHECK(wrapped("at -5 degrees", 4) == Lines{"at", "-5", "degr", "ees"});
    CHECK(wrapped("\"I am--\" he", 6) == Lines{"\"I", "am--\"", "he"});
}

TEST_CASE("a word longer than a line is cut") {
    CHECK(wrapped("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
    CHECK(wrapped("x abcdefghij", 4) == Lines{"x", "abcd", "efgh", "ij"});
}

TEST_CASE("line breaks of the text stay, empty lines too") {
    CHECK(wrapped("one\ntwo\n\nthree", 20) == Lines{"one", "two", "", "three"});
    CHECK(wrapped("", 20) == Lines{""});
}

TEST_CASE("East Asian characters take two cells and part anywhere but before closing marks") {
    CHECK(wrapped("日本語の台本です。", 8) == Lines{"日本語の", "台本で", "す。"});
    CHECK(wrapped("「はい」と言う", 8) == Lines{"「はい」", "と言う"});
    CHECK(count_cells("日本") == 4);
}

TEST_CASE("combining marks take no cell") {
    CHECK(count_cells("e\u0301") == 1);
    CHECK(wrapped("re\u0301sume\u0301 x", 6) == Lines{"re\u0301sume\u0301", "x"});
    CHECK(count_cells("नमस्ते") == 4);
}

TEST_CASE("an em dash may end a line") {
    CHECK(wrapped("word\u2014and more", 6) == Lines{"word\u2014", "and", "more"});
}

TEST_CASE("in prose a line break is a blank") {
    std::vector<LineSpan> spans;
    wrap_text("one\ntwo three", 0, {.columns = {7, 7}, .join_lines = true}, spans);
    REQUIRE(spans.size() == 2);
    CHECK(spans[0].to == 7);
    CHECK(spans[1].from == 8);
}

TEST_CASE("wrapping stops where a page has enough") {
    std::vector<LineSpan> spans;
    CHECK_FALSE(wrap_text("a b c d", 0, {.columns = {1, 1}, .line_limit = 3}, spans));
    CHECK(spans.size() == 3);
    spans.clear();
    CHECK(wrap_text("a b c", 0, {.columns = {1, 1}, .line_limit = 3}, spans));
}

TEST_CASE(
    "sentences end with a full stop, an exclamation or a question mark and what closes them") {
    const auto starts = [](std::string_view text) {
        std::vector<std::size_t> found;
        for (auto at = next_sentence(text, 0); at < text.size(); at = next_sentence(text, at)) {
            found.push_back(at);
        }
        return found;
    };
    CHECK(starts("One. Two! Three? Four") == std::vector<std::size_t>{5, 10, 17});
    CHECK(starts("He said, \"Go.\"  She went.") == std::vector<std::size_t>{16});
    CHECK(starts("3.5 kilos, e.g. rice") == std::vector<std::size_t>{16});
    CHECK(starts("Wait... what") == std::vector<std::size_t>{8});
    CHECK(starts("はい。いいえ。") == std::vector<std::size_t>{9});
    CHECK(starts("no end").empty());
}
