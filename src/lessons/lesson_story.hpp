// Lesson stories and character types that the program brings: data/lessons,
// data/character_types.json.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"
#include "drawing/figure/look.hpp"

namespace fabula::lessons {

// Languages that the stories are written in; the first one is for everybody else.
inline constexpr std::array<std::string_view, 2> kLanguages{"en", "de"};

// "en" or "de" for any tag of a language: "de-AT" is "de".
std::string_view language_of(std::string_view tag);

// A text in each language.
struct Words {
    std::string en;
    std::string de;

    [[nodiscard]] const std::string& in(std::string_view language) const {
        return language_of(language) == "de" ? de : en;
    }

    static constexpr Rules text = {.required = true, .length_min = 1, .length_max = 400};
    static constexpr auto fields =
        FieldList{Field<&Words::en>{"en", text}, Field<&Words::de>{"de", text}};
};

struct WordLists {
    std::vector<std::string> en;
    std::vector<std::string> de;

    [[nodiscard]] const std::vector<std::string>& in(std::string_view language) const {
        return language_of(language) == "de" ? de : en;
    }

    static constexpr auto fields = FieldList{Field<&WordLists::en>{"en", {.required = true}},
                                             Field<&WordLists::de>{"de", {.required = true}}};
};

// Somebody in a story. With a character type they may be played by anybody of the cast, and no
// sentence calls them "he" or "she"; without one they stay as they are described.
struct StoryRole {
    std::string id;
    Words name;
    std::string character_type;
    std::optional<Words> description;

    static constexpr auto fields =
        FieldList{Field<&StoryRole::id>{"id", {.required = true, .length_min = 1}},
                  Field<&StoryRole::name>{"name", {.required = true}},
                  Field<&StoryRole::character_type>{"character_type"},
                  Field<&StoryRole::description>{"description"}};
};

// An action, or what a role says.
struct StoryLine {
    std::optional<Words> action;
    std::string role;
    std::string extension;  // "O.S.", "ON PHONE".
    std::optional<Words> manner;
    std::optional<Words> says;

    static constexpr auto fields =
        FieldList{Field<&StoryLine::action>{"action"}, Field<&StoryLine::role>{"role"},
                  Field<&StoryLine::extension>{"extension"}, Field<&StoryLine::manner>{"manner"},
                  Field<&StoryLine::says>{"says"}};
};

struct StoryScene {
    Words title;
    Words heading;
    Words learning_point;
    WordLists visual_elements;
    std::vector<StoryLine> text;

    static constexpr Rules needed = {.required = true};
    static constexpr auto fields = FieldList{
        Field<&StoryScene::title>{"title", needed}, Field<&StoryScene::heading>{"heading", needed},
        Field<&StoryScene::learning_point>{"learning_point", needed},
        Field<&StoryScene::visual_elements>{"visual_elements", needed},
        Field<&StoryScene::text>{"text", needed}};
};

struct LessonStory {
    std::string id;
    Words title;
    WordLists topic_words;
    std::vector<std::string> age_groups;  // "3-5": years, both included.
    std::vector<StoryRole> roles;
    std::vector<StoryScene> scenes;

    static constexpr Rules needed = {.required = true};
    static constexpr auto fields =
        FieldList{Field<&LessonStory::id>{"id", {.required = true, .length_min = 1}},
                  Field<&LessonStory::title>{"title", needed},
                  Field<&LessonStory::topic_words>{"topic_words", needed},
                  Field<&LessonStory::age_groups>{"age_groups", needed},
                  Field<&LessonStory::roles>{"roles", needed},
                  Field<&LessonStory::scenes>{"scenes", needed}};
};

// Sorted by id.
const std::vector<LessonStory>& lesson_stories();
const LessonStory* find_lesson_story(std::string_view id);

// Years, both included.
struct Ages {
    std::int64_t from = 0;
    std::int64_t to = 0;

    [[nodiscard]] bool overlaps(const Ages& other) const {
        return from <= other.to && other.from <= to;
    }
};
// "5-12", "7"; nothing for what is no range within 1 to 99.
std::optional<Ages> parse_ages(std::string_view text);

// The story that is found by most words of the topic, in either language, and is for some of these
// ages.
struct StoryMatch {
    const LessonStory* story = nullptr;
    std::string_view language;  // In which the words were found.
};
std::optional<StoryMatch> match_story(std::string_view topic, const Ages& ages);

// The whole script, in Fountain: six scenes, each with its title as synopsis.
std::string fountain_of(const LessonStory& story, std::string_view language);

// One of several who look of that type.
struct TypedPerson {
    Words name;
    drawing::LookHints look;  // Over that of the type.

    static constexpr auto fields = FieldList{Field<&TypedPerson::name>{"name", {.required = true}},
                                             Field<&TypedPerson::look>{"look"}};
};

struct CharacterType {
    std::string id;
    Words name;
    Words description;
    std::vector<std::string> visual_tags;
    std::string age_group;
    drawing::LookHints look;
    std::vector<TypedPerson> people;

    static constexpr Rules needed = {.required = true};
    static constexpr auto fields =
        FieldList{Field<&CharacterType::id>{"id", needed},
                  Field<&CharacterType::name>{"name", needed},
                  Field<&CharacterType::description>{"description", needed},
                  Field<&CharacterType::visual_tags>{"visual_tags", needed},
                  Field<&CharacterType::age_group>{"age_group", needed},
                  Field<&CharacterType::look>{"look", needed},
                  Field<&CharacterType::people>{"people", needed}};
};

// The eight of them, in their order.
const std::vector<CharacterType>& character_types();
const CharacterType* find_character_type(std::string_view id);

}  // namespace fabula::lessons
