#include "convert/convert.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace fabula::convert {

namespace {

constexpr std::string_view kScript = R"(Title: Harbour

INT. KITCHEN - NIGHT #12#

Anna waits.

ANNA
Really?
)";

Converted made(std::string_view to, ConvertWish wish = {}) {
    wish.to = to;
    if (wish.name.empty()) wish.name = "harbour.fountain";
    return convert(kScript, wish);
}

}  // namespace

TEST_CASE("the ending of a file says what it becomes") {
    CHECK(find_output("film.pdf")->ending == "pdf");
    CHECK(find_output("film.elements.json")->ending == "elements.json");
    CHECK(find_output("pdf")->ending == "pdf");
    CHECK(find_output("film.xpdf") == nullptr);
    CHECK(find_output("film.json") == nullptr);
    CHECK(find_output("") == nullptr);
}

TEST_CASE("an ending in capitals is the same ending") {
    REQUIRE(find_output("FILM.PDF") != nullptr);
    CHECK(find_output("FILM.PDF")->ending == "pdf");
    CHECK(find_output("Film.Stats.Json")->ending == "stats.json");
}

TEST_CASE("every output says what it holds and can be made") {
    for (const Output& output : outputs()) {
        CAPTURE(output.ending);
        CHECK(output.sentence.size() > 10);
        CHECK(made(output.ending).bytes.size() > 20);
        CHECK(made(output.ending).media_type == output.media_type);
    }
}

TEST_CASE("an untouched text leaves byte for byte") {
    CHECK(made("fountain").bytes == kScript);
}

TEST_CASE("a Final Draft file keeps what only it can say") {
    const std::string file =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FinalDraft Version=\"5\"><Content>"
        "<Paragraph Type=\"Action\"><Text RevisionID=\"2\">Anna waits.</Text></Paragraph>"
        "</Content><Macros/></FinalDraft>\n";
    CHECK(convert(file, {.to = "fdx", .name = "a.fdx"}).bytes == file);
    CHECK(made("fdx").bytes.find("<Paragraph Type=\"Scene Heading\" Number=\"12\">") !=
          std::string::npos);
}

TEST_CASE("what Fountain cannot say is no matter to a Final Draft file that goes out again") {
    const std::string file =
        "<FinalDraft><Content><Paragraph Type=\"Dialogue\"><Text TagNumber=\"1\">Hm.</Text>"
        "</Paragraph></Content></FinalDraft>";
    CHECK(convert(file, {.to = "fdx", .name = "a.fdx"}).notes.empty());
    CHECK(convert(file, {.to = "fountain", .name = "a.fdx"}).notes.size() == 2);
}

TEST_CASE("what cannot be made is refused, naming the field") {
    const auto refused = [](ConvertWish wish, std::string_view source = kScript) {
        try {
            convert(source, wish);
        } catch (const AppError& error) {
            return error.details().field + ": " + error.what();
        }
        return std::string("made");
    };
    CHECK(refused({.to = "docx"}).starts_with("to: \"docx\" ends in none of .pdf, .fountain,"));
    CHECK(refused({.to = "pdf", .format = "opera"}) ==
          "format: There is no script format \"opera\".");
    CHECK(
        refused({.to = "pdf", .name = "a.fdx"}, "<FinalDraft><Content>").starts_with(": a.fdx: "));
}

TEST_CASE("pages with changes have stars and the paper of their revision") {
    LocalParts parts{.before = std::string(kScript), .before_name = "before.fountain"};
    parts.revision = "Blue revision";
    std::string later(kScript);
    const auto end = later.find_last_not_of('\n') + 1;
    later.insert(end, "\n\nA new line.");
    const ConvertWish wish{.to = "pdf", .name = "a.fountain"};
    const auto marked = convert(later, wish, parts).bytes;
    parts.revision_color = screenplay::RevisionColor::Blue;
    const auto tinted = convert(later, wish, parts).bytes;
    CHECK(tinted != marked);
    CHECK(convert(later, wish).bytes != marked);
    // The same text has nothing to mark.
    CHECK(convert(kScript, wish, parts).bytes == convert(kScript, wish).bytes);
}

TEST_CASE("a character who is not there is named") {
    const ConvertWish sides{.to = "pdf", .name = "a.fountain", .character = "Nobody"};
    CHECK_THROWS_WITH_AS(convert(kScript, sides), "Nobody called \"Nobody\" speaks in the script.",
                         AppError);
    const ConvertWish anna{.to = "dialogue.csv", .name = "a.fountain", .character = "anna"};
    CHECK(convert(kScript, anna).bytes.ends_with("12,1,ANNA,Really?\r\n"));
}

TEST_CASE("repairs and doubts come back as sentences") {
    const auto doubted = convert("INT. KITCHEN - DAY\nMixed case below.\n\nMore.\n",
                                 {.to = "pages.json", .name = "a.fountain"});
    REQUIRE(doubted.notes.size() == 1);
    CHECK(doubted.notes[0].starts_with("In doubt: "));
}

TEST_CASE("a format of one's own lays the pages out") {
    std::string script = "EXT. A - DAY\n";
    for (int i = 0; i < 20; ++i) script += "\nA line.\n";
    const auto page_count = [&](const std::string& layout_json) {
        const auto bytes = convert(script, {.to = "pages.json", .name = "a.fountain"},
                                   {.layout_json = layout_json})
                               .bytes;
        return parse_json(bytes).at("pages").size();
    };
    CHECK(page_count("") == 1);
    CHECK(page_count(R"({"page": {"top": 4.0, "bottom": 4.0}})") == 2);
    CHECK_THROWS_AS(page_count(R"({"page": {"left": 5}})"), AppError);
}

}  // namespace fabula::convert
