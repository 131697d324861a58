// How one asks for lessons: the addresses of the documented comic service, with their meaning.
#pragma once

#include "http/route.hpp"
#include "lessons/lessons_service.hpp"

namespace fabula::lessons {

struct InLanguage {
    std::string language{kLanguages.front()};

    static constexpr auto fields = FieldList{Field<&InLanguage::language>{
        "language", {.length_min = 2, .length_max = 35, .help = "en or de"}}};
};

struct StoryAnswer {
    std::string id;
    std::string title;
    std::vector<std::string> topic_words;
    std::vector<std::string> age_groups;
    std::vector<std::string> scenes;  // Their titles.

    static constexpr auto fields =
        FieldList{Field<&StoryAnswer::id>{"id"}, Field<&StoryAnswer::title>{"title"},
                  Field<&StoryAnswer::topic_words>{"topic_words"},
                  Field<&StoryAnswer::age_groups>{"age_groups", {.help = "years"}},
                  Field<&StoryAnswer::scenes>{"scenes", {.help = "their titles"}}};
};

struct TypeAnswer {
    std::string id;
    std::string name;
    std::string description;
    std::vector<std::string> visual_tags;
    std::string age_group;
    std::string image_url;

    static constexpr auto fields =
        FieldList{Field<&TypeAnswer::id>{"id"},
                  Field<&TypeAnswer::name>{"name"},
                  Field<&TypeAnswer::description>{"description", {.length_max = 2000}},
                  Field<&TypeAnswer::visual_tags>{"visual_tags"},
                  Field<&TypeAnswer::age_group>{"age_group", {.help = "years"}},
                  Field<&TypeAnswer::image_url>{"image_url"}};
};

inline constexpr Rules kSameJob = {.length_max = 100, .help = "that of the address, if at all"};

struct Refinement {
    std::optional<LessonId> job_id;
    std::vector<SceneFeedback> feedback_list;

    static constexpr auto fields = FieldList{
        Field<&Refinement::job_id>{"job_id", kSameJob},
        Field<&Refinement::feedback_list>{
            "feedback_list", {.length_max = 1000, .help = "none: the scenes are as they should"}}};
};

struct Selection {
    std::optional<LessonId> job_id;
    std::vector<CharacterChoice> characters;

    static constexpr auto fields =
        FieldList{Field<&Selection::job_id>{"job_id", kSameJob},
                  Field<&Selection::characters>{
                      "characters", {.required = true, .length_max = kCastMax, .help = "1 to 4"}}};
};

struct PanelWish {
    std::optional<LessonId> job_id;
    LessonArt art = LessonArt::Rules;

    static constexpr auto fields = FieldList{
        Field<&PanelWish::job_id>{"job_id", kSameJob},
        Field<&PanelWish::art>{
            "art", {.help = "rules: drawn here; model: by the chosen provider of pictures"}}};
};

class LessonsRoutes {
public:
    explicit LessonsRoutes(LessonsService& lessons) : lessons_(lessons) {}

    http::RouteTable table();

private:
    LessonScenes begin(http::Call& call, const NewLesson& in);
    LessonScenes scenes(http::Call& call);
    LessonState refine(http::Call& call, const Refinement& in);
    http::Page<StoryAnswer> stories(http::Call& call, const InLanguage& in);
    http::Page<TypeAnswer> types(http::Call& call, const InLanguage& in);
    http::Reply type_portrait(http::Call& call);
    LessonAnswer select(http::Call& call, const Selection& in);
    LessonPanels generate(http::Call& call, const PanelWish& in);
    LessonAnswer status(http::Call& call);
    ComicRecord result(http::Call& call);
    Json storage(http::Call& call);

    LessonsService& lessons_;
};

}  // namespace fabula::lessons
