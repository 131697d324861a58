// What callers see of a lesson: its state, and its scenes, people and panels as the project has
// them today.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lessons/lesson_story.hpp"
#include "lessons/lessons.hpp"
#include "script/script_service.hpp"
#include "shots/shots.hpp"

namespace fabula::lessons {

struct SceneAnswer {
    std::int64_t scene_id = 0;  // 1…n in the script's order.
    NodeId node_id;
    std::string title;
    std::string heading;
    std::string description;  // The actions.
    std::string dialogue;     // "MIA: Hello." in lines.
    std::string learning_point;
    std::vector<std::string> visual_elements;
    std::string feedback;
    bool pencil = false;  // A model wrote it and nobody approved it.

    static constexpr Rules text = {.length_max = 20'000'000};
    static constexpr auto fields = FieldList{
        Field<&SceneAnswer::scene_id>{"scene_id", {.help = "1 to n in the script"}},
        Field<&SceneAnswer::node_id>{"node_id"},
        Field<&SceneAnswer::title>{"title", {.length_max = 20'000}},
        Field<&SceneAnswer::heading>{"heading", {.length_max = 2000}},
        Field<&SceneAnswer::description>{"description", text},
        Field<&SceneAnswer::dialogue>{"dialogue", text},
        Field<&SceneAnswer::learning_point>{"learning_point", {.length_max = 2000}},
        Field<&SceneAnswer::visual_elements>{"visual_elements"},
        Field<&SceneAnswer::feedback>{"feedback", {.length_max = kFeedbackMax}},
        Field<&SceneAnswer::pencil>{"pencil", {.help = "a model wrote it and nobody approved it"}}};
};

// Somebody of the comic's cast.
struct PersonAnswer {
    CharacterId id;
    std::string name;
    std::string role;            // Of the lesson story; empty: of none.
    std::string character_type;  // Empty: nobody was chosen for it.
    std::string description;
    std::vector<std::string> visual_tags;
    std::string image_url;
    std::optional<std::string> sheet_url;  // The reference sheet.
    bool sheet_locked = false;

    static constexpr auto fields =
        FieldList{Field<&PersonAnswer::id>{"id"},
                  Field<&PersonAnswer::name>{"name"},
                  Field<&PersonAnswer::role>{"role"},
                  Field<&PersonAnswer::character_type>{"character_type"},
                  Field<&PersonAnswer::description>{"description", {.length_max = 20'000}},
                  Field<&PersonAnswer::visual_tags>{"visual_tags"},
                  Field<&PersonAnswer::image_url>{"image_url"},
                  Field<&PersonAnswer::sheet_url>{"sheet_url"},
                  Field<&PersonAnswer::sheet_locked>{"sheet_locked"}};
};

struct PanelAnswer {
    std::int64_t panel_id = 0;  // 1…n in reading order.
    std::int64_t scene_id = 0;
    ShotId shot_id;
    std::optional<std::string> image_url;  // None: not drawn yet.
    std::string title;                     // Of its scene.
    std::string description;
    std::string dialogue;
    ArtState state = ArtState::Rough;

    static constexpr auto fields =
        FieldList{Field<&PanelAnswer::panel_id>{"panel_id", {.help = "1 to n as they are read"}},
                  Field<&PanelAnswer::scene_id>{"scene_id"},
                  Field<&PanelAnswer::shot_id>{"shot_id"},
                  Field<&PanelAnswer::image_url>{"image_url", {.help = "null: not drawn yet"}},
                  Field<&PanelAnswer::title>{"title", {.length_max = 20'000}},
                  Field<&PanelAnswer::description>{"description", {.length_max = 20'000}},
                  Field<&PanelAnswer::dialogue>{"dialogue", {.length_max = 200'000}},
                  Field<&PanelAnswer::state>{"state"}};
};

// How far a lesson is.
struct LessonState {
    LessonId id;
    ProjectId comic_id;  // The project that it is.
    LessonStatus status = LessonStatus::Pending;
    LessonStep step = LessonStep::Initialization;
    std::int64_t progress = 0;  // Percent.
    std::string message;
    std::optional<JobId> work_id;
    std::int64_t rev = 1;

    static constexpr auto fields = FieldList{
        Field<&LessonState::id>{"job_id", {.help = "of this comic in all /comics addresses"}},
        Field<&LessonState::comic_id>{"comic_id", {.help = "the project that it is"}},
        Field<&LessonState::status>{"status"},
        Field<&LessonState::step>{"step"},
        Field<&LessonState::progress>{"progress", {.min = 0, .max = 100, .help = "percent"}},
        Field<&LessonState::message>{"message", {.length_max = 2000}},
        Field<&LessonState::work_id>{"work_id", {.help = "the job that is or was at work"}},
        Field<&LessonState::rev>{"rev"}};
};

struct LessonScenes : LessonState {
    std::vector<SceneAnswer> scenes;

    static constexpr auto fields =
        join_fields(LessonState::fields,
                    FieldList{Field<&LessonScenes::scenes>{"scenes", {.length_max = 20'000}}});
};

struct LessonPanels : LessonState {
    std::vector<PanelAnswer> comic_panels;

    static constexpr auto fields = join_fields(
        LessonState::fields,
        FieldList{Field<&LessonPanels::comic_panels>{"comic_panels", {.length_max = 100'000}}});
};

// All that is known of it.
struct LessonData {
    std::string topic;
    std::string age_group;
    std::string language;
    std::string story_id;
    std::vector<SceneAnswer> scenes;
    std::vector<PersonAnswer> characters;
    LessonStep current_step = LessonStep::Initialization;
    ProjectId comic_id;
    std::vector<PanelAnswer> comic_panels;

    static constexpr auto fields =
        FieldList{Field<&LessonData::topic>{"topic"},
                  Field<&LessonData::age_group>{"age_group"},
                  Field<&LessonData::language>{"language"},
                  Field<&LessonData::story_id>{"story_id"},
                  Field<&LessonData::scenes>{"scenes", {.length_max = 20'000}},
                  Field<&LessonData::characters>{"characters", {.length_max = 10'000}},
                  Field<&LessonData::current_step>{"current_step"},
                  Field<&LessonData::comic_id>{"comic_id"},
                  Field<&LessonData::comic_panels>{"comic_panels", {.length_max = 100'000}}};
};

struct LessonAnswer : LessonState {
    LessonData data;

    static constexpr auto fields =
        join_fields(LessonState::fields, FieldList{Field<&LessonAnswer::data>{"data"}});
};

// The comic as a whole.
struct ComicRecord {
    ProjectId id;
    LessonId job_id;
    std::string topic;
    std::string title;
    LessonStatus status = LessonStatus::Completed;
    std::vector<SceneAnswer> scenes;
    std::vector<PanelAnswer> panels;
    std::vector<PersonAnswer> characters;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields =
        FieldList{Field<&ComicRecord::id>{"id"},
                  Field<&ComicRecord::job_id>{"job_id"},
                  Field<&ComicRecord::topic>{"topic"},
                  Field<&ComicRecord::title>{"title"},
                  Field<&ComicRecord::status>{"status"},
                  Field<&ComicRecord::scenes>{"scenes", {.length_max = 20'000}},
                  Field<&ComicRecord::panels>{"panels", {.length_max = 100'000}},
                  Field<&ComicRecord::characters>{"characters", {.length_max = 10'000}},
                  Field<&ComicRecord::created_at>{"created_at"},
                  Field<&ComicRecord::updated_at>{"updated_at"}};
};

// The scenes of a script, with what their rows say; in order.
std::vector<SceneAnswer> scenes_of(const script::ScriptView& view,
                                   const std::vector<LessonScene>& rows);
// The panels of those scenes, in order; shots of other nodes are left out.
std::vector<PanelAnswer> panels_of(const std::vector<shots::Shot>& shots,
                                   const std::vector<SceneAnswer>& scenes);
std::vector<PersonAnswer> people_of(const std::vector<cast::CharacterAnswer>& cast,
                                    const std::vector<LessonRole>& roles);

}  // namespace fabula::lessons
