// Where a script writes a name, and what stands there under the new one.
#include "cast/name_uses.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::cast {

namespace {

std::string renamed(const std::string& text, const std::string& name, const std::string& new_name,
                    const std::vector<std::string>& others = {}) {
    const auto uses =
        find_name_uses(screenplay::parse_fountain(text), text, name, new_name, others);
    const auto changed = rename_change(uses, count_utf16_units(text)).apply(text);
    REQUIRE(changed.has_value());
    return *changed;
}

}  // namespace

TEST_CASE("a cue is renamed as a whole and keeps its extension, mark and dual sign") {
    CHECK(renamed("INT. BAR - DAY\n\nMARIE (V.O.)\nHello.\n", "MARIE", "Anna") ==
          "INT. BAR - DAY\n\nANNA (V.O.)\nHello.\n");
    CHECK(renamed("INT. BAR - DAY\n\n@Marie\nHello.\n", "MARIE", "ANNA") ==
          "INT. BAR - DAY\n\n@Anna\nHello.\n");
    CHECK(renamed("INT. BAR - DAY\n\nBOB\nHi.\n\nMARIE ^\nHello.\n", "Marie", "Anna") ==
          "INT. BAR - DAY\n\nBOB\nHi.\n\nANNA ^\nHello.\n");
    // Old Marie is somebody else, known or not.
    CHECK(renamed("INT. BAR - DAY\n\nOLD MARIE\nHello.\n", "MARIE", "ANNA") ==
          "INT. BAR - DAY\n\nOLD MARIE\nHello.\n");
}

TEST_CASE("lines keep capitals as they were and other words as they are") {
    CHECK(renamed("INT. MARIE'S ROOM - DAY\n\nMARIE enters. Marie's coat is wet. marie?\n", "MARIE",
                  "Jean-Luc") ==
          "INT. JEAN-LUC'S ROOM - DAY\n\nJEAN-LUC enters. Jean-Luc's coat is wet. marie?\n");
    CHECK(renamed("EXT. YARD - DAY\n\nMarietta waits. Will Marie come?\n", "MARIE", "ANNA") ==
          "EXT. YARD - DAY\n\nMarietta waits. Will Anna come?\n");
    CHECK(renamed("INT. A - DAY\n\nÄNNE weint. Änne geht. 🎬 Änne.\n", "Änne", "Zoë") ==
          "INT. A - DAY\n\nZOË weint. Zoë geht. 🎬 Zoë.\n");
}

TEST_CASE("a part of a longer known name is left to whom it names") {
    const std::string text = "INT. A - DAY\n\nOld Marie sees Marie. Marie Curie too.\n";
    CHECK(renamed(text, "MARIE", "ANNA", {"OLD MARIE", "MARIE CURIE"}) ==
          "INT. A - DAY\n\nOld Marie sees Anna. Marie Curie too.\n");
    CHECK(renamed(text, "OLD MARIE", "GRANDMOTHER", {"MARIE"}) ==
          "INT. A - DAY\n\nGrandmother sees Marie. Marie Curie too.\n");
}

TEST_CASE("names of several words are found across a blank or hyphen, not across a sentence") {
    CHECK(renamed("INT. A - DAY\n\nJean Luc runs. Jean-Luc stops. To Jean, Luc calls.\n",
                  "Jean Luc", "Bo") == "INT. A - DAY\n\nBo runs. Bo stops. To Jean, Luc calls.\n");
}

TEST_CASE("comments and the title page are not touched; notes and synopses are") {
    CHECK(
        renamed("Title: Marie\n\nINT. A - DAY\n\n= Marie waits.\n\n/* Marie */\n\nShe. [[Marie]]\n",
                "Marie", "Anna") ==
        "Title: Marie\n\nINT. A - DAY\n\n= Anna waits.\n\n/* Marie */\n\nShe. [[Anna]]\n");
}

TEST_CASE("each use tells its line and where it stands in it") {
    const std::string text = "INT. A - DAY\n\n  Then Marie goes.\n";
    const auto uses = find_name_uses(screenplay::parse_fountain(text), text, "MARIE", "Anna", {});
    REQUIRE(uses.size() == 1);
    CHECK(uses[0].line == "Then Marie goes.");
    CHECK(uses[0].line_from == 5);
    CHECK(uses[0].before == "Marie");
    CHECK(uses[0].after == "Anna");
    CHECK(uses[0].range == screenplay::Range{21, 26});
}

TEST_CASE("a name that is nowhere changes nothing") {
    CHECK(renamed("INT. A - DAY\n\nRain.\n", "MARIE", "ANNA") == "INT. A - DAY\n\nRain.\n");
    CHECK(renamed("", "MARIE", "ANNA").empty());
    CHECK(renamed("INT. A - DAY\n\nRain.\n", "-", "ANNA") == "INT. A - DAY\n\nRain.\n");
}

}  // namespace fabula::cast
