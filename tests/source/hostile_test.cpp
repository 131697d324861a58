// Files cut short and changed at places that nobody chose: read or refused, never worse.
#include <doctest/doctest.h>

#include <chrono>
#include <random>

#include "base/text.hpp"
#include "source/source.hpp"
#include "zip_bytes.hpp"

namespace fabula::source {

namespace {

using screenplay::import_parts;
using screenplay::SourceKind;

struct Sample {
    SourceKind kind;
    std::string body;
};

std::string pdf_line(int left, int top, const std::string& text) {
    std::string out;
    for (const auto word : split(text, ' ')) {
        const auto width = static_cast<int>(word.size() * 7);
        out += "<word xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) +
               "\" xMax=\"" + std::to_string(left + width) + "\" yMax=\"" +
               std::to_string(top + 12) + "\">" + std::string(word) + "</word>";
        left += width + 7;
    }
    return out;
}

std::vector<Sample> samples() {
    const auto page = "<doc><page width=\"612\" height=\"792\">" +
                      pdf_line(108, 72, "INT. DEPOT - NIGHT") + pdf_line(108, 96, "Rain falls.") +
                      pdf_line(252, 120, "TOMAS") + pdf_line(180, 132, "We close.") +
                      pdf_line(130, 170, "IRMA") + pdf_line(360, 170, "TOMAS") +
                      pdf_line(108, 182, "No.") + pdf_line(340, 182, "Yes.") + "</page></doc>";
    return {
        {SourceKind::Word,
         "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r>"
         "<w:t>Tram</w:t></w:r></w:p><w:p><w:r><w:t>INT. DEPOT - NIGHT</w:t></w:r></w:p><w:p>"
         "<w:pPr><w:ind w:left=\"2880\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>TOMAS</w:t></w:r>"
         "</w:p><w:p><w:pPr><w:ind w:left=\"1440\"/></w:pPr><w:r><w:t>We close.</w:t><w:br "
         "w:type=\"page\"/></w:r></w:p></w:body></w:document>"},
        {SourceKind::OpenDocument,
         "<o:document-content><o:body><o:text><t:h t:outline-level=\"1\">One</t:h><t:p>She<t:s "
         "t:c=\"2\"/>slept.<t:span>Long</t:span></t:p></o:text></o:body></o:document-content>"},
        {SourceKind::OpenScreenplay,
         "<document type=\"Open Screenplay Format document\"><paragraphs><para number=\"1\"><style "
         "basestyle=\"Scene Heading\"/><text>INT. A</text></para><para><style builtin_index=\"3\" "
         "dualdialogue=\"1\"/><text>TOM</text></para><para><style name=\"Dialogue\"/><text "
         "bold=\"1\">Hi</text></para></paragraphs></document>"},
        {SourceKind::Celtx,
         "<html><head><title>T</title></head><p class=\"sceneheading\">Int. depot<br></p>"
         "<p class=\"character\">TOMAS</p><p class=\"dialog\">Hi &amp; <b>ho</b></p></html>"},
        {SourceKind::Pdf, page},
    };
}

void check(SourceKind kind, const std::string& body) {
    const auto imported = import_parts(kind, {{"body", body}}, "a");
    const bool sound = imported.refusal ? imported.text.empty() && !imported.refusal->empty()
                                        : !imported.text.empty() && is_utf8(imported.text);
    CHECK_MESSAGE(sound, body);
}

}  // namespace

TEST_CASE("a part of a file that ends anywhere is read or refused") {
    for (const auto& sample : samples()) {
        REQUIRE_FALSE(import_parts(sample.kind, {{"body", sample.body}}, "a").refusal.has_value());
        for (std::size_t size = 0; size < sample.body.size(); ++size) {
            check(sample.kind, sample.body.substr(0, size));
        }
    }
}

TEST_CASE("a part of a file with any bytes changed is read or refused") {
    std::mt19937 random(20261121);  // NOLINT: the same changes in each run.
    for (const auto& sample : samples()) {
        for (int round = 0; round < 2000; ++round) {
            auto body = sample.body;
            for (int change = 0; change < 1 + round % 8; ++change) {
                const auto at = random() % body.size();
                static constexpr std::string_view kBytes = "<>&\"/=[]()*~#.@!\n\t 9-\xC3\xFF x";
                body[at] = kBytes[random() % kBytes.size()];
            }
            check(sample.kind, body);
        }
    }
}

TEST_CASE("an archive with any bytes changed is read or refused") {
    std::mt19937 random(20261121);  // NOLINT: the same changes in each run.
    const auto whole = test::zip_of(
        {{"text.md", "INT. DEPOT - NIGHT\n\nRain.\n"}, {"info.json", std::string(300, 'x')}});
    for (int round = 0; round < 5000; ++round) {
        auto bytes = whole;
        for (int change = 0; change < 1 + round % 4; ++change) {
            bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
        }
        const auto imported = import_file(bytes, "a.highland");
        CHECK(imported.text.empty() == imported.refusal.has_value());
    }
    for (std::size_t size = 4; size < whole.size(); ++size) {
        CHECK(import_file(whole.substr(0, size), "a.highland").refusal.has_value());
    }
}

TEST_CASE("time grows with the size of a file and no faster") {
    const auto seconds = [](const Sample& sample, std::size_t paragraphs, const std::string& piece,
                            const std::string& end) {
        auto body = sample.body;
        for (std::size_t i = 0; i < paragraphs; ++i) body += piece;
        body += end;
        const auto begin = std::chrono::steady_clock::now();
        CHECK_FALSE(import_parts(sample.kind, {{"body", body}}, "a").refusal.has_value());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const Sample word{SourceKind::Word, "<w:document xmlns:w=\"w\"><w:body>"};
    const std::string bold =
        "<w:p><w:r><w:t>TOM</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>INT. A</w:t>"
        "</w:r><w:r><w:t xml:space=\"preserve\"> b</w:t></w:r></w:p>";
    const std::string end = "</w:body></w:document>";
    const auto some = seconds(word, 2'000, bold, end);
    const auto many = seconds(word, 20'000, bold, end);
    // Ten times as long, with room for a busy machine; a square would be a hundred times.
    CHECK(many < 40 * some + 1);
}

}  // namespace fabula::source
