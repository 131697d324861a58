#include "typeset/pdf.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "drawing/image.hpp"
#include "drawing/raster.hpp"
#include "drawing/shape.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

using namespace drawing;
using test::contains;
using test::has_tool;
using test::PdfFileOnDisk;

namespace {

const Time kTime = *parse_iso("2026-11-20T18:54:07Z");

std::string pdf_of(const Drawing& page, PdfPageOptions options = {}) {
    PdfDocument pdf({.title = "Harbour", .created = kTime, .id = "1"});
    pdf.add_page(page, options);
    return pdf.finish();
}

Text a_line(std::string text, Face face, double y, double size = 12) {
    return {.text = std::move(text), .face = face, .size = size, .baseline = {20, y}};
}

std::shared_ptr<const ImageData> a_picture(std::string bytes) {
    ImageData data;
    data.bytes = std::move(bytes);
    return std::make_shared<const ImageData>(std::move(data));
}

// A picture whose four quarters are red, green, blue and white, seen through `alpha`.
Pixels quarters(std::uint32_t side, std::uint8_t alpha = 255) {
    Pixels pixels{side, side, {}};
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            const bool right = x >= side / 2, low = y >= side / 2;
            const auto part = [](bool on) { return static_cast<std::uint8_t>(on ? 255 : 0); };
            pixels.rgba.insert(pixels.rgba.end(),
                               {part(right == low), part(right), part(low), alpha});
        }
    }
    return pixels;
}

// Everything that a drawing can hold.
Drawing full_page() {
    Drawing page{300, 400, {}};
    page.items = {
        a_line("Courier Prime: äöüß „Hallo“", Face::CourierPrime, 30),
        a_line("Open Sans: AVATAR fi fl — Привет", Face::Sans, 50),
        a_line("Comic: Wait—what?! 'no' (yes) \\", Face::ComicBold, 70),
        Text{.text = "INT. CELLS - ’night’",
             .face = Face::CourierPrimeBold,
             .baseline = {20, 90},
             .color = {20, 40, 160, 255},
             .cell = 7,
             .underline = true},
        Fill{.path = rounded_rectangle({20, 110, 80, 40}, 8), .color = {240, 200, 60, 255}},
        Fill{.path = ellipse({60, 120, 80, 40}), .color = {40, 90, 200, 128}},
        Stroke{.path = ellipse({160, 110, 100, 50}),
               .color = {180, 20, 20, 255},
               .width = 3,
               .dash = {8, 4}},
    };
    Group group;
    group.items = {Fill{.path = rectangle({0, 0, 80, 60}), .color = {200, 30, 30, 255}},
                   Fill{.path = rectangle({40, 20, 80, 60}), .color = {30, 30, 200, 255}}};
    group.transform = {0.9, 0.3, -0.3, 0.9, 60, 180};
    group.clip = ellipse({0, 0, 110, 80});
    group.opacity = 0.6;
    page.items.emplace_back(group);
    page.items.emplace_back(Image{a_picture(encode_png(quarters(40))), {170, 180, 50, 50}});
    page.items.emplace_back(Image{a_picture(encode_png(quarters(40, 128))), {230, 180, 50, 50}});
    page.items.emplace_back(Image{a_picture(encode_jpeg(quarters(40), 95)), {170, 240, 50, 50}});
    page.items.emplace_back(Image{a_picture("broken"), {230, 240, 50, 50}});
    Group turned;
    turned.transform = {0, 1, -1, 0, 120, 300};
    turned.items = {a_line("turned", Face::Comic, 20, 18)};
    page.items.emplace_back(turned);
    return page;
}

// The share of pixels in which a page drawn by poppler differs clearly from our own raster,
// both halved in size so that only shapes count and not their edges.
double difference(const Drawing& page, const PdfFileOnDisk& pdf) {
    const auto base = pdf.beside("page").string();
    REQUIRE(pdf.ask("pdftoppm -r 144 -png -singlefile", base).code == 0);
    const Pixels theirs = decode_image(test::read_file(base + ".png"));
    const Pixels ours = rasterize(page, {.pixels_per_point = 2});
    REQUIRE(theirs.width == ours.width);
    REQUIRE(theirs.height == ours.height);
    const Pixels a = scale_image(theirs, ours.width / 4, ours.height / 4);
    const Pixels b = scale_image(ours, ours.width / 4, ours.height / 4);
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.rgba.size(); ++i)
        different += std::abs(a.rgba[i] - b.rgba[i]) > 64;
    return static_cast<double>(different) / static_cast<double>(a.rgba.size());
}

}  // namespace

TEST_CASE("a PDF holds to the format") {
    if (!has_tool("qpdf")) return;
    for (const Drawing& page : {full_page(), Drawing{10, 10, {}}}) {
        const PdfFileOnDisk pdf(pdf_of(page));
        const auto ran = pdf.ask("qpdf --check");
        CAPTURE(ran.out);
        CHECK(ran.code == 0);
        CHECK(contains(ran.out, "No syntax or stream encoding errors"));
    }
}

TEST_CASE("another program draws the page as we do") {
    // What is at stake: glyphs under wrong codes copy well and look wrong. Poppler's picture is
    // laid over ours.
    if (!has_tool("pdftoppm")) return;
    const Drawing page = full_page();
    CHECK(difference(page, PdfFileOnDisk(pdf_of(page))) < 0.002);
    Drawing other = page;
    other.items.erase(other.items.begin());  // One line less is seen.
    CHECK(difference(other, PdfFileOnDisk(pdf_of(page))) > 0.002);
}

TEST_CASE("text is found and copied as it was written") {
    if (!has_tool("pdftotext")) return;
    const PdfFileOnDisk pdf(pdf_of(full_page()));
    const auto text = pdf.text();
    CAPTURE(text);
    CHECK(contains(text, "Courier Prime: äöüß „Hallo“"));
    CHECK(contains(text, "Open Sans: AVATAR fi fl — Привет"));
    CHECK(contains(text, "Comic: Wait—what?! 'no' (yes) \\"));
    CHECK(contains(text, "INT. CELLS - ’night’"));
}

TEST_CASE("what one glyph cannot say is said beside it") {
    if (!has_tool("pdftotext")) return;
    // A mark without a letter of its own, and unknown characters that share a box.
    const PdfFileOnDisk pdf(
        pdf_of({300, 100, {a_line("q\u0301x", Face::Sans, 20), a_line("漢字", Face::Sans, 40)}}));
    const auto text = pdf.ask("pdftotext -raw", "-").out;
    CAPTURE(text);
    CHECK(contains(text, "q\u0301x"));
    CHECK(contains(text, "漢字"));
}

TEST_CASE("a font that shows more than one byte can say goes on under a second name") {
    if (!has_tool("pdftotext")) return;
    std::string all;
    std::vector<Item> lines;
    double y = 20;
    int count = 0;
    for (char32_t code = 0x20; code < 0x2200; ++code) {
        if (find_glyph(FontFile::CourierPrime, code) == 0 || !fills_one_cell(code)) continue;
        for (int unit = code < 0x80 ? 1 : code < 0x800 ? 2 : 3, i = unit - 1; i >= 0; --i) {
            const char32_t bits = code >> (6 * i);
            all += static_cast<char>(unit == 1       ? code
                                     : i == unit - 1 ? (unit == 2 ? 0xC0 : 0xE0) | bits
                                                     : 0x80 | (bits & 0x3F));
        }
        if (++count % 40 == 0) {
            lines.emplace_back(a_line(all, Face::CourierPrime, y += 14));
            all.clear();
        }
    }
    lines.emplace_back(a_line(all, Face::CourierPrime, y + 14));
    REQUIRE(count > 330);
    const Drawing page{400, 300, lines};
    const PdfFileOnDisk pdf(pdf_of(page));
    CHECK(pdf.ask("qpdf --check").code == 0);
    CHECK(contains(pdf.text(), "ŵŶŷŸŹźŻżŽž"));
    CHECK(contains(pdf.text(), "₣₩€™"));
    CHECK(difference(page, pdf) < 0.002);
}

TEST_CASE("fonts are embedded as subsets that say what they show") {
    if (!has_tool("pdffonts")) return;
    const PdfFileOnDisk pdf(pdf_of(full_page()));
    const auto fonts = pdf.ask("pdffonts").out;
    CAPTURE(fonts);
    for (const char* name :
         {"+CourierPrime ", "+CourierPrimeBold ", "+OpenSans ", "+ComicNeueBold "}) {
        const auto at = fonts.find(name);
        REQUIRE(at != std::string::npos);
        const auto line = fonts.substr(at, fonts.find('\n', at) - at);
        CHECK(contains(line, " yes yes yes "));
    }
    CHECK(pdf_of(full_page()).size() < 60'000);
}

TEST_CASE("a JPEG goes in as it is, a PNG with its transparency") {
    if (!has_tool("pdfimages")) return;
    const std::string jpeg = encode_jpeg(quarters(64), 90);
    const std::string grey = encode_png({2, 1, {7, 7, 7, 255, 9, 9, 9, 255}});
    const std::string bytes =
        pdf_of({100,
                100,
                {Image{a_picture(jpeg), {0, 0, 50, 50}},
                 Image{a_picture(encode_png(quarters(32, 99))), {50, 0, 50, 50}},
                 Image{a_picture(grey), {0, 50, 50, 50}}}});
    CHECK(contains(bytes, jpeg));
    const auto list = PdfFileOnDisk(bytes).ask("pdfimages -list").out;
    CAPTURE(list);
    CHECK(contains(list, "64    64  rgb     3   8  jpeg"));
    CHECK(contains(list, "smask      32    32  gray    1   8  image"));
    CHECK(contains(list, "2     1  gray    1   8  image"));
}

TEST_CASE("one picture shown twice is held once") {
    const auto picture = a_picture(encode_jpeg(quarters(400), 95));
    const auto once = pdf_of({100, 100, {Image{picture, {0, 0, 50, 50}}}}).size();
    const auto twice =
        pdf_of({100, 100, {Image{picture, {0, 0, 50, 50}}, Image{picture, {50, 0, 50, 50}}}})
            .size();
    CHECK(twice < once + 300);
}

TEST_CASE("the document says what it is") {
    if (!has_tool("pdfinfo")) return;
    PdfDocument pdf({.title = "Käthe (1)",
                     .author = "A <b> & \"c\"",
                     .subject = "Short film",
                     .language = "de",
                     .created = kTime,
                     .id = "x"});
    pdf.add_page({200, 300, {}}, {.trim = Rect{10, 20, 180, 270}, .bleed = Rect{5, 10, 190, 285}});
    const PdfFileOnDisk file(pdf.finish());
    const auto info = file.ask("pdfinfo -box").out;
    CAPTURE(info);
    CHECK(contains(info, "Title:           Käthe (1)"));
    CHECK(contains(info, "Author:          A <b> & \"c\""));
    CHECK(contains(info, "Subject:         Short film"));
    CHECK(contains(info, "Tagged:          yes"));
    CHECK(contains(info, "PDF version:     1.7"));
    CHECK(contains(info, "MediaBox:            0.00     0.00   200.00   300.00"));
    CHECK(contains(info, "TrimBox:            10.00    10.00   190.00   280.00"));
    CHECK(contains(info, "BleedBox:            5.00     5.00   195.00   290.00"));
    const auto metadata = file.ask("pdfinfo -meta").out;
    CHECK(contains(metadata, "<rdf:li>A &lt;b&gt; &amp; &quot;c&quot;</rdf:li>"));
    CHECK(contains(metadata, "<xmp:CreateDate>2026-11-20T18:54:07Z</xmp:CreateDate>"));
    const auto catalog = file.ask("qpdf --qdf --object-streams=disable", "-").out;
    CHECK(contains(catalog, "/Lang (de)"));
    CHECK(contains(catalog, "/CreationDate (D:20261120185407Z)"));
}

TEST_CASE("roles become tags, decoration none") {
    if (!has_tool("pdfinfo")) return;
    const auto part = [](Role role, std::string text, double y) {
        Group group;
        group.role = role;
        group.items = {a_line(std::move(text), Face::Sans, y)};
        return group;
    };
    Group figure;
    figure.role = Role::Figure;
    figure.alternative = "A door, open";
    figure.items = {Fill{.path = rectangle({10, 100, 50, 50})}, a_line("inside", Face::Sans, 120)};
    Group section;
    section.label = "panel 1";
    section.role = Role::Section;
    section.items = {part(Role::Heading2, "Two", 60), part(Role::Paragraph, "Text", 80), figure};
    const Image image{a_picture(encode_png(quarters(4))), {100, 100, 50, 50}, "A harbour"};
    const PdfFileOnDisk pdf(
        pdf_of({200,
                200,
                {part(Role::Artifact, "7.", 20), part(Role::Heading1, "One", 40), section, image,
                 a_line("Bare", Face::Sans, 180)}}));
    const auto tree = pdf.ask("pdfinfo -struct-text").out;
    CAPTURE(tree);
    CHECK(tree ==
          "Document\n"
          "  H1 (block)\n    \"One\"\n"
          "  Sect \"panel 1\"\n"
          "    H2 (block)\n      \"Two\"\n"
          "    P (block)\n      \"Text\"\n"
          "    Figure\n      \"inside\"\n"
          "  Figure\n    \"\"\n"
          "  P (block)\n    \"Bare\"\n");
    const auto objects = pdf.ask("qpdf --qdf --object-streams=disable", "-").out;
    CHECK(contains(objects, "/Alt (A door, open)"));
    CHECK(contains(objects, "/Alt (A harbour)"));
}

TEST_CASE("bookmarks nest and pages bear their labels") {
    if (!has_tool("qpdf")) return;
    PdfDocument pdf({.title = "Harbour", .created = kTime});
    pdf.add_bookmark("before any page");
    pdf.add_page({100, 200, {}}, {.label = "Title"});
    pdf.add_page({100, 200, {}}, {.label = "1"});
    pdf.add_bookmark("Act One", 0, 0);
    pdf.add_bookmark("1  INT. KÜCHE", 50, 1);
    pdf.add_page({100, 200, {}}, {.label = "2"});
    pdf.add_bookmark("2  EXT. HOF", 20, 3);  // Too deep: one below the one before.
    pdf.add_bookmark("Act Two", 30);
    pdf.add_page({100, 200, {}}, {.label = "2A"});
    const PdfFileOnDisk file(pdf.finish());
    CHECK(test::outline_of(file) == "Act One\n  1  INT. KÜCHE\n    2  EXT. HOF\nAct Two\n");
    const auto labels = file.ask("qpdf --json --json-key=pagelabels").out;
    CAPTURE(labels);
    CHECK(contains(labels, "\"/P\": \"u:Title\""));
    CHECK(contains(labels, "\"/St\": 1"));
    CHECK(contains(labels, "\"/P\": \"u:2A\""));
    CHECK(file.ask("qpdf --check").code == 0);
}

TEST_CASE("the same calls give the same bytes, another name another identifier") {
    CHECK(pdf_of(full_page()) == pdf_of(full_page()));
    PdfDocument other({.title = "Harbour", .created = kTime, .id = "2"});
    other.add_page(full_page());
    CHECK(other.finish() != pdf_of(full_page()));
}

}  // namespace fabula::typeset
