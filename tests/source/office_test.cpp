// Word and OpenDocument files, made here from the XML that their programs write.
#include <doctest/doctest.h>

#include "source/source.hpp"
#include "zip_bytes.hpp"

namespace fabula::source {

namespace {

using screenplay::Format;
using screenplay::SourceKind;
using test::zip_of;

const std::string kWordNames =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

std::string word(const std::string& body, const std::string& styles = "") {
    return zip_of({{"[Content_Types].xml", "<Types/>"},
                   {"word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " +
                                             kWordNames + "><w:body>" + body +
                                             "<w:sectPr/></w:body></w:document>"},
                   {"word/styles.xml", "<w:styles " + kWordNames + ">" + styles + "</w:styles>"}});
}

// A paragraph of one run.
std::string p(const std::string& style, const std::string& words, const std::string& more = "") {
    const auto named = style.empty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>";
    return "<w:p><w:pPr>" + named + more + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + words +
           "</w:t></w:r></w:p>";
}

std::string left(int twips, const std::string& words) {
    return p("", words, "<w:ind w:left=\"" + std::to_string(twips) + "\"/>");
}

std::string style(const std::string& id, const std::string& name, const std::string& more = "") {
    return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name +
           "\"/>" + more + "</w:style>";
}

std::string open_document(const std::string& body, const std::string& automatic,
                          const std::string& styles) {
    const std::string names =
        " xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:dc=\"d\"";
    return zip_of(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"content.xml", "<office:document-content" + names + "><office:automatic-styles>" +
                             automatic + "</office:automatic-styles><office:body><office:text>" +
                             body + "</office:text></office:body></office:document-content>"},
         {"styles.xml", "<office:document-styles" + names + "><office:styles>" + styles +
                            "</office:styles></office:document-styles>"},
         {"meta.xml", "<office:document-meta" + names +
                          "><office:meta><dc:title>Night Tram"
                          "</dc:title></office:meta></office:document-meta>"}});
}

std::string text_of(const std::string& bytes, const std::string& name) {
    const auto imported = import_file(bytes, name);
    CHECK_MESSAGE(!imported.refusal.has_value(), imported.refusal.value_or(""));
    return imported.text;
}

}  // namespace

TEST_CASE("a Word script is read by the names of its styles, in any of five languages") {
    const auto styles = style("a", "Szenenüberschrift", "<w:rPr><w:caps/></w:rPr>") +
                        style("b", "Handlung") + style("c", "Figur") + style("d", "Dialog") +
                        style("e", "Klammer") + style("f", "Übergang") +
                        style("g", "Dialog eng", "<w:basedOn w:val=\"d\"/>");
    const auto imported =
        import_file(word(p("a", "int. depot - nacht") + p("b", "Regen.") + p("c", "TOMAS") +
                             p("e", "müde") + p("d", "Schluss.") + p("g", "Für heute.") +
                             p("f", "SCHNITT ZU:") + p("", "Ein Rest."),
                         styles),
                    "tram.docx");
    CHECK(imported.kind == SourceKind::Word);
    CHECK(imported.format == Format::Screenplay);
    CHECK(imported.text ==
          "INT. DEPOT - NACHT\n\nRegen.\n\nTOMAS\n(müde)\nSchluss.\nFür heute.\n\n"
          "> SCHNITT ZU:\n\nEin Rest.\n");
}

TEST_CASE("a Word script without styles is read by its indents") {
    CHECK(text_of(word(left(0, "FADE IN:") + left(0, "INT. DEPOT - NIGHT") + left(0, "Rain.") +
                       left(2880, "TOMAS") + left(2160, "(tired)") + left(1440, "We close.") +
                       left(0, "A BELL RINGS. He leaves.") + left(5760, "CUT TO:") +
                       left(0, "EXT. STREET - NIGHT") + left(0, "Wind.")),
                  "tram.docx") ==
          "FADE IN:\n\nINT. DEPOT - NIGHT\n\nRain.\n\nTOMAS\n(tired)\nWe close.\n\n"
          "A BELL RINGS. He leaves.\n\nCUT TO:\n\nEXT. STREET - NIGHT\n\nWind.\n");
}

TEST_CASE("a Word script of centred names or bare lines is read by capitals") {
    const std::string centre = "<w:jc w:val=\"center\"/>";
    CHECK(text_of(word(p("", "INT. DEPOT - NIGHT") + p("", "Rain.") + p("", "TOMAS", centre) +
                       p("", "We close.", centre) + "<w:p/>" + p("", "THE END", centre)),
                  "a.docx") == "INT. DEPOT - NIGHT\n\nRain.\n\nTOMAS\nWe close.\n\n> THE END <\n");
    const std::string none = "<w:p/>";
    CHECK(text_of(word(p("", "INT. DEPOT - NIGHT") + none + p("", "Rain.") + none + p("", "TOMAS") +
                       p("", "(tired)") + p("", "We close.") + p("", "Really.") + none +
                       p("", "He leaves.")),
                  "b.docx") ==
          "INT. DEPOT - NIGHT\n\nRain.\n\nTOMAS\n(tired)\nWe close.\nReally.\n\nHe leaves.\n");
}

TEST_CASE("the title page of a Word script is what stands before its first page break") {
    const std::string centre = "<w:jc w:val=\"center\"/>";
    CHECK(text_of(word(p("", "The Last Tram", centre) + "<w:p/>" + p("", "by", centre) +
                       p("", "A. Writer", centre) + "<w:p/>" + p("", "a@example.org") +
                       "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" +
                       p("", "INT. DEPOT - NIGHT") + p("", "Rain.")),
                  "a.docx") ==
          "Title: The Last Tram\nCredit: by\nAuthor: A. Writer\nContact: a@example.org\n\n"
          "INT. DEPOT - NIGHT\n\nRain.\n");
}

TEST_CASE("words keep their styles, changes count as made, and what is left out is said") {
    const auto imported = import_file(
        word(p("", "INT. DEPOT - NIGHT") +
             "<w:p><w:r><w:t xml:space=\"preserve\">The </w:t></w:r><w:r><w:rPr><w:b/><w:i "
             "w:val=\"0\"/></w:rPr><w:t>last</w:t></w:r><w:ins><w:r><w:t "
             "xml:space=\"preserve\"> night</w:t></w:r></w:ins><w:del><w:r><w:delText>day"
             "</w:delText></w:r></w:del><w:hyperlink><w:r><w:t xml:space=\"preserve\"> tram"
             "</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r>"
             "<w:t>.</w:t><w:br/><w:t>Gone.</w:t></w:r></w:p>" +
             "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:txbxContent>" +
             p("", "A sign: EXIT.") + "</w:txbxContent></mc:Choice><mc:Fallback>" +
             p("", "A sign: EXIT.") + "</mc:Fallback></mc:AlternateContent></w:r></w:p>" +
             "<w:tbl><w:tr><w:tc>" + p("", "Cell.") + "</w:tc></w:tr></w:tbl>"),
        "tram.docx");
    CHECK(imported.text ==
          "INT. DEPOT - NIGHT\n\nThe **last** night tram.\nGone.\n\nA sign: EXIT.\n\nCell.\n");
    CHECK(imported.repairs ==
          std::vector<std::string>{"1 footnote was left out.",
                                   "1 deleted passage that the file still keeps was left out.",
                                   "1 picture or shape, but not its words, was left out."});
}

TEST_CASE("a Word document of prose becomes a manuscript") {
    const auto imported =
        import_file(word(p("h1", "The Road") + p("", "She walked.") + p("h2", "Noon") +
                             p("", "It was hot.") + p("", "***") + p("", "She slept."),
                         style("h1", "heading 1") + style("h2", "heading 2")),
                    "road.docx");
    CHECK(imported.format == Format::Manuscript);
    CHECK(imported.text ==
          "Title: The Road\n\nShe walked.\n\n# Noon\n\nIt was hot.\n\n* * *\n\nShe slept.\n");
}

TEST_CASE("an OpenDocument script is read by its styles") {
    const std::string named =
        "<style:style style:name=\"Scene_20_Heading\" style:display-name=\"Scene Heading\" "
        "style:family=\"paragraph\"><style:text-properties fo:text-transform=\"uppercase\"/>"
        "</style:style>"
        "<style:style style:name=\"Character\" style:family=\"paragraph\"/>"
        "<style:style style:name=\"Dialogue\" style:family=\"paragraph\"/>";
    const std::string automatic =
        "<style:style style:name=\"P1\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Dialogue\"/>"
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
        "fo:font-style=\"italic\"/></style:style>";
    const auto imported = import_file(
        open_document("<text:tracked-changes><text:changed-region><text:deletion/>"
                      "</text:changed-region></text:tracked-changes>"
                      "<text:p text:style-name=\"Scene_20_Heading\">int. depot - night</text:p>"
                      "<text:p>Rain<text:s text:c=\"2\"/>falls.\n  Long.</text:p>"
                      "<text:p text:style-name=\"Character\">TOMAS</text:p>"
                      "<text:p text:style-name=\"P1\">We <text:span text:style-name=\"T1\">close"
                      "</text:span>.<text:line-break/>Now.<text:note><text:note-body><text:p>x"
                      "</text:p></text:note-body></text:note></text:p>",
                      automatic, named),
        "tram.odt");
    CHECK(imported.kind == SourceKind::OpenDocument);
    CHECK(imported.text ==
          "Title: Night Tram\n\nINT. DEPOT - NIGHT\n\nRain  falls. Long.\n\nTOMAS\nWe *close*.\n"
          "Now.\n");
    CHECK(imported.repairs ==
          std::vector<std::string>{"1 footnote was left out.",
                                   "1 deleted passage that the file still keeps was left out."});
}

TEST_CASE("an OpenDocument script without styles is read by its indents, in any unit") {
    const std::string automatic =
        "<style:style style:name=\"N\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:margin-left=\"5.08cm\"/></style:style>"
        "<style:style style:name=\"D\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:margin-left=\"1in\"/></style:style>"
        "<style:style style:name=\"B\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:break-before=\"page\"/></style:style>";
    CHECK(text_of(open_document("<text:p>INT. DEPOT - NIGHT</text:p><text:p>Rain.</text:p>"
                                "<text:p text:style-name=\"N\">TOMAS</text:p>"
                                "<text:p text:style-name=\"D\">We close.</text:p>"
                                "<text:p text:style-name=\"B\">EXT. STREET - DAY</text:p>"
                                "<text:p>Sun.</text:p>",
                                automatic, ""),
                  "tram.odt") ==
          "Title: Night Tram\n\nINT. DEPOT - NIGHT\n\nRain.\n\nTOMAS\nWe close.\n\n===\n\n"
          "EXT. STREET - DAY\n\nSun.\n");
    CHECK(import_file(zip_of({{"content.xml", "<a/>"}}), "a.odt").refusal ==
          "This OpenDocument file is no text document.");
}

}  // namespace fabula::source
