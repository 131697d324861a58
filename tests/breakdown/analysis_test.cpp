// What a text says about itself.
#include <doctest/doctest.h>

#include <string>

#include "base/text.hpp"
#include "breakdown/analysis.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::breakdown {

namespace {

constexpr std::string_view kLighthouse =
    "The lamp of the old lighthouse went out at midnight. Marta climbed the stairs with a match "
    "in her hand.\n\n\"Who is there?\" cried Marta. Only the storm answered.\n\nBelow, in the "
    "harbour, Jonas saw the dark lighthouse. Jonas ran to the boat. \"Marta needs oil for the "
    "lamp!\" shouted Jonas into the storm.\n\nWhen the lamp burned again, Marta laughed. \"The "
    "storm has lost,\" said Marta.\n";

constexpr std::string_view kLeuchtturm =
    "Um Mitternacht erlosch die Lampe im alten Leuchtturm. Marta stieg mit einem Streichholz die "
    "Treppe hinauf.\n\n„Wer ist da?“, rief Marta. Nur der Sturm gab Antwort.\n\nUnten im Hafen "
    "sah Jonas den dunklen Leuchtturm. Jonas lief zum Boot. „Marta braucht Öl für die Lampe!“, "
    "rief Jonas in den Sturm.\n\nAls die Lampe wieder brannte, lachte Marta. „Der Sturm hat "
    "verloren“, sagte Marta.\n";

Analysis of(std::string_view text, screenplay::Format format = screenplay::Format::Manuscript) {
    return analyse(screenplay::parse_fountain(text, format));
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

TEST_CASE("an English tale is counted, and its people, places and weighty words are named") {
    const auto found = of(kLighthouse);
    CHECK(found.language == "en");
    CHECK(found.total_words == 67);
    CHECK(found.word_count == 67);
    CHECK(found.total_paragraphs == 4);
    CHECK(found.total_sentences == 11);
    REQUIRE(found.key_characters.size() == 2);
    CHECK(has(found.key_characters, "Marta"));
    CHECK(has(found.key_characters, "Jonas"));
    CHECK(has(found.primary_locations, "lighthouse"));
    CHECK(has(found.primary_locations, "harbour"));
    CHECK(has(found.main_themes, "lamp"));
    CHECK(has(found.main_themes, "storm"));
    CHECK_FALSE(has(found.main_themes, "marta"));
    CHECK(found.recommended_scenes == 3);
    CHECK(found.estimated_scenes == 1);
    CHECK(found.estimated_duration_minutes == 0.5);
    CHECK(found.complexity == "Simple");
}

TEST_CASE("a German tale is read by its own stop words") {
    const auto found = of(kLeuchtturm);
    CHECK(found.language == "de");
    CHECK(has(found.key_characters, "Marta"));
    CHECK(has(found.key_characters, "Jonas"));
    CHECK(has(found.main_themes, "Lampe"));
    CHECK(has(found.main_themes, "Sturm"));
    CHECK(has(found.primary_locations, "Hafen"));
}

TEST_CASE("a screenplay says who speaks and where in its cues and headings") {
    const auto found =
        of("INT. KITCHEN - NIGHT\n\nAnna lifts the lid.\n\nANNA\nSoup again.\n\nBEN (V.O.)\nAgain "
           "soup.\n\nANNA\nYes.\n\nEXT. GARDEN - DAY\n\nRain.\n",
           screenplay::Format::Screenplay);
    REQUIRE(found.key_characters.size() == 2);
    CHECK(found.key_characters[0] == "Anna");
    CHECK(found.key_characters[1] == "Ben");
    REQUIRE(found.primary_locations.size() == 2);
    CHECK(has(found.primary_locations, "KITCHEN"));
}

TEST_CASE("hard texts are more complex than easy ones, between 1 and 10") {
    const auto easy = of("The cat sat. The dog ran. It was hot. We ate. He is old.\n");
    const auto hard = of(
        "Notwithstanding considerable administrative difficulties, parliamentary representatives "
        "unanimously recommended comprehensive constitutional modifications concerning "
        "international telecommunications infrastructure responsibilities.\n");
    CHECK(easy.complexity_score == 1);
    CHECK(hard.complexity_score == 10);
    CHECK(hard.complexity == "Complex");
}

TEST_CASE("the documented figures follow the number of words") {
    struct Row {
        int words;
        std::int64_t recommended;
        std::int64_t estimated;
    };
    for (const auto& row :
         {Row{49, 2, 1}, Row{50, 3, 1}, Row{149, 3, 1}, Row{150, 4, 1}, Row{299, 4, 2},
          Row{300, 6, 2}, Row{499, 6, 3}, Row{500, 6, 3}, Row{640, 8, 4}, Row{9000, 8, 20}}) {
        CAPTURE(row.words);
        std::string text;
        for (int i = 0; i < row.words; ++i) text += "tree ";
        const auto found = of(text + "\n");
        CHECK(found.total_words == row.words);
        CHECK(found.recommended_scenes == row.recommended);
        CHECK(found.estimated_scenes == row.estimated);
    }
}

TEST_CASE("nothing and five words are analysed as well") {
    CHECK(of("").total_words == 0);
    const auto five = of("Ships sail home at dawn.\n");
    CHECK(five.total_words == 5);
    CHECK(five.total_sentences == 1);
    CHECK(five.key_characters.empty());
}

}  // namespace fabula::breakdown
