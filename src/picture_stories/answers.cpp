#include "picture_stories/answers.hpp"

#include "picture_stories/story_zip.hpp"
#include "providers/builtin.hpp"

namespace fabula::picture_stories {

namespace {

// Reading the text and wording the pictures come before the first picture.
constexpr std::int64_t kStepsBefore = 2;

StoryStatus to_status(SessionStatus status) {
    switch (status) {
        case SessionStatus::Pending: return StoryStatus::Pending;
        case SessionStatus::Generating: return StoryStatus::Processing;
        case SessionStatus::Previewing:
        case SessionStatus::Completed: return StoryStatus::Completed;
        case SessionStatus::Failed: return StoryStatus::Failed;
        case SessionStatus::Cancelled: break;
    }
    return StoryStatus::Cancelled;
}

std::string describe(const SessionView& view, std::int64_t ended) {
    const auto total = std::to_string(view.scenes.size());
    switch (view.status) {
        case SessionStatus::Pending:
            return view.queue_place.value_or(1) > 1
                       ? "Waits: " + std::to_string(*view.queue_place - 1) +
                             " picture stories come before it."
                       : "Waits for its turn.";
        case SessionStatus::Generating:
            if (!view.waits_for.empty()) return "Paused: " + view.waits_for;
            if (view.words_pending) return "The pictures are put into words.";
            return std::to_string(ended) + " of " + total + " pictures are there.";
        case SessionStatus::Failed: return "No picture came.";
        case SessionStatus::Cancelled: return "Cancelled.";
        default: break;
    }
    const auto failed = view.count(SceneStatus::Failed);
    return failed == 0 ? "All " + total + " pictures are there."
                       : std::to_string(view.scenes.size() - static_cast<std::size_t>(failed)) +
                             " of " + total + " pictures are there.";
}

Progress progress_of(const SessionView& view) {
    const auto ended = view.count(SceneStatus::Ready) + view.count(SceneStatus::Failed);
    Progress out;
    out.total_steps = std::ssize(view.scenes) + kStepsBefore;
    if (view.status != SessionStatus::Pending) {
        out.current_step = view.words_pending ? 1 : kStepsBefore + ended;
    }
    out.percentage = 100 * out.current_step / out.total_steps;
    out.description = describe(view, ended);
    return out;
}

std::string text_of(const Json& provenance, const char* fact) {
    if (!provenance.is_object() || !provenance.contains(fact)) return {};
    const auto& value = provenance.at(fact);
    return value.is_string() ? value.get<std::string>() : std::string();
}

SceneAnswer to_answer(const SceneView& view) {
    SceneAnswer out;
    out.scene_number = view.row.scene_number;
    out.title = view.row.title;
    out.excerpt = view.row.excerpt;
    out.description = view.description;
    out.image_prompt = view.row.image_prompt;
    out.prompt_by = view.row.prompt_by;
    out.status = view.status;
    out.approved = view.approved;
    out.error = view.error;
    out.shot_id = view.row.shot_id;
    if (!view.picture) return out;
    out.image_url = pictures::url_of(view.picture->id);
    out.image_path = image_path(view);
    out.rough = providers::is_builtin(view.picture->provenance);
    out.provider = text_of(view.picture->provenance, "provider");
    out.model = text_of(view.picture->provenance, "model");
    return out;
}

}  // namespace

std::string id_of(const Session& session) {
    return session.ext_id.value_or(session.id.text);
}

StatusAnswer to_answer(const SessionView& view) {
    StatusAnswer out;
    out.session_id = id_of(view.row);
    out.project_id = view.row.project_id;
    out.status = to_status(view.status);
    out.media_type = view.row.media_type;
    out.num_scenes = std::ssize(view.scenes);
    out.progress = progress_of(view);
    out.message = out.progress.description;
    for (const auto& scene : view.scenes) {
        out.scenes.push_back(to_answer(scene));
        out.approved_count += scene.approved ? 1 : 0;
    }
    if (!view.error.empty()) out.error = view.error;
    out.queue_place = view.queue_place;
    out.image_model = view.row.image_model;
    out.text_model = view.row.text_model;
    out.expired_at = view.row.expired_at;
    out.created_at = view.row.created_at;
    return out;
}

}  // namespace fabula::picture_stories
