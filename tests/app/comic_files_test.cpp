// The comic as files for phones and printers.
#include "drawing/image.hpp"
#include "test_studio.hpp"
#include "typeset/tools.hpp"

namespace fabula::app {

namespace {

struct Entry {
    std::string name;
    std::string bytes;
};

std::size_t number_at(const std::string& bytes, std::size_t at, int size) {
    std::size_t out = 0;
    for (int i = size; i-- > 0;) {
        out = out << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    }
    return out;
}

// The stored files of a ZIP, by their local headers (APPNOTE 4.3.7).
std::vector<Entry> entries_of(const std::string& zip) {
    std::vector<Entry> out;
    std::size_t at = 0;
    while (zip.compare(at, 4, "PK\x03\x04") == 0) {
        REQUIRE(number_at(zip, at + 8, 2) == 0);
        const auto size = number_at(zip, at + 18, 4);
        const auto name = number_at(zip, at + 26, 2);
        const auto extra = number_at(zip, at + 28, 2);
        out.push_back({zip.substr(at + 30, name), zip.substr(at + 30 + name + extra, size)});
        at += 30 + name + extra + size;
    }
    return out;
}

}  // namespace

TEST_CASE("the comic leaves as pictures of its pages and as slices for scrolling") {
    TestStudio studio;
    const auto project = studio.demo();
    const auto pictures = entries_of(studio.export_as(project, "comic_pages"));
    const Json pages = studio.get("/api/v1/projects/" + project + "/comic").at("pages");
    REQUIRE(pictures.size() == pages.size());
    CHECK(pictures[0].name == "001.png");
    CHECK(pictures[1].name == "002.png");
    CHECK(drawing::probe_image(pictures[0].bytes)->width == 1400);

    const auto slices = entries_of(studio.export_as(project, "webtoon"));
    CHECK(slices.size() > pages.size());
    for (const auto& slice : slices) {
        CAPTURE(slice.name);
        const auto picture = drawing::probe_image(slice.bytes);
        REQUIRE(picture);
        CHECK(picture->width == 800);
        CHECK(picture->height <= 1280);
    }
    const auto again = entries_of(studio.export_as(project, "webtoon"));
    REQUIRE(again.size() == slices.size());
    CHECK(again[1].bytes == slices[1].bytes);
}

TEST_CASE("the comic for the printer has a cut, a bleed of 3 mm and marks beyond") {
    TestStudio studio;
    const auto project = studio.demo();
    const auto pdf = studio.export_as(project, "comic_print");
    CHECK(pdf.starts_with("%PDF-1.7"));
    if (!test::has_tool("pdfinfo")) return;
    const auto info = test::PdfFileOnDisk(pdf).ask("pdfinfo -box").out;
    // 477 x 738 points, with 8.5 of bleed and 17 of marks around.
    CHECK(test::contains(info, "TrimBox:            25.50    25.50   502.50   763.50"));
    CHECK(test::contains(info, "BleedBox:           17.00    17.00   511.01   772.01"));
}

}  // namespace fabula::app
