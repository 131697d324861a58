// What pages say of their own place: labels of locked pages, scenes that go on, acts, margins.
#include "screenplay/import.hpp"
#include "screenplay/page_text.hpp"

using namespace fabula::screenplay;
using namespace fabula::screenplay::test;
using Lines = std::vector<std::string>;

namespace {

Lines labels_of(const Pages& pages) {
    Lines labels;
    for (const Page& page : pages.pages) labels.push_back(page.label);
    return labels;
}

}  // namespace

TEST_CASE("what overflows a locked page gets a letter, up to the next locked one") {
    const Pages pages =
        pages_of("=== 12 ===\n\n" + filled(120) + "=== 13 ===\n\nOne.\n\n===\n\nTwo.\n");
    CHECK(labels_of(pages) == Lines{"12", "12A", "12B", "13", "14"});
    CHECK(labels_of(pages_of("=== 12A ===\n\n" + filled(70) + "=== 12B ===\n\nOne.\n")) ==
          Lines{"12A", "12AA", "12B"});
    CHECK(labels_of(pages_of("=== 7 ===\n\n" + filled(70) + "=== 20 ===\n\nOne.\n")) ==
          Lines{"7", "8", "20"});
}

TEST_CASE("locked pages whose text is gone stay as one page that says so") {
    const std::string script =
        "=== 11 ===\n\nOne.\n\n=== 12 ===\n\n=== 13 ===\n\n=== 14 ===\n\nTwo.\n";
    CHECK(labels_of(pages_of(script)) == Lines{"11", "12-13", "14"});
    CHECK(lines_of(script, 1) == Lines{"0 12-13 OMITTED"});
    CHECK(labels_of(pages_of("=== 1 ===\n\n=== 2 ===\n\nTwo.\n")) == Lines{"1", "2"});
    CHECK(pages_of("=== 1 ===\n\n=== 2 ===\n").pages.empty());
}

TEST_CASE("a scene that goes on is marked on both pages, and counted, when asked for") {
    const std::string script = "INT. A - DAY\n\n" + filled(130) + "INT. B - DAY\n\nOne.\n";
    CHECK(lines_of(script, 0) == Lines{"0 INT. A - DAY"});
    const PageOptions options{.scene_continued = true, .count_continued = true};
    CHECK(lines_of(script, 0, options) == Lines{"0 INT. A - DAY", "55 (CONTINUED)"});
    CHECK(lines_of(script, 1, options) == Lines{"-2 CONTINUED:", "55 (CONTINUED)"});
    CHECK(lines_of(script, 2, options).front() == "-2 CONTINUED: (2)");
    CHECK(lines_of(script, 2, {.scene_continued = true}).front() == "-2 CONTINUED:");
    const std::string ended = "INT. A - DAY\n\n" + filled(20) + "===\n\nINT. B - DAY\n\nOne.\n";
    CHECK(lines_of(ended, 0, options) == Lines{"0 INT. A - DAY"});
    CHECK(lines_of(ended, 1, options).front() == "0 INT. B - DAY");
}

TEST_CASE("a new act opens a page, the end of one stands below its last scene") {
    const std::string script =
        "> COLD OPEN <\n\nOne.\n\n> Act One <\n\nTwo.\n\n> END OF ACT ONE <\n\n> ACT 2 "
        "<\n\nThree.\n";
    CHECK(lines_of(script, 0) == Lines{"0 COLD OPEN", "2 One."});
    CHECK(lines_of(script, 1) == Lines{"0 ACT ONE", "2 Two.", "5 END OF ACT ONE"});
    CHECK(lines_of(script, 2) == Lines{"0 ACT 2", "2 Three."});
    CHECK(lines_of("> ACT NORMAL <\n\nOne.\n\n> ACT OF GOD <\n", 0).size() == 3);
}

TEST_CASE("double-spaced dialogue counts its rows for the page and its lines for the rules") {
    const std::string speech =
        "MAYOR\nWe have never had a summer like this one. The wells are full, the roads are dry, "
        "and nobody has asked me for anything since the fair. I am glad of it.\n";
    const auto lines = [&](int rows) {
        Lines shown = lines_of("Fmt: multicam\n\n" + filled(rows) + speech, 0);
        std::erase_if(shown, [](const std::string& line) { return line.ends_with("FILLER."); });
        return shown;
    };
    // Ten rows below the cue, the blank one behind the last line included.
    CHECK(lines(41) == Lines{"42 MAYOR", "43 We have never had a summer like this",
                             "45 one. The wells are full, the roads are",
                             "47 dry, and nobody has asked me for",
                             "49 anything since the fair. I am glad of", "51 it."});
    CHECK(lines(43) ==
          Lines{"44 MAYOR", "45 We have never had a summer like this", "47 one.", "49 (MORE)"});
}

TEST_CASE("header and footer of a format hold what the title page says") {
    const Document document = parse_fountain(
        "Title: The Sea\nDraft date: 3 May\nRevision: Blue\n\nOne.\n\n===\n\nTwo.\n");
    Layout layout = layout_for(Format::Screenplay, Paper::Letter);
    layout.header = "{title} {page}.";
    layout.footer = "{date} {revision}";
    const Pages pages = paginate(document, layout, {});
    const Page& page = pages.pages[1];
    REQUIRE(page.lines.size() == 3);
    CHECK(text_of(document, page, page.lines[1]) == "The Sea 2.");
    CHECK(page.lines[1].row == -3);
    CHECK(page.lines[2].kind == LineKind::Footer);
    CHECK(text_of(document, page, page.lines[2]) == "3 May Blue");
    CHECK(page.lines[2].row == 56);
}

TEST_CASE("a Final Draft file keeps the layout that its settings give") {
    const auto read = [](const std::string& settings) {
        return import_text(
                   "<FinalDraft DocumentType=\"Script\" Version=\"5\"><Content><Paragraph "
                   "Type=\"Dialogue\">"
                   "<Text>Yes.</Text></Paragraph></Content>" +
                       settings + "</FinalDraft>",
                   "a.fdx")
            .text;
    };
    const auto setting = [](const std::string& type, const std::string& spec,
                            const std::string& style) {
        return "<ElementSettings Type=\"" + type + "\"><FontSpec Style=\"" + style +
               "\"/><ParagraphSpec " + spec + "/></ElementSettings>";
    };
    const std::string usual = R"(LeftIndent="2.50" RightIndent="6.00" SpaceBefore="0" Spacing="1")";
    CHECK(read(setting("Dialogue", usual, "")).find("Fmt") == std::string::npos);
    const std::string doubled =
        R"(LeftIndent="2.25" RightIndent="6.00" SpaceBefore="0" Spacing="2")";
    const std::string text =
        read(setting("Dialogue", doubled, "") + setting("Action", "SpaceBefore=\"12\"", "AllCaps") +
             "<PageLayout TopMargin=\"72\" BottomMargin=\"90\"><PageSize Height=\"11.69\" "
             "Width=\"8.26\"/></PageLayout>");
    CHECK(text.starts_with("Fmt: multicam a4 bm-1.25\n"));
    const Layout layout = layout_for(parse_fountain(text));
    CHECK(layout.of(Slot::Dialogue).line_spacing == 2);
    CHECK(layout.page.height == 11.69);
    CHECK(layout.page.bottom == 1.25);
}
