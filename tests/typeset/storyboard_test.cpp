#include "typeset/storyboard.hpp"

#include <doctest/doctest.h>

#include "drawing/image.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

using test::contains;
using test::has_tool;
using test::PdfFileOnDisk;

namespace {

StoryboardFrame a_frame(int number) {
    return {.number = std::to_string(number),
            .size = "Close-up",
            .scene = "INT. KITCHEN - NIGHT",
            .description = "Anna opens the door.",
            .dialogue = "ANNA: Wait.\nBEN: Why?",
            .state = "rough"};
}

StoryboardSheet a_sheet(int frames) {
    StoryboardSheet sheet{.title = "Harbour", .subtitle = "Draft 2"};
    for (int i = 1; i <= frames; ++i) sheet.frames.push_back(a_frame(i));
    return sheet;
}

std::string words(const std::string& word, int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) text += word + std::to_string(i) + " ";
    return text;
}

PdfFileOnDisk pdf_of(const StoryboardSheet& sheet) {
    return PdfFileOnDisk(
        storyboard_pdf(sheet, {.created = *parse_iso("2026-11-20T18:54:07Z")}).bytes);
}

}  // namespace

TEST_CASE("six frames make a page") {
    CHECK(storyboard_pages(a_sheet(0)).size() == 1);
    CHECK(storyboard_pages(a_sheet(1)).size() == 1);
    CHECK(storyboard_pages(a_sheet(6)).size() == 1);
    CHECK(storyboard_pages(a_sheet(7)).size() == 2);
    CHECK(storyboard_pages(a_sheet(60)).size() == 10);
    StoryboardSheet a4 = a_sheet(12);
    a4.paper_width = 841.89;
    a4.paper_height = 595.28;
    CHECK(storyboard_pages(a4).size() == 2);
    a4.aspect = 9.0 / 16;  // Upright frames are small rather than fewer.
    CHECK(storyboard_pages(a4).size() == 2);
}

TEST_CASE("a page says what it shows and of how many it is one") {
    if (!has_tool("pdftotext")) return;
    const auto pdf = pdf_of(a_sheet(8));
    const auto text = pdf.ask("pdftotext -raw", "-").out;
    CAPTURE(text);
    for (const char* part :
         {"Harbour", "Draft 2", "Page 1 of 2", "Page 2 of 2", "Close-up", "INT. KITCHEN - NIGHT",
          "Anna opens the door.", "ANNA: Wait.", "BEN: Why?", "rough"}) {
        CAPTURE(part);
        CHECK(contains(text, part));
    }
    CHECK(pdf.ask("qpdf --check").code == 0);
}

TEST_CASE("captions grow and no word of them is lost") {
    if (!has_tool("pdftotext")) return;
    StoryboardSheet sheet = a_sheet(7);
    sheet.frames[0].description = words("first", 150);  // More than its half of the page.
    sheet.frames[4].dialogue = words("fifth", 2000);    // More than a whole page.
    sheet.frames[5].size = words("size", 30);           // More than its line.
    CHECK(storyboard_pages(sheet).size() > 3);
    const auto text = pdf_of(sheet).ask("pdftotext -raw", "-").out;
    const auto all = " " + [&] {
        std::string joined = text;
        for (char& c : joined) c = c == '\n' || c == '\f' ? ' ' : c;
        return joined;
    }();
    for (const auto& [word, count] :
         {std::pair{"first", 150}, std::pair{"fifth", 2000}, std::pair{"size", 30}}) {
        for (int i = 1; i <= count; ++i) {
            const std::string expected = " " + (word + std::to_string(i)) + " ";
            if (!contains(all, expected)) FAIL_CHECK("lost: " << expected);
        }
    }
    CHECK(contains(text, "continued"));
}

TEST_CASE("frames have a text for those who do not see them, scenes a bookmark") {
    if (!has_tool("pdfinfo") || !has_tool("qpdf")) return;
    StoryboardSheet sheet = a_sheet(3);
    drawing::ImageData data;
    data.bytes = drawing::encode_png({2, 1, {255, 0, 0, 255, 0, 0, 255, 255}});
    sheet.frames[0].image = std::make_shared<const drawing::ImageData>(std::move(data));
    sheet.frames[0].alternative = "Anna in the door";
    sheet.frames[2].scene = "EXT. HARBOUR - DAY";
    const auto pdf = pdf_of(sheet);
    const auto tree = pdf.ask("pdfinfo -struct-text").out;
    CAPTURE(tree);
    CHECK(contains(tree, "H1 (block)\n    \"Harbour\""));
    CHECK(contains(tree, "Sect \"Shot 1\""));
    CHECK(contains(tree, "H3 (block)\n      \"1Close-up\""));
    CHECK(contains(pdf.ask("qpdf --qdf --object-streams=disable", "-").out,
                   "/Alt (Anna in the door)"));
    CHECK(test::outline_of(pdf) == "INT. KITCHEN - NIGHT\nEXT. HARBOUR - DAY\n");
}

TEST_CASE("a storyboard is black and grey") {
    // Printed without colours it must lose nothing.
    for (const auto& page : storyboard_pages(a_sheet(6))) {
        const auto check = [](const auto& self, const std::vector<drawing::Item>& items) -> void {
            for (const auto& item : items) {
                std::visit(
                    [&](const auto& thing) {
                        if constexpr (requires { thing.color; }) {
                            CHECK(thing.color.red == thing.color.green);
                            CHECK(thing.color.green == thing.color.blue);
                        } else if constexpr (requires { thing.items; }) {
                            self(self, thing.items);
                        }
                    },
                    static_cast<const drawing::Item::variant&>(item));
            }
        };
        check(check, page.items);
    }
}

}  // namespace fabula::typeset
