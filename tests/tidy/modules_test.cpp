#include "tidy/modules.hpp"

#include <doctest/doctest.h>

using namespace fabula::tidy;

namespace {

std::vector<SourceFile> source_files() {
    return files_in(read_tree(FABULA_SOURCE_DIR), {"src/"}, {".cpp", ".hpp", ".cmake"});
}

Modules real_modules() {
    const auto files = read_tree(FABULA_SOURCE_DIR);
    const SourceFile* list = find_file(files, "src/CMakeLists.txt");
    REQUIRE(list != nullptr);
    return declared_modules(list->text);
}

constexpr std::string_view kSample = R"(
# module(none)
function(module name)
module(base       LINKS sodium)
module(store      USES base LINKS sqlite)
module(shots      USES base store)
)";

}  // namespace

TEST_CASE("the declared modules are read with what they use") {
    const Modules modules = declared_modules(kSample);
    REQUIRE(modules.size() == 3);
    CHECK(modules.at("base").empty());
    CHECK(modules.at("store") == std::set<std::string>{"base"});
    CHECK(modules.at("shots") == std::set<std::string>{"base", "store"});
}

TEST_CASE("an include of a module that is not declared is found") {
    const Modules modules = declared_modules(kSample);
    CHECK(check_includes({{"src/store/db.cpp",
                           "#include \"base/id.hpp\"\n#include <set>\n"
                           "#include \"store/db.hpp\"\n"}},
                         modules)
              .empty());
    const auto found =
        check_includes({{"src/store/db.cpp", "\n#include \"shots/shots.hpp\"\n"}}, modules);
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 2);
    CHECK(found[0].message ==
          "module store does not declare that it uses shots (src/CMakeLists.txt)");
}

TEST_CASE("a source file that no list names is found") {
    const Modules modules = declared_modules(kSample);
    const std::vector<SourceFile> files{
        {"src/base/files.cmake", "set(base_files\n    id.cpp\n    time.cpp)\n"},
        {"src/base/id.cpp", ""},
        {"src/base/paid.cpp", ""},
        {"src/base/time.cpp", ""}};
    const auto found = check_listed(files, modules);
    REQUIRE(found.size() == 1);
    CHECK(found[0].path == "src/base/paid.cpp");
}

TEST_CASE("a module includes only the modules it declares") {
    const Modules modules = real_modules();
    REQUIRE(modules.contains("base"));
    expect_none(check_includes(source_files(), modules));
}

TEST_CASE("every source file is listed in its module") {
    expect_none(check_listed(source_files(), real_modules()));
}
