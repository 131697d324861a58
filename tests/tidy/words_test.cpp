#include "tidy/words.hpp"

#include <doctest/doctest.h>

using namespace fabula::tidy;

namespace {

std::vector<std::size_t> lines_with(std::string_view text, const WordRule& rule) {
    std::vector<std::size_t> lines;
    const SourceFile file{"src/shots/shots.cpp", std::string(text)};
    for (const Finding& finding : check_words({file}, {&rule, 1})) lines.push_back(finding.line);
    return lines;
}

using Lines = std::vector<std::size_t>;

}  // namespace

TEST_CASE("C++ text is parted into code, literals and comments") {
    const CppText parts = part_cpp(R"x(int a = 1'000; // "no" string
f("a \"b\" // c", 'd', R"(raw "x")"); /* two
lines */ g();)x");
    CHECK(parts.code ==
          "int a = 1'000;               \n"
          "f(\"            \", ' ', R\"         \");       \n"
          "         g();");
    CHECK(parts.literals.find("a \\\"b\\\" // c") != std::string::npos);
    CHECK(parts.literals.find("raw \"x\"") != std::string::npos);
    CHECK(parts.literals.find("no") == std::string::npos);
    CHECK(parts.comments.find("// \"no\" string") != std::string::npos);
    CHECK(parts.comments.find("lines */") != std::string::npos);
}

TEST_CASE("a word of code is found on its own, not in comments or literals") {
    const WordRule rule{"new", Where::Code, ""};
    CHECK(lines_with(
              "auto* a = new A;\n#include <new>\n// a new day\nf(\"new\");\nint newer, anew;\n",
              rule) == Lines{1});
}

TEST_CASE("a word with an open end is found however it goes on") {
    const WordRule rule{"sqlite3_*", Where::Code, ""};
    CHECK(lines_with("\nsqlite3_step(s);\nmy_sqlite3_step(s);\n", rule) == Lines{2});
}

TEST_CASE("SQL is found where a literal begins with it") {
    const WordRule rule{"SELECT", Where::Sql, ""};
    CHECK(lines_with("run(\"SELECT 1\");\nrun(\n    R\"(\n  SELECT 2)\");\n", rule) == Lines{1, 4});
    CHECK(lines_with("say(\"please SELECT one\");\n// SELECT\nint SELECT = 1;\nf(\"SELECT\");\n",
                     rule)
              .empty());
}

TEST_CASE("an include is found in both forms") {
    const WordRule rule{"regex", Where::Include, ""};
    CHECK(lines_with("#include <regex>\n#include \"regex\"\n#include <my_regex>\n", rule) ==
          Lines{1, 2});
    const WordRule open{"hb*", Where::Include, ""};
    CHECK(lines_with("#include <hb.h>\n#include <hb-ot.h>\n#include <thumb.h>\n", open) ==
          Lines{1, 2});
}

TEST_CASE("a leftover mark is found in a comment too") {
    const WordRule rule{"FIXME", Where::Anywhere, ""};
    CHECK(lines_with("int a;  // FIXME later\n", rule) == Lines{1});
}

TEST_CASE("a rule does not hold where it is allowed") {
    const WordRule rule{"catch", Where::Code, "", {"src/http/*", "src/app/main.cpp"}};
    const std::string text = "try {} catch (...) {}";
    CHECK(check_words({{"src/http/server.cpp", text}}, {&rule, 1}).empty());
    CHECK(check_words({{"src/app/main.cpp", text}}, {&rule, 1}).empty());
    const auto found = check_words({{"src/app/other.cpp", text}}, {&rule, 1});
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Finding{"src/app/other.cpp", 1, "catch: "});
}

TEST_CASE("words stand only where they may") {
    const auto files = files_in(read_tree(FABULA_SOURCE_DIR), {"src/"}, {".cpp", ".hpp"});
    REQUIRE(files.size() > 10);
    expect_none(check_words(files, source_rules()));
}
