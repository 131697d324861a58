#include "screenplay/import.hpp"

#include <doctest/doctest.h>

#include <string>

#include "screenplay/elements_json.hpp"
#include "screenplay/fountain.hpp"

using namespace std::string_literals;

namespace fabula::screenplay {

namespace {

std::string refusal_of(const std::string& bytes, const std::string& name) {
    const auto imported = import_text(bytes, name);
    CHECK(imported.text.empty());
    return imported.refusal.value_or("(none)");
}

std::string fdx(const std::string& content) {
    return "<?xml version=\"1.0\"?><FinalDraft><Content>" + content + "</Content></FinalDraft>";
}

}  // namespace

TEST_CASE("a text file is Fountain where it has scene headings, else prose") {
    const auto script = import_text("INT. DEPOT - NIGHT\n\nTOMAS\nHi.\n", "a.txt");
    CHECK(script.kind == SourceKind::Fountain);
    CHECK(script.format == Format::Screenplay);
    CHECK(script.form.exact);
    const auto prose = import_text("The depot was dark.\n\nTOMAS\nsaid so.\n", "a.txt");
    CHECK(prose.kind == SourceKind::PlainText);
    CHECK(prose.format == Format::Manuscript);
    CHECK_FALSE(prose.form.exact);
}

TEST_CASE("content decides before the name, and the name before nothing") {
    const std::string html = "<!DOCTYPE html><p>Hi there.</p>";
    CHECK(import_text(html, "a.txt").kind == SourceKind::Html);
    CHECK(import_text(fdx("<Paragraph Type=\"Action\"><Text>Hi</Text></Paragraph>"), "a").kind ==
          SourceKind::FinalDraft);
    CHECK(import_text("# Hi\n\nText.\n", "A.MD").kind == SourceKind::Markdown);
    CHECK(import_text("Hi.\n", "a.fountain").kind == SourceKind::Fountain);
    CHECK(import_text("Hi.\n", "folder.md/a.spmd").kind == SourceKind::Fountain);
    CHECK(import_text("Hi.\n", "").kind == SourceKind::PlainText);
}

TEST_CASE("an untouched UTF-8 script comes back byte for byte") {
    const auto bytes = "\xEF\xBB\xBFTitle: Käthe\r\n\r\nINT. HOF - TAG\n\r\nRegen.\r"s;
    const auto imported = import_text(bytes, "kaethe.fountain");
    CHECK(imported.text == "Title: Käthe\n\nINT. HOF - TAG\n\nRegen.\n");
    CHECK(restore(imported.text, imported.form) == bytes);
}

TEST_CASE("the title is the title page's, else the file's") {
    CHECK(import_text("Title: _**The Last Tram**_\n\nHi.\n", "x.fountain").title ==
          "The Last Tram");
    CHECK(import_text("Title:\n\tThe Last\n\tTram\n\nHi.\n", "x.fountain").title ==
          "The Last Tram");
    CHECK(import_text("Hi.\n", "/tmp/the_last-tram v2.fountain").title == "the last-tram v2");
    CHECK(import_text("Hi.\n", "the-last-tram.fountain").title == "the last tram");
    CHECK(import_text("Hi.\n", "C:\\scripts\\tram.txt").title == "tram");
    CHECK(import_text("Hi.\n", "..").title == ".");
    CHECK(import_text("Hi.\n", "\xFF.txt").title == "Untitled");
}

TEST_CASE("what cannot be imported is refused with its cause") {
    CHECK(refusal_of("", "a.fountain") == "The file is empty.");
    CHECK(refusal_of("a\0b"s, "a.md") ==
          "The file holds a NUL character (at byte 2), so it is not text.");
    CHECK(refusal_of("PK\x03\x04", "a.docx") ==
          "This is a ZIP archive or an office document, not a text file.");
    CHECK(refusal_of("<?xml version=\"1.0\"?><note/>", "a.xml") ==
          "This XML file is not a Final Draft script.");
    CHECK(refusal_of("<?xml version=\"1.0\"?><TEI/>", "a.xml") == "This TEI file has no text.");
    CHECK(refusal_of(fdx(""), "a.fdx") == "This Final Draft file has no paragraphs.");
    CHECK(refusal_of(fdx("<Paragraph><Text> </Text></Paragraph>"), "a.fdx") ==
          "This Final Draft file has no text.");
    CHECK(refusal_of("<FinalDraft><Content>", "a.fdx").starts_with("The XML is broken: "));
    CHECK(refusal_of("<html><script>x</script></html>", "a.html") ==
          "The file holds no story text.");
    CHECK(refusal_of(std::string(20'000'001, 'a'), "a.fountain") ==
          "The text is longer than 20 MB.");
}

TEST_CASE("hostile XML is refused before it is parsed") {
    const std::string entities =
        "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 "
        "\"&lol;&lol;\">]>"
        "<FinalDraft><Content><Paragraph><Text>&lol2;</Text></Paragraph></Content></FinalDraft>";
    CHECK(refusal_of(entities, "a.fdx") ==
          "The file declares a document type or entities, which scripts do not need and which can "
          "be used for attacks.");
    std::string deep = "<FinalDraft>";
    for (int i = 0; i < 10'000; ++i) deep += "<a>";
    CHECK(refusal_of(deep, "a.fdx") == "The file nests its elements more than 200 levels deep.");
    std::string wide = "<FinalDraft><Content>";
    for (int i = 0; i < 2'000'001; ++i) wide += "<a/>";
    CHECK(refusal_of(wide, "a.fdx") == "The file has more than 2000000 tags.");
    // What only looks like a declaration is text.
    CHECK(import_text(fdx("<!-- <!DOCTYPE x> --><Paragraph Type=\"Action\"><Text>"
                          "<![CDATA[<!ENTITY]]></Text></Paragraph>"),
                      "a.fdx")
              .text == "<!ENTITY\n");
}

TEST_CASE("embedded pictures of a Final Draft file are skipped") {
    const auto bytes =
        "<FinalDraft><Content><Paragraph Type=\"Action\"><Text>Hi.</Text></Paragraph>"
        "</Content><Images><Image><Data>" +
        std::string(25'000'000, 'A') + "</Data></Image></Images></FinalDraft>";
    CHECK(import_text(bytes, "a.fdx").text == "Hi.\n");
}

TEST_CASE("accepted suggestions are written into the text") {
    const std::string text = "🎬 One.\nINT. HOF - TAG\n\nTwo.\n";
    const auto imported = import_text(text, "a.fountain");
    REQUIRE(imported.doubts.size() == 1);
    CHECK(imported.doubts[0].code == "heading_without_blank_line");
    CHECK(imported.doubts[0].range == Range{8, 22});
    const auto done = apply_suggestions(
        imported.text, {{imported.doubts[0].range, imported.doubts[0].suggestion}});
    CHECK(done == "🎬 One.\n\nINT. HOF - TAG\n\nTwo.\n");
    CHECK(parse_fountain(done).elements[1].type == ElementType::SceneHeading);
    CHECK(apply_suggestions("abcdef", {{{4, 6}, "X"}, {{0, 0}, "Y"}, {{1, 2}, ""}}) == "YacdX");
    CHECK(apply_suggestions("abc", {{{0, 2}, "X"}, {{1, 3}, "Y"}, {{9, 9}, "Z"}}) == "Xc");
    CHECK(apply_suggestions("🎬", {{{1, 1}, "no"}}) == "🎬");
}

TEST_CASE("a change of place or time in prose is an offer to begin a section") {
    const auto imported = import_text(
        "# One\n\nA.\n\nB.\n\nC.\n\nThe next morning they came to the great forest of Oz.\n\n"
        "She slept.\n\n***\n\nAn hour later it rained.\n\n\"Come to the house,\" he said.\n",
        "a.md");
    REQUIRE(imported.doubts.size() == 2);
    CHECK(imported.doubts[0].code == "change_of_place_or_time");
    CHECK(imported.doubts[0].suggestion == "## The great forest\n\nThe next morning they came to");
    CHECK(imported.doubts[1].code == "break_without_heading");
    CHECK(imported.doubts[1].suggestion == "## An hour later");
    std::vector<Suggestion> all;
    for (const auto& doubt : imported.doubts) all.push_back({doubt.range, doubt.suggestion});
    CHECK(apply_suggestions(imported.text, all) ==
          "# One\n\nA.\n\nB.\n\nC.\n\n## The great forest\n\n"
          "The next morning they came to the great forest of Oz.\n\nShe slept.\n\n"
          "## An hour later\n\nAn hour later it rained.\n\n\"Come to the house,\" he said.\n");
}

TEST_CASE("elements are printed as JSON") {
    const auto json = elements_json(parse_fountain(
        "Title:\n\t_**Tram**_\n\tTwo\n\nINT. HOF - TAG #4A#\n\n🎬 *Käthe*.\n\nA\nHi.\n\nB ^\nHo.\n\n"
        "# Act\n\n/* gone */\n\n[[note]]\n\n=== 12A ===\n"));
    CHECK(json.dump() ==
          R"({"title_page":{"Title":"Tram\nTwo"},"elements":[)"
          R"({"type":"scene_heading","text":"INT. HOF - TAG","range":[25,44],"scene_number":"4A"},)"
          R"({"type":"action","text":"🎬 Käthe.","range":[46,57]},)"
          R"({"type":"character","text":"A","range":[59,60],"dual":"left"},)"
          R"({"type":"dialogue","text":"Hi.","range":[61,64],"dual":"left"},)"
          R"({"type":"character","text":"B","range":[66,69],"dual":"right"},)"
          R"({"type":"dialogue","text":"Ho.","range":[70,73],"dual":"right"},)"
          R"({"type":"section","text":"Act","range":[75,80],"level":1},)"
          R"({"type":"note","text":"note","range":[94,102]},)"
          R"({"type":"page_break","text":"","range":[104,115],"scene_number":"12A"}],"diagnostics":[]})");
}

}  // namespace fabula::screenplay
