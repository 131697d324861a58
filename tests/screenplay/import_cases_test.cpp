// Files of other kinds as the Fountain that they become: cases/fdx, cases/plays and cases/prose,
// <name>.<ending> beside <name>.expected.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "support/document_dump.hpp"
#include "support/golden.hpp"

namespace fabula::screenplay {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases(const std::string& folder) {
    std::vector<fs::path> found;
    const auto all = fs::path(FABULA_SOURCE_DIR) / "tests/screenplay/cases" / folder;
    for (const auto& entry : fs::directory_iterator(all)) {
        if (entry.path().extension() != ".expected") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// What a person sees in the preview, then the text.
std::string describe(const Imported& imported) {
    std::string out(name_of(imported.kind));
    out.append(", \"").append(imported.title).append("\"\n");
    for (const auto& repair : imported.repairs) out.append("repair: ").append(repair).append("\n");
    for (const auto& doubt : imported.doubts) {
        out.append("doubt ")
            .append(doubt.code)
            .append(" | ")
            .append(test::one_line(doubt.suggestion));
        out.append("\n");
    }
    return out.append("---\n").append(imported.text);
}

void check_folder(const std::string& folder, std::size_t least) {
    REQUIRE(cases(folder).size() >= least);
    for (const auto& path : cases(folder)) {
        const auto name = path.stem().string();
        CAPTURE(name);
        const auto imported = import_text(read(path), path.filename().string());
        REQUIRE_FALSE(imported.refusal.has_value());
        const auto golden = "screenplay/cases/" + folder + "/" + name + ".expected";
        CHECK(fabula::test::matches_golden(golden, describe(imported)));
        // The text is Fountain as the printer writes it.
        const auto document = parse_fountain(imported.text, imported.format);
        CHECK(print_fountain(document) == imported.text);
    }
}

}  // namespace

TEST_CASE("Final Draft files become Fountain") {
    check_folder("fdx", 14);
}

TEST_CASE("plays become scripts for the stage") {
    check_folder("plays", 2);
}

TEST_CASE("prose becomes a manuscript") {
    check_folder("prose", 12);
}

}  // namespace fabula::screenplay
