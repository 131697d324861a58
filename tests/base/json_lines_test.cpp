#include "base/json_lines.hpp"

#include <doctest/doctest.h>

namespace fabula {

namespace {

constexpr std::string_view kFile = R"({
  "title": "House, with a \"quote\" and a {",
  "lists": [
    {"left": 1}, [2, 3],
    "x"
  ],
  "elements": {
    "action": {"left": 1.5,
               "right": 99},
    "shot": {}
  }
}
)";

}  // namespace

TEST_CASE("a dotted path leads to the line of its member") {
    CHECK(line_of_member(kFile, "title") == 2);
    CHECK(line_of_member(kFile, "elements") == 7);
    CHECK(line_of_member(kFile, "elements.action.left") == 8);
    CHECK(line_of_member(kFile, "elements.action.right") == 9);
    CHECK(line_of_member(kFile, "elements.shot") == 10);
}

TEST_CASE("a path that leads nowhere answers the last member that is there") {
    CHECK(line_of_member(kFile, "") == 1);
    CHECK(line_of_member(kFile, "page") == 1);
    CHECK(line_of_member(kFile, "elements.shot.left") == 10);
    CHECK(line_of_member(kFile, "elements.character.left") == 7);
    CHECK(line_of_member(kFile, "lists.left") == 3);
    CHECK(line_of_member("\n\n[1]", "a.b") == 3);
    CHECK(line_of_member("", "a") == 1);
}

TEST_CASE("a byte is told as line and column") {
    CHECK(place_in_text("ab\ncd", 0).line == 1);
    CHECK(place_in_text("ab\ncd", 0).column == 1);
    CHECK(place_in_text("ab\ncd", 4).line == 2);
    CHECK(place_in_text("ab\ncd", 4).column == 2);
    CHECK(place_in_text("ab\ncd", 99).line == 2);
}

}  // namespace fabula
