#include "typeset/script_pdf.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "drawing/svg.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"
#include "typeset/script_page.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

using test::contains;
using test::has_tool;
using test::PdfFileOnDisk;

namespace {

constexpr std::string_view kScript = R"(Title: **Harbour**
Author: Käthe Example

# Act One

INT. KITCHEN - NIGHT #12A#

Anna *slams* the **door**. _Rain._

ANNA
Wait — „really“?

BEN ^
Yes.

## Sea

EXT. HARBOUR - DAY

Gulls.
)";

struct Laid {
    screenplay::Document document;
    screenplay::Layout layout;
    screenplay::Pages pages;

    explicit Laid(std::string_view text, screenplay::Paper paper = screenplay::Paper::Letter)
        : document(screenplay::parse_fountain(text)),
          layout(screenplay::layout_for(screenplay::Format::Screenplay, paper)),
          pages(screenplay::paginate(
              document, layout,
              {.paper = paper, .scene_numbers = screenplay::SceneNumbers::Both})) {}

    [[nodiscard]] std::string pdf() const {
        return script_pdf(document, pages, layout,
                          {.info = {.created = *parse_iso("2026-11-20T18:54:07Z"), .id = "1"}})
            .bytes;
    }
};

}  // namespace

TEST_CASE("a script's PDF holds its pages, its title and its words") {
    if (!has_tool("pdftotext") || !has_tool("pdfinfo")) return;
    const PdfFileOnDisk pdf(Laid(kScript).pdf());
    const auto info = pdf.ask("pdfinfo").out;
    CAPTURE(info);
    CHECK(contains(info, "Title:           Harbour"));
    CHECK(contains(info, "Author:          Käthe Example"));
    CHECK(contains(info, "Pages:           2"));
    CHECK(contains(info, "612 x 792 pts (letter)"));
    const auto text = pdf.text();
    CAPTURE(text);
    CHECK(contains(text, "12A"));
    CHECK(contains(text, "INT. KITCHEN - NIGHT"));
    CHECK(contains(text, "Anna slams the door. Rain."));
    CHECK(contains(text, "„really“?"));
    CHECK_FALSE(contains(text, "Act One"));
    CHECK(pdf.ask("qpdf --check").code == 0);
    CHECK(contains(PdfFileOnDisk(Laid(kScript, screenplay::Paper::A4).pdf()).ask("pdfinfo").out,
                   "(A4)"));
}

TEST_CASE("the outline leads to sections and scenes") {
    if (!has_tool("qpdf")) return;
    CHECK(test::outline_of(PdfFileOnDisk(Laid(kScript).pdf())) ==
          "Act One\n  12A  INT. KITCHEN - NIGHT\n  Sea\n    EXT. HARBOUR - DAY\n");
}

TEST_CASE("headings and paragraphs are tagged, page numbers are not") {
    if (!has_tool("pdfinfo")) return;
    const auto tree = PdfFileOnDisk(Laid(kScript).pdf()).ask("pdfinfo -struct-text").out;
    CAPTURE(tree);
    CHECK(contains(tree, "H1 (block)\n    \"Harbour\""));
    CHECK(contains(tree, "H2 (block)\n    \"INT. KITCHEN - NIGHT\""));
    CHECK(contains(tree, "P (block)\n    \"Anna slams the door. Rain.\""));
    CHECK_FALSE(contains(tree, "12A"));
}

TEST_CASE("a page is drawn where Final Draft puts it") {
    const Laid laid(kScript);
    const auto page = page_drawing(laid.document, laid.pages.pages.at(0), laid.layout);
    CHECK(page.width == 612);
    CHECK(page.height == 792);
    const auto svg = drawing::to_svg(page);
    // Scene headings stand at 1.5 inches, cues of a dual dialogue elsewhere than others.
    CHECK(contains(svg, "<text x=\"108\" y=\"81\" font-family=\"Courier Prime\""));
    CHECK(contains(svg, "<g role=\"heading\" aria-level=\"2\">"));
    CHECK(contains(svg, "font-style=\"italic\""));
    CHECK(contains(svg, "text-decoration=\"underline\""));
    CHECK(contains(svg, "letter-spacing=\"-0.189\""));
}

TEST_CASE("a feature script becomes a small and sound PDF") {
    const char* material = std::getenv("FABULA_MATERIAL");
    if (material == nullptr) {
        MESSAGE("SKIPPED: FABULA_MATERIAL is not set");
        return;
    }
    const auto text =
        test::read_file(std::filesystem::path(material) / "final-draft/vikings/source.fountain");
    REQUIRE_FALSE(text.empty());
    const Laid laid(text);
    const auto pdf = laid.pdf();
    CHECK(laid.pages.pages.size() == 113);
    CHECK(pdf.size() < 300'000);
    CHECK(pdf == laid.pdf());
    if (has_tool("qpdf")) CHECK(PdfFileOnDisk(pdf).ask("qpdf --check").code == 0);
}

}  // namespace fabula::typeset
