// The job in which a text model writes the scenes of a lesson, or some of them anew. Each answer is
// a paid call of its own; what does not fit is asked for once more, and then the piece has failed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cast/cast_script_service.hpp"
#include "jobs/jobs_service.hpp"
#include "lessons/lessons_store.hpp"
#include "lessons/written_lesson.hpp"
#include "render/render_service.hpp"
#include "script/edit_service.hpp"
#include "script/script_service.hpp"
#include "spending/paid_work.hpp"
#include "story/story_service.hpp"

namespace fabula::lessons {

inline constexpr std::string_view kWriterKind = "lesson_scenes";
inline constexpr std::string_view kScenesPrompt = "lesson_scenes";
inline constexpr std::string_view kScenePrompt = "lesson_scene";

class LessonWriter {
public:
    struct Parts {
        store::Store& store;
        jobs::JobService& jobs;
        story::StoryService& stories;
        script::ScriptService& scripts;
        script::ScriptEditService& edits;
        cast::CastScriptService& cast_scripts;
        render::RenderService& renders;
        const spending::PaidWork& paid;
        const providers::ModelChoice& models;
    };
    // Registers its kind of job; the job service must not have started.
    explicit LessonWriter(const Parts& parts);

    // Whether a text model is chosen. Throws CallError where its key cannot be read.
    [[nodiscard]] bool is_chosen(const OrganizationId& organization,
                                 const std::optional<ProjectId>& project) const;

    // The job that writes all scenes of a lesson without any.
    jobs::Job write_all(store::Tx& tx, const Actor& actor, const Lesson& lesson);
    // The job that writes these scenes anew, each by the feedback that is kept with it.
    jobs::Job rewrite(store::Tx& tx, const Actor& actor, const Lesson& lesson,
                      const std::vector<NodeId>& scenes);

private:
    void work(jobs::JobRun& run);
    jobs::ItemResult write_scenes(jobs::JobRun& run, const jobs::JobItem& item);
    jobs::ItemResult rewrite_scene(jobs::JobRun& run, const jobs::JobItem& item);
    Json ask(jobs::JobRun& run, const jobs::JobItem& item, const Lesson& lesson,
             std::string_view prompt, const Json& data, const Json& schema);

    Parts parts_;
};

}  // namespace fabula::lessons
