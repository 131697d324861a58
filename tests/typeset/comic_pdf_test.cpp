#include "typeset/comic_pdf.hpp"

#include <doctest/doctest.h>

#include "typeset/tools.hpp"

namespace fabula::typeset {

using test::contains;
using test::has_tool;
using test::PdfFileOnDisk;

TEST_CASE("a comic's PDF keeps lettering as text and pages with their cut") {
    if (!has_tool("pdftotext") || !has_tool("pdfinfo") || !has_tool("qpdf")) return;
    drawing::Group panel;
    panel.label = "panel 1";
    panel.role = drawing::Role::Section;
    panel.items = {drawing::Fill{.path = drawing::rectangle({20, 20, 100, 80})},
                   drawing::Text{.text = "Straße — „nein“!",
                                 .face = drawing::Face::ComicBold,
                                 .size = 10,
                                 .baseline = {30, 140}}};
    const ComicPdfPage page{.drawing = {200, 300, {panel}},
                            .options = {.trim = drawing::Rect{9, 9, 182, 282}},
                            .bookmark = "Scene 1"};
    const PdfInfo info_given{.title = "Harbour", .created = *parse_iso("2026-11-20T18:54:07Z")};
    const PdfFileOnDisk pdf(comic_pdf({page, page}, info_given).bytes);
    CHECK(contains(pdf.text(), "Straße — „nein“!"));
    const auto info = pdf.ask("pdfinfo -box").out;
    CHECK(contains(info, "Pages:           2"));
    CHECK(contains(info, "TrimBox:             9.00     9.00   191.00   291.00"));
    CHECK(contains(pdf.ask("pdfinfo -struct-text").out, "Sect \"panel 1\""));
    CHECK(test::outline_of(pdf) == "Scene 1\nScene 1\n");
}

}  // namespace fabula::typeset
