// Scripts printed to PDF by Fabula and read again by their layout.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"
#include "source/pdf_words.hpp"
#include "source/source.hpp"
#include "typeset/script_pdf.hpp"

namespace fabula::source {

namespace {

using screenplay::ElementType;

bool can_read_pdfs() {
    if (::access("/usr/bin/pdftotext", X_OK) == 0) return true;
    MESSAGE("skipped: pdftotext is not installed");
    return false;
}

std::string print(const std::string& fountain, const screenplay::PageOptions& options = {}) {
    const auto document = screenplay::parse_fountain(fountain);
    const auto layout = screenplay::layout_for(document, options.paper);
    const auto pages = screenplay::paginate(document, layout, options);
    return typeset::script_pdf(document, pages, layout, {}).bytes;
}

// Types and words of what is printed, in order. Blanks and the marks of emphasis aside; a lyric
// stands where speech stands.
std::vector<std::string> sequence(const std::string& fountain) {
    std::vector<std::string> out;
    for (const auto& element : screenplay::parse_fountain(fountain).elements) {
        if (element.type >= ElementType::PageBreak) continue;
        const auto type = element.type == ElementType::Lyric ? ElementType::Dialogue : element.type;
        std::string line(screenplay::name_of(type));
        line += element.dual == screenplay::Dual::None   ? ' '
                : element.dual == screenplay::Dual::Left ? '<'
                                                         : '>';
        for (const char c : element.text) {
            if (c != ' ' && c != '\n') line.push_back(c);
        }
        if (type == ElementType::SceneHeading) line = to_upper(line);
        out.push_back(std::move(line));
    }
    return out;
}

// Length of the longest common subsequence.
std::size_t common_length(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::size_t> above(b.size() + 1);
    for (const auto& left : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto here = above[j + 1];
            above[j + 1] = left == b[j] ? diagonal + 1 : std::max(above[j + 1], above[j]);
            diagonal = here;
        }
    }
    return above.back();
}

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("scripts of feature length come back from their PDF, 99 of 100 elements the same") {
    const char* folder = std::getenv("FABULA_MATERIAL");
    if (folder == nullptr || !can_read_pdfs()) return;
    for (const std::string name : {"vikings", "gumshoe"}) {
        const auto source = read(std::string(folder) + "/final-draft/" + name + "/source.fountain");
        const auto imported = import_file(print(source), name + ".pdf");
        REQUIRE_MESSAGE(!imported.refusal.has_value(), imported.refusal.value_or(""));
        const auto before = sequence(source);
        const auto after = sequence(imported.text);
        const auto same = common_length(before, after);
        MESSAGE(name << ": " << same << " of " << before.size() << " elements, " << after.size()
                     << " read");
        CHECK(same * 100 >= before.size() * 99);
        CHECK(same * 100 >= after.size() * 99);
    }
}

TEST_CASE("title page, numbers, pairs, asides, centred lines and transitions come back") {
    if (!can_read_pdfs()) return;
    const std::string source =
        "Title: The Last Tram\nCredit: Written by\nAuthor: A. Writer\nDraft date: 1 May 2026\n"
        "Contact: a@example.org\n\nINT. DEPOT - NIGHT #4A#\n\nRain on the roof of the depot, "
        "which has not been mended since the year when the last tram but one went out of service."
        "\n\nA well-known face.\nA second line.\n\nTOMAS (V.O.)\n(tired, as every evening since "
        "the spring came)\nWe close at one.\n\nIRMA\nNo.\n\nTOMAS ^\nYes.\n\nCUT TO:\n\n"
        "EXT. STREET - DAY #5#\n\n> THE END <\n";
    const auto imported =
        import_file(print(source, {.scene_numbers = screenplay::SceneNumbers::Both}), "a.pdf");
    CHECK(imported.kind == screenplay::SourceKind::Pdf);
    CHECK(imported.title == "The Last Tram");
    CHECK(imported.text == source);
    REQUIRE(imported.repairs.size() >= 1);
    CHECK(imported.repairs[0] ==
          "A PDF says what stands where, not what it is: kinds of lines were told by their places, "
          "and bold, italic and underlined words are plain.");
}

TEST_CASE("a speech over two pages is one, without the marks of the break") {
    if (!can_read_pdfs()) return;
    std::string source = "INT. DEPOT - NIGHT\n";
    for (int i = 0; i < 24; ++i) source += "\nRain.\n";
    source +=
        "\nTOMAS\nOne and two and three and four. Five and six and seven and eight. Nine and "
        "ten and eleven. Twelve and thirteen and fourteen. Fifteen and sixteen. Seventeen.\n";
    const auto pdf = print(source);
    REQUIRE(read_pdf_words(pdf).xml.find("(MORE)") != std::string::npos);
    const auto imported = import_file(pdf, "a.pdf");
    CHECK(imported.text == source);
    CHECK(imported.repairs.back() ==
          "3 page numbers, headers, footers and marks of page breaks were left out.");
}

TEST_CASE("a PDF that cannot be read is refused with what helps") {
    CHECK(read_pdf_words("%PDF-1.7", "/nowhere/pdftotext").refusal ==
          "Reading a PDF needs the command pdftotext, which is not installed here. On Debian it "
          "comes with the package poppler-utils.");
    if (!can_read_pdfs()) return;
    CHECK(import_file("%PDF-1.7\nnothing", "a.pdf").refusal ==
          "The PDF is damaged: pdftotext cannot read it.");
    CHECK(import_file("%PDF-1.7\n/Encrypt", "a.pdf").refusal ==
          "The PDF is locked with a password; save it without one.");
    // One empty page.
    const std::string pictures =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        "/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\n"
        "trailer<</Root 1 0 R>>\n";
    CHECK(import_file(pictures, "a.pdf").refusal ==
          "The PDF holds pictures of pages and no text; it needs text recognition first.");
}

}  // namespace fabula::source
