#include "tidy/sizes.hpp"

#include <doctest/doctest.h>

using namespace fabula::tidy;

namespace {

using Functions = std::vector<Function>;

std::string repeated(std::string_view line, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += line;
    return text;
}

}  // namespace

TEST_CASE("functions are found with their first and last line") {
    CHECK(functions_of("int a() { return 1; }\n\nint b(int x,\n      int y)\n{\n}\n") ==
          Functions{{1, 1}, {3, 6}});
    CHECK(functions_of("namespace n {\nstruct S {\n    int f() const {\n        return 1;\n    }\n"
                       "    int g{0};\n};\n}\n") == Functions{{3, 5}});
    CHECK(functions_of(
              "template <class T = int, class U = std::vector<T>>\nvoid f(T a = 0) {\n}\n") ==
          Functions{{1, 3}});
    CHECK(functions_of("bool operator==(A a, B b) {\n    return a.x == b.x;\n}\n") ==
          Functions{{1, 3}});
}

TEST_CASE("a constructor counts from its body, behind the list of members that it sets") {
    CHECK(functions_of("Thing::Thing(int a)\n    : a_{a}, list_{{1, 2}}, b_(f()) {\n    go();\n}\n"
                       "void next() {\n}\n") == Functions{{2, 4}, {5, 6}});
}

TEST_CASE("blocks, lambdas, tables and types are no functions of their own") {
    CHECK(
        functions_of("void f() {\n    if (a) {\n        auto g = [](int x) { return x; };\n    }\n"
                     "}\n") == Functions{{1, 5}});
    CHECK(functions_of("const std::array kRows{\n    Row{1, \"}\"},\n    Row{2, \"{\"}};\n"
                       "enum class E { A, B };\n#define M(x) \\\n    f(x) {}\nint z;\n")
              .empty());
}

TEST_CASE("a function of 61 lines is found and one of 60 is not") {
    const std::string fits = "void f() {\n" + repeated("    g();\n", 58) + "}\n";
    const std::string over = "void f() {\n" + repeated("    g();\n", 59) + "}\n";
    CHECK(check_lengths({{"src/a.cpp", fits}}).empty());
    const auto found = check_lengths({{"src/a.cpp", "\n\n" + over}});
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Finding{"src/a.cpp", 3, "a function of 61 lines; at most 60"});
}

TEST_CASE("files over their limit are found") {
    CHECK(check_lengths({{"src/a.cpp", repeated("//\n", 500)},
                         {"src/a.hpp", repeated("//\n", 250)},
                         {"web/ts/a.ts", repeated("//\n", 400)}})
              .empty());
    CHECK(check_lengths({{"src/a.cpp", repeated("//\n", 501)},
                         {"src/a.hpp", repeated("//\n", 251)},
                         {"web/css/a.css", repeated("//\n", 401)}})
              .size() == 3);
}

TEST_CASE("long lines are found, except tables left unformatted, literals and includes") {
    const std::string wide = "int a = 1;" + repeated(" f(); ", 16);
    CHECK(check_columns({{"src/a.cpp", "\n" + wide + "\n"}}) ==
          Findings{{"src/a.cpp", 2, "over 100 columns"}});
    CHECK(check_columns({{"src/a.cpp", "// clang-format off\n" + wide + "\n// clang-format on\n"}})
              .empty());
    CHECK(check_columns({{"src/a.cpp", "f(\"" + repeated("words ", 20) + "\");\n"}}).empty());
    CHECK(check_columns({{"src/a.cpp", repeated("é", 100) + "\n"}}).empty());
}

TEST_CASE("files and functions keep to their lengths") {
    const auto files = read_tree(FABULA_SOURCE_DIR);
    expect_none(check_lengths(files_in(files, {"src/", "tests/"}, {".cpp", ".hpp"})));
    expect_none(check_lengths(files_in(files, {"web/", "templates/"}, {".ts", ".css", ".html"})));
}

TEST_CASE("lines keep to 100 columns") {
    expect_none(check_columns(
        files_in(read_tree(FABULA_SOURCE_DIR), {"src/", "tests/"}, {".cpp", ".hpp"})));
}
