// Final Draft files: what comes in goes out again, node by node; edits change what they say and
// nothing else; what is written new reads as the script that it was written from.
#include "screenplay/fdx.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "support/document_dump.hpp"
#include "support/xml_dump.hpp"

namespace fabula::screenplay {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    REQUIRE_FALSE(bytes.empty());
    return bytes;
}

// All files below the cases and the material that end so.
std::vector<fs::path> files(const std::string& ending) {
    std::vector<fs::path> found;
    std::vector<fs::path> folders{fs::path(FABULA_SOURCE_DIR) / "tests/screenplay/cases"};
    if (const char* material = std::getenv("FABULA_MATERIAL")) folders.emplace_back(material);
    for (const auto& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ending) found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string normalised(const fs::path& path) {
    return normalise_text(read(path)).text;
}

Document as_fabula_reads(const std::string& fdx) {
    const auto script = read_fdx(fdx);
    REQUIRE_FALSE(script.refusal.has_value());
    return parse_fountain(print_fountain(script.document));
}

// The key as Final Draft's title page reads; empty: it has no place there.
std::string title_key(const std::string& key) {
    const auto name = fold(key);
    if (name == "authors") return "author";
    if (name == "date") return "draft date";
    const bool known = name == "title" || name == "credit" || name == "author" ||
                       name == "source" || name == "draft date" || name == "contact";
    return known ? name : std::string();
}

bool is_act(const Element& element) {
    return element.type == ElementType::Centered && element.text.starts_with("ACT ");
}

// A document as lines, without ranges, forcing marks and blank lines.
std::string words(const Document& document) {
    std::string out;
    for (const auto& entry : document.title_page) {
        if (title_key(entry.key).empty()) continue;
        out += title_key(entry.key) + "=" + join(entry.values, "|") + "\n";
    }
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        // Acts are sections too, and begin a page by themselves.
        if (i + 1 < document.elements.size() && is_act(document.elements[i + 1])) continue;
        out += std::string(name_of(element.type)) + " ";
        if (element.type == ElementType::Section) out += std::to_string(element.level) + " ";
        if (element.shot) out += "shot ";
        if (element.dual != Dual::None) out += element.dual == Dual::Left ? "left " : "right ";
        if (element.type == ElementType::SceneHeading) out += "#" + element.scene_number + " ";
        out += test::styled(element) + "\n";
    }
    for (const auto& note : document.notes) {
        out += "[[" + test::one_line(note.text) + "]] " + std::to_string(note.element) + "," +
               std::to_string(note.at) + "\n";
    }
    return out;
}

// What is on the page, in capitals: a file's template may show what was typed so.
std::string plain_words(const Document& document) {
    std::string out;
    for (const auto& element : document.elements) {
        if (element.type >= ElementType::Section) continue;
        // An act begins a page by itself.
        if (is_act(element) && out.ends_with("page_break \n")) out.resize(out.size() - 12);
        out += std::string(name_of(element.type)) + " ";
        if (element.dual != Dual::None) out += element.dual == Dual::Left ? "left " : "right ";
        out += to_upper(test::one_line(std::string(trim(element.text)))) + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a file whose script was not edited comes back with every node and attribute") {
    const auto all = files(".fdx");
    REQUIRE(all.size() >= 14);
    for (const auto& path : all) {
        CAPTURE(path.string());
        const auto original = normalised(path);
        const auto merged = merge_fdx(as_fabula_reads(original), original);
        CHECK_FALSE(merged.refusal.has_value());
        CHECK(merged.losses.empty());
        CHECK(merged.text == original);
    }
}

TEST_CASE("a paragraph that is added leaves every other node and attribute") {
    for (const auto& path : files(".fdx")) {
        CAPTURE(path.string());
        const auto original = normalised(path);
        auto document = as_fabula_reads(original);
        auto& added = document.elements.emplace_back();
        added.text = "Added.";
        added.blank_lines = 1;
        auto dump = fabula::test::dump_xml(merge_fdx(document, original).text);
        const std::string paragraph = "  <Paragraph Type=Action\n   <Text\n    'Added.'\n";
        const auto at = dump.find(paragraph);
        REQUIRE(at != std::string::npos);
        dump.erase(at, paragraph.size());
        CHECK(dump == fabula::test::dump_xml(original));
    }
}

TEST_CASE("a file in another encoding is declared as what it is written in") {
    const std::string rest =
        "?><FinalDraft Version='3'><Content><Paragraph Type='Action'><Text>Rain.</Text>"
        "</Paragraph></Content></FinalDraft>";
    const auto original = "<?xml version='1.0' encoding='UTF-16' " + rest;
    const auto merged = merge_fdx(as_fabula_reads(original), original);
    CHECK(merged.text == "<?xml version='1.0' encoding='UTF-8' " + rest);
}

TEST_CASE("a file written new reads as the script it was written from") {
    for (const auto& path : files(".fountain")) {
        CAPTURE(path.string());
        const auto document = parse_fountain(normalised(path));
        if (document.elements.empty()) continue;
        // A note between two speeches beside each other stands behind them in Final Draft, one
        // directly before the first word above it.
        if (path.stem() == "dual_dialogue_across_a_note") continue;
        if (path.stem() == "boneyard_and_note_whichever_opens_first") continue;
        const auto written = write_fdx(document);
        const auto again = as_fabula_reads(written.text);
        CHECK(words(again) == words(document));
    }
}

namespace {

const std::string kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n"
    "<FinalDraft DocumentType=\"Script\" Template=\"No\" Version=\"5\">\n"
    "  <Content>\n";

// The file after `from` became `to` in the Fountain that Fabula shows of it.
std::string after_edit(const std::string& fdx, const std::string& from, const std::string& to) {
    const auto script = read_fdx(fdx);
    REQUIRE_FALSE(script.refusal.has_value());
    auto text = print_fountain(script.document);
    const auto at = text.find(from);
    CAPTURE(text);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const auto merged = merge_fdx(parse_fountain(text), fdx);
    REQUIRE_FALSE(merged.refusal.has_value());
    return merged.text;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("words that stay keep their revisions, tags and colours") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Action\" LeftIndent=\"2.00\">"
                     "<Text>Ida takes the </Text><Text TagNumber=\"7\">lamp</Text>"
                     "<Text RevisionID=\"2\" AdornmentStyle=\"-1\"> and runs</Text>"
                     "<Text Style=\"Bold\">.</Text></Paragraph>\n"
                     "</Content></FinalDraft>";
    const auto edited = after_edit(fdx, "Ida takes the lamp and", "Ida grabs the big lamp and");
    CHECK(holds(edited,
                "<Paragraph Type=\"Action\" LeftIndent=\"2.00\"><Text>Ida grabs the big </Text>"
                "<Text TagNumber=\"7\">lamp</Text>"
                "<Text RevisionID=\"2\" AdornmentStyle=\"-1\"> and runs</Text>"
                "<Text Style=\"Bold\">.</Text></Paragraph>"));
}

TEST_CASE("words beside a tag are not tagged") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Action\"><Text TagNumber=\"7\">Lamp</Text></Paragraph>"
                     "</Content></FinalDraft>";
    CHECK(holds(after_edit(fdx, "Lamp", "Lamp on"),
                "<Text TagNumber=\"7\">Lamp</Text><Text> on</Text>"));
}

TEST_CASE("a style that is set or taken away leaves the run's other attributes") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Action\"><Text Color=\"#FFFF00000000\" "
                     "Style=\"Bold+Strikeout\">Run</Text><Text> now.</Text></Paragraph>"
                     "</Content></FinalDraft>";
    CHECK(holds(after_edit(fdx, "**Run** now", "Run _now_"),
                "<Text Color=\"#FFFF00000000\" Style=\"Strikeout\">Run</Text><Text> </Text>"
                "<Text Style=\"Underline\">now</Text><Text>.</Text>"));
}

TEST_CASE("words in capitals by their style keep the case they were typed in") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Character\"><Text>Ida</Text></Paragraph>"
                     "<Paragraph Type=\"Dialogue\"><Text>Hello.</Text></Paragraph>"
                     "</Content></FinalDraft>";
    CHECK(holds(after_edit(fdx, "IDA", "IDA (V.O.)"), "<Text>Ida (V.O.)</Text>"));
}

TEST_CASE("paragraphs come, go, change their kind and move with all they hold") {
    const auto fdx =
        kHead +
        "    <Paragraph Type=\"Scene Heading\" Number=\"1\"><SceneProperties "
        "Length=\"2/8\"/><Text>INT. DEPOT</Text></Paragraph>\n"
        "    <Paragraph Type=\"Action\" Bookmark=\"a\"><Text>Rain.</Text></Paragraph>\n"
        "    <Paragraph Type=\"Scene Heading\" Number=\"2\"><SceneProperties "
        "Length=\"3/8\"/><Text>EXT. ROOF</Text></Paragraph>\n"
        "    <Paragraph Type=\"Action\" Bookmark=\"b\"><Text>Wind.</Text></Paragraph>\n"
        "  </Content></FinalDraft>";
    SUBCASE("one comes") {
        CHECK(holds(after_edit(fdx, "Rain.", "Rain.\n\n!!CLOSE ON THE BELL"),
                    "Bookmark=\"a\"><Text>Rain.</Text></Paragraph>\n"
                    "    <Paragraph Type=\"Shot\"><Text>CLOSE ON THE BELL</Text></Paragraph>\n"
                    "    <Paragraph Type=\"Scene Heading\" Number=\"2\">"));
    }
    SUBCASE("one goes") {
        CHECK(holds(after_edit(fdx, "Rain.\n\n", ""),
                    "INT. DEPOT</Text></Paragraph>\n    <Paragraph Type=\"Scene Heading\" Number"));
    }
    SUBCASE("one is another kind") {
        CHECK(holds(after_edit(fdx, "Wind.", "> Wind."),
                    "<Paragraph Type=\"Transition\" Bookmark=\"b\"><Text>Wind.</Text>"));
    }
    SUBCASE("numbers, breaks and synopses") {
        CHECK(holds(after_edit(fdx, "EXT. ROOF #2#", "===\n\nEXT. ROOF #2A#\n\n= They climb."),
                    "Number=\"2A\" StartsNewPage=\"Yes\"><SceneProperties Length=\"3/8\"><Summary>"
                    "<Paragraph><Text>They climb.</Text></Paragraph></Summary></SceneProperties>"));
    }
    SUBCASE("a scene moves") {
        const auto moved = after_edit(fdx, "INT. DEPOT #1#\n\nRain.\n\nEXT. ROOF #2#\n\nWind.\n",
                                      "EXT. ROOF #2#\n\nWind.\n\nINT. DEPOT #1#\n\nRain.\n");
        CHECK(moved.find("Length=\"3/8\"") < moved.find("Length=\"2/8\""));
        CHECK(moved.find("Bookmark=\"b\"") < moved.find("Bookmark=\"a\""));
        CHECK(holds(moved, "Bookmark=\"b\"><Text>Wind."));
    }
}

TEST_CASE("ranges of notes follow the words they stand at") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Action\"><Text>Rain falls.</Text></Paragraph>"
                     "<Paragraph Type=\"Action\"><Text>Ida runs home.</Text></Paragraph>"
                     "</Content><ScriptNotes>"
                     "<ScriptNote Range=\"16,20\" Color=\"#1\"><Paragraph><Text>Why?</Text>"
                     "</Paragraph></ScriptNote></ScriptNotes></FinalDraft>";
    SUBCASE("where words come before them") {
        CHECK(holds(after_edit(fdx, "Rain falls.", "Heavy rain falls."), "Range=\"22,26\" Color"));
        CHECK(holds(after_edit(fdx, "Ida runs", "Then Ida runs"), "Range=\"21,25\" Color"));
    }
    SUBCASE("where their paragraph goes they are kept without a place") {
        const auto edited = after_edit(fdx, "Ida runs[[Why?]] home.", "");
        CHECK(holds(edited, "<UnanchoredScriptNotes><ScriptNote Color=\"#1\">"));
    }
    SUBCASE("one that is deleted is gone") {
        CHECK_FALSE(holds(after_edit(fdx, "[[Why?]]", ""), "Why?"));
    }
    SUBCASE("one that is rewritten keeps its place and form") {
        CHECK(holds(after_edit(fdx, "Why?", "Why so?"),
                    "Range=\"16,20\" Color=\"#1\"><Paragraph><Text>Why so?</Text>"));
    }
    SUBCASE("one that is new stands where it was written") {
        CHECK(holds(after_edit(fdx, "Rain ", "Rain[[Hard?]] "),
                    "<ScriptNote Range=\"4,4\"><Paragraph><Text>Hard?</Text></Paragraph>"));
    }
}

namespace {

// Twelve, the page behind it and a page that begins inside the last paragraph.
const std::string kLocked = kHead +
                            "<Paragraph Type=\"Action\"><Text>One.</Text></Paragraph>"
                            "<Paragraph Type=\"Action\"><Text>Two.</Text></Paragraph>"
                            "<Paragraph Type=\"Action\"><Text>Three.</Text></Paragraph>"
                            "<Paragraph Type=\"Action\"><Text>Four. Five.</Text></Paragraph>"
                            "</Content><LockedPages>"
                            "<LockedPage PageNumber=\"1\" Position=\"0\" LockLevel=\"0\"/>"
                            "<LockedPage PageNumber=\"2\" Position=\"5\" LockLevel=\"0\"/>"
                            "<LockedPage PageNumber=\"2\" Position=\"10\" LockLevel=\"1\"/>"
                            "<LockedPage PageNumber=\"3\" Position=\"23\" LockLevel=\"0\"/>"
                            "<LockedPage Deleted=\"1\" PageNumber=\"4\" Position=\"17\"/>"
                            "</LockedPages></FinalDraft>";

std::vector<std::string> positions_in(const std::string& fdx) {
    std::vector<std::string> found;
    for (auto at = fdx.find("Position=\""); at != std::string::npos;
         at = fdx.find("Position=\"", at + 1)) {
        found.push_back(fdx.substr(at + 10, fdx.find('"', at + 10) - at - 10));
    }
    return found;
}

}  // namespace

TEST_CASE("locked pages are page breaks with their numbers") {
    const auto script = read_fdx(kLocked);
    CHECK(print_fountain(script.document) ==
          "One.\n\n=== 2 ===\n\nTwo.\n\n=== 2A ===\n\nThree.\n\nFour. Five.\n");
    REQUIRE(script.repairs.size() == 1);
    CHECK(script.repairs[0].starts_with("1 locked page: Fountain cannot say where it begins"));
}

TEST_CASE("locked pages stay with the words they begin with") {
    using Positions = std::vector<std::string>;
    CHECK(merge_fdx(as_fabula_reads(kLocked), kLocked).text == kLocked);
    CHECK(positions_in(after_edit(kLocked, "One.", "One and more.")) ==
          Positions{"0", "14", "19", "32", "17"});
    CHECK(positions_in(after_edit(kLocked, "Two.", "Also two.")) ==
          Positions{"0", "5", "15", "28", "17"});
    CHECK(positions_in(after_edit(kLocked, "Three.", "Three.\n\nMore.")) ==
          Positions{"0", "5", "10", "29", "17"});
    // A break that was taken out, one that moved and one that is new.
    CHECK(positions_in(after_edit(kLocked, "=== 2A ===\n\n", "")) ==
          Positions{"0", "5", "23", "17"});
    CHECK(positions_in(after_edit(kLocked, "=== 2A ===\n\nThree.", "Three.\n\n=== 2A ===")) ==
          Positions{"0", "5", "17", "23", "17"});
    const auto added = after_edit(kLocked, "Four.", "=== 9 ===\n\nFour.");
    CHECK(positions_in(added) == Positions{"0", "5", "10", "23", "17"});
    CHECK(holds(added, "StartsNewPage=\"Yes\"><Text>Four."));
}

TEST_CASE("a page that begins within a speech does not tear it in two") {
    const std::string speech =
        "<Paragraph Type=\"Character\"><Text>IDA</Text></Paragraph>"
        "<Paragraph Type=\"Dialogue\"><Text>No.</Text></Paragraph>";
    const auto locked = kHead + speech +
                        "<Paragraph Type=\"Parenthetical\"><Text>(low)</Text></Paragraph>"
                        "<Paragraph Type=\"Dialogue\"><Text>Yes.</Text></Paragraph></Content>"
                        "<LockedPages><LockedPage PageNumber=\"8\" Position=\"8\"/></LockedPages>"
                        "</FinalDraft>";
    CHECK(print_fountain(read_fdx(locked).document) == "IDA\nNo.\n(low)\nYes.\n");
    const auto broken = kHead + speech +
                        "<Paragraph Type=\"Dialogue\" StartsNewPage=\"Yes\"><Text>Yes.</Text>"
                        "</Paragraph></Content></FinalDraft>";
    CHECK(print_fountain(read_fdx(broken).document) == "IDA\nNo.\nYes.\n");
}

TEST_CASE("lines of one text on two pages are two texts") {
    const auto fdx =
        kHead +
        "<Paragraph Type=\"General\"><Text>One.</Text></Paragraph>"
        "<Paragraph Type=\"General\" StartsNewPage=\"Yes\"><Text>Two.</Text></Paragraph>"
        "</Content></FinalDraft>";
    CHECK(print_fountain(read_fdx(fdx).document) == "One.\n\n===\n\nTwo.\n");
}

TEST_CASE("a speech in brackets stays what the file calls it") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Character\"><Text>IDA</Text></Paragraph>"
                     "<Paragraph Type=\"Dialogue\"><Text>(laughs)</Text></Paragraph>"
                     "<Paragraph Type=\"Dialogue\"><Text>No.</Text></Paragraph>"
                     "</Content></FinalDraft>";
    CHECK(print_fountain(read_fdx(fdx).document) == "IDA\n(laughs)\nNo.\n");
    CHECK(holds(after_edit(fdx, "No.", "Never."),
                "<Paragraph Type=\"Dialogue\"><Text>(laughs)</Text></Paragraph>"
                "<Paragraph Type=\"Dialogue\"><Text>Never.</Text></Paragraph>"));
}

TEST_CASE("lines of the title page keep their form when their words change") {
    const auto fdx = kHead +
                     "<Paragraph Type=\"Action\"><Text>Rain.</Text></Paragraph></Content>"
                     "<TitlePage><Content><Paragraph Alignment=\"Center\" SpaceBefore=\"7\">"
                     "<Text Font=\"X\">The Tram</Text></Paragraph></Content></TitlePage>"
                     "</FinalDraft>";
    CHECK(holds(after_edit(fdx, "The Tram", "The Last Tram"),
                "SpaceBefore=\"7\"><Text Font=\"X\">The Last Tram</Text>"));
}

TEST_CASE("an edited file reads as the script it was given") {
    std::mt19937 random(20261121);
    const auto one_of = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    const std::vector<std::string> pieces = {"INT. BARN - DAY\n\n",
                                             "Rain falls.\n\n",
                                             "IDA\n(low)\nNow.\n\n",
                                             "IDA\nYes.\n\nTOM ^\nNo.\n\n",
                                             "> CUT TO:\n\n",
                                             "===\n\n",
                                             "!!CLOSE ON A\n\n",
                                             "> **THE END** <\n\n",
                                             "word ",
                                             "*word* "};
    for (const auto& path : files(".fdx")) {
        CAPTURE(path.string());
        const auto original = normalised(path);
        const bool large = original.size() > 100'000;
        // Three speakers beside each other are more than Fountain can say.
        if (path.stem() == "paragraphs_in_unknown_parts_are_not_lost") continue;
        const auto text = print_fountain(read_fdx(original).document);
        for (int round = 0; round < (large ? 3 : 60); ++round) {
            auto edited = text;
            for (int edit = 0; edit < 3; ++edit) {
                // At the beginning of a paragraph or of a word, without or with what stands there.
                auto at = one_of(edited.size() + 1);
                const auto& piece = pieces[one_of(pieces.size())];
                const auto place = edited.find(piece.ends_with(' ') ? " " : "\n\n", at);
                if (place == std::string::npos) continue;
                at = place + (piece.ends_with(' ') ? 1 : 2);
                const auto cut = one_of(2) == 0 ? 0 : edited.find("\n\n", at);
                edited.replace(at, cut == std::string::npos || cut == 0 ? 0 : cut - at, piece);
            }
            CAPTURE(edited);
            const auto document = parse_fountain(edited);
            const auto merged = merge_fdx(document, original);
            REQUIRE_FALSE(merged.refusal.has_value());
            CAPTURE(merged.text);
            CHECK(plain_words(as_fabula_reads(merged.text)) == plain_words(document));
        }
    }
}

}  // namespace fabula::screenplay
