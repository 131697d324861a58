// A frame in the words that an image model is asked with.
#include <doctest/doctest.h>

#include "render/built_in_prompts.hpp"
#include "render/frame_prompt.hpp"

using namespace fabula;
using render::frame_prompt;

namespace {

const providers::FrameRequest kFrame{.setting = "int",
                                     .place = "THE KITCHEN",
                                     .time_of_day = "NIGHT",
                                     .mood = "",
                                     .action = "Anna lifts the lid.",
                                     .framing = "CU"};

}  // namespace

TEST_CASE("what a prompt names in braces is filled in, and a line of nothing is left out") {
    CHECK(frame_prompt("{framing} {angle}\nMood: {mood}\nAt {place}, {time}. {setting}\n{action}",
                       kFrame,
                       {}) == "Close-up.\nAt THE KITCHEN, NIGHT. Indoors.\nAnna lifts the lid.");
}

TEST_CASE("people stand with what is known of them, word for word, in the order of the frame") {
    CHECK(frame_prompt("{people}", kFrame,
                       {{"Anna", "tall; red scarf"}, {"Ben", ""}, {"Cleo", "a {small} cat"}}) ==
          "Anna: tall; red scarf; Ben; Cleo: a {small} cat.");
}

TEST_CASE("unknown words in braces and braces that do not close stay as they are") {
    CHECK(frame_prompt("A {thing} at {place\n{}{place}", kFrame, {}) ==
          "A {thing} at {place\n{}THE KITCHEN");
    CHECK(frame_prompt("", kFrame, {}).empty());
}

TEST_CASE("the prompt that the program brings asks for a picture without letters") {
    const auto text = frame_prompt(render::built_in_prompt("frame"), kFrame, {{"Anna", "tall"}});
    CHECK(text.find("without any text") != std::string::npos);
    CHECK(text.find("Close-up.") != std::string::npos);
    CHECK(text.find("What happens: Anna lifts the lid.") != std::string::npos);
    CHECK(text.find("mood") == std::string::npos);
    CHECK(text.find('{') == std::string::npos);
}
