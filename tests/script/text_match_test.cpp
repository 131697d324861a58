// A script that comes back changed: which scene is which, and the change that leads there.
#include "script/text_match.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::script {

namespace {

// Scenes of two texts, matched.
class Pair {
public:
    Pair(std::string before, std::string after)
        : before_(std::move(before)),
          after_(std::move(after)),
          old_outline_(read(before_)),
          new_outline_(read(after_)),
          old_(before_, old_outline_),
          new_(after_, new_outline_),
          matches_(match_texts(old_, new_)),
          edit_(edit_between(old_, new_, matches_)) {}

    // For each heading of the new text its place in the old one, from 1: "1 3 new".
    std::string order() const {
        std::string out;
        for (const auto& node : matched_nodes(matches_)) {
            out += (out.empty() ? "" : " ") + (node ? std::to_string(*node + 1) : "new");
        }
        return out;
    }
    bool leads() const { return edit_.change.apply(before_) == after_; }
    // What stands in the new text where `what` of the old one went.
    std::string follow(const std::string& what) const {
        const auto at = before_.find(what);
        REQUIRE(at != std::string::npos);
        const auto from = static_cast<std::uint32_t>(count_utf16_units(before_.substr(0, at)));
        const auto to = from + static_cast<std::uint32_t>(count_utf16_units(what));
        const auto range = RangeMap(edit_.change, edit_.moves)({from, to});
        const auto begin = byte_offset_of(after_, range.from).value();
        return after_.substr(begin, byte_offset_of(after_, range.to).value() - begin);
    }

private:
    static screenplay::Outline read(const std::string& text) {
        return screenplay::read_outline(screenplay::parse_fountain(text));
    }

    std::string before_, after_;
    screenplay::Outline old_outline_, new_outline_;
    CutText old_, new_;
    std::vector<std::optional<std::size_t>> matches_;
    TextEdit edit_;
};

const std::string kFront = "Title: Harbour\n\n";
const std::string kHall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\nANNA\nIt is late.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs 🎬.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands at last.\n\n";

}  // namespace

TEST_CASE("scenes are found again by text, by heading and by body") {
    CHECK(Pair(kFront + kHall + kYard, kFront + kHall + kYard).order() == "1 2");
    CHECK(Pair(kHall + kYard + kQuay, kQuay + kHall + kYard).order() == "3 1 2");
    CHECK(Pair(kHall + kYard + kQuay, kHall + kQuay).order() == "1 3");
    CHECK(Pair(kHall + kQuay, kHall + kYard + kQuay).order() == "1 new 2");
    // Retitled, with its body.
    CHECK(Pair(kHall + kYard, kHall + "EXT. GARDEN - NIGHT\n\nRain on the roofs 🎬.\n").order() ==
          "1 2");
    // Rewritten, with its heading.
    CHECK(Pair(kHall + kYard, kHall + "EXT. YARD - NIGHT\n\nSnow.\n").order() == "1 2");
    // Retitled and without a body, between the same neighbours.
    CHECK(Pair(kHall + "INT. A\n\n" + kQuay, kHall + "INT. Z\n\n" + kQuay).order() == "1 2 3");
    // Nothing in common.
    CHECK(Pair(kHall, "EXT. MOON - NIGHT\n\nDust.\n").order() == "new");
    CHECK(Pair("", kHall).order() == "new");
    CHECK(Pair(kHall, "").order().empty());
}

TEST_CASE("several scenes with one heading are told apart by what happens in them") {
    const std::string one = "INT. CAR - DAY\n\nThey drive along the coast in silence.\n\n";
    const std::string two = "INT. CAR - DAY\n\nThe engine dies on the bridge.\n\n";
    CHECK(Pair(one + two, two + one).order() == "2 1");
    CHECK(Pair(one + two, two).order() == "2");
    CHECK(Pair(one + two, "INT. CAR - DAY\n\nSomething else.\n\n" + two).order() == "1 2");
}

TEST_CASE("a number helps where heading and neighbours agree") {
    CHECK(Pair("INT. A #1#\n\nOne.\n\nINT. B #2#\n\nTwo.\n\nINT. C #3#\n\nThree.\n",
               "INT. A #1#\n\nOne.\n\nEXT. SEA #2#\n\nWaves.\n\nINT. C #3#\n\nThree.\n")
              .order() == "1 2 3");
}

TEST_CASE("what stood in a scene goes with it, though the scene is moved and rewritten") {
    const Pair pair(kFront + kHall + kYard + kQuay,
                    kFront + kQuay + kYard +
                        "INT. HALL - DAY\n\nAnna still waits for the ferry.\n\nANNA\nIt is "
                        "late.\n\n");
    CHECK(pair.leads());
    CHECK(pair.order() == "3 2 1");
    CHECK(pair.follow("It is late.") == "It is late.");
    CHECK(pair.follow("Anna waits for") == "Anna still waits for");
    CHECK(pair.follow("The ferry lands at last.") == "The ferry lands at last.");
    CHECK(pair.follow("Rain on the roofs 🎬.") == "Rain on the roofs 🎬.");
    CHECK(pair.follow("INT. HALL - DAY") == "INT. HALL - DAY");
}

TEST_CASE("the edit between any two scripts leads from the one to the other") {
    std::mt19937 random(17);
    const std::vector<std::string> scenes{
        kHall, kYard, kQuay, "# Act\n\n", "INT. X\n\nY.\n\n", "Loose action 日本.\n\n", kFront};
    for (int round = 0; round < 500; ++round) {
        std::string a, b;
        for (auto n = random() % 8; n > 0; --n) a += scenes[random() % scenes.size()];
        for (auto n = random() % 8; n > 0; --n) b += scenes[random() % scenes.size()];
        CAPTURE(a);
        CAPTURE(b);
        CHECK(Pair(a, b).leads());
    }
}

}  // namespace fabula::script
