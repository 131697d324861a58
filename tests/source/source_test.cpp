// Files of other programs through the one door that all of them come in by.
#include "source/source.hpp"

#include <doctest/doctest.h>

#include "zip_bytes.hpp"

namespace fabula::source {

namespace {

using screenplay::Format;
using screenplay::SourceKind;
using test::zip_of;

std::string refusal_of(const std::string& bytes, const std::string& name) {
    const auto imported = import_file(bytes, name);
    CHECK(imported.text.empty());
    return imported.refusal.value_or("(none)");
}

}  // namespace

TEST_CASE("a text file is read as the engine reads it") {
    const auto imported = import_file("INT. DEPOT - NIGHT\n\nRain.\n", "the_depot.fountain");
    CHECK(imported.kind == SourceKind::Fountain);
    CHECK(imported.form.exact);
    CHECK(imported.title == "the depot");
}

TEST_CASE("a Highland file is the Fountain inside of it") {
    const auto highland = zip_of({{"Tram.textbundle/info.json", "{\"version\": 2}"},
                                  {"Tram.textbundle/assets/a.png", "\x89PNG"},
                                  {"Tram.textbundle/text.md",
                                   "Title: The Last Tram\n\n# Act One\n\nINT. DEPOT - NIGHT\n\n"
                                   "TOMAS\nWe close at one.\n"}});
    const auto imported = import_file(highland, "tram.highland");
    CHECK(imported.kind == SourceKind::Highland);
    CHECK(imported.format == Format::Screenplay);
    CHECK(imported.title == "The Last Tram");
    CHECK_FALSE(imported.form.exact);
    CHECK(imported.text.ends_with("INT. DEPOT - NIGHT\n\nTOMAS\nWe close at one.\n"));
    const auto untitled = import_file(zip_of({{"text.fountain", "INT. DEPOT - NIGHT\n\nRain.\n"}}),
                                      "night_shift.highland");
    CHECK(untitled.title == "night shift");
}

TEST_CASE("a Fade In file keeps kinds, styles, numbers, pairs, notes and the title page") {
    const std::string xml =
        "<?xml version=\"1.0\"?><document type=\"Open Screenplay Format document\" version=\"40\">"
        "<styles><style name=\"Action\"/><style name=\"Sound\" basestyle=\"Action\"/></styles>"
        "<paragraphs>"
        "<para number=\"4A\" synopsis=\"They close.\"><style basestyle=\"Scene Heading\"/>"
        "<text>INT. DEPOT - NIGHT</text></para>"
        "<para><style basestylename=\"Action\"/><text>The tram </text><text bold=\"1\">rings"
        "</text><text>.</text></para>"
        "<para note=\"Find a bell.\"><style basestylename=\"Sound\"/><text>A bell.</text></para>"
        "<para><style builtin_index=\"3\" dualdialogue=\"1\"/><text>TOMAS</text></para>"
        "<para><style baseStyleName=\"Parenthetical\"/><text>tired</text></para>"
        "<para><style basestylename=\"Dialogue\"/><text>We close.</text></para>"
        "<para><style basestylename=\"Character\"/><text>IRMA</text></para>"
        "<para><style basestylename=\"Dialogue\"/><text>We open.</text></para>"
        "<para><style basestylename=\"Transition\"/><text>CUT TO:</text></para>"
        "<para><style basestylename=\"Action\" align=\"center\"/><text>THE END</text></para>"
        "<para><style name=\"Normal Text\"/><text></text></para>"
        "</paragraphs><titlepage>"
        "<para bookmark=\"Title\"><style align=\"center\"/><text>The Last Tram</text></para>"
        "<para bookmark=\"Author\"><style align=\"center\"/><text>A. Writer</text></para>"
        "</titlepage></document>";
    const std::string fountain =
        "Title: The Last Tram\nAuthor: A. Writer\n\nINT. DEPOT - NIGHT #4A#\n\n= They close.\n\n"
        "The tram **rings**.\n\nA bell.[[Find a bell.]]\n\nTOMAS\n(tired)\nWe close.\n\n"
        "IRMA ^\nWe open.\n\nCUT TO:\n\n> THE END <\n";
    const auto zipped = import_file(zip_of({{"document.xml", xml}}), "tram.fadein");
    CHECK(zipped.kind == SourceKind::OpenScreenplay);
    CHECK(zipped.text == fountain);
    const auto plain = import_file(xml, "tram.osf");
    CHECK(plain.kind == SourceKind::OpenScreenplay);
    CHECK(plain.text == fountain);
    CHECK(refusal_of(zip_of({{"document.xml", "<document><a></document>"}}), "x.fadein")
              .starts_with("The XML is broken: "));
    CHECK(refusal_of(zip_of({{"document.xml", "<other/>"}}), "x.fadein") ==
          "This is no script of Fade In: it has no paragraphs.");
}

TEST_CASE("the script of a Celtx project is read by the classes of its paragraphs") {
    const std::string page =
        "<!DOCTYPE html><html><head><title>x</title><style>p { margin: 0 }</style></head><body>"
        "<p id=\"a\" class=\"sceneheading\">Int. depot - night<br></p>\n"
        "<p class=\"action\">The <span class=\"cast\">TRAM</span> waits &amp;\nhums.<br></p>"
        "<p class=\"character\">TOMAS<br></p><p class=\"parenthetical\">tired</p>"
        "<p class=\"dialog\">We <i>close</i><br>at one.<br></p>"
        "<p class=\"transition\">CUT TO:</p><p class=\"text\">The rest.</p></body></html>";
    const auto imported =
        import_file(zip_of({{"local.rdf", "<RDF/>"},
                            {"project.rdf",
                             "<RDF:RDF xmlns:cx=\"c\" xmlns:dc=\"d\">"
                             "<cx:Project dc:title=\"Night Tram\"/></RDF:RDF>"},
                            {"scratch-1.html", "<p class=\"action\">not the script</p>"},
                            {"script-Ab3.html", page}}),
                    "tram.celtx");
    CHECK(imported.kind == SourceKind::Celtx);
    CHECK(imported.text ==
          "Title: Night Tram\n\nInt. depot - night\n\nThe TRAM waits & hums.\n\nTOMAS\n(tired)\n"
          "We *close*\nat one.\n\nCUT TO:\n\nThe rest.\n");
}

TEST_CASE("an archive without a script is refused") {
    CHECK(refusal_of(zip_of({{"photo.png", "x"}}), "photos.zip") ==
          "This archive holds no script: it is no .docx, .odt, .fadein, .highland or .celtx.");
    CHECK(refusal_of(zip_of({{"text.md", std::string(3'000'000, ' ')}}), "bomb.highland") ==
          "The ZIP archive unpacks to more than 250 times its size, as attacks do.");
    CHECK(refusal_of(zip_of({{"text.md", ""}}), "empty.highland") == "The file is empty.");
}

}  // namespace fabula::source
