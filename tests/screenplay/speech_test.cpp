#include "screenplay/speech.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

namespace {

// "speaker: text" of each speech, "?" where the text does not say who speaks.
std::string heard(std::string_view paragraph) {
    std::string out;
    for (const auto& speech : find_speech(paragraph)) {
        if (!out.empty()) out += " | ";
        out += speech.speaker.empty() ? (speech.pronoun.empty() ? "?" : speech.pronoun)
                                      : speech.speaker;
        out += (speech.thought ? " thinks: " : ": ") + speech.text;
    }
    return out;
}

}  // namespace

TEST_CASE("who speaks stands behind or before the quotes") {
    CHECK(heard("'Come on!' cried the Gryphon.") == "Gryphon: Come on!");
    CHECK(heard("'Come on,' Alice said.") == "Alice: Come on,");
    CHECK(heard("\"Who are you?\" said the White Rabbit, and ran.") ==
          "White Rabbit: Who are you?");
    CHECK(heard("\"Yes,\" said poor little Alice.") == "Alice: Yes,");
    CHECK(heard("The King answered: \"No.\"") == "King: No.");
    CHECK(heard("Alice said, \"No.\"") == "Alice: No.");
    CHECK(heard("\"No,\" said Mr. Holmes quietly.") == "Mr. Holmes: No,");
    CHECK(heard("\"No,\" said the Queen of Hearts.") == "Queen of Hearts: No,");
    CHECK(heard("\"No,\" said the old man.") == "old man: No,");
    CHECK(heard("\"No,\" she said.") == "she: No,");
    CHECK(heard("\"No.\"") == "?: No.");
    CHECK(heard("'Well!' thought Alice.") == "Alice thinks: Well!");
}

TEST_CASE("German quotes and verbs are known") {
    CHECK(heard("„Wo ist er?“ fragte Käthe.") == "Käthe: Wo ist er?");
    CHECK(heard("„Wo ist er?“, fragte der alte Mann.") == "Mann: Wo ist er?");
    CHECK(heard("»Ich komme«, sagte Jörg.") == "Jörg: Ich komme");
    CHECK(heard("Da rief Jörg: „Halt!“") == "Jörg: Halt!");
    CHECK(heard("«Non», sagte sie.") == "sie: Non");
}

TEST_CASE("a paragraph's speeches have one speaker") {
    CHECK(heard("“Off,” said the Queen, “with his head!”") ==
          "Queen: Off, | Queen: with his head!");
    CHECK(heard("“Off!” She turned. “His head!” cried the Queen.") ==
          "Queen: Off! | Queen: His head!");
}

TEST_CASE("apostrophes and quotes within quotes do not end speech") {
    CHECK(heard("'I don't know the dogs' names,' said Ann. 'It's Bill's.'") ==
          "Ann: I don't know the dogs' names, | Ann: It's Bill's.");
    CHECK(heard("‘I can’t,’ said Ann.") == "Ann: I can’t,");
    CHECK(heard("\"She said 'no,' I think,\" said Ann.") == "Ann: She said 'no,' I think,");
    CHECK(heard("The boys' hats were gone, and Ann's too.") == "");
}

TEST_CASE("what is quoted but not said is no speech") {
    CHECK(heard("It was labelled 'ORANGE MARMALADE', and it was empty.") == "");
    CHECK(heard("She read \"The Last Tram\" twice.") == "");
    CHECK(heard("No quotes at all.") == "");
    CHECK(heard("''  \"\" ''") == "");
}

TEST_CASE("speech over several paragraphs goes to the end of each") {
    CHECK(heard("\"First I came here.") == "?: First I came here.");
}

TEST_CASE("positions hold the quotes") {
    const std::string text = "Ja. „Käthe!“ rief er.";
    const auto speeches = find_speech(text);
    REQUIRE(speeches.size() == 1);
    CHECK(text.substr(speeches[0].from, speeches[0].to - speeches[0].from) == "„Käthe!“");
}

TEST_CASE("pronouns and turns are resolved with less confidence") {
    const auto document = parse_fountain(
        "\"Hello,\" said Dorothy.\n\n\"Good day,\" replied the Scarecrow.\n\n\"How are you?\"\n\n"
        "\"Fine.\"\n\nDorothy laughed. \"Good,\" she said.\n",
        Format::Manuscript);
    const auto speeches = find_speech(document);
    REQUIRE(speeches.size() == 5);
    CHECK(speeches[0].speech.speaker == "Dorothy");
    CHECK(speeches[0].speech.confidence > 0.9);
    CHECK(speeches[2].speech.speaker == "Dorothy");
    CHECK(speeches[3].speech.speaker == "Scarecrow");
    CHECK(speeches[4].speech.speaker == "Dorothy");
    for (const std::size_t guessed : {2, 3, 4}) {
        CHECK(speeches[guessed].speech.confidence > 0);
        CHECK(speeches[guessed].speech.confidence < 0.6);
    }
}

TEST_CASE("names of people recur within sentences") {
    const auto document = parse_fountain(
        "Then the Mock Turtle sighed, and Alice waited. So Alice asked the Turtle again.\n\n"
        "\"Once,\" said the Mock Turtle, and Alice listened to the Turtle on Monday in England.\n\n"
        "They lived in England, far from England. What a day! What an English day.\n\n"
        "The boat left Dover and Alice saw the Mock Turtle. Then the Turtle slept.\n",
        Format::Manuscript);
    const auto names = find_names(document);
    REQUIRE(names.size() == 2);
    CHECK(names[0].name == "Mock Turtle");
    CHECK(names[0].aliases == std::vector<std::string>{"Turtle"});
    CHECK(names[0].count == 6);
    CHECK(names[0].speeches == 1);
    CHECK(names[1].name == "Alice");
    CHECK(names[1].confidence == 0.5);
}

}  // namespace fabula::screenplay
