#include "drawing/shape.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

namespace fabula::drawing {

namespace {

using Lines = std::vector<std::string>;

std::vector<FontFile> fonts_of(const ShapedText& shaped) {
    std::vector<FontFile> fonts;
    for (const GlyphRun& run : shaped.runs) fonts.push_back(run.font);
    return fonts;
}

std::size_t glyph_count(const ShapedText& shaped) {
    std::size_t count = 0;
    for (const GlyphRun& run : shaped.runs) count += run.glyphs.size();
    return count;
}

std::vector<std::uint32_t> clusters_of(const ShapedText& shaped) {
    std::vector<std::uint32_t> clusters;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) clusters.push_back(glyph.cluster);
    }
    return clusters;
}

}  // namespace

TEST_CASE("every face opens and has letters for English and German") {
    for (int face = 0; face <= static_cast<int>(Face::ComicBoldItalic); ++face) {
        const FontFile font = main_font(static_cast<Face>(face));
        CAPTURE(face);
        CHECK(font_bytes(font).size() > 20'000);
        for (const char32_t letter : U"AzÄöß„“…—’") {
            if (letter != 0) CHECK(find_glyph(font, letter) != 0);
        }
        CHECK_FALSE(glyph_outline(font, find_glyph(font, 'A')).steps.empty());
        CHECK(font_metrics(font).ascent > 0.8);
        CHECK(font_metrics(font).descent > 0.2);
        CHECK(font_metrics(font).underline_offset >= 0.1);
    }
    CHECK(glyph_advance(FontFile::CourierPrime, find_glyph(FontFile::CourierPrime, 'i')) ==
          doctest::Approx(0.5996).epsilon(0.001));
    CHECK(font_metrics(FontFile::CourierPrimeItalic).italic_angle == doctest::Approx(-10));
}

TEST_CASE("letters are kerned and heights belong to the face") {
    const double together = text_width("AV", Face::Sans, 100);
    CHECK(together < text_width("A", Face::Sans, 100) + text_width("V", Face::Sans, 100) - 1);
    CHECK(measure_text("x", Face::Comic, 20).line_height == doctest::Approx(23.0));
    CHECK(measure_text("", Face::Comic, 20).width == 0);
    CHECK(measure_text("ÄÖ", Face::Comic, 20).ascent == doctest::Approx(18.0));
}

TEST_CASE("a character that the face lacks comes from the font behind it and the rest does not") {
    CHECK(fonts_of(shape_text("Привет", Face::Comic, 12)) == std::vector{FontFile::DejaVuSans});
    CHECK(fonts_of(shape_text("a Привет мир b", Face::CourierPrimeBold, 12)) ==
          std::vector{FontFile::CourierPrimeBold, FontFile::TypewriterBold,
                      FontFile::CourierPrimeBold});
    // A blank between two foreign words stays with them; DejaVu Sans stands behind the mono face.
    CHECK(fonts_of(shape_text("\xF0\x9F\x98\x80", Face::CourierPrime, 12)) ==
          std::vector{FontFile::DejaVuSans});
}

TEST_CASE("a composed and a decomposed letter look the same") {
    const auto composed = shape_text("é", Face::Comic, 12);
    const auto decomposed = shape_text("e\xCC\x81", Face::Comic, 12);
    REQUIRE(glyph_count(decomposed) == 1);
    CHECK(composed.runs[0].glyphs[0].id == decomposed.runs[0].glyphs[0].id);
}

TEST_CASE("right-to-left words stand in reading order") {
    // Two Hebrew words inside English: the second one, bytes 7 on, is further left.
    const auto shaped = shape_text("a \u05d0\u05d1 \u05d2\u05d3 b", Face::Sans, 12);
    CHECK(clusters_of(shaped) == std::vector<std::uint32_t>{0, 1, 9, 7, 6, 4, 2, 11, 12});
    // A Hebrew line with a number: the number keeps its order and stands in the middle.
    CHECK(clusters_of(shape_text("\u05d0 12 \u05d1", Face::Sans, 12)) ==
          std::vector<std::uint32_t>{6, 5, 3, 4, 2, 0});
}

TEST_CASE("invalid UTF-8 shows as a replacement character") {
    const auto shaped = shape_text("a\xFF", Face::Sans, 12);
    REQUIRE(glyph_count(shaped) == 2);
    const GlyphRun& last = shaped.runs.back();
    CHECK(last.glyphs.back().id == find_glyph(last.font, 0xFFFD));
}

TEST_CASE("control characters take room and show nothing") {
    const auto shaped = shape_text(std::string_view("a\t\0\x7F", 4), Face::Sans, 12);
    REQUIRE(glyph_count(shaped) == 4);
    const auto blank = find_glyph(FontFile::OpenSans, ' ');
    for (std::size_t i = 1; i < 4; ++i) CHECK(shaped.runs[0].glyphs[i].id == blank);
    CHECK(shape_cells("a\tb", Face::CourierPrime, 12, 7).width == 21);
}

TEST_CASE("in cells each character advances by the cell") {
    const auto shaped = shape_cells("fi Ж漢", Face::CourierPrime, 12, 7);
    std::vector<double> advances;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) advances.push_back(glyph.advance);
    }
    CHECK(advances == std::vector<double>{7, 7, 7, 7, 14});  // The ideograph takes two.
    CHECK(shaped.width == 42);
    CHECK(shape_cells("e\xCC\x81x", Face::CourierPrime, 12, 7).width == 14);
    CHECK(shape_cells("\u05d0\u05d1", Face::CourierPrime, 12, 7).runs.at(0).natural);
    CHECK(shape_cells("", Face::CourierPrime, 12, 7).width == 0);
}

TEST_CASE("lines break at blanks, which belong to neither line") {
    const double width = text_width("one two", Face::Comic, 12) + 1;
    CHECK(wrap_text("one two three", Face::Comic, 12, width) == Lines{"one two", "three"});
    CHECK(wrap_text("one  two   three  ", Face::Comic, 12, width) == Lines{"one", "two", "three"});
    CHECK(wrap_text("one\n\ntwo", Face::Comic, 12, width) == Lines{"one", "", "two"});
    CHECK(wrap_text("", Face::Comic, 12, width) == Lines{""});
    CHECK(wrap_text("  ", Face::Comic, 12, width) == Lines{""});
    CHECK(wrap_text("  in", Face::Comic, 12, width) == Lines{"  in"});
}

TEST_CASE("lines break after hyphens and dashes but never before closing marks") {
    const double width = text_width("well-kno", Face::Sans, 12);
    CHECK(wrap_text("well-known", Face::Sans, 12, width) == Lines{"well-", "known"});
    CHECK(wrap_text("wait—what", Face::Sans, 12, width) == Lines{"wait—", "what"});
    CHECK(wrap_text("a -50 b", Face::Sans, 12, text_width("a -5", Face::Sans, 12)) ==
          Lines{"a", "-50", "b"});
    const double three = text_width("漢字漢", Face::Sans, 12) + 0.1;
    CHECK(wrap_text("漢字漢字。", Face::Sans, 12, three) == Lines{"漢字漢", "字。"});
}

TEST_CASE("a non-breaking blank does not break") {
    const double width = text_width("a 10\u00a0km", Face::Sans, 12) - 1;
    CHECK(wrap_text("a 10\u00a0km b", Face::Sans, 12, width) == Lines{"a", "10\u00a0km", "b"});
}

TEST_CASE("a word wider than the line is cut between letters and loses none") {
    const auto lines = wrap_text("Donaudampfschifffahrt", Face::Sans, 12, 40);
    REQUIRE(lines.size() > 2);
    std::string all;
    for (const auto& line : lines) {
        CHECK(text_width(line, Face::Sans, 12) <= 40.0);
        all += line;
    }
    CHECK(all == "Donaudampfschifffahrt");
    CHECK(wrap_text("ab", Face::Sans, 12, 0) == Lines{"a", "b"});
    CHECK(wrap_text("e\xCC\x81"
                    "e\xCC\x81",
                    Face::Comic, 12, 1) == Lines{"e\xCC\x81", "e\xCC\x81"});
}

TEST_CASE("no line is wider than asked for") {
    const std::string text =
        "VAVA To Yo. Ty, WAIT! (Av) „Tor“ fi ff Wo P. LT AY wo, y. r, Tr. 'Ta' To-Yo Te—Vo "
        "a\u0301 Привет, мир! \u05d0\u05d1\u05d2 12 \u05d3\u05d4";
    for (const Face face : {Face::Sans, Face::ComicBoldItalic, Face::CourierPrime}) {
        for (double width = 15; width < 200; width += 3.7) {
            for (const auto& line : wrap_text(text, face, 13, width)) {
                CAPTURE(line);
                const bool one_letter = line.size() <= 3;
                CHECK((one_letter || text_width(line, face, 13) <= width + 0.01));
            }
        }
    }
}

TEST_CASE("fonts open once for many threads at a time") {
    // What is at stake: a half-opened font. Eight threads race for fonts that nobody opened yet.
    std::atomic<int> equal = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const double bold = text_width("Straße", Face::SansBold, 10);
            const double italic = text_width("Straße", Face::ComicItalic, 10);
            equal += bold == text_width("Straße", Face::SansBold, 10) && bold > 30 && italic > 25;
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(equal == 8);
}

}  // namespace fabula::drawing
