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
        const auto expected = fabula::test::dump_xml(original);
        REQUIRE_FALSE(expected.empty());
        CHECK(fabula::test::dump_xml(merged.text) == expected);
    }
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

}  // namespace fabula::screenplay
