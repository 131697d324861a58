// A text that comes back, taken scene by scene: what is chosen comes, everything else stays.
#include "script/text_merge.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::script {

namespace {

const std::string kFront = "Title: Harbour\n\n";
const std::string kHall = "INT. HALL - DAY\n\nAnna waits for the ferry.\n\n";
const std::string kHallSung = "INT. HALL - DAY\n\nAnna sings for the ferry.\n\n";
const std::string kYard = "EXT. YARD - NIGHT\n\nRain on the roofs.\n\n";
const std::string kQuay = "EXT. QUAY - DAWN\n\nThe ferry lands.\n\n";
const std::string kCave = "INT. CAVE - NIGHT\n\nDark.\n\n";

screenplay::Outline read(const std::string& text) {
    return screenplay::read_outline(screenplay::parse_fountain(text));
}

MergedText merge(const std::string& before, const std::string& after, const SceneChoice& choice) {
    const auto old_outline = read(before);
    const auto new_outline = read(after);
    const CutText old(before, old_outline);
    const CutText now(after, new_outline);
    return merge_texts(old, now, match_texts(old, now), choice);
}

std::string merged(const std::string& before, const std::string& after, const SceneChoice& choice) {
    return merge(before, after, choice).text;
}

}  // namespace

TEST_CASE("without a choice the text that comes back is taken to the letter") {
    const auto after = kCave + "\n\n" + kYard + kHallSung + "  ";
    CHECK(merged(kFront + kHall + kYard + kQuay, after, {}) == after);
}

TEST_CASE("a changed scene that is kept stands as it was, in the place that the other gives") {
    CHECK(merged(kHall + kYard, kHallSung + kCave + kYard, {.keep = {1}, .leave_out = {}}) ==
          kHall + kCave + kYard);
}

TEST_CASE("a missing scene that is kept stays behind what stood above it") {
    CHECK(merged(kHall + kYard + kQuay, kHallSung + kCave + kQuay,
                 {.keep = {2}, .leave_out = {}}) == kHallSung + kYard + kCave + kQuay);
    CHECK(merged(kHall + kYard + kQuay, kCave, {.keep = {1, 3}, .leave_out = {}}) ==
          kHall + kQuay + kCave);
}

TEST_CASE("a moved scene that is kept stays where it stood") {
    CHECK(merged(kHall + kYard + kQuay, kYard + kQuay + kHall, {.keep = {1}, .leave_out = {}}) ==
          kHall + kYard + kQuay);
}

TEST_CASE("a new scene that is left out does not come") {
    CHECK(merged(kHall + kYard, kHall + kCave + kYard, {.keep = {}, .leave_out = {2}}) ==
          kHall + kYard);
}

TEST_CASE("the title page is kept by place 0") {
    const std::string theirs = "Title: Pier\n\n";
    CHECK(merged(kFront + kHall, theirs + kHallSung, {.keep = {0}, .leave_out = {}}) ==
          kFront + kHallSung);
}

TEST_CASE("scenes that come to stand beside each other are parted by a blank line") {
    const std::string last = "EXT. QUAY - DAWN\n\nThe ferry lands.";
    CHECK(merged(kHall + last, kHall + kCave, {.keep = {2}, .leave_out = {}}) ==
          kHall + last + "\n\n" + kCave);
}

TEST_CASE("a place that there is not is refused by name") {
    CHECK_THROWS_WITH_AS(merge(kHall, kHall, {.keep = {7}, .leave_out = {}}),
                         "The script has no scene 7.", AppError);
    CHECK_THROWS_WITH_AS(merge(kHall, kHall, {.keep = {-1}, .leave_out = {}}),
                         "The script has no scene -1.", AppError);
    CHECK_THROWS_WITH_AS(merge(kHall, kHall, {.keep = {}, .leave_out = {1}}),
                         "The file has no new scene 1.", AppError);
}

TEST_CASE("with everything kept and nothing taken, whatever came back changes no word") {
    const std::vector<std::string> scenes{kHall, kYard, kQuay, kCave};
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        std::string before = kFront, after = random() % 2 ? kFront : "";
        for (const auto& scene : scenes) {
            if (random() % 4 != 0) before += scene;
        }
        auto order = scenes;
        std::ranges::shuffle(order, random);
        for (auto scene : order) {
            if (random() % 4 == 0) continue;
            if (random() % 3 == 0) scene.insert(scene.size() - 2, " Then again.");
            after += scene;
        }
        const auto old_outline = read(before);
        const auto new_outline = read(after);
        const CutText old(before, old_outline);
        const CutText now(after, new_outline);
        const auto matches = match_texts(old, now);
        SceneChoice choice;
        for (std::size_t o = 0; o < old.stretches.size(); ++o)
            choice.keep.push_back(std::ssize(choice.keep));
        for (std::size_t n = 0; n < matches.size(); ++n) {
            if (!matches[n]) choice.leave_out.push_back(static_cast<std::int64_t>(n));
        }
        CHECK(merge_texts(old, now, matches, choice).text == before);
    }
}

TEST_CASE("each scene of the merged text is known for what it was") {
    const auto out =
        merge(kHall + kYard + kQuay, kQuay + kCave + kHallSung, {.keep = {2}, .leave_out = {}});
    CHECK(out.text == kQuay + kCave + kHallSung + kYard);
    const std::vector<std::optional<std::size_t>> wanted{0, 3, std::nullopt, 1, 2};
    CHECK(out.matches == wanted);
}

}  // namespace fabula::script
