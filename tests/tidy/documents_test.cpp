#include "tidy/documents.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace fabula::tidy;

namespace {

std::vector<SourceFile> documents() {
    return files_in(read_tree(FABULA_SOURCE_DIR), {""}, {".md"});
}

constexpr std::string_view kHashOfA =
    "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

}  // namespace

TEST_CASE("a document has one title") {
    CHECK(check_titles({{"a.md", "# A\n\n## B\n```\n# comment\n```\n"}}).empty());
    CHECK(check_titles({{"a.md", "## B\n"}}).size() == 1);
    CHECK(check_titles({{"a.md", "# A\n# B\n"}}) ==
          Findings{{"a.md", 0, "2 lines `# Title`; one is wanted"}});
}

TEST_CASE("paths that a document names are there") {
    const std::vector<std::string> paths{"src/", "src/base/", "src/base/id.hpp", "docs/style.md",
                                         "README.md"};
    CHECK(
        check_paths({{"README.md",
                      "See `src/base/id.hpp`, `src/base`, `src/<module>/id.hpp`, `src/*/id.hpp`,\n"
                      "[style](docs/style.md#names) and [web](https://example.org), `make test`,\n"
                      "```\nsrc/none.cpp\n```\n"}},
                    paths)
            .empty());
    CHECK(check_paths({{"docs/style.md", "[home](../README.md)"}}, paths).empty());
    CHECK(check_paths({{"README.md", "\n`src/none.cpp`"}}, paths) ==
          Findings{{"README.md", 2, "src/none.cpp is not there"}});
    CHECK(check_paths({{"docs/style.md", "[home](README.md)"}}, paths) ==
          Findings{{"docs/style.md", 1, "link to README.md"}});
}

TEST_CASE("traces of a machine are found") {
    const std::string home = "/ho";
    const std::string registry = "https://registry.npm";
    const auto found = check_traces({{"a", "fine: /homes, /srv/house/x\n" + home + "me/ann/x\n" +
                                               registry + "js.org/x\ncd /srv/check/out/src\n"}},
                                    "/srv/check/out");
    REQUIRE(found.size() == 3);
    CHECK(found[0] == Finding{"a", 2, "names a home folder"});
    CHECK(found[1] == Finding{"a", 3, "names a registry's host"});
    CHECK(found[2] == Finding{"a", 4, "names the place of this checkout"});
}

TEST_CASE("a changed, new, lost or misnumbered migration is found") {
    const std::string known = std::string(kHashOfA) + "  0001_a.sql\n";
    CHECK(checksums_of({{"migrations/0001_a.sql", "a"}}) == known);
    CHECK(check_migrations({{"migrations/0001_a.sql", "a"}}, known).empty());
    CHECK(check_migrations({{"migrations/0001_a.sql", "b"}}, known).size() == 1);
    CHECK(check_migrations({}, known).size() == 1);
    CHECK(check_migrations({{"migrations/0001_a.sql", "a"}, {"migrations/0003_b.sql", "a"}},
                           known + std::string(kHashOfA) + "  0003_b.sql\n")
              .size() == 1);
}

TEST_CASE("every document has one title") {
    expect_none(check_titles(documents()));
}

TEST_CASE("every path that a document names is there") {
    expect_none(check_paths(documents(), paths_of(FABULA_SOURCE_DIR)));
}

TEST_CASE("no file names a machine or a registry") {
    expect_none(check_traces(read_tree(FABULA_SOURCE_DIR), FABULA_SOURCE_DIR));
}

TEST_CASE("shipped migrations have not changed") {
    const auto tree = read_tree(FABULA_SOURCE_DIR);
    const auto migrations = files_in(tree, {"migrations/"}, {".sql"});
    const std::string_view path = "tests/tidy/migrations.sha256";
    if (std::getenv("FABULA_ACCEPT") != nullptr) {
        std::ofstream(std::string(FABULA_SOURCE_DIR) + "/" + std::string(path))
            << checksums_of(migrations);
        return;
    }
    const SourceFile* checksums = find_file(tree, path);
    REQUIRE(checksums != nullptr);
    expect_none(check_migrations(migrations, checksums->text));
}
