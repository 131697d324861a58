// A script under the pen: after every change it equals one that is read and paged from the start.
// Shown on edits made at random from fixed seeds.
#include "screenplay/live_script.hpp"

#include <array>
#include <random>

#include "base/text.hpp"
#include "screenplay/final_draft.hpp"
#include "screenplay/page_text.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using namespace fabula::screenplay::test;

namespace {

std::string shown(const Range& range) {
    return std::to_string(range.from) + "-" + std::to_string(range.to);
}

// All that a document holds.
std::string shown(const Document& document) {
    std::string text = "title " + shown(document.title_page_range) + "\n";
    for (const TitleEntry& entry : document.title_page) {
        text += entry.key + ":" + join(entry.values, "|") + "\n";
    }
    for (const Element& element : document.elements) {
        text += std::string(name_of(element.type)) + " " + shown(element.range) + " " +
                element.scene_number + " " + std::to_string(element.level) + " " +
                std::to_string(static_cast<int>(element.dual)) + " " +
                std::to_string(element.forced) + std::to_string(element.shot) + " " +
                std::to_string(element.blank_lines) + " " + element.text;
        for (const Run& run : element.runs) {
            text += " " + std::to_string(run.from) + "." + std::to_string(run.to) + "." +
                    std::to_string(run.style);
        }
        text += "\n";
    }
    for (const InlineNote& note : document.notes) {
        text += "note " + std::to_string(note.element) + " " + std::to_string(note.at) + " " +
                shown(note.range) + " " + note.text + "\n";
    }
    for (const Diagnostic& diagnostic : document.diagnostics) {
        text +=
            diagnostic.code + " " + shown(diagnostic.range) + " " + diagnostic.suggestion + "\n";
    }
    return text;
}

std::string shown(const Document& document, const Pages& pages) {
    std::string text;
    const auto add_page = [&](const Page& page) {
        text += "page " + page.label + " " + std::to_string(page.rows) + " " +
                std::to_string(page.read_to) + "\n";
        for (const PageElement& part : page.elements) {
            text += std::to_string(part.element) + " " + std::to_string(part.from) + " " +
                    std::to_string(part.to) + "\n";
        }
        for (const PageLine& line : page.lines) {
            text += std::to_string(line.row) + " " + std::to_string(line.x) + " " +
                    text_of(document, page, line) + "\n";
        }
    };
    if (pages.title_page) add_page(*pages.title_page);
    for (const Page& page : pages.pages) add_page(page);
    return text;
}

// The line in which two texts differ first; empty where they do not.
std::string first_difference(const std::string& a, const std::string& b) {
    const auto [left, right] = std::ranges::mismatch(a, b);
    if (left == a.end() && right == b.end()) return "";
    const auto line_of = [](const std::string& text, std::string::const_iterator at) {
        const auto offset = static_cast<std::size_t>(at - text.begin());
        const auto begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
        return text.substr(begin, text.find('\n', begin) - begin);
    };
    return line_of(a, left) + " instead of " + line_of(b, right);
}

void check_equals_whole(const LiveScript& script, const PageOptions& options) {
    const Document document = parse_fountain(script.text(), script.document().format);
    REQUIRE(first_difference(shown(script.document()), shown(document)) == "");
    const Pages pages = paginate(document, layout_for(document, options.paper), options);
    REQUIRE(first_difference(shown(script.document(), script.pages()), shown(document, pages)) ==
            "");
}

class Editor {
public:
    explicit Editor(unsigned seed) : random_(seed) {}

    std::uint32_t below(std::size_t limit) {
        return static_cast<std::uint32_t>(
            std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_));
    }

    // What people type, and what turns a text into something else.
    std::string typed() {
        static constexpr std::array<const char*, 36> kTyped = {"x",
                                                               " ",
                                                               "\n",
                                                               "\n\n",
                                                               ".",
                                                               "A",
                                                               "ANNA\nYes.\n",
                                                               "\n\nINT. B - DAY\n\n",
                                                               "[[",
                                                               "]]",
                                                               "[[a note]]",
                                                               "/*",
                                                               "*/",
                                                               "/* out */",
                                                               "*",
                                                               "**",
                                                               "_",
                                                               "^",
                                                               "(",
                                                               ")",
                                                               "~la",
                                                               "> ",
                                                               " <",
                                                               "===",
                                                               "\n\n=== 12 ===\n\n",
                                                               "# Act\n",
                                                               "= He.\n",
                                                               "ü",
                                                               "\U0001F600",
                                                               "日本",
                                                               "  ",
                                                               "\n  \n",
                                                               "BEN ^\nNo.\n",
                                                               "CUT TO:",
                                                               "Title: X\n",
                                                               "Draft date: 3 May\n\n"};
        return kTyped[below(kTyped.size())];
    }

private:
    std::mt19937 random_;
};

// Positions in UTF-16 that part no surrogate pair.
std::uint32_t position_in(const std::string& text, Editor& editor) {
    auto byte = static_cast<std::size_t>(editor.below(text.size() + 1));
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) --byte;
    return static_cast<std::uint32_t>(count_utf16_units(std::string_view(text).substr(0, byte)));
}

// Edits the text at random and compares now and then; answers how many were read in part.
int edit_and_compare(const std::string& text, unsigned seed, int edits, int compared_every,
                     Format format = Format::Screenplay) {
    Editor editor(seed);
    const PageOptions options{
        .scene_numbers = seed % 2 == 0 ? SceneNumbers::Both : SceneNumbers::None,
        .scene_continued = seed % 3 == 0};
    LiveScript script(text, format, options);
    int partial = 0;
    for (int i = 0; i < edits; ++i) {
        CAPTURE(i);
        const std::uint32_t from = position_in(script.text(), editor);
        const auto length = static_cast<std::uint32_t>(count_utf16_units(script.text()));
        std::uint32_t to = std::min(from + (editor.below(3) == 0 ? editor.below(30) : 0), length);
        const std::string insert = editor.below(5) == 0 ? "" : editor.typed();
        while (!script.apply({from, to, insert})) ++to;  // Inside a surrogate pair.
        partial += script.was_partial() ? 1 : 0;
        if (i % compared_every == 0) check_equals_whole(script, options);
    }
    check_equals_whole(script, options);
    return partial;
}

// A scene or two with everything in it that the parser has to look around for.
std::string sample(unsigned seed) {
    Editor editor(seed);
    static constexpr std::array<const char*, 18> kParts = {"INT. KITCHEN - DAY\n\n",
                                                           "Rain on the roof.\nAll night.\n\n",
                                                           "ANNA\n(low)\nYes.\n\n",
                                                           "BEN ^\nNo. Never.\n\n",
                                                           "EXT. PIER - NIGHT #12A#\n\n",
                                                           "[[ask her]]\n\n",
                                                           "She goes. [[where?]] Then *back*.\n\n",
                                                           "/* cut\n\nthis */\n\n",
                                                           "CUT TO:\n\n",
                                                           "> THE END <\n\n",
                                                           "===\n\n",
                                                           "# Part\n\n",
                                                           "= He leaves.\n\n",
                                                           "~la la\n\n",
                                                           "ANNA\nWell.\n  \nThen.\n\n",
                                                           ".LATER\n\n",
                                                           "MÄDCHEN\nÜber die Brücke! 😀\n\n",
                                                           "INT. NOT A HEADING\nfollows\n\n"};
    std::string text = seed % 2 == 0 ? "Title: Sea\nAuthor: A\n\n" : "";
    for (int i = 0; i < 60; ++i) text += kParts[editor.below(kParts.size())];
    return text;
}

}  // namespace

TEST_CASE("a script after any change equals one that is read from the start") {
    int partial = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        partial += edit_and_compare(sample(seed), seed, 50, 1);
    }
    // The quick way is taken, or nothing is shown. Comments in the samples bar it often.
    CHECK(partial >= 300);
}

TEST_CASE("a manuscript after any change equals one that is read from the start") {
    int partial = 0;
    for (unsigned seed = 0; seed < 10; ++seed) {
        CAPTURE(seed);
        std::string text = "# One\n\n";
        for (int i = 0; i < 80; ++i) text += i % 20 == 19 ? "* * *\n\n" : "It rained\nall day.\n\n";
        partial += edit_and_compare(text, seed, 40, 1, Format::Manuscript);
    }
    CHECK(partial >= 200);
}

TEST_CASE("a real script after thousands of changes equals one that is read from the start") {
    const auto material = material_folder();
    if (!material) {
        MESSAGE("SKIPPED: FABULA_MATERIAL names no folder with final-draft");
        return;
    }
    for (const char* name : {"vikings", "gumshoe"}) {
        const std::string text = read_file(*material / name / "source.fountain");
        for (unsigned seed = 0; seed < 2; ++seed) {
            CAPTURE(seed);
            CHECK(edit_and_compare(text, seed, 1000, 50) >= 100);
        }
    }
}

TEST_CASE("a letter typed in the middle of a script is read in part") {
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "INT. A - DAY\n\nShe waits.\n\nANNA\nYes.\n\nBEN\nNo.\n\n";
    LiveScript script(text, Format::Screenplay, {});
    const auto at = static_cast<std::uint32_t>(text.find("waits", text.size() / 2));
    REQUIRE(script.apply({at, at, "x"}));
    CHECK(script.was_partial());
    CHECK(script.text().substr(at, 6) == "xwaits");
    CHECK(script.last_change().removed == 1);
    CHECK(script.last_change().inserted == 1);
    check_equals_whole(script, {});
}

TEST_CASE("a change outside of the text, or inside of a character, changes nothing") {
    LiveScript script("One 😀.\n", Format::Screenplay, {});
    CHECK_FALSE(script.apply({5, 5, "x"}));
    CHECK_FALSE(script.apply({9, 9, "x"}));
    CHECK_FALSE(script.apply({3, 2, "x"}));
    CHECK(script.text() == "One 😀.\n");
    CHECK(script.apply({8, 8, "End"}));
    CHECK(script.text() == "One 😀.\nEnd");
}
