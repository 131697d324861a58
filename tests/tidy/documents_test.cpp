#include "tidy/documents.hpp"

#include <doctest/doctest.h>

using namespace fabula::tidy;

namespace {

std::vector<SourceFile> documents() {
    return files_in(read_tree(FABULA_SOURCE_DIR), {""}, {".md"});
}

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

TEST_CASE("every document has one title") {
    expect_none(check_titles(documents()));
}

TEST_CASE("every path that a document names is there") {
    expect_none(check_paths(documents(), paths_of(FABULA_SOURCE_DIR)));
}

TEST_CASE("no file names a machine or a registry") {
    expect_none(check_traces(read_tree(FABULA_SOURCE_DIR), FABULA_SOURCE_DIR));
}
