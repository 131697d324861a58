// A text cut into stretches of about the same length, with every word once and in order.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "base/text.hpp"
#include "breakdown/stretches.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::breakdown {

namespace {

using screenplay::Format;

std::vector<Stretch> cut(const std::string& text, std::size_t count,
                         Format format = Format::Manuscript) {
    return cut_into(screenplay::parse_fountain(text, format), text, count);
}

// "one|two": the words with one blank between, stretches apart by bars.
std::string words_of(const std::vector<Stretch>& stretches, char between = '|') {
    std::string out;
    for (const auto& stretch : stretches) {
        if (!out.empty()) out += between;
        std::string words;
        for (const auto line : split(stretch.text, '\n')) {
            for (const auto word : split(line, ' ')) {
                if (word.empty()) continue;
                if (!words.empty()) words += ' ';
                words += word;
            }
        }
        out += words;
    }
    return out;
}

}  // namespace

TEST_CASE("cuts fall between paragraphs where the halves are about the same") {
    const auto parts = cut("One two three. Four five six.\n\nSeven eight nine. Ten eleven.\n", 2);
    CHECK(words_of(parts) == "One two three. Four five six.|Seven eight nine. Ten eleven.");
}

TEST_CASE("one paragraph is cut behind sentences, and behind no title") {
    CHECK(words_of(
              cut("He saw Mr. Falk come. Falk waved. They met at the gate. All was well.\n", 2)) ==
          "He saw Mr. Falk come. Falk waved.|They met at the gate. All was well.");
}

TEST_CASE("a single sentence is cut between words as evenly as it goes") {
    CHECK(words_of(cut("Ships sail home at dawn\n", 5)) == "Ships|sail|home|at|dawn");
    CHECK(cut("Ships sail home at dawn\n", 20).size() == 5);
    CHECK(cut("", 3).empty());
}

TEST_CASE("a scene of a script begins with its heading, and no cue is cut from its speech") {
    const auto parts =
        cut("INT. KITCHEN - NIGHT\n\nAnna lifts the lid.\n\nANNA\nSoup again. And again.\n\n"
            "EXT. GARDEN - DAY\n\nRain falls on the beans.\n\nBEN\nBeans.\n",
            2, Format::Screenplay);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].heading == "INT. KITCHEN - NIGHT");
    CHECK(parts[1].heading == "EXT. GARDEN - DAY");
    CHECK(words_of(parts) ==
          "Anna lifts the lid. Soup again. And again.|Rain falls on the beans. Beans.");
    CHECK(parts[0].range.from == 0);
    CHECK(parts[0].range.to == parts[1].range.from);
}

TEST_CASE("ranges are UTF-16 units of the text, one behind the other") {
    const std::string text = "# Ü 🙂\n\nÄpfel 🍎 fallen. Birnen auch.\n";
    const auto parts = cut(text, 2);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].range.from == 0);
    CHECK(parts[0].text == "Äpfel 🍎 fallen.");
    CHECK(parts[1].text == "Birnen auch.");
    CHECK(parts[1].range.to <= count_utf16_units(text));
    CHECK(parts[0].range.to == parts[1].range.from);
}

// At stake: a word of the writer that no picture belongs to, or that stands twice. Shown with
// random texts of paragraphs, sentences and single words.
TEST_CASE("no word is lost or moved, whatever the text and the number") {
    std::mt19937 random(7);
    const auto pick = [&](int below) {
        return static_cast<int>(random() % static_cast<unsigned>(below));
    };
    for (int round = 0; round < 400; ++round) {
        std::string text;
        std::string words;
        int number = 0;
        const int paragraphs = 1 + pick(6);
        for (int p = 0; p < paragraphs; ++p) {
            const int count = 1 + pick(30);
            for (int w = 0; w < count; ++w) {
                auto word = "w" + std::to_string(number++);
                if (pick(5) == 0) word += pick(2) == 0 ? "." : ",";
                if (!words.empty()) words += ' ';
                words += word;
                text += (w == 0 ? "" : " ") + word;
            }
            text += "\n\n";
        }
        const auto count = static_cast<std::size_t>(1 + pick(20));
        CAPTURE(text);
        CAPTURE(count);
        const auto parts = cut(text, count);
        CHECK(words_of(parts, ' ') == words);
        CHECK(parts.size() == std::min<std::size_t>(count, static_cast<std::size_t>(number)));
        std::int64_t counted = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            counted += parts[i].word_count;
            CHECK(parts[i].word_count > 0);
            if (i > 0) CHECK(parts[i].range.from == parts[i - 1].range.to);
        }
        CHECK(counted == number);
    }
}

}  // namespace fabula::breakdown
