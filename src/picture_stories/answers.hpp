// What is asked and answered about picture stories, in the words of the first documented dialect:
// scenes count from 0.
#pragma once

#include "picture_stories/picture_stories_service.hpp"

namespace fabula {

enum class StoryStatus { Pending, Processing, Completed, Failed, Cancelled };

template <>
struct EnumNames<StoryStatus> {
    static constexpr std::array<std::string_view, 5> names{"pending", "processing", "completed",
                                                           "failed", "cancelled"};
};

namespace picture_stories {

struct GenerateWish {
    std::string story_text;
    std::optional<ProjectId> project_id;
    std::string title;
    MediaType media_type = MediaType::Cinematic;
    std::int64_t num_scenes = 5;
    MadeBy pictures = MadeBy::Chosen;
    MadeBy words = MadeBy::Chosen;
    std::string image_connection;
    std::string image_model;
    std::string text_connection;
    std::string text_model;
    bool words_fallback = false;

    static constexpr Rules model = {.length_max = 300};
    static constexpr auto fields = FieldList{
        Field<&GenerateWish::story_text>{
            "story_text",
            {.length_max = kStoryCharactersMax, .help = "at least 10 characters and 5 words"}},
        Field<&GenerateWish::project_id>{
            "project_id", {.help = "instead of a text: a project, whose script it is of"}},
        Field<&GenerateWish::title>{
            "title", {.length_max = 200, .help = "absent: as the text says, or its first words"}},
        Field<&GenerateWish::media_type>{"media_type"},
        Field<&GenerateWish::num_scenes>{"num_scenes", {.min = 1, .max = kScenesMax}},
        Field<&GenerateWish::pictures>{
            "pictures", {.help = "chosen: the image model that is chosen, else the rules"}},
        Field<&GenerateWish::words>{
            "words", {.help = "who words the pictures, likewise with the text model"}},
        Field<&GenerateWish::image_connection>{"image_connection", {.length_max = 100}},
        Field<&GenerateWish::image_model>{"image_model", model},
        Field<&GenerateWish::text_connection>{"text_connection", {.length_max = 100}},
        Field<&GenerateWish::text_model>{"text_model", model},
        Field<&GenerateWish::words_fallback>{
            "words_fallback", {.help = "go on with the rules' words where the text model fails"}}};
};

struct ApproveWish {
    std::string session_id;
    std::vector<std::int64_t> approved_scenes;

    static constexpr auto fields =
        FieldList{Field<&ApproveWish::session_id>{"session_id", {.required = true}},
                  Field<&ApproveWish::approved_scenes>{"approved_scenes",
                                                       {.required = true,
                                                        .length_min = 1,
                                                        .length_max = kScenesMax,
                                                        .help = "numbers of scenes, from 0"}}};
};

struct DownloadWish {
    std::string session_id;

    static constexpr auto fields =
        FieldList{Field<&DownloadWish::session_id>{"session_id", {.required = true}}};
};

struct Progress {
    std::int64_t current_step = 0;
    std::int64_t total_steps = 0;
    std::string description;
    std::int64_t percentage = 0;

    static constexpr auto fields =
        FieldList{Field<&Progress::current_step>{"current_step"},
                  Field<&Progress::total_steps>{
                      "total_steps", {.help = "the text read, the pictures worded, each picture"}},
                  Field<&Progress::description>{"description"},
                  Field<&Progress::percentage>{"percentage", {.min = 0, .max = 100}}};
};

struct SceneAnswer {
    std::int64_t scene_number = 0;
    std::string title;
    std::string excerpt;
    std::string description;
    std::string image_prompt;
    PromptBy prompt_by = PromptBy::Rules;
    std::optional<std::string> image_url;
    std::optional<std::string> image_path;
    SceneStatus status = SceneStatus::Waiting;
    bool approved = false;
    bool rough = false;
    std::string error;
    ShotId shot_id;
    std::string provider;
    std::string model;

    static constexpr auto fields =
        FieldList{Field<&SceneAnswer::scene_number>{"scene_number", {.help = "from 0"}},
                  Field<&SceneAnswer::title>{"title", {.length_max = 2000}},
                  Field<&SceneAnswer::excerpt>{"excerpt", {.length_max = 2000}},
                  Field<&SceneAnswer::description>{"description", {.length_max = 20'000}},
                  Field<&SceneAnswer::image_prompt>{"image_prompt", {.length_max = kPromptMax}},
                  Field<&SceneAnswer::prompt_by>{"prompt_by", {.help = "who worded it"}},
                  Field<&SceneAnswer::image_url>{"image_url"},
                  Field<&SceneAnswer::image_path>{"image_path", {.help = "in the download"}},
                  Field<&SceneAnswer::status>{"status"},
                  Field<&SceneAnswer::approved>{"approved"},
                  Field<&SceneAnswer::rough>{"rough", {.help = "drawn by the rules"}},
                  Field<&SceneAnswer::error>{"error", {.length_max = 2000}},
                  Field<&SceneAnswer::shot_id>{"shot_id"},
                  Field<&SceneAnswer::provider>{"provider"},
                  Field<&SceneAnswer::model>{"model"}};
};

// Without the revision of the session's row: what is told here also changes with the project.
struct StatusAnswer {
    std::string session_id;
    ProjectId project_id;
    StoryStatus status = StoryStatus::Pending;
    std::string message;
    MediaType media_type = MediaType::Cinematic;
    std::int64_t num_scenes = 0;
    Progress progress;
    std::vector<SceneAnswer> scenes;
    std::optional<std::string> error;
    std::optional<std::int64_t> queue_place;
    std::int64_t approved_count = 0;
    std::string image_model;
    std::string text_model;
    std::optional<Time> expired_at;
    Time created_at{};

    static constexpr auto fields = FieldList{
        Field<&StatusAnswer::session_id>{"session_id"},
        Field<&StatusAnswer::project_id>{"project_id"},
        Field<&StatusAnswer::status>{"status"},
        Field<&StatusAnswer::message>{"message", {.length_max = 5000}},
        Field<&StatusAnswer::media_type>{"media_type"},
        Field<&StatusAnswer::num_scenes>{"num_scenes"},
        Field<&StatusAnswer::progress>{"progress"},
        Field<&StatusAnswer::scenes>{"scenes"},
        Field<&StatusAnswer::error>{"error", {.length_max = 5000}},
        Field<&StatusAnswer::queue_place>{"queue_place",
                                          {.help = "while it waits for its turn; 1 is the next"}},
        Field<&StatusAnswer::approved_count>{"approved_count"},
        Field<&StatusAnswer::image_model>{"image_model", {.help = "empty: drawn by the rules"}},
        Field<&StatusAnswer::text_model>{"text_model", {.help = "empty: worded by the rules"}},
        Field<&StatusAnswer::expired_at>{"expired_at",
                                         {.help = "nobody touched it for long; touching it again "
                                                  "brings it back into the lists"}},
        Field<&StatusAnswer::created_at>{"created_at"}};
};

struct ApproveAnswer : StatusAnswer {
    std::string download_status;

    static constexpr auto fields = join_fields(
        StatusAnswer::fields,
        FieldList{Field<&ApproveAnswer::download_status>{
            "download_status", {.help = "started: POST /download gives the pictures"}}});
};

StatusAnswer to_answer(const SessionView& view);

// The id that callers know the session by.
std::string id_of(const Session& session);

}  // namespace picture_stories
}  // namespace fabula
