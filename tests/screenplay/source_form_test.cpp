#include "screenplay/source_form.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace std::string_literals;

namespace fabula::screenplay {

namespace {

// Reads, and writes what was read back.
std::string round_trip(const std::string& bytes) {
    const auto read = normalise_text(bytes);
    return restore(read.text, read.form);
}

std::string refusal_of(const std::string& bytes) {
    const auto read = normalise_text(bytes);
    CHECK(read.text.empty());
    return read.refusal.value_or("(none)");
}

}  // namespace

TEST_CASE("UTF-8 comes back byte for byte") {
    for (const auto& bytes :
         {"a\nb\n"s, "a\r\nb\r\n"s, "a\rb\r"s, "\xEF\xBB\xBF" "a\r\nb"s, "a\r\nb\nc\rd\n\r\n\r\re"s,
          "\r\r\n\n"s + "a", "no line end"s, "Käthe 🎬\r\n"s, "\xEF\xBB\xBF\xEF\xBB\xBFtwice"s}) {
        CAPTURE(bytes);
        CHECK(normalise_text(bytes).form.exact);
        CHECK(round_trip(bytes) == bytes);
    }
}

TEST_CASE("stored text has LF alone and no byte-order mark") {
    const auto read = normalise_text(
        "\xEF\xBB\xBF"
        "a\r\nb\rc\nd\r\n\r\n");
    CHECK(read.text == "a\nb\nc\nd\n\n");
    CHECK(read.encoding == "UTF-8");
    CHECK(read.form.byte_order_mark);
    CHECK(read.form.line_ends == "wrl2w");
    CHECK(read.repairs.empty());
}

TEST_CASE("lines added since end as most lines of the file do") {
    const auto read = normalise_text("a\r\nb\r\n");
    CHECK(restore("a\nb\nc\nd\n", read.form) == "a\r\nb\r\nc\r\nd\r\n");
    CHECK(restore("a", read.form) == "a");
}

TEST_CASE("UTF-16 is read in either order, with and without a mark") {
    const auto little = "\xFF\xFE"s + "I\0N\0T\0.\0 \0\xDC\0\r\0\n\0"s;
    const auto big = "\xFE\xFF"s + "\0I\0N\0T\0.\0 \0\xDC\0\r\0\n"s;
    CHECK(normalise_text(little).text == "INT. Ü\n");
    CHECK(normalise_text(big).text == "INT. Ü\n");
    CHECK(normalise_text("I\0N\0T\0.\0 \0A\0\n\0"s).text == "INT. A\n");
    CHECK(normalise_text(little).encoding == "UTF-16");
    CHECK_FALSE(normalise_text(little).form.exact);
    CHECK(normalise_text("\xFF\xFE\x3C\xD8\xAC\xDF"s + "\n\0"s).text == "🎬\n");
}

TEST_CASE("a single-byte encoding is told by what makes words") {
    const auto windows = normalise_text(
        "INT. K\xDC"
        "CHE \x96 TAG\n\n\x84Wo ist er?\x93 fragt K\xE4the.\n");
    CHECK(windows.encoding == "Windows-1252");
    CHECK(windows.text == "INT. KÜCHE – TAG\n\n„Wo ist er?“ fragt Käthe.\n");
    const auto mac = normalise_text(
        "INT. K\x86"
        "CHE \xD0 TAG\n\n\xE3Wo ist er?\xD2 fragt K\x8Athe.\n");
    CHECK(mac.encoding == "Mac Roman");
    CHECK(mac.text == "INT. KÜCHE – TAG\n\n„Wo ist er?“ fragt Käthe.\n");
}

TEST_CASE("stray bytes of Windows-1252 in UTF-8 are read and told") {
    const auto read = normalise_text("Käthe, Jörg und K\xE4the.\n");
    CHECK(read.text == "Käthe, Jörg und Käthe.\n");
    REQUIRE(read.repairs.size() == 1);
    CHECK(read.repairs[0] == "1 byte was not UTF-8 like the rest and read as Windows-1252.");
    CHECK_FALSE(read.form.exact);
}

TEST_CASE("text that was decoded twice is mended") {
    const auto read = normalise_text("Das GerÃ¤usch hÃ¶rt auf â€“ naÃŸ.\n");
    CHECK(read.text == "Das Geräusch hört auf – naß.\n");
    REQUIRE(read.repairs.size() == 1);
    CHECK(read.repairs[0] ==
          "UTF-8 had been read as Windows-1252: “Ã¤” is “ä” again, and so in 4 places.");
    CHECK_FALSE(read.form.exact);
    CHECK(normalise_text("K√ºche ‚Äì Tag\n").text == "Küche – Tag\n");
    CHECK(normalise_text("GerÃƒÂ¤usch\n").text == "Geräusch\n");  // Twice over.
}

TEST_CASE("text that only looks odd is left alone") {
    for (const auto& text : {"SMÅ Å\n"s, "Ä und Ö, “Äpfel”, 5 ¤, naïve Ça\n"s, "√2 ‚x‘ é\n"s,
                             "Привет, Ђ\n"s, "日本語\n"s}) {
        CAPTURE(text);
        CHECK(normalise_text(text).text == text);
        CHECK(normalise_text(text).repairs.empty());
    }
}

TEST_CASE("what is no text is refused with its cause") {
    CHECK(refusal_of("") == "The file is empty.");
    CHECK(refusal_of(" \n\t\r\n") == "The file holds nothing but blanks.");
    CHECK(refusal_of("INT.\0 A"s) ==
          "The file holds a NUL character (at byte 5), so it is not text.");
    CHECK(refusal_of("%PDF-1.7 ...") == "This is a PDF, not a text file.");
    CHECK(refusal_of("PK\x03\x04...") ==
          "This is a ZIP archive or an office document, not a text file.");
    CHECK(refusal_of("\xFF\xFE\x3D\xD8"s + "a\0"s) ==
          "The file is UTF-16 and holds half of a character (at byte 1).");
    CHECK(refusal_of("\xFF\xFE"s + "a\0b"s) ==
          "The file is UTF-16 and holds half of a character (at byte 3).");
    CHECK(refusal_of("K\xC3\xA4the \xED\xA0\x80 sagt\n") ==
          "The file is UTF-8 and holds half of a character (at byte 8).");
    CHECK(refusal_of("only \xED\xB0\x80 half\n") ==
          "The file is UTF-8 and holds half of a character (at byte 6).");
    CHECK(refusal_of("a\x01\x02\x03\x04") ==
          "The file is full of control characters, so it is not text.");
    CHECK(refusal_of("\xFF\xFE\0\0a\0\0\0"s) == "The file is UTF-32; save it as UTF-8.");
}

}  // namespace fabula::screenplay
