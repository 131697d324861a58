#include "base/search_words.hpp"

#include <doctest/doctest.h>

using namespace fabula;

namespace {

std::string words_in(std::string_view text) {
    std::string out;
    SearchWordReader reader(text);
    for (SearchWord word; reader.next(word);) {
        out += (out.empty() ? "" : " ") + word.text;
        if (!word.also.empty()) out += "=" + word.also;
    }
    return out;
}

// "+haus* +auf dem -nacht"
std::string asked(std::string_view question) {
    std::string out;
    for (const auto& term : parse_search(question)) {
        out += (out.empty() ? "" : " ") + std::string(term.excluded ? "-" : "+");
        for (const auto& word : term.words) {
            if (&word != &term.words.front()) out += "_";
            out += word.text;
        }
        if (term.prefix) out += "*";
    }
    return out;
}

// The text with its hits in brackets.
std::string marked(std::string_view text, std::string_view question) {
    std::string out;
    std::size_t at = 0;
    for (const auto& hit : find_hits(text, parse_search(question))) {
        out += std::string(text.substr(at, hit.from - at)) + "[" +
               std::string(text.substr(hit.from, hit.to - hit.from)) + "]";
        at = hit.to;
    }
    return out + std::string(text.substr(at));
}

}  // namespace

TEST_CASE("words to search for have neither case nor marks") {
    CHECK(words_in("Anna's 2nd KNIFE — Élan!") == "anna s 2nd knife elan");
    CHECK(words_in("MÜLLER müller Muller Mueller") ==
          "muller=mueller muller=mueller muller mueller");
    CHECK(words_in("Straße STRASSE") == "strasse strasse");
    CHECK(words_in("Mu\u0308ller") == "muller=mueller");
    CHECK(words_in("Bjørn Ångström Œuvre") == "bjorn=bjoern angstrom=aangstroem oeuvre");
    CHECK(words_in("Zucker\u00ADguss") == "zuckerguss");
    CHECK(words_in("Мёд") == "мед");
}

TEST_CASE("an ideograph is a word of its own") {
    CHECK(words_in("東京タワー") == "東 京 タ ワ ー");
    CHECK(marked("東京タワー", "京タ") == "東[京タ]ワー");
}

TEST_CASE("text without words has none") {
    CHECK(words_in("").empty());
    CHECK(words_in(" \u0301 \u00AD\u00AD ?! ").empty());
    CHECK(words_in("a\xFF\xC3(b").substr(0, 1) == "a");
    std::string marks;
    for (int i = 0; i < 100'000; ++i) marks += "\u00AD ";
    CHECK(words_in(marks).empty());
}

TEST_CASE("a question is words, phrases and what must not be there") {
    CHECK(asked("haus") == "+haus*");
    CHECK(asked("to be or no") == "+to +be +or +no*");
    CHECK(asked("to be ") == "+to +be");
    CHECK(asked("\"auf dem Markt\" -nacht messer") == "+auf_dem_markt -nacht +messer*");
    CHECK(asked("„auf dem Markt“") == "+auf_dem_markt");
    CHECK(asked("Anna-Marie") == "+anna_marie*");
    CHECK(asked("\"ein mess") == "+ein_mess*");
    CHECK(asked("K") == "+k");
}

TEST_CASE("any text is a question") {
    for (const auto* text : {"", "\"", "\"\"", "-", "- -", "*", "(", "NEAR(a b)", "title:x AND",
                             "a\"b\"c", "-\"", "{x}:", "^", "\\", "';--", "\xFF\xFE"}) {
        CAPTURE(text);
        for (const auto& term : parse_search(text)) CHECK_FALSE(term.words.empty());
    }
    CHECK(asked("NEAR(a b)") == "+near_a +b");
    CHECK_FALSE(asks_for_something(parse_search("-nacht")));
    CHECK(parse_search("a b c d e f g h i j k l m n o p q r s t").size() == 16);
}

TEST_CASE("a name is found in each of its spellings") {
    for (const auto* question : {"Muller", "müller", "MÜLLER", "Mueller", "muel", "mül"}) {
        CAPTURE(question);
        CHECK(marked("Frau Müller geht", question) == "Frau [Müller] geht");
    }
    CHECK(marked("Frau Mueller geht", "Müller") == "Frau [Mueller] geht");
    CHECK(marked("Frau Muller geht", "Müller") == "Frau [Muller] geht");
    CHECK(marked("die Strasse", "straße") == "die [Strasse]");
    CHECK(marked("to the toe", "toe") == "to the [toe]");
}

TEST_CASE("hits are marked word by word and phrase by phrase") {
    CHECK(marked("Ein Messer. Messers Schneide, das Mess", "messer") ==
          "Ein [Messer]. [Messers] Schneide, das Mess");
    CHECK(marked("auf dem Markt, dem Markt", "\"dem markt\"") == "auf [dem Markt], [dem Markt]");
    CHECK(marked("Tag und Nacht", "tag -nacht") == "[Tag] und Nacht");
}
