#include "screenplay/revisions.hpp"

#include <doctest/doctest.h>

#include <string>

#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

namespace {

// "harbour": changed text, "^door": something taken out before it.
std::vector<std::string> changes(std::string_view before, std::string_view after) {
    const auto document = parse_fountain(after);
    std::vector<std::string> out;
    for (const auto& change : changed_text(parse_fountain(before), document)) {
        const std::string& text = document.elements[change.element].text;
        out.push_back(change.from == change.to
                          ? "^" +
                                text.substr(change.from, text.find(' ', change.from) - change.from)
                          : text.substr(change.from, change.to - change.from));
    }
    return out;
}

using Changes = std::vector<std::string>;

constexpr std::string_view kBefore =
    "INT. KITCHEN - NIGHT\n\nAnna slams the old door.\n\nANNA\nWait for me.\n\nRain falls.\n";

}  // namespace

TEST_CASE("the same text has no changes, whatever stands around it") {
    CHECK(changes(kBefore, kBefore).empty());
    CHECK(changes(kBefore, "Title: New\n\n= Synopsis.\n\n" + std::string(kBefore)).empty());
}

TEST_CASE("changed words are marked, not their paragraph") {
    CHECK(changes(kBefore,
                  "INT. KITCHEN - DAY\n\nAnna slams the new green door.\n\nANNA\nWait for "
                  "me.\n\nRain falls.\n") == Changes{"DAY", "new green"});
}

TEST_CASE("what was taken out is marked where it was") {
    CHECK(changes(kBefore,
                  "INT. KITCHEN - NIGHT\n\nAnna slams the door.\n\nANNA\nWait for "
                  "me.\n\nRain falls.\n") == Changes{"^door."});
    CHECK(changes(kBefore, "INT. KITCHEN - NIGHT\n\nANNA\nWait for me.\n\nRain falls.\n") ==
          Changes{"^ANNA"});
    CHECK(changes(kBefore,
                  "INT. KITCHEN - NIGHT\n\nAnna slams the old door.\n\nANNA\nWait for "
                  "me.\n") == Changes{"^"});
}

TEST_CASE("what was put in is marked whole") {
    CHECK(changes(kBefore, std::string(kBefore) + "\nBEN\nYes.\n") == Changes{"BEN", "Yes."});
    CHECK(changes("", "Rain.\n") == Changes{"Rain."});
    CHECK(changes("Rain.\n", "").empty());
}

}  // namespace fabula::screenplay
