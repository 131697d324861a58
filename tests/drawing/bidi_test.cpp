#include "drawing/bidi.hpp"

#include <doctest/doctest.h>

#include <string>

#include "drawing/fonts.hpp"
#include "drawing/shape.hpp"

namespace fabula::drawing {

namespace {

// The stretches from left to right, those written to the left in brackets.
std::string painted(std::string_view line, BaseDirection base = BaseDirection::Auto) {
    std::string out;
    for (const auto& stretch : painting_order(line, base)) {
        const auto text = std::string(line.substr(stretch.from, stretch.to - stretch.from));
        out += stretch.to_left ? "[" + text + "]" : text + "|";
    }
    return out;
}

}  // namespace

TEST_CASE("stretches of both directions stand where they are read") {
    CHECK(painted("Anna says.") == "Anna says.|");
    CHECK(painted("Anna אמרה כן today") == "Anna |[אמרה כן] today|");
    CHECK(painted("אנה said no היום") == "[ היום]said no|[אנה ]");
    CHECK(painted("שלום", BaseDirection::ToRight) == "[שלום]");
    CHECK(painted("") == "");
}

TEST_CASE("numbers keep their order inside words written to the left") {
    CHECK(painted("בשעה 12:30 בלילה") == "[ בלילה]12:30|[בשעה ]");
    CHECK(painted("السعر 1,250.50 دينار") == "[ دينار]1,250.50|[السعر ]");
}

TEST_CASE("brackets turn with the text around them and blanks at the end with the line") {
    CHECK(painted("אבג (דה) ו") == "[אבג (דה) ו]");
    CHECK(painted("abc אבג  ") == "abc |[אבג]  |");
}

TEST_CASE("only text that can be written to the left is looked into") {
    CHECK_FALSE(may_read_to_left("Käthe – „Ja“ 漢字 Привет"));
    CHECK(may_read_to_left("a א"));
    CHECK(may_read_to_left("مرحبا"));
    CHECK(may_read_to_left("a\xE2\x80\x8F"));  // RIGHT-TO-LEFT MARK
    CHECK_FALSE(may_read_to_left("\xD7"));     // Cut short.
}

TEST_CASE("Greek and Cyrillic come from a typewriter's face in all its styles") {
    const std::string letters = "Ελληνικά ά Ώ Русский Ёж Українська ґ Ѓорѓи Ћирилица";
    for (const Face face : {Face::CourierPrime, Face::CourierPrimeBold, Face::CourierPrimeItalic,
                            Face::CourierPrimeBoldItalic}) {
        for (const GlyphRun& run : shape_cells(letters, face, 12, 7).runs) {
            CHECK((run.font == main_font(face) || run.font == fallback_fonts(face)[0]));
            for (const Glyph& glyph : run.glyphs) CHECK(glyph.id != 0);
        }
    }
}

TEST_CASE("cells hold what can stand in them, the rest keeps its width") {
    CHECK(shape_cells("Ελλ", Face::CourierPrime, 12, 7).width == 21);
    const auto arabic = shape_cells("سلام", Face::CourierPrime, 12, 7);
    CHECK(arabic.runs.at(0).natural);
    CHECK(arabic.width == doctest::Approx(text_width("سلام", Face::CourierPrime, 12)));
    // In cells, narrow letters would stand apart like words.
    CHECK(shape_cells("שלום", Face::CourierPrime, 12, 7).runs.at(0).natural);
}

}  // namespace fabula::drawing
