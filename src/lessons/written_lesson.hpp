// Scenes as a text model answers them, and the script that they become. Pure: whatever a model
// says is only ever words of a scene.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"

namespace fabula::lessons {

inline constexpr std::size_t kScenesWritten = 6;

// An action, or what somebody says where `who` is named.
struct WrittenBeat {
    std::string who;
    std::string text;

    static constexpr auto fields = FieldList{
        Field<&WrittenBeat::who>{"who", {.required = true, .length_max = 60}},
        Field<&WrittenBeat::text>{"text", {.required = true, .length_min = 1, .length_max = 400}}};
};

struct WrittenScene {
    std::string title;
    std::string heading;
    std::vector<WrittenBeat> beats;
    std::string learning_point;
    std::vector<std::string> visual_elements;

    static constexpr auto fields = FieldList{
        Field<&WrittenScene::title>{"title",
                                    {.required = true, .length_min = 1, .length_max = 120}},
        Field<&WrittenScene::heading>{"heading", {.required = true, .length_max = 120}},
        Field<&WrittenScene::beats>{"beats", {.required = true, .length_min = 1, .length_max = 16}},
        Field<&WrittenScene::learning_point>{
            "learning_point", {.required = true, .length_min = 1, .length_max = 400}},
        Field<&WrittenScene::visual_elements>{"visual_elements",
                                              {.required = true, .length_max = 8}}};
};

struct WrittenPerson {
    std::string name;
    std::string description;

    static constexpr auto fields = FieldList{
        Field<&WrittenPerson::name>{"name", {.required = true, .length_min = 1, .length_max = 60}},
        Field<&WrittenPerson::description>{"description", {.required = true, .length_max = 300}}};
};

struct WrittenLesson {
    std::string title;
    std::vector<WrittenPerson> characters;
    std::vector<WrittenScene> scenes;

    static constexpr auto fields = FieldList{
        Field<&WrittenLesson::title>{"title",
                                     {.required = true, .length_min = 1, .length_max = 120}},
        Field<&WrittenLesson::characters>{"characters", {.required = true, .length_max = 8}},
        Field<&WrittenLesson::scenes>{"scenes", {.required = true, .length_max = kScenesWritten}}};
};

// JSON Schemas for answers (providers/json_schema.hpp).
Json lesson_schema();
Json scene_schema();

// What a model said as one line without marks of Fountain.
std::string plain_line(std::string_view text);

// The whole script. Nothing where it would not be read as these scenes.
std::optional<std::string> fountain_of(const WrittenLesson& lesson);
// What stands below the heading of a scene; nothing where it would be read as more than a scene.
std::optional<std::string> body_of(const WrittenScene& scene);

}  // namespace fabula::lessons
