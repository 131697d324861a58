#include "base/changes.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/text.hpp"

namespace fabula {

namespace {

// Letters of one and of two UTF-16 units, and line ends.
std::string random_text(std::mt19937& random, std::size_t letters) {
    static const std::vector<std::string> all{"a", "b", "é", "\n", "𝄞", " ", "z"};
    std::string text;
    for (std::size_t i = 0; i < letters; ++i) text += all[random() % all.size()];
    return text;
}

// Replacements at random places of the text, never inside a letter.
ChangeSet random_change(std::mt19937& random, const std::string& text) {
    std::vector<std::size_t> places{0};
    for (std::size_t at = 0, units = 0; at < text.size();) {
        units += next_code_point(text, at) > 0xFFFF ? 2 : 1;
        places.push_back(units);
    }
    Json json = Json::array();
    std::size_t at = 0;
    while (at + 1 < places.size() || json.empty()) {
        const auto step = std::min<std::size_t>(random() % 4, places.size() - 1 - at);
        const auto length = places[at + step] - places[at];
        if (random() % 2 == 0) {
            json.push_back(length);
        } else {
            Json part = Json::array({length});
            const auto inserted = random_text(random, random() % 3);
            if (!inserted.empty()) {
                for (const auto line : split(inserted, '\n')) part.push_back(line);
            }
            json.push_back(std::move(part));
        }
        at += step;
        if (at + 1 == places.size()) break;
    }
    std::string problem;
    const auto change = ChangeSet::from_json(json, problem);
    REQUIRE(change);
    return *change;
}

std::string applied(const ChangeSet& change, const std::string& text) {
    const auto out = change.apply(text);
    REQUIRE(out);
    return *out;
}

std::string problem_of(const char* json) {
    std::string problem;
    CHECK_FALSE(ChangeSet::from_json(parse_json(json), problem));
    return problem;
}

}  // namespace

TEST_CASE("a change replaces, deletes and inserts where it says") {
    std::string problem;
    const auto change =
        ChangeSet::from_json(parse_json(R"([1,[2,"X","Y"],1,[1],[0,"!"]])"), problem);
    REQUIRE(change);
    CHECK(change->length() == 5);
    CHECK(change->new_length() == 6);
    CHECK(applied(*change, "abcde") == "aX\nYd!");
    CHECK(change->to_json().dump() == R"([1,[2,"X","Y"],1,[1],[0,"!"]])");
    CHECK(applied(ChangeSet::replace(5, 1, 3, "X"), "abcde") == "aXde");
    CHECK(ChangeSet(5).changes_nothing());
    CHECK(applied(ChangeSet(0), "").empty());
}

TEST_CASE("a change of another text is not applied") {
    CHECK_FALSE(ChangeSet(4).apply("abc"));
    CHECK_FALSE(ChangeSet(2).apply("abc"));
    CHECK_FALSE(ChangeSet::replace(2, 1, 2, "x").apply("𝄞"));
}

TEST_CASE("what is no change is refused, naming the entry") {
    CHECK(problem_of("{}") == "must be a list of lengths and replacements");
    for (const auto* json :
         {"[-1]", "[1.5]", "[\"a\"]", "[[]]", "[[1,2]]", "[[\"a\"]]", "[[0,\"a\\nb\"]]",
          "[[0,\"a\\u0000\"]]", "[4294967296]", "[18446744073709551615]", "[null]"}) {
        CAPTURE(json);
        CHECK(problem_of(json).starts_with("entry 0 must be"));
    }
    CHECK(problem_of("[2147483647,1]") == "is of a text longer than there can be");
}

TEST_CASE("changes compose, invert and map, whatever they are") {
    std::mt19937 random(11);
    for (int round = 0; round < 20'000; ++round) {
        const auto text = random_text(random, random() % 9);
        const auto a = random_change(random, text);
        const auto b = random_change(random, text);
        CAPTURE(round);
        CAPTURE(text);
        CAPTURE(a.to_json().dump());
        CAPTURE(b.to_json().dump());
        const auto after = applied(a, text);
        const auto next = random_change(random, after);
        CHECK(applied(a.compose(next), text) == applied(next, after));
        CHECK(applied(a.invert(text), after) == text);
        const auto one = applied(b.map(a), after);
        CHECK(applied(a.map(b, Precedence::Before), applied(b, text)) == one);
        CHECK(applied(a.compose(b.map(a)), text) == one);
        std::string problem;
        CHECK(ChangeSet::from_json(a.to_json(), problem) == a);
    }
}

TEST_CASE("a position stays with its text") {
    const auto change = ChangeSet::replace(10, 3, 5, "xyz");
    CHECK(change.map_position(2) == 2);
    CHECK(change.map_position(3, Side::Behind) == 3);
    CHECK(change.map_position(4) == 3);
    CHECK(change.map_position(4, Side::Behind) == 6);
    CHECK(change.map_position(5) == 6);
    CHECK(change.map_position(10) == 11);
    const auto insertion = ChangeSet::replace(10, 3, 3, "xyz");
    CHECK(insertion.map_position(3) == 3);
    CHECK(insertion.map_position(3, Side::Behind) == 6);
}

}  // namespace fabula
