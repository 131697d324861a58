// A lesson: a comic that teaches something, made in steps. The project is the comic; what is kept
// here is what a project does not know: what was asked for, how far it is, what each scene teaches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cast/cast.hpp"
#include "jobs/jobs.hpp"
#include "script/script.hpp"

namespace fabula {

using LessonId = Id<struct LessonTag>;
using LessonSceneId = Id<struct LessonSceneTag>;
using LessonRoleId = Id<struct LessonRoleTag>;

// Where a lesson stands. Generating…, RefiningScenes: a job is at it. The others wait for somebody.
enum class LessonStep {
    Initialization,
    GeneratingScenes,
    SceneReview,
    RefiningScenes,
    CharacterSelection,
    ComicGeneration,
    GeneratingImages,
    Completed,
    Error
};

template <>
struct EnumNames<LessonStep> {
    static constexpr std::array<std::string_view, 9> names{
        "initialization",    "generating_scenes",   "scene_review",
        "refining_scenes",   "character_selection", "comic_generation",
        "generating_images", "completed",           "error"};
};

enum class LessonStatus { Pending, Processing, RequiresAction, Completed, Failed };

template <>
struct EnumNames<LessonStatus> {
    static constexpr std::array<std::string_view, 5> names{
        "pending", "processing", "requires_action", "completed", "failed"};
};

namespace lessons {

inline constexpr std::size_t kTopicMin = 10;  // Code points.
inline constexpr std::size_t kTopicMax = 500;
inline constexpr std::size_t kFeedbackMax = 4000;
inline constexpr std::size_t kScriptMax = 200'000;
inline constexpr std::int64_t kCastMax = 4;
inline constexpr std::string_view kAgeGroup = "5-12";  // Where nobody says another.

LessonStatus status_of(LessonStep step);
std::int64_t progress_of(LessonStep step);  // Percent, as documented for each step.

struct Lesson {
    LessonId id;
    OrganizationId organization_id;
    ProjectId project_id;  // The comic.
    std::optional<UserId> created_by;
    std::string story_id;  // The lesson story that it was made of; empty: another script.
    std::string topic;
    std::string age_group;
    std::string language;
    LessonStep step = LessonStep::SceneReview;  // Of a step with a job: until that has ended.
    std::optional<JobId> work_id;               // The job of that step.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "lesson";
    static constexpr auto fields = FieldList{
        Field<&Lesson::id>{"id"},
        Field<&Lesson::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Lesson::project_id>{"project_id",
                                   {.references = "project",
                                    .on_delete = OnDelete::Cascade,
                                    .unique = true,
                                    .indexed = true}},
        Field<&Lesson::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Lesson::story_id>{"story_id", {.length_max = 100}},
        Field<&Lesson::topic>{"topic", {.length_max = kTopicMax}},
        Field<&Lesson::age_group>{"age_group", {.length_max = 20}},
        Field<&Lesson::language>{"language", {.length_max = 35}},
        Field<&Lesson::step>{"step"},
        Field<&Lesson::work_id>{
            "work_id", {.references = "job", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Lesson::rev>{"rev"},
        Field<&Lesson::created_at>{"created_at"},
        Field<&Lesson::updated_at>{"updated_at"}};
};

// What a scene of the script teaches.
struct LessonScene {
    LessonSceneId id;
    LessonId lesson_id;
    NodeId node_id;
    std::string learning_point;
    std::vector<std::string> visual_elements;
    std::string feedback;  // The newest that somebody gave.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "lesson_scene";
    static constexpr auto fields = FieldList{
        Field<&LessonScene::id>{"id"},
        Field<&LessonScene::lesson_id>{
            "lesson_id", {.references = "lesson", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&LessonScene::node_id>{"node_id",
                                     {.references = "node",
                                      .on_delete = OnDelete::Cascade,
                                      .unique = true,
                                      .indexed = true}},
        Field<&LessonScene::learning_point>{"learning_point", {.length_max = 2000}},
        Field<&LessonScene::visual_elements>{"visual_elements", {.length_max = 20}},
        Field<&LessonScene::feedback>{"feedback", {.length_max = kFeedbackMax}},
        Field<&LessonScene::rev>{"rev"},
        Field<&LessonScene::created_at>{"created_at"},
        Field<&LessonScene::updated_at>{"updated_at"}};
};

// Who of the project's cast plays which role, as which type.
struct LessonRole {
    LessonRoleId id;
    LessonId lesson_id;
    CharacterId character_id;
    std::string role;            // Of the lesson story; empty: of none.
    std::string character_type;  // Empty: nobody was chosen for it.
    bool made = false;           // The choice of the cast made the character.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "lesson_role";
    static constexpr auto fields = FieldList{
        Field<&LessonRole::id>{"id"},
        Field<&LessonRole::lesson_id>{
            "lesson_id", {.references = "lesson", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&LessonRole::character_id>{"character_id",
                                         {.references = "character",
                                          .on_delete = OnDelete::Cascade,
                                          .unique = true,
                                          .indexed = true}},
        Field<&LessonRole::role>{"role", {.length_max = 100}},
        Field<&LessonRole::character_type>{"character_type", {.length_max = 100}},
        Field<&LessonRole::made>{"made"},
        Field<&LessonRole::rev>{"rev"},
        Field<&LessonRole::created_at>{"created_at"},
        Field<&LessonRole::updated_at>{"updated_at"}};
};

}  // namespace lessons
}  // namespace fabula
