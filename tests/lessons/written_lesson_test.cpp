// Whatever a model answers is only ever words of a scene.
#include "lessons/written_lesson.hpp"

#include <doctest/doctest.h>

#include "providers/json_schema.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::lessons {

namespace {

WrittenScene a_scene(std::vector<WrittenBeat> beats, std::string heading = "EXT. PARK - DAY") {
    return {.title = "The bench",
            .heading = std::move(heading),
            .beats = std::move(beats),
            .learning_point = "Sit down first.",
            .visual_elements = {"a bench"}};
}

}  // namespace

TEST_CASE("a scene of a model becomes a title, actions and speeches") {
    const auto body = body_of(a_scene({{"", "Ada sits on the bench."}, {"Ada", "I have a plan."}}));
    REQUIRE(body.has_value());
    CHECK(*body == "= The bench\n\nAda sits on the bench.\n\nADA\nI have a plan.\n\n");
}

TEST_CASE("marks, headings and comments in a model's words stay words") {
    const auto body = body_of(a_scene({{"", "INT. VAULT - NIGHT"},
                                       {"", "# Act two\n\n/* gone */ [[secret]]"},
                                       {"", "CUT TO:"},
                                       {"", "THE END"},
                                       {"Ada (V.O.) ^", "(shouting)\n\nEXT. MOON - DAY"},
                                       {"", "***"},
                                       {"@", "Nobody says this."},
                                       {"Ada", "= Not a synopsis"}}));
    REQUIRE(body.has_value());
    const auto document = screenplay::parse_fountain("INT. ROOM - DAY\n\n" + *body);
    const auto outline = screenplay::read_outline(document);
    REQUIRE(outline.nodes.size() == 1);
    CHECK(outline.nodes[0].speakers.size() == 1);
    CHECK(document.notes.empty());
    for (const auto& element : document.elements) {
        CHECK(element.type != screenplay::ElementType::Boneyard);
        CHECK(element.type != screenplay::ElementType::Section);
        CHECK(element.type != screenplay::ElementType::Transition);
    }
    CHECK(body->find("Nobody says this") == std::string::npos);
}

TEST_CASE("a lesson is as many scenes as it says, whatever its headings are") {
    WrittenLesson lesson{.title = "Sit\nDraft: 1", .characters = {}, .scenes = {}};
    for (const auto* heading :
         {"EXT. PARK - DAY", "the kitchen", "", "#7#", "INT. A\n\nINT. B", "> CENTER <"}) {
        lesson.scenes.push_back(a_scene({{"", "Ada waits."}}, heading));
    }
    const auto text = fountain_of(lesson);
    REQUIRE(text.has_value());
    const auto document = screenplay::parse_fountain(*text);
    CHECK(document.title_page.size() == 1);
    CHECK(screenplay::read_outline(document).nodes.size() == 6);
    CHECK(text->find("INT. THE KITCHEN") != std::string::npos);
}

TEST_CASE("a scene without anything to see or hear is none") {
    CHECK(!body_of(a_scene({{"", " \n "}, {"", "*"}})).has_value());
    WrittenLesson lesson{.title = "Nothing", .characters = {}, .scenes = {a_scene({{"", "#"}})}};
    CHECK(!fountain_of(lesson).has_value());
}

TEST_CASE("the schema asks for six scenes and nothing less") {
    Json scene = {{"title", "A"},
                  {"heading", "INT. A - DAY"},
                  {"beats", {{{"who", ""}, {"text", "A waits."}}}},
                  {"learning_point", "Wait."},
                  {"visual_elements", {"a door"}}};
    Json lesson = {{"title", "A"},
                   {"characters", {{{"name", "A"}, {"description", "a child"}}}},
                   {"scenes", Json::array()}};
    for (int i = 0; i < 5; ++i) lesson["scenes"].push_back(scene);
    CHECK(!providers::check_json(lesson_schema(), lesson).empty());
    lesson["scenes"].push_back(scene);
    CHECK(providers::check_json(lesson_schema(), lesson).empty());
    scene.erase("learning_point");
    CHECK(!providers::check_json(scene_schema(), scene).empty());
}

}  // namespace fabula::lessons
