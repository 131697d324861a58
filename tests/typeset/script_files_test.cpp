// A script as text, HTML, Markdown and lists.
#include <doctest/doctest.h>

#include "screenplay/fountain.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/paginate.hpp"
#include "typeset/script_html.hpp"
#include "typeset/script_lists.hpp"
#include "typeset/script_markdown.hpp"
#include "typeset/script_text.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

using screenplay::Format;
using screenplay::Paper;
using test::contains;

namespace {

constexpr std::string_view kScript = R"(Title: **Harbour** & Sons
Author: Käthe Example

# Act One

= They meet.

INT. KITCHEN - NIGHT #12A#

Anna *slams* the <door>. [[Which one?]]

ANNA
(low)
Wait.
Wait!

BEN ^
Yes.

> CUT TO:

EXT. HARBOUR - DAY

=== 

1. Gulls.
)";

struct Laid {
    screenplay::Document document;
    screenplay::Layout layout = screenplay::layout_for(Format::Screenplay, Paper::Letter);
    screenplay::Pages pages;

    explicit Laid(std::string_view text)
        : document(screenplay::parse_fountain(text)),
          pages(screenplay::paginate(document, layout,
                                     {.scene_numbers = screenplay::SceneNumbers::Both})) {}
};

}  // namespace

TEST_CASE("pages as text keep their columns") {
    const Laid laid("INT. KITCHEN - NIGHT #1#\n\nANNA\nWait.\n\nBEN ^\nYes.\n\n===\n\nGulls.\n");
    CHECK(script_text(laid.document, laid.pages, laid.layout) ==
          "1       INT. KITCHEN - NIGHT                                       1\n"
          "\n"
          "                    ANNA                             BEN\n"
          "        Wait.                           Yes.\n"
          "\f                                                                 2.\n\n\n"
          "        Gulls.\n");
}

TEST_CASE("HTML is one semantic document without notes unless they are asked for") {
    const Laid laid(kScript);
    const auto html = script_html(laid.document, "de", {});
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
    CHECK(contains(html, "<title>Harbour &amp; Sons</title>"));
    CHECK(contains(html, "<h1><strong>Harbour</strong> &amp; Sons</h1>"));
    CHECK(contains(html,
                   "<section id=\"scene-1\">\n<h2 class=\"scene\"><span "
                   "class=\"number\">12A</span> <span>INT. KITCHEN - NIGHT</span></h2>"));
    CHECK(contains(html, "<p class=\"action\">Anna <em>slams</em> the &lt;door&gt;."));
    CHECK(
        contains(html, "<div class=\"dual\">\n<div class=\"speech\">\n<p class=\"cue\">ANNA</p>"));
    CHECK(contains(html, "<p class=\"dialogue\">Wait.\nWait!</p>"));
    CHECK(contains(html, "<p class=\"transition\">CUT TO:</p>"));
    CHECK_FALSE(contains(html, "Which one?"));
    CHECK_FALSE(contains(html, "Act One"));
    CHECK_FALSE(contains(html, "http"));
    const auto full = script_html(laid.document, "de", {.notes = true, .sections = true});
    CHECK(contains(full, "<aside>Which one?</aside>"));
    CHECK(contains(full, "<h2 class=\"section\">Act One</h2>"));
    CHECK(contains(full, "<p class=\"synopsis\">They meet.</p>"));
}

TEST_CASE("HTML is well formed") {
    if (!test::has_tool("xmllint")) return;
    const Laid laid(kScript);
    const test::PdfFileOnDisk file(
        script_html(laid.document, "en", {.notes = true, .sections = true}));
    const auto ran = file.ask("xmllint --html --noout");
    // The HTML 4 parser knows no sectioning elements; nothing else may be said.
    for (const auto line : split(ran.out, '\n')) {
        if (line.find("error :") == std::string_view::npos) continue;
        CHECK(line.find("Tag ") != std::string_view::npos);
    }
}

TEST_CASE("Markdown escapes what it would read as its own") {
    const Laid laid(kScript);
    CHECK(script_markdown(laid.document, {}) ==
          "# Harbour & Sons\n"
          "\n"
          "**Author:** Käthe Example\n"
          "\n"
          "## 12A INT. KITCHEN - NIGHT\n"
          "\n"
          "Anna *slams* the \\<door\\>.\n"
          "\n"
          "> **ANNA**  \n"
          "> (low)  \n"
          "> Wait.  \n"
          "> Wait!\n"
          "\n"
          "> **BEN**  \n"
          "> Yes.\n"
          "\n"
          "**CUT TO:**\n"
          "\n"
          "## EXT. HARBOUR - DAY\n"
          "\n"
          "---\n"
          "\n"
          "1\\. Gulls.\n");
}

TEST_CASE("CSV quotes what needs it and disarms formulas") {
    const Table table{.title = "T",
                      .columns = {{"Name"}, {"Text"}},
                      .rows = {{"Anna, Ben", "say \"hi\""},
                               {"=1+1", "a\nb"},
                               {" @sum", "plain"},
                               {"＝1", "-5"},
                               {"Käthe", ""}}};
    CHECK(table_csv(table) ==
          "\xEF\xBB\xBFName,Text\r\n\"Anna, Ben\",\"say \"\"hi\"\"\"\r\n\"'=1+1\",\"a\nb\"\r\n"
          "\"' @sum\",plain\r\n\"'＝1\",\"'-5\"\r\nKäthe,\r\n");
}

TEST_CASE("lists name scenes, cast, places and speeches") {
    const Laid laid(kScript);
    const auto all = screenplay::count_statistics(laid.document, laid.layout, laid.pages);
    using Row = std::vector<std::string>;
    CHECK(scene_list(all).rows.at(0) ==
          Row{"12A", "INT", "KITCHEN", "NIGHT", "1", "2/8", "ANNA, BEN", ""});
    CHECK(scene_list(all).rows.at(1) == Row{"2", "EXT", "HARBOUR", "DAY", "1", "1/8", "", ""});
    CHECK(cast_list(all).rows.at(1) ==
          Row{"BEN", "1", "1", "1", "1", "12A (p. 1)", "12A (p. 1)", "ANNA"});
    CHECK(location_list(all).rows.at(1) == Row{"HARBOUR", "1", "1/8", "0", "1", "1", "0", "2"});
    const auto measures = screenplay::measure(laid.document, laid.layout, laid.pages);
    const auto said = dialogue_list(laid.document, all, measures.page_of_element, "anna");
    REQUIRE(said.rows.size() == 1);
    CHECK(said.rows[0] == Row{"12A", "1", "ANNA", "(low)\nWait.\nWait!"});
    CHECK(dialogue_list(laid.document, all, measures.page_of_element, "").rows.size() == 2);
}

TEST_CASE("a list on paper repeats its column titles and is tagged as a table") {
    if (!test::has_tool("pdftotext") || !test::has_tool("pdfinfo")) return;
    Table table{.title = "Scenes", .columns = {{"Scene"}, {"Place", 3}}, .rows = {}};
    for (int i = 1; i <= 60; ++i) {
        table.rows.push_back({std::to_string(i), "HARBOUR " + std::to_string(i)});
    }
    const test::PdfFileOnDisk pdf(table_pdf(table, {}, 612, 792).bytes);
    CHECK(contains(pdf.ask("pdfinfo").out, "Pages:           2"));
    CHECK(contains(pdf.ask("pdfinfo").out, "Title:           Scenes"));
    CHECK(contains(pdf.ask("pdftotext -f 2 -layout", "-").out, "Place"));
    const auto tree = pdf.ask("pdfinfo -struct-text").out;
    CAPTURE(tree);
    CHECK(contains(tree, "Table"));
    CHECK(contains(tree, "TH\n        \"Place\""));
    CHECK(contains(tree, "TD\n        \"HARBOUR 60\""));
    if (test::has_tool("qpdf")) CHECK(pdf.ask("qpdf --check").code == 0);
}

}  // namespace fabula::typeset
