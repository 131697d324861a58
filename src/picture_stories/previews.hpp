// What is asked and answered about picture stories in the words of the second documented dialect:
// a project is analysed first, scenes count from 1.
#pragma once

#include "picture_stories/picture_stories_service.hpp"

namespace fabula::picture_stories {

struct ScriptWish {
    std::string script;
    std::string title = "Untitled Story";

    static constexpr auto fields = FieldList{
        Field<&ScriptWish::script>{
            "script", {.required = true, .length_min = 1, .length_max = kStoryCharactersMax}},
        Field<&ScriptWish::title>{"title", {.length_max = 200}}};
};

struct AnalysedProject {
    ProjectId project_id;
    std::string title;
    Time created_at{};
    breakdown::Analysis analysis;
    std::string script_content;

    static constexpr auto fields = FieldList{
        Field<&AnalysedProject::project_id>{"project_id"}, Field<&AnalysedProject::title>{"title"},
        Field<&AnalysedProject::created_at>{"created_at"},
        Field<&AnalysedProject::analysis>{"analysis"},
        Field<&AnalysedProject::script_content>{"script_content", {.length_max = 200'000}}};
};

struct PreviewsWish {
    ProjectId project_id;
    std::int64_t num_scenes = 5;
    MediaType media_type = MediaType::Cinematic;
    std::string ai_provider;
    std::string ai_model;
    std::string image_provider;
    std::string image_model;

    static constexpr Rules provider = {
        .length_max = 100, .help = "a kind of connection (runware, together, …), or rules"};
    static constexpr Rules model = {.length_max = 300};
    static constexpr auto fields =
        FieldList{Field<&PreviewsWish::project_id>{"project_id", {.required = true}},
                  Field<&PreviewsWish::num_scenes>{"num_scenes",
                                                   {.required = true, .min = 1, .max = kScenesMax}},
                  Field<&PreviewsWish::media_type>{"media_type"},
                  Field<&PreviewsWish::ai_provider>{"ai_provider", provider},
                  Field<&PreviewsWish::ai_model>{"ai_model", model},
                  Field<&PreviewsWish::image_provider>{"image_provider", provider},
                  Field<&PreviewsWish::image_model>{"image_model", model}};
};

struct PreviewsBegun {
    std::string session_id;
    SessionStatus status = SessionStatus::Generating;
    std::int64_t total_scenes = 0;
    ProjectId project_id;
    std::string generation_type;
    std::string message;

    static constexpr auto fields = FieldList{
        Field<&PreviewsBegun::session_id>{"session_id"},
        Field<&PreviewsBegun::status>{"status"},
        Field<&PreviewsBegun::total_scenes>{"total_scenes"},
        Field<&PreviewsBegun::project_id>{"project_id"},
        Field<&PreviewsBegun::generation_type>{"generation_type", {.help = "model or rules"}},
        Field<&PreviewsBegun::message>{"message", {.length_max = 2000}}};
};

struct Preview {
    std::int64_t scene_number = 1;
    std::string scene_title;
    std::string prompt;
    std::string preview_url;
    double generation_time = 0;
    std::string provider_used;
    std::string model_used;
    bool approved = false;
    SceneStatus status = SceneStatus::Waiting;
    std::string error;

    static constexpr auto fields = FieldList{
        Field<&Preview::scene_number>{"scene_number", {.help = "from 1"}},
        Field<&Preview::scene_title>{"scene_title", {.length_max = 2000}},
        Field<&Preview::prompt>{"prompt", {.length_max = kPromptMax}},
        Field<&Preview::preview_url>{"preview_url", {.help = "empty: there is no picture"}},
        Field<&Preview::generation_time>{
            "generation_time", {.help = "seconds from the beginning of the session's work"}},
        Field<&Preview::provider_used>{"provider_used"},
        Field<&Preview::model_used>{"model_used"},
        Field<&Preview::approved>{"approved"},
        Field<&Preview::status>{"status"},
        Field<&Preview::error>{"error", {.length_max = 2000}}};
};

struct ScenePrompt {
    std::int64_t scene_number = 1;
    std::string scene_title;
    std::string script_excerpt;
    std::string image_prompt;

    static constexpr auto fields =
        FieldList{Field<&ScenePrompt::scene_number>{"scene_number"},
                  Field<&ScenePrompt::scene_title>{"scene_title", {.length_max = 2000}},
                  Field<&ScenePrompt::script_excerpt>{"script_excerpt", {.length_max = 2000}},
                  Field<&ScenePrompt::image_prompt>{"image_prompt", {.length_max = kPromptMax}}};
};

struct GenerationStatus {
    std::string session_id;
    ProjectId project_id;
    SessionStatus status = SessionStatus::Pending;
    std::int64_t total_scenes = 0;
    std::int64_t completed_scenes = 0;
    std::vector<Preview> previews;
    std::vector<ScenePrompt> scene_prompts;
    std::vector<std::string> errors;
    double progress_percentage = 0;
    bool has_errors = false;
    std::optional<std::int64_t> queue_place;

    static constexpr auto fields =
        FieldList{Field<&GenerationStatus::session_id>{"session_id"},
                  Field<&GenerationStatus::project_id>{"project_id"},
                  Field<&GenerationStatus::status>{"status"},
                  Field<&GenerationStatus::total_scenes>{"total_scenes"},
                  Field<&GenerationStatus::completed_scenes>{"completed_scenes"},
                  Field<&GenerationStatus::previews>{"previews"},
                  Field<&GenerationStatus::scene_prompts>{"scene_prompts"},
                  Field<&GenerationStatus::errors>{"errors"},
                  Field<&GenerationStatus::progress_percentage>{"progress_percentage"},
                  Field<&GenerationStatus::has_errors>{"has_errors"},
                  Field<&GenerationStatus::queue_place>{"queue_place"}};
};

struct RegenerateWish {
    std::string session_id;
    std::int64_t scene_number = 1;
    std::optional<std::string> description;
    std::optional<std::string> prompt;
    std::string image_provider;
    std::string image_model;

    static constexpr auto fields = FieldList{
        Field<&RegenerateWish::session_id>{"session_id", {.required = true}},
        Field<&RegenerateWish::scene_number>{"scene_number", {.required = true, .help = "from 1"}},
        Field<&RegenerateWish::description>{
            "description",
            {.length_min = 1, .length_max = 20'000, .help = "what the picture shows"}},
        Field<&RegenerateWish::prompt>{"prompt",
                                       {.length_min = 1,
                                        .length_max = kPromptMax,
                                        .help = "what a model is asked with, as a whole"}},
        Field<&RegenerateWish::image_provider>{"image_provider", PreviewsWish::provider},
        Field<&RegenerateWish::image_model>{"image_model", PreviewsWish::model}};
};

// The new picture comes behind the answer: generation-status tells of it.
struct Regenerating {
    SceneStatus status = SceneStatus::Waiting;
    std::int64_t scene_number = 1;
    Preview new_preview;

    static constexpr auto fields = FieldList{Field<&Regenerating::status>{"status"},
                                             Field<&Regenerating::scene_number>{"scene_number"},
                                             Field<&Regenerating::new_preview>{"new_preview"}};
};

struct PreviewDecision {
    std::string session_id;
    Json scene_approvals;

    static constexpr auto fields = FieldList{
        Field<&PreviewDecision::session_id>{"session_id", {.required = true}},
        Field<&PreviewDecision::scene_approvals>{
            "scene_approvals",
            {.required = true, .help = "{\"1\": true, \"2\": false}: scenes count from 1"}}};
};

struct PreviewsDecided {
    SessionStatus status = SessionStatus::Completed;
    std::int64_t saved_images = 0;
    std::int64_t approved_scenes = 0;
    std::int64_t total_scenes = 0;
    std::string save_method = "async";

    static constexpr auto fields =
        FieldList{Field<&PreviewsDecided::status>{"status"},
                  Field<&PreviewsDecided::saved_images>{
                      "saved_images", {.help = "pictures of the session that are approved"}},
                  Field<&PreviewsDecided::approved_scenes>{"approved_scenes"},
                  Field<&PreviewsDecided::total_scenes>{"total_scenes"},
                  Field<&PreviewsDecided::save_method>{"save_method"}};
};

GenerationStatus to_generation_status(const SessionView& view);

}  // namespace fabula::picture_stories
