// A picture story: the text of a project in a few pictures. A session names the project and how the
// pictures are wanted; its scenes are shots of the project that hold on to stretches of the text,
// its pictures are versions of these, and what is approved of them is ink.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "breakdown/analysis.hpp"
#include "jobs/jobs.hpp"
#include "shots/shots.hpp"

namespace fabula {

using PictureSessionId = Id<struct PictureSessionTag>;
using PictureSceneId = Id<struct PictureSceneTag>;

// How the pictures are to look.
enum class MediaType { Cinematic, Cartoon, Realistic, Artistic };

template <>
struct EnumNames<MediaType> {
    static constexpr std::array<std::string_view, 4> names{"cinematic", "cartoon", "realistic",
                                                           "artistic"};
};

// Who makes the pictures, or words them. Chosen: the model that the project or its organization
// chose, else the rules.
enum class MadeBy { Chosen, Rules, Model };

template <>
struct EnumNames<MadeBy> {
    static constexpr std::array<std::string_view, 3> names{"chosen", "rules", "model"};
};

// Whose words a picture is asked for with.
enum class PromptBy { Rules, Model, Hand };

template <>
struct EnumNames<PromptBy> {
    static constexpr std::array<std::string_view, 3> names{"rules", "model", "hand"};
};

// Pending: waits for its turn. Previewing: made, and somebody looks. Completed: approved.
enum class SessionStatus { Pending, Generating, Previewing, Completed, Failed, Cancelled };

// The words of the second documented dialect.
template <>
struct EnumNames<SessionStatus> {
    static constexpr std::array<std::string_view, 6> names{"pending",   "generating", "previewing",
                                                           "completed", "failed",     "cancelled"};
};

enum class SceneStatus { Waiting, Drawing, Ready, Failed };

template <>
struct EnumNames<SceneStatus> {
    static constexpr std::array<std::string_view, 4> names{"waiting", "drawing", "ready", "failed"};
};

namespace picture_stories {

inline constexpr std::int64_t kScenesMax = 20;
inline constexpr std::size_t kStoryCharactersMin = 10;
inline constexpr std::size_t kStoryCharactersMax = 50'000;
inline constexpr std::int64_t kStoryWordsMin = 5;
inline constexpr std::size_t kPromptMax = 20'000;  // Code points.

struct Session {
    PictureSessionId id{};
    OrganizationId organization_id{};
    ProjectId project_id{};
    std::optional<UserId> created_by{};
    std::optional<std::string> ext_id{};  // "session_" and 8 hexadecimal digits.
    MediaType media_type = MediaType::Cinematic;
    std::int64_t scene_count = 0;
    std::string image_connection{};  // Empty: the rules draw.
    std::string image_model{};
    std::string text_connection{};  // Empty: the rules word the pictures.
    std::string text_model{};
    bool words_fallback = false;        // Where the text model fails, the rules' words are taken.
    std::optional<Time> started_at{};   // Absent: it waits for its turn.
    std::optional<Time> approved_at{};  // When something was approved last.
    std::optional<Time> cancelled_at{};
    std::optional<Time> expired_at{};  // Nobody touched it for long: it left the lists.
    std::optional<Time> deleted_at{};
    Time touched_at{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "picture_session";
    static constexpr auto fields = FieldList{
        Field<&Session::id>{"id"},
        Field<&Session::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Session::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Session::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Session::ext_id>{"ext_id", {.length_max = 200}},
        Field<&Session::media_type>{"media_type"},
        Field<&Session::scene_count>{"scene_count", {.min = 1, .max = kScenesMax}},
        Field<&Session::image_connection>{"image_connection", {.length_max = 100}},
        Field<&Session::image_model>{"image_model", {.length_max = 300}},
        Field<&Session::text_connection>{"text_connection", {.length_max = 100}},
        Field<&Session::text_model>{"text_model", {.length_max = 300}},
        Field<&Session::words_fallback>{"words_fallback"},
        Field<&Session::started_at>{"started_at"},
        Field<&Session::approved_at>{"approved_at"},
        Field<&Session::cancelled_at>{"cancelled_at"},
        Field<&Session::expired_at>{"expired_at"},
        Field<&Session::deleted_at>{"deleted_at"},
        Field<&Session::touched_at>{"touched_at"},
        Field<&Session::rev>{"rev"},
        Field<&Session::created_at>{"created_at"},
        Field<&Session::updated_at>{"updated_at"}};
};

struct Scene {
    PictureSceneId id{};
    PictureSessionId session_id{};
    ShotId shot_id{};
    std::int64_t scene_number = 0;  // From 0, in story order.
    std::string title{};
    std::string excerpt{};       // How its stretch of the text began when it was cut.
    std::string image_prompt{};  // What a model is asked for it with.
    PromptBy prompt_by = PromptBy::Rules;
    std::optional<JobItemId> job_item_id{};  // The newest work on its picture.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "picture_scene";
    static constexpr auto fields = FieldList{
        Field<&Scene::id>{"id"},
        Field<&Scene::session_id>{
            "session_id",
            {.references = "picture_session", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Scene::shot_id>{
            "shot_id", {.references = "shot", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Scene::scene_number>{"scene_number", {.min = 0}},
        Field<&Scene::title>{"title", {.length_max = 2000}},
        Field<&Scene::excerpt>{"excerpt", {.length_max = 2000}},
        Field<&Scene::image_prompt>{"image_prompt", {.length_max = kPromptMax}},
        Field<&Scene::prompt_by>{"prompt_by"},
        Field<&Scene::job_item_id>{
            "job_item_id",
            {.references = "job_item", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Scene::rev>{"rev"},
        Field<&Scene::created_at>{"created_at"},
        Field<&Scene::updated_at>{"updated_at"}};
};

// A stretch of a text as it would be cut.
struct ProposedScene {
    std::int64_t scene_number = 0;
    std::string title{};
    std::string excerpt{};
    std::int64_t word_count = 0;

    static constexpr auto fields =
        FieldList{Field<&ProposedScene::scene_number>{"scene_number", {.help = "from 0"}},
                  Field<&ProposedScene::title>{"title", {.length_max = 2000}},
                  Field<&ProposedScene::excerpt>{"excerpt", {.length_max = 2000}},
                  Field<&ProposedScene::word_count>{"word_count"}};
};

// How somebody wants a text in pictures.
struct PictureWish {
    MediaType media_type = MediaType::Cinematic;
    std::int64_t num_scenes = 5;
    MadeBy pictures = MadeBy::Chosen;
    MadeBy words = MadeBy::Chosen;
    std::string image_connection{};  // Of MadeBy::Model; empty: the chosen one.
    std::string image_model{};
    std::string text_connection{};
    std::string text_model{};
    bool words_fallback = false;
    bool with_ext_id = false;
};

// A scene as it stands: its row with what its shot, its picture and the work on it say.
struct SceneView {
    Scene row{};
    SceneStatus status = SceneStatus::Waiting;
    std::string error{};  // For the user.
    std::string description{};
    std::optional<files::Asset> picture{};
    bool approved = false;
};

struct SessionView {
    Session row{};
    SessionStatus status = SessionStatus::Pending;
    std::string error{};                        // For the user.
    std::string waits_for{};                    // Why its work is paused; for the user.
    std::optional<std::int64_t> queue_place{};  // 1: the next one.
    bool words_pending = false;                 // A text model is still to be asked.
    std::vector<SceneView> scenes{};

    [[nodiscard]] std::int64_t count(SceneStatus wanted) const;
};

}  // namespace picture_stories
}  // namespace fabula
