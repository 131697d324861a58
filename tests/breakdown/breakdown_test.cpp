#include "breakdown/breakdown.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "breakdown/camera.hpp"
#include "breakdown/mentions.hpp"
#include "breakdown/sentences.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::breakdown {

namespace {

std::vector<ShotPlan> shots_of(const std::string& text) {
    const auto document = screenplay::parse_fountain(text);
    return break_down(document, screenplay::read_outline(document));
}

std::string read(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Text without blanks, so that cutting and joining lines does not matter.
void append_letters(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c != ' ' && c != '\n' && c != '\t') out.push_back(c);
    }
}

std::string spoken_in(const screenplay::Document& document) {
    std::string out;
    const auto outline = screenplay::read_outline(document);
    for (auto i = outline.first_element; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        if (element.type == screenplay::ElementType::Dialogue) append_letters(out, element.text);
    }
    return out;
}

std::string spoken_in(const std::vector<ShotPlan>& shots) {
    std::string out;
    for (const auto& shot : shots) {
        for (const auto& line : shot.dialogue) append_letters(out, line.text);
    }
    return out;
}

}  // namespace

TEST_CASE("a pronoun shows who acted or spoke last") {
    const auto shots = shots_of(
        "INT. SHED - DAY\n\nTOMAS mends a net. MINA looks on, and the old lamp above them swings "
        "and swings as if the sea were inside.\n\n"
        "CLOSE ON a watch. He checks the time.\n\nMINA\nLate?\n\n"
        "She opens the door. The fog comes in, and with it a smell of diesel.\n\n"
        "TOMAS\nVery.\n\nIt rains.\n");
    REQUIRE(shots.size() == 6);
    CHECK(shots[0].characters == std::vector<std::string>{"TOMAS", "MINA"});
    CHECK(shots[3].description.starts_with("She opens the door."));
    CHECK(shots[3].characters == std::vector<std::string>{"MINA"});
    CHECK(shots[5].description == "It rains.");
    CHECK(shots[5].characters.empty());
}

TEST_CASE("a scene at a new place opens with an establishing shot, the next scene there does not") {
    const auto shots = shots_of(
        "EXT. HARBOUR - DAY\n\nFog lies over the water.\n\nINT. SHED - DAY\n\nNets, ropes.\n\n"
        "INT. SHED - LATER\n\nThe same nets.\n");
    REQUIRE(shots.size() == 3);
    CHECK(shots[0].establishing);
    CHECK(shots[0].framing == Framing::ExtremeWide);
    CHECK(shots[1].framing == Framing::Wide);
    CHECK_FALSE(shots[2].establishing);
}

TEST_CASE("short speeches share a shot and long ones get several") {
    const auto shots =
        shots_of("INT. SHED - DAY\n\nANNA and BEN wait.\n\nANNA\nNow?\n\nBEN\nNo.\n");
    REQUIRE(shots.size() == 2);
    CHECK(shots[1].dialogue.size() == 2);
    CHECK(shots[1].characters == std::vector<std::string>{"ANNA", "BEN"});
    CHECK(shots[1].framing == Framing::TwoShot);

    std::string speech;
    for (int i = 0; i < 12; ++i) speech += "One two three four five six seven. ";
    const auto parts = shots_of("INT. SHED - DAY\n\nANNA\n" + speech + "\n");
    CHECK(parts.size() == 2);
    CHECK(parts[0].dialogue[0].text.ends_with("seven."));
}

TEST_CASE("a voice from elsewhere is heard and not seen") {
    const auto shots =
        shots_of("INT. SHED - DAY\n\nAnna listens.\n\nANNA\nWho is it?\n\nBEN (V.O.)\n" +
                 std::string("It is me, and I have come a very long way to say all of this to you, "
                             "so please open the door and let me in now.\n"));
    REQUIRE(shots.size() == 3);
    CHECK(shots[2].characters == std::vector<std::string>{"ANNA"});
    CHECK(shots[2].dialogue[0].extension == "V.O.");
}

TEST_CASE("what the writer asks of the camera is done") {
    CHECK(asked_framing("CLOSE ON: the fish.") == Framing::Close);
    CHECK_FALSE(asked_framing("He closes the door."));
    CHECK(angle_of("Seen from above, the town sleeps.") == "High Angle");
    CHECK(movement_of("We pull back.") == "Dolly Out");
    CHECK(movement_of("Nothing moves.") == "Static");
}

TEST_CASE("people are found by the names they are called by") {
    const Mentions mentions(std::vector<std::string>{"MRS. FALK", "TOMAS", "OLD MAN"});
    CHECK(mentions.in("Mrs. Falk's needles stop. Tomas nods.") == std::vector<std::size_t>{0, 1});
    CHECK(mentions.in("Falk knits.") == std::vector<std::size_t>{0});
    CHECK(mentions.in("A man in a tomasino coat.").empty());
    CHECK(mentions.find("Tomas") == 1);
    CHECK(mentions.find("PELL") == 3);
}

TEST_CASE("text is cut behind sentences, else behind clauses, and loses no word") {
    CHECK(cut_text("One two three. Four five six.", 4) ==
          std::vector<std::string_view>{"One two three.", "Four five six."});
    CHECK(cut_text("one two, three four five", 3) ==
          std::vector<std::string_view>{"one two,", "three four five"});
    CHECK(cut_text("one two three four", 2) ==
          std::vector<std::string_view>{"one two", "three four"});
    CHECK(cut_text("  \n ", 5).empty());
}

TEST_CASE("every word of the demo film is spoken once, in as many shots as a board wants") {
    const auto text = read(std::string(FABULA_SOURCE_DIR) + "/data/demo/out-of-service.fountain");
    const auto document = screenplay::parse_fountain(text);
    const auto shots = break_down(document, screenplay::read_outline(document));
    CHECK(spoken_in(shots) == spoken_in(document));
    CHECK(shots.size() > 60);
    CHECK(shots.size() < 160);
}

TEST_CASE("every word of a feature is spoken once") {
    const char* material = std::getenv("FABULA_MATERIAL");
    if (material == nullptr) {
        MESSAGE("skipped: FABULA_MATERIAL is not set");
        return;
    }
    const auto document = screenplay::parse_fountain(
        read(std::string(material) + "/final-draft/vikings/source.fountain"));
    const auto shots = break_down(document, screenplay::read_outline(document));
    CHECK(spoken_in(shots) == spoken_in(document));
    MESSAGE("vikings: ", shots.size(), " shots");
}

}  // namespace fabula::breakdown
