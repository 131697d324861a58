// What a script's PDF shows besides its text: places to the point, marks, notes, sides.
#include <doctest/doctest.h>

#include <cmath>
#include <sstream>

#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"
#include "typeset/script_pdf.hpp"
#include "typeset/sides.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

using screenplay::Format;
using screenplay::Paper;
using screenplay::SceneNumbers;
using test::contains;
using test::PdfFileOnDisk;

namespace {

struct Laid {
    screenplay::Document document;
    screenplay::Layout layout = screenplay::layout_for(Format::Screenplay, Paper::Letter);
    screenplay::Pages pages;

    explicit Laid(std::string_view text, SceneNumbers numbers = SceneNumbers::None)
        : document(screenplay::parse_fountain(text)),
          pages(screenplay::paginate(document, layout, {.scene_numbers = numbers})) {}

    [[nodiscard]] std::string pdf(ScriptPdfOptions options = {}) const {
        return script_pdf(document, pages, layout, std::move(options)).bytes;
    }
};

struct Place {
    double left = -1, top = -1, right = -1, bottom = -1;
};

// Where a word stands on a page, in points from the top left; the first one of several.
Place find_word(const PdfFileOnDisk& pdf, const std::string& word, int page = 1) {
    const auto number = std::to_string(page);
    const auto out = pdf.ask("pdftotext -bbox -f " + number + " -l " + number, "-").out;
    const auto at = out.find("\">" + word + "</word>");
    if (at == std::string::npos) return {};
    const auto start = out.rfind("<word ", at);
    Place place;
    std::sscanf(out.c_str() + start, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                &place.left, &place.top, &place.right, &place.bottom);
    return place;
}

std::string long_speech() {
    std::string speech;
    for (int i = 0; i < 60; ++i) speech += "This is sentence " + std::to_string(i) + " of many. ";
    return speech;
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

constexpr std::string_view kScript = R"(Title: Harbour

INT. KITCHEN - NIGHT #12A#

Anna slams the door. [[Which door?]]

ANNA
(low)
Wait.

BEN ^
Yes.

CUT TO:

[[A note of its own.]]

EXT. HARBOUR - DAY #13#

Gulls circle.

BEN
Alone.
)";

}  // namespace

TEST_CASE("every element stands at Final Draft's inch") {
    if (!test::has_tool("pdftotext")) return;
    const PdfFileOnDisk pdf(
        Laid("INT. KITCHEN - NIGHT #12A#\n\nAnna waits.\n\nANNA\n(low)\nPatience.\n\nCUT TO:\n",
             SceneNumbers::Both)
            .pdf());
    const auto near = [](double points, double inches) {
        return std::abs(points - inches * 72) < 0.6;
    };
    CHECK(near(find_word(pdf, "INT.").left, 1.5));
    CHECK(near(find_word(pdf, "Anna").left, 1.5));
    CHECK(near(find_word(pdf, "ANNA").left, 3.5));
    CHECK(near(find_word(pdf, "(low)").left, 2.9));
    CHECK(near(find_word(pdf, "Patience.").left, 2.5));
    CHECK(near(find_word(pdf, "TO:").right, 7.1));
    CHECK(near(find_word(pdf, "12A").left, 0.75));
    // The first line's baseline is three quarters down the first of 54 rows.
    CHECK(std::abs(find_word(pdf, "Anna").top - find_word(pdf, "INT.").top - 24) < 0.01);
}

TEST_CASE("scene numbers stand left, right, in both margins or nowhere") {
    if (!test::has_tool("pdftotext")) return;
    const auto numbers = [](SceneNumbers side) {
        const PdfFileOnDisk pdf(Laid("INT. A - DAY #12A#\n\nHi.\n", side).pdf());
        return pdf.ask("pdftotext -bbox", "-").out;
    };
    CHECK(count_of(numbers(SceneNumbers::None), ">12A<") == 0);
    CHECK(count_of(numbers(SceneNumbers::Left), ">12A<") == 1);
    CHECK(contains(numbers(SceneNumbers::Left), "xMin=\"54.000000\""));
    CHECK(count_of(numbers(SceneNumbers::Right), ">12A<") == 1);
    CHECK_FALSE(contains(numbers(SceneNumbers::Right), "xMin=\"54.000000\""));
    CHECK(count_of(numbers(SceneNumbers::Both), ">12A<") == 2);
}

TEST_CASE("a speech that goes over the page says so outside of its 54 lines") {
    if (!test::has_tool("pdftotext")) return;
    const PdfFileOnDisk pdf(Laid("INT. A - DAY\n\nANNA\n" + long_speech() + "\n").pdf());
    const auto more = find_word(pdf, "(MORE)");
    CHECK(std::abs(more.left - 3.5 * 72) < 0.6);
    const auto again = find_word(pdf, "ANNA", 2);
    CHECK(std::abs(again.left - 3.5 * 72) < 0.6);
    CHECK(again.bottom < 74);  // Above the first row, which begins at one inch.
    CHECK(find_word(pdf, "2.", 2).right < 7.25 * 72 + 0.6);
}

TEST_CASE("the columns of dual dialogue stand side by side") {
    if (!test::has_tool("pdftotext")) return;
    const PdfFileOnDisk pdf(Laid("INT. A - DAY\n\nANNA\nLeft.\n\nBEN ^\nRight.\n").pdf());
    const auto left = find_word(pdf, "Left."), right = find_word(pdf, "Right.");
    CHECK(std::abs(left.left - 1.5 * 72) < 0.6);
    CHECK(std::abs(right.left - 4.625 * 72) < 0.6);
    CHECK(left.top == right.top);
}

TEST_CASE("a watermark is seen and not read") {
    if (!test::has_tool("pdftotext")) return;
    const Laid laid(kScript);
    const PdfFileOnDisk plain(laid.pdf()), marked(laid.pdf({.watermark = "Käthe’s copy"}));
    CHECK(marked.text() == plain.text());
    if (test::has_tool("qpdf")) {
        const auto shown = marked.ask("qpdf --qdf --object-streams=disable", "-").out;
        CHECK(count_of(shown, "/Subtype /Form") == 1);
        CHECK(marked.ask("qpdf --check").code == 0);
    }
    // 113 pages share it.
    CHECK(laid.pdf({.watermark = "Käthe’s copy"}).size() < laid.pdf().size() + 4000);
}

TEST_CASE("notes are numbers in the margin that lead to the notes behind the script") {
    if (!test::has_tool("pdftotext") || !test::has_tool("qpdf")) return;
    const Laid laid(kScript);
    CHECK_FALSE(contains(PdfFileOnDisk(laid.pdf()).text(), "Which door?"));
    const PdfFileOnDisk pdf(laid.pdf({.notes = true}));
    const auto text = pdf.text();
    CHECK(contains(text, "Which door?"));
    CHECK(contains(text, "A note of its own."));
    CHECK(contains(text, "p. 1 INT. KITCHEN - NIGHT"));
    const auto mark = find_word(pdf, "1", 2);
    CHECK(mark.right < 1.42 * 72);
    CHECK(std::abs(mark.bottom - find_word(pdf, "slams", 2).bottom) < 4);
    const auto objects = pdf.ask("qpdf --qdf --object-streams=disable", "-").out;
    CHECK(count_of(objects, "/Subtype /Link") == 4);  // There and back.
    CHECK(pdf.ask("qpdf --check").code == 0);
    CHECK(contains(test::outline_of(pdf), "Notes"));
}

TEST_CASE("a contents page lists the scenes with links") {
    if (!test::has_tool("pdftotext") || !test::has_tool("qpdf")) return;
    const PdfFileOnDisk pdf(Laid(kScript).pdf({.contents = true}));
    const auto text = pdf.ask("pdftotext -f 2 -l 2 -layout", "-").out;
    CHECK(contains(text, "Contents"));
    CHECK(contains(text, "12A"));
    CHECK(contains(text, "EXT. HARBOUR - DAY"));
    const auto objects = pdf.ask("qpdf --qdf --object-streams=disable", "-").out;
    CHECK(count_of(objects, "/Subtype /Link") == 2);
    CHECK(contains(pdf.ask("pdfinfo").out, "Pages:           3"));
}

TEST_CASE("changed lines have a star at 7.75 inches and their page says the revision") {
    if (!test::has_tool("pdftotext")) return;
    const Laid laid("INT. A - DAY\n\nAnna waits.\n\nANNA\nYes. No.\n");
    ScriptPdfOptions options;
    options.marks.changed = {{.element = 3, .from = 5, .to = 8}};
    options.marks.revision = "Blue 2026-11-21";
    const PdfFileOnDisk pdf(laid.pdf(options));
    const auto star = find_word(pdf, "*");
    CHECK(std::abs(star.left - 7.75 * 72) < 0.6);
    CHECK(std::abs(star.top - find_word(pdf, "No.").top) < 0.1);
    CHECK(find_word(pdf, "Blue").top < 0.6 * 72);
    CHECK(count_of(pdf.text(), "*") == 1);
}

TEST_CASE("sides hold the pages of one character, their speeches marked") {
    if (!test::has_tool("pdfinfo")) return;
    std::string text =
        "INT. A - DAY\n\nANNA\nHello.\n\n===\n\nINT. B - DAY\n\nBEN\nHo.\n\n===\n\n"
        "INT. C - DAY\n\nANNA\nGood bye.\n";
    const Laid laid(text);
    const auto all = screenplay::count_statistics(laid.document, laid.layout, laid.pages);
    CHECK(find_character(all, "anna") == 0u);
    CHECK(find_character(all, "Carl") == std::nullopt);
    ScriptPdfOptions options;
    options.marks.looks = sides_looks(laid.document, all, 0);
    CHECK(options.marks.looks.at(0) == ElementLook::Normal);
    CHECK(options.marks.looks.at(1) == ElementLook::Marked);
    CHECK(options.marks.looks.at(4) == ElementLook::Dimmed);
    options.only_undimmed = true;
    const PdfFileOnDisk pdf(laid.pdf(options));
    CHECK(contains(pdf.ask("pdfinfo").out, "Pages:           2"));
    CHECK_FALSE(contains(pdf.text(), "Ho."));
    CHECK(contains(pdf.text(), "3."));  // Pages keep their numbers.
}

}  // namespace fabula::typeset
