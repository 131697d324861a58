#include "typeset/cbz.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "drawing/image.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

namespace {

std::string a_picture() {
    return drawing::encode_png({2, 1, {255, 0, 0, 255, 0, 0, 255, 255}});
}

ComicBook a_book(std::size_t pages) {
    ComicBook book{.title = "Harbour & \"Sea\"",
                   .series = "Tides",
                   .number = "1",
                   .notes = "Rough frames by rules, no AI model.",
                   .writer = "Käthe Example",
                   .language = "de-AT",
                   .characters = {"ANNA", "BEN, THE ELDER"},
                   .locations = {"Harbour"},
                   .created = *parse_iso("2026-11-20T18:54:07Z")};
    for (std::size_t i = 0; i < pages; ++i) {
        book.pages.push_back({.picture = a_picture(), .width = 2, .height = 1, .cover = i == 0});
    }
    return book;
}

}  // namespace

TEST_CASE("ComicInfo holds what is known, in the order of the schema") {
    ComicBook book = a_book(2);
    book.pages[1].bookmark = "Scene <1>";
    book.pages[1].picture = "123";
    CHECK(comic_info(book) ==
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ComicInfo>\n"
          "  <Title>Harbour &amp; &quot;Sea&quot;</Title>\n  <Series>Tides</Series>\n"
          "  <Number>1</Number>\n  <Notes>Rough frames by rules, no AI model.</Notes>\n"
          "  <Year>2026</Year>\n  <Month>11</Month>\n  <Day>20</Day>\n"
          "  <Writer>Käthe Example</Writer>\n  <PageCount>2</PageCount>\n"
          "  <LanguageISO>de</LanguageISO>\n  <BlackAndWhite>No</BlackAndWhite>\n"
          "  <Manga>No</Manga>\n  <Characters>ANNA, BEN  THE ELDER</Characters>\n"
          "  <Locations>Harbour</Locations>\n  <Pages>\n"
          "    <Page Image=\"0\" Type=\"FrontCover\" ImageSize=\"" +
              std::to_string(a_picture().size()) +
              "\" ImageWidth=\"2\" ImageHeight=\"1\"/>\n"
              "    <Page Image=\"1\" Type=\"Story\" ImageSize=\"3\" "
              "Bookmark=\"Scene &lt;1&gt;\" ImageWidth=\"2\" ImageHeight=\"1\"/>\n"
              "  </Pages>\n</ComicInfo>\n");
}

TEST_CASE("ComicInfo is valid by the schema") {
    if (!test::has_tool("xmllint")) return;
    const std::string schema = FABULA_SOURCE_DIR "/data/schema/comicinfo-2.0.xsd";
    const test::TempFolder folder;
    const auto check = [&](const std::string& xml) {
        test::write_file(folder / "ComicInfo.xml", xml);
        return test::run("xmllint --noout --schema " + schema + " " +
                         (folder / "ComicInfo.xml").string());
    };
    ComicBook full = a_book(3);
    full.summary = "A\x01 summary\nof two lines";
    full.artist = full.letterer = full.publisher = full.genre = full.web = "x";
    full.direction = ReadingDirection::RightToLeft;
    full.black_and_white = true;
    for (const auto& xml : {comic_info(full), comic_info(ComicBook{})}) {
        const auto ran = check(xml);
        CAPTURE(ran.out);
        CHECK(ran.code == 0);
    }
    // The schema refuses what a reader would: another order, an unknown word, no page number.
    CHECK(check("<ComicInfo><Series>a</Series><Title>b</Title></ComicInfo>").code != 0);
    CHECK(check("<ComicInfo><Manga>Maybe</Manga></ComicInfo>").code != 0);
    CHECK(check("<ComicInfo><Pages><Page/></Pages></ComicInfo>").code != 0);
}

TEST_CASE("pages are named so that every reader sorts them") {
    if (!test::has_tool("unzip")) return;
    const test::TempFolder folder;
    const auto names = [&](std::size_t pages) {
        ComicBook book = a_book(pages);
        book.pages[1].picture = drawing::encode_jpeg({1, 1, {9, 9, 9, 255}}, 80);
        test::write_file(folder / "a.cbz", make_cbz(book));
        return test::run("unzip -Z1 " + (folder / "a.cbz").string()).out;
    };
    CHECK(names(3) == "ComicInfo.xml\n001.png\n002.jpg\n003.png\n");
    CHECK(test::contains(names(1000), "\n0999.png\n1000.png\n"));
    CHECK(test::run("unzip -tq " + (folder / "a.cbz").string()).code == 0);
}

TEST_CASE("a page that is no picture is refused") {
    ComicBook book = a_book(1);
    book.pages[0].picture = "GIF89a";
    CHECK_THROWS_AS(make_cbz(book), AppError);
}

}  // namespace fabula::typeset
