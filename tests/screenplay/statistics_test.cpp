#include "screenplay/statistics.hpp"

#include <doctest/doctest.h>

#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"

namespace fabula::screenplay {

namespace {

Statistics count(std::string_view text) {
    const auto document = parse_fountain(text);
    const auto layout = layout_for(Format::Screenplay, Paper::Letter);
    return count_statistics(document, layout, paginate(document, layout, {}));
}

constexpr std::string_view kScript = R"(Title: Harbour

FADE IN:

INT. KITCHEN - NIGHT #4#

= Anna waits.

Anna waits. OLD TOM'S cat sleeps.

ANNA
(quiet)
Is it you?

BEN (O.S.)
Who else would it be?

ANNA (CONT'D)
Nobody.

EXT. HARBOUR - DAY

Ben runs past Anna Karenina Street.

INT./EXT. Kitchen - LATER

OLD TOM
Where's my cat?
)";

std::vector<std::string> names(const Statistics& all, const std::vector<std::uint32_t>& indexes) {
    std::vector<std::string> out;
    for (const auto index : indexes) out.push_back(all.characters[index].name);
    return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("words are counted once, by what they are") {
    const auto all = count(kScript);
    CHECK(all.words == 46);
    CHECK(all.dialogue_words == 12);
    CHECK(all.action_words == 14);
    CHECK(all.dialogue_share() == doctest::Approx(12.0 / 26));
    CHECK(all.pages == 1);
    CHECK(count("").dialogue_share() == 0);
}

TEST_CASE("a scene knows who speaks, who is seen, and when it is") {
    const auto all = count(kScript);
    REQUIRE(all.scenes.size() == 3);
    const auto& kitchen = all.scenes[0];
    CHECK(kitchen.number == "4");
    CHECK(kitchen.synopsis == "Anna waits.");
    CHECK(kitchen.day_part == DayPart::Night);
    CHECK(kitchen.page == 1);
    CHECK(kitchen.eighths == 3);
    CHECK(kitchen.dialogue_words == 9);
    CHECK(names(all, kitchen.speakers) == Names{"ANNA", "BEN"});
    CHECK(names(all, kitchen.present) == Names{"ANNA", "OLD TOM", "BEN"});
    CHECK(names(all, all.scenes[1].present) == Names{"BEN", "ANNA"});
    CHECK(all.scenes[1].speakers.empty());
    // "LATER" is as light as the scene above.
    CHECK(all.scenes[2].day_part == DayPart::Day);
}

TEST_CASE("a character's lines, scenes and partners are counted") {
    const auto all = count(kScript);
    REQUIRE(all.characters.size() == 3);
    const auto& anna = all.characters[0];
    CHECK(anna.name == "ANNA");
    CHECK(anna.speeches == 2);
    CHECK(anna.lines == 2);
    CHECK(anna.words == 4);
    CHECK(anna.scenes == 2);
    CHECK(anna.speaking_scenes == 1);
    CHECK(anna.first.scene == 0);
    CHECK(anna.last.scene == 1);
    REQUIRE(anna.partners.size() == 1);
    CHECK(all.characters[anna.partners[0].character].name == "BEN");
    CHECK(anna.partners[0].exchanges == 2);
    CHECK(all.characters[2].partners.empty());
    CHECK(all.characters[2].first.scene == 0);
}

TEST_CASE("places are one whatever the case of their letters") {
    const auto all = count(kScript);
    REQUIRE(all.places.size() == 2);
    CHECK(all.places[0].name == "KITCHEN");
    CHECK(all.places[0].scenes == std::vector<std::uint32_t>{0, 2});
    CHECK(all.places[0].interior == 2);
    CHECK(all.places[0].exterior == 1);
    CHECK(all.places[0].night == 1);
    CHECK(all.interior.scenes == 1);
    CHECK(all.exterior.scenes == 1);
    CHECK(all.interior_exterior.scenes == 1);
    CHECK(all.day.scenes == 2);
    CHECK(all.eighths == all.scenes[0].eighths + all.scenes[1].eighths + all.scenes[2].eighths);
}

TEST_CASE("rows of a page are speech or action") {
    const auto all = count(kScript);
    REQUIRE(all.page_counts.size() == 1);
    CHECK(all.page_counts[0].dialogue_rows == 9);
    CHECK(all.page_counts[0].action_rows == 6);
}

TEST_CASE("times of day are read in their own words") {
    CHECK(day_part_of("NIGHT") == DayPart::Night);
    CHECK(day_part_of("the next morning") == DayPart::Day);
    CHECK(day_part_of("NACHT") == DayPart::Night);
    CHECK(day_part_of("DAWN") == DayPart::Between);
    CHECK(day_part_of("DAY/NIGHT") == DayPart::Between);
    CHECK(day_part_of("НОЧЬ") == DayPart::Night);
    CHECK(day_part_of("LATER") == DayPart::Unknown);
    CHECK(day_part_of("") == DayPart::Unknown);
}

TEST_CASE("ten thousand speakers of one scene are counted in one go") {
    std::string text = "INT. A - DAY\n\n";
    for (int i = 0; i < 10'000; ++i) {
        text += "MAN " + std::to_string(i) + "\nHi.\n\nMAN " + std::to_string(i) + " ^\nHo.\n\n";
    }
    const auto all = count(text);
    CHECK(all.characters.size() == 10'000);
    CHECK(all.scenes[0].speakers.size() == 10'000);
}

}  // namespace fabula::screenplay
