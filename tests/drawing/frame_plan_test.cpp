#include "drawing/frame_plan.hpp"

#include <doctest/doctest.h>

namespace fabula::drawing {

namespace {

const std::vector<std::string> kCast{"TOMAS", "MINA", "MRS. FALK", "PELL"};

ShotText a_shot(std::string description, std::vector<std::string> characters) {
    ShotText shot;
    shot.place = "FOREST";
    shot.inside = false;
    shot.time = "NIGHT";
    shot.description = std::move(description);
    shot.characters = std::move(characters);
    shot.scene_characters = kCast;
    return shot;
}

const FigureSpec& figure(const FrameSpec& spec, std::string_view name) {
    for (const auto& found : spec.figures) {
        if (found.name == name) return found;
    }
    static const FigureSpec none;
    FAIL("no figure of that name");
    return none;
}

}  // namespace

TEST_CASE("what somebody does is done by them and not by the one next to them") {
    const auto spec =
        plan_frame(a_shot("Tomas crouches beside Mina. She waves.", {"TOMAS", "MINA"}));
    CHECK(figure(spec, "TOMAS").pose == Pose::Crouch);
    CHECK(figure(spec, "MINA").pose != Pose::Crouch);

    const auto more =
        plan_frame(a_shot("Tomas looks at the fish. Mina kneels at the water.", {"TOMAS", "MINA"}));
    CHECK(figure(more, "MINA").pose == Pose::Kneel);
    CHECK(figure(more, "TOMAS").pose != Pose::Kneel);
}

TEST_CASE("who is alone in the frame does what a pronoun says") {
    const auto spec = plan_frame(a_shot("She kneels at the water.", {"MINA"}));
    CHECK(figure(spec, "MINA").pose == Pose::Kneel);
    const auto named = plan_frame(a_shot("A room with a map. Mina waits.", {"MINA"}));
    CHECK(figure(named, "MINA").prop.empty());
}

TEST_CASE("who says that a thing is there does not point, who says where does") {
    const auto pose_of = [](const char* speech) {
        auto shot = a_shot("", {"MINA"});
        shot.lines = {{"MINA", "", "", speech}};
        return figure(plan_frame(shot), "MINA").pose;
    };
    CHECK(pose_of("There's a bus at noon.") == Pose::Talk);
    CHECK(pose_of("The house is over there.") == Pose::Point);
}

TEST_CASE("of several things the first one named is held") {
    const auto spec = plan_frame(a_shot("Mina holds a lantern beside the jar.", {"MINA"}));
    CHECK(figure(spec, "MINA").prop == "lamp");
}

TEST_CASE("several who are named together act together") {
    const auto spec =
        plan_frame(a_shot("Tomas, Mina and Pell push the bus.", {"TOMAS", "MINA", "PELL"}));
    for (const auto* name : {"TOMAS", "MINA", "PELL"}) {
        CAPTURE(name);
        CHECK(figure(spec, name).pose == Pose::Push);
        CHECK(figure(spec, name).facing == Facing::Right);
    }
}

TEST_CASE("a title with a full stop ends no sentence, and the jar is held by one") {
    const auto spec = plan_frame(a_shot(
        "Tomas, Mina and Pell climb out. Mrs. Falk leans from a window with the jar in her lap.",
        kCast));
    CHECK(figure(spec, "MRS. FALK").prop == "fish_jar");
    CHECK(figure(spec, "MINA").prop.empty());
    CHECK(figure(spec, "PELL").pose == Pose::Climb);
}

TEST_CASE("people keep to the side on which they entered the scene") {
    auto shot = a_shot("", {"MINA", "TOMAS"});
    shot.lines = {{"MINA", "", "", "Is that the sea?"},
                  {"TOMAS", "", "", "It's where the line ends."}};
    const auto both = plan_frame(shot);
    REQUIRE(both.figures.size() == 2);
    CHECK(both.figures[0].name == "TOMAS");
    CHECK(both.figures[0].facing == Facing::Right);
    CHECK(both.figures[1].facing == Facing::Left);

    shot.characters = {"TOMAS"};
    CHECK(plan_frame(shot).figures[0].facing == Facing::Right);
    shot.characters = {"MINA"};
    CHECK(plan_frame(shot).figures[0].facing == Facing::Left);
}

TEST_CASE("who speaks is in focus, and a voice from elsewhere moves no mouth") {
    auto shot = a_shot("", {"TOMAS", "MINA"});
    shot.framing = "CU";
    shot.lines = {{"MINA", "", "whispering", "He doesn't know that."}};
    auto spec = plan_frame(shot);
    CHECK(figure(spec, "MINA").speaking);
    CHECK(figure(spec, "MINA").pose == Pose::Whisper);
    CHECK_FALSE(figure(spec, "TOMAS").speaking);
    CHECK(spec.figures[static_cast<std::size_t>(spec.focus)].name == "MINA");

    shot.lines = {{"TOMAS", "V.O.", "", "We feel like a Tuesday."}};
    CHECK_FALSE(figure(plan_frame(shot), "TOMAS").speaking);
}

TEST_CASE("framings that lack their figures become others") {
    auto shot = a_shot("", {"TOMAS"});
    shot.framing = "TWO_SHOT";
    CHECK(plan_frame(shot).framing == Framing::Medium);
    shot.framing = "OTS";
    CHECK(plan_frame(shot).framing == Framing::MediumClose);
    shot.framing = "INSERT";
    shot.description = "It grows dark.";
    shot.characters = {};
    CHECK(plan_frame(shot).framing == Framing::Wide);
    shot.framing = "no framing";
    CHECK(plan_frame(shot).framing == Framing::Medium);
}

TEST_CASE("an insert shows the thing, or what is written on it") {
    auto shot = a_shot("The fish blows a bubble.", {});
    shot.framing = "INSERT";
    CHECK(plan_frame(shot).insert == "fish_jar");
    shot.description =
        "They stop at two words no passenger has ever been glad to read.\nOUT OF SERVICE.";
    const auto spec = plan_frame(shot);
    CHECK(spec.framing == Framing::Insert);
    CHECK(spec.sign == "OUT OF SERVICE");
}

TEST_CASE("weather and vehicles come from the scene, hours from its heading") {
    auto shot = a_shot("Tomas waits.", {"TOMAS"});
    shot.scene_action = "Rain on the trees. The bus sighs and stops.";
    shot.framing = "WS";
    auto spec = plan_frame(shot);
    CHECK(spec.time == TimeOfDay::Night);
    CHECK(spec.weather == Weather::Rain);
    CHECK(spec.feature == "bus");
    shot.framing = "CU";
    CHECK(plan_frame(shot).feature.empty());
    shot.scene_action = "The rain is over.";
    shot.time = "MORNING";
    spec = plan_frame(shot);
    CHECK(spec.weather == Weather::Clear);
    CHECK(spec.time == TimeOfDay::Day);
}

TEST_CASE("dress finds the look whatever case the name is written in") {
    FrameSpec spec;
    spec.figures = {{.name = "Mina"}};
    const std::vector<CastMember> cast{{"TOMAS", {}}, {"MINA", read_look("yellow raincoat")}};
    dress(spec, cast, assign_looks(cast));
    CHECK(spec.figures[0].look.garment == Garment::Raincoat);
}

}  // namespace fabula::drawing
